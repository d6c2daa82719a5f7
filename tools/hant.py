"""Write the Traditional Chinese catalogues from the Simplified ones, with OpenCC (Apache-2.0) at development time.

`python tools/catalogues.py` calls this; the product itself needs no OpenCC. `classify` and `click` are the messages, `data` what packs
and the code say in texts (`tools/wordings.py`), by the Simplified wording; it lists only what differs. The conversion is s2t, character forms only:
s2twp would also change words and turn 社区 into 社群. Whatever s2t gets wrong in our messages stands in `OURS`.
"""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from wordings import wordings

LOCALE = Path(__file__).parent.parent / "classify" / "locale"
DOMAINS = ("classify", "click", "data")
# What s2t would write otherwise: forms of characters that our messages do not mean, and words it cuts in the wrong place.
OURS = {
    "爲": "為",
    "覈": "核",
    "對錶": "對表",
    "瞭解": "了解",
    "乾預": "干預",
    "羣": "群",
    "裏": "裡",
    "峯": "峰",
    "託": "托",
    "纔": "才",
    "閒": "閑",
    "麪": "麵",
    "衆": "眾",
    "啓": "啟",
    "着": "著",
    "佔": "占",
    "沖突": "衝突",
    "寫明瞭": "寫明了",
    "有迴音": "有回音",
    "籤": "簽",
    "標簽": "標籤",
    "傢伙伴": "家夥伴",
    "多隻能": "多只能",
    "隻影響": "只影響",
    "清單隻": "清單只",
}


def main() -> None:
    """Write the catalogues, as text and in binary form."""
    for domain in DOMAINS:
        text, compiled = converted(domain)
        folder = LOCALE / "zh_Hant" / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{domain}.po").write_bytes(text)
        (folder / f"{domain}.mo").write_bytes(compiled)


def converted(domain: str) -> tuple[bytes, bytes]:
    """Return the Traditional catalogue of a domain as text and in binary form."""
    result = Catalog(locale="zh_Hant", domain=domain, fuzzy=False)
    if domain == "data":
        for text in sorted(wordings()):
            if traditional(text) != text:
                result.add(text, traditional(text))
        return rendered(result, "zh_Hant")
    simplified = read_po(
        io.BytesIO((LOCALE / "zh_CN" / "LC_MESSAGES" / f"{domain}.po").read_bytes()), locale="zh_CN"
    )
    for message in simplified:
        if message.id:
            result.add(message.id, _each(message.string))
    return rendered(result, "zh_Hant")


def _each(strings: Any) -> Any:
    return traditional(strings) if isinstance(strings, str) else tuple(traditional(s) for s in strings)


def traditional(text: str) -> str:
    """Return text in Traditional characters."""
    found = str(_converter().convert(text))
    for theirs, ours in OURS.items():
        found = found.replace(theirs, ours)
    return found


@cache
def _converter() -> Any:
    import opencc  # noqa: PLC0415 - a development dependency, needed for writing only

    return opencc.OpenCC("s2t")


def rendered(catalogue: Catalog, locale: str) -> tuple[bytes, bytes]:
    """Return a catalogue as text and in binary form; both depend on the messages only, not on the day."""
    text = io.BytesIO()
    write_po(text, catalogue, omit_header=True, no_location=True, width=0, sort_output=True)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {locale}\\n"\n'
    complete = (head + '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n').encode() + text.getvalue()
    return complete, binary(complete)


def binary(text: bytes) -> bytes:
    """Return the binary form of a catalogue, which depends on the day no more than the text does."""
    catalogue, result = read_po(io.BytesIO(text), locale="zh_CN"), io.BytesIO()
    catalogue.creation_date = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    write_mo(result, catalogue)
    return result.getvalue()


if __name__ == "__main__":
    main()

"""Translations: English in the code, other languages in gettext catalogues beside it.

Every command imports this module first, so it imports next to nothing.
"""

import os
from functools import cache

LANGUAGES = ("zh", "en", "zh-Hant")
FOLDERS = {"zh": "zh_CN", "zh-Hant": "zh_Hant"}
TAGS = {"zh": "zh-CN", "en": "en", "zh-Hant": "zh-Hant"}  # as documents name their language
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib costs 8 ms
_MAGIC = b"\xde\x12\x04\x95"


def mark(message: str) -> str:
    """Return `message` unchanged; marks it for the catalogue where it is translated later."""
    return message


class Catalogue:
    """Look messages up in a binary catalogue where they stand: `--help` needs a dozen of a thousand."""

    def __init__(self, path: str) -> None:
        """Read the file; without one every message stays as it is."""
        self._known: dict[str, str] = {"": ""}
        self._data, self._count = b"", 0
        if os.path.exists(path):  # noqa: PTH110
            with open(path, "rb") as file:  # noqa: PTH123
                self._data = file.read()
            self._count, self._ids, self._texts = self._number(8), self._number(12), self._number(16)

    def gettext(self, message: str) -> str:
        """Return the translation of a message, the message itself where there is none."""
        found = self._known.get(message)
        if found is None:
            found = self._known[message] = self._find(message.encode()) or message
        return found

    def _find(self, wanted: bytes) -> str:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._entry(self._ids, middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._count or self._entry(self._ids, low) != wanted:
            return ""
        return self._entry(self._texts, low).decode()

    def _entry(self, table: int, index: int) -> bytes:
        size, start = self._number(table + 8 * index), self._number(table + 8 * index + 4)
        return self._data[start : start + size]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little" if self._data.startswith(_MAGIC) else "big")


@cache
def _catalogue(lang: str, domain: str = "classify") -> Catalogue:
    folder = os.path.join(CATALOGUES, FOLDERS.get(lang, lang), "LC_MESSAGES")  # noqa: PTH118
    return Catalogue(os.path.join(folder, f"{domain}.mo"))  # noqa: PTH118


def translate(message: str, lang: str) -> str:
    """Return `message` in `lang`; a message without translation comes back as it is."""
    return message if lang == "en" else _catalogue(lang).gettext(message)


def script(zh: str, lang: str) -> str:
    """Return a Chinese wording of the product's own in the script of `lang`.

    It is looked up whole (catalogue `data`, written by `tools/hant.py`), never converted: names of communities and texts of
    others' packs stay as they are.
    """
    return _catalogue(lang, "data").gettext(zh) if lang == "zh-Hant" else zh


def choose_language(asked: str | None = None) -> str:
    """Return the language to speak: asked for, then CLASSIFY_LANG, then the locale, then Chinese."""
    names = ("CLASSIFY_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for candidate in (asked, *(os.environ.get(name) for name in names)):
        lang = _language(candidate or "")
        if lang:
            return lang
    return "zh"


def _language(tag: str) -> str:
    """Return which of our languages a tag such as `zh_TW.UTF-8` or `en-GB` asks for, if any."""
    first, *more = tag.partition(".")[0].replace("-", "_").lower().split("_")
    if first == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(more) and "hans" not in more else "zh"
    return first if first in LANGUAGES else ""

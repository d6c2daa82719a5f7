"""File names a person can read and every file system accepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MOST_BYTES = (
    120  # of a community's name: with number, title and suffix well below the 255 a file name may have
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[\\/:*?"<>|%]')
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def file_part(name: str, most_bytes: int = MOST_BYTES) -> str:
    """Return what a file system accepts of `name`, or nothing where nothing is left.

    Control, invisible and direction-changing characters are dropped, separators become `-`, blanks `_`; long
    names are cut between characters.
    """
    text = "".join(c for c in unicodedata.normalize("NFC", name) if c.isspace() or not _dropped(c))
    text = _REFUSED.sub("-", "_".join(text.split()))
    text = _cut(text, most_bytes).strip(" ._-")
    return f"{text}_" if _RESERVED.fullmatch(text) else text


def _dropped(char: str) -> bool:
    return unicodedata.category(char) in _DROPPED


def _cut(text: str, most_bytes: int) -> str:
    while len(text.encode()) > most_bytes:
        # A combining mark goes together with the character it stands on.
        kept = len(text) - 1
        while kept and unicodedata.combining(text[kept]):
            kept -= 1
        text = text[:kept]
    return text


def report_names(names: Sequence[str], title: str, suffix: str) -> list[str]:
    """Return one file name per community: `03_某某社区_分类治理建议书.md`.

    The number is the community's position, so two communities with one name never meet, not even where
    capitals do not count.
    """
    digits = max(2, len(str(len(names))))
    return [
        "_".join(part for part in (f"{i:0{digits}}", file_part(name), file_part(title)) if part) + suffix
        for i, name in enumerate(names, start=1)
    ]

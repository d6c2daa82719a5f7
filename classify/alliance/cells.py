"""One cell to one value, or to the code of what is wrong with it. Never guesses, never echoes people's data."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from classify.alliance.words import YES_NO, Word, in_all
from classify.intake.cells import BLANKS, Broken, Raw, is_blank
from classify.intake.numbers import LARGEST, number_in, whole
from classify.intake.wording import fold

LONGEST_NAME = 200
# Cells whose row cannot be used where they cannot be read: half of it would make wrong figures.
FIGURES = ("date", "count", "number")
FORMULA_SIGNS = ("=", "+", "-", "@")
# A code of 18 digits may stand in a cell as a number.
_LONGEST_CODE = 1e18
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_OPEN = frozenset(map(fold, ("长期", "永久", "长期有效", "无固定期限", "至今", "open", "-", "—", "/", "无")))
_SEPARATORS = re.compile(r"[、;；,，|/\n]+")
# An id may well hold a slash: “S/2021/3”.
_BETWEEN_IDS = re.compile(r"[、;；,，|\n]+")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Wrong(NamedTuple):
    """Name what is wrong with a cell; `value` is what is read all the same."""

    code: str
    value: object = None
    shown: str = ""


def parse_cell(
    raw: Raw, cell: str, words: Mapping[str, Word] | None, most: float = LARGEST
) -> object | Wrong:
    """Return the value of a cell of kind `cell`, numbers up to `most`; `None` for a blank one."""
    if is_blank(raw):
        return None
    if isinstance(raw, Broken):
        return Wrong("ALLIANCE012")
    if cell == "date":
        return _date(raw)
    if cell in ("count", "number"):
        return _number(raw, cell, most)
    if cell == "degree":
        degree = number_in(raw)
        return degree if degree is not None and abs(degree) <= most else Wrong("ALLIANCE019")
    text = _text(raw)
    if not text:
        # Nothing but control signs: an empty id would be one that many rows share.
        return None
    if cell == "code":
        code = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
        return Wrong("ALLIANCE013") if is_identity(code) else code
    if personal(text):
        return Wrong("ALLIANCE013")
    return _worded(text, cell, words)


def _worded(text: str, cell: str, words: Mapping[str, Word] | None) -> object | Wrong:
    if cell == "name":
        return _name(text)
    if cell == "ids":
        return tuple(dict.fromkeys(p.strip() for p in _BETWEEN_IDS.split(text) if p.strip()))
    if cell == "yes":
        known = _choice(text, YES_NO)
        return known.value if isinstance(known, Wrong) else known == "yes"
    if cell == "choice" and words is not None:
        return _choice(text, words)
    if cell == "choices" and words is not None:
        found = [_choice(part, words) for part in _SEPARATORS.split(text) if part.strip()]
        wrong = next((f for f in found if isinstance(f, Wrong)), None)
        good = tuple(str(f) for f in found if not isinstance(f, Wrong))
        return Wrong(wrong.code, good, wrong.shown) if wrong else good
    return text


def clean(text: str) -> str:
    """Return `text` without control and format characters and with single blanks."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    kept = "".join(
        " " if s in BLANKS or unicodedata.category(s)[0] in "ZC" else s
        for s in unicodedata.normalize("NFC", text)
    )
    return " ".join(kept.split())


def personal(text: str) -> bool:
    """Tell whether a text holds a mobile number or an identity number."""
    return len(text) > 10 and bool(_MOBILE.search(text) or any(map(_checks, _IDENTITY.findall(text))))


def is_identity(text: str) -> bool:
    """Tell whether a text is an identity number: plausible date of birth and right check digit."""
    return bool(_IDENTITY.fullmatch(text)) and _checks(text)


def _checks(number: str) -> bool:
    rest = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True)) % 11
    return "10X98765432"[rest] == number[17].upper()


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _LONGEST_CODE:
        return str(int(raw))
    if not isinstance(raw, str):
        return str(raw)
    text = clean(raw)
    # Lists written by this program guard such cells with an apostrophe; they come back as they were.
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text


def _name(text: str) -> str | Wrong:
    return text if len(text) <= LONGEST_NAME else Wrong("ALLIANCE014", text[: LONGEST_NAME - 1] + "…")


_SPELLINGS: dict[int, dict[str, str]] = {}


def spellings(words: Mapping[str, Word]) -> dict[str, str]:
    """Return the id behind every folded spelling of a vocabulary."""
    if id(words) not in _SPELLINGS:
        table: dict[str, str] = {}
        for word in words.values():
            for spelling in (word.id, *in_all(word.label), *word.aliases):
                table.setdefault(_folded(spelling), word.id)
        _SPELLINGS[id(words)] = table
    return _SPELLINGS[id(words)]


_folded = lru_cache(4096)(fold)


def _choice(text: str, words: Mapping[str, Word]) -> str | Wrong:
    return spellings(words).get(_folded(text)) or Wrong("ALLIANCE011", clean(text), text)


def _number(raw: Raw, cell: str, most: float) -> float | int | Wrong:
    number = number_in(raw)
    if number is not None and cell == "count":
        number = whole(number)
    if number is None or number < 0:
        return Wrong("ALLIANCE010")
    if number > most:
        return Wrong("ALLIANCE018")
    return int(number) if cell == "count" else number


def _date(raw: Raw) -> dt.date | Wrong | None:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    text = _text(raw)
    if fold(text) in _OPEN:
        return None
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text)) or _COMPACT.fullmatch(text)
    if not found:
        return Wrong("ALLIANCE009")
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        return Wrong("ALLIANCE009")

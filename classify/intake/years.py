"""The forms in which offices write a year: 2001, 2001年, 一九八五年, 90年代, 2003-2010年, 约1985."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from classify.intake.chinese import NUMERAL, chinese_number
from classify.intake.numbers import HALF_WIDTH
from classify.intake.traditional import TO_SIMPLIFIED

_ROUGH = r"约|大约|大概|近|估计"
_AFTER = r"左右|前后|上下"
_YEAR = r"(?P<{0}>[12]\d{{3}}|'?\d{{2}}(?=年)|[一二]{1}{{3}})"
_WRITTEN_OUT = "[〇零○一二三四五六七八九]"
_SINGLE = re.compile(
    rf"(?:{_ROUGH})?{_YEAR.format('year', _WRITTEN_OUT)}"
    rf"(?P<tail>年?(?:\d{{1,2}}月(?:\d{{1,2}}日)?|底|末|初|中|建成|建|竣工)?)(?:{_AFTER})?"
)
_RANGE = re.compile(
    r"(?P<low>[12]\d{3})年?(?:-|—{1,2}|–|~|～|至|到)(?P<high>[12]\d{3}|\d{2})年?(?:间|之间)?(?:建成|建)?"
)
_DECADE = re.compile(
    rf"(?:(?P<century>上世纪|20世纪|二十世纪|21世纪|本世纪)|(?P<full>19|20))?(?P<decade>\d0|{NUMERAL}+)年代(?P<part>初期?|前期|中期?|末期?|后期|末)?"
)
_PARTS = {"初": 2, "前": 2, "中": 5, "末": 8, "后": 8}


class Year(NamedTuple):
    """Hold a year; `exact` is false where the text gives a decade, a range or two digits."""

    value: float
    exact: bool


@lru_cache(maxsize=5_000)
def year_in(text: str) -> Year | None:
    """Return the year a text writes, for a decade or range its middle; `None` where it is not understood."""
    text = "".join(text.translate(HALF_WIDTH).translate(TO_SIMPLIFIED).split()).rstrip("。")
    if len(text) > 20:
        return None
    for read in (_single, _range, _decade):
        found = read(text)
        if found is not None and 1000 <= found.value <= 2999:
            return found
    return None


def year_of(day: dt.date) -> Year:
    """Return the year of a date cell; that it held a whole date is worth a note."""
    return Year(float(day.year), exact=False)


def _single(text: str) -> Year | None:
    found = _SINGLE.fullmatch(text)
    if not found:
        return None
    written = found["year"].lstrip("'")
    number = chinese_number(written) if not written.isdigit() else float(written)
    if number is None:
        return None
    if number < 100:
        # Dwellings handed over in '30 or later were built in the last century.
        number += 1900 if number >= 30 else 2000
    return Year(number, exact=text in (written, written + "年") and len(written) == 4 and written.isdigit())


def _range(text: str) -> Year | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"])
    if high <= 12:
        # 2003-10 may as well be October.
        return None
    high += low // 100 * 100 if high < 100 else 0
    return Year(float((low + high) // 2), exact=False) if low <= high else None


def _decade(text: str) -> Year | None:
    found = _DECADE.fullmatch(text)
    if not found:
        return None
    decade = float(found["decade"]) if found["decade"].isdigit() else chinese_number(found["decade"])
    if decade is None or decade % 10 or not 0 <= decade <= 90:
        return None
    last = found["century"] in ("上世纪", "20世纪", "二十世纪") or found["full"] == "19"
    this = found["century"] in ("21世纪", "本世纪") or found["full"] == "20"
    if not last and not this:
        last, this = decade >= 30, decade < 30
    middle = _PARTS.get((found["part"] or "")[:1], 5)
    return Year((1900 if last else 2000) + decade + middle, exact=False)

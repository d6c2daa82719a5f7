"""The forms in which offices write a date; a month or a year alone stands for its last day."""

import calendar
import datetime as dt
import re
from typing import NamedTuple

_DATES = tuple(
    re.compile(form)
    for form in (
        r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]00:00(?::00)?)?",
        r"([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})[日号]",
        r"([0-9]{4})()([0-9]{2})([0-9]{2})",
    )
)
_MONTH = re.compile(r"(?:截至|截止)?([0-9]{4})[年.\-/]([0-9]{1,2})月?[底末]?")
_YEAR = re.compile(r"(?:截至|截止)?([0-9]{4})年?(上半年|年?[底末])?")
_WITHIN = re.compile(
    r"(?:截至|截止|时点|统计日期|数据日期|填报时间)[到至为是:： ]*"
    r"([0-9]{4}(?:[年./-][0-9]{1,2}(?:[月./-][0-9]{1,2}[日号]?|月?[底末]?)?|年?[底末]?))"
)


class Date(NamedTuple):
    """Hold a date in ISO form; `exact` is false where the day was not written."""

    iso: str
    exact: bool


def date_in(text: str) -> Date | None:
    """Return the date a text writes in the order year, month, day; `None` where it is not understood."""
    text = text.strip().removeprefix("截至").removeprefix("截止").strip()
    for form in _DATES:
        if found := form.fullmatch(text):
            return _date(int(found[1]), int(found[3]), int(found[4]), exact=True)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        year, month = int(found[1]), int(found[2])
        return _date(year, month, calendar.monthrange(max(year, 1), month)[1], exact=False)
    if (found := _YEAR.fullmatch(text)) and 1990 <= int(found[1]) <= 2099 and "年" in text:
        month, day = (6, 30) if found[2] == "上半年" else (12, 31)
        return _date(int(found[1]), month, day, exact=False)
    return None


def iso(day: dt.date) -> str:
    """Return the day of a date cell; the time of day is none of its figures."""
    return (day.date() if isinstance(day, dt.datetime) else day).isoformat()


def date_within(text: str) -> Date | None:
    """Return the date a title names as the one its figures refer to."""
    found = _WITHIN.search(text)
    return date_in(found[1]) if found else None


def _date(year: int, month: int, day: int, *, exact: bool) -> Date | None:
    try:
        return Date(dt.date(year, month, day).isoformat(), exact)
    except ValueError:
        return None

"""Read one cell as its field's type demands: a value, nothing, or a complaint. Nothing is ever guessed."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from classify.errors import Filler
from classify.intake.cells import BLANKS, Broken, Percent, Raw
from classify.intake.numbers import HALF_WIDTH, LARGEST, number_in, parts_in, percent, whole
from classify.intake.wording import closest, did_you_mean, fold, listed
from classify.model.field import Field
from classify.model.profile import Value
from classify.model.text import Text

Reader = Callable[[Raw], Value]

_EXPECTED = {
    "count": Text(zh="整数（如 1133）", en="a whole number such as 1133"),
    "number": Text(zh="数（如 1.5）", en="a number such as 1.5"),
    "share": Text(zh="占比（如 25% 或 0.25）", en="a share such as 25% or 0.25"),
    "year": Text(zh="四位数年份（如 1998）", en="a year of four digits such as 1998"),
    "flag": Text(zh="“是”或“否”", en="yes or no"),
    "choice": Text(zh="给定选项之一", en="one of the given entries"),
    "text": Text(zh="文字", en="plain text"),
    "code": Text(zh="代码（文字或数字）", en="a code of letters or digits"),
    "date": Text(zh="日期（如 2024-12-31）", en="a date such as 2024-12-31"),
}
_DATES = tuple(
    re.compile(form)
    for form in (
        r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]00:00(?::00)?)?",
        r"([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})日",
        r"([0-9]{4})()([0-9]{2})([0-9]{2})",
    )
)
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}")
_FAILED = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_FLAGS = dict.fromkeys(("是", "有", "√", "✓", "✔", "true", "yes", "y", "1"), True) | dict.fromkeys(
    ("否", "无", "×", "✗", "✘", "false", "no", "n", "0"), False
)


class Complaint(NamedTuple):
    """Say what is wrong with one cell, before it is known where the cell stands."""

    code: str
    fill: dict[str, Filler]


class Rejected(ValueError):  # noqa: N818  # says what happens to the cell; the program did nothing wrong
    """Stop the reading of one cell whose content cannot be a value of its field."""

    def __init__(self, code: str, field: Field, **fill: Filler) -> None:
        """Keep what the finding needs; words from the cell are never part of it."""
        super().__init__(code)
        self.complaint = Complaint(code, {"field": field.label, **fill})


def reader(field: Field) -> Reader:
    """Return a function that turns a cell into the field's value, a blank into None, or raises `Rejected`."""
    convert = _CONVERTERS[field.type](field)

    def read(raw: Raw) -> Value:
        if isinstance(raw, str):
            raw = raw.strip(BLANKS)
            if raw.startswith("#") and _FAILED.fullmatch(raw):
                raise Rejected(Broken.FAILED.value, field)
        elif isinstance(raw, Broken):
            raise Rejected(raw.value, field)
        return None if raw is None or raw == "" else convert(raw)

    return read


def _unexpected(field: Field) -> Rejected:
    return Rejected("INTAKE012", field, expected=_EXPECTED[field.type])


def _count(field: Field) -> Reader:
    def convert(raw: Raw) -> Value:
        number = whole(number_in(raw))
        if number is None:
            raise _unexpected(field)
        return number

    return convert


def _number(field: Field) -> Reader:
    in_percent = field.unit == "%"

    def convert(raw: Raw) -> Value:
        number = number_in(raw)
        if number is None and in_percent and (share := parts_in(raw)) is not None:
            number = float(Decimal(repr(share)).scaleb(2))
        if number is None:
            raise _unexpected(field)
        return number

    return convert


def _share(field: Field) -> Reader:
    def convert(raw: Raw) -> Value:
        marked = parts_in(raw)
        share = number_in(raw) if marked is None else marked
        if share is None:
            raise _unexpected(field)
        # A sum of shares may miss 1 by its last bit.
        if not 0 <= share <= 1 + 1e-9:
            raise Rejected(
                "INTAKE015", field, value=percent(share) if marked is not None else f"{share:.10g}"
            )
        return min(share, 1.0)

    return convert


def _year(field: Field) -> Reader:
    def convert(raw: Raw) -> Value:
        number = whole(number_in(raw.removesuffix("年") if isinstance(raw, str) else raw))
        if number is None or not 1000 <= number <= 2999:
            raise _unexpected(field)
        return number

    return convert


def _flag(field: Field) -> Reader:
    def convert(raw: Raw) -> Value:
        if isinstance(raw, bool):
            return raw
        word = fold(raw) if isinstance(raw, str) else _as_text(raw)
        if word not in _FLAGS:
            raise _unexpected(field)
        return _FLAGS[word]

    return convert


def _choice(field: Field) -> Reader:
    labels = {fold(choice): label for choice, label in field.choices.items()}
    known: dict[str, str] = {}
    for choice, label in field.choices.items():
        for name in (choice, label.zh, label.en):
            known.setdefault(fold(name), choice)

    def convert(raw: Raw) -> Value:
        word = _as_text(raw) or ""
        choice = known.get(fold(word))
        if choice is None:
            near = closest(word, known)
            hint = did_you_mean(labels[fold(known[near])] if near else None)
            raise Rejected("INTAKE017", field, hint=hint, choices=listed(field.choices.values()))
        return choice

    return convert


def _text(field: Field) -> Reader:
    pattern = re.compile(field.pattern) if field.pattern else None

    def convert(raw: Raw) -> Value:
        text = raw if isinstance(raw, str) else _as_text(raw)
        # Line breaks are layout; other control characters could steer a terminal.
        text = " ".join(text.split()) if text and not text.isprintable() else text
        if not text or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
            raise _unexpected(field)
        text = unicodedata.normalize("NFC", text)
        if pattern and not pattern.fullmatch(text):
            raise Rejected("INTAKE018", field, pattern=field.about or field.pattern or "")
        return text

    return convert


def _code(field: Field) -> Reader:
    check = _text(field)

    def convert(raw: Raw) -> Value:
        if isinstance(raw, str):
            text = raw.translate(HALF_WIDTH)
            if _SHORTENED.fullmatch(text):
                raise Rejected("INTAKE032", field)
            return check(text)
        if isinstance(raw, (bool, Percent)) or not isinstance(raw, (int, float)) or raw != raw // 1:
            raise _unexpected(field)
        if abs(raw) >= LARGEST:
            raise Rejected("INTAKE032", field)
        return check(str(int(raw)))

    return convert


def _date(field: Field) -> Reader:
    def convert(raw: Raw) -> Value:
        if isinstance(raw, dt.datetime):
            return raw.date().isoformat()
        if isinstance(raw, dt.date):
            return raw.isoformat()
        found = _date_in((_as_text(raw) or "").translate(HALF_WIDTH))
        if found is None:
            raise _unexpected(field)
        return found

    return convert


def _date_in(text: str) -> str | None:
    """Return an ISO date for a text that names year, month and day in this order."""
    for form in _DATES:
        if found := form.fullmatch(text):
            try:
                return dt.date(int(found[1]), int(found[3]), int(found[4])).isoformat()
            except ValueError:
                return None
    return None


def _as_text(raw: Raw) -> str | None:
    """Return a cell as text, whole numbers without `.0`; None for times of day and durations."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, (int, float)):
        return str(int(raw)) if abs(raw) < LARGEST and raw == raw // 1 else repr(float(raw))
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, dt.date) else None


_CONVERTERS: dict[str, Callable[[Field], Reader]] = {
    "count": _count,
    "number": _number,
    "share": _share,
    "year": _year,
    "flag": _flag,
    "choice": _choice,
    "text": _text,
    "code": _code,
    "date": _date,
}

"""Read one cell as its field's type demands: a value, a value with a note, nothing, or a complaint."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from classify.errors import Filler
from classify.intake.cells import BLANKS, Broken, Percent, Raw
from classify.intake.dates import date_in
from classify.intake.figures import Figure, figure_in, is_missing
from classify.intake.numbers import HALF_WIDTH, LARGEST, number_in, parts_in, percent, whole
from classify.intake.units import factor, unit_of_field
from classify.intake.wording import closest, did_you_mean, fold, listed, same
from classify.intake.years import year_in, year_of
from classify.model.field import Field
from classify.model.profile import Value
from classify.model.smallcells import MINIMUM, counts_people, too_small
from classify.model.text import Text

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
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}")
_FAILED = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_FLAGS = dict.fromkeys(("是", "有", "√", "✓", "✔", "☑", "已", "对", "true", "yes", "y", "1"), True) | dict.fromkeys(
    ("否", "无", "×", "✗", "✘", "☐", "未", "没有", "不是", "非", "false", "no", "n", "0"), False
)
_LIKELY_NONE = ("无", "没有", "不涉及", "否")
_TAIL = re.compile("(?:型|类|式|社区|住房|房|小区)$")


class Complaint(NamedTuple):
    """Say what is wrong with one cell, before it is known where the cell stands."""

    code: str
    fill: dict[str, Filler]


class Noted(NamedTuple):
    """Hold a value that rests on an assumption, and the note that says which."""

    value: Value
    note: Complaint


class Parts(NamedTuple):
    """Hold a share that stands where a count is wanted; the row's total turns it into one."""

    share: float


class How(NamedTuple):
    """Say how a column is to be read.

    `factor` turns the heading's unit into the field's own; `convertible` admits shares in a column of counts;
    counts of people below `minimum` are never quoted.
    """

    factor: float = 1.0
    convertible: bool = False
    minimum: int = MINIMUM


Reading = Value | Noted | Parts
Reader = Callable[[Raw], Reading]


class Rejected(ValueError):  # noqa: N818  # says what happens to the cell; the program did nothing wrong
    """Stop the reading of one cell whose content cannot be a value of its field."""

    def __init__(self, code: str, field: Field, **fill: Filler) -> None:
        """Keep what the finding needs; words from the cell are never part of it."""
        super().__init__(code)
        self.complaint = Complaint(code, {"field": field.label, **fill})


def reader(field: Field, how: How = How()) -> Reader:  # noqa: B008  # immutable
    """Return a function that turns a cell into the field's value, a blank into None, or raises `Rejected`."""
    convert = _CONVERTERS[field.type](field, how)

    def read(raw: Raw) -> Reading:
        if isinstance(raw, str):
            raw = raw.strip(BLANKS)
            if raw.startswith("#") and _FAILED.fullmatch(raw):
                raise Rejected(Broken.FAILED.value, field)
        elif isinstance(raw, Broken):
            raise Rejected(raw.value, field)
        if raw is None or raw == "":
            return None
        try:
            return convert(raw)
        except Rejected:
            if isinstance(raw, str) and is_missing(raw):
                return Noted(None, Complaint("INTAKE054", {"field": field.label}))
            raise

    return read


def shown(field: Field, value: float, minimum: int = MINIMUM) -> str:
    """Return a number as a message quotes it; a small number of people is not quoted."""
    if counts_people(field) and too_small(value, minimum):
        return f"<{minimum}"
    return percent(value) if field.type == "share" else f"{value:.15g}"


def assumed(field: Field, raw: Raw, value: float, minimum: int) -> Noted:
    """Return a value with the note what was written and as what it was taken."""
    hidden = counts_people(field) and too_small(value, minimum)
    written = "…" if hidden or not isinstance(raw, str) else " ".join(raw.split())
    fill: dict[str, Filler] = {"field": field.label, "written": same(written), "value": shown(field, value, minimum)}
    return Noted(value, Complaint("INTAKE053", fill))


def _unexpected(field: Field) -> Rejected:
    return Rejected("INTAKE012", field, expected=_EXPECTED[field.type])


def _quantity(field: Field, figure: Figure, how: How) -> float:
    """Return a figure in the field's own unit; what stands behind the number wins over the heading."""
    if figure.unit is None:
        return figure.middle * how.factor
    times = factor(figure.unit, unit_of_field(field.unit))
    if times is None:
        raise Rejected("INTAKE059", field, own=field.unit or "", unit=figure.unit.written)
    return figure.middle * times


def _count(field: Field, how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        plain = number_in(raw)
        if plain is not None:
            number = whole(plain * how.factor)
            if number is None:
                raise _unexpected(field)
            return number
        if how.convertible and (share := parts_in(raw)) is not None:
            return Parts(share)
        figure = figure_in(raw) if isinstance(raw, str) else None
        if figure is None or (figure.share and not how.convertible):
            raise _unexpected(field)
        if figure.share:
            return Parts(figure.middle)
        value = _quantity(field, figure, how)
        exactly = whole(value)
        if exactly is None and figure.low == figure.high:
            raise _unexpected(field)
        value = float(round(value)) if exactly is None else exactly
        return value if figure.exact else assumed(field, raw, value, how.minimum)

    return convert


def _number(field: Field, how: How) -> Reader:
    in_percent = field.unit == "%"

    def convert(raw: Raw) -> Reading:
        number = number_in(raw)
        if number is not None:
            return number * how.factor if how.factor != 1.0 else number
        if in_percent and (share := parts_in(raw)) is not None:
            return float(Decimal(repr(share)).scaleb(2))
        figure = figure_in(raw) if isinstance(raw, str) else None
        if figure is None or figure.share != in_percent and figure.share:
            raise _unexpected(field)
        value = float(f"{figure.middle * 100:.12g}") if figure.share else _quantity(field, figure, how)
        own = figure.unit is None or factor(figure.unit, unit_of_field(field.unit)) == 1.0
        return value if figure.exact and own else assumed(field, raw, value, how.minimum)

    return convert


def _share(field: Field, how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        marked = parts_in(raw)
        share = number_in(raw) if marked is None else marked
        figure = figure_in(raw) if share is None and isinstance(raw, str) else None
        if figure is not None and figure.share:
            share = figure.middle
        if share is None:
            raise _unexpected(field)
        # A sum of shares may miss 1 by its last bit.
        if not 0 <= share <= 1 + 1e-9:
            written = f"{share:.10g}" if marked is None and figure is None else percent(share)
            raise Rejected("INTAKE015", field, value=written)
        value = min(share, 1.0)
        return assumed(field, raw, value, how.minimum) if figure is not None and not figure.exact else value

    return convert


def _year(field: Field, how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        number = whole(number_in(raw.removesuffix("年") if isinstance(raw, str) else raw))
        if number is not None and 1000 <= number <= 2999:
            return number
        found = year_in(raw) if isinstance(raw, str) else None
        if isinstance(raw, dt.date) and raw.year > 1901:
            # A number such as 1998 under a date format shows as a day of 1905 and is not meant.
            found = None if raw.year == 1905 else year_of(raw)
        if found is None:
            raise _unexpected(field)
        return found.value if found.exact else assumed(field, raw, found.value, how.minimum)

    return convert


def _flag(field: Field, _how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        if isinstance(raw, bool):
            return raw
        word = fold(raw) if isinstance(raw, str) else _as_text(raw)
        if word not in _FLAGS:
            raise _unexpected(field)
        return _FLAGS[word]

    return convert


def _choice(field: Field, _how: How) -> Reader:
    labels = {fold(choice): label for choice, label in field.choices.items()}
    known: dict[str, str] = {}
    for choice, label in field.choices.items():
        for name in (choice, label.zh, label.en, *(_LIKELY_NONE if choice == "none" else ())):
            known.setdefault(fold(name), choice)
    for name, choice in list(known.items()):
        known.setdefault(_TAIL.sub("", name), choice)

    def convert(raw: Raw) -> Reading:
        word = _as_text(raw) or ""
        choice = known.get(fold(word)) or known.get(_TAIL.sub("", fold(word)))
        if choice is None:
            near = closest(word, known)
            hint = did_you_mean(labels[fold(known[near])] if near else None)
            raise Rejected("INTAKE017", field, hint=hint, choices=listed(field.choices.values()))
        return choice

    return convert


def _text(field: Field, _how: How) -> Reader:
    pattern = re.compile(field.pattern) if field.pattern else None

    def convert(raw: Raw) -> Reading:
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


def _code(field: Field, how: How) -> Reader:
    check = _text(field, how)

    def convert(raw: Raw) -> Reading:
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


def _date(field: Field, how: How) -> Reader:
    def convert(raw: Raw) -> Reading:
        if isinstance(raw, dt.datetime):
            return raw.date().isoformat()
        if isinstance(raw, dt.date):
            return raw.isoformat()
        text = (_as_text(raw) or "").translate(HALF_WIDTH)
        found = date_in(text)
        if found is None:
            raise _unexpected(field)
        if found.exact:
            return found.iso
        fill: dict[str, Filler] = {"field": field.label, "written": same(" ".join(text.split())), "value": found.iso}
        return Noted(found.iso, Complaint("INTAKE053", fill))

    return convert


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


_CONVERTERS: dict[str, Callable[[Field, How], Reader]] = {
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

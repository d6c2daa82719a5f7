"""Read one cell as its field's type demands: a value, a value with a note, nothing, or a complaint."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from classify.errors import Filler
from classify.intake.cells import BLANKS, Broken, Raw
from classify.intake.figures import Figure, figure_in, is_missing
from classify.intake.numbers import number_in, parts_in, percent, whole
from classify.intake.units import factor, unit_of_field
from classify.intake.verdicts import Complaint, How, Noted, Parts, Reader, Reading, Rejected, unexpected
from classify.intake.wording import same
from classify.intake.words import TEXTUAL
from classify.intake.years import year_in, year_of
from classify.model.field import Field
from classify.model.smallcells import MINIMUM, counts_people, too_small

_FAILED = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")


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
    fill: dict[str, Filler] = {
        "field": field.label,
        "written": same(written),
        "value": shown(field, value, minimum),
    }
    return Noted(value, Complaint("INTAKE053", fill))


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
                raise unexpected(field)
            return number
        if how.convertible and (share := parts_in(raw)) is not None:
            return Parts(share)
        figure = figure_in(raw) if isinstance(raw, str) else None
        if figure is None or (figure.share and not how.convertible):
            raise unexpected(field)
        if figure.share:
            return Parts(figure.middle)
        value = _quantity(field, figure, how)
        exactly = whole(value)
        if exactly is None and figure.low == figure.high:
            raise unexpected(field)
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
        if figure is None or (figure.share != in_percent and figure.share):
            raise unexpected(field)
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
            raise unexpected(field)
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
            raise unexpected(field)
        return found.value if found.exact else assumed(field, raw, found.value, how.minimum)

    return convert


_CONVERTERS: dict[str, Callable[[Field, How], Reader]] = {
    "count": _count,
    "number": _number,
    "share": _share,
    "year": _year,
    **TEXTUAL,
}

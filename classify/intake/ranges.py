"""Doubt values that were read: outside what can be true, outside the usual, a part larger than its total."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from classify.errors import Filler
from classify.intake.cells import Raw
from classify.intake.numbers import parts_in, percent
from classify.intake.values import Complaint
from classify.model.field import Field
from classify.model.profile import Value
from classify.model.text import Text

Bounds = tuple[float | None, float | None]
Doubt = Callable[[Raw, float], Complaint | None]


class Part(NamedTuple):
    """Pair a field with the field it may not exceed."""

    part: Field
    total: Field


def doubt(field: Field) -> Doubt | None:
    """Return a function that complains about a field's number, given its cell too; None for other fields."""
    if field.kind != "number":
        return None
    possible: Bounds = field.range
    if field.type == "count" and possible[0] is None:
        possible = (0, possible[1])
    is_share = field.type == "share"

    def complain(raw: Raw, value: float) -> Complaint | None:
        if _outside(value, possible):
            return _complaint("INTAKE013", field, value, possible)
        if _outside(value, field.usual):
            return _complaint("INTAKE014", field, value, field.usual)
        # 1 may have been meant as 1%: it is read as the whole, and said.
        if is_share and value == 1 and parts_in(raw) is None:
            return Complaint("INTAKE033", {"field": field.label})
        return None

    return complain


def parts(fields: Sequence[Field], present: Collection[str]) -> tuple[Part, ...]:
    """Return the pairs of part and total that a table with the fields `present` can be asked about."""
    by_id = {field.id: field for field in fields}
    return tuple(
        Part(field, by_id[field.part_of])
        for field in fields
        if field.id in present and field.part_of in present and field.part_of in by_id
    )


def exceeding(values: Mapping[str, Value], pairs: Sequence[Part]) -> dict[str, Complaint]:
    """Return a complaint for each field whose value exceeds that of its total; an unknown exceeds nothing."""
    found = {}
    for part, total in pairs:
        value, limit = values.get(part.id), values.get(total.id)
        if isinstance(value, float) and isinstance(limit, float) and value > limit:
            shown: dict[str, Filler] = {"value": _shown(part, value), "total": _shown(total, limit)}
            labels = {"field": part.label, "total_field": total.label}
            found[part.id] = Complaint("INTAKE016", shown | labels)
    return found


def _outside(value: float, bounds: Bounds) -> bool:
    low, high = bounds
    return (low is not None and value < low) or (high is not None and value > high)


def _complaint(code: str, field: Field, value: float, bounds: Bounds) -> Complaint:
    value_shown, range_worded = _shown(field, value), _worded(field, bounds)
    return Complaint(code, {"field": field.label, "value": value_shown, "range": range_worded})


def _shown(field: Field, value: float) -> str:
    return percent(value) if field.type == "share" else f"{value:.15g}"


def _worded(field: Field, bounds: Bounds) -> Text:
    low, high = (None if bound is None else _shown(field, bound) for bound in bounds)
    if low is None:
        return Text(zh=f"不高于 {high}", en=f"at most {high}")
    if high is None:
        return Text(zh=f"不低于 {low}", en=f"at least {low}")
    return Text(zh=f"{low} 至 {high}", en=f"{low} to {high}")

"""Doubt values that were read: outside what can be true, outside the usual, a part larger than its total."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from classify.errors import Filler
from classify.intake.values import shown
from classify.intake.verdicts import Complaint
from classify.model.field import Bounds, Field, outside
from classify.model.profile import Value
from classify.model.smallcells import MINIMUM
from classify.model.text import Text, composed

_AT_MOST, _AT_LEAST = (
    Text(zh="不高于 {high}", en="at most {high}"),
    Text(zh="不低于 {low}", en="at least {low}"),
)
_FROM_TO = Text(zh="{low} 至 {high}", en="{low} to {high}")
Doubt = Callable[[float], Complaint | None]


class Part(NamedTuple):
    """Pair a field with the field it may not exceed."""

    part: Field
    total: Field


def doubt(field: Field, minimum: int = MINIMUM) -> Doubt | None:
    """Return a function that complains about a field's number; None for other fields."""
    if field.kind != "number":
        return None
    possible = field.possible

    def complain(value: float) -> Complaint | None:
        if outside(value, possible):
            return _complaint("INTAKE013", field, value, possible, minimum)
        if outside(value, field.usual):
            return _complaint("INTAKE014", field, value, field.usual, minimum)
        return None

    return complain


def unsuspicious(field: Field) -> tuple[float, float]:
    """Return between which values a count gives no reason to complain."""
    lows = [low for low in (0.0, field.range[0], field.usual[0]) if low is not None]
    highs = [high for high in (1e15, field.range[1], field.usual[1]) if high is not None]
    return max(lows), min(highs)


def parts(fields: Sequence[Field], present: Collection[str]) -> tuple[Part, ...]:
    """Return the pairs of part and total that a table with the fields `present` can be asked about."""
    by_id = {field.id: field for field in fields}
    return tuple(
        Part(field, by_id[field.part_of])
        for field in fields
        if field.id in present and field.part_of in present and field.part_of in by_id
    )


def exceeding(
    values: Mapping[str, Value], pairs: Sequence[Part], minimum: int = MINIMUM
) -> dict[str, Complaint]:
    """Return a complaint for each field whose value exceeds that of its total; an unknown exceeds nothing."""
    found = {}
    for part, total in pairs:
        value, limit = values.get(part.id), values.get(total.id)
        if isinstance(value, float) and isinstance(limit, float) and value > limit:
            figures: dict[str, Filler] = {
                "value": shown(part, value, minimum),
                "total": shown(total, limit, minimum),
            }
            labels = {"field": part.label, "total_field": total.label}
            found[part.id] = Complaint("INTAKE016", figures | labels)
    return found


def _complaint(code: str, field: Field, value: float, bounds: Bounds, minimum: int) -> Complaint:
    fill: dict[str, Filler] = {
        "field": field.label,
        "value": shown(field, value, minimum),
        "range": _worded(field, bounds),
    }
    return Complaint(code, fill)


def _worded(field: Field, bounds: Bounds) -> Text:
    low, high = (None if bound is None else shown(field, bound, 0) for bound in bounds)
    return composed(partial(_between, low, high))


def _between(low: str | None, high: str | None, lang: str) -> str:
    frame = _AT_MOST if low is None else _AT_LEAST if high is None else _FROM_TO
    return frame.say(lang).format(low=low, high=high)

"""The values of a case, held against the definitions of their fields: kind, unit, choices, range."""

from __future__ import annotations

import math
from typing import Any

from classify.errors import ClassifyError, Filler
from classify.expression.names import Names, Symbol
from classify.expression.sentence import number_text
from classify.expression.text import read
from classify.expression.tree import Number
from classify.model.field import WHOLE, Field, outside
from classify.model.profile import Value
from classify.model.text import Text

_TRUE_OR_FALSE = Text(zh="“是”（true）或“否”（false）", en="true or false")
_NO_UNIT = Text(zh="无单位", en="no unit")


class Refused(ValueError):  # noqa: N818 - says what happens to the value; the program did nothing wrong
    """Stop the reading of one value that its field cannot have."""

    def __init__(self, code: str, **fill: Filler) -> None:
        """Keep what the finding needs."""
        super().__init__(code)
        self.code, self.fill = code, fill


def value_of(field: Field, names: Names, raw: Any) -> Value:
    """Return the value a case gives for a field, null as missing. Raises `Refused` where the field cannot have it."""
    if raw is None:
        return None
    if field.kind == "number":
        return _number(field, names, raw)
    if field.kind == "boolean":
        if not isinstance(raw, bool):
            raise _no_value(field, raw, _TRUE_OR_FALSE)
        return raw
    if not field.choices:
        return str(raw)
    choice = names[field.id].choice(str(raw))
    if choice is None:
        known = ", ".join(field.choices)
        raise _no_value(field, raw, Text(zh=f"以下之一：{known}", en=f"one of: {known}"))
    return choice


def _number(field: Field, names: Names, raw: Any) -> float:
    value = _written(field, names, raw) if isinstance(raw, str) else raw
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _no_value(field, raw)
    if outside(value, field.possible):
        range_ = _range(field, names[field.id])
        fill: dict[str, Filler] = {"field": field.label, "written": _shown(raw), "range": range_}
        raise Refused("RULES048", **fill, expected=field.expected)
    if field.type in WHOLE and not float(value).is_integer():
        raise _no_value(field, raw)
    return float(value)


def _written(field: Field, names: Names, raw: str) -> float | None:
    """Return a number written as conditions write it: `31%`, `1.2万`, `60 户`."""
    try:
        tree = read(raw, names, "number")
    except ClassifyError:
        return None
    if not isinstance(tree, Number):
        return None
    own = "%" if field.type == "share" else names[field.id].unit
    if tree.unit not in (None, own):
        fill: dict[str, Filler] = {"field": field.label, "written": _shown(raw), "own": own or _NO_UNIT}
        raise Refused("RULES047", **fill, expected=field.expected)
    return tree.value


def _no_value(field: Field, raw: Any, expected: Filler | None = None) -> Refused:
    return Refused("RULES046", field=field.label, written=_shown(raw), expected=expected or field.expected)


def _shown(raw: Any) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return f"{raw:.15g}" if isinstance(raw, int | float) else str(raw)


def _range(field: Field, symbol: Symbol) -> Text:
    def ends(lang: str) -> str:
        both = ("" if end is None else number_text(end, symbol.type, None, lang) for end in field.possible)
        return " … ".join(both).strip()

    return Text(zh=ends("zh"), en=ends("en"))

"""What a profile is made of: fields as they are handed in, indicators as they are derived."""

from typing import Literal

from classify.model.basis import Basis
from classify.model.text import Data, Text

FieldType = Literal["count", "number", "share", "year", "flag", "choice", "text", "code", "date"]
Role = Literal["identity", "structural", "outcome", "declared"]
Need = Literal["required", "recommended", "optional"]
Kind = Literal["number", "boolean", "text"]
Counted = Literal["people", "posts", "sample"]

KIND_OF_TYPE: dict[str, Kind] = {
    "count": "number",
    "number": "number",
    "share": "number",
    "year": "number",
    "flag": "boolean",
    "choice": "text",
    "text": "text",
    "code": "text",
    "date": "text",
}

Bounds = tuple[float | None, float | None]

WHOLE = ("count", "year")  # types whose numbers are whole
_POSSIBLE: dict[str, Bounds] = {"count": (0, None), "share": (0, 1), "year": (1000, 2999)}
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


def outside(value: float, bounds: Bounds) -> bool:
    """Tell whether a number lies below or above what `bounds` allow; an open end allows everything."""
    low, high = bounds
    return (low is not None and value < low) or (high is not None and value > high)


class Field(Data):
    """Describe one column of a profile.

    `range` holds the lowest and highest value that can be true (outside it is an error, `None` is
    open); `usual` the values that need no second look (outside it is a warning). `part_of` names
    the field this one may not exceed, `total` for a share the field it is taken of, `standard` the
    national standard a code follows. `role` keeps what the methods are meant to change
    (`outcome`) apart from what may drive a type (`structural`). `counts` says what is counted where the
    unit does not tell: `people`, whose small figures no output shows, `posts` (staff, members of a
    team: known to everybody) or a `sample` (how many answered), whose figures are shown.
    """

    id: str
    label: Text
    type: FieldType
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    range: Bounds = (None, None)
    usual: Bounds = (None, None)
    need: Need = "optional"
    role: Role = "structural"
    counts: Counted | None = None
    part_of: str | None = None
    total: str | None = None
    standard: Literal["area-code", "unit-code"] | None = None
    pattern: str | None = None
    choices: dict[str, Text] = {}
    about: Text | None = None
    basis: Basis | None = None

    @property
    def kind(self) -> Kind:
        """Return how the condition language sees the field: a number, a boolean or text."""
        return KIND_OF_TYPE[self.type]

    @property
    def expected(self) -> Text:
        """Return in words, with an example, what may be written for the field."""
        return _EXPECTED[self.type]

    @property
    def possible(self) -> Bounds:
        """Return the lowest and highest number that can be true: the range, and where it is open what the type allows."""
        ends = _POSSIBLE.get(self.type, (None, None))
        return tuple(
            own if own is not None else by_type for own, by_type in zip(self.range, ends, strict=True)
        )  # type: ignore[return-value]


class Indicator(Data):
    """Describe a value computed from fields, parameters and other indicators by `value`."""

    id: str
    label: Text
    type: Literal["count", "number", "share", "year", "flag"]
    value: str
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    about: Text | None = None
    basis: Basis | None = None

    @property
    def kind(self) -> Kind:
        """Return how the condition language sees the indicator."""
        return KIND_OF_TYPE[self.type]


class Check(Data):
    """Describe a condition every sound profile fulfils; where it is false, `say` is a finding.

    `fields` are the cells a reader should look at. Unknown is not false: a check that lacks
    data says nothing.
    """

    id: str
    that: str
    say: Text
    repair: Text
    fields: tuple[str, ...]
    severity: Literal["error", "warning"] = "error"
    basis: Basis | None = None

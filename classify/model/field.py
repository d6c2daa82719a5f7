"""What a profile is made of: fields as they are handed in, indicators as they are derived."""

from typing import Literal

from classify.model.basis import Basis
from classify.model.text import Data, Text

FieldType = Literal["count", "number", "share", "year", "flag", "choice", "text", "code", "date"]
Role = Literal["identity", "structural", "outcome", "declared"]
Need = Literal["required", "recommended", "optional"]
Kind = Literal["number", "boolean", "text"]

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


class Field(Data):
    """Describe one column of a profile.

    `range` holds the lowest and highest value that can be true (outside it is an error, `None` is
    open); `usual` the values that need no second look (outside it is a warning). `part_of` names
    the field this one may not exceed, `total` for a share the field it is taken of, `standard` the
    national standard a code follows. `role` keeps what the methods are meant to change
    (`outcome`) apart from what may drive a type (`structural`).
    """

    id: str
    label: Text
    type: FieldType
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    range: tuple[float | None, float | None] = (None, None)
    usual: tuple[float | None, float | None] = (None, None)
    need: Need = "optional"
    role: Role = "structural"
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

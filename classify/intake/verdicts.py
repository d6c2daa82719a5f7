"""What reading one cell can come to: a value, a value with a note, a share instead of a count, a rejection."""

from collections.abc import Callable
from typing import NamedTuple

from classify.errors import Filler
from classify.intake.cells import Raw
from classify.model.field import Field
from classify.model.profile import Value
from classify.model.smallcells import MINIMUM


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


def unexpected(field: Field) -> Rejected:
    """Return the complaint that a cell holds something else than its field expects."""
    return Rejected("INTAKE012", field, expected=field.expected)

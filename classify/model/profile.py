"""A community's figures at one date, as the stages after reading see them."""

from collections.abc import Mapping

from classify.model.text import Data

Value = float | str | bool | None


class Table(Data):
    """Say which fields of a table tell who a row is about.

    `id` names the fields that identify a row, the first one filled in counts. `declared` is the
    office's own decision about the type, `history` the codes a community had before.
    """

    id: tuple[str, ...]
    name: str | None = None
    group: str | None = None
    date: str | None = None
    declared: str | None = None
    history: str | None = None


class Origin(Data):
    """Say where a profile was read: its file, sheet and row (from 1), and the cell of each field."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    cells: Mapping[str, str] = {}


class Profile(Data):
    """Hold one row: numbers are floats, flags booleans, the rest text; what is missing is `None`.

    `values` has a key for every field of the table it was read with; fields the table had no
    column for are absent, which means missing as well.
    """

    id: str
    name: str = ""
    group: str = ""
    values: dict[str, Value]
    origin: Origin = Origin()

"""What every readable file becomes first: sheets of cells that know their address.

Nothing here knows fields. A cell keeps what the file says about it (text, number, date, shown
as a percentage, formula without result), so that the stages after this one never have to open the file again.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from classify.errors import Finding, Place
from classify.intake.places import letters

# Zero-width characters and the byte order mark are invisible in the office program, so they count as blank.
BLANKS = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2000\u2001\u2002\u2003\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u2060\u3000\ufeff"
)


class Percent(float):
    """Hold a number whose cell shows it with a percent sign: `Percent(0.25)` is seen as 25%."""


class Broken(Enum):
    """Stand in a cell that has no value although it is not empty; the value is the code that says so."""

    UNCALCULATED = "INTAKE030"
    FAILED = "INTAKE031"


Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | Broken | None


class Row(NamedTuple):
    """Hold one row: its number as the office program shows it, and its cells from column A on."""

    number: int
    cells: Sequence[Raw]


class Span(NamedTuple):
    """Hold a merged area: rows from 1 as shown, columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Hold one sheet without its blank rows; a text table is a single grid with an empty sheet name."""

    file: str
    sheet: str
    rows: Sequence[Row]
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands; rows count from 1 as shown, columns from 0."""
        return Place(self.file, self.sheet, cell=f"{letters(column)}{row}")

    def filled(self) -> int:
        """Return the number of cells that are not blank."""
        return sum(not is_blank(cell) for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class Book:
    """Hold everything one file contains, and what was wrong with single rows while it was taken apart."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


def is_blank(cell: Raw) -> bool:
    """Tell whether a cell holds nothing a reader of the sheet could see."""
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANKS))

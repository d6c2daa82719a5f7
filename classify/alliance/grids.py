"""Open files and tell which table each sheet, text table or YAML section is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from classify.alliance.tables import NOTES, Column, Table
from classify.errors import ClassifyError, Finding, Place
from classify.intake.cells import Book, Broken, Grid, Raw, Row, is_blank
from classify.intake.files import open_book
from classify.intake.guard import guard
from classify.intake.persons import person_heading
from classify.intake.places import letters
from classify.intake.wording import fold

# A title and a line of explanation may stand above the headings.
_HEADING_ROWS = 6
_NOTES = frozenset(map(fold, (NOTES.zh, NOTES.en)))


class Lines(NamedTuple):
    """Place rows of a YAML file by line."""

    file: str

    def place(self, row: int) -> Place:
        """Return the place of a line."""
        return Place(self.file, line=row)


@dataclass(frozen=True)
class Part:
    """Hold one table as found: headings and rows of raw cells with their row numbers."""

    table: Table
    file: str
    sheet: str
    headings: tuple[str, ...]
    heading_row: int
    rows: Sequence[tuple[int, Sequence[Raw]]]
    is_lines: bool = False

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands."""
        return Lines(self.file).place(row) if self.is_lines else self.cell(self.file, self.sheet, row, column)

    @staticmethod
    def cell(file: str, sheet: str, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(file, sheet, cell=f"{letters(column)}{row}")


def parts_of(
    path: Path, tables: Sequence[Table], allow: Collection[str] = ()
) -> tuple[list[Part], list[Finding]]:
    """Return the tables of one file; sheets that are none of them are left out with a warning.

    Raises `ClassifyError` where the privacy guard finds data about people; `allow` names columns it lets pass.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        # Most tables are no YAML, and its reader takes 20 ms to load.
        from classify.alliance.yaml_tables import yaml_parts  # noqa: PLC0415

        return yaml_parts(path, tables, allow)
    book = open_book(path, path.name)
    parts, findings = [], [*book.findings, *_guarded(book, tables, allow)]
    for grid in _asked(book.grids, tables):
        if fold(grid.sheet) in _NOTES:
            continue
        part = _part(grid, path.stem, tables)
        if part is not None:
            parts.append(part)
        elif grid.rows:
            findings.append(
                Finding("ALLIANCE008", Place(grid.file, grid.sheet), {"sheet": grid.sheet or path.name})
            )
    return parts, findings


def _asked(grids: Sequence[Grid], tables: Sequence[Table]) -> Sequence[Grid]:
    """Return the sheets to read: where one table is asked for and a sheet bears its name, no others are its business."""
    own = [grid for grid in grids if len(tables) == 1 and named(tables[0], grid.sheet)]
    return own or grids


def named(table: Table, sheet: str) -> bool:
    """Tell whether a sheet bears the name of a table, alone or among other words."""
    return bool(_names(table, sheet))


def _guarded(book: Book, tables: Sequence[Table], allow: Collection[str]) -> list[Finding]:
    names = {name for table in tables for column in table.columns for name in _spellings(column)}
    # `Name` heads units here, and persons in a roster.
    own = {name for name in names if person_heading(name)}
    guarded = guard(book, {*allow, *own}, names)
    if guarded.alarms:
        raise ClassifyError(guarded.alarms, 1)
    return list(guarded.passed) if allow else []


def _part(grid: Grid, stem: str, tables: Sequence[Table]) -> Part | None:
    name = grid.sheet or stem
    # `agreements` before `agreement parties`: the longest name that fits wins.
    named = max((t for t in tables if _names(t, name)), key=lambda t: _names(t, name), default=None)
    best = _best(grid, [named] if named else tables)
    if named and not (best and best.complete):
        # A sheet called “units in touch” may hold links: headings that fit whole say more than part of a name.
        other = _best(grid, tables)
        best = other if other and other.complete and (best is None or other.hits > best.hits) else best
    if best is None and not (named and grid.rows):
        return None
    if best and not named and not best.complete and best.hits * 2 < _filled(grid.rows[best.at]):
        # A few headings of a table of something else, such as the communities' figures beside the alliance.
        return None
    at, table = (best.at, best.table) if best else (0, named)
    assert table is not None  # noqa: S101 - best or named is there
    head = grid.rows[at]
    headings = tuple("#" if isinstance(c, Broken) else str(c) if c is not None else "" for c in head.cells)
    rows = [(row.number, row.cells) for row in grid.rows[at + 1 :]]
    return Part(table, grid.file, grid.sheet, headings, head.number, rows)


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row.cells)


class _Fit(NamedTuple):
    """Say how many columns of a table a row of headings names, and whether all needed ones are among them."""

    hits: int
    complete: bool
    at: int
    table: Table


def _best(grid: Grid, tables: Sequence[Table]) -> _Fit | None:
    best: _Fit | None = None
    for at, row in enumerate(grid.rows[:_HEADING_ROWS]):
        texts = {fold(str(c)) for c in row.cells if c is not None and not isinstance(c, Broken)}
        for table in tables:
            there = [c for c in table.columns if not texts.isdisjoint(_spellings(c))]
            complete = all(c in there for c in table.columns if c.required)
            if len(there) >= 2 and (best is None or (complete, len(there)) > (best.complete, best.hits)):
                best = _Fit(len(there), complete, at, table)
    return best


def _names(table: Table, name: str) -> int:
    wanted = map(fold, table.names)
    return max((len(w) for w in wanted if w in fold(name)), default=0)


@cache
def _spellings(column: Column) -> frozenset[str]:
    return frozenset(map(fold, (column.name, *column.labels, *column.aliases)))

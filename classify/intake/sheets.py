"""Read the rows of one sheet: from cells under headings to rows of values and findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classify.errors import Finding, Place
from classify.intake.cells import Grid, Raw, Row, is_blank
from classify.intake.headings import Headings, Vocabulary, match_headings
from classify.intake.places import letters
from classify.intake.ranges import Doubt, Part, doubt, exceeding, parts
from classify.intake.values import Complaint, Reader, Rejected, reader
from classify.intake.wording import listed
from classify.model.field import Field
from classify.model.profile import Table, Value


@dataclass(frozen=True)
class ReadRow:
    """Hold one row's values (None where blank or rejected) and the address of each cell."""

    number: int
    values: dict[str, Value]
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """Hold a sheet that is a table of profiles: its fields in column order, its rows, its findings."""

    grid: Grid
    columns: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]


class _Column(NamedTuple):
    position: int
    letters: str
    field: str
    read: Reader
    doubt: Doubt | None
    # Texts that were read before without complaint: most columns repeat themselves.
    known: dict[str, Value]


def heading_row(grid: Grid, vocabulary: Vocabulary) -> Headings | None:
    """Return what the first row says, or None where no heading in it is known."""
    headings = match_headings(grid, grid.rows[0], vocabulary)
    return headings if headings.columns else None


def read_sheet(grid: Grid, headings: Headings, fields: Sequence[Field], table: Table) -> Sheet:
    """Read every row below the headings, unless nothing there could tell whose figures they are."""
    columns = tuple(field.id for field in headings.columns.values())
    findings = list(headings.findings)
    rows: tuple[ReadRow, ...] = ()
    if not set(table.id) & set(columns):
        fill = {"fields": listed(field.label for field in fields if field.id in table.id)}
        findings.append(Finding("INTAKE020", grid.place(headings.row, 0), fill))
    elif len(grid.rows) == 1:
        findings.append(Finding("INTAKE007", grid.place(headings.row, 0)))
    else:
        body = grid.rows[1:]
        findings.extend(_unheaded(grid, body, headings))
        readings = [
            _Column(index, letters(index), field.id, reader(field), doubt(field), {})
            for index, field in headings.columns.items()
        ]
        pairs = parts(fields, columns)
        rows = tuple(_read_row(grid, row, readings, pairs, findings) for row in body)
    return Sheet(grid, columns, rows, tuple(findings))


def _read_row(
    grid: Grid, row: Row, columns: Sequence[_Column], pairs: Sequence[Part], findings: list[Finding]
) -> ReadRow:
    values: dict[str, Value] = {}
    complaints: list[tuple[str, Complaint]] = []
    width = len(row.cells)
    for column in columns:
        position, _, field, _, _, known = column
        raw = row.cells[position] if position < width else None
        if isinstance(raw, str) and raw in known:
            values[field] = known[raw]
            continue
        values[field], found = _read_cell(raw, column)
        complaints.extend((field, complaint) for complaint in found)
        if isinstance(raw, str) and not found:
            known[raw] = values[field]
    complaints.extend(exceeding(values, pairs).items())
    number = str(row.number)
    cells = {column.field: column.letters + number for column in columns}
    for name, complaint in complaints:
        finding = Finding(complaint.code, Place(grid.file, grid.sheet, cell=cells[name]), complaint.fill)
        findings.append(finding)
        if finding.severity == "error":
            values[name] = None
    return ReadRow(row.number, values, cells)


def _read_cell(raw: Raw, column: _Column) -> tuple[Value, list[Complaint]]:
    try:
        value = column.read(raw)
    except Rejected as rejected:
        return None, [rejected.complaint]
    if column.doubt and isinstance(value, float) and (complaint := column.doubt(raw, value)):
        return value, [complaint]
    return value, []


def _unheaded(grid: Grid, body: Sequence[Row], headings: Headings) -> Iterator[Finding]:
    """Report the first filled cell of each column without heading: its figures would be lost unseen."""
    seen = set()
    for row in body:
        for index in (*headings.unheaded, *range(headings.width, len(row.cells))):
            if index not in seen and not is_blank(row.cells[index]):
                seen.add(index)
                yield Finding("INTAKE028", grid.place(row.number, index))

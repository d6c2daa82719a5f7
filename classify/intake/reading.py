"""Read profiles: every file into sheets, every sheet into rows, every row into a community's profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from classify.errors import ClassifyError, Finding, Place
from classify.intake.cells import Book
from classify.intake.files import open_book, short_names
from classify.intake.headings import Vocabulary
from classify.intake.places import in_reading_order
from classify.intake.sheets import ReadRow, Sheet, heading_row, read_sheet
from classify.intake.wording import listed
from classify.model.field import Field
from classify.model.profile import Origin, Profile, Table


@dataclass(frozen=True)
class InputFile:
    """Name one file that was read: enough to tell later whether a run saw the same figures."""

    name: str
    sha256: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """Hold what was read: a profile per row, what is wrong or doubtful by place, and the files."""

    profiles: tuple[Profile, ...]
    findings: tuple[Finding, ...]
    files: tuple[InputFile, ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong; doubts are allowed."""
        return all(finding.severity != "error" for finding in self.findings)


def read_profiles(
    paths: Sequence[Path], fields: Sequence[Field], table: Table, names: Mapping[str, str] | None = None
) -> Intake:
    """Read the communities of several files as one table.

    `names` maps further headings to field ids. A cell that cannot be a value of its field is a finding and is
    missing in its profile; a row without identifier, or with one that was read before, gives a finding
    and no profile. Raises `ClassifyError` with the findings of all files where a file is no table at all.
    """
    vocabulary = Vocabulary(fields, names or {})
    books = [
        _read_book(path, name, vocabulary, fields, table)
        for path, name in zip(paths, short_names(paths), strict=True)
    ]
    findings = [finding for book in books for finding in book.findings]
    if not all(book.file for book in books):
        raise ClassifyError(in_reading_order(findings), exit_code=1)
    sheets = [sheet for book in books for sheet in book.sheets]
    profiles = tuple(_identify(sheets, fields, table, findings))
    return Intake(profiles, in_reading_order(findings), tuple(book.file for book in books if book.file))


@dataclass(frozen=True)
class _ReadBook:
    """Hold what one file gave; without `file` it gave findings only."""

    file: InputFile | None
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def _read_book(
    path: Path, name: str, vocabulary: Vocabulary, fields: Sequence[Field], table: Table
) -> _ReadBook:
    try:
        book = open_book(path, name)
    except ClassifyError as error:
        return _ReadBook(None, (), error.findings)
    findings = list(book.findings)
    sheets = tuple(_read_sheets(book, vocabulary, fields, table, findings))
    if not sheets:
        # Not one heading is known, so the first rows may hold anything: they are not repeated.
        return _ReadBook(None, (), (Finding("INTAKE023", Place(name)),))
    findings.extend(finding for sheet in sheets for finding in sheet.findings)
    columns = dict.fromkeys(column for sheet in sheets for column in sheet.columns)
    rows = sum(len(sheet.rows) for sheet in sheets)
    file = InputFile(name, book.sha256, rows, tuple(columns)) if rows else None
    return _ReadBook(file, sheets, tuple(findings))


def _read_sheets(
    book: Book, vocabulary: Vocabulary, fields: Sequence[Field], table: Table, findings: list[Finding]
) -> Iterator[Sheet]:
    for grid in book.grids:
        if not grid.rows:
            continue
        headings = heading_row(grid, vocabulary)
        if headings:
            yield read_sheet(grid, headings, fields, table)
        else:
            findings.append(Finding("INTAKE029", grid.place(grid.rows[0].number, 0), {"sheet": grid.sheet}))


def _identify(
    sheets: Sequence[Sheet], fields: Sequence[Field], table: Table, findings: list[Finding]
) -> Iterator[Profile]:
    """Yield a profile for each row that has an identifier and shares none with an earlier row."""
    labels = {field.id: field.label for field in fields}
    seen: dict[str, Place] = {}
    for sheet in sheets:
        known = [field for field in table.id if field in sheet.columns]
        for row in sheet.rows:
            identifiers = {field: str(row.values[field]) for field in known if row.values[field] is not None}
            clash = next((field for field, value in identifiers.items() if value in seen), None)
            field = clash or next(iter(identifiers), known[0])
            place = Place(sheet.grid.file, sheet.grid.sheet, cell=row.cells[field])
            if clash:
                other = str(seen[identifiers[clash]])
                findings.append(Finding("INTAKE022", place, {"field": labels[clash], "other": other}))
            elif not identifiers:
                fill = {"fields": listed(labels[field] for field in known)}
                findings.append(Finding("INTAKE021", place, fill))
            else:
                yield _profile(sheet, row, table, identifiers[field])
                seen.update((value, place) for value in identifiers.values())


def _profile(sheet: Sheet, row: ReadRow, table: Table, identifier: str) -> Profile:
    def said(field: str | None) -> str:
        value = row.values.get(field) if field else None
        return value if isinstance(value, str) else ""

    origin = Origin(file=sheet.grid.file, sheet=sheet.grid.sheet, row=row.number, cells=row.cells)
    return Profile(
        id=identifier, name=said(table.name), group=said(table.group), values=row.values, origin=origin
    )

"""Read back what offices wrote into the review columns of an Excel annex.

The annex is recognised by its headings, in any language and order; rows may have been sorted, filtered or removed. A
type that is filled in becomes the community's declared type in every run that is given the file.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from classify.errors import ClassifyError, Filler, Finding, Place
from classify.intake.cells import Book, Broken, Grid, Raw, Row, is_blank
from classify.intake.dates import date_in, iso
from classify.intake.files import open_book, short_names
from classify.intake.guard import guard
from classify.intake.taken import InputFile
from classify.intake.wording import displayed, fold, listed
from classify.model.decision import Decision
from classify.model.outcome import Outcome
from classify.model.scheme import Scheme, Type
from classify.model.text import composed
from classify.texts import LANGUAGES, translate
from classify.texts import mark as _

HEADINGS = {
    "id": _("Community code"),
    "name": _("Community"),
    "type": _("Confirmed type"),
    "reason": _("Reason for the decision"),
    "office": _("Reviewing office"),
    "date": _("Date of review"),
}
_HEADING_ROWS = 20
_SAVED = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Reviews:
    """Hold the decisions by community, where each stands, what is wrong with the files, and the files."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    files: tuple[InputFile, ...] = ()

    def applied(self, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
        """Return the outcomes with the decided type as the declared one, beside the computed type."""
        return tuple(
            o.model_copy(update={"declared": d.type, "decision": d}) if (d := self.decisions.get(o.id)) else o
            for o in outcomes
        )

    def doubts(self, outcomes: Sequence[Outcome]) -> list[Finding]:
        """Return a warning for each decision against the computed type that gives no reason."""
        bare = (o for o in outcomes if o.decision and o.decision.type != o.type and not o.decision.reason)
        return [Finding("REVIEW005", self.places[o.id]) for o in bare]


@dataclass(frozen=True)
class _Told:
    """Hold one row's decision with its place; `name` is what the row calls the community."""

    id: str
    name: str
    decision: Decision
    place: Place


def read_reviews(
    paths: Sequence[Path], types: Sequence[Type], scheme: Scheme, known: Mapping[str, str]
) -> Reviews:
    """Return the decisions of several files; where two are about one community the later date holds.

    `known` are the names of the communities by id: a row that calls one otherwise is of another table.
    Raises `ClassifyError` (exit 1) where a file cannot be opened, holds particulars of persons, or is no annex.
    """
    reader = _Reader(types, scheme)
    told: list[_Told] = []
    files: list[InputFile] = []
    for path, name in zip(paths, short_names(paths), strict=True):
        book = open_book(path, name)
        rows = list(reader.read(book, _saved_on(path)))
        files.append(InputFile(name, book.sha256, len(rows), tuple(HEADINGS)))
        told += rows
    kept, findings = _latest(told, known)
    return Reviews(
        {id_: row.decision for id_, row in kept.items()},
        {id_: row.place for id_, row in kept.items()},
        (*reader.findings, *findings),
        tuple(files),
    )


def _latest(told: Sequence[_Told], known: Mapping[str, str]) -> tuple[dict[str, _Told], list[Finding]]:
    kept: dict[str, _Told] = {}
    findings: list[Finding] = []
    torn: dict[str, str] = {}
    for row in told:
        before = kept.get(row.id)
        if row.id not in known:
            findings.append(Finding("REVIEW003", row.place, {"id": displayed(row.id) or "—"}))
        elif not _alike(row.name, known[row.id], row.id):
            fill = {"id": row.id, "name": displayed(row.name), "known": displayed(known[row.id])}
            findings.append(Finding("REVIEW009", row.place, fill))
        elif (
            before and before.decision.date == row.decision.date and before.decision.type != row.decision.type
        ):
            fill = {"id": row.id, "first": str(before.place), "second": str(row.place)}
            findings.append(Finding("REVIEW004", row.place, fill))
            torn[row.id] = row.decision.date
        elif before is None or row.decision.date >= before.decision.date:
            kept[row.id] = row
    # Which of two decisions of one day holds is not for the program to choose.
    return {id_: row for id_, row in kept.items() if torn.get(id_) != row.decision.date}, findings


def _alike(written: str, known: str, id_: str) -> bool:
    """Tell whether a row's name may be the community's: nothing is said, or one of the two is part of the other."""
    one, other = fold(written), fold(known)
    return not one or not other or one in other or other in one or one == fold(id_)


class _Reader:
    """Read files against one scheme."""

    def __init__(self, types: Sequence[Type], scheme: Scheme) -> None:
        self.findings: list[Finding] = []
        self._scheme, self._types = scheme, types
        self._ids = {fold(word): t.id for t in types for word in _words(t)}

    def read(self, book: Book, saved: str) -> Iterator[_Told]:
        sheets = [(grid, found) for grid in book.grids if (found := _heading_row(grid))]
        if not sheets:
            fill = {
                key: composed(partial(translate, m)) for key, m in HEADINGS.items() if key in ("id", "type")
            }
            raise ClassifyError([Finding("REVIEW001", Place(book.file), fill)], exit_code=1)
        for grid, (start, columns) in sheets:
            rows = [row for row in grid.rows if row.number > start]
            self._refuse_persons(book, grid, rows, columns)
            for row in rows:
                yield from self._row(grid, row, columns, saved)

    def _refuse_persons(
        self, book: Book, grid: Grid, rows: Sequence[Row], columns: Mapping[str, int]
    ) -> None:
        written = {columns[key] for key in ("type", "reason", "office") if key in columns}
        shown = [
            Row(r.number, [cell if i in written else None for i, cell in enumerate(r.cells)]) for r in rows
        ]
        alarms = guard(Book(book.file, book.sha256, (Grid(grid.file, grid.sheet, shown),))).alarms
        if alarms:
            raise ClassifyError(alarms, exit_code=1)

    def _row(self, grid: Grid, row: Row, columns: Mapping[str, int], saved: str) -> Iterator[_Told]:
        cells = self._cells(grid, row, columns)
        written, place = cells["type"], grid.place(row.number, columns["type"])
        if is_blank(written):
            if any(_text(cells.get(key)) for key in ("reason", "office")):
                self.findings.append(Finding("REVIEW007", place))
            return
        type_ = self._ids.get(fold(str(written)))
        if type_ is None:
            known = listed(t.label for t in self._types)
            fill: dict[str, Filler] = {
                "text": displayed(str(written)),
                "scheme": self._scheme.label,
                "known": known,
            }
            self.findings.append(Finding("REVIEW002", place, fill))
            return
        date = saved
        if not is_blank(cells.get("date")):
            date = _day(cells["date"])
            if not date:
                self.findings.append(Finding("REVIEW006", grid.place(row.number, columns["date"])))
                return
            if date > _next_day(saved):
                self.findings.append(Finding("REVIEW008", grid.place(row.number, columns["date"])))
        reason, office = _text(cells.get("reason")), _text(cells.get("office"))
        decision = Decision(type=type_, reason=reason, office=office, date=date, source=str(place))
        yield _Told(_text(cells["id"]), _text(cells.get("name")), decision, place)

    def _cells(self, grid: Grid, row: Row, columns: Mapping[str, int]) -> dict[str, Raw]:
        """Return a row's cells by heading; formulas without a result are told and count as empty."""
        cells = {key: row.cells[i] if i < len(row.cells) else None for key, i in columns.items()}
        for key, cell in cells.items():
            if isinstance(cell, Broken):
                label = composed(partial(translate, HEADINGS[key]))
                place = grid.place(row.number, columns[key])
                self.findings.append(Finding(cell.value, place, {"field": label}))
                cells[key] = None
        return cells


def _words(type_: Type) -> Iterator[str]:
    for text in (type_.label, type_.short):
        if text is not None:
            yield from (text.zh, text.en, text.zh.removesuffix("型"))
    yield type_.id


def _heading_row(grid: Grid) -> tuple[int, dict[str, int]] | None:
    wanted = {
        fold(word): key
        for key, m in HEADINGS.items()
        for word in (m, *(translate(m, lang) for lang in LANGUAGES))
    }
    for row in grid.rows[:_HEADING_ROWS]:
        columns = {
            wanted[fold(cell)]: i
            for i, cell in enumerate(row.cells)
            if isinstance(cell, str) and fold(cell) in wanted
        }
        if {"id", "type"} <= columns.keys():
            return row.number, columns
    return None


def _text(cell: Raw) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if is_blank(cell) else " ".join(str(cell).split())


def _day(cell: Raw) -> str:
    if isinstance(cell, dt.date):
        return iso(cell)
    found = date_in(_text(cell))
    return found.iso if found else ""


def _next_day(day: str) -> str:
    """Return the day after: a file is stamped by the clock of Greenwich, where the day begins later than in China."""
    return (dt.date.fromisoformat(day) + dt.timedelta(1)).isoformat()


def _saved_on(path: Path) -> str:
    """Return the day a workbook was last saved; for other files, the day they were last changed."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as properties:
            found = _SAVED.search(properties.read(100_000))
    except (zipfile.BadZipFile, KeyError, OSError):
        found = None
    if found:
        return found[1].decode()
    return dt.date.fromtimestamp(path.stat().st_mtime).isoformat()  # noqa: DTZ012 - a day of the office

"""Read profiles: every file into sheets, every sheet into rows, every row into a community's profile."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from classify.errors import ClassifyError, Filler, Finding, Place, refuse
from classify.intake.cells import Book, Grid
from classify.intake.codes import code_findings
from classify.intake.files import open_book, short_names
from classify.intake.guard import guard
from classify.intake.identity import Identifier
from classify.intake.layout import Layout, find_layout
from classify.intake.matching import match_columns
from classify.intake.places import in_reading_order
from classify.intake.rollup import CompoundRoller
from classify.intake.schema import Options, Schema, described
from classify.intake.sheets import Sheet, SheetReader
from classify.intake.surroundings import title_date, title_group
from classify.intake.taken import InputFile, Intake, SheetReport
from classify.intake.vocabulary import Vocabulary, plain
from classify.intake.wording import fold, same
from classify.model.field import Field
from classify.model.profile import Table
from classify.model.text import Text

# Sheets the product's own template adds; they hold no figures.
_NAMING = "小区 小区名称 小区名 小区编号 小区代码 小区编码 compound compoundid compoundname"
_COMPOUND_NAMES = frozenset(_NAMING.split())
DICTIONARY, SOURCES = Text(zh="数据字典", en="Data dictionary"), Text(zh="来源", en="Sources")
_OWN = (DICTIONARY.zh, DICTIONARY.en, SOURCES.zh, SOURCES.en, "_lists", "_last")
OWN_SHEETS = frozenset(map(fold, _OWN))


def read_profiles(
    paths: Sequence[Path], fields: Sequence[Field], table: Table, names: Mapping[str, str] | None = None
) -> Intake:
    """Read the communities of several files as one table, knowing their fields only; see `read_tables`."""
    return read_tables(paths, described(fields, table), Options(names=names or {}))


def read_tables(paths: Sequence[Path], schema: Schema, options: Options = Options()) -> Intake:  # noqa: B008  # immutable
    """Read the communities of several files as one table.

    A cell that cannot be a value of its field is a finding and is missing in its profile; a row without
    identifier, or with one that was read before, gives a finding and no profile. Raises `ClassifyError` with the
    findings of all files where a file is no table at all, or where the privacy guard refuses one.
    """
    try:
        return _read_tables(paths, schema, options)
    except ClassifyError:
        raise
    except Exception as error:  # noqa: BLE001  # its words and its locals may repeat a cell
        where = traceback.extract_tb(error.__traceback__)[-1]
        raise refuse(
            "INTAKE045", where=f"{Path(where.filename).stem}:{where.lineno}", kind=type(error).__name__
        ) from None


def _read_tables(paths: Sequence[Path], schema: Schema, options: Options) -> Intake:
    vocabulary = schema.vocabulary(options.names)
    reader = _BookReader(schema, vocabulary, options)
    books = [reader.read(path, name) for path, name in zip(paths, short_names(paths), strict=True)]
    findings = [
        *_mapping_findings(vocabulary, options.mapped_at),
        *(finding for book in books for finding in book.findings),
    ]
    if not all(book.file for book in books):
        raise ClassifyError(in_reading_order(findings), exit_code=1)
    sheets = [sheet for book in books for sheet in book.sheets]
    identifier = Identifier(schema, options, findings)
    profiles = list(identifier.profiles(sheets))
    compounds = [sheet for book in books for sheet in book.compounds]
    if compounds and reader.compounds is not None:
        profiles = CompoundRoller(schema, reader.compounds, options, findings).roll_up(profiles, compounds)
    findings.extend(code_findings(profiles, schema.fields, schema.table.group))
    return Intake(
        tuple(profiles),
        in_reading_order(findings),
        tuple(book.file for book in books if book.file),
        tuple(report for book in books for report in book.reports),
        {heading: answer for book in books for heading, answer in book.answers.items()},
        {(p.origin.file, p.origin.sheet, p.origin.row): p.group for p in profiles},
        reader.used,
    )


@dataclass(frozen=True)
class _ReadBook:
    """Hold what one file gave; without `file` it gave findings only."""

    file: InputFile | None
    sheets: tuple[Sheet, ...] = ()
    compounds: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def reports(self) -> Iterator[SheetReport]:
        """Yield how each sheet was understood."""
        for sheet in (*self.sheets, *self.compounds):
            account = sum((row.account for row in sheet.rows), sheet.account)
            yield SheetReport(
                sheet.grid.file,
                sheet.grid.sheet,
                tuple(sheet.matched.columns.values()),
                account,
                len(sheet.rows),
            )


class _BookReader:
    """Read files one after the other against one schema."""

    def __init__(self, schema: Schema, vocabulary: Vocabulary, options: Options) -> None:
        self._schema, self._vocabulary, self._options = schema, vocabulary, options
        self.compounds: Schema | None = None
        self._compound_words: Vocabulary | None = None

    @property
    def used(self) -> frozenset[str]:
        """Return the names of this run, folded, that a heading was found by."""
        words = (self._vocabulary, self._compound_words)
        return frozenset(name for each in words if each is not None for name in each.used)

    def read(self, path: Path, name: str) -> _ReadBook:
        try:
            book = open_book(path, name, self._options.readers)
        except ClassifyError as error:
            return _ReadBook(None, findings=error.findings)
        guarded = guard(book, self._options.allow, self._names_of_places())
        if guarded.alarms:
            return _ReadBook(None, findings=guarded.alarms)
        findings = [*book.findings, *guarded.passed]
        sheets: list[Sheet] = []
        compounds: list[Sheet] = []
        for grid in self._visible(book, findings):
            self._sheet(grid, sheets, compounds, findings)
        if not sheets and not compounds:
            # Not one heading is known, so the first rows may hold anything: they are not repeated.
            return _ReadBook(None, findings=(Finding("INTAKE023", Place(name)),))
        findings.extend(finding for sheet in (*sheets, *compounds) for finding in sheet.findings)
        columns = dict.fromkeys(column for sheet in sheets for column in sheet.columns)
        rows = sum(len(sheet.rows) for sheet in (*sheets, *compounds))
        mapped = {
            c.heading: c.target.id
            for s in (*sheets, *compounds)
            for c in s.matched.reading()
            if c.target and c.how in ("mapping", "asked")
        }
        file = InputFile(name, book.sha256, rows, tuple(columns), guarded.columns, mapped) if rows else None
        answers = {h: a for sheet in (*sheets, *compounds) for h, a in sheet.matched.answers.items()}
        return _ReadBook(file, tuple(sheets), tuple(compounds), tuple(findings), answers)

    def _names_of_places(self) -> set[str]:
        """Return the headings under which places stand, which are called like persons often enough."""
        ids = {self._schema.table.name, self._schema.table.group}
        places = [f for f in self._schema.fields if f.id in ids]
        return {fold(name) for f in places for name in (f.id, f.label.zh, f.label.en, *f.aliases)} | {
            "小区名称",
            "小区",
            "小区名",
        }

    def _visible(self, book: Book, findings: list[Finding]) -> Iterator[Grid]:
        shown = [grid for grid in book.grids if not grid.hidden]
        for grid in book.grids:
            if not grid.rows or fold(grid.sheet) in OWN_SHEETS:
                continue
            if grid.hidden and any(g.rows for g in shown):
                fill: dict[str, Filler] = {"sheet": same(grid.sheet), "cells": grid.filled()}
                findings.append(Finding("INTAKE072", grid.place(grid.rows[0].number, 0), fill))
            else:
                yield grid

    def _sheet(
        self, grid: Grid, sheets: list[Sheet], compounds: list[Sheet], findings: list[Finding]
    ) -> None:
        layout = find_layout(grid, self._vocabulary)
        below = self._compound_layout(grid, layout)
        if below is not None and self.compounds is not None and self._compound_words is not None:
            compounds.append(self._read(grid, below, self.compounds, self._compound_words))
        elif layout is not None:
            sheets.append(self._read(grid, layout, self._schema, self._vocabulary))
        else:
            fill: dict[str, Filler] = {"sheet": same(grid.sheet), "cells": grid.filled()}
            findings.append(Finding("INTAKE029", grid.place(grid.rows[0].number, 0), fill))

    def _compound_layout(self, grid: Grid, layout: Layout | None) -> Layout | None:
        """Return the layout of a table of compounds: it names compounds and explains more headings than that of communities."""
        if self._schema.parts is None or not _mentions_compounds(grid):
            return None
        if self.compounds is None:
            self.compounds = self._schema.parts()
            self._compound_words = self.compounds.vocabulary(self._options.names) if self.compounds else None
        if self.compounds is None or self._compound_words is None:
            return None
        found = find_layout(grid, self._compound_words)
        if found is None or found.known < (layout.known if layout else 0):
            return None
        meant = {t.target.id for levels in found.levels.values() if (t := self._compound_words.find(levels))}
        return found if meant & set(self.compounds.identity) else None

    def _read(self, grid: Grid, layout: Layout, schema: Schema, vocabulary: Vocabulary) -> Sheet:
        matched = match_columns(grid, layout, vocabulary, self._options.ask)
        sheet = SheetReader(schema, vocabulary, self._options.minimum, self._tick(grid)).read(
            grid, layout, matched
        )
        if self._options.progress is not None:
            # Rows that are no data were not counted on the way.
            self._options.progress(len(grid.rows), len(grid.rows))
        return self._surrounded(sheet, layout, schema)

    def _tick(self, grid: Grid) -> Callable[[int], None] | None:
        progress = self._options.progress
        return None if progress is None else lambda done: progress(done, len(grid.rows))

    def _surrounded(self, sheet: Sheet, layout: Layout, schema: Schema) -> Sheet:
        """Take subdistrict and date from the title where the table has no column for them."""
        grid, told = sheet.grid, []
        group, date = "", ""
        place = grid.place(grid.rows[0].number, 0)
        if (
            schema.table.group
            and schema.table.group not in sheet.columns
            and (group := title_group(grid, layout))
        ):
            fill: dict[str, Filler] = {
                "field": schema.by_id[schema.table.group].label,
                "source": same(f"“{group}”"),
            }
            told.append(Finding("INTAKE065", place, fill))
        if (
            schema.table.date
            and schema.table.date not in sheet.columns
            and (found := title_date(grid, layout))
        ):
            date = found.iso
            told.append(
                Finding(
                    "INTAKE065", place, {"field": schema.by_id[schema.table.date].label, "source": same(date)}
                )
            )
        # The cells are done with, and may be many.
        return replace(
            sheet, grid=replace(grid, rows=()), group=group, date=date, findings=(*sheet.findings, *told)
        )


def _mentions_compounds(grid: Grid) -> bool:
    """Tell whether a heading names compounds; loading what they are described by would be wasted on other tables."""
    texts = (
        cell for row in grid.rows[:40] for cell in row.cells if isinstance(cell, str) and len(cell) <= 20
    )
    return any(
        ("小区" in text or "小區" in text or "ompound" in text) and plain(fold(text)) in _COMPOUND_NAMES
        for text in texts
    )


def _mapping_findings(vocabulary: Vocabulary, places: Mapping[str, Place]) -> Iterator[Finding]:
    for heading, spelling in vocabulary.mapped.items():
        if spelling != "ignore" and vocabulary.target(spelling) is None:
            near = vocabulary.resembling((spelling,))
            hint = same(f" → {near[0].id}" if near else "")
            fill: dict[str, Filler] = {"heading": same(heading), "target": same(spelling), "hint": hint}
            yield Finding("INTAKE036", places.get(heading, Place()), fill)

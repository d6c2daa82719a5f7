"""Read the rows of one sheet: from cells under headings to rows of values, findings and an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classify.errors import Finding, Place
from classify.intake.accounts import Account
from classify.intake.cells import BLANKS, Grid, Row, is_blank
from classify.intake.columns import carry_down, prepare, scale_findings
from classify.intake.layout import Layout
from classify.intake.matching import Column, Matched
from classify.intake.ranges import parts
from classify.intake.rowreading import RowReader
from classify.intake.rows import CODES, sort_rows
from classify.intake.schema import Schema
from classify.intake.shares import settle_by_sums
from classify.intake.surroundings import hidden_findings, total_findings
from classify.intake.vocabulary import Vocabulary
from classify.intake.wording import listed
from classify.model.profile import Value


@dataclass
class ReadRow:
    """Hold one row's values (None where blank or rejected), the address of each cell, and its account.

    `rest` holds by heading what stands in its cells and is no value: not read, missing or rejected.
    """

    number: int
    values: dict[str, Value]
    cells: Mapping[str, str]
    account: Account
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Hold a sheet that is a table of profiles: its fields in column order, its rows, its findings, its account.

    `account` covers the rows that are no data; each data row brings its own.
    """

    grid: Grid
    columns: tuple[str, ...]
    matched: Matched
    rows: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]
    account: Account
    heading_row: int = 0
    group: str = ""
    date: str = ""


@dataclass(frozen=True)
class SheetReader:
    """Read sheets against one schema; `tick` is told how many rows more are done."""

    schema: Schema
    vocabulary: Vocabulary
    minimum: int
    tick: Callable[[int], None] | None = None

    def read(self, grid: Grid, layout: Layout, matched: Matched) -> Sheet:
        """Read every row below the headings, unless nothing there could tell whose figures they are."""
        columns = matched.reading()
        present = tuple(dict.fromkeys(c.target.field.id for c in columns if c.target and c.target.field))
        findings = list(matched.findings)
        heading = grid.rows[layout.first].number
        below = grid.rows[layout.last + 1 :]
        filled = sum(_filled(row) for row in below)
        if layout.first:
            findings.append(Finding("INTAKE038", grid.place(grid.rows[0].number, 0), {"rows": layout.first}))
        rows: list[ReadRow] = []
        account = Account(filled, rows=filled)
        if not set(self.schema.identity) & set(present):
            findings.append(self._nobody(grid.place(heading, 0), filled))
        elif not below:
            findings.append(Finding("INTAKE007", grid.place(heading, 0)))
        else:
            rows, account = self._rows(grid, layout, matched, findings)
        return Sheet(grid, present, matched, tuple(rows), tuple(findings), account, heading)

    def _nobody(self, place: Place, filled: int) -> Finding:
        by_id = self.schema.by_id
        labels = listed(by_id[id_].label for id_ in self.schema.identity if id_ in by_id)
        return Finding("INTAKE020", place, {"fields": labels, "cells": filled})

    def _rows(
        self, grid: Grid, layout: Layout, matched: Matched, findings: list[Finding]
    ) -> tuple[list[ReadRow], Account]:
        columns = matched.reading()
        unread = [c for c in matched.columns.values() if c.state not in ("read", "ignored")]
        whose = {*self.schema.identity, self.schema.table.group}
        identity = [c.position for c in columns if c.target and c.target.field and c.target.field.id in whose]
        body, account, totals = _data_rows(grid, layout, identity, findings)
        originals = {row.number: row for row in body}
        by_field = self.schema.totals(self.vocabulary)
        readings = prepare(grid, columns, body, by_field, self.minimum)
        body, carried = carry_down(grid, readings, body, self.schema)
        settle_by_sums(readings, body)
        findings.extend(carried)
        findings.extend(scale_findings(grid, readings, layout_row(grid, layout)))
        findings.extend(hidden_findings(grid, readings, body))
        present = {reading.field.id for reading in readings if reading.share_of is None}
        reader = RowReader(grid, readings, parts(self.schema.fields, present), by_field, self.minimum)
        rows = []
        for count, row in enumerate(body, 1):
            values, told, counted = reader.read(row, originals[row.number])
            findings.extend(told)
            # Without a finding every cell of a column that is read became a value.
            doubtful = [c for c in columns if told and c.target and values.get(c.target.id) is None]
            rest = _rest(originals[row.number], [*unread, *doubtful])
            rows.append(ReadRow(row.number, values, reader.addresses(row.number), counted, rest))
            if self.tick and count % 500 == 0:
                self.tick(500)
        findings.extend(total_findings(grid, readings, [row.values for row in rows], totals, self.minimum))
        return rows, account


def _rest(row: Row, columns: Sequence[Column]) -> tuple[tuple[str, str], ...]:
    cells = ((c.heading, row.cells[c.position]) for c in columns if c.position < len(row.cells))
    return tuple(sorted((heading, str(cell).strip()) for heading, cell in cells if not is_blank(cell)))


def layout_row(grid: Grid, layout: Layout) -> int:
    """Return the number of the lowest heading row."""
    return grid.rows[layout.last].number


def _data_rows(
    grid: Grid, layout: Layout, identity: Sequence[int], findings: list[Finding]
) -> tuple[list[Row], Account, list[tuple[Row, int]]]:
    """Return the data rows, the account of all others, and the total rows with how many data rows came before."""
    body: list[Row] = []
    totals: list[tuple[Row, int]] = []
    account = Account()
    for row, kind in sort_rows(grid, layout, identity):
        filled = _filled(row)
        # A comma inside a figure shifts every cell behind it; only text tables can suffer from that.
        shifted = (
            not grid.sheet and kind == "data" and any(not is_blank(c) for c in row.cells[layout.width :])
        )
        if kind == "data" and not shifted:
            body.append(row)
            continue
        account += Account(filled, rows=filled)
        first = next(c for c, cell in enumerate(row.cells) if not is_blank(cell))
        if shifted:
            findings.append(
                Finding(
                    "INTAKE027",
                    grid.place(row.number, 0),
                    {"cells": len(row.cells), "headings": layout.width},
                )
            )
        else:
            findings.append(Finding(CODES[kind], grid.place(row.number, first)))
            if kind == "total":
                totals.append((row, len(body)))
    return body, account, totals


def _filled(row: Row) -> int:
    return sum(
        cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip(BLANKS))
        for cell in row.cells
    )

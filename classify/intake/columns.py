"""Prepare the reading of each column of a sheet: its reader, its scale, what is merged or carried down in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default

from classify.errors import Filler, Finding, Place
from classify.intake.cells import Grid, Percent, Raw, Row, is_blank
from classify.intake.figures import figure_in
from classify.intake.matching import Column
from classify.intake.numbers import number_in, parts_in
from classify.intake.places import letters
from classify.intake.ranges import Doubt, doubt, unsuspicious
from classify.intake.scales import WHY, Scale, settle
from classify.intake.schema import Schema
from classify.intake.values import reader
from classify.intake.verdicts import How, Reader
from classify.model.field import Field
from classify.model.profile import Value

# Fields of these roles say something about a row that office tables write once for many rows.
_CARRIED_TYPES = ("text", "date", "choice")


@dataclass
class Reading:
    """Hold all that is needed to read one column, row by row.

    `share_of` is the total of a column that holds the share of its field; `scale` the decisions on figures without a sign;
    `merged` the rows whose cell belongs to several communities; `known` remembers texts that were read without a note.
    """

    column: Column
    letters: str
    field: Field
    read: Reader
    doubt: Doubt | None
    share_of: Field | None = None
    scale: Scale | None = None
    percent_points: bool = False
    merged: frozenset[int] = frozenset()
    known: dict[str, Value] = default(default_factory=dict)
    # Whole numbers between these need no second look; most cells of most tables are such.
    plain_from: float = math.inf
    plain_to: float = -math.inf


def prepare(
    grid: Grid,
    columns: Sequence[Column],
    body: Sequence[Row],
    totals: Mapping[str, Field],
    minimum: int,
) -> list[Reading]:
    """Return the readings of the columns of a sheet; `totals` says what each field's share is taken of."""
    readings = [_reading(column, totals, minimum) for column in columns]
    by_field = {r.field.id: r for r in readings if r.share_of is None}
    for reading in readings:
        if _is_share(reading, totals):
            if reading.field.type == "count" and reading.share_of is None:
                reading.share_of = totals[reading.field.id]
            reading.scale = _scale(reading, body, by_field)
        reading.merged = _merged(grid, reading, body)
        if (
            reading.field.type == "count"
            and reading.scale is None
            and not reading.merged
            and _is_plain(reading)
        ):
            reading.plain_from, reading.plain_to = unsuspicious(reading.field)
    return readings


def _is_plain(reading: Reading) -> bool:
    """Tell whether the figures of a column stand for themselves: no unit to convert, no share of something."""
    return reading.share_of is None and reading.column.factor == 1.0


def _reading(column: Column, totals: Mapping[str, Field], minimum: int) -> Reading:
    target = column.target
    assert target is not None, "only columns with a target are read"  # noqa: S101 - for the type checker
    assert target.field is not None, "only columns with a field are read"  # noqa: S101 - for the type checker
    fits = target.field
    how = How(column.factor, fits.id in totals, minimum)
    share_of = target.total if target.kind == "share" else None
    if share_of is not None and fits.type != "share":
        as_share = Field(id=target.id, label=target.label, type="share")
        return Reading(column, letters(column.position), fits, reader(as_share, how), None, share_of)
    return Reading(
        column,
        letters(column.position),
        fits,
        reader(fits, how),
        doubt(fits, minimum),
        share_of,
        percent_points=fits.unit == "%",
    )


def _is_share(reading: Reading, totals: Mapping[str, Field]) -> bool:
    kind = reading.field.type
    if kind == "share" or reading.percent_points or reading.share_of is not None:
        return True
    if kind != "count" or reading.field.id not in totals:
        return False
    # Bare fractions under a heading that counts may be shares or ten thousands: they are left to be refused.
    return reading.column.percent is not None


def _scale(reading: Reading, body: Sequence[Row], by_field: Mapping[str, Reading]) -> Scale:
    bare: dict[int, float] = {}
    signed: list[float] = []
    position = reading.column.position
    for row in body:
        raw = row.cells[position] if position < len(row.cells) else None
        if raw is None:
            continue
        number = number_in(raw)
        if (number is not None and not (reading.percent_points and number > 1)) or number is not None:
            bare[row.number] = number
        elif (share := _signed(raw)) is not None:
            signed.append(share)
        elif isinstance(raw, str) and (rough := figure_in(raw)) and not rough.share:
            bare[row.number] = rough.middle
    return settle(bare, signed, reading.column.percent, _recomputed(reading, body, by_field))


def _signed(raw: Raw) -> float | None:
    if isinstance(raw, Percent) or (isinstance(raw, str) and raw[-1:] in "%％‰"):
        return parts_in(raw)
    found = figure_in(raw) if isinstance(raw, str) else None
    return found.middle if found and found.share else None


def _recomputed(reading: Reading, body: Sequence[Row], by_field: Mapping[str, Reading]) -> dict[int, float]:
    """Return the share that the counts of each row give, where both are in the table."""
    if reading.share_of is None or reading.share_of.id not in by_field or reading.field.id not in by_field:
        return {}
    part, total = by_field[reading.field.id], by_field[reading.share_of.id]
    if part is reading:
        return {}
    found = {}
    for row in body:
        a, b = (_plain(row, r.column) for r in (part, total))
        if a is not None and b:
            found[row.number] = a / b
    return found


def _plain(row: Row, column: Column) -> float | None:
    raw = row.cells[column.position] if column.position < len(row.cells) else None
    number = number_in(raw)
    if number is None and isinstance(raw, str) and (rough := figure_in(raw)) and not rough.share:
        number = rough.middle
    return None if number is None else float(round(number * column.factor))


def _merged(grid: Grid, reading: Reading, body: Sequence[Row]) -> frozenset[int]:
    """Return the rows whose cell is merged with those below: whose figure that is, nobody can tell."""
    if reading.field.role in ("identity", "declared"):
        return frozenset()
    numbers = {row.number for row in body}
    spans = (s for s in grid.merges if s.left <= reading.column.position <= s.right and s.bottom > s.top)
    return frozenset(
        s.top
        for s in spans
        if s.top in numbers and len(numbers & set(range(s.top, min(s.bottom, s.top + 10_000) + 1))) > 1
    )


def carry_down(
    grid: Grid, readings: Sequence[Reading], rows: Sequence[Row], schema: Schema
) -> tuple[list[Row], list[Finding]]:
    """Fill what is written once for several rows into all of them: merged cells, and blanks under a subdistrict."""
    findings = []
    filled = [list(row.cells) for row in rows]
    for reading in readings:
        if reading.field.role not in ("identity", "declared") or reading.field.id in schema.identity:
            continue
        if reading.field.type not in _CARRIED_TYPES:
            continue
        freely = reading.field.id == schema.table.group
        count = _carry(grid, reading.column.position, rows, filled, freely=freely)
        if count:
            place = grid.place(rows[0].number, reading.column.position)
            findings.append(Finding("INTAKE064", place, {"field": reading.field.label, "cells": count}))
    return [Row(row.number, cells) for row, cells in zip(rows, filled, strict=True)], findings


def _carry(grid: Grid, position: int, rows: Sequence[Row], filled: list[list[Raw]], *, freely: bool) -> int:
    origin = {
        number: span.top
        for span in grid.merges
        if span.left == position and span.bottom > span.top
        for number in range(span.top + 1, min(span.bottom, span.top + 100_000) + 1)
    }
    tops = set(origin.values())
    by_number: dict[int, Raw] = {
        row.number: row.cells[position]
        for row in grid.rows
        if row.number in tops and position < len(row.cells)
    }
    last: Raw = None
    count = 0
    for row, cells in zip(rows, filled, strict=True):
        raw = cells[position] if position < len(cells) else None
        if not is_blank(raw):
            last = raw
            continue
        value = by_number.get(origin.get(row.number, 0))
        value = last if freely and is_blank(value) else value
        if not is_blank(value):
            cells.extend([None] * (position + 1 - len(cells)))
            cells[position] = value
            count += 1
    return count


def scale_findings(grid: Grid, readings: Sequence[Reading], heading_row: int) -> list[Finding]:
    """Say once per column as what its figures without a sign were read."""
    findings = []
    for reading in readings:
        scale = reading.scale
        told = [c for c in scale.cells.values() if c.share and not c.odd] if scale else []
        if scale and scale.usual is not None and told and scale.why:
            label = reading.column.target.label if reading.column.target else reading.field.label
            fill: dict[str, Filler] = {
                "field": label,
                "cells": len(told),
                "scale": scale.usual,
                "why": WHY[scale.why],
            }
            findings.append(
                Finding(
                    "INTAKE055", Place(grid.file, grid.sheet, cell=f"{reading.letters}{heading_row}"), fill
                )
            )
    return findings

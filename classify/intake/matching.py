"""Decide for each column of a sheet which field it holds: by name, by mapping, by asking; and say how surely."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from classify.errors import Filler, Finding
from classify.intake.cells import Grid, is_blank
from classify.intake.layout import Layout
from classify.intake.persons import looks_like_name
from classify.intake.units import Unit, factor, unit_of_field
from classify.intake.vocabulary import HOW, Found, Target, Vocabulary, ignorable, telling
from classify.intake.wording import NOTHING, did_you_mean, displayed, fold, listed, same

IGNORE = "ignore"
# Asks a person what a heading means: heading and candidates in, id of a target, `ignore` or None (no answer) out.
Ask = Callable[[str, tuple[Target, ...]], str | None]
State = Literal["read", "ignored", "unknown", "ambiguous", "twice", "refused", "unheaded"]
_SURE = 95
_MUCH_ALIKE = 0.7


@dataclass(frozen=True)
class Column:
    """Hold one column: what its heading says and what became of it.

    `factor` turns the heading's unit into the field's own; `percent` is the part of 1 that a % or ‰ in the
    heading stands for.
    """

    position: int
    heading: str
    state: State
    target: Target | None = None
    how: str = ""
    confidence: int = 0
    factor: float = 1.0
    percent: float | None = None
    cells: int = 0


@dataclass(frozen=True)
class Matched:
    """Hold the columns of a sheet by position, and what there is to say about them."""

    columns: Mapping[int, Column]
    findings: tuple[Finding, ...]
    answers: Mapping[str, str]

    def reading(self) -> list[Column]:
        """Return the columns that are read, in their order."""
        return [column for column in self.columns.values() if column.state == "read"]


def match_columns(grid: Grid, layout: Layout, vocabulary: Vocabulary, ask: Ask | None = None) -> Matched:
    """Match each column of a sheet; what is unknown, ambiguous or stands twice becomes a finding and is not read."""
    filled = _filled(grid, layout)
    answers: dict[str, str] = {}
    columns: dict[int, Column] = {}
    found: dict[int, Found] = {}
    for position, levels in layout.levels.items():
        result = _answered(levels, vocabulary, ask, answers)
        if isinstance(result, Found):
            found[position] = result
            columns[position] = _column(position, levels, result, filled.get(position, 0))
        else:
            state: State = "ignored" if result == IGNORE or ignorable(levels) else "unknown"
            # A table without headings begins with data: what may be a name is not repeated.
            heading = "…" if any(map(looks_like_name, levels)) else _name(levels)
            columns[position] = Column(position, heading, state, cells=filled.get(position, 0))
    for position in filled:
        columns.setdefault(position, Column(position, "", "unheaded", cells=filled[position]))
    columns = _without_doubles(dict(sorted(columns.items())))
    columns = _doubtful(columns, layout, vocabulary)
    findings = [
        f
        for c in columns.values()
        for f in _findings(grid, layout, c, columns, vocabulary, found.get(c.position))
    ]
    return Matched(columns, tuple(findings), answers)


def _filled(grid: Grid, layout: Layout) -> dict[int, int]:
    counts: dict[int, int] = {}
    for row in grid.rows[layout.last + 1 :]:
        # Cells beyond the headings of a text table come from a comma inside a figure; their row is told as a whole.
        for position, cell in enumerate(row.cells if grid.sheet else row.cells[: layout.width]):
            if cell is not None and cell != "" and not is_blank(cell):
                counts[position] = counts.get(position, 0) + 1
    return counts


def _answered(
    levels: tuple[str, ...], vocabulary: Vocabulary, ask: Ask | None, answers: dict[str, str]
) -> Found | str | None:
    for name in (_name(levels), levels[-1]):
        if vocabulary.mapped.get(fold(name)) == IGNORE:
            vocabulary.used.add(fold(name))
            return IGNORE
    found = vocabulary.find(levels)
    if found is not None or ask is None or ignorable(levels):
        return found
    heading = _name(levels)
    answer = ask(heading, tuple(vocabulary.resembling(levels)))
    target = vocabulary.target(answer) if answer and answer != IGNORE else None
    if answer and (target or answer == IGNORE):
        answers[heading] = answer
    return Found(target, "asked", 100) if target else answer


def _name(levels: tuple[str, ...]) -> str:
    return displayed(" / ".join(dict.fromkeys(levels)))


def _column(position: int, levels: tuple[str, ...], found: Found, cells: int) -> Column:
    state: State = "read" if found.target.field else "ignored"
    column = Column(position, _name(levels), state, found.target, found.how, found.confidence, cells=cells)
    if found.unit is None or found.target.field is None:
        return column
    if found.unit.family == "share":
        return replace(column, percent=found.unit.size)
    times = _factor(found.unit, found.target)
    return replace(column, state="refused") if times is None else replace(column, factor=times)


def _factor(unit: Unit, target: Target) -> float | None:
    if target.kind == "share" or (target.field and target.field.type not in ("count", "number")):
        return 1.0
    return factor(unit, unit_of_field(target.field.unit if target.field else None))


def _without_doubles(columns: dict[int, Column]) -> dict[int, Column]:
    """Keep of several columns with one meaning the surest, of equals the first."""
    by_meaning: dict[str, list[Column]] = {}
    for column in columns.values():
        if column.target and column.state == "read":
            by_meaning.setdefault(column.target.id, []).append(column)
    for group in by_meaning.values():
        best = max(group, key=lambda c: (c.confidence, -c.position))
        for column in group:
            if column is not best:
                columns[column.position] = replace(column, state="twice")
    return columns


def _doubtful(columns: dict[int, Column], layout: Layout, vocabulary: Vocabulary) -> dict[int, Column]:
    """Mark unknown headings that resemble a field the table needs and does not have: those must not be passed over."""
    present = {
        c.target.field.id for c in columns.values() if c.state == "read" and c.target and c.target.field
    }
    for position, column in columns.items():
        if column.state != "unknown" or not column.cells:
            continue
        near = vocabulary.resembling(layout.levels[position], _MUCH_ALIKE)
        needed = [
            t
            for t in near
            if t.field and t.field.need != "optional" and t.field.id not in present and t.kind == "field"
        ]
        if needed and not telling(layout.levels[position][-1], needed[0].label.zh):
            columns[position] = replace(column, state="ambiguous")
    return columns


def _findings(
    grid: Grid,
    layout: Layout,
    column: Column,
    columns: Mapping[int, Column],
    vocabulary: Vocabulary,
    found: Found | None,
) -> list[Finding]:
    code, fill = _told(layout, column, columns, vocabulary, found)
    if not code:
        return []
    row = grid.rows[layout.last if column.state == "unheaded" else layout.first].number
    if column.state == "unheaded":
        row = next(
            r.number
            for r in grid.rows[layout.last + 1 :]
            if column.position < len(r.cells) and not is_blank(r.cells[column.position])
        )
    return [
        Finding(
            code,
            grid.place(row, column.position),
            {"heading": same(column.heading), "cells": column.cells, **fill},
        )
    ]


def _told(
    layout: Layout, column: Column, columns: Mapping[int, Column], vocabulary: Vocabulary, found: Found | None
) -> tuple[str, dict[str, Filler]]:
    """Return the code and the words of what there is to say about a column, an empty code for nothing."""
    target = column.target
    if column.state == "unheaded":
        return "INTAKE028", {}
    if column.state == "ignored":
        return ("INTAKE037", {}) if column.cells else ("", {})
    if column.state in ("unknown", "ambiguous"):
        near = vocabulary.resembling(layout.levels[column.position])
        if column.state == "ambiguous":
            return "INTAKE035", {"candidates": listed(t.label for t in near)}
        return ("INTAKE010", {"hint": did_you_mean(near[0].label) if near else NOTHING})
    if target is None or target.field is None:
        return "", {}
    if column.state == "twice":
        first = next(
            c for c in columns.values() if c.state == "read" and c.target and c.target.id == target.id
        )
        return "INTAKE011", {
            "first": same(first.heading),
            "second": same(column.heading),
            "field": target.label,
        }
    if column.state == "refused":
        return "INTAKE059", {
            "field": target.label,
            "own": target.field.unit or "",
            "unit": found.unit.written if found and found.unit else "",
        }
    if column.factor != 1.0 and found and found.unit:
        return "INTAKE058", {
            "field": target.label,
            "unit": found.unit.written,
            "own": target.field.unit or "1",
        }
    if column.confidence < _SURE:
        return "INTAKE034", {"field": target.label, "how": HOW[column.how], "confidence": column.confidence}
    return "", {}

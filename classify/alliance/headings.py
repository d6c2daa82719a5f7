"""Which column of a sheet is which field: every heading is matched or told, and so is a column that has none."""

from __future__ import annotations

from collections.abc import Sequence

from classify.alliance.grids import Part
from classify.alliance.tables import Column, Table
from classify.errors import Filler, Finding
from classify.intake.cells import Raw, is_blank
from classify.intake.places import letters
from classify.intake.wording import closest, did_you_mean, displayed, fold

# Columns and rows an office adds for itself.
_HARMLESS = frozenset(map(fold, ("序号", "备注", "说明", "no", "no.", "remarks")))
_TOTALS = frozenset(map(fold, ("合计", "总计", "小计", "total")))
_LONGEST_TOTAL = 10


def matched(part: Part) -> tuple[dict[str, int], list[Finding]]:
    """Return the column of each field that has one, and what is to be said about the others."""
    known = _known(part.table)
    columns: dict[str, int] = {}
    findings = []
    for index, heading in enumerate(part.headings):
        folded = fold(heading)
        if not folded or (folded in _HARMLESS and folded not in known):
            continue
        place = part.place(part.heading_row, index)
        found = known.get(folded)
        if found is None:
            near = closest(heading, known)
            hint = did_you_mean(known[near].label if near else None)
            findings.append(Finding("ALLIANCE002", place, {"heading": displayed(heading), "hint": hint}))
        elif found.name in columns:
            findings.append(
                Finding("ALLIANCE003", place, {"heading": displayed(heading), "field": found.label})
            )
        else:
            columns[found.name] = index
    return columns, [*findings, *_nameless(part)]


def _known(table: Table) -> dict[str, Column]:
    known: dict[str, Column] = {}
    for names in (lambda c: (c.name,), lambda c: c.labels, lambda c: c.aliases):
        for column in table.columns:
            for name in names(column):
                known.setdefault(fold(name), column)
    return known


def _nameless(part: Part) -> list[Finding]:
    """Return one finding per column that holds something but has no heading; otherwise it would be lost in silence."""
    named = {index for index, heading in enumerate(part.headings) if fold(heading)}
    width = max((len(cells) for _number, cells in part.rows), default=0)
    findings = []
    for index in [index for index in range(width) if index not in named]:
        filled = [number for number, cells in part.rows if index < len(cells) and not is_blank(cells[index])]
        if filled:
            fill: dict[str, Filler] = {"column": letters(index), "count": len(filled)}
            findings.append(Finding("ALLIANCE007", part.place(filled[0], index), fill))
    return findings


class Decoration:
    """Tell rows that hold no data: totals, and headings that are repeated on every printed page."""

    def __init__(self, part: Part, columns: dict[str, int]) -> None:
        """Take the column of the first needed field: where a row repeats its heading, it repeats them all."""
        first = next(column.name for column in part.table.columns if column.required)
        self.index = columns[first]
        self.heading = part.headings[self.index]

    def __call__(self, cells: Sequence[Raw]) -> bool:
        """Tell whether a row is one of these."""
        if self.index < len(cells) and cells[self.index] == self.heading:
            return True
        return any(
            cell.__class__ is str and len(cell) <= _LONGEST_TOTAL and fold(cell) in _TOTALS
            for cell in cells[:2]
        )

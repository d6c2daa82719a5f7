"""Find the field each column of a sheet holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classify.errors import Filler, Finding
from classify.intake.cells import Broken, Grid, Row, is_blank
from classify.intake.wording import closest, did_you_mean, displayed, fold
from classify.model.field import Field


class Vocabulary:
    """Know every name a heading may have: the fields' ids, labels, aliases and `names` of this one run."""

    def __init__(self, fields: Sequence[Field], names: Mapping[str, str]) -> None:
        """Let names of the run win over ids, ids over labels and labels over aliases."""
        by_id = {field.id: field for field in fields}
        self._known: dict[str, Field] = {
            fold(heading): by_id[target] for heading, target in names.items() if target in by_id
        }
        for spelled in (_ids, _labels, _aliases):
            for field in fields:
                for name in spelled(field):
                    self._known.setdefault(fold(name), field)
        self._known.pop("", None)

    def field(self, heading: str) -> Field | None:
        """Return the field a heading names, whatever its width, case, blanks and line breaks."""
        return self._known.get(fold(heading))

    def resembling(self, heading: str) -> Field | None:
        """Return the field whose name comes closest to an unknown heading, if one does."""
        near = closest(heading, self._known)
        return self._known[near] if near else None


def _ids(field: Field) -> tuple[str, ...]:
    return (field.id,)


def _labels(field: Field) -> tuple[str, ...]:
    return (field.label.zh, field.label.en)


def _aliases(field: Field) -> tuple[str, ...]:
    return field.aliases


@dataclass(frozen=True)
class Headings:
    """Hold what a heading row says: the column of each field, and the columns nothing is known about."""

    row: int
    columns: Mapping[int, Field]
    width: int
    unheaded: frozenset[int]
    findings: tuple[Finding, ...]


def match_headings(grid: Grid, row: Row, vocabulary: Vocabulary) -> Headings:
    """Match each heading of `row`; what is unknown or stands twice becomes a finding and no column."""
    columns: dict[int, Field] = {}
    headed: dict[str, str] = {}
    findings = []
    for index, cell in enumerate(row.cells):
        if is_blank(cell):
            continue
        heading = "#" if isinstance(cell, Broken) else str(cell)
        place = grid.place(row.number, index)
        field = vocabulary.field(heading)
        if field is None:
            near = vocabulary.resembling(heading)
            hint = did_you_mean(near.label if near else None)
            findings.append(Finding("INTAKE010", place, {"heading": displayed(heading), "hint": hint}))
        elif field.id in headed:
            fill: dict[str, Filler] = {
                "first": headed[field.id],
                "second": displayed(heading),
                "field": field.label,
            }
            findings.append(Finding("INTAKE011", place, fill))
        else:
            headed[field.id] = displayed(heading)
            columns[index] = field
    blank = frozenset(index for index, cell in enumerate(row.cells) if is_blank(cell))
    return Headings(row.number, columns, len(row.cells), blank, tuple(findings))

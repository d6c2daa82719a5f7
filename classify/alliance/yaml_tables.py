"""Tables written as YAML: sections named like the tables, rows as mappings; places are lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from classify.alliance.grids import Part
from classify.alliance.tables import Table
from classify.errors import ClassifyError, Finding, Place
from classify.intake.cells import Book, Grid, Raw, Row
from classify.intake.guard import guard
from classify.intake.persons import person_heading
from classify.intake.wording import displayed, fold
from classify.rulepack.strict_yaml import Map, Seq, read_file


def yaml_parts(
    path: Path, tables: Sequence[Table], allow: Collection[str] = ()
) -> tuple[list[Part], list[Finding]]:
    """Return the tables of a YAML file: a list of mappings under the name of each table.

    Raises `ClassifyError` where it cannot be read, or has columns about people.
    """
    try:
        data = read_file(path, path.name)
    except ClassifyError as error:
        # What is wrong with a pack is misuse, what is wrong with a table is a finding.
        raise ClassifyError(error.findings, 1) from None
    if not isinstance(data, Map):
        return [], [Finding("ALLIANCE008", Place(path.name), {"sheet": path.name})]
    parts, findings = [], []
    for key, value in data.items():
        table = next((t for t in tables if fold(key) in set(map(fold, t.names))), None)
        place = data.key_spots[key].place()
        # A section with nothing below it is a table without rows.
        rows = Seq(data.key_spots[key]) if value is None else value
        if table is None or not isinstance(rows, Seq) or not all(isinstance(entry, Map) for entry in rows):
            findings.append(Finding("ALLIANCE008", place, {"sheet": displayed(key)}))
        else:
            parts.append(_yaml_part(table, path.name, place.line, rows))
    alarms = [alarm for part in parts for alarm in _alarms(part, allow)]
    if alarms:
        raise ClassifyError(alarms, 1)
    return parts, findings


def _alarms(part: Part, allow: Collection[str]) -> list[Finding]:
    """Return what the privacy guard says about the columns; cells are looked at when they are read."""
    known = {name for column in part.table.columns for name in (column.name, *column.labels, *column.aliases)}
    own = {name for name in known if person_heading(name)}
    heads = Grid(part.file, part.table.id, (Row(part.heading_row, part.headings),))
    found = guard(Book(part.file, "", (heads,)), {*allow, *own}, known).alarms
    return [Finding(alarm.code, Place(part.file, line=part.heading_row), alarm.fill) for alarm in found]


def _yaml_part(table: Table, file: str, line: int, entries: Seq) -> Part:
    headings = tuple(dict.fromkeys(key for entry in entries for key in entry))
    if not entries:
        headings = tuple(c.name for c in table.columns)
    rows = [
        (spot.line, [_yaml_cell(entry.get(h)) for h in headings])
        for entry, spot in zip(entries, entries.spots, strict=True)
    ]
    return Part(table, file, "", headings, line, rows, is_lines=True)


def _yaml_cell(value: object) -> Raw:
    if isinstance(value, Seq):
        return "、".join(str(_yaml_cell(entry)) for entry in value if not isinstance(entry, Seq))
    return value if isinstance(value, (str, int, float, bool)) else None if value is None else "#"

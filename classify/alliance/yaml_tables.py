"""Tables written as YAML: sections named like the tables, rows as mappings; places are lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from classify.alliance.grids import Part
from classify.alliance.tables import Table
from classify.errors import Finding, Place
from classify.intake.cells import Raw
from classify.intake.wording import fold
from classify.rulepack.strict_yaml import Map, Seq, read_file


def yaml_parts(path: Path, tables: Sequence[Table]) -> tuple[list[Part], list[Finding]]:
    """Return the tables of a YAML file: a list of mappings under the name of each table."""
    data = read_file(path, path.name)
    if not isinstance(data, Map):
        return [], [Finding("ALLIANCE008", Place(path.name), {"sheet": path.name})]
    parts, findings = [], []
    for key, value in data.items():
        table = next(
            (t for t in tables if fold(key) in {fold(t.id), fold(t.label.zh), fold(t.label.en)}), None
        )
        place = data.key_spots[key].place()
        if table is None or not isinstance(value, Seq) or not all(isinstance(entry, Map) for entry in value):
            findings.append(Finding("ALLIANCE008", place, {"sheet": key}))
        else:
            parts.append(_yaml_part(table, path.name, place.line, value))
    return parts, findings


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
        return "、".join(map(str, value))
    return value if isinstance(value, (str, int, float, bool)) else None if value is None else "#"

"""Files to tables: workbooks, CSV files, YAML files or a folder of them, with a finding for every doubtful cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classify.alliance.cells import FIGURES, Wrong, parse_cell, spellings
from classify.alliance.grids import Lines, Part, parts_of
from classify.alliance.headings import Decoration, matched
from classify.alliance.masking import Masked
from classify.alliance.model import ROWS_PER_SOURCE, Alliance, Source
from classify.alliance.rows import Unit
from classify.alliance.tables import TABLES, Column, Table
from classify.errors import ClassifyError, Filler, Finding, Place, refuse
from classify.intake.cells import Raw
from classify.intake.wording import closest, did_you_mean, displayed, listed
from classify.model.text import Text

SUFFIXES = (
    ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ods", ".csv", ".tsv", ".txt", ".yaml", ".yml",
)  # fmt: skip


@dataclass
class Reading:
    """Collect rows, sources and findings while files are read."""

    rows: dict[str, list[Any]]
    sources: list[Source] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    masked: Masked = field(default_factory=Masked)

    def alliance(self) -> Alliance:
        """Return what was read."""
        tables = {name: tuple(rows) for name, rows in self.rows.items()}
        return Alliance(**tables, sources=tuple(self.sources), left_out=frozenset(self.left_out))


def read_alliance(paths: Sequence[Path], allow: Collection[str] = ()) -> tuple[Alliance, list[Finding]]:
    """Read tables from files and folders; rows that cannot be understood are left out and reported.

    Raises `ClassifyError` with exit code 1 where a file cannot be opened, nothing in it is a table, or it holds data
    about people; `allow` names columns the privacy guard lets pass.
    """
    reading = read_tables(paths, TABLES, allow)
    if reading.masked.names:
        _mask_titles(reading)
    return reading.alliance(), reading.findings


def _mask_titles(reading: Reading) -> None:
    """Take the names of sole traders out of the titles of their agreements; units may be read after these."""
    rows, changed = reading.masked.agreements(reading.rows["agreements"], reading.rows["parties"])
    reading.rows["agreements"] = rows
    where = Alliance(sources=tuple(reading.sources)).place
    reading.findings += [Finding("ALLIANCE016", where(row.spot, "name")) for row in changed]


def read_tables(paths: Sequence[Path], tables: Sequence[Table], allow: Collection[str] = ()) -> Reading:
    """Read whatever of `tables` the files hold."""
    reading = Reading({t.id: [] for t in tables})
    for path in _files(paths):
        parts, findings = parts_of(path, tables, allow)
        reading.findings += findings
        for part in parts:
            _read_part(reading, part)
    if not reading.sources:
        name = paths[0].name if paths else ""
        raise ClassifyError([*reading.findings, *refuse("ALLIANCE001", Place(name)).findings], 1)
    return reading


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.iterdir()
                if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))
            )
            if not inside:
                raise refuse("ALLIANCE001", Place(path.name), exit_code=1)
            found += inside
        else:
            found.append(path)
    return found


def _read_part(reading: Reading, part: Part) -> None:
    """Read one sheet or file: find out which table it is, match its headings, make its rows."""
    table = part.table
    columns, findings = matched(part)
    missing = [c for c in table.columns if c.required and c.name not in columns]
    if missing:
        labels = listed(c.label for c in missing)
        place = Place(part.file, part.sheet, line=part.heading_row if part.is_lines else 0)
        reading.findings.append(Finding("ALLIANCE004", place, {"columns": labels, "table": table.label}))
    reading.findings += findings
    number = len(reading.sources)
    reading.sources.append(Source(part.file, part.sheet, columns, lines=part.is_lines))
    if missing:
        return
    slots = _slots(table, columns)
    seen = {row.id: at for at, row in enumerate(reading.rows[table.id])} if table.key else {}
    decorates = Decoration(part, columns)
    for row_number, cells in part.rows:
        if decorates(cells):
            reading.findings.append(Finding("ALLIANCE017", part.place(row_number, 0)))
            continue
        _read_row(reading, table, slots, cells, number * ROWS_PER_SOURCE + row_number, seen)


@dataclass
class _Slot:
    """Hold where a column stands, what an empty cell means, and the texts that were understood before."""

    index: int
    column: Column
    empty: Any
    known: dict[Raw, Any] = field(default_factory=dict)


def _slots(table: Table, columns: dict[str, int]) -> list[_Slot]:
    defaults = table.row._field_defaults
    return [_Slot(columns.get(c.name, -1), c, defaults.get(c.name)) for c in table.columns]


def _read_row(
    reading: Reading, table: Table, slots: list[_Slot], cells: Sequence[Raw], spot: int, seen: dict[str, int]
) -> None:  # fmt: skip
    values: list[Any] = []
    sound = True
    for slot in slots:
        raw = cells[slot.index] if 0 <= slot.index < len(cells) else None
        if (raw is None or raw == "") and not slot.column.required:
            values.append(slot.empty)
        elif raw.__class__ is str and raw in slot.known:
            values.append(slot.known[raw])
        else:
            value, finding, usable = _cell(reading, raw, slot.column, spot, slot.index)
            value = slot.empty if value is None else value
            if finding is not None:
                reading.findings.append(finding)
            elif raw.__class__ is str:
                slot.known[raw] = value
            sound = sound and usable
            values.append(value)
    id_ = values[0] if table.key and values[0] else ""
    if not sound:
        reading.left_out.add(str(id_))
    elif table.key and id_ in seen:
        _repeated(reading, table, values, spot, seen[id_])
    else:
        rows = reading.rows[table.id]
        seen[id_] = len(rows)
        row = table.row(*values, spot=spot)
        if table.id == "units" and reading.masked.sole_trader(row):
            reading.findings.append(Finding("ALLIANCE016", _place(reading, spot, slots[1].index)))
            row = reading.masked.unit(row)
        rows.append(row)


def _repeated(reading: Reading, table: Table, values: list[Any], spot: int, at: int) -> None:
    """Tell an id that stands twice; of a unit keep the other superior, so that it is told as having two."""
    rows = reading.rows[table.id]
    fill: dict[str, Filler] = {"id": str(values[0]), "other": str(_place(reading, rows[at].spot, 0))}
    reading.findings.append(Finding("ALLIANCE006", _place(reading, spot, 0), fill))
    if table.id == "units" and values[4]:
        row: Unit = rows[at]
        rows[at] = row._replace(superior=tuple(dict.fromkeys((*row.superior, *values[4]))))


def _cell(
    reading: Reading, raw: Raw, column: Column, spot: int, index: int
) -> tuple[Any, Finding | None, bool]:
    """Return the value, a finding, and whether the row can be used."""
    value = parse_cell(raw, column.cell, column.words, column.most)
    if value is None and column.required:
        return (
            None,
            Finding("ALLIANCE005", _place(reading, spot, max(index, 0)), {"field": column.label}),
            False,
        )
    if isinstance(value, Wrong):
        fill: dict[str, Filler] = {
            "field": column.label,
            "value": displayed(value.shown),
            "hint": _meant(value.shown, column),
            "most": f"{column.most:,.0f}",
        }
        code = column.unknown if value.code == "ALLIANCE011" else value.code
        finding = Finding(code, _place(reading, spot, index), fill)
        # A word of the user's own is kept; a date or a number that cannot be read would make wrong figures.
        return (
            value.value,
            finding,
            column.cell not in FIGURES and value.code != "ALLIANCE012",
        )
    if isinstance(raw, str) and column.cell not in (*FIGURES, "degree") and _controls(raw):
        return value, Finding("ALLIANCE015", _place(reading, spot, index), {"field": column.label}), True
    return value, None, True


def _meant(shown: str, column: Column) -> Text:
    if not shown or column.words is None:
        return did_you_mean(None)
    known = spellings(column.words)
    near = closest(shown, known)
    return did_you_mean(column.words[known[near]].label if near else None)


def _controls(raw: str) -> bool:
    return not raw.isprintable() and any(
        unicodedata.category(s)[0] == "C" and s not in "\t\r\n\ufeff" for s in raw
    )


def _place(reading: Reading, spot: int, index: int) -> Place:
    number, row = divmod(spot, ROWS_PER_SOURCE)
    source = reading.sources[number]
    return Lines(source.file).place(row) if source.lines else Part.cell(source.file, source.sheet, row, index)

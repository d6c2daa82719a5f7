"""What stands around the data of a sheet: titles that name subdistrict and date, hidden parts, total rows."""

import re
from collections.abc import Mapping, Sequence

from classify.errors import Finding, Place
from classify.intake.cells import Grid, Row, is_blank
from classify.intake.columns import Reading
from classify.intake.dates import Date, date_within
from classify.intake.layout import Layout
from classify.intake.numbers import number_in
from classify.intake.places import letters
from classify.intake.values import shown
from classify.model.profile import Value
from classify.model.text import Text

_SUBDISTRICT = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡)")
_LABELLED = re.compile(
    r"(?:填报|上报|报送|统计)?(?:单位|街道)(?:名称)?(?:[(（][^)）]*[)）])?[:： ]+([\u4e00-\u9fff]{2,8}?(?:街道|镇|乡))"
)


def title_group(grid: Grid, layout: Layout) -> str:
    """Return the subdistrict a sheet is about, by its 填报单位 line or its own name; nothing where neither tells."""
    for row in grid.rows[: layout.first]:
        for cell in row.cells:
            if isinstance(cell, str) and (found := _LABELLED.search(cell)):
                return found[1]
    whole = _SUBDISTRICT.fullmatch(grid.sheet.strip())
    return whole[0] if whole else ""


def title_date(grid: Grid, layout: Layout) -> Date | None:
    """Return the date the rows above the headings name as that of the figures."""
    for row in grid.rows[: layout.first]:
        for cell in row.cells:
            if isinstance(cell, str) and (found := date_within(cell)):
                return found
    return None


def hidden_findings(grid: Grid, readings: Sequence[Reading], body: Sequence[Row]) -> list[Finding]:
    """Say which hidden rows and columns were read: a filter may hide what should not count."""
    rows = [row.number for row in body if row.number in grid.hidden_rows]
    columns = [
        reading.column.position for reading in readings if reading.column.position in grid.hidden_columns
    ]
    findings = []
    if rows:
        shown_ = ", ".join(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
        what = Text(zh=f"{len(rows)} 行（{shown_}）", en=f"{len(rows)} rows ({shown_})")
        findings.append(Finding("INTAKE039", grid.place(rows[0], 0), {"what": what}))
    if columns:
        shown_ = ", ".join(letters(c) for c in columns[:10])
        what = Text(zh=f"{len(columns)} 列（{shown_}）", en=f"{len(columns)} columns ({shown_})")
        findings.append(
            Finding("INTAKE039", grid.place(body[0].number if body else 1, columns[0]), {"what": what})
        )
    return findings


def total_findings(
    grid: Grid,
    readings: Sequence[Reading],
    rows: Sequence[Mapping[str, Value]],
    totals: Sequence[tuple[Row, int]],
    minimum: int,
) -> list[Finding]:
    """Compare each total row with the values of the rows above it: all of them, or those since the last total row."""
    counted = [r for r in readings if r.field.type == "count" and r.share_of is None]
    findings = []
    before = 0
    for row, end in totals:
        for reading in counted:
            given = [values.get(reading.field.id) for values in rows[:end]]
            numbers = [value for value in given if isinstance(value, float)]
            total = _figure(row, reading)
            if total is None or not given or len(numbers) < len(given):
                continue
            if not any(abs(total - sum(part)) <= 0.5 for part in (numbers, numbers[before:])):
                whole = sum(numbers[before:]) if 0 < before < len(numbers) else sum(numbers)
                said = {
                    "total": shown(reading.field, total, minimum),
                    "sum": shown(reading.field, whole, minimum),
                }
                place = Place(grid.file, grid.sheet, cell=f"{reading.letters}{row.number}")
                findings.append(Finding("INTAKE051", place, {"field": reading.field.label, **said}))
        before = end
    return findings


def _figure(row: Row, reading: Reading) -> float | None:
    position = reading.column.position
    if position >= len(row.cells) or is_blank(row.cells[position]):
        return None
    number = number_in(row.cells[position])
    return None if number is None else number * reading.column.factor

"""Make a copy of a handed-in table with the doubtful cells in colour and a comment on each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from classify.errors import Finding
from classify.intake.cells import Broken, Percent
from classify.intake.files import open_book
from classify.texts import mark as _
from classify.texts import translate

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "note": "FFDDEBF7"}
_RANK = {"error": 0, "warning": 1, "note": 2}
_MOST_COMMENTS = 5_000
_AUTHOR = "classify"


def annotated_name(name: str) -> str:
    """Return the name of the copy; it is always an .xlsx workbook."""
    return f"{PurePath(name).stem}_annotated.xlsx"


def annotated_workbook(path: Path, findings: Sequence[Finding], lang: str) -> bytes:
    """Return a copy of the table as a workbook; the file itself is not touched.

    An .xlsx keeps its look, except for extensions openpyxl does not know; any other format is copied cell by cell.
    """
    # openpyxl warns about styles and extensions it drops.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _copy(path)
        by_cell: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            for cell in finding.place.cell.split(" "):
                if cell and finding.severity in _COLOURS:
                    by_cell.setdefault((finding.place.sheet, cell), []).append(finding)
        for (sheet, cell), group in list(by_cell.items())[:_MOST_COMMENTS]:
            target = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
            _mark(target, cell, group, lang)
        _summary(book, findings, lang)
        buffer = io.BytesIO()
        book.save(buffer)
    return buffer.getvalue()


def _copy(path: Path) -> Workbook:
    from openpyxl import Workbook, load_workbook  # noqa: PLC0415 - slow to import

    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04") and b"xl/worksheets/" in data:
        return load_workbook(io.BytesIO(data))
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in open_book(path, path.name).grids:
        sheet = book.create_sheet(grid.sheet or PurePath(path.name).stem[:31] or "1")
        for row in grid.rows:
            for column, value in enumerate(row.cells, 1):
                if value is None or isinstance(value, Broken):
                    continue
                cell = sheet.cell(row.number, column)
                # A text that begins like a formula stays a text.
                cell.value = float(value) if isinstance(value, Percent) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                elif isinstance(value, Percent):
                    cell.number_format = "0.0%"
    return book


def _mark(sheet: Worksheet, address: str, findings: Sequence[Finding], lang: str) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - slow to import
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    try:
        cell: Any = sheet[address]
    except ValueError:
        return
    if not hasattr(cell, "fill"):
        return
    worst = min(findings, key=lambda finding: _RANK[finding.severity])
    cell.fill = PatternFill("solid", start_color=_COLOURS[worst.severity])
    if type(cell).__name__ == "MergedCell":
        return
    lines = [
        f"{f.code} {f.message(lang)}" + ("" if f.severity == "note" else f"\n→ {f.repair(lang)}")
        for f in findings
    ]
    earlier = f"{cell.comment.text}\n\n" if cell.comment else ""
    comment = Comment(earlier + "\n\n".join(dict.fromkeys(lines)), _AUTHOR)
    comment.width, comment.height = 320, min(400, 40 + 44 * len(lines))
    cell.comment = comment


def _summary(book: Workbook, findings: Sequence[Finding], lang: str) -> None:
    """Add a sheet that lists all findings, because comments are easily overlooked and some have no cell."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - slow to import

    title = translate(_("Findings"), lang)
    sheet = book.create_sheet(title if title not in book.sheetnames else f"{title} classify")
    heads = (_("Severity"), _("Code"), _("Sheet"), _("Cell"), _("What"), _("Repair"))
    sheet.append([translate(head, lang) for head in heads])
    labels = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    for finding in sorted(findings, key=lambda f: _RANK[f.severity]):
        place = finding.place
        row = [
            translate(labels[finding.severity], lang),
            finding.code,
            place.sheet,
            place.cell,
            finding.message(lang),
            finding.repair(lang),
        ]
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", start_color=_COLOURS[finding.severity])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", (8, 12, 14, 12, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"

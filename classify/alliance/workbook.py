"""Workbooks: answers as sheets, and the empty tables an office fills in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from classify.alliance.answer import Answer, harmless, said
from classify.alliance.tables import NOTES, TABLES, Column
from classify.texts import mark as _
from classify.texts import translate

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST, _NARROWEST = 60, 8
_LIST_LIMIT = 250


def answer_workbook(answer: Answer, lang: str) -> bytes:
    """Return an answer as .xlsx: one sheet per table, numbers as numbers, no formulas."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes 100 ms

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in answer.tables:
        sheet: Any = book.create_sheet(translate(table.title, lang)[:31].replace("/", " ").replace(":", " "))
        _fill(
            sheet,
            [translate(h, lang) for h in table.columns.values()],
            [[_cell(c, lang) for c in r] for r in table.rows],
        )
    about: Any = book.create_sheet(translate(_("Notes"), lang))
    about.append([translate(_("As of"), lang), answer.at])
    for note in answer.notes:
        about.append([note.say(lang)])
    return _saved(book)


def rows_workbook(sheets: Iterable[tuple[str, Sequence[str], Sequence[Sequence[object]]]]) -> bytes:
    """Return any tables (title, headings, rows) as .xlsx."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes 100 ms

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, head, rows in sheets:
        _fill(book.create_sheet(title[:31]), head, rows)
    return _saved(book)


def template(lang: str) -> bytes:
    """Return the empty tables with headings, lists to choose from and a sheet that explains every column."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes 100 ms
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES:
        sheet: Any = book.create_sheet(table.label.say(lang))
        _fill(sheet, [c.label.say(lang) for c in table.columns], [])
        for at, column in enumerate(table.columns, 1):
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].width = max(12, 2 * len(column.label.say(lang)) + 2)
            choices = ",".join(_choices(column, lang))
            if choices and column.cell != "choices" and len(choices) <= _LIST_LIMIT:
                rule = DataValidation(
                    type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=False
                )
                sheet.add_data_validation(rule)
                rule.add(f"{letter}2:{letter}2000")
            for row in range(2, 300) if column.cell in ("id", "ids", "code") else ():
                # An id of digits only would lose its leading zeros.
                sheet[f"{letter}{row}"].number_format = "@"
    about: Any = book.create_sheet(NOTES.say(lang))
    _fill(
        about,
        [translate(h, lang) for h in (_("Table"), _("Column"), _("Needed"), _("What to write"))],
        _about(lang),
    )
    return _saved(book)


def _about(lang: str) -> list[list[str]]:
    rows = []
    for table in TABLES:
        for column in table.columns:
            needed = translate(_("yes"), lang) if column.required else ""
            text = (
                column.about.say(lang)
                if column.about
                else translate(_(", "), lang).join(_choices(column, lang))
            )
            rows.append([table.label.say(lang), column.label.say(lang), needed, text])
    return rows


def _choices(column: Column, lang: str) -> list[str]:
    if column.cell == "yes":
        return [translate(_("yes"), lang), translate(_("no"), lang)]
    return [w.label.say(lang).replace(",", " ") for w in (column.words or {}).values()]


def _cell(value: object, lang: str) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return value if hasattr(value, "isoformat") else harmless(said(value, lang)) or None


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.append(list(head))
    widths = [2 * len(h) + 2 for h in head]
    for row in rows:
        sheet.append(list(row))
        for at, cell in enumerate(row):
            text = "" if cell is None else str(cell)
            widths[at] = max(widths[at], sum(1 + (sign > "ÿ") for sign in text[:_WIDEST]) + 2)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDEST, max(_NARROWEST, width))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()

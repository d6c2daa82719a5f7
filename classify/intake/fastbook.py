"""Take workbooks apart through calamine: .xls, .et, .ods, .xlsb, and .xlsx too large for openpyxl.

calamine knows no number formats; where the file is XML they come from the sheet itself. It allocates the whole
rectangle between the first and the last filled cell, so that rectangle is measured before.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from classify.errors import ClassifyError, Place, refuse
from classify.intake.archive import repacked
from classify.intake.cells import Grid, Percent, Raw, Row, Span, is_blank
from classify.intake.sheetxml import Extras, column_number, extras, percent_cells, sheet_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_COLUMNS = 2_000
MAX_CELLS = 20_000_000
_MAX_SHEETS = 500
_FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,20})"[^>]*?>\s*<(?:\w+:)?(?:v|is|f)[\s/>]')
_REPEATED = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>")
_TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def read_fast(name: str, archive: zipfile.ZipFile, kind: str) -> list[Grid]:
    """Return the sheets of a zipped workbook; raise `ClassifyError` where it is too large."""
    more: list[tuple[Extras, bool]] = []
    percents: list[frozenset[tuple[int, int]]] = []
    if kind == "xlsx":
        for part, hidden in sheet_parts(archive):
            xml = archive.read(part) if part else b""
            _measure(name, xml)
            more.append((extras(xml), hidden))
            percents.append(percent_cells(archive, xml))
    elif kind == "ods":
        _measure_repeats(name, archive.read("content.xml"))
    return _grids(name, _opened(name, repacked(archive), kind), more, percents)


def read_old(name: str, data: bytes) -> list[Grid]:
    """Return the sheets of an .xls or .et workbook."""
    return _grids(name, _opened(name, data, "xls"), [], [])


def _opened(name: str, data: bytes, kind: str) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415 - only for the formats that need it
    except ImportError:
        raise refuse("INTAKE008", Place(name), exit_code=1, format=f".{kind}") from None
    with _refusing_panics(name):
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError:
            raise refuse("INTAKE004", Place(name), exit_code=1) from None


@contextmanager
def _refusing_panics(name: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:  # a panic of the Rust side is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError | ClassifyError):
            raise
        raise refuse("INTAKE005", Place(name), exit_code=1) from None


def _grids(
    name: str,
    book: "CalamineWorkbook",
    more: list[tuple[Extras, bool]],
    percents: list[frozenset[tuple[int, int]]],
) -> list[Grid]:
    sheets = book.sheets_metadata[:_MAX_SHEETS]
    if not sheets:
        raise refuse("INTAKE009", Place(name), exit_code=1)
    if len(more) != len(sheets):
        more, percents = [(Extras(), False)] * len(sheets), [frozenset()] * len(sheets)
    grids = []
    for number, about in enumerate(sheets):
        if not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = _sheet(name, book, about.name)
        extra, hidden = more[number]
        hidden = hidden or not str(about.visible).endswith("Visible")
        merges = extra.merges or tuple(
            Span(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in sheet.merged_cell_ranges or ()
        )
        rows = list(_rows(name, sheet, percents[number]))
        grids.append(Grid(name, about.name, rows, merges, extra.hidden_rows, extra.hidden_columns, hidden))
    return grids


def _sheet(name: str, book: "CalamineWorkbook", title: str) -> "CalamineSheet":
    with _refusing_panics(name):
        return book.get_sheet_by_name(title)


def _rows(name: str, sheet: "CalamineSheet", percents: frozenset[tuple[int, int]]) -> Iterator[Row]:
    if sheet.start is None or sheet.end is None:
        return
    if sheet.total_width > MAX_COLUMNS or sheet.total_width * sheet.total_height > MAX_CELLS:
        raise refuse("INTAKE025", Place(name), exit_code=1)
    shares: dict[int, list[int]] = {}
    for row, column in percents:
        shares.setdefault(row, []).append(column)
    last = sheet.end[1] + 1
    # calamine yields the empty rows above the first filled one, but not the empty columns left of it.
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells: list[Any] = [None] * (last - len(values))
        cells += [None if value == "" else value for value in values]
        for column in shares.get(number, ()):
            if (
                column < len(cells)
                and isinstance(cells[column], (int, float))
                and not isinstance(cells[column], bool)
            ):
                cells[column] = Percent(cells[column])
        while cells and is_blank(cells[-1]):
            cells.pop()
        if cells:
            yield Row(number, [_value(cell) for cell in cells])


def _value(cell: Raw) -> Raw:
    # calamine gives every number as a float.
    return int(cell) if type(cell) is float and cell.is_integer() and abs(cell) < 1e15 else cell


def _measure(name: str, xml: bytes) -> None:
    rows = columns = 0
    for letters, row in _FILLED.findall(xml):
        rows, columns = max(rows, int(row)), max(columns, column_number(letters) + 1)
    if rows > 1_048_576 or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise refuse("INTAKE025", Place(name), exit_code=1)


def _measure_repeats(name: str, xml: bytes) -> None:
    """Refuse an OpenDocument sheet whose repeated cells, filled ones only, would make too many."""
    rows = cells = 1
    for kind, tag in _REPEATED.findall(xml):
        times = int(found[1]) if (found := _TIMES.search(tag)) else 1
        if kind == b"table-row":
            rows = times
        elif b"office:value" in tag or b"office:string-value" in tag:
            cells += times * rows
        if cells > MAX_CELLS:
            raise refuse("INTAKE025", Place(name), exit_code=1)

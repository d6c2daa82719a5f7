"""Take an .xlsx workbook of ordinary size apart through openpyxl, and keep what each cell shows."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.intake.archive import inspect
from classify.intake.cells import Broken, Grid, Percent, Raw, Row, is_blank
from classify.intake.fastbook import read_fast
from classify.intake.sheetxml import Extras, extras, multiplies, sheet_parts

MAX_COLUMNS = 2_000
MAX_CELLS = 20_000_000
# Beyond some ten thousand rows openpyxl takes tens of seconds, calamine one.
MAX_FOR_OPENPYXL = 25_000_000
_LAST_ROW = 1_048_576


def read_workbook(name: str, data: bytes) -> tuple[list[Grid], list[Finding]]:
    """Return the sheets of a workbook in their order; raise `ClassifyError` if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = inspect(name, archive)
            if found.kind != "xlsx" or found.sheet_bytes > MAX_FOR_OPENPYXL:
                return read_fast(name, archive, found.kind), list(found.findings)
            parts = [
                (extras(archive.read(part)) if part else Extras(), hidden)
                for part, hidden in sheet_parts(archive)
            ]
        return _grids(name, data, parts), list(found.findings)
    except ClassifyError:
        raise
    except Exception:  # noqa: BLE001  # openpyxl answers damaged files with any exception there is
        raise refuse("INTAKE005", Place(name), exit_code=1) from None


def _grids(name: str, data: bytes, parts: list[tuple[Extras, bool]]) -> list[Grid]:
    # Imported here because it takes 100 ms, which nobody who works with text tables should wait for.
    from openpyxl import load_workbook  # noqa: PLC0415

    # openpyxl warns about styles and extensions it drops; none of them changes a value.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise refuse("INTAKE009", Place(name), exit_code=1)
        if len(parts) != len(book.sheetnames):
            parts = [(Extras(), False)] * len(book.sheetnames)
        by_title = dict(zip(book.sheetnames, parts, strict=True))
        return [_grid(name, sheet, *by_title[sheet.title]) for sheet in book.worksheets]


def _grid(name: str, sheet: Any, more: Extras, hidden: bool) -> Grid:  # noqa: FBT001  # unpacked from a pair
    # The extent a sheet claims is often false, in both directions.
    sheet.reset_dimensions()
    rows = list(_rows(name, sheet.iter_rows(), more))
    return Grid(name, sheet.title, rows, more.merges, more.hidden_rows, more.hidden_columns, hidden)


def _rows(name: str, rows: Iterable[tuple[Any, ...]], more: Extras) -> Iterator[Row]:
    visited = 0
    empty: dict[int, list[int]] = {}
    for line, column in more.uncalculated:
        empty.setdefault(line, []).append(column)
    for number, row in enumerate(rows, 1):
        visited += len(row)
        cells = [None if (value := cell.value) is None else _value(cell, value) for cell in row]
        for column in empty.get(number, ()):
            if column < len(cells) and cells[column] is None:
                cells[column] = Broken.UNCALCULATED
        while cells and is_blank(cells[-1]):
            cells.pop()
        if number > _LAST_ROW or len(cells) > MAX_COLUMNS or visited > MAX_CELLS:
            raise refuse("INTAKE025", Place(name), exit_code=1)
        if cells:
            yield Row(number, cells)


def _value(cell: Any, value: Raw) -> Raw:
    kind = cell.data_type
    if kind == "e":
        return Broken.FAILED
    if kind == "n" and isinstance(value, (int, float)) and "%" in (shown := cell.number_format):
        return _percent(value, shown)
    return value


def _percent(value: float, number_format: str) -> Percent:
    """Return what the cell shows; a percent sign in quotes is painted on and does not multiply by 100."""
    if multiplies(number_format):
        return Percent(value)
    return Percent(float(Decimal(repr(value)).scaleb(-2)))

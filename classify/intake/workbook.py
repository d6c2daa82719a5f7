"""Take an .xlsx workbook apart, within limits on time and memory, and keep what each cell shows."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.intake.cells import Broken, Grid, Percent, Raw, Row, is_blank

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_COLUMNS = 2_000
MAX_CELLS = 20_000_000
_LAST_ROW = 1_048_576
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_LITERAL = re.compile(r'"[^"]*"|\\.|!.')


def read_workbook(name: str, data: bytes) -> tuple[list[Grid], list[Finding]]:
    """Return the sheets of a workbook in their order; raise `ClassifyError` if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(name, archive)
            formulas = _has_formulas(archive)
        return _grids(name, data, formulas=formulas), []
    except ClassifyError:
        raise
    except Exception:  # noqa: BLE001  # openpyxl answers damaged files with any exception there is
        raise refuse("INTAKE005", Place(name), exit_code=1) from None


def _check_archive(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > 10_000_000 and unpacked > MAX_RATIO * max(packed, 1)):
        raise refuse("INTAKE025", Place(name), exit_code=1)
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("INTAKE004", Place(name), exit_code=1)
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise refuse("INTAKE008", Place(name), exit_code=1, format=".xlsb")
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        raise refuse("INTAKE008", Place(name), exit_code=1, format=".ods")
    if "[Content_Types].xml" not in names or b"spreadsheetml" not in archive.read("[Content_Types].xml"):
        raise refuse("INTAKE003", Place(name), exit_code=1)


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    sheets = (part for part in archive.namelist() if "worksheets/" in part and part.endswith(".xml"))
    return any(_FORMULA.search(archive.read(sheet)) for sheet in sheets)


def _load(data: bytes, *, results: bool) -> "Workbook":
    # Imported here because it takes 100 ms, which nobody who works with text tables should wait for.
    from openpyxl import load_workbook  # noqa: PLC0415

    return load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)


def _grids(name: str, data: bytes, *, formulas: bool) -> list[Grid]:
    # openpyxl warns about styles and extensions it drops; none of them changes a value.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _load(data, results=True)
        if not book.worksheets:
            raise refuse("INTAKE009", Place(name), exit_code=1)
        # A formula that was never calculated has no result: only a second look tells it from an empty cell.
        source = _load(data, results=False) if formulas else None
        grids = []
        for index, sheet in enumerate(book.worksheets):
            rows = _cells(sheet)
            sources = _cells(source.worksheets[index]) if source else None
            grids.append(Grid(name, sheet.title, list(_rows(name, rows, sources))))
        return grids


def _cells(sheet: Any) -> Iterable[tuple[Any, ...]]:
    # The extent a sheet claims is often false, in both directions.
    sheet.reset_dimensions()
    return sheet.iter_rows()  # type: ignore[no-any-return]


def _rows(
    name: str, rows: Iterable[tuple[Any, ...]], sources: Iterable[tuple[Any, ...]] | None
) -> Iterator[Row]:
    visited = 0
    pairs = zip(rows, sources, strict=True) if sources else ((row, ()) for row in rows)
    for number, (row, source) in enumerate(pairs, 1):
        visited += len(row)
        cells = [_value(cell) for cell in row]
        for column, cell in enumerate(source):
            if cell.data_type == "f" and row[column].value is None and row[column].data_type == "n":
                cells[column] = Broken.UNCALCULATED
        while cells and is_blank(cells[-1]):
            cells.pop()
        if number > _LAST_ROW or len(cells) > MAX_COLUMNS or visited > MAX_CELLS:
            raise refuse("INTAKE025", Place(name), exit_code=1)
        if not all(map(is_blank, cells)):
            yield Row(number, cells)


def _value(cell: Any) -> Raw:
    value: Raw = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Broken.FAILED
    if cell.data_type == "n" and isinstance(value, (int, float)) and "%" in cell.number_format:
        return _percent(value, cell.number_format)
    return value


def _percent(value: float, number_format: str) -> Percent:
    """Return what the cell shows; a percent sign in quotes is painted on and does not multiply by 100."""
    if "%" in _LITERAL.sub("", number_format):
        return Percent(value)
    return Percent(float(Decimal(repr(value)).scaleb(-2)))

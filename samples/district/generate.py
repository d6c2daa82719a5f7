"""Write the fictitious district: `python samples/district/generate.py [--out DIR]`.

Same code, same bytes: the draws are seeded by name, and the workbook carries fixed dates.
"""

import argparse
import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from columns import HEADINGS, in_words
from district import communities
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
SHEET = "社区画像"
STAMP = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DATES = ("as_of_date", "declared_on")
SHARES = ("satisfaction_pct",)
CODES = ("local_id", "community_code")
FORMATS = dict.fromkeys(DATES, "yyyy-mm-dd") | dict.fromkeys(SHARES, "0.0%") | dict.fromkeys(CODES, "@")
WIDTHS = {"community_code": 15, "community_name": 20, "declared_basis": 38}

Cells = list[str | int | float | None]


def main() -> None:
    """Write the table twice, as an office would hand it in: CSV for any program, XLSX for Excel and WPS."""
    parser = argparse.ArgumentParser(description="Write communities.csv and communities.xlsx.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    rows = [[in_words(field, row[field]) for field in HEADINGS] for row in communities()]
    (out / "communities.csv").write_bytes(as_csv(rows))
    (out / "communities.xlsx").write_bytes(as_xlsx(rows))
    print(f"{len(rows)} communities written to {out}")


def as_csv(rows: list[Cells]) -> bytes:
    """Render the table as UTF-8 with a byte order mark, which Excel needs to read Chinese."""
    text = io.StringIO(newline="")
    body = [[_printed(field, cell) for field, cell in zip(HEADINGS, cells, strict=True)] for cells in rows]
    csv.writer(text, lineterminator="\r\n").writerows([list(HEADINGS.values()), *body])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[Cells]) -> bytes:
    """Render the table as a workbook with typed cells, a frozen heading row and fixed dates."""
    book = Workbook()
    book.properties.creator = "classify"
    book.properties.created = MADE.replace(tzinfo=None)
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append(list(HEADINGS.values()))
    for cells in rows:
        sheet.append([_typed(field, cell) for field, cell in zip(HEADINGS, cells, strict=True)])
    _lay_out(sheet)
    raw = io.BytesIO()
    book.save(raw)
    return _with_fixed_dates(raw.getvalue())


def _printed(field: str, cell: str | float | None) -> str | float | None:
    """Print a share as an office does, with its sign; a bare 86.5 would not say what it is."""
    return f"{cell:.1%}" if field in SHARES and cell is not None else cell


def _typed(field: str, cell: str | float | None) -> str | float | date | None:
    """Turn the text of a date into a date; everything else has its type already."""
    return date.fromisoformat(str(cell)) if field in DATES and cell else cell


def _lay_out(sheet: Worksheet) -> None:
    """Freeze heading and names, set widths and the formats of codes and dates."""
    sheet.freeze_panes = "D2"
    sheet.row_dimensions[1].height = 32
    for at, (field, heading) in enumerate(HEADINGS.items(), 1):
        width = WIDTHS.get(field, max(11, len(heading) + 3))
        sheet.column_dimensions[get_column_letter(at)].width = width
        head, *cells = next(sheet.iter_cols(min_col=at, max_col=at))
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        for cell in cells:
            cell.number_format = FORMATS.get(field, "General")  # codes as numbers would show as 9.998E+11


def _with_fixed_dates(workbook: bytes) -> bytes:
    """Repack a workbook so that neither its entries nor its properties tell when it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(packed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":  # openpyxl stamps the time of saving
                content = re.sub(STAMP, MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            fixed = zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6])
            fixed.create_system = 3  # or it would tell the machine
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, content)
    return packed.getvalue()


if __name__ == "__main__":
    main()

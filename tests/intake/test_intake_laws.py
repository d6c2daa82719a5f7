"""Laws of reading: nothing disappears unseen, and no input whatsoever brings the program down."""

import csv
import io
import tempfile
from pathlib import Path

import broken_workbooks
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_tables import BY_ID, FIELDS, read

from classify.errors import ClassifyError
from classify.intake.cells import is_blank

NAMES = [field.id for field in FIELDS if field.id not in ("local_id", "community_code")]
PRINTABLE = st.characters(exclude_categories=["C", "Z"])
TEXTS = st.one_of(
    st.text(PRINTABLE, max_size=12),
    st.text("0123456789.,%‰-+eE万约年 １２，％", max_size=8),
    st.sampled_from(["是", "无", "25%", "1,133", "1998年", "core", "2024-12-31", "—", "#N/A", "", "\u3000"]),
)
CELLS = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(),
    st.dates(),
    st.times(),
)
SOUND = broken_workbooks.sound()
# What refuses a whole file that random characters may happen to look like.
GUARD = {"INTAKE006", "INTAKE040", "INTAKE041", "INTAKE042", "INTAKE043"}


def law_holds(path: Path, rows: list[list[object]]) -> None:
    refused = None
    try:
        intake = read(path)
    except ClassifyError as error:
        # By chance a cell may look like a telephone number: then nothing is read at all.
        refused = error
    if refused is not None:
        assert {finding.code for finding in refused.findings} <= GUARD
        return
    wrong = {finding.place.cell for finding in intake.findings if finding.severity == "error"}
    missing = {finding.place.cell for finding in intake.findings if finding.code == "INTAKE054"}
    filled = sum(not is_blank(cell) for row in rows for cell in row) + len(rows)
    assert all(sheet.account.balanced for sheet in intake.sheets)
    assert sum(sheet.account.cells for sheet in intake.sheets) == filled
    for profile in intake.profiles:
        row = rows[int(profile.id[1:])]
        for name, cell in zip(NAMES, row, strict=True):
            address = profile.origin.cells[name]
            value = profile.values[name]
            carried = name == "subdistrict_name" and is_blank(cell)
            assert carried or (value is None) == (is_blank(cell) or address in wrong or address in missing), (
                name,
                cell,
            )
            assert (
                value is None
                or type(value) is {"number": float, "boolean": bool, "text": str}[BY_ID[name].kind]
            )


def rows_of(cells):
    return st.lists(st.lists(cells, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=4)


@given(rows_of(TEXTS.filter(lambda text: "\0" not in text and text.isprintable())))
def test_every_filled_cell_of_a_text_table_is_a_value_or_listed(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["local_id", *NAMES], *([f"W{n}", *row] for n, row in enumerate(rows))])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        law_holds(path, rows)


@settings(deadline=None, max_examples=60)
@given(
    rows_of(CELLS.filter(lambda cell: not isinstance(cell, str) or (cell.isprintable() and cell[:1] != "=")))
)
def test_every_filled_cell_of_a_workbook_is_a_value_or_listed(rows):
    book = openpyxl.Workbook()
    for row in [["local_id", *NAMES], *([f"W{n}", *row] for n, row in enumerate(rows))]:
        book.active.append(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        book.save(path)
        law_holds(path, rows)


def survives(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            findings = read(path).findings
        except ClassifyError as error:
            findings = error.findings
        for finding in findings:
            assert finding.code != "INTAKE045", finding.message("en")
            assert finding.message("zh")
            assert finding.repair("en")
            assert "\x1b" not in finding.message("en")


@given(st.binary(max_size=300))
def test_no_bytes_whatsoever_bring_reading_down(data):
    survives(data, "table.csv")


@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
)
def test_no_bytes_behind_a_known_beginning_bring_reading_down(head, data):
    survives(head + data, "table.xlsx")


@given(st.text(max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]))
def test_no_text_under_a_sound_heading_brings_reading_down(text, encoding):
    table = "本地稳定编号,常住人口\nW01,1200\n" + text
    survives(table.encode(encoding, "replace"), "table.csv")


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6),
    st.integers(0, len(SOUND)),
)
def test_no_damage_to_a_workbook_brings_reading_down(changes, end):
    data = bytearray(SOUND)
    for position, byte in changes:
        data[position] = byte
    survives(bytes(data), "table.xlsx")
    survives(bytes(data[:end]), "table.xlsx")


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2000), st.text("<>/\"'= crvstn0123456789AZ&;", max_size=12))
def test_no_markup_inside_a_sheet_brings_reading_down(position, markup):
    def change(xml: bytes) -> bytes:
        at = position % len(xml)
        return xml[:at] + markup.encode() + xml[at:]

    survives(broken_workbooks.changed("xl/worksheets/sheet1.xml", change), "table.xlsx")

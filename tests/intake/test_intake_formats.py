"""Workbooks of other formats and sizes give the same values; no format is read by its extension."""

from pathlib import Path

import broken_workbooks
import openpyxl
import pytest
from intake_tables import csv_file, read, xlsx_file

from classify.intake import workbook

FILES = Path(__file__).parent / "files"
HEADINGS = ("本地稳定编号", "社区名称", "出租占比", "常住人口")


@pytest.mark.parametrize("name", ["office.xlsx", "office.xls", "office.et", "office.ods"])
def test_an_office_table_reads_the_same_in_every_format(name):
    intake = read(FILES / name)
    values = [profile.values for profile in intake.profiles]
    assert [value["residents_total"] for value in values] == [5300.0, 6100.0, 4800.0]
    assert [value["residents_60plus"] for value in values] == [1320.0, 1500.0, 1100.0]
    assert [value["rented_share"] for value in values] == [0.25, 0.31, 0.28]
    assert {value["as_of_date"] for value in values} == {"2024-12-31"}
    assert {profile.group for profile in intake.profiles} == {"东门街道"}


@pytest.fixture
def fast(monkeypatch):
    """Send every workbook through the reader for large ones."""
    monkeypatch.setattr(workbook, "MAX_FOR_OPENPYXL", 0)


def test_a_large_workbook_gives_the_same_values_as_a_small_one(tmp_path, monkeypatch):
    path = xlsx_file(tmp_path, HEADINGS, (), ("W01", "梅园社区", 0.25, 1200), ("W02", "兰园社区", 1, "约900"))
    book = openpyxl.load_workbook(path)
    book["汇总"]["C3"].number_format = book["汇总"]["C4"].number_format = "0%"
    book["汇总"].row_dimensions[4].hidden = True
    book.save(path)
    small = read(path)
    monkeypatch.setattr(workbook, "MAX_FOR_OPENPYXL", 0)
    large = read(path)
    assert [p.values for p in large.profiles] == [p.values for p in small.profiles]
    assert [(f.code, f.place.cell) for f in large.findings] == [
        (f.code, f.place.cell) for f in small.findings
    ]
    assert [p.values["rented_share"] for p in large.profiles] == [0.25, 1.0]


@pytest.mark.usefixtures("fast")
def test_a_table_that_begins_in_the_middle_of_a_large_sheet_keeps_its_addresses(tmp_path):
    path = xlsx_file(tmp_path, (), (), ("", "", *HEADINGS), ("", "", "W01", "梅园社区", "25%", 1200))
    profile = read(path).profiles[0]
    assert profile.origin.row == 4
    assert profile.origin.cells["residents_total"] == "F4"


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("name", ["cell_in_the_last_corner", "zip_bomb", "endless_entities", "damaged_sheet"])
def test_broken_workbooks_are_refused_by_the_reader_for_large_ones_too(name, tmp_path):
    from classify.errors import ClassifyError  # noqa: PLC0415

    with pytest.raises(ClassifyError):
        read(broken_workbooks.write(name, tmp_path))


def test_rows_that_are_formatted_and_empty_are_passed_over(tmp_path):
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(3, 60_000))

    def longer(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", rows + b"</sheetData>")

    path = tmp_path / "table.xlsx"
    path.write_bytes(broken_workbooks.changed("xl/worksheets/sheet1.xml", longer))
    assert len(read(path).profiles) == 1


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8-sig", "utf-16"])
def test_traditional_headings_are_read_in_every_encoding(tmp_path, encoding):
    headings, row = ("本地穩定編號", "社區名稱", "常住人口數", "轄區面積"), ("W01", "梅園社區", "1200", "0.5")
    path = csv_file(tmp_path, headings, row, (*row[:1], "蘭園社區", "900", "0.4"), encoding=encoding)
    assert [p.values["residents_total"] for p in read(path).profiles[:1]] == [1200.0]


def test_a_line_in_another_encoding_that_passes_as_utf8_is_told(tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_bytes(
        "本地稳定编号,社区名称\n".encode() + "W1,梅园\n".encode("gb18030") + "W2,兰园社区\n".encode()
    )
    from classify.errors import ClassifyError  # noqa: PLC0415

    with pytest.raises(ClassifyError) as stop:
        read(path)
    assert [(f.code, f.place.line) for f in stop.value.findings] == [("INTAKE006", 2)]

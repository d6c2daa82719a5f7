"""Tables as a district hands them in: headings, sheets, files, rows."""

import datetime as dt
import hashlib

import openpyxl
import pytest
from intake_tables import csv_file, read, told, xlsx_file

from classify.errors import ClassifyError


def warnings(intake):
    return [finding for finding in intake.findings if finding.severity != "note"]


HEADINGS = ("本地稳定编号", "社区名称", "所属街道", "常住人口", "出租占比")
ROWS = (("W01", "梅园社区", "东门街道", 1200, 0.25), ("W02", "兰园社区", "东门街道", 900, ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_table_reads_the_same_in_each_encoding(tmp_path, encoding):
    intake = read(csv_file(tmp_path, HEADINGS, *ROWS, encoding=encoding))
    assert intake.ok
    assert [profile.name for profile in intake.profiles] == ["梅园社区", "兰园社区"]


def test_a_workbook_and_a_text_table_with_the_same_rows_give_the_same_values(tmp_path):
    text, book = read(csv_file(tmp_path, HEADINGS, *ROWS)), read(xlsx_file(tmp_path, HEADINGS, *ROWS))
    assert [profile.values for profile in text.profiles] == [profile.values for profile in book.profiles]
    assert text.profiles[0].values == {
        "local_id": "W01",
        "community_name": "梅园社区",
        "subdistrict_name": "东门街道",
        "residents_total": 1200.0,
        "rented_share": 0.25,
    }


def test_a_profile_knows_its_group_its_row_and_the_cell_of_each_value(tmp_path):
    profile = read(xlsx_file(tmp_path, HEADINGS, (), *ROWS)).profiles[1]
    assert (profile.id, profile.group) == ("W02", "东门街道")
    assert (profile.origin.file, profile.origin.sheet, profile.origin.row) == ("table.xlsx", "汇总", 4)
    assert profile.origin.cells["residents_total"] == "D4"
    assert profile.values["rented_share"] is None


def test_a_file_is_named_by_its_content_and_what_was_found_in_it(tmp_path):
    path = csv_file(tmp_path, HEADINGS, *ROWS)
    (file,) = read(path).files
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file.name, file.rows, file.columns[:2]) == ("table.csv", 2, ("local_id", "community_name"))


@pytest.mark.parametrize(
    "heading",
    [
        "residents_total",
        "RESIDENTS_TOTAL",
        "常住人口",
        "常住\n人口",
        " 常 住 人 口 ",
        "Residents",
        "Ｒesidents",
    ],
)
def test_a_heading_is_known_in_any_width_case_and_line_breaking(tmp_path, heading):
    profile = read(csv_file(tmp_path, ("社区编号", heading), ("W01", "1200"))).profiles[0]
    assert profile.values["residents_total"] == 1200.0


def test_a_run_may_name_further_headings(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "实有人口"), ("W01", "1200"))
    assert told(read(path)) == [("INTAKE010", "B1")]
    assert read(path, names={"实有人口": "residents_total"}).ok


def test_the_text_separator_may_be_a_tab_or_a_semicolon(tmp_path):
    for separator in "\t;":
        path = tmp_path / "table.csv"
        path.write_text(f"本地稳定编号{separator}常住人口\nW01{separator}1200\n", encoding="utf-8")
        assert read(path).profiles[0].values["residents_total"] == 1200.0


def test_a_file_is_known_by_its_content_and_not_by_its_extension(tmp_path):
    book = xlsx_file(tmp_path, HEADINGS, *ROWS, name="really-a-workbook.csv")
    text = csv_file(tmp_path, HEADINGS, *ROWS, name="really-text.xlsx")
    assert len(read(book).profiles) == len(read(text).profiles) == 2


def test_sheets_without_a_known_heading_are_left_alone_and_named(tmp_path):
    more = {
        "东门": [HEADINGS, ("W03", "竹园社区", "东门街道", 700, 0.5)],
        "说明": [("填表须知",)],
        "空表": [],
    }
    intake = read(xlsx_file(tmp_path, HEADINGS, *ROWS, **more))
    assert [profile.id for profile in intake.profiles] == ["W01", "W02", "W03"]
    assert [(finding.code, finding.place.sheet) for finding in warnings(intake)] == [("INTAKE029", "说明")]
    assert intake.ok


def test_a_percent_format_says_what_the_number_means(tmp_path):
    path = xlsx_file(tmp_path, ("本地稳定编号", "出租占比"), *((f"W0{n}", None) for n in range(1, 5)))
    book = openpyxl.load_workbook(path)
    formats = ((1, "0%"), (0.255, "0.0%"), (25.5, '0.0"%"'), (1, "General"))
    for row, (value, number_format) in enumerate(formats, 2):
        book["汇总"].cell(row, 2, value).number_format = number_format
    book.save(path)
    intake = read(path)
    # The last cell shows a bare 1 among signed figures: nobody can tell whether it is 1% or the whole.
    assert [profile.values["rented_share"] for profile in intake.profiles] == [1.0, 0.255, 0.255, None]
    assert told(intake) == [("INTAKE056", "B5")]


def test_a_date_cell_is_a_date(tmp_path):
    path = xlsx_file(tmp_path, ("本地稳定编号", "数据时点"), ("W01", dt.date(2024, 12, 31)))
    assert read(path).profiles[0].values["as_of_date"] == "2024-12-31"


def test_a_rejected_cell_is_missing_and_listed_and_the_rest_of_its_row_is_kept(tmp_path):
    intake = read(csv_file(tmp_path, HEADINGS, ("W01", "梅园社区", "东门街道", "若干", "25%")))
    assert intake.profiles[0].values["residents_total"] is None
    assert intake.profiles[0].values["rented_share"] == 0.25
    assert told(intake) == [("INTAKE012", "D2")]
    assert not intake.ok


@pytest.mark.parametrize(
    ("residents", "codes"),
    [
        (99, ["INTAKE013"]),
        (100, []),
        (15000, []),
        (15001, ["INTAKE014"]),
        (60000, ["INTAKE014"]),
        (60001, ["INTAKE013"]),
    ],
)
def test_a_figure_outside_what_can_be_true_is_wrong_and_outside_the_usual_doubtful(
    tmp_path, residents, codes
):
    intake = read(csv_file(tmp_path, ("本地稳定编号", "常住人口"), ("W01", residents)))
    assert [finding.code for finding in intake.findings] == codes
    assert (intake.profiles[0].values["residents_total"] is None) == (codes == ["INTAKE013"])


def test_a_count_is_never_negative_even_without_a_range(tmp_path):
    assert told(read(csv_file(tmp_path, ("本地稳定编号", "60岁及以上人口"), ("W01", -1)))) == [
        ("INTAKE013", "B2")
    ]


def test_a_part_may_equal_its_total_and_is_unknown_above_it(tmp_path):
    headings = ("本地稳定编号", "常住人口", "60岁及以上人口", "65岁及以上人口")
    intake = read(
        csv_file(tmp_path, headings, ("W01", 500, 500, 500), ("W02", 500, 501, 501), ("W03", "", 501, 502))
    )
    assert told(intake) == [("INTAKE016", "C3"), ("INTAKE016", "D4")]
    kept = [
        [profile.values[name] for name in ("residents_60plus", "residents_65plus")]
        for profile in intake.profiles
    ]
    assert kept == [[500, 500], [None, 501], [501, None]]


def test_the_same_community_in_two_files_is_read_once_and_both_places_are_named(tmp_path):
    first = csv_file(tmp_path, HEADINGS, *ROWS, name="east.csv")
    second = csv_file(tmp_path, HEADINGS, ("W02", "兰园社区", "东门街道", 950, ""), name="west.csv")
    intake = read(first, second)
    assert [profile.values["residents_total"] for profile in intake.profiles] == [1200, 900]
    (finding,) = [finding for finding in intake.findings if finding.severity == "error"]
    assert (finding.code, str(finding.place)) == ("INTAKE022", "west.csv A2")
    assert "east.csv A3" in finding.message("en")


def test_a_row_that_shares_any_identifier_with_an_earlier_one_is_the_same_community(tmp_path):
    headings = ("本地稳定编号", "统计用区划代码")
    intake = read(
        csv_file(tmp_path, headings, ("W01", "320508017001"), ("W02", "320508017001"), ("", "320508017002"))
    )
    assert told(intake) == [("INTAKE022", "B3")]
    assert [profile.id for profile in intake.profiles] == ["W01", "320508017002"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    paths = []
    for folder, identifier in (("east", "W01"), ("west", "W02")):
        (tmp_path / folder).mkdir()
        paths.append(csv_file(tmp_path / folder, ("本地稳定编号", "常住人口"), (identifier, "x")))
    names = [finding.place.file for finding in read(*paths).findings]
    assert [name.rsplit("/", 2)[1:] for name in names] == [["east", "table.csv"], ["west", "table.csv"]]


def test_findings_come_in_the_order_of_the_sheet(tmp_path):
    rows = [(f"W{n}", "x", "x") for n in range(2, 12)]
    intake = read(csv_file(tmp_path, ("本地稳定编号", "常住人口", "辖区面积"), *rows))
    assert [cell for _, cell in told(intake)] == [f"{column}{row}" for row in range(2, 12) for column in "BC"]


def test_no_message_repeats_what_stands_in_a_text_cell(tmp_path):
    headings = (
        "统计用区划代码",
        "社区名称",
        "常住人口",
        "历史保护区划",
        "在册商圈",
        "数据时点",
        "本地稳定编号",
    )
    person = "王小明"
    rows = [(person,) * 7, (person,) * 7]
    intake = read(csv_file(tmp_path, headings, *rows))
    assert len(intake.findings) > 8
    for finding in intake.findings:
        assert person not in str(finding.as_data("en")) + str(finding.as_data("zh"))


def test_a_table_of_names_is_refused_without_repeating_one(tmp_path):
    with pytest.raises(ClassifyError) as stop:
        read(csv_file(tmp_path, ("王小明", "13800000000"), ("李小红", "13900000000")))
    assert "王小明" not in str(stop.value)


def test_no_files_give_no_profiles():
    assert read().profiles == ()


def test_a_text_table_is_read_without_loading_the_workbook_library(tmp_path):
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    path = csv_file(tmp_path, HEADINGS, *ROWS)
    script = (
        "import sys; from pathlib import Path; from intake_tables import FIELDS, TABLE, read_profiles\n"
        "sys.modules.pop('openpyxl'); before = set(sys.modules)\n"
        f"read_profiles([Path({str(path)!r})], FIELDS, TABLE)\n"
        "print(any(name.startswith('openpyxl') for name in set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("cells", "code"),
    [(("5", "900"), "INTAKE049"), (("6", "900"), "INTAKE022"), (("5", "不少"), "INTAKE022")],
)
def test_rows_that_differ_in_a_cell_that_was_not_read_are_not_the_same(tmp_path, cells, code):
    headings = ("序号", "本地稳定编号", "甲乙丙", "常住人口")
    intake = read(csv_file(tmp_path, headings, ("1", "W01", "5", "900"), ("2", "W01", *cells)))
    assert [found for found in told(intake) if found[1] == "B3"] == [(code, "B3")]


def test_rows_that_differ_in_a_rejected_cell_are_not_the_same(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "常住人口"), ("W01", "很多"), ("W01", "不少"))
    assert ("INTAKE022", "A3") in told(read(path))

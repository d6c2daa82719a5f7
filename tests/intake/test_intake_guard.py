"""The privacy guard: persons are refused with an address, and never repeated."""

import traceback

import pytest
from intake_tables import csv_file, read, xlsx_file

from classify.errors import ClassifyError
from classify.intake import reading
from classify.intake.guard import _text_kind
from classify.intake.persons import looks_like_name, person_heading, special_list

PERSON = "欧阳小明"
HEADINGS = ("本地稳定编号", "常住人口")
IDENTITY = "11010519491231002X"
CELLS = [
    "13800000000",
    "138 0000 0000",
    "138-0000-0000",
    "+86 13800000000",
    "１３８００００００００",
    f"{PERSON}13800000000等",
    IDENTITY,
    IDENTITY.lower(),
    "0512-65200000",
    "（0512）65200000",
    "051265200000",
    "3幢2单元501室",
    "三幢二单元501室",
    "12栋501",
    "3-2-501",
]
HARMLESS = [
    "320508017001",
    "91350100M000100Y43",
    "911101066976941872",
    "110105194912310021",
    "2003-10-1",
    "12-31-2024",
    "2024年12月31日",
    "12,345,678",
    "110-120",
    "5幢",
    "100-120人",
    "约1.38亿",
    "0.138000000001",
]


def refused(path, **options) -> ClassifyError:
    with pytest.raises(ClassifyError) as stop:
        read(path, **options)
    assert stop.value.exit_code == 1
    return stop.value


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_about_a_person_refuses_the_file_with_its_address(tmp_path, cell):
    error = refused(csv_file(tmp_path, (*HEADINGS, "说明文字"), ("W01", 1200, ""), ("W02", 900, cell)))
    assert [(f.code, f.place.cell) for f in error.findings] == [("INTAKE041", "C3")]


@pytest.mark.parametrize("cell", HARMLESS)
def test_a_figure_or_code_is_no_person(cell):
    assert _text_kind(cell) is None


@pytest.mark.parametrize("number", [13800000000, 13800000000.0, 110105194912310000])
def test_a_number_cell_of_a_workbook_is_looked_at_too(tmp_path, number):
    error = refused(xlsx_file(tmp_path, (*HEADINGS, "说明文字"), ("W01", 1200, number)))
    assert [(f.code, f.place.cell) for f in error.findings] == [("INTAKE041", "C2")]


@pytest.mark.parametrize(
    "heading",
    [
        "姓名",
        "姓 名",
        "户主",
        "户主姓名",
        "身份证号",
        "证件号码",
        "手机号",
        "联系电话",
        "家庭住址",
        "门牌号",
        "出生日期",
        "性别",
    ],
)
def test_a_heading_of_a_list_of_persons_refuses_the_file(tmp_path, heading):
    error = refused(csv_file(tmp_path, (*HEADINGS, heading), ("W01", 1200, "")))
    assert [(f.code, f.place.cell) for f in error.findings] == [("INTAKE040", "C1")]


@pytest.mark.parametrize(
    "heading",
    [
        "户主数",
        "手机号码登记数",
        "身份证办理量",
        "性别比",
        "人口年龄结构",
        "社区民警人数",
        "网格员",
        "平均年龄",
        "填报人：",
        "联系电话：",
    ],
)
def test_a_heading_about_many_or_a_signature_is_let_pass(heading):
    assert person_heading(heading) == ""


def test_a_column_of_names_is_refused_and_a_column_of_places_is_not(tmp_path):
    names = ("张三丰", "李四光", "王五一", "赵六合")
    rows = [(f"W{n}", name) for n, name in enumerate(names)]
    error = refused(csv_file(tmp_path, ("本地稳定编号", "楼长"), *rows))
    assert [f.code for f in error.findings] == ["INTAKE042"]
    assert len(read(csv_file(tmp_path, ("本地稳定编号", "社区名称"), *rows)).profiles) == 4
    assert not any(looks_like_name(place) for place in ("梅园社区", "东门街道", "金谷花园", "常住", "商品房"))


def test_a_list_of_a_special_group_is_refused_by_its_title_or_sheet(tmp_path):
    assert special_list("独居老人花名册")
    assert special_list("低保户名单")
    assert not special_list("残疾人统计表")
    error = refused(xlsx_file(tmp_path, HEADINGS, ("W01", 1200), 重点人员台账=[("编号",), ("1",)]))
    assert [(f.code, f.place.sheet) for f in error.findings] == [("INTAKE043", "重点人员台账")]


def test_hidden_sheets_and_rows_are_looked_at_too(tmp_path):
    import openpyxl  # noqa: PLC0415

    path = xlsx_file(tmp_path, HEADINGS, ("W01", 1200), 旧=[("电话",), ("13800000000",)])
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book.save(path)
    assert {f.place.sheet for f in refused(path).findings} == {"旧"}


@pytest.mark.parametrize("released", ["C", "c", "楼幢编号", "Ｃ"])
def test_a_false_alarm_is_released_by_letter_or_heading_and_recorded(tmp_path, released):
    path = csv_file(
        tmp_path, (*HEADINGS, "楼幢编号"), ("W01", 1200, "3幢2单元501室"), ("W02", 900, "3-2-501")
    )
    refused(path)
    intake = read(path, allow=(released,))
    assert len(intake.profiles) == 2
    assert intake.files[0].released == ("C",)
    assert [f.fill["count"] for f in intake.findings if f.code == "INTAKE044"] == [2]


def test_a_release_of_one_column_is_no_release_of_another(tmp_path):
    path = csv_file(tmp_path, (*HEADINGS, "楼幢编号", "电话"), ("W01", 1200, "3-2-501", "13800000000"))
    assert {f.place.cell for f in refused(path, allow=("C",)).findings} == {"D1", "D2"}


def test_no_value_is_told_by_findings_errors_or_tracebacks(tmp_path):
    path = csv_file(tmp_path, ("姓名", "身份证号", "本地稳定编号"), (PERSON, IDENTITY, "W01"))
    try:
        read(path)
    except ClassifyError as error:
        told = "".join(traceback.format_exception(error)) + str(
            [f.as_data(lang) for f in error.findings for lang in ("zh", "en")]
        )
    assert PERSON not in told
    assert IDENTITY not in told


def test_a_fault_of_the_program_tells_its_place_and_no_content(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError(PERSON)

    monkeypatch.setattr(reading, "find_layout", broken)
    path = csv_file(tmp_path, HEADINGS, ("W01", 1200))
    try:
        read(path)
    except ClassifyError as error:
        told = "".join(traceback.format_exception(error))
        codes = [f.code for f in error.findings]
    assert codes == ["INTAKE045"]
    assert PERSON not in told
    assert "KeyError" in told

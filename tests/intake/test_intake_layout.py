"""Where the headings of a sheet are, what they mean, and what stands below them that is no community."""

import openpyxl
import pytest
from intake_tables import SCHEMA, csv_file, read, told, xlsx_file

from classify.intake.layout import find_layout
from classify.intake.vocabulary import Vocabulary

IDS = ("本地稳定编号", "社区名称", "所属街道")


def merged(path, *areas):
    book = openpyxl.load_workbook(path)
    for area in areas:
        book["汇总"].merge_cells(area)
    book.save(path)
    return path


def values(intake, name):
    return [profile.values.get(name) for profile in intake.profiles]


def codes(intake):
    return [finding.code for finding in intake.findings if finding.severity != "note"]


@pytest.mark.parametrize("titles", [0, 1, 2, 5, 12])
def test_headings_are_found_under_any_number_of_title_rows(tmp_path, titles):
    above = [(f"某区社区情况表 {n}",) for n in range(titles)]
    intake = read(xlsx_file(tmp_path, *above, (*IDS, "常住人口"), ("W01", "梅园社区", "东门街道", 1200)))
    assert values(intake, "residents_total") == [1200.0]


def test_headings_of_two_levels_are_joined_either_way_round(tmp_path):
    path = xlsx_file(
        tmp_path,
        ("社区编号", "人口", "", "老新村", "", "基本情况"),
        ("", "常住", "60岁及以上", "套数", "备注", "辖区面积"),
        ("W01", 1200, 300, 400, "x", 0.5),
    )
    intake = read(merged(path, "A1:A2", "B1:C1", "D1:E1"))
    read_ = intake.profiles[0].values
    assert (read_["residents_60plus"], read_["dwellings_old"], read_["area_km2"]) == (300.0, 400.0, 0.5)


def test_a_general_heading_under_a_special_one_is_not_taken_for_the_general_field():
    from classify.intake.packs import schema_of  # noqa: PLC0415
    from classify.rulepack.load import load_packs  # noqa: PLC0415

    words = schema_of(load_packs(["community-profile"])).vocabulary({})
    assert words.find(("户数",)).target.id == "households_total"
    assert words.find(("困难家庭", "户数")).target.id == "low_income_households"
    assert words.find(("外来人员", "户数")) is None
    assert words.find(("基本情况", "户数")).target.id == "households_total"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("常住人口（人）", "residents_total"),
        ("常住\n人口", "residents_total"),
        ("常住人口*", "residents_total"),
        ("1.常住人口", "residents_total"),
        ("其中：60周岁及以上人口", "residents_60plus"),
        ("60岁以上人口数", "residents_60plus"),
        ("６０岁及以上人口", "residents_60plus"),
        ("常住人口總數", "residents_total"),
        ("轄區面積（平方公里）", "area_km2"),
        ("辖区面积（km2）", "area_km2"),
        ("老龄化率（%）", "age60_share"),
    ],
)
def test_a_heading_is_known_in_any_dress(heading, field):
    assert SCHEMA.vocabulary({}).find((heading,)).target.id == field


@pytest.mark.parametrize(
    "heading",
    [
        "65岁及以上人口（户籍）",
        "户籍60岁及以上人口",
        "非常住人口",
        "常住人口（坪）",
        "出租",
        "70岁及以上人口",
        "辖区面积（坪）",
    ],
)
def test_a_heading_that_may_mean_something_else_is_not_taken(heading):
    assert SCHEMA.vocabulary({}).find((heading,)) is None


def test_a_heading_that_resembles_a_missing_field_is_asked_about(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "常驻人口"), ("W01", "1200"))
    asked = []

    def ask(heading, candidates):
        asked.append((heading, candidates[0].id))
        return candidates[0].id

    assert told(read(path)) == [("INTAKE035", "B1")]
    intake = read(path, ask=ask)
    assert asked == [("常驻人口", "residents_total")]
    assert values(intake, "residents_total") == [1200.0]
    assert intake.answers == {"常驻人口": "residents_total"}
    assert read(path, ask=lambda *_: "ignore").profiles[0].values.keys() == {"local_id"}
    assert told(read(path, ask=lambda *_: None)) == [("INTAKE035", "B1")]


def test_what_is_mapped_is_not_asked_about(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "实有人数", "附加"), ("W01", "1200", "x"))
    intake = read(path, names={"实有人数": "常住人口", "附加": "ignore"}, ask=lambda *_: pytest.fail("asked"))
    assert values(intake, "residents_total") == [1200.0]
    assert intake.files[0].mapped == {"实有人数": "residents_total"}


def test_a_mapping_may_name_a_share_of_any_two_fields(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "住宅总套数", "旧房比重"), ("W01", "400", "25%"))
    assert values(read(path, names={"旧房比重": "dwellings_old/dwellings"}), "dwellings_old") == [100.0]


def test_a_count_given_for_a_share_is_turned_into_one(tmp_path):
    path = csv_file(
        tmp_path,
        ("本地稳定编号", "满意度样本量", "居民满意率"),
        ("W01", "200", "150人"),
        ("W02", "200", "80%"),
    )
    assert values(read(path), "content") == [0.75, 0.8]


def test_rows_that_are_no_communities_are_told_apart_and_listed(tmp_path):
    rows = [
        ("W01", "梅园社区", "东门街道", 1200),
        ("东门街道小计", "", "", 1200),
        (*IDS, "常住人口"),
        ("W02", "兰园社区", "西门街道", 900),
        ("合 计", "", "", 2100),
        ("注：数据由各社区上报", "", "", ""),
    ]
    intake = read(xlsx_file(tmp_path, (*IDS, "常住人口"), (1, 2, 3, 4), *rows))
    assert [profile.id for profile in intake.profiles] == ["W01", "W02"]
    assert [(f.code, f.place.cell) for f in intake.findings] == [
        ("INTAKE048", "A2"), ("INTAKE046", "A4"), ("INTAKE048", "A5"), ("INTAKE046", "A7"), ("INTAKE047", "A8"),
    ]  # fmt: skip
    (sheet,) = intake.sheets
    assert sheet.account.balanced
    assert (sheet.account.values, sheet.account.rows) == (8, 4 + 2 + 4 + 2 + 1)


def test_merged_subdistricts_are_filled_down_and_merged_figures_are_not(tmp_path):
    path = xlsx_file(
        tmp_path,
        (*IDS, "常住人口"),
        ("W01", "a", "东门街道", 1200),
        ("W02", "b", "", ""),
        ("W03", "c", "西门街道", 900),
    )
    intake = read(merged(path, "C2:C3", "D2:D3"))
    assert [profile.group for profile in intake.profiles] == ["东门街道", "东门街道", "西门街道"]
    assert values(intake, "residents_total") == [None, None, 900.0]
    assert codes(intake) == ["INTAKE063"]


def test_each_sheet_of_a_workbook_may_be_a_subdistrict(tmp_path):
    head = ("本地稳定编号", "常住人口")
    path = xlsx_file(
        tmp_path, head, ("W01", 1200), 东门街道=[head, ("W02", 900)], 西门街道=[head, ("W03", 800)]
    )
    assert [profile.group for profile in read(path).profiles] == ["", "东门街道", "西门街道"]


def test_a_sheet_may_claim_more_rows_than_it_has(tmp_path):
    path = xlsx_file(tmp_path, ("本地稳定编号", "常住人口"), ("W01", 1200))
    book = openpyxl.load_workbook(path)
    for row in range(3, 900):
        book["汇总"].cell(row, 2).number_format = "0.00"
    book.save(path)
    assert len(read(path).profiles) == 1


def test_a_formula_that_was_calculated_is_its_result(tmp_path):
    import xlsxwriter  # noqa: PLC0415

    path = tmp_path / "table.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("本地稳定编号", "常住人口"))
    sheet.write_row(1, 0, ("W01",))
    sheet.write_formula(1, 1, "=600+600", None, 1200)
    book.close()
    assert values(read(path), "residents_total") == [1200.0]


@pytest.mark.parametrize("hectares", ["49", "49公顷"])
def test_units_of_heading_and_cell_are_converted(tmp_path, hectares):
    path = csv_file(
        tmp_path, ("本地稳定编号", "辖区面积（公顷）", "常住人口（万人）"), ("W01", hectares, "0.52")
    )
    intake = read(path)
    assert values(intake, "area_km2") == [pytest.approx(0.49)]
    assert values(intake, "residents_total") == [5200.0]


def test_communities_without_codes_are_known_by_name_and_subdistrict(tmp_path):
    path = csv_file(
        tmp_path,
        ("社区名称", "所属街道"),
        ("梅园社区", "东门街道"),
        ("梅园社区", "西门街道"),
        ("兰园", "西门街道"),
    )
    assert [profile.id for profile in read(path).profiles] == ["梅园社区", "西门街道·梅园社区", "兰园"]


def test_a_former_code_that_another_row_uses_is_told(tmp_path):
    path = csv_file(tmp_path, ("本地稳定编号", "曾用代码"), ("W01", ""), ("W02", "W01；W99"))
    assert told(read(path)) == [("INTAKE050", "B3")]


def test_a_vocabulary_without_fields_knows_nothing():
    assert Vocabulary(()).find(("常住人口",)) is None


def test_a_sheet_without_known_headings_has_no_layout():
    from classify.intake.cells import Grid, Row  # noqa: PLC0415

    assert find_layout(Grid("f", "s", [Row(1, ("甲", "乙"))]), SCHEMA.vocabulary({})) is None

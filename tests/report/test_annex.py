import re
import zipfile
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from office_runs import HOSTILE, hostile, some, third

from classify.report.clean import clean
from classify.report.wording import Wording
from classify.report.xlsx.annex import annex, annex_files
from classify.report.xlsx.book import HEAD_ROW


@cache
def data() -> bytes:
    return annex(third(), Wording(third().program, "zh"))


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data()))


def column(sheet, title: str) -> list[object]:
    heads = [cell.value for cell in sheet[HEAD_ROW + 1]]
    index = heads.index(title)
    return [row[index] for row in sheet.iter_rows(min_row=HEAD_ROW + 2, values_only=True)]


def test_the_annex_has_a_sheet_for_everything_people_meet_over() -> None:
    assert book().sheetnames == [
        "分类结果", "汇总", "需复核的社区", "认定差异", "需求问题清单", "社区资源清单", "社区服务清单", "治理任务清单",
        "共性问题和个性问题", "说明", "_lists",
    ]  # fmt: skip
    assert book()["_lists"].sheet_state == "hidden"


def test_results_hold_every_community_sorted_by_subdistrict_type_and_score() -> None:
    sheet = book()["分类结果"]
    ids = column(sheet, "社区编码")
    assert sorted(ids) == sorted(o.id for o in third().outcomes)
    keys = list(zip(column(sheet, "街道"), column(sheet, "建议类型"), strict=True))
    assert len(dict.fromkeys(keys)) == len([k for i, k in enumerate(keys) if i == 0 or keys[i - 1] != k])
    scores = dict(zip(ids, column(sheet, "商圈型"), strict=True))
    assert scores["D04-011"] == third().outcome("D04-011").scores["commercial"].score


def test_every_sheet_of_rows_filters_freezes_and_prints_on_a3_with_repeated_headings() -> None:
    for name in book().sheetnames[:9]:
        sheet = book()[name]
        assert str(sheet.page_setup.paperSize) == "8", name
        assert sheet.page_setup.orientation == "landscape", name
        assert sheet.page_setup.fitToHeight in (0, "0"), name
        if name != "汇总":
            assert sheet.freeze_panes.endswith(str(HEAD_ROW + 2)), name
            assert sheet.print_title_rows == f"$1:${HEAD_ROW + 1}", name
            assert sheet.auto_filter.ref, name
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges, "a merged title disappears behind the frozen part"


def test_scores_have_a_colour_scale_and_the_summary_native_charts() -> None:
    rules = [r for rules in book()["分类结果"].conditional_formatting for r in rules.rules]
    assert "colorScale" in {r.type for r in rules}
    with zipfile.ZipFile(BytesIO(data())) as archive:
        charts = [n for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert "各类型社区数" in drawing, "a chart says what it shows"


def test_review_columns_offer_types_strictly_and_reasons_and_offices_freely() -> None:
    sheet = book()["分类结果"]
    heads = [cell.value for cell in sheet[HEAD_ROW + 1]]
    assert heads[-4:] == ["确认类型", "理由", "复核单位", "复核日期"]
    rules = {re.match("[A-Z]+", str(v.sqref))[0]: v for v in sheet.data_validations.dataValidation}
    types, reasons, offices, dates = (rules[cell.column_letter] for cell in sheet[HEAD_ROW + 1][-4:])
    assert types.type == "list"
    assert types.showErrorMessage
    assert not reasons.showErrorMessage
    assert not offices.showErrorMessage
    assert dates.type == "date"
    lists = book()["_lists"]
    assert [c.value for c in lists["A"] if c.value] == [t.label.zh for t in third().program.loaded.pack.types]
    assert "柳浦街道" in [c.value for c in lists["C"]]


def test_leads_are_numbers_wherever_there_is_one() -> None:
    leads = {o.id: o.margin for o in third().outcomes}
    for name in ("分类结果", "需复核的社区", "认定差异"):
        sheet = book()[name]
        for id_, lead in zip(column(sheet, "社区编码"), column(sheet, "领先"), strict=True):
            margin = leads[id_]
            assert lead == margin if margin is not None and margin >= 0 else isinstance(lead, str), (
                name,
                id_,
            )


def test_the_lists_hold_every_line_of_every_community() -> None:
    run = third()
    lines = sum(len(entry.lines) for o in run.outcomes for entry in run.advise(o).lists)
    rows = sum(book()[name].max_row - HEAD_ROW - 1 for name in book().sheetnames[4:8])
    assert rows == lines


def test_lines_are_numbered_as_in_the_word_reports() -> None:
    sheet = book()["治理任务清单"]
    rows = zip(column(sheet, "社区编码"), column(sheet, "编号"), column(sheet, "内容"), strict=True)
    run = third()
    first = run.advise(run.outcome("D04-011")).lists[3].lines[0].text.zh
    assert ("D04-011", "4-1", first) in list(rows)


def test_common_needs_are_those_of_at_least_four_types() -> None:
    sheet = book()["共性问题和个性问题"]
    kinds = dict(
        zip(
            column(sheet, "问题"),
            zip(column(sheet, "共性或个性"), column(sheet, "涉及类型"), strict=True),
            strict=True,
        )
    )
    for kind, types in kinds.values():
        assert (kind == "共性") == (len([t for t in (types or "").split("、") if t]) >= 4)
    assert kinds["停车和充电困难"][0] == "共性"
    assert kinds["商户与居民各过各的"][0] == "个性"


def test_the_notes_say_what_the_annex_was_made_from() -> None:
    told = "\n".join(str(row[0]) for row in book()["说明"].iter_rows(values_only=True) if row[0])
    for part in ("由人认定", "2025-12-31", "six-types", "各项参数均为规则包的默认值", "rongxiang", "〔1〕《"):
        assert part in told, part
    assert all(
        "six" in str(book()[n]["A2"].value) or "六型" in str(book()[n]["A2"].value)
        for n in book().sheetnames[:10]
    )


@pytest.mark.parametrize("large", [False, True])
def test_a_name_that_hurts_is_text_in_every_cell(*, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr("classify.report.xlsx.annex._LARGE", 1)
    run = hostile()
    made = annex(run, Wording(run.program, "zh"))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        cells = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not [c for c in cells if "<f>" in c or "<hyperlink" in c]
    found = openpyxl.load_workbook(BytesIO(made))
    names = {str(v) for v in column(found["分类结果"], "社区")}
    assert {clean(name) for name in HOSTILE if name.strip()} <= names


def test_the_same_run_is_the_same_annex() -> None:
    run = some("D01-021", "D04-011")
    (name, first), (_again, second) = (next(iter(annex_files(run, "zh"))) for _ in range(2))
    assert name == "00_分类结果附表.xlsx"
    assert first == second


def test_a_run_without_communities_is_an_annex_too() -> None:
    run = some()
    assert openpyxl.load_workbook(BytesIO(annex(run, Wording(run.program, "en"))))

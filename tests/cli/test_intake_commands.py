"""The commands around office tables, run as an organiser runs them."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from classify.cli import cli

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
HEAD = "本地稳定编号,社区名称,所属街道,常住人口,总户数,住宅总套数,老新村住房套数\n"
SOUND = HEAD + "W01,梅园社区,东门街道,3000,1200,1200,1100\nW02,兰园社区,西门街道,约2000,900,900,100\n"


def classify(*arguments: object, answers: str = "", code: int = 0):
    result = CliRunner().invoke(cli, [str(a) for a in arguments], input=answers, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_check_shows_how_a_table_was_understood_and_what_is_assumed(table):
    output = classify("check", table, "--lang", "en").output
    assert "2 rows; 14 filled cells = 14 read" in output
    assert "“约2000” was taken as 2000" in output
    assert "西门街道" in output


def test_check_as_json_has_columns_with_confidence_and_findings_by_subdistrict(table):
    data = json.loads(classify("check", table, "--format", "json", "--lang", "en").stdout)
    assert data["format"] == 1
    assert [(c["field"], c["sure"]) for c in data["sheets"][0]["columns"]][:2] == [
        ("local_id", 100),
        ("community_name", 100),
    ]
    assert {f["subdistrict"] for f in data["findings"] if f["code"] == "INTAKE053"} == {"西门街道"}


def test_check_writes_a_list_for_each_subdistrict(table, tmp_path):
    classify("check", table, "--out", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["check.json", "findings.csv", "findings_西门街道.csv"]


def test_an_answer_is_remembered_beside_the_data(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SOUND.replace("常住人口", "常驻人口"), encoding="utf-8")
    assert "INTAKE035" in classify("check", path, code=1).output
    assert not (tmp_path / "mapping.yaml").exists()
    classify("check", path, "--ask", answers="1\n")
    assert "residents_total" in (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "INTAKE035" not in classify("check", path).output


def test_a_mapping_of_the_command_line_is_remembered_and_stands_in_the_manifest(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SOUND.replace("常住人口", "现有人数"), encoding="utf-8")
    classify("run", path, "--map", "现有人数=常住人口", "--out", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"][0]["mapped"] == {"现有人数": "residents_total"}
    classify("run", path)


def test_a_released_column_stands_in_the_manifest(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        SOUND.replace("\nW01", ",附加编号\nW01").replace("1100\n", "1100,3幢2单元501室\n"), encoding="utf-8"
    )
    refused = classify("run", path, "--out", tmp_path / "out", code=1)
    assert "INTAKE041" in refused.output
    assert "501" not in refused.output
    assert not (tmp_path / "out").exists()
    classify("run", path, "--allow-column", "附加编号", "--out", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"][0]["released"] == ["H"]
    assert manifest["min_cell"] == 10


def test_the_annotated_copy_has_coloured_cells_with_comments_and_the_original_is_untouched(tmp_path):
    path = tmp_path / "table.xlsx"
    book = openpyxl.Workbook()
    for line in SOUND.replace("900,900,100", "900,900,1000").splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.active["A9"] = "注：=1+1"
    book.save(path)
    before = path.read_bytes()
    classify("check", path, "--annotate", tmp_path / "copy", "--lang", "en", code=1)
    assert path.read_bytes() == before
    copy = openpyxl.load_workbook(tmp_path / "copy" / "table_annotated.xlsx")
    cell = copy.worksheets[0]["G3"]
    assert "INTAKE016" in cell.comment.text
    assert cell.fill.start_color.rgb == "FFFFC7CE"
    assert copy.worksheets[0]["D3"].fill.start_color.rgb == "FFDDEBF7"
    assert copy.sheetnames[-1] == "Findings"


def test_a_text_table_is_annotated_as_a_workbook_without_formulas(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SOUND.replace("梅园社区", "=1+1"), encoding="utf-8")
    classify("check", path, "--annotate", tmp_path / "copy")
    assert (
        openpyxl.load_workbook(tmp_path / "copy" / "table_annotated.xlsx").worksheets[0]["B2"].data_type
        == "s"
    )


def test_a_template_is_read_back_without_a_question(tmp_path):
    classify("template", "-o", tmp_path / "form.xlsx", "--from", SAMPLE, "--lang", "zh")
    data = json.loads(classify("check", tmp_path / "form.xlsx", "--format", "json").stdout)
    assert data["communities"] == 169
    assert {c["state"] for c in data["sheets"][0]["columns"]} == {"read"}
    assert [f for f in data["findings"] if f["severity"] == "error"] == []


def test_a_blank_template_holds_the_fields_the_rules_use_with_dropdowns_and_notes(tmp_path):
    classify("template", "-o", tmp_path / "form.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    assert "常住人口（人）*" in headings
    assert "80岁及以上人口（人）" not in headings
    assert book.sheetnames[1:] == ["数据字典", "_lists"]
    assert book["_lists"].sheet_state == "veryHidden"
    assert all(cell.comment for cell in sheet[3])
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert {"list", "whole", "decimal"} <= kinds
    wider = tmp_path / "all.xlsx"
    classify("template", "-o", wider, "--all", "--lang", "zh")
    assert "80岁及以上人口（人）" in [cell.value for cell in openpyxl.load_workbook(wider).worksheets[0][3]]


def test_a_template_with_last_years_values_marks_what_is_changed(tmp_path, table):
    classify("template", "-o", tmp_path / "form.xlsx", "--from", table, "--lang", "zh")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert book.worksheets[0]["A4"].value == "W01"
    assert "_last" in book.sheetnames
    assert book.worksheets[0].conditional_formatting


def test_merge_joins_tables_and_tells_who_is_missing_what_differs_and_what_stands_twice(tmp_path, table):
    other = tmp_path / "other.csv"
    other.write_text(HEAD + "W02,兰园社区,西门街道,2100,900,900,100\n", encoding="utf-8")
    expected = tmp_path / "expected.csv"
    expected.write_text(
        "本地稳定编号,社区名称,所属街道\nW01,梅园社区,东门街道\nW07,竹园社区,南门街道\n", encoding="utf-8"
    )
    result = classify(
        "merge", table, other, "-o", tmp_path / "all.xlsx", "--expect", expected, "--lang", "en", code=1
    )
    assert "南门街道（1） was expected and has not handed in" in result.output
    assert "2 communities from 2 files; 1 in more than one, 1 cells that differ" in result.output
    data = json.loads(classify("check", tmp_path / "all.xlsx", "--format", "json").stdout)
    assert data["communities"] == 2


def test_small_figures_of_people_are_not_shown_by_explain(tmp_path):
    path = tmp_path / "small.csv"
    path.write_text(
        "本地稳定编号,社区名称,所属街道,常住人口,人口口径,60岁及以上人口,住宅总套数,老新村住房套数\n"
        "A1,甲社区,东门街道,900,常住,6,400,400\nA2,乙社区,东门街道,900,常住,311,400,400\nA3,丙社区,东门街道,900,常住,407,400,400\n",
        encoding="utf-8",
    )
    small, neighbour, other = (
        classify("explain", path, id_, "--format", "json").stdout for id_ in ("A1", "A2", "A3")
    )
    for share in ("0.00666", "0.7%"):
        assert share not in small
    assert "34.6" not in neighbour, "the next larger one is hidden with it"
    assert "45.2" in other
    shown = classify("explain", path, "A1", "--format", "json", "--min-cell", "5").stdout
    assert "0.7%" in shown


def test_a_file_that_is_refused_writes_nothing(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        HEAD.replace("\n", ",户主姓名\n") + "W01,梅园社区,东门街道,3000,1200,1200,1100,某某\n",
        encoding="utf-8",
    )
    for command in ("check", "run"):
        result = classify(command, path, "--out", tmp_path / "out", "--annotate", tmp_path / "copy", code=1)
        assert "某某" not in result.output
    classify("merge", path, "-o", tmp_path / "all.xlsx", code=1)
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_quotes_of_print_around_a_mapping_are_not_part_of_it(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SOUND.replace("常住人口", "现有人数"), encoding="utf-8")
    for pair in ("“现有人数=常住人口”", "“现有人数”=“常住人口”", "「现有人数」=常住人口"):
        (tmp_path / "mapping.yaml").unlink(missing_ok=True)
        classify("check", path, "--map", pair)
        assert '"现有人数": "常住人口"' in (tmp_path / "mapping.yaml").read_text(encoding="utf-8")


def test_a_hint_can_be_pasted_into_a_shell(table):
    table.write_text(SOUND.replace("常住人口", "常驻人口").replace("总户数", "甲乙丙"), encoding="utf-8")
    for lang in ("zh", "en"):
        output = classify("check", table, "--lang", lang, code=1).output
        assert '--map "常驻人口=…"' in output
        assert '--map "甲乙丙=…"' in output


def test_a_mapping_that_is_refused_or_of_no_heading_is_told_and_not_remembered(table, tmp_path):
    answer = classify(
        "check", table, "--lang", "en", "--map", "没有=常住人口", "--map", "总户数=nowhere", code=1
    )
    assert "Not remembered, as no heading or no field is called so: 没有=常住人口" in answer.output
    assert "called so: 总户数=nowhere" in answer.output
    assert not (tmp_path / "mapping.yaml").exists()
    classify("check", table)


def test_a_mapping_to_ignore_and_one_for_a_joined_table_are_remembered(table, tmp_path):
    classify("merge", table, "--map", "总户数=ignore", "--out", tmp_path / "joined.xlsx")
    assert '"总户数": "ignore"' in (tmp_path / "mapping.yaml").read_text(encoding="utf-8")


def test_an_entry_of_the_mapping_file_that_is_no_field_is_told_with_file_and_line(table, tmp_path):
    (tmp_path / "mapping.yaml").write_text('headings:\n  "总户数": "“户数"\n', encoding="utf-8")
    assert "mapping.yaml:2:3 INTAKE036" in classify("check", table, code=1).output
    assert "INTAKE036" not in classify("check", table, "--map", "总户数=总户数").output

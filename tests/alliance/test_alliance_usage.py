"""Mistakes on the command line are told in a way that helps, and nothing is written over or lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from classify.cli import cli

SAMPLE = str(Path(__file__).parents[2] / "samples" / "alliance")
DISTRICT = str(Path(__file__).parents[2] / "samples" / "district" / "communities.csv")
BAD = Path(__file__).parents[1] / "bad" / "alliance"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        cli, ["alliance", *arguments], catch_exceptions=False, env={"CLASSIFY_LANG": "en"}
    )
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("question", "word"), [("partners", "D01-021"), ("leave", "U0109"), ("route", "N-D01-005-1")]
)
def test_path_before_unit_or_need_is_put_right(question: str, word: str) -> None:
    code, _out, err = run(question, SAMPLE, word)
    assert code == 2
    assert f"alliance {question} {word} {SAMPLE}" in err


def test_a_file_that_is_not_there_is_still_told_as_such() -> None:
    code, _out, err = run("partners", "D01-021", "nowhere.xlsx")
    assert code == 1
    assert "nowhere.xlsx INTAKE001" in err


@pytest.mark.parametrize(
    "days", [(SAMPLE, "2024-12-31", "2025-12-31"), ("2024-12-31", SAMPLE, "2025-12-31"), ("2024-12-31", SAMPLE)]
)  # fmt: skip
def test_path_among_the_days_is_put_right(days: tuple[str, ...]) -> None:
    code, _out, err = run("diff", *days)
    assert code == 2
    assert "FIRST SECOND PATH" in err
    assert "days come before PATH" in err


def test_a_comparison_of_two_days_takes_no_third() -> None:
    code, _out, err = run("diff", "2024-12-31", "2025-12-31", SAMPLE, "--at", "2025-06-30")
    assert code == 2
    assert "takes no --at" in err


@pytest.mark.parametrize("first", ["2024-12-31", "2024/12/31", "20241231"])
def test_days_are_read_as_offices_write_them(first: str) -> None:
    code, out, _err = run("diff", first, "2025-12-31", SAMPLE)
    assert code == 0
    assert "From 2024-12-31 to 2025-12-31" in out


@pytest.mark.parametrize("day", ["2025-31-12", "2025-02-29", "yesterday", "31.12.2025"])
def test_what_is_no_day_is_told_with_an_example(day: str) -> None:
    code, _out, err = run("coverage", SAMPLE, "--at", day)
    assert code == 2
    assert f"“{day}” is not a day such as 2025-06-30" in err


def test_path_before_out_is_put_right(tmp_path: Path) -> None:
    out = str(tmp_path / "alliance.gexf")
    code, _out, err = run("graph", SAMPLE, out)
    assert code == 2
    assert f"alliance graph {out} {SAMPLE}" in err


def test_no_table_is_written_over_by_a_template_or_a_graph(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("单位编号,单位名称,单位类别\n", encoding="utf-8")
    before = table.read_bytes()
    assert run("template", str(table))[0] == 2
    assert run("graph", str(table), SAMPLE)[0] == 2
    assert run("needs", DISTRICT, "--out", str(tmp_path / "needs.xlsx"))[0] == 2
    assert table.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["units.csv"]


def test_what_is_written_follows_the_name(tmp_path: Path) -> None:
    for name, start in (("a.json", b"{"), ("a.xlsx", b"PK"), ("a.txt", b"As of"), ("a", b"As of")):
        assert run("loops", SAMPLE, "--out", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    "options", [("--out", "a.docx"), ("--out", "a.csv"), ("--format", "xlsx", "--out", "a.json"), ("--format", "xlsx")]
)  # fmt: skip
def test_names_that_do_not_fit_are_refused(options: tuple[str, ...], tmp_path: Path) -> None:
    options = tuple(str(tmp_path / o) if o.startswith("a.") else o for o in options)
    assert run("loops", SAMPLE, *options)[0] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("question", "word", "says"),
    [
        ("partners", "A210216", "id of an agreement"), ("leave", "N-D01-005-1", "id of a need"),
        ("route", "D01-005", "N-D01-005-1, N-D01-005-2"), ("route", "N-D01-005-9", "did you mean “N-D01-005-"),
    ],
)  # fmt: skip
def test_what_was_meant_is_guessed(question: str, word: str, says: str) -> None:
    code, _out, err = run(question, word, SAMPLE)
    assert code == 2
    assert says in err


def test_a_need_that_is_not_open_and_a_unit_that_does_not_exist_are_told(tmp_path: Path) -> None:
    assert "not open on 2019-01-01" in run("route", "N-D01-005-1", SAMPLE, "--at", "2019-01-01")[1]
    table = tmp_path / "units.csv"
    table.write_text(
        "单位编号,单位名称,单位类别,起始日期,终止日期\na,甲校,学校,2020-01-01,2024-12-31\n", encoding="utf-8"
    )
    for question in ("partners", "leave"):
        out = run(question, "a", str(table), "--at", "2025-01-01")[1]
        assert "does not exist on 2025-01-01, only 2020-01-01…2024-12-31" in out


def test_a_way_says_what_kind_of_agreement_it_goes_through() -> None:
    [first, *_others] = json.loads(run("route", "N-D01-005-1", SAMPLE, "--format", "json")[1])["tables"][
        "routes"
    ]
    assert "Joint Party committee" in first["steps"] or "Alliance" in first["steps"]


def test_the_same_note_about_many_cells_is_told_once() -> None:
    _code, out, _err = run("check", SAMPLE)
    assert out.count("ALLIANCE016") == 1
    assert "and 4 more places ALLIANCE016" in out
    assert run("check", SAMPLE, "--all")[1].count("ALLIANCE016") == 8


def test_more_findings_than_a_screen_holds_are_counted_and_where_to_find_them_told(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    rows = "".join(f"u{n},校{n},学校,x{n}\n" for n in range(60))
    table.write_text(f"单位编号,单位名称,单位类别,上级单位\n{rows}", encoding="utf-8")
    code, out, _err = run("check", str(table))
    assert code == 1
    assert "… and 20 more findings; classify alliance check --all lists them" in out
    assert run("check", str(table), "--all")[1].count("ALLIANCE020") == 60


def test_cells_below_no_heading_are_told(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("单位编号,单位名称,单位类别,,\na,甲校,学校,什么,\nb,乙校,学校,,\n", encoding="utf-8")
    data = json.loads(run("check", str(table), "--format", "json")[1])
    [finding] = data["findings"]
    assert (finding["code"], finding["place"]["cell"]) == ("ALLIANCE007", "D2")
    assert "Column D has no heading, so its 1 cells" in finding["message"]


def test_repeated_headings_are_no_units(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    head = "单位编号,单位名称,单位类别\n"
    table.write_text(f"{head}a,甲校,学校\n{head}b,乙校,学校\n合计,2,\n", encoding="utf-8")
    data = json.loads(run("check", str(table), "--format", "json")[1])
    assert [(f["code"], f["place"]["cell"]) for f in data["findings"]] == [
        ("ALLIANCE017", "A3"), ("ALLIANCE017", "A5"),
    ]  # fmt: skip


def test_the_name_of_a_sole_trader_is_nowhere_in_an_answer(tmp_path: Path) -> None:
    path = str(BAD / "sole-trader-in-a-title.yaml")
    graph = tmp_path / "g.json"
    assert run("graph", str(graph), path)[0] == 0
    questions = (
        ("check",), ("coverage",), ("partners", "C2"), ("risk",), ("leave", "U1"), ("route", "N2"), ("loops",),
        ("diff", "2020-01-01", "2025-06-30"), ("suggest", "--solver", "greedy"),
    )  # fmt: skip
    told = [run(*question, path, "--format", "json", "--at", "2025-06-30")[1] for question in questions]
    assert "絮桥小学与个体工商户 U2、絮桥社区共建" in "".join(told)
    assert all("絮桥轻纺" not in text for text in (*told, graph.read_text(encoding="utf-8")))


def test_people_in_yaml_are_refused_like_people_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("units:\n  - {id: a, name: 甲校, kind: school, 姓名: 王小明}\n", encoding="utf-8")
    code, out, err = run("check", str(path))
    assert code == 1
    assert "a.yaml:1 INTAKE040" in err
    assert "王小明" not in out + err


@pytest.mark.parametrize("text", ["units:\n\t- x", "units:\n  - {id: a, id: b}\n", "units: [*x]"])
def test_broken_yaml_is_a_finding_not_misuse(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert run("check", str(path))[0] == 1


def test_a_folder_without_tables_and_tables_of_something_else_are_told(tmp_path: Path) -> None:
    code, _out, err = run("check", str(tmp_path))
    assert code == 1
    assert "ALLIANCE001" in err
    (tmp_path / "units.csv").write_text("单位编号,单位名称,单位类别\na,甲校,学校\n", encoding="utf-8")
    (tmp_path / "communities.csv").write_bytes(Path(DISTRICT).read_bytes())
    code, out, _err = run("check", str(tmp_path))
    assert code == 0
    assert "“communities.csv” is no table of an alliance" in out


def needs_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_needs_edited_by_hand_stay_as_they_are(tmp_path: Path) -> None:
    first, kept, again = tmp_path / "first.csv", tmp_path / "needs.csv", tmp_path / "again.csv"
    assert run("needs", DISTRICT, "--out", str(first), "--lang", "en")[0] == 0
    head, *rows = needs_of(first)
    assert head[-1] == "Remarks"
    rows[0][3:5] = ["yes", "3"]
    rows[1][7], rows[1][8] = "2025-12-01", "=谈妥"
    rows[2][0] = "own-id"
    mine = ["x", rows[0][1], "Law and mediation", "yes", "2", "手填", "2025-01-01", "", "电话确认"]
    with kept.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows[:3], mine])
    code, _out, err = run("needs", DISTRICT, "--keep", str(kept), "--out", str(again), "--lang", "en")
    assert code == 0, err
    found = {row[0]: row for row in needs_of(again)[1:]}
    assert found[rows[0][0]][3:5] == ["yes", "3"]
    assert found[rows[1][0]][7:] == ["2025-12-01", "'=谈妥"]
    assert found["x"] == mine
    # Neither what was ended nor what got another id comes again.
    assert len(found) == len(rows) + 1


def test_needs_that_cannot_be_read_are_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "needs.csv"
    kept.write_text("需求编号,社区编号,需求类别,起始日期\nn,D01-001,停车充电,去年\n", encoding="utf-8")
    code, out, err = run("needs", DISTRICT, "--keep", str(kept))
    assert (code, out) == (1, "")
    assert "D2 ALLIANCE009" in err

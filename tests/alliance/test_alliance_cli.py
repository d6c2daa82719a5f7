"""Every command answers on the sample, as table, JSON and workbook, with the exit code its findings call for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from classify.cli import cli

SAMPLE = str(Path(__file__).parents[2] / "samples" / "alliance")
BAD = Path(__file__).parents[1] / "bad" / "alliance"
QUESTIONS = {
    "check": (["check"], 1, {"findings"}),
    "coverage": (["coverage"], 0, {"ratios", "lacking", "expired", "expiring", "dormant", "delivered", "joints"}),
    "partners": (["partners", "D01-007"], 0, {"partners"}),
    "risk": (["risk"], 0, {"units", "hubs", "agreements", "bridges"}),
    "leave": (["leave", "U0109"], 0, {"needs", "agreements", "links"}),
    "route": (["route", "N-D01-005-1"], 0, {"routes"}),
    "loops": (["loops"], 0, {"loops"}),
    "diff": (["diff", "2024-12-31", "2025-12-31"], 0, {"agreements", "communities", "links", "others"}),
    "suggest": (["suggest", "--solver", "networkx"], 0, {"proposals", "unmet", "shares"}),
}  # fmt: skip


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["alliance", *arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_as_table_and_json(question: str) -> None:
    arguments, code, tables = QUESTIONS[question]
    for lang in ("zh", "en"):
        exit_code, out, _err = run(*arguments, SAMPLE, "--lang", lang)
        assert exit_code == code
        assert "2025-12-31" in out
    exit_code, out, err = run(*arguments, SAMPLE, "--format", "json")
    data = json.loads(out)
    assert (exit_code, err) == (code, "")
    assert (data["version"], data["at"]) == (1, "2025-12-31")
    assert data["tables"].keys() == tables
    assert all(f["place"] for f in data["findings"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_as_a_workbook(question: str, tmp_path: Path) -> None:
    arguments, code, tables = QUESTIONS[question]
    out = tmp_path / "answer.xlsx"
    exit_code, _out, err = run(*arguments, SAMPLE, "--format", "xlsx", "--out", str(out), "--lang", "en")
    assert exit_code == code, err
    book = load_workbook(out)
    assert len(book.worksheets) == len(tables) + 1
    assert not any(str(c.value).startswith("=") for s in book.worksheets for r in s.iter_rows() for c in r)


def test_workbooks_need_a_name() -> None:
    assert run("risk", SAMPLE, "--format", "xlsx")[0] == 2


def test_a_clean_alliance_leaves_with_zero() -> None:
    assert run("check", str(BAD / "clean.yaml"))[0] == 0


def test_broken_rows_are_told_with_every_answer() -> None:
    exit_code, _out, err = run("coverage", str(BAD / "not-a-date.yaml"), "--lang", "en")
    assert exit_code == 1
    assert "ALLIANCE009" in err


def test_who_is_not_there_is_told_with_a_guess() -> None:
    exit_code, _out, err = run("partners", "听橹弄社区", SAMPLE, "--lang", "en")
    assert exit_code == 2
    assert "听橹巷社区" in err


def test_circles_of_superiors_are_printed() -> None:
    _code, out, _err = run("check", str(BAD / "superiors-in-a-circle.yaml"), "--lang", "en")
    assert "示例区委 → 砚池巷社区 → 甲街道党工委 → 示例区委" in out


def test_the_list_of_proposals_goes_out_and_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "proposals.csv"
    assert run("suggest", SAMPLE, "--solver", "networkx", "--out", str(out), "--lang", "en")[0] == 0
    exit_code, again, _err = run(
        "suggest", SAMPLE, "--solver", "networkx", "--before", str(out), "--format", "json"
    )
    assert exit_code == 0
    pairs = {(p["need"], p["offer"]) for p in json.loads(again)["tables"]["proposals"]}
    lines = out.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert {(line.split(",")[1], line.split(",")[6]) for line in lines} == pairs


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json"])
def test_graphs_are_written(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"alliance.{suffix}"
    assert run("graph", str(out), SAMPLE, "--scope", "棠湾街道", "--whole-time")[0] == 0
    assert out.stat().st_size > 10_000


def test_other_names_of_graphs_are_refused(tmp_path: Path) -> None:
    assert run("graph", str(tmp_path / "a.png"), SAMPLE)[0] == 2


def test_reports_tell_where_the_alliance_does_not_know_the_communities(tmp_path: Path) -> None:
    district = str(Path(SAMPLE).parent / "district" / "communities.csv")
    arguments = [district, "D01-001", "--to", "md", "--out", str(tmp_path / "r"), "--lang", "en"]
    told = CliRunner().invoke(cli, ["report", *arguments, "--alliance", str(BAD / "clean.yaml")]).stderr
    assert "ALLIANCE052" in told
    assert "169 of 169" in told


def test_a_poster_is_svg_and_called_so(tmp_path: Path) -> None:
    exit_code, _out, err = run("poster", str(tmp_path / "poster.png"), SAMPLE)
    assert exit_code == 2
    assert ".svg" in err
    assert list(tmp_path.iterdir()) == []


def test_what_was_ruled_out_stays_in_the_list_round_after_round(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{n}.csv" for n in ("one", "two", "three"))
    assert run("suggest", SAMPLE, "--out", str(first), "--lang", "zh")[0] == 0
    head, row, *rest = first.read_text(encoding="utf-8-sig").splitlines()
    status, *cells = row.split(",")
    assert status == "拟建"
    first.write_text("\n".join([head, ",".join(["排除", *cells]), *rest]), encoding="utf-8")
    for before, after in ((first, second), (second, third)):
        asked = ("--before", str(before), "--out", str(after), "--lang", "zh")
        assert run("suggest", SAMPLE, *asked)[0] == 0
        told = [line for line in after.read_text(encoding="utf-8-sig").splitlines() if cells[0] in line]
        assert [line.split(",")[0] for line in told if cells[5] in line] == ["排除"]


@pytest.mark.parametrize("drawing", ["poster", "boards"])
def test_drawings_of_broken_tables_tell_what_was_left_out(drawing: str, tmp_path: Path) -> None:
    out = tmp_path / ("p.svg" if drawing == "poster" else "b")
    exit_code, _out, err = run(drawing, str(out), str(BAD / "not-a-date.yaml"), "--lang", "en")
    assert (exit_code, out.exists()) == (1, True)
    assert "ALLIANCE009" in err


def test_poster_boards_template_and_needs_are_written(tmp_path: Path) -> None:
    assert run("poster", str(tmp_path / "p.svg"), SAMPLE)[0] == 0
    assert run("boards", str(tmp_path / "boards"), SAMPLE, "--since", "2024-12-31")[0] == 0
    assert len(list((tmp_path / "boards").glob("*.svg"))) == 12
    assert run("template", str(tmp_path / "t.xlsx"))[0] == 0
    district = Path(SAMPLE).parent / "district" / "communities.csv"
    assert run("needs", str(district), "--keep", SAMPLE, "--out", str(tmp_path / "needs.csv"))[0] == 0
    text = (tmp_path / "needs.csv").read_text(encoding="utf-8-sig")
    assert "N-D01-001-1" in text

"""The commands as people run them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classify.cli import cli

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
PROFILES = Path(__file__).parents[1] / "bad" / "profiles"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words])


def small(folder: Path, *rows: str) -> Path:
    """Write a table of a few columns."""
    head = "local_id,community_name,subdistrict_name,residents_total,dwellings_total,dwellings_commodity,dwellings_old_estate"
    path = folder / "table.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_sample_is_classified_without_an_error() -> None:
    answer = run("run", SAMPLE, "--lang", "en")
    assert answer.exit_code == 0
    assert "D01-001" in answer.output
    assert "169" in answer.output.splitlines()[-3]


def test_csv_and_workbook_of_the_sample_come_to_the_same() -> None:
    first = run("run", SAMPLE, "--format", "csv").stdout
    assert first == run("run", SAMPLE.with_suffix(".xlsx"), "--format", "csv").stdout


def test_results_have_the_shape_other_programs_rely_on(tmp_path: Path) -> None:
    answer = run("run", SAMPLE, "--out", tmp_path / "out")
    assert answer.exit_code == 0
    data = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert data["format"] == 1
    first = data["communities"][0]
    assert {"id", "name", "type", "status", "runner_up", "margin", "scores", "fired", "missing"} <= set(first)
    assert all(set(s) == {"score", "low", "high"} for s in first["scores"].values())
    assert len(first["scores"]) == 6


def test_a_run_is_repeated_to_the_last_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("run", SAMPLE, "--out", tmp_path / name)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_manifest_names_what_a_run_was_made_from(tmp_path: Path) -> None:
    run("run", SAMPLE, "--out", tmp_path, "--as-of", "2026-01-31")
    data = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert data["as_of"] == "2026-01-31"
    assert [p["id"] for p in data["packs"]] == ["community-profile", "six-types"]
    assert data["inputs"][0]["name"] == "communities.csv"
    assert len(data["inputs"][0]["sha256"]) == 64
    assert data["plugins"][0]["name"] == "core"
    assert all({"value", "since", "basis"} <= set(p) for p in data["parameters"].values())


def test_the_newest_date_in_the_table_decides_which_parameters_hold(tmp_path: Path) -> None:
    run("run", SAMPLE, "--out", tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["as_of"] == "2025-12-31"


def test_parquet_holds_the_rows_of_the_csv(tmp_path: Path) -> None:
    import polars  # noqa: PLC0415 - an extra

    assert run("run", SAMPLE, "--format", "parquet").exit_code == 2
    run("run", SAMPLE, "--format", "parquet", "--out", tmp_path)
    frame = polars.read_parquet(tmp_path / "results.parquet")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "results.csv").read_text(encoding="utf-8-sig"))))
    assert frame["id"].to_list() == [r["id"] for r in rows]


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "－1"])
def test_a_name_that_looks_like_a_formula_is_made_harmless(tmp_path: Path, name: str) -> None:
    table = small(tmp_path, f"A1,{name},街道,5000,2000,1900,0")
    row = next(csv.DictReader(io.StringIO(run("run", table, "--format", "csv").stdout)))
    assert row["name"] == f"'{name}"


def test_a_cell_that_cannot_be_read_is_listed_and_the_rest_is_classified(tmp_path: Path) -> None:
    table = small(tmp_path, "A1,甲,街道,5000,2000,1900,0", "A2,乙,街道,many,2000,1900,0")
    answer = run("run", table, "--out", tmp_path / "out", "--lang", "en")
    assert answer.exit_code == 1
    assert "D3" in answer.stderr
    assert "many" not in answer.output
    assert (
        len(json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["communities"]) == 2
    )


@pytest.mark.parametrize("name", ["no-such-file.csv", "empty.csv"])
def test_a_table_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    answer = run("run", tmp_path / name, "--out", tmp_path / "out")
    assert answer.exit_code == 1
    assert not (tmp_path / "out").exists()
    assert "Traceback" not in answer.output


def test_broken_rules_stop_the_run_with_2(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text("pack: {id: pack, version: 1}\nrules: [", encoding="utf-8")
    answer = run("run", SAMPLE, "--rules", tmp_path / "pack", "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert "pack.yaml:3:1 RULES002" in answer.output
    assert not (tmp_path / "out").exists()


def test_a_date_before_any_parameter_is_refused_with_its_name() -> None:
    answer = run("run", SAMPLE, "--as-of", "1999-01-01")
    assert answer.exit_code == 2
    assert "RULES034" in answer.output


def test_one_community_is_explained_by_id_or_by_name() -> None:
    by_id = run("explain", SAMPLE, "D01-021", "--lang", "en")
    by_name = run("explain", SAMPLE, "灯船巷社区", "--lang", "en")
    assert by_id.exit_code == 0
    assert by_id.stdout == by_name.stdout
    assert "Business circle" in by_id.stdout


def test_an_explanation_as_data_names_every_rule_once() -> None:
    data = json.loads(run("explain", SAMPLE, "D01-021", "--format", "json").stdout)
    groups = ("supporting", "opposing", "rival", "other", "silent", "open")
    rules = [r["rule"] for g in groups for r in data[g]]
    assert len(rules) == len(set(rules)) >= 36


def test_nobody_of_that_name_is_said() -> None:
    answer = run("explain", SAMPLE, "D99-999", "--lang", "en")
    assert answer.exit_code == 2
    assert "D99-999" in answer.output


def test_a_report_per_community_and_one_for_the_district(tmp_path: Path) -> None:
    answer = run("report", SAMPLE, "--out", tmp_path / "reports", "--lang", "zh")
    assert answer.exit_code == 0, answer.output
    names = [p.name for p in (tmp_path / "reports").rglob("*.md")]
    assert len(names) >= 170


def test_the_demo_needs_no_file(tmp_path: Path) -> None:
    answer = run("demo", "--out", tmp_path)
    assert answer.exit_code == 0
    assert (tmp_path / "results.csv").exists()


def test_more_than_three_tenths_of_mixed_communities_raise_the_alarm(tmp_path: Path) -> None:
    head = "local_id,dwellings_total,dwellings_traditional,dwellings_old_estate,dwellings_commodity,dwellings_resettlement,dwellings_affordable_dorm,dwellings_other"
    rows = [f"M{i},1000,250,250,250,250,0,0" for i in range(4)] + [
        f"C{i},1000,0,0,1000,0,0,0" for i in range(6)
    ]
    table = tmp_path / "table.csv"
    table.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert "! " in run("run", table, "--lang", "en").stdout
    table.write_text("\n".join([head, *rows[1:], "C9,1000,0,0,1000,0,0,0"]), encoding="utf-8")
    assert "! " not in run("run", table, "--lang", "en").stdout


def test_help_is_there_for_every_command() -> None:
    from classify.cli import COMMANDS  # noqa: PLC0415

    for name in COMMANDS:
        answer = run(name, "--help")
        assert answer.exit_code == 0, name
        assert "--help" in answer.output


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("柳浦名邸", "did you mean “柳浦名邸社区 D01-001”?"),
        ("柳浦名底社区", "did you mean “柳浦名邸社区 D01-001”?"),
        ("D01001", "D01-001"),
    ],
)
def test_a_community_that_is_not_there_is_answered_with_those_called_alike(asked: str, offered: str) -> None:
    answer = run("explain", SAMPLE, asked, "--lang", "en")
    assert answer.exit_code == 2
    assert "USE002" in answer.output
    assert offered in answer.output
    assert "did you mean" not in run("explain", SAMPLE, "zzz", "--lang", "en").output

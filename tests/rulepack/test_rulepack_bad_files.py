"""One broken file for every message: it gives that finding, at its place, and says how to repair it."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.catalogue.expressions import EXPRESSIONS
from classify.catalogue.rules import RULES
from classify.errors import ClassifyError, Finding
from classify.rulepack.load import load_packs
from classify.scoring.program import compile_program

BAD = Path(__file__).parent.parent / "bad" / "rules"
TABLE: list[dict[str, Any]] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
AS_OF = datetime.date(2026, 11, 1)

# Codes without a broken file here, and why.
EXCLUDED = {
    "RULES001": "needs a file that may not be opened; test_rulepack_files.py",
    "RULES005": "needs a file of five megabytes; test_rulepack_files.py",
    "RULES006": "needs a file in another encoding; test_rulepack_files.py",
    "RULES010": "is about a folder without files; test_rulepack_files.py",
    "RULES039": "is about case files; test_rulepack_cases.py",
    "RULES043": "is about reading tables; tests/cli",
    "RULES044": "is about quantiles of the district; tests/scoring",
    "RULES045": "is about quantiles of the district; tests/scoring",
    "RULES046": "is about values of cases; test_rulepack_cases.py",
    "RULES047": "is about values of cases; test_rulepack_cases.py",
    "RULES048": "is about values of cases; test_rulepack_cases.py",
}


def findings(folder: Path) -> tuple[Finding, ...]:
    try:
        compile_program(load_packs([folder]), AS_OF)
    except ClassifyError as error:
        return error.findings if error.exit_code == 2 else ()
    return ()


@pytest.mark.parametrize("case", TABLE, ids=lambda case: str(case["file"]).removesuffix(".yaml"))
def test_a_broken_file_is_refused_with_place_and_repair(case: dict[str, Any], tmp_path: Path) -> None:
    if not case.get("alone"):
        shutil.copy(BAD / "base" / "pack.yaml", tmp_path / "base.yaml")
    shutil.copy(BAD / case["file"], tmp_path / "file.yaml")
    found = findings(tmp_path)
    assert [f.code for f in found] == [case["code"]] * len(found)
    first = found[0]
    assert Path(first.place.file).name == "file.yaml"
    assert (first.place.line, first.place.column) == (case["line"], case["column"])
    told = f"{first.message('en')}. {first.repair('en')}."
    for word in case["says"]:
        assert word in told
    assert first.message("zh")
    assert first.repair("zh")


def test_the_base_pack_itself_is_sound(tmp_path: Path) -> None:
    shutil.copy(BAD / "base" / "pack.yaml", tmp_path / "base.yaml")
    assert findings(tmp_path) == ()


def test_every_message_about_rules_has_a_broken_file_or_a_reason() -> None:
    shown = {case["code"] for case in TABLE}
    assert shown | EXCLUDED.keys() == EXPRESSIONS.keys() | RULES.keys()
    assert not shown & EXCLUDED.keys()


def test_every_broken_file_stands_in_the_table() -> None:
    assert {p.name for p in BAD.glob("*.yaml")} == {case["file"] for case in TABLE} | {"expected.yaml"}

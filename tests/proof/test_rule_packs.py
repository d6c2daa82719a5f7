"""Very many rules: both engines agree on them, and the time they take grows with rules times profiles."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from benchmarks.profiles import random_frame
from benchmarks.rule_packs import make_packs
from classify.proof.lint import lint
from classify.proof.subject import subject_of
from classify.rulepack.load import load_packs
from classify.scoring import columns
from classify.scoring.columns import ColumnKernel
from classify.scoring.decision import STATUSES
from classify.scoring.program import Program, compile_program
from classify.scoring.row import RowKernel

RULES = 540


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folders = make_packs(tmp_path_factory.mktemp("packs") / "made", 3, RULES)
    return compile_program(load_packs(folders), datetime.date(2026, 11, 1))


def test_rules_worked_out_in_groups_come_to_the_same_as_row_by_row(program: Program) -> None:
    assert len(program.rules) == RULES > 2 * columns.GROUP
    frame, kernel, ids = random_frame(program, 200), RowKernel(program), [t.id for t in program.types]
    for row, found in zip(
        frame.iter_rows(named=True), ColumnKernel(program).run(frame).iter_rows(named=True), strict=True
    ):
        result = kernel.run(row)
        assert tuple(found[f"score.{t}"] for t in ids) == result.scores
        assert tuple(found[f"low.{t}"] for t in ids) == result.lows
        assert tuple(found[f"high.{t}"] for t in ids) == result.highs
        assert found["type"] == (ids[result.winner] if result.winner >= 0 else None)
        assert found["status"] == STATUSES[result.status]
        for sort, mask in (("fired", result.fired), ("unknown", result.unknown)):
            words = [found[f"{sort}.{w}"] for w in range(-(-RULES // columns.WORD))]
            assert sum(word << (columns.WORD * w) for w, word in enumerate(words)) == mask


def test_groups_make_no_difference(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = random_frame(program, 50)
    grouped = ColumnKernel(program).run(frame)
    monkeypatch.setattr(columns, "GROUP", RULES)
    assert ColumnKernel(program).run(frame).equals(grouped)


def test_the_packs_that_are_measured_say_what_can_be_meant(tmp_path: Path) -> None:
    folders = make_packs(tmp_path / "made", 2, 60)
    found = lint(subject_of(load_packs(folders), folders)).findings
    assert [f for f in found if f.severity == "error"] == []

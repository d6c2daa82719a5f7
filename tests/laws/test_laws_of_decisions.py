"""Near ties, precedence and doubt, with scores set directly.

Every type has a field that is its score, and one that adds up to `MORE` tenths to it.
"""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import AS_OF, BASIS, LAW, both
from test_laws_of_both_forms import by_columns, by_rows

from classify.rulepack.load import load_data
from classify.scoring.columns import ColumnKernel
from classify.scoring.decision import CLEAR, CLOSE, DATA_MISSING, NO_TYPE
from classify.scoring.program import Program, compile_program
from classify.scoring.row import RowKernel

MORE = 50
POLICIES = ("exclusive", "precedence", "labels")


@st.composite
def schemes(draw: st.DrawFn) -> dict[str, Any]:
    """Draw how a scheme decides."""
    return {
        "policy": draw(st.sampled_from(POLICIES)),
        "threshold": draw(st.sampled_from([0.0, 30.0, 50.0, 50.5])),
        "margin": draw(st.sampled_from([0.0, 0.5, 10.0])),
        "near_tie": draw(st.sampled_from([0.0, 0.1, 0.7, 10.0])),
    }


def compiled(scheme: dict[str, Any], types: int) -> Program:
    ids = [f"t{i}" for i in range(types)]
    pack = {
        "pack": {"id": "p", "version": "1", "title": both("p")},
        "scheme": {"id": "p", "label": both("p"), "precedence": ids, **scheme},
        "fields": [
            {"id": f"{name}_{t}", "label": both(f"{name} {t}"), "type": "number"}
            for t in ids
            for name in ("score", "more")
        ],
        "types": [
            {"id": t, "label": both(t), "definition": both(t), "basis": BASIS, "full_at": 1.0} for t in ids
        ],
        "rules": [_rule(t, "score", 1.0) for t in ids] + [_rule(t, "more", MORE / 1000) for t in ids],
    }
    return compile_program(load_data(pack), AS_OF)


def _rule(type_: str, name: str, weight: float) -> dict[str, Any]:
    ramp = {"of": f"{name}_{type_}", "from": 0, "to": 100}
    texts = {"title": both(f"{name} {type_}"), "why": both("because")}
    return {"id": f"{name}.{type_}", **texts, "basis": BASIS, "weigh": {type_: weight}, "ramp": ramp}


def winner_of(program: Program, scores: list[int]) -> Any:
    """Decide slowly and plainly, as `docs/architecture.md` says."""
    claims = [i for i, score in enumerate(scores) if score >= program.threshold]
    if program.scheme.policy == "labels":
        return claims
    if not claims:
        return -1
    if program.scheme.policy == "precedence":
        return claims[0]
    best = max(scores)
    return next(i for i in claims if scores[i] >= best - program.near_tie)


Row = list[tuple[float | None, float | None]]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Draw many rows of scores that lie close together and around the thresholds."""
    random, types = Random(draw(st.integers(0, 2**32))), draw(st.integers(1, 5))

    def pair() -> tuple[float | None, float | None]:
        score = random.choice([None, *([random.randint(490, 512) / 10] * 8), random.randint(0, 1000) / 10])
        return score, random.choice([0.0, 100.0, None])

    return [[pair() for _ in range(types)] for _ in range(80)]


def ends(score: float | None, more: float | None) -> tuple[int, int, int]:
    """Return what is known of a type's score, and its lowest and highest value, in tenths."""
    known = round(10 * (score or 0.0)) + round(MORE * (more or 0.0) / 100)
    high = known + (1000 if score is None else 0) + (MORE if more is None else 0)
    return min(known, 1000), min(known, 1000), min(high, 1000)


def decide(scheme: dict[str, Any], rows: list[Row]) -> None:
    program = compiled(scheme, len(rows[0]))
    kernel = RowKernel(program)
    profiles = [
        {
            f"{name}_t{i}": value
            for i, pair in enumerate(row)
            for name, value in zip(("score", "more"), pair, strict=True)
        }
        for row in rows
    ]
    assert by_columns(ColumnKernel(program), profiles) == by_rows(kernel, profiles)
    for row, profile in zip(rows, profiles, strict=True):
        result, intervals = kernel.run(profile), [ends(*pair) for pair in row]
        assert list(zip(result.scores, result.lows, result.highs, strict=True)) == intervals
        chosen = winner_of(program, list(result.scores))
        if program.scheme.policy != "labels":
            assert result.winner == chosen
        # Whatever is missing may be anything: the corners are enough, because no type shares what is missing.
        corners = product(*({low, high} for _, low, high in intervals))
        open_ = any(winner_of(program, list(corner)) != chosen for corner in corners)
        assert (result.status == DATA_MISSING) == open_
        if not open_:
            claimed = any(x >= program.threshold for x in result.scores)
            assert (result.status == NO_TYPE) == (not claimed)
            if claimed and result.margin is not None:
                assert result.status == (CLOSE if result.margin < program.margin else CLEAR)


@settings(LAW, max_examples=40)
@given(schemes(), tables())
def test_decisions_are_what_the_architecture_says(scheme: dict[str, Any], rows: list[Row]) -> None:
    decide(scheme, rows)


@pytest.mark.slow
@settings(LAW, max_examples=400)
@given(schemes(), tables())
def test_decisions_are_what_the_architecture_says_tried_at_length(
    scheme: dict[str, Any], rows: list[Row]
) -> None:
    decide(scheme, rows)

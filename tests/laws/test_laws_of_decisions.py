"""Near ties, precedence and doubt, with scores set directly: every type has a field that is its score."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from classify.rulepack.load import load_data
from classify.scoring.columns import ColumnKernel
from classify.scoring.decision import CLEAR, CLOSE, DATA_MISSING, NO_TYPE
from classify.scoring.program import Program, compile_program
from classify.scoring.row import RowKernel
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import AS_OF, BASIS, both
from test_laws_of_both_forms import by_columns, by_rows

# Scores from 0 to 100; `None` is any of them.
TENTHS = st.one_of(st.none(), st.integers(490, 512), st.integers(0, 100).map(lambda n: n * 10))
SCORES = TENTHS.map(lambda n: None if n is None else n / 10)
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
        "fields": [{"id": f"score_{t}", "label": both(f"score {t}"), "type": "number"} for t in ids],
        "types": [{"id": t, "label": both(t), "definition": both(t), "basis": BASIS, "full_at": 1.0} for t in ids],
        "rules": [
            {
                "id": f"r.{t}",
                "title": both(t),
                "why": both(t),
                "basis": BASIS,
                "weigh": {t: 1.0},
                "ramp": {"of": f"score_{t}", "from": 0, "to": 100},
            }
            for t in ids
        ],
    }
    return compile_program(load_data(pack), AS_OF)


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


ROWS = st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(SCORES, min_size=n, max_size=n), min_size=1, max_size=25))


def decide(scheme: dict[str, Any], rows: list[list[float | None]]) -> None:
    program = compiled(scheme, len(rows[0]))
    kernel = RowKernel(program)
    profiles = [{f"score_t{i}": x for i, x in enumerate(row)} for row in rows]
    assert by_columns(ColumnKernel(program), profiles) == by_rows(kernel, profiles)
    for row, profile in zip(rows, profiles, strict=True):
        result = kernel.run(profile)
        known = [0 if x is None else round(x * 10) for x in row]
        assert list(result.scores) == known
        chosen = winner_of(program, known)
        if program.scheme.policy != "labels":
            assert result.winner == chosen
        # Whatever is missing may be anything: the corners are enough, because nothing is missing twice.
        corners = product(*([x] if row[i] is not None else [0, 1000] for i, x in enumerate(known)))
        open_ = any(winner_of(program, list(corner)) != chosen for corner in corners)
        assert (result.status == DATA_MISSING) == open_
        if not open_:
            claimed = any(x >= program.threshold for x in known)
            assert (result.status == NO_TYPE) == (not claimed)
            if claimed and result.margin is not None:
                assert result.status == (CLOSE if result.margin < program.margin else CLEAR)


@settings(max_examples=60)
@given(schemes(), ROWS)
def test_decisions_are_what_the_architecture_says(scheme: dict[str, Any], rows: list[list[float | None]]) -> None:
    decide(scheme, rows)


@pytest.mark.slow
@settings(max_examples=600)
@given(schemes(), ROWS)
def test_decisions_are_what_the_architecture_says_tried_at_length(
    scheme: dict[str, Any], rows: list[list[float | None]]
) -> None:
    decide(scheme, rows)

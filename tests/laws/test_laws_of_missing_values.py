"""What is not known yet: intervals hold whatever the missing values turn out to be.

All packs here are monotone: without `missing(…)` and `coalesce(…)`, which look at what is missing and so may
change a known degree when a value is filled in.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_at_random import CHOICES, FLAGS, NUMBERS, frames
from strategies import LAW, packs, program

from classify.scoring.decision import DATA_MISSING
from classify.scoring.outcome import Scorer
from classify.scoring.row import RowKernel, RowResult

VALUES = st.one_of(st.integers(-3, 12).map(float), st.sampled_from([0.0, 0.1, 0.5, 2.5, 1e9, -1e15]))
POLICIES = ("exclusive", "precedence", "labels")


@st.composite
def completions(draw: st.DrawFn, profile: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """Fill in some or all of what the loading step takes as missing."""
    filled = dict(profile)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys((*NUMBERS, "s1"), VALUES),
        **dict.fromkeys(FLAGS, st.booleans()),
        "c1": st.sampled_from(CHOICES),
        "t1": st.sampled_from(["a", "x", "文"]),
    }
    for id_, values in kinds.items():
        if _is_missing(profile.get(id_)) and (whole or draw(st.booleans())):
            filled[id_] = draw(values)
    return filled


def _is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (not isinstance(value, bool) and not abs(value) <= 1e15)


@LAW
@given(packs(monotone=True, policies=POLICIES), frames(st.just(1)), st.data())
def test_filling_in_a_value_never_moves_a_score_out_of_its_interval(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    kernel, before = RowKernel(program(pack)), profiles[0]
    for _ in range(4):
        after = data.draw(completions(before, whole=False))
        old, new = kernel.run(before), kernel.run(after)
        for i in range(len(old.scores)):
            assert old.lows[i] <= new.lows[i] <= new.scores[i] <= new.highs[i] <= old.highs[i]
        before = after


@LAW
@given(packs(monotone=True), frames(st.just(1)), st.data())
def test_filling_in_a_value_never_changes_a_known_degree(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    scorer = Scorer(program(pack))
    after = data.draw(completions(profiles[0], whole=False))
    old, new = scorer.degrees(profiles[0]), scorer.degrees(after)
    for i in range(len(scorer.program.rules)):
        was, is_ = old.get(i), new.get(i)
        if was is None:
            assert is_ is None
        elif is_ is None:
            assert was.low == 0
            assert was.high > 0
        else:
            assert was.low <= is_.low <= is_.high <= was.high


def keeps_its_type(pack: dict[str, Any], profile: dict[str, Any], data: st.DataObject) -> None:
    compiled = program(pack)
    kernel = RowKernel(compiled)
    old = kernel.run(profile)
    for _ in range(5):
        new = kernel.run(data.draw(completions(profile, whole=True)))
        if old.status != DATA_MISSING:
            if compiled.scheme.policy == "labels":
                assert _claims(new, compiled.threshold) == _claims(old, compiled.threshold)
            else:
                assert new.winner == old.winner


def _claims(result: RowResult, threshold: int) -> list[bool]:
    return [score >= threshold for score in result.scores]


@LAW
@given(packs(monotone=True, policies=POLICIES), frames(st.just(1)), st.data())
def test_a_type_decided_while_data_is_missing_is_kept_whatever_the_data_turn_out_to_be(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    keeps_its_type(pack, profiles[0], data)


@LAW
@given(packs(monotone=True, policies=POLICIES), frames(st.just(1)), st.data())
def test_nothing_is_in_doubt_where_no_degree_is(
    pack: dict[str, Any], profiles: list[dict[str, Any]], data: st.DataObject
) -> None:
    result = RowKernel(program(pack)).run(data.draw(completions(profiles[0], whole=True)))
    if not result.unknown:
        assert result.scores == result.lows == result.highs
        assert result.status != DATA_MISSING


@settings(LAW, max_examples=20)
@given(packs(), frames(st.just(1)))
def test_scores_lie_between_their_ends_and_on_the_scale(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    result = RowKernel(program(pack)).run(profiles[0])
    for score, low, high in zip(result.scores, result.lows, result.highs, strict=True):
        assert 0 <= low <= score <= high <= 1000

"""What is told about a result agrees with the result: degrees with bits, contributions with scores."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from profiles_at_random import frames
from strategies import LAW, packs, program

from classify.model.profile import Profile
from classify.scoring.outcome import Scorer
from classify.scoring.program import TOP


def clipped(total: int, full: int) -> int:
    return min(max((total + full // 2) // full, 0), TOP)


@LAW
@given(packs(policies=("exclusive", "precedence", "labels")), frames())
def test_scores_recomputed_from_degrees_are_those_of_the_row_function(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    scorer = Scorer(program(pack))
    rules, full = scorer.program.rules, scorer.program.full
    for profile in profiles:
        result, degrees = scorer.kernel.run(profile), scorer.degrees(profile)
        assert sum(1 << i for i, d in degrees.items() if d.low == d.high) == result.fired
        assert sum(1 << i for i, d in degrees.items() if d.low != d.high) == result.unknown
        for t in range(len(full)):
            weighted = [(rules[i].weights[t], d) for i, d in degrees.items()]
            known = sum(w * d.low for w, d in weighted if d.low == d.high)
            worst = known + sum(w * (d.high if w < 0 else d.low) for w, d in weighted if d.low != d.high)
            best = known + sum(w * (d.high if w > 0 else d.low) for w, d in weighted if d.low != d.high)
            assert [clipped(total, full[t]) for total in (known, worst, best)] == [
                result.scores[t],
                result.lows[t],
                result.highs[t],
            ]


@LAW
@given(packs(), frames())
def test_an_outcome_tells_what_the_row_function_found(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    scorer = Scorer(program(pack))
    types = [t.id for t in scorer.program.types]
    for i, values in enumerate(profiles):
        result = scorer.kernel.run(values)
        outcome = scorer.score(Profile(id=str(i), values=scorer.load(values)))
        assert outcome.type == (types[result.winner] if result.winner >= 0 else None)
        assert [outcome.scores[t].score for t in types] == [s / 10 for s in result.scores]
        assert len(outcome.fired) == result.fired.bit_count()
        assert len(outcome.unknown) == result.unknown.bit_count()
        missing = {f.id for f in scorer.program.inputs if scorer.load(values)[f.id] is None}
        assert {m.field for m in outcome.missing} <= missing

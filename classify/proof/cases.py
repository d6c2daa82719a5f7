"""Run the cases beside the rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classify.advice.adviser import Adviser
from classify.insight.explain import Explainer
from classify.model.case import Case
from classify.model.outcome import Outcome
from classify.model.profile import Profile
from classify.rulepack.cases import PlacedCase, read_cases
from classify.rulepack.load import LoadedPack
from classify.scoring.outcome import Scorer
from classify.scoring.program import Program, compile_program

NEWEST = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class CaseResult:
    """Hold a case, its outcome and every expectation it does not meet (none: the case holds)."""

    placed: PlacedCase
    outcome: Outcome
    misses: tuple[str, ...]


@dataclass
class Casebook:
    """Run cases; the scheme is compiled once per date."""

    loaded: LoadedPack
    _scorers: dict[str | None, Scorer] = field(default_factory=dict)
    _advisers: dict[str | None, Adviser] = field(default_factory=dict)

    def run(self, placed: PlacedCase) -> CaseResult:
        """Return what one case came to. Without a date of its own it runs under the newest parameters."""
        case, date = placed.case, placed.case.as_of
        if date not in self._scorers:
            as_of = datetime.date.fromisoformat(date) if date else NEWEST
            self._scorers[date] = Scorer(compile_program(self.loaded, as_of))
        scorer = self._scorers[date]
        profile = Profile(id=case.name, name=case.name, values=dict(placed.values))
        outcome = scorer.score(profile)
        misses = [*_misses(case, outcome, scorer.program)]
        if case.expect.items or case.expect.no_items:
            misses += self._item_misses(date, case, profile, outcome)
        return CaseResult(placed, outcome, tuple(misses))

    def _item_misses(self, date: str | None, case: Case, profile: Profile, outcome: Outcome) -> list[str]:
        scorer = self._scorers[date]
        adviser = self._advisers.setdefault(date, Adviser(scorer.program))
        advice = adviser.advise(Explainer(scorer).values(profile), outcome)
        present = {line.id for entry in advice.lists for line in entry.lines}
        missing = [f"item {id_} is not proposed" for id_ in case.expect.items if id_ not in present]
        return missing + [f"item {id_} is proposed" for id_ in case.expect.no_items if id_ in present]

    def run_all(self) -> Sequence[CaseResult]:
        """Return the results of all cases of the loaded packs."""
        return [self.run(placed) for placed in read_cases(self.loaded)]


def _misses(case: Case, outcome: Outcome, program: Program) -> Iterator[str]:
    expect = case.expect
    if "type" in expect.model_fields_set and outcome.type != expect.type:
        yield f"type is {outcome.type}, not {expect.type}"
    if expect.status is not None and outcome.status != expect.status:
        yield f"status is {outcome.status}, not {expect.status}"
    if expect.runner_up is not None and outcome.runner_up != expect.runner_up:
        yield f"runner-up is {outcome.runner_up}, not {expect.runner_up}"
    fired, unknown = {e.rule for e in outcome.fired}, {e.rule for e in outcome.unknown}
    active = {r.rule.id for r in program.rules}
    groups = (("fires", expect.fires, fired), ("is unknown", expect.unknown, unknown))
    for word, ids, actual in (*groups, ("is silent", expect.silent, active - fired - unknown)):
        yield from (f"rule {id_} should be one that {word}" for id_ in ids if id_ not in actual)
    missing = {m.field for m in outcome.missing}
    yield from (f"{id_} is not among the missing fields" for id_ in expect.missing if id_ not in missing)
    for type_, (low, high) in expect.scores.items():
        score = outcome.scores[type_].score
        if not low <= score <= high:
            yield f"the score of {type_} is {score}, outside [{low}, {high}]"

"""Row results to outcomes: evidence with contributions, and which missing fields matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from classify.expression.evaluate import Evaluator
from classify.expression.tree import Node
from classify.model.outcome import Evidence, MissingField, Outcome, Score, Status
from classify.model.profile import Profile, Value
from classify.scoring.decision import STATUSES
from classify.scoring.program import FULL, CompiledRule, Program
from classify.scoring.row import RowKernel, RowResult


@dataclass(frozen=True)
class Degree:
    """Hold the interval of a rule's degree in thousandths; known where both ends are equal."""

    low: int
    high: int


class Scorer:
    """Take profiles to outcomes; compile once, use for many."""

    def __init__(self, program: Program) -> None:
        """Compile the row function and what is needed to tell evidence apart."""
        self.program = program
        self.kernel = RowKernel(program)
        self._fields = {r.rule.id: self._fields_of(r) for r in program.rules}

    def _fields_of(self, rule: CompiledRule) -> frozenset[str]:
        return frozenset(self.program.fields_of(*rule.trees))

    @cached_property
    def _parts(self) -> Evaluator[tuple[int, str]]:
        trees: dict[tuple[int, str], Node] = {}
        for i, rule in enumerate(self.program.rules):
            if rule.when is not None:
                trees[i, "when"] = rule.when
            if rule.ramp is not None:
                trees[i, "of"] = rule.ramp.of
        return Evaluator(trees, self.program.indicators, self.program.numbers)

    def score(self, profile: Profile, declared: str | None = None) -> Outcome:
        """Return the outcome of one profile."""
        values = self.load(profile.values)
        result = RowResult(*self.kernel.evaluate(tuple(values.values())))
        types = [t.id for t in self.program.types]
        degrees = self._degrees(values) if result.fired or result.unknown else {}
        name = types[result.winner] if result.winner >= 0 else None
        status: Any = STATUSES[result.status]
        return Outcome(
            id=profile.id, name=profile.name, group=profile.group, declared=declared,
            type=name, status=status,
            runner_up=types[result.runner_up] if result.runner_up >= 0 else None,
            margin=None if result.margin is None else result.margin / 10,
            scores={t: _score(result, i) for i, t in enumerate(types)},
            fired=self._evidence(degrees, result, known=True),
            unknown=self._evidence(degrees, result, known=False),
            missing=self._missing(values, degrees, result, status),
        )  # fmt: skip

    def degrees(self, values: Mapping[str, Any]) -> dict[int, Degree]:
        """Return the degree of every rule that is not known to be 0, by the rule's number."""
        return self._degrees(self.load(values))

    def load(self, values: Mapping[str, Any]) -> dict[str, Value]:
        """Return the values the rules read, as the loading step leaves them, in the order of `inputs`."""
        ids = [f.id for f in self.program.inputs]
        return dict(zip(ids, self.kernel.load(values), strict=True))

    def _degrees(self, values: Mapping[str, Value]) -> dict[int, Degree]:
        parts = self._parts.run(values)
        found = {}
        for i, rule in enumerate(self.program.rules):
            degree = _degree(rule, parts.get((i, "when")), parts.get((i, "of")))
            if degree.high:
                found[i] = degree
        return found

    def _evidence(
        self, degrees: dict[int, Degree], result: RowResult, *, known: bool
    ) -> tuple[Evidence, ...]:
        focus = max(result.winner, 0) if result.winner >= 0 else max(result.runner_up, 0)
        rows = [(i, d) for i, d in degrees.items() if (d.low == d.high) is known]
        rows.sort(key=lambda r: (-self.points(r[0], r[1].high)[focus], self.program.rules[r[0]].rule.id))
        return tuple(self._row(i, d) for i, d in rows)

    def _row(self, index: int, degree: Degree) -> Evidence:
        rule, points = self.program.rules[index], self.points(index, degree.high)
        return Evidence(
            rule=rule.rule.id,
            degree=degree.low / FULL if degree.low == degree.high else None,
            low=degree.low / FULL,
            high=degree.high / FULL,
            points={t.id: p for t, p, w in zip(self.program.types, points, rule.weights, strict=True) if w},
        )

    def points(self, index: int, degree: int) -> tuple[float, ...]:
        """Return what a rule contributes to each type at a degree in thousandths."""
        weights = self.program.rules[index].weights
        return tuple(
            round(w * degree / full / 10, 2) for w, full in zip(weights, self.program.full, strict=True)
        )

    def _missing(
        self, values: Mapping[str, Value], degrees: dict[int, Degree], result: RowResult, status: Status
    ) -> tuple[MissingField, ...]:
        if status != "data-missing":
            return ()
        swings: dict[str, float] = {}
        first = result.winner if result.winner >= 0 else result.runner_up
        for i, degree in degrees.items():
            if degree.low == degree.high:
                continue
            points = self.points(i, degree.high - degree.low)
            swing = max((abs(p - points[first]) for p in points), default=0.0)
            for field in self._fields[self.program.rules[i].rule.id]:
                if values.get(field) is None:
                    swings[field] = swings.get(field, 0.0) + swing
        ordered = sorted(swings.items(), key=lambda s: (-s[1], s[0]))
        return tuple(MissingField(field=f, swing=round(s, 1)) for f, s in ordered if s > 0)


def _score(result: RowResult, i: int) -> Score:
    return Score(score=result.scores[i] / 10, low=result.lows[i] / 10, high=result.highs[i] / 10)


def _degree(rule: CompiledRule, when: Value, of: Value) -> Degree:
    if rule.when is not None and when is False:
        return Degree(0, 0)
    certain = rule.when is None or when is True
    if rule.ramp is None:
        return Degree(FULL if certain else 0, FULL)
    if of is None:
        return Degree(0, FULL)
    assert isinstance(of, float | int), "a ramp is over a number"  # noqa: S101 - for the type checker
    steps = (of - rule.ramp.start) * rule.ramp.steps + 0.5
    degree = FULL if steps >= FULL else int(steps) if steps >= 1 else 0
    return Degree(degree if certain else 0, degree)

"""How the figures of communities of one type are distributed, so that one community can be seen among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from classify.expression.tree import names_in
from classify.model.outcome import Outcome
from classify.model.profile import Value
from classify.scoring.program import Program

LEAST = 4  # known values below which a distribution says nothing


@dataclass(frozen=True)
class Spread:
    """Hold how a figure is distributed among the communities of one type; `known` is how many have it."""

    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float
    known: int


def measures(program: Program) -> tuple[str, ...]:
    """Return the figures communities can be compared by: what rules read and what is a number."""
    names = program.loaded.names
    names_read = (name for rule in program.rules for tree in rule.trees for name in names_in(tree))
    found = dict.fromkeys(name for name in names_read if name not in program.numbers)
    return tuple(id_ for id_ in found if names[id_].kind == "number" and names[id_].type != "year")


class Spreads:
    """Compare the figures of communities within their types."""

    def __init__(
        self, program: Program, outcomes: Sequence[Outcome], values: Mapping[str, Mapping[str, Value]]
    ) -> None:
        """Keep the figures by community: measures by name, without what must not be shown."""
        self._program, self._values = program, values
        self._of_type: dict[str | None, list[str]] = defaultdict(list)
        for outcome in outcomes:
            self._of_type[outcome.type].append(outcome.id)
        self._found: dict[tuple[str, str], Spread | None] = {}

    @cached_property
    def telling(self) -> dict[str, tuple[str, ...]]:
        """Return the measures of each type that its rules read, those that weigh most first.

        What speaks against a type counts half: its communities hardly differ in it.
        """
        return {t.id: self._telling(i) for i, t in enumerate(self._program.types)}

    def _telling(self, index: int) -> tuple[str, ...]:
        weights: dict[str, int] = dict.fromkeys(measures(self._program), 0)
        for rule in self._program.rules:
            for name in {n for tree in rule.trees for n in names_in(tree)} & weights.keys():
                weights[name] += max(2 * rule.weights[index], -rule.weights[index])
        return tuple(sorted((w for w in weights if weights[w]), key=lambda name: -weights[name]))

    def spread(self, type_: str, measure: str) -> Spread | None:
        """Return how a measure is distributed in a type, `None` where too few values are known."""
        key = type_, measure
        if key not in self._found:
            found = (_number(self._values[id_].get(measure)) for id_ in self._of_type[type_])
            values = sorted(v for v in found if v is not None)
            self._found[key] = _spread(values) if len(values) >= LEAST else None
        return self._found[key]


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, float | int) and not isinstance(value, bool) else None


def _spread(values: Sequence[float]) -> Spread:
    quarter, median, three_quarters = (_quantile(values, at) for at in (0.25, 0.5, 0.75))
    return Spread(values[0], quarter, median, three_quarters, values[-1], len(values))


def _quantile(values: Sequence[float], at: float) -> float:
    place = at * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)

"""Communities of one type that are most alike: those whose rules come out with the most similar points."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classify.model.outcome import Outcome

MOST = 5


@dataclass(frozen=True)
class Peer:
    """Name a community of the same type; `difference` is by how many points its evidence differs, rule by rule."""

    outcome: Outcome
    difference: float


class Peers:
    """Find the peers of communities among the outcomes of one run."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Sort the outcomes by type; those without a type have no peers."""
        self._members: dict[str, list[tuple[Outcome, Mapping[str, float]]]] = {}
        for outcome in outcomes:
            if outcome.type is not None:
                self._members.setdefault(outcome.type, []).append((outcome, _points(outcome, outcome.type)))

    def of(self, outcome: Outcome, most: int = MOST) -> tuple[Peer, ...]:
        """Return the communities most like this one, the most alike first; ties are told apart by id."""
        if outcome.type is None:
            return ()
        own = _points(outcome, outcome.type)
        others = (
            (_difference(own, points), other.id, other)
            for other, points in self._members.get(outcome.type, ())
            if other.id != outcome.id
        )
        nearest = heapq.nsmallest(most, others, key=lambda entry: entry[:2])
        return tuple(Peer(other, round(difference, 1)) for difference, _id, other in nearest)


def _points(outcome: Outcome, type_: str) -> dict[str, float]:
    return {e.rule: points for e in outcome.fired if (points := e.points.get(type_, 0.0))}


def _difference(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(abs(points - other.get(rule, 0.0)) for rule, points in one.items())
    return shared + sum(abs(points) for rule, points in other.items() if rule not in one)

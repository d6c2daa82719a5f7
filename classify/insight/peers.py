"""Communities of one type that are most alike: those whose rules come out with the most similar points."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from classify.model.outcome import Outcome

MOST = 5
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Peer:
    """Name a community of the same type; `difference` is by how many points its evidence differs, rule by rule."""

    outcome: Outcome
    difference: float


class _Member(NamedTuple):
    """Hold a community's evidence for its type: all points together, and the points of each rule."""

    total: float
    id: str
    outcome: Outcome
    points: Mapping[str, float]


class Peers:
    """Find the peers of communities among the outcomes of one run."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        """Keep the outcomes; those without a type have no peers."""
        self._outcomes = outcomes
        self._found: dict[tuple[str, int], tuple[Peer, ...]] = {}

    @cached_property
    def _members(self) -> dict[str, list[_Member]]:
        members: dict[str, list[_Member]] = {}
        for outcome in self._outcomes:
            if outcome.type is not None:
                members.setdefault(outcome.type, []).append(_member(outcome, outcome.type))
        return {type_: sorted(found, key=lambda m: (m.total, m.id)) for type_, found in members.items()}

    def of(self, outcome: Outcome, most: int = MOST) -> tuple[Peer, ...]:
        """Return the communities most like this one, the most alike first; ties are told apart by id."""
        if outcome.type is None:
            return ()
        key = outcome.id, most
        if key not in self._found:
            self._found[key] = self._nearest(_member(outcome, outcome.type), outcome.type, most)
        return self._found[key]

    def _nearest(self, own: _Member, type_: str, most: int) -> tuple[Peer, ...]:
        best: list[tuple[float, str, Outcome]] = []
        for other in self._outward(own, type_):
            worst = best[most - 1][0] if len(best) >= most else float("inf")
            # Evidence cannot differ by less than its total does: beyond this nobody comes nearer.
            if abs(other.total - own.total) > worst + _ROUNDING:
                break
            if other.id != own.id:
                difference = _difference(own.points, other.points)
                if difference <= worst:
                    insort(best, (difference, other.id, other.outcome), key=lambda entry: entry[:2])
        return tuple(Peer(other, round(difference, 1)) for difference, _id, other in best[:most])

    def _outward(self, own: _Member, type_: str) -> Iterator[_Member]:
        """Yield the members of a type, those whose total is nearest first."""
        members = self._members.get(type_, [])
        above = bisect_left(members, own.total, key=lambda m: m.total)
        below = above - 1
        while below >= 0 or above < len(members):
            down = own.total - members[below].total if below >= 0 else float("inf")
            up = members[above].total - own.total if above < len(members) else float("inf")
            if up <= down:
                yield members[above]
                above += 1
            else:
                yield members[below]
                below -= 1


def _member(outcome: Outcome, type_: str) -> _Member:
    points = {e.rule: points for e in outcome.fired if (points := e.points.get(type_, 0.0))}
    return _Member(sum(points.values()), outcome.id, outcome, points)


def _difference(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(abs(points - other.get(rule, 0.0)) for rule, points in one.items())
    return shared + sum(abs(points) for rule, points in other.items() if rule not in one)

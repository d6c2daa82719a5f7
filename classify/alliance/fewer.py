"""Second stage: the same needs served by fewer new relations, without touching any higher aim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import replace

from classify.alliance.problem import Problem

_ROUNDS = 4
_NEW, _DISTANCE = 120, 12


def gathered(problem: Problem, related: Collection[tuple[int, int]]) -> Problem:
    """Return the problem with costs that draw needs of one community to the same unit.

    A new relation costs the less the more of the community's needs the unit could serve; distance only
    decides between equals.
    """
    known = frozenset(related)
    could: Counter[tuple[int, int]] = Counter()
    pairs = [
        (problem.home[need], problem.unit[offer])
        for offer, need in zip(problem.arc_offer, problem.arc_need, strict=True)
    ]
    could.update(pairs)
    cost = tuple(
        (0 if pair in known else _NEW // could[pair]) + old // _DISTANCE
        for pair, old in zip(pairs, problem.arc_cost, strict=True)
    )
    return replace(problem, arc_cost=cost)


def fewer_relations(
    problem: Problem, chosen: Collection[int], related: Collection[tuple[int, int]]
) -> frozenset[int]:
    """Return arcs that serve each need as often as `chosen`, with fewer pairs of community and unit that are new.

    `related` are the (community, unit) pairs that work together already. Each step moves one need to another
    offer with room, or lets two needs swap offers; which needs are served, and how often, stays as it is.
    """
    stage = _Stage(problem, chosen, frozenset(related))
    for _round in range(_ROUNDS):
        if not sum(stage.improve(arc) for arc in sorted(stage.chosen)):
            break
    return frozenset(stage.chosen)


class _Stage:
    """Keep count of rooms and relations while arcs are exchanged."""

    def __init__(
        self, problem: Problem, chosen: Collection[int], related: frozenset[tuple[int, int]]
    ) -> None:
        self.problem = problem
        self.chosen = set(chosen)
        self.related = related
        self.room = list(problem.capacity)
        self.pairs: Counter[tuple[int, int]] = Counter()
        self.units: defaultdict[int, set[int]] = defaultdict(set)
        self.on: defaultdict[int, set[int]] = defaultdict(set)
        self.arcs: defaultdict[int, list[int]] = defaultdict(list)
        self.arc_at: dict[tuple[int, int], int] = {}
        for arc, need in enumerate(problem.arc_need):
            self.arcs[need].append(arc)
            self.arc_at[problem.arc_offer[arc], need] = arc
        for arc in self.chosen:
            self._count(arc, 1)

    def _pair(self, arc: int) -> tuple[int, int]:
        problem = self.problem
        return problem.home[problem.arc_need[arc]], problem.unit[problem.arc_offer[arc]]

    def _count(self, arc: int, by: int) -> None:
        problem = self.problem
        offer, need = problem.arc_offer[arc], problem.arc_need[arc]
        self.room[offer] -= by
        self.pairs[self._pair(arc)] += by
        (self.units[need].add if by > 0 else self.units[need].discard)(problem.unit[offer])
        (self.on[offer].add if by > 0 else self.on[offer].discard)(arc)

    def _fresh(self, pair: tuple[int, int]) -> bool:
        """Tell whether the pair would be new if it were chosen now."""
        return pair not in self.related and not self.pairs[pair]

    def _swap(self, out: Collection[int], into: Collection[int]) -> None:
        for arc in out:
            self.chosen.discard(arc)
            self._count(arc, -1)
        for arc in into:
            self.chosen.add(arc)
            self._count(arc, 1)

    def improve(self, arc: int) -> bool:
        """Move the need of an arc elsewhere if that saves a new relation; tell whether it did."""
        if arc not in self.chosen or self._pair(arc) in self.related or self.pairs[self._pair(arc)] > 1:
            return False
        problem = self.problem
        need = problem.arc_need[arc]
        for other in self.arcs[need]:
            offer = problem.arc_offer[other]
            if (
                other in self.chosen
                or problem.unit[offer] in self.units[need]
                or self._fresh(self._pair(other))
            ):
                continue
            if self.room[offer]:
                self._swap((arc,), (other,))
                return True
            back = self._way_back(arc, other)
            if back is not None:
                self._swap((arc, back[0]), (other, back[1]))
                return True
        return False

    def _way_back(self, arc: int, other: int) -> tuple[int, int] | None:
        """Return an arc that may leave the full offer of `other` and its new arc to the offer of `arc`."""
        problem = self.problem
        free = problem.arc_offer[arc]
        for held in sorted(self.on[problem.arc_offer[other]]):
            need = problem.arc_need[held]
            into = self.arc_at.get((free, need))
            if into is None or need == problem.arc_need[arc] or problem.unit[free] in self.units[need]:
                continue
            loses = self._pair(held) not in self.related and self.pairs[self._pair(held)] == 1
            gains = self._fresh(self._pair(into)) and self._pair(into) != self._pair(arc)
            if not gains or loses:
                return held, into
        return None

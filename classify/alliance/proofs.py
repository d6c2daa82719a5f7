"""Why a link is proposed, and why a need stays unmet, worked out from problem and choice whatever the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from classify.alliance.answer import Joined, Sentence, sentence
from classify.alliance.matching import Market, distance
from classify.alliance.problem import Price, Problem
from classify.alliance.state import State
from classify.alliance.words import SUPPLY_KINDS, label
from classify.texts import mark as _

_NAMED = 3


@dataclass(frozen=True)
class Shortage:
    """Hold a minimum cut: `needs` can be served by `offers` only, which together have `capacity`, and `used` it up.

    Where less is used the choice was not optimal, and the cut proves nothing.
    """

    offers: tuple[str, ...]
    capacity: int
    used: int
    needs: tuple[str, ...]
    missing: int

    @property
    def tight(self) -> bool:
        """Tell whether the proof holds."""
        return self.used == self.capacity


class Proofs:
    """Explain one choice; what several explanations share is worked out once."""

    def __init__(
        self, state: State, market: Market, problem: Problem, chosen: Collection[int], price: Price
    ) -> None:
        """Take the problem and the arcs that were chosen."""
        self.state, self.market, self.problem, self.price = state, market, problem, price
        self.arcs = problem.arcs_of_needs()
        self.chosen = frozenset(chosen)
        self.on: defaultdict[int, list[int]] = defaultdict(list)
        self.given: defaultdict[int, set[int]] = defaultdict(set)
        for arc in self.chosen:
            self.on[problem.arc_offer[arc]].append(problem.arc_need[arc])
            self.given[problem.arc_need[arc]].add(problem.unit[problem.arc_offer[arc]])
        self._beyond: dict[int, frozenset[int]] = {}
        self._closures: dict[frozenset[int], frozenset[int]] = {}

    # Reasons

    def reason(self, arc: int) -> Joined:
        """Return why this link is proposed: relation, distance, and what became of the offers that cost less."""
        problem, state = self.problem, self.state
        need, offer = problem.arc_need[arc], problem.arc_offer[arc]
        home, unit = problem.communities[problem.home[need]], state.offers[problem.offers[offer]].unit
        parts: list[object] = []
        if problem.urgent[need] and problem.first[need]:
            parts.append(sentence(_("urgent, and nobody serves it yet")))
        if (problem.needs[need], problem.offers[offer]) in self.price.before:
            parts.append(sentence(_("proposed before")))
        if self.price.related(home, unit):
            parts.append(sentence(_("works with the community already")))
        parts.append(self._where(home, unit))
        cheaper = [a for a in self.arcs[need] if problem.arc_cost[a] < problem.arc_cost[arc]]
        others = [a for a in cheaper if a not in self.chosen]
        if not others:
            parts.append(sentence(_("best of {count} in range"), count=len(self.arcs[need])))
        parts += [self._passed_over(a) for a in others[:_NAMED]]
        if len(others) > _NAMED:
            parts.append(sentence(_("so are {count} more"), count=len(others) - _NAMED))
        return Joined(tuple(parts), _("; "))

    def _where(self, home: str, unit: str) -> Sentence:
        units, where = self.state.alliance.unit, self.state.alliance.subdistrict
        far = distance(units[home], units[unit])
        if far is not None:
            return sentence(_("{km} km away"), km=f"{far:.1f}")
        if units[unit].place == home:
            return sentence(_("in the community itself"))
        if where[unit] and where[unit] == where[home]:
            return sentence(_("in the same subdistrict"))
        return sentence(_("in another subdistrict"))

    def _passed_over(self, arc: int) -> Sentence:
        problem, alliance = self.problem, self.state.alliance
        offer = problem.arc_offer[arc]
        unit = alliance.name(self.state.offers[problem.offers[offer]].unit)
        takers = list(dict.fromkeys(problem.communities[problem.home[n]] for n in sorted(self.on[offer])))
        if len(self.on[offer]) < problem.capacity[offer]:
            return sentence(
                _("{unit} suits better but counts once per need, or is kept for another"), unit=unit
            )
        names = Joined(tuple(alliance.name(id_) for id_ in takers[:_NAMED]))
        if len(takers) > _NAMED:
            return sentence(
                _("{unit} suits better but is full: {names} and {count} more"),
                unit=unit,
                names=names,
                count=len(takers) - _NAMED,
            )
        return sentence(_("{unit} suits better but is full: {names}"), unit=unit, names=names)

    # Proofs

    def shortage(self, need: int) -> Shortage | None:
        """Return the minimum cut around an unmet need; `None` where no free offer suits it at all."""
        problem = self.problem
        start = frozenset(
            problem.arc_offer[a]
            for a in self.arcs[need]
            if problem.unit[problem.arc_offer[a]] not in self.given[need]
        )
        if not start:
            return None
        offers = self._closure(start)
        needs = sorted({n for o in offers for n in self.on[o]} | {need})
        return Shortage(
            tuple(problem.offers[o] for o in sorted(offers)),
            sum(problem.capacity[o] for o in offers),
            sum(len(self.on[o]) for o in offers),
            tuple(problem.needs[n] for n in needs),
            problem.wanted[need] - len(self.given[need]),
        )

    def _closure(self, start: frozenset[int]) -> frozenset[int]:
        """Return all offers to which room could be passed on by moving needs that hold one of them."""
        if start not in self._closures:
            found, queue = set(start), sorted(start)
            for offer in queue:
                for other in self._reach(offer):
                    if other not in found:
                        found.add(other)
                        queue.append(other)
            self._closures[start] = frozenset(found)
        return self._closures[start]

    def _reach(self, offer: int) -> frozenset[int]:
        if offer not in self._beyond:
            problem = self.problem
            self._beyond[offer] = frozenset(
                problem.arc_offer[a]
                for need in self.on[offer]
                for a in self.arcs[need]
                if problem.unit[problem.arc_offer[a]] not in (self.given[need] - {problem.unit[offer]})
            )
        return self._beyond[offer]

    def proof(self, need_id: str, need: int | None) -> tuple[Sentence, Shortage | None]:
        """Return the sentence that proves a need unmet; `need` is its number in the problem."""
        state = self.state
        kind = label(SUPPLY_KINDS, state.needs[need_id].kind)
        cut = self.shortage(need) if need is not None else None
        if cut is not None:
            return (
                self._scarce(kind, cut)
                if cut.tight
                else sentence(_("this solver left room that could serve it"))
            ), cut
        inside = self.market.offers(state.needs[need_id])
        units = {o.unit for o in inside}
        everywhere = self.market.of_kind(state.needs[need_id].kind)
        wanted = state.needs[need_id].wanted
        if not everywhere:
            return sentence(_("nobody offers {kind}"), kind=kind), None
        if not units:
            names = self._units(sorted({o.unit for o in everywhere}))
            return sentence(
                _("nobody in range offers {kind}; it is offered elsewhere by {names}"), kind=kind, names=names
            ), None
        if len(units) < wanted:
            return sentence(
                _("{wanted} providers are wanted, but only {count} in range offer {kind}: {names}"),
                wanted=wanted, count=len(units), kind=kind, names=self._units(sorted(units)),
            ), None  # fmt: skip
        return sentence(
            _("all in range that offer {kind} serve it already, are fully committed or ruled out: {names}"),
            kind=kind, names=self._units(sorted(units)),
        ), None  # fmt: skip

    def _scarce(self, kind: object, cut: Shortage) -> Sentence:
        units = self._units(dict.fromkeys(self.state.offers[o].unit for o in cut.offers))
        return sentence(
            _("{kind}: {offers} within reach have room for {capacity} ({units}); {needs} needs take all of it and none can move elsewhere; {missing} short"),
            kind=kind, offers=len(cut.offers), capacity=cut.capacity, units=units, needs=len(cut.needs) - 1, missing=cut.missing,
        )  # fmt: skip

    def _units(self, ids: Iterable[str]) -> Joined:
        names = [self.state.alliance.name(id_) for id_ in dict.fromkeys(ids)]
        more = (sentence(_("{count} more"), count=len(names) - _NAMED),) if len(names) > _NAMED else ()
        return Joined((*names[:_NAMED], *more))

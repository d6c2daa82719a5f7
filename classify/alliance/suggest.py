"""Whom to link next: the whole way from the tables to explained proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from classify.alliance.answer import Joined, Sentence, sentence
from classify.alliance.fewer import fewer_relations, gathered
from classify.alliance.matching import Market
from classify.alliance.pause import uncollected
from classify.alliance.problem import Price, Problem, Wishes, build_problem
from classify.alliance.proofs import Proofs, Shortage
from classify.alliance.solvers import ortools_there, solve
from classify.alliance.state import State
from classify.errors import Finding
from classify.texts import mark as _


@dataclass(frozen=True)
class Proposal:
    """Hold one proposed link. It is `proposed` (or `locked` by the office) and in force nowhere."""

    need: str
    community: str
    kind: str
    urgent: bool
    unit: str
    offer: str
    status: str
    new: bool
    reason: Joined


@dataclass(frozen=True)
class Unmet:
    """Hold a need that lacks `missing` providers, with the proof and, where there is one, the minimum cut."""

    need: str
    community: str
    kind: str
    urgent: bool
    missing: int
    proof: Sentence
    cut: Shortage | None


@dataclass(frozen=True)
class Suggestion:
    """Hold what `suggest` came to; `shares` is served and wanted per community, proposals included.

    `forbidden` are the links the office ruled out: no proposals, but the list carries them on.
    """

    proposals: tuple[Proposal, ...]
    unmet: tuple[Unmet, ...]
    shares: dict[str, tuple[int, int]]
    solver: str
    findings: tuple[Finding, ...] = ()
    forbidden: tuple[Proposal, ...] = ()

    @property
    def listed(self) -> tuple[Proposal, ...]:
        """Return what the list for the office holds: proposals, and what it ruled out, by need."""
        return tuple(sorted((*self.proposals, *self.forbidden), key=_place_in_list))

    @property
    def new_relations(self) -> int:
        """Return how many pairs of community and unit would work together for the first time."""
        return len({(p.community, p.unit) for p in self.proposals if p.new})


@uncollected
def suggest(
    state: State, wishes: Wishes | None = None, solver: str = "auto", *, fewer: bool = False
) -> Suggestion:
    """Return proposals for the open needs of a day, fair to the communities and explained link by link."""
    wishes, market = wishes or Wishes(), Market(state)
    problem = build_problem(state, wishes, market)
    price = Price(state, wishes)
    related = _related(state, problem, price) if fewer else set()
    chosen, used = solve(gathered(problem, related) if fewer else problem, solver)
    if fewer:
        chosen = fewer_relations(problem, chosen, related)
    proofs = Proofs(state, market, problem, chosen, price)
    proposals = [
        *_locked(state, wishes, price),
        *(_proposal(state, proofs, problem, arc) for arc in sorted(chosen)),
    ]
    given: dict[str, int] = {}
    for proposal in proposals:
        given[proposal.need] = given.get(proposal.need, 0) + 1
    shares = {
        home: (served, total)
        for home, served, total in zip(problem.communities, problem.served, problem.total, strict=True)
    }
    for arc in chosen:
        home = problem.communities[problem.home[problem.arc_need[arc]]]
        shares[home] = (shares[home][0] + 1, shares[home][1])
    return Suggestion(
        tuple(sorted(proposals, key=_place_in_list)),
        tuple(_unmet(state, proofs, problem, given)),
        shares,
        used,
        tuple(_instead(solver, used)),
        tuple(_ruled_out(state, wishes, price)),
    )


def _place_in_list(proposal: Proposal) -> tuple[str, bool, str, str]:
    return proposal.community, not proposal.urgent, proposal.need, proposal.unit


def _instead(asked: str, used: str) -> Iterator[Finding]:
    if used == "networkx" and asked in ("auto", "ortools"):
        yield Finding("ALLIANCE072" if ortools_there() else "ALLIANCE070")


def _related(state: State, problem: Problem, price: Price) -> set[tuple[int, int]]:
    pairs = {
        (problem.home[need], problem.unit[offer], state.offers[problem.offers[offer]].unit)
        for offer, need in zip(problem.arc_offer, problem.arc_need, strict=True)
    }
    return {(home, unit) for home, unit, id_ in pairs if price.related(problem.communities[home], id_)}


def _proposal(state: State, proofs: Proofs, problem: Problem, arc: int) -> Proposal:
    need = state.needs[problem.needs[problem.arc_need[arc]]]
    offer = state.offers[problem.offers[problem.arc_offer[arc]]]
    new = not proofs.price.related(need.community, offer.unit)
    return Proposal(
        need.id,
        need.community,
        need.kind,
        need.urgent,
        offer.unit,
        offer.id,
        "proposed",
        new,
        proofs.reason(arc),
    )


def _locked(state: State, wishes: Wishes, price: Price) -> list[Proposal]:
    found = []
    for need_id, offer_id in sorted(wishes.locked):
        need, offer = state.needs[need_id], state.offers[offer_id]
        reason = Joined((sentence(_("kept: the office locked it")),))
        new = not price.related(need.community, offer.unit)
        found.append(
            Proposal(
                need.id, need.community, need.kind, need.urgent, offer.unit, offer.id, "locked", new, reason
            )
        )
    return found


def _ruled_out(state: State, wishes: Wishes, price: Price) -> Iterator[Proposal]:
    """Yield what the office ruled out, closed needs and offers too: they may open again."""
    reason = Joined((sentence(_("the office ruled it out")),))
    for need_id, offer_id in sorted(wishes.forbidden):
        need, offer = state.alliance.need[need_id], state.alliance.offer[offer_id]
        new = not price.related(need.community, offer.unit)
        yield Proposal(
            need.id, need.community, need.kind, need.urgent, offer.unit, offer.id, "forbidden", new, reason
        )


def _unmet(state: State, proofs: Proofs, problem: Problem, given: dict[str, int]) -> list[Unmet]:
    number = {id_: i for i, id_ in enumerate(problem.needs)}
    found = []
    for need in sorted(state.needs.values(), key=lambda n: (n.community, not n.urgent, n.id)):
        missing = state.remaining(need.id) - given.get(need.id, 0)
        if missing > 0:
            proof, cut = proofs.proof(need.id, number.get(need.id))
            found.append(Unmet(need.id, need.community, need.kind, need.urgent, missing, proof, cut))
    return found

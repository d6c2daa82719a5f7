"""What hangs on a single unit, agreement or link; ranked by what is lost after others have stepped in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from classify.alliance.counting import neighbours, partner_counts
from classify.alliance.cuts import cuts
from classify.alliance.matching import Market, rematched
from classify.alliance.pause import uncollected
from classify.alliance.rows import valid
from classify.alliance.serving import Served
from classify.alliance.state import UPRIGHT, State

# From so many parties on, the unit that leads an agreement is called a hub.
HUB = 20


@dataclass(frozen=True)
class UnitRisk:
    """Hold what depends on a unit.

    `lost` counts the needs it serves, `after` those that would be short of a provider and that nobody else could take
    over; `sole` the open needs
    for which it is the only unit in range that offers what they call for; `cut_off` the communities that would be
    severed from the largest part of the lateral network.
    """

    unit: str
    lost: int = 0
    urgent: int = 0
    after: int = 0
    urgent_after: int = 0
    sole: int = 0
    cut_off: int = 0
    pieces: int = 0


@dataclass(frozen=True)
class EdgeRisk:
    """Hold a bridge, or an agreement that holds pieces together, and the communities that hang on it."""

    first: str
    second: str
    cut_off: int


@dataclass(frozen=True)
class Hub:
    """Hold a unit that leads large agreements: members, those joined to nobody otherwise, partners in all."""

    unit: str
    agreement: str
    members: int
    only_here: int
    partners: int


@dataclass(frozen=True)
class Risk:
    """Hold everything `risk` answers, the worst first."""

    units: tuple[UnitRisk, ...]
    agreements: tuple[EdgeRisk, ...]
    bridges: tuple[EdgeRisk, ...]
    hubs: tuple[Hub, ...]


@uncollected
def risk(state: State) -> Risk:
    """Return what hangs on single units, agreements and links."""
    cut, bridges = lateral_cuts(state)
    market = Market(state)
    served = Served(state)
    sole = _sole(state, market)
    units = [
        _unit(state, market, id_, served, sole[id_], cut.get(id_))
        for id_ in sorted({*served.needs, *sole, *(id_ for id_ in cut if id_ in state.units)})
    ]
    units.sort(key=lambda u: (-u.urgent_after, -u.after, -u.cut_off, -u.sole, -u.lost, u.unit))
    agreements = [EdgeRisk(id_, "", lost) for id_, (_pieces, lost) in cut.items() if id_ in state.agreements]
    agreements.sort(key=lambda e: (-e.cut_off, e.first))
    bridges.sort(key=lambda e: (-e.cut_off, e.first, e.second))
    return Risk(tuple(units), tuple(agreements), tuple(bridges), tuple(hubs(state)))


def lateral_cuts(state: State) -> tuple[dict[str, tuple[int, int]], list[EdgeRisk]]:
    """Return the cut nodes (units and agreements: pieces, communities cut off) and bridges of the lateral layer."""
    alliance, at = state.alliance, state.at
    there = state.units
    number = {id_: n for n, id_ in enumerate(dict.fromkeys((*there, *state.agreements)))}
    edges: list[tuple[int, int, object]] = []
    for id_, parties in state.members.items():
        node = number[id_]
        edges += [(number[p.unit], node, "party") for p in parties]
    for link in alliance.links:
        source, target, kind = link.source, link.target, link.kind
        if kind in UPRIGHT or (link.valid_from is not None and link.valid_from > at):
            continue
        if source in there and target in there and valid(link, at):
            # To and fro are two ways; the same row written twice is one.
            edges.append((number[source], number[target], kind if source < target else (kind, "back")))
    names = list(number)
    units = state.alliance.unit
    weights = [1 if id_ in units and units[id_].kind == "community" else 0 for id_ in names]
    nodes, bridges = cuts(len(names), edges, weights)
    return (
        {names[c.node]: (c.pieces, c.lost) for c in nodes},
        [EdgeRisk(names[b.first], names[b.second], b.lost) for b in bridges],
    )


def _sole(state: State, market: Market) -> Counter[str]:
    found: Counter[str] = Counter()
    for need in state.needs.values():
        units = {offer.unit for offer in market.offers(need)}
        if len(units) == 1:
            found[units.pop()] += 1
    return found


def _unit(
    state: State, market: Market, unit: str, served: Served, sole: int, cut: tuple[int, int] | None
) -> UnitRisk:
    depends = served.depends.get(unit, [])
    left = set(depends) - rematched(state, market, unit, depends).keys() if depends else set()
    urgent_after = sum(state.needs[id_].urgent for id_ in left)
    return UnitRisk(
        unit, served.needs[unit], served.urgent[unit], len(left), urgent_after, sole,
        cut[1] if cut else 0, cut[0] if cut else 0,
    )  # fmt: skip


def hubs(state: State) -> list[Hub]:
    """Return the units that lead agreements of many; where nobody leads, the agreement stands alone."""
    large = {id_: parties for id_, parties in state.members.items() if len(parties) >= HUB}
    if not large:
        return []
    inside = {p.unit for parties in large.values() for p in parties}
    linked = neighbours(state, inside)
    leaders = {id_: next((p.unit for p in parties if p.role == "host"), "") for id_, parties in large.items()}
    partners = partner_counts(state, {unit for unit in leaders.values() if unit})
    found = []
    for id_, parties in large.items():
        members = {p.unit for p in parties} - {leaders[id_]}
        only = sum(
            unit not in linked and len({p.agreement for p in state.memberships[unit]}) == 1
            for unit in members
        )
        found.append(Hub(leaders[id_], id_, len(members), only, partners.get(leaders[id_], 0)))
    return sorted(found, key=lambda h: (-h.members, h.agreement))

"""Open needs and free offers as a problem for a solver: numbers only, in an order that never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from classify.alliance.matching import Market, distance
from classify.alliance.rows import Need, Offer
from classify.alliance.state import State
from classify.errors import refuse

# What a link costs: distance (4 per km) or steps where coordinates are missing, a new relation, a change of mind.
PER_KM, FARTHEST = 4, 60
SAME_SUBDISTRICT, ELSEWHERE = 15, 40
NEW_RELATION, STAY_PUT = 30, 25

# Ten times what a city needs, and a gigabyte of memory; beyond that somebody forgot the ranges.
MOST_LINKS = 1_500_000

Pair = tuple[str, str]


@dataclass(frozen=True)
class Wishes:
    """Hold what the office decided or was shown before, as (need, offer): keep, never, and proposed last time."""

    locked: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    before: frozenset[Pair] = frozenset()


@dataclass(frozen=True)
class Problem:
    """Hold who could serve what at what cost; ids live in `offers`, `needs`, `communities`, everything else counts.

    Lists run parallel: `capacity` and `unit` to `offers`; `home`, `wanted` (providers still to find),
    `urgent` and `first` (nobody serves it yet) to `needs`; `total` (wanted in all open needs) and `served`
    (found already) to `communities`; `arc_offer`, `arc_need`, `arc_cost` to each other, sorted by need and offer.
    """

    offers: tuple[str, ...]
    capacity: tuple[int, ...]
    unit: tuple[int, ...]
    needs: tuple[str, ...]
    home: tuple[int, ...]
    wanted: tuple[int, ...]
    urgent: tuple[bool, ...]
    first: tuple[bool, ...]
    communities: tuple[str, ...]
    total: tuple[int, ...]
    served: tuple[int, ...]
    arc_offer: tuple[int, ...]
    arc_need: tuple[int, ...]
    arc_cost: tuple[int, ...]
    locked: frozenset[Pair] = field(default=frozenset())

    def arcs_of_needs(self) -> list[list[int]]:
        """Return for each need the numbers of its arcs, cheapest first."""
        found: list[list[int]] = [[] for _ in self.needs]
        for arc, need in enumerate(self.arc_need):
            found[need].append(arc)
        for arcs in found:
            arcs.sort(key=lambda a: (self.arc_cost[a], self.arc_offer[a]))
        return found


def build_problem(state: State, wishes: Wishes | None = None, market: Market | None = None) -> Problem:
    """Return the problem as of a day; locked pairs are taken out of capacities and needs beforehand."""
    wishes, market = wishes or Wishes(), market or Market(state)
    needs = sorted(state.needs.values(), key=lambda n: n.id)
    locked = _count(wishes.locked)
    room = {o: max(0, state.spare(o) - locked["offer"].get(o, 0)) for o in sorted(state.offers)}
    offers = [o for o in room if room[o]]
    number = {o: i for i, o in enumerate(offers)}
    communities = sorted({n.community for n in needs})
    place = {c: i for i, c in enumerate(communities)}
    remaining = {n.id: max(0, state.remaining(n.id) - locked["need"].get(n.id, 0)) for n in needs}
    units = {u: i for i, u in enumerate(sorted({state.offers[o].unit for o in offers}))}
    open_needs = [n for n in needs if remaining[n.id]]
    arcs = _arcs(state, market, wishes, open_needs, number)
    total, served = _shares(needs, remaining, place)
    return Problem(
        offers=tuple(offers),
        capacity=tuple(room[o] for o in offers),
        unit=tuple(units[state.offers[o].unit] for o in offers),
        needs=tuple(n.id for n in open_needs),
        home=tuple(place[n.community] for n in open_needs),
        wanted=tuple(remaining[n.id] for n in open_needs),
        urgent=tuple(n.urgent for n in open_needs),
        first=tuple(remaining[n.id] == n.wanted for n in open_needs),
        communities=tuple(communities),
        total=total,
        served=served,
        arc_offer=tuple(a[1] for a in arcs),
        arc_need=tuple(a[0] for a in arcs),
        arc_cost=tuple(a[2] for a in arcs),
        locked=wishes.locked,
    )


def _count(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    found: dict[str, defaultdict[str, int]] = {"need": defaultdict(int), "offer": defaultdict(int)}
    for need, offer in pairs:
        found["need"][need] += 1
        found["offer"][offer] += 1
    return {key: dict(value) for key, value in found.items()}


def _shares(
    needs: Iterable[Need], remaining: Mapping[str, int], place: Mapping[str, int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    total, served = [0] * len(place), [0] * len(place)
    for need in needs:
        total[place[need.community]] += need.wanted
        served[place[need.community]] += need.wanted - remaining[need.id]
    return tuple(total), tuple(served)


def _arcs(
    state: State, market: Market, wishes: Wishes, needs: Iterable[Need], number: Mapping[str, int]
) -> list[tuple[int, int, int]]:
    price = Price(state, wishes)
    never = {
        (need, state.alliance.offer[offer].unit) for need, offer in wishes.forbidden if offer in state.offers
    }
    kept = {
        (need, state.alliance.offer[offer].unit) for need, offer in wishes.locked if offer in state.offers
    }
    needs = list(needs)
    _limit(len(market.offers(need)) for need in needs)
    found = []
    for at, need in enumerate(needs):
        providers: Collection[str] = state.providers[need.id]
        for offer in market.offers(need):
            if offer.id in number and offer.unit not in providers:
                pair = (need.id, offer.unit)
                if pair not in never and pair not in kept:
                    found.append((at, number[offer.id], price(need, offer)))
    return sorted(found)


def _limit(counts: Iterable[int]) -> None:
    """Refuse before memory runs out; half a kilobyte for each possible link."""
    if any(total > MOST_LINKS for total in accumulate(counts)):
        raise refuse("ALLIANCE073", exit_code=1, most=f"{MOST_LINKS:,}")


class Price:
    """Tell what a link between a need and an offer costs; the parts are looked up once per community and unit."""

    def __init__(self, state: State, wishes: Wishes) -> None:
        """Take the day and what was proposed before."""
        self.state = state
        self.before = wishes.before
        self._known: dict[Pair, int] = {}
        self._joined: dict[str, frozenset[str]] = {}
        linked: defaultdict[str, set[str]] = defaultdict(set)
        homes = {need.community for need in state.needs.values()}
        for link in state.lateral:
            if link.source in homes:
                linked[link.source].add(link.target)
            if link.target in homes:
                linked[link.target].add(link.source)
        self._linked = linked

    def __call__(self, need: Need, offer: Offer) -> int:
        """Return the cost of a link, never below 0."""
        key = (need.community, offer.unit)
        if key not in self._known:
            self._known[key] = self.apart(*key) + (0 if self.related(*key) else NEW_RELATION)
        return self._known[key] + (0 if (need.id, offer.id) in self.before else STAY_PUT)

    def apart(self, community: str, unit: str) -> int:
        """Return the part of the cost that grows with distance."""
        units, where = self.state.alliance.unit, self.state.alliance.subdistrict
        far = distance(units[community], units[unit])
        if far is not None:
            return min(FARTHEST, round(PER_KM * far))
        if units[unit].place == community:
            return 0
        return SAME_SUBDISTRICT if where[unit] and where[unit] == where[community] else ELSEWHERE

    def related(self, community: str, unit: str) -> bool:
        """Tell whether the two share an agreement in force or are linked laterally."""
        return unit in self._linked.get(community, ()) or not self._agreements(community).isdisjoint(
            self._agreements(unit)
        )

    def _agreements(self, unit: str) -> frozenset[str]:
        if unit not in self._joined:
            self._joined[unit] = frozenset(p.agreement for p in self.state.memberships.get(unit, ()))
        return self._joined[unit]

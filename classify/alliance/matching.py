"""Which offers could serve a need, and how many needs can be served again when a provider leaves."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from classify.alliance.rows import Need, Offer, Unit
from classify.alliance.state import State

_KM_PER_DEGREE = 111.195


def distance(first: Unit, second: Unit) -> float | None:
    """Return the distance in km between two units; `None` where one has no coordinates."""
    if first.x is None or first.y is None or second.x is None or second.y is None:
        return None
    narrow = math.cos(math.radians((first.y + second.y) / 2))
    return _KM_PER_DEGREE * math.hypot((first.x - second.x) * narrow, first.y - second.y)


class Market:
    """Find the offers in range of a need; what belongs to one kind and place is looked up once."""

    def __init__(self, state: State) -> None:
        """Sort the offers that hold by kind and by where they may be used."""
        self.state = state
        found: defaultdict[tuple[str, str, str], list[tuple[Offer, Unit]]] = defaultdict(list)
        units, where = state.alliance.unit, state.alliance.subdistrict
        for offer in state.offers.values():
            unit = units[offer.unit]
            at = {"subdistrict": where[unit.id], "community": unit.place or unit.id}.get(offer.range, "")
            area = offer.range if offer.range in ("subdistrict", "community") else "all"
            found[offer.kind, area, at].append((offer, unit))
        self._by = {key: _Row(pairs) for key, pairs in found.items()}
        self._known: dict[tuple[str, str], tuple[Offer, ...]] = {}
        self._shared: dict[tuple[tuple[str, str, str], ...], tuple[Offer, ...]] = {}

    def offers(self, need: Need) -> tuple[Offer, ...]:
        """Return the offers of the need's kind in range, free or not."""
        key = (need.community, need.kind)
        if key not in self._known:
            home = self.state.alliance.unit[need.community]
            area = self.state.alliance.subdistrict[home.id]
            places = [("all", ""), *([("subdistrict", area)] if area else []), ("community", home.id)]
            found = tuple(at for place in places if (at := (need.kind, *place)) in self._by)
            self._known[key] = self._reaching(home, found)
        return self._known[key]

    def _reaching(self, home: Unit, found: tuple[tuple[str, str, str], ...]) -> tuple[Offer, ...]:
        rows = [self._by[at] for at in found]
        if any(row.limited or home.id in row.units for row in rows):
            return tuple(o for row in rows for o in row.reaching(home) if o.unit != home.id)
        # Whoever nothing is special about shares one list: thousands of communities may face thousands of offers.
        if found not in self._shared:
            self._shared[found] = tuple(o for row in rows for o in row.everything)
        return self._shared[found]

    def of_kind(self, kind: str) -> list[Offer]:
        """Return all offers of a kind, wherever they may be used."""
        return [o for (k, _range, _at), row in self._by.items() if k == kind for o in row.everything]


class _Stall(NamedTuple):
    """Hold an offer with a radius, where it is, and the square of the radius in degrees."""

    offer: Offer
    x: float
    y: float
    reach: float


class _Row:
    """Hold the offers of one kind and place; those with a radius from south to north, so that few are measured."""

    def __init__(self, found: Iterable[tuple[Offer, Unit]]) -> None:
        """Part the offers with a radius and a place on the map from the others, which reach everybody."""
        ordered = sorted(found, key=lambda pair: pair[0].id)
        self.everything = [offer for offer, _unit in ordered]
        self.units = {unit.id for _offer, unit in ordered}
        self.open: list[Offer] = []
        self.limited: list[_Stall] = []
        for offer, unit in ordered:
            if offer.reach_km is None or unit.x is None or unit.y is None:
                self.open.append(offer)
            else:
                self.limited.append(_Stall(offer, unit.x, unit.y, (offer.reach_km / _KM_PER_DEGREE) ** 2))
        self.limited.sort(key=lambda s: s.y)
        self.south = [s.y for s in self.limited]
        self.far = math.sqrt(max((s.reach for s in self.limited), default=0.0))

    def reaching(self, home: Unit) -> list[Offer]:
        """Return the offers that reach a community; a distance nobody knows counts as near."""
        if home.x is None or home.y is None:
            return self.everything
        first, last = bisect_left(self.south, home.y - self.far), bisect_right(self.south, home.y + self.far)
        x, y, narrow = home.x, home.y, math.cos(math.radians(home.y)) ** 2
        near = [
            s.offer for s in self.limited[first:last] if (s.x - x) ** 2 * narrow + (s.y - y) ** 2 <= s.reach
        ]
        return self.open + near


def remoteness(state: State, offer: Offer, community: str) -> tuple[float, str]:
    """Return a key that sorts offers by distance; without coordinates the same subdistrict comes first."""
    units, where = state.alliance.unit, state.alliance.subdistrict
    far = distance(units[offer.unit], units[community])
    if far is None:
        far = 3.0 if where[offer.unit] and where[offer.unit] == where[community] else 10.0
    return far, offer.id


def match(
    needs: Sequence[str], choices: Mapping[str, Sequence[str]], room: Mapping[str, int]
) -> dict[str, str]:
    """Return need → offer for as many needs as can be served once each; those named first are never dropped.

    `choices` lists the offers that fit each need, `room` how many needs an offer can take.
    """
    held: defaultdict[str, list[str]] = defaultdict(list)
    given: dict[str, str] = {}
    for need in needs:
        _augment(need, choices, room, held, given)
    return given


def _augment(
    start: str,
    choices: Mapping[str, Sequence[str]],
    room: Mapping[str, int],
    held: defaultdict[str, list[str]],
    given: dict[str, str],
) -> None:
    """Search in breadth for an offer with room, moving needs to other offers on the way."""
    came: dict[str, str] = {}
    queue = [start]
    for need in queue:
        for offer in choices.get(need, ()):
            if offer in came:
                continue
            came[offer] = need
            if len(held[offer]) < room.get(offer, 0):
                _shift(start, offer, came, held, given)
                return
            queue += held[offer]


def _shift(
    start: str, offer: str, came: Mapping[str, str], held: defaultdict[str, list[str]], given: dict[str, str]
) -> None:
    while True:
        need = came[offer]
        before = given.get(need)
        given[need] = offer
        held[offer].append(need)
        if need == start or before is None:
            return
        held[before].remove(need)
        offer = before


def rematched(
    state: State, market: Market, unit: str, needs: Iterable[str], *, nearest: bool = False
) -> dict[str, str]:
    """Return who could take over the needs a unit serves, urgent ones first: need → offer with room.

    `nearest` tries near offers first; how many needs find a taker does not depend on it.
    """
    ordered = sorted(needs, key=lambda id_: (not state.needs[id_].urgent, id_))
    choices = {}
    room: dict[str, int] = {}
    for id_ in ordered:
        taken = state.providers[id_]
        fitting = [o for o in market.offers(state.needs[id_]) if o.unit != unit and o.unit not in taken]
        if nearest:
            fitting = [
                o
                for _far, o in sorted((remoteness(state, o, state.needs[id_].community), o) for o in fitting)
            ]
        choices[id_] = [o.id for o in fitting if room.setdefault(o.id, state.spare(o.id)) > 0]
    return match(ordered, choices, room)

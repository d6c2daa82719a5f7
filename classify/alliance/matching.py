"""Which offers could serve a need, and how many needs can be served again when a provider leaves."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from classify.alliance.model import Need, Offer, Unit
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
        self._by: defaultdict[tuple[str, str, str], list[Offer]] = defaultdict(list)
        units, where = state.alliance.unit, state.alliance.subdistrict
        for offer in sorted(state.offers.values(), key=lambda o: o.id):
            unit = units[offer.unit]
            at = {"subdistrict": where[unit.id], "community": unit.place or unit.id}.get(offer.range, "")
            self._by[
                offer.kind, offer.range if offer.range in ("subdistrict", "community") else "all", at
            ].append(offer)
        self._known: dict[tuple[str, str], tuple[Offer, ...]] = {}

    def offers(self, need: Need) -> tuple[Offer, ...]:
        """Return the offers of the need's kind in range, free or not, in the order of their ids."""
        key = (need.community, need.kind)
        if key not in self._known:
            area = self.state.alliance.subdistrict[need.community]
            found = [
                *self._by.get((need.kind, "all", ""), ()),
                *(self._by.get((need.kind, "subdistrict", area), ()) if area else ()),
                *self._by.get((need.kind, "community", need.community), ()),
            ]
            self._known[key] = tuple(
                o for o in found if o.unit != need.community and self._reaches(o, need.community)
            )
        return self._known[key]

    def of_kind(self, kind: str) -> list[Offer]:
        """Return all offers of a kind, wherever they may be used."""
        return [o for (k, _range, _at), offers in self._by.items() if k == kind for o in offers]

    def _reaches(self, offer: Offer, community: str) -> bool:
        if offer.reach_km is None:
            return True
        units = self.state.alliance.unit
        far = distance(units[offer.unit], units[community])
        return far is None or far <= offer.reach_km


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

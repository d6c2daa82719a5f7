"""The way a request takes from a community to a resource, relayed only by those who may pass it on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from classify.alliance.answer import Sentence, sentence
from classify.alliance.graph import graph
from classify.alliance.matching import Market
from classify.alliance.rows import Need
from classify.alliance.state import State
from classify.alliance.words import GUIDANCE, HIERARCHY, LATERAL, PLACE, RELAYS, SUPPLY_KINDS, label
from classify.texts import mark as _

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Route:
    """Hold a way: its stations from the community to the offering unit, and how each step is made."""

    offer: str
    stations: tuple[str, ...]
    steps: tuple[str, ...]
    spare: int


def routes(state: State, need: Need, most: int = 3) -> list[Route]:
    """Return the shortest ways to different units with room to help; where these are few, ways round their relays.

    Firms, schools and other partners may be the end of a way, never a station on it: only Party organisations,
    communities and agreements relay.
    """
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    whole = graph(state.alliance, state.at, (HIERARCHY, PLACE, GUIDANCE, LATERAL))
    if need.community not in whole or need.community not in state.units:
        return []
    offers = _free(state, need)
    plain: nx.Graph[str] = nx.Graph(whole)
    relays = {
        id_
        for id_, data in plain.nodes(data=True)
        if data.get("node") == "agreement" or data["kind"] in RELAYS
    }
    found = _nearest(plain, need.community, relays, offers, most)
    for way in list(found):
        if len(found) < most:
            found += _around(plain, way, relays, found)[: most - len(found)]
    return [
        Route(offers[way[-1]], tuple(way), tuple(_steps(whole, way)), state.spare(offers[way[-1]]))
        for way in found
    ]


def _free(state: State, need: Need) -> dict[str, str]:
    """Return the units with room that do not serve the need yet: unit → offer."""
    offers: dict[str, str] = {}
    for offer in Market(state).offers(need):
        if state.spare(offer.id) and offer.unit not in state.providers.get(need.id, {}):
            offers.setdefault(offer.unit, offer.id)
    return offers


def obstacle(state: State, need: Need) -> Sentence:
    """Return why a need has no way to a resource."""
    kind = label(SUPPLY_KINDS, need.kind)
    if need.community not in state.units:
        return sentence(_("Its community does not exist on {date}"), date=state.at)
    if not Market(state).offers(need):
        return sentence(_("Nobody in range offers {kind}"), kind=kind)
    if not _free(state, need):
        return sentence(_("All in range that offer {kind} serve it already or have no room"), kind=kind)
    return sentence(_("No unit with room can be reached by those who may pass the request on"))


def _nearest(
    plain: nx.Graph[str], start: str, relays: Iterable[str], ends: Iterable[str], most: int
) -> list[list[str]]:
    """Search in breadth; stations of one length are taken in the order of their ids, so the answer is always the same."""
    relays, ends = set(relays), set(ends)
    came: dict[str, str] = {start: ""}
    layer = [start]
    found: list[list[str]] = []
    while layer and len(found) < most:
        beyond = []
        for node in layer:
            for other in sorted(plain[node]):
                if other in came:
                    continue
                came[other] = node
                if other in ends and len(found) < most:
                    found.append(_way(came, other))
                if other in relays:
                    beyond.append(other)
        layer = beyond
    return found


def _around(
    plain: nx.Graph[str], way: list[str], relays: set[str], known: list[list[str]]
) -> list[list[str]]:
    """Return the shortest ways to the same end that leave out one relay each, the shortest first."""
    found: list[list[str]] = []
    for relay in way[1:-1]:
        for other in _nearest(plain, way[0], relays - {relay}, {way[-1]}, 1):
            if other not in known and other not in found:
                found.append(other)
    return sorted(found, key=lambda w: (len(w), w))


def _way(came: dict[str, str], end: str) -> list[str]:
    way = [end]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return way[::-1]


def _steps(whole: nx.MultiDiGraph[str], way: list[str]) -> Iterable[str]:
    """Yield the kind of link behind each step."""
    for first, second in pairwise(way):
        there = whole.get_edge_data(first, second) or whole.get_edge_data(second, first) or {}
        yield min(str(data["kind"]) for data in there.values())

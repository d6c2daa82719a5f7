"""Count partners without writing out pairs: what an alliance of n members costs is n, however many ask."""

from __future__ import annotations

from collections.abc import Iterable

from classify.alliance.model import layer_of
from classify.alliance.state import State
from classify.alliance.words import LATERAL

# Members of agreements beyond this size are joined into one set per combination of such agreements.
_LARGE = 100


def partner_counts(state: State, units: Iterable[str]) -> dict[str, int]:
    """Return how many different units each one is joined with, by agreements in force and lateral links."""
    members = {id_: {p.unit for p in parties} for id_, parties in state.members.items()}
    linked = _linked(state)
    unions: dict[frozenset[str], set[str]] = {}
    counts = {}
    for unit in units:
        near = set(linked.get(unit, ()))
        large = []
        for id_ in {p.agreement for p in state.memberships.get(unit, ())}:
            if len(members[id_]) > _LARGE:
                large.append(id_)
            else:
                near |= members[id_]
        near.discard(unit)
        key = frozenset(large)
        if key not in unions:
            unions[key] = set().union(*(members[id_] for id_ in key))
        # The unit itself is in every large alliance it is counted for.
        counts[unit] = len(near - unions[key]) + max(len(unions[key]) - 1, 0)
    return counts


def _linked(state: State) -> dict[str, set[str]]:
    linked: dict[str, set[str]] = {}
    for link in state.links:
        if layer_of(link.kind) == LATERAL:
            linked.setdefault(link.source, set()).add(link.target)
            linked.setdefault(link.target, set()).add(link.source)
    return linked

"""Count partners without writing out pairs: what an alliance of n members costs is n, however many ask."""

from __future__ import annotations

from collections.abc import Iterable

from classify.alliance.rows import valid
from classify.alliance.state import UPRIGHT, State

# Members of agreements beyond this size are joined into one set per combination of such agreements.
_LARGE = 100


def partner_counts(state: State, units: Iterable[str]) -> dict[str, int]:
    """Return how many different units each one is joined with, by agreements in force and lateral links."""
    members = {id_: {p.unit for p in parties} for id_, parties in state.members.items()}
    units = list(units)
    linked = neighbours(state, set(units))
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


def neighbours(state: State, wanted: set[str]) -> dict[str, set[str]]:
    """Return the lateral neighbours of the units wanted; who is not wanted is passed over first, being most."""
    linked: dict[str, set[str]] = {}
    at, units = state.at, state.units
    for link in state.alliance.links:
        source, target = link.source, link.target
        if source not in wanted and target not in wanted:
            continue
        if link.kind in UPRIGHT or source == target or source not in units or target not in units:
            continue
        if valid(link, at):
            if source in wanted:
                linked.setdefault(source, set()).add(target)
            if target in wanted:
                linked.setdefault(target, set()).add(source)
    return linked

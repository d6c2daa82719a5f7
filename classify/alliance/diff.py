"""What changed between two days: nothing is ever deleted, so one set of tables tells both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from classify.alliance.counting import partner_counts
from classify.alliance.model import Agreement, Alliance, Day, Link, Need, Offer, Unit
from classify.alliance.state import State


@dataclass(frozen=True)
class Change:
    """Hold a community's partners and unmet needs on two days."""

    community: str
    partners: tuple[int, int]
    unmet: tuple[int, int]


@dataclass(frozen=True)
class Difference:
    """Hold what began and what ended between two days (in force on one and not on the other)."""

    first: Day
    second: Day
    begun: tuple[Agreement, ...]
    ended: tuple[Agreement, ...]
    links_begun: tuple[Link, ...]
    links_ended: tuple[Link, ...]
    rows: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]]
    changes: tuple[Change, ...]


def diff(alliance: Alliance, first: Day, second: Day) -> Difference:
    """Return the difference between two days; the second may be the earlier one."""
    before, after = State(alliance, first), State(alliance, second)
    old, new = before.agreements, after.agreements
    old_links, new_links = _keys(before.links), _keys(after.links)
    units: tuple[set[str], set[str]] = (before.units, after.units)
    return Difference(
        first,
        second,
        tuple(alliance.agreement[id_] for id_ in sorted(new - old)),
        tuple(alliance.agreement[id_] for id_ in sorted(old - new)),
        tuple(new_links[key] for key in sorted(new_links.keys() - old_links.keys())),
        tuple(old_links[key] for key in sorted(old_links.keys() - new_links.keys())),
        {
            "units": _rows(alliance.unit, *units),
            "offers": _rows(alliance.offer, set(before.offers), set(after.offers)),
            "needs": _rows(alliance.need, set(before.needs), set(after.needs)),
        },
        tuple(_changes(before, after)),
    )


def _keys(links: Iterable[Link]) -> dict[tuple[str, str, str], Link]:
    return {(link.source, link.target, link.kind): link for link in links}


def _rows(
    table: dict[str, Unit] | dict[str, Offer] | dict[str, Need], old: set[str], new: set[str]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return tuple(table[id_] for id_ in sorted(new - old)), tuple(table[id_] for id_ in sorted(old - new))


def _changes(before: State, after: State) -> Iterable[Change]:
    homes = [u.id for u in before.alliance.unit.values() if u.kind == "community"]
    counts = partner_counts(before, homes), partner_counts(after, homes)
    unmet = unmet_by_community(before), unmet_by_community(after)
    for home in homes:
        partners = counts[0][home], counts[1][home]
        needs = unmet[0].get(home, 0), unmet[1].get(home, 0)
        if partners[0] != partners[1] or needs[0] != needs[1]:
            yield Change(home, partners, needs)


def unmet_by_community(state: State) -> dict[str, int]:
    """Return how many needs of each community lack at least one provider."""
    found: dict[str, int] = {}
    for need in state.needs.values():
        if state.remaining(need.id):
            found[need.community] = found.get(need.community, 0) + 1
    return found

"""What changed between two days: nothing is ever deleted, so one set of tables tells both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from classify.alliance.counting import partner_counts
from classify.alliance.model import Alliance
from classify.alliance.pause import uncollected
from classify.alliance.rows import Agreement, Day, Link, Need, Offer, Unit, edges_of, valid
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


@uncollected
def diff(alliance: Alliance, first: Day, second: Day) -> Difference:
    """Return the difference between two days; the second may be the earlier one."""
    before, after = State(alliance, first), State(alliance, second)
    old, new = before.agreements, after.agreements
    links_begun, links_ended = _links(before, after)
    units: tuple[set[str], set[str]] = (before.units, after.units)
    return Difference(
        first,
        second,
        tuple(alliance.agreement[id_] for id_ in sorted(new - old)),
        tuple(alliance.agreement[id_] for id_ in sorted(old - new)),
        tuple(sorted(links_begun)),
        tuple(sorted(links_ended)),
        {
            "units": _rows(alliance.unit, *units),
            "offers": _rows(alliance.offer, set(before.offers), set(after.offers)),
            "needs": _rows(alliance.need, set(before.needs), set(after.needs)),
        },
        tuple(_changes(before, after)),
    )


def _links(before: State, after: State) -> tuple[Iterable[Link], Iterable[Link]]:
    """Return the links in force on the second day only, and on the first only.

    What goes on under another row with the same ends and kind has neither begun nor ended.
    """
    begun: dict[tuple[object, ...], Link] = {}
    ended: dict[tuple[object, ...], Link] = {}
    first, second, old, new = before.at, after.at, before.units, after.units
    alliance = before.alliance
    # Superiors and places in the columns of a unit begin and end with it.
    moved = [alliance.unit[id_] for id_ in old ^ new]
    for link in (*alliance.links, *edges_of(moved)):
        source, target = link.source, link.target
        was = valid(link, first) and source in old and target in old
        if was is not (valid(link, second) and source in new and target in new) and source != target:
            (ended if was else begun)[link[:3]] = link
    changed = begun.keys() | ended.keys()
    sources, kinds = {key[0] for key in changed}, {key[2] for key in changed}
    # Only what changed can go on elsewhere; columns are looked at where superiors or places are among it.
    rows = alliance.edges() if kinds & {"superior", "located"} else alliance.links
    lasting = {
        key
        for link in rows
        if link.source in sources and (key := link[:3]) in changed and _throughout(link, before, after)
    }
    gone = lasting | (begun.keys() & ended.keys())
    return (
        [link for key, link in begun.items() if key not in gone],
        [link for key, link in ended.items() if key not in gone],
    )


def _throughout(link: Link, before: State, after: State) -> bool:
    ends = (link.source, link.target)
    return all(valid(link, state.at) and state.units.issuperset(ends) for state in (before, after))


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

"""The tables as a networkx graph: frozen, because the tables are the truth.

Nodes are units and agreements, edges run from a unit to its agreement, superior, place or partner. Attributes, all
text, present only where known:

| on | attributes |
|---|---|
| unit node | `node="unit"`, `name`, `kind`, `level`, `subdistrict`, `community`, `valid_from`, `valid_to` |
| agreement node | `node="agreement"`, `name`, `kind`, `document`, `modes` (ids with blanks between), dates |
| edge | `layer`, `kind` (a kind of link, or `party`), `role` (parties), dates |

The key of an edge is its kind and role and, where several follow one another, a number.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from classify.alliance.model import Alliance
from classify.alliance.pause import uncollected
from classify.alliance.rows import (
    SIGNED,
    Agreement,
    Dated,
    Day,
    Link,
    Party,
    Unit,
    community_of,
    layer_of,
    reversed_dates,
    valid,
)
from classify.alliance.scope import Scope, scope_of
from classify.alliance.words import LATERAL, LAYERS

if TYPE_CHECKING:
    import networkx as nx

Edge = tuple[str, str, str, dict[str, str]]


@uncollected
def graph(
    alliance: Alliance,
    at: Day | None = None,
    layers: Iterable[str] = LAYERS,
    scope: str | Iterable[str] | None = None,
    *,
    whole_time: bool = False,
) -> nx.MultiDiGraph[str]:
    """Return what holds on a day (default: `alliance.newest`) as a frozen MultiDiGraph.

    `layers` are those of `words.LAYERS`; agreements are lateral. `scope` is a subdistrict, a community, or ids of
    units: they, the agreements they are in, and the other parties of those. `whole_time` takes
    everything signed that ever held, for exports that carry time. Raises `ClassifyError` where the scope does not exist.
    """
    # Imported here because it takes 100 ms, which questions answered from the tables should not wait for.
    import networkx as nx  # noqa: PLC0415

    day, wanted = at or alliance.newest, frozenset(layers)
    keep = scope_of(alliance, scope)
    built: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        at="" if whole_time else day.isoformat(), layers=" ".join(sorted(wanted))
    )
    parties = _parties(alliance, None if whole_time else day, keep) if LATERAL in wanted else []
    links = _links(alliance, None if whole_time else day, wanted, keep)
    inside = {p.unit for p in parties} | {end for link in links for end in (link.source, link.target)}
    for unit in alliance.unit.values():
        if _holds(unit, None if whole_time else day) and (keep.holds(unit.id) or unit.id in inside):
            built.add_node(unit.id, **unit_attributes(alliance, unit))
    agreements = {p.agreement for p in parties}
    for id_ in alliance.agreement:
        if id_ in agreements:
            built.add_node(id_, **agreement_attributes(alliance.agreement[id_]))
    built.add_edges_from(_edges(parties, links, built))  # type: ignore[arg-type]  # the stub forgets keyed edges
    frozen: nx.MultiDiGraph[str] = nx.freeze(built)
    return frozen


def _edges(parties: Iterable[Party], links: Iterable[Link], nodes: Container[str]) -> Iterator[Edge]:
    """Yield every edge with a key of its own; the same row twice is one edge, the same link at another time another."""
    used: dict[tuple[str, str, str], dict[tuple[str, ...], str]] = {}
    for party in parties:
        attributes = {"layer": LATERAL, "kind": "party", "role": party.role, **_dates(party)}
        yield from _edge(used, party.unit, party.agreement, f"party {party.role}", attributes)
    for link in links:
        if link.source in nodes and link.target in nodes:
            attributes = {"layer": layer_of(link.kind), "kind": link.kind, **_dates(link)}
            yield from _edge(used, link.source, link.target, link.kind, attributes)


def _edge(
    used: dict[tuple[str, str, str], dict[tuple[str, ...], str]],
    source: str,
    target: str,
    key: str,
    attributes: dict[str, str],
) -> Iterator[Edge]:
    known = used.setdefault((source, target, key), {})
    mark = tuple(attributes.values())
    if mark not in known:
        known[mark] = f"{key} {len(known) + 1}" if known else key
        yield source, target, known[mark], attributes


def _parties(alliance: Alliance, day: Day | None, keep: Scope) -> list[Party]:
    agreements = {id_ for id_, a in alliance.agreement.items() if a.status == SIGNED and _holds(a, day)}
    units = {id_ for id_, u in alliance.unit.items() if _holds(u, day)}
    found = [
        p for p in alliance.parties
        if p.agreement in agreements and p.unit in units and _holds(p, day)
    ]  # fmt: skip
    if keep.everything:
        return found
    touched = {p.agreement for p in found if keep.holds(p.unit)}
    return [p for p in found if p.agreement in touched]


def _links(alliance: Alliance, day: Day | None, layers: frozenset[str], keep: Scope) -> list[Link]:
    units = alliance.unit
    return [
        link
        for link in alliance.edges()
        if layer_of(link.kind) in layers
        and _holds(link, day)
        and link.source in units
        and link.target in units
        and link.source != link.target
        and (keep.holds(link.source) or keep.holds(link.target))
    ]


def _holds(row: Dated, day: Day | None) -> bool:
    """Tell whether a row holds on a day, or on any day; one that ends before it begins never does."""
    return valid(row, day) if day is not None else not reversed_dates(row)


def unit_attributes(alliance: Alliance, unit: Unit) -> dict[str, str]:
    """Return the attributes of a unit's node."""
    known = {
        "node": "unit", "name": unit.name, "kind": unit.kind, "level": unit.level,
        "subdistrict": alliance.subdistrict[unit.id], "community": community_of(unit), **_dates(unit),
    }  # fmt: skip
    return {key: value for key, value in known.items() if value}


def agreement_attributes(agreement: Agreement) -> dict[str, str]:
    """Return the attributes of an agreement's node."""
    known = {
        "node": "agreement", "name": agreement.name, "kind": agreement.kind, "document": agreement.document,
        "modes": " ".join(agreement.modes), **_dates(agreement),
    }  # fmt: skip
    return {key: value for key, value in known.items() if value}


def _dates(row: Unit | Agreement | Party | Link) -> dict[str, str]:
    found = {}
    if row.valid_from is not None:
        found["valid_from"] = row.valid_from.isoformat()
    if row.valid_to is not None:
        found["valid_to"] = row.valid_to.isoformat()
    return found

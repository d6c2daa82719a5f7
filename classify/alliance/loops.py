"""Circles of reciprocity: a community serves a firm, the firm gives to residents, they give back to the community."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass

from classify.alliance.state import State

MOST_LOOPS = 2_000
# Circles that touch no community are passed over, but looked at.
_MOST_CIRCLES = 100_000


@dataclass(frozen=True)
class Loop:
    """Hold a circle of units; `done` is how often each arc was at work in the quarter, `None` where it is missing."""

    units: tuple[str, ...]
    done: tuple[int | None, ...]

    @property
    def closed(self) -> bool:
        """Tell whether every arc exists."""
        return None not in self.done

    @property
    def active(self) -> bool:
        """Tell whether every arc was at work in the quarter."""
        return all(self.done)


def quarter(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the quarter a day lies in."""
    month = (day.month - 1) // 3 * 3 + 1
    return dt.date(day.year, month, 1), dt.date(day.year, month + 2, monthrange(day.year, month + 2)[1])


def loops(state: State, arcs: int = 3) -> tuple[list[Loop], bool]:
    """Return the circles of service links through a community, of up to `arcs` arcs.

    Chains of three that lack the last arc come after them. The second value tells whether there were more than
    `MOST_LOOPS`.
    """
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    served = {(link.source, link.target) for link in state.links if link.kind == "service"}
    done = _done(state)
    graph: nx.DiGraph[str] = nx.DiGraph(sorted(served))
    kinds = state.alliance.unit
    found: list[Loop] = []
    for seen, ring in enumerate(nx.simple_cycles(graph, length_bound=arcs)):
        if seen >= _MOST_CIRCLES:
            return _ordered(found), True
        home = next((i for i, id_ in enumerate(ring) if kinds[id_].kind == "community"), None)
        if home is None or len(ring) < 2:
            continue
        units = (*ring[home:], *ring[:home])
        pairs = zip(units, (*units[1:], units[0]), strict=True)
        found.append(Loop(units, tuple(done[pair] for pair in pairs)))
        if len(found) >= MOST_LOOPS:
            return _ordered(found), True
    found += _open(state, served, done)
    return _ordered(found)[:MOST_LOOPS], len(found) > MOST_LOOPS


def _done(state: State) -> Counter[tuple[str, str]]:
    first, last = quarter(state.at)
    done: Counter[tuple[str, str]] = Counter()
    for a in state.alliance.activities:
        if a.target and a.date is not None and first <= a.date <= min(last, state.at):
            done[a.source, a.target] += a.times
    return done


def _open(state: State, served: set[tuple[str, str]], done: Counter[tuple[str, str]]) -> list[Loop]:
    """Return chains community → firm → residents' group whose way back is missing."""
    units = state.alliance.unit
    after: dict[str, list[str]] = {}
    for source, target in sorted(served):
        after.setdefault(source, []).append(target)
    found: list[Loop] = []
    for home in (id_ for id_ in after if units[id_].kind == "community"):
        for firm in after[home]:
            for group in after.get(firm, ()):
                if (
                    units[group].kind == "residents"
                    and (group, home) not in served
                    and len(found) <= MOST_LOOPS
                ):
                    found.append(Loop((home, firm, group), (done[home, firm], done[firm, group], None)))
    return found


def _ordered(found: list[Loop]) -> list[Loop]:
    return sorted(found, key=lambda x: (not x.closed, x.units))

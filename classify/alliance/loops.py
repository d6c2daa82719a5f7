"""Circles of reciprocity: a community serves a firm, the firm gives to residents, they give back to the community."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from classify.alliance.state import State

MOST_LOOPS = 2_000

Pair = tuple[str, str]


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
    served = sorted((x.source, x.target) for x in state.links if x.kind == "service")
    homes = [id_ for id_ in dict(served) if state.alliance.unit[id_].kind == "community"]
    done = _done(state)
    found: list[Loop] = []
    for units in islice(_rings(homes, served, arcs), MOST_LOOPS + 1):
        pairs = zip(units, (*units[1:], units[0]), strict=True)
        found.append(Loop(units, tuple(done[pair] for pair in pairs)))
    found += islice(_open(state, homes, served, done), MOST_LOOPS + 1 - len(found))
    return _ordered(found[:MOST_LOOPS]), len(found) > MOST_LOOPS


def _rings(homes: Sequence[str], served: Sequence[Pair], arcs: int) -> Iterator[tuple[str, ...]]:
    """Yield every circle through a community once, beginning with the first of its communities."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in served:
        after[source].append(target)
        before[target].append(source)
    # Circles through these were told.
    barred: set[str] = set()
    for home in homes:
        back = _steps_back(home, arcs, before)
        path, ways = [home], [iter(after[home])]
        barred.add(home)
        while ways:
            for other in ways[-1]:
                if other == home and len(path) > 1:
                    yield tuple(path)
                # Only ways from which home is still within reach are followed: a net without circles costs no search.
                elif other not in barred and len(path) + back.get(other, arcs) <= arcs:
                    barred.add(other)
                    path.append(other)
                    ways.append(iter(after[other]))
                    break
            else:
                ways.pop()
                barred.discard(path.pop())
        barred.add(home)


def _steps_back(home: str, arcs: int, before: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many arcs lead from each unit back to `home`, up to one less than `arcs`."""
    found = {home: 0}
    layer = [home]
    for step in range(1, arcs):
        layer = [
            unit
            for unit in dict.fromkeys(u for near in layer for u in before.get(near, ()))
            if unit not in found
        ]
        found.update(dict.fromkeys(layer, step))
    return found


def _done(state: State) -> Counter[Pair]:
    first, last = quarter(state.at)
    done: Counter[Pair] = Counter()
    for a in state.alliance.activities:
        if a.target and a.date is not None and first <= a.date <= min(last, state.at):
            done[a.source, a.target] += a.times
    return done


def _open(state: State, homes: Sequence[str], served: Sequence[Pair], done: Counter[Pair]) -> Iterator[Loop]:
    """Yield chains community → firm → residents' group whose way back is missing."""
    units, there = state.alliance.unit, set(served)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    firms: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in served:
        firms[source].append(target)
        if units[target].kind == "residents":
            groups[source].append(target)
    for home in homes:
        for firm in firms[home]:
            for group in groups.get(firm, ()):
                if (group, home) not in there:
                    yield Loop((home, firm, group), (done[home, firm], done[firm, group], None))


def _ordered(found: list[Loop]) -> list[Loop]:
    return sorted(found, key=lambda x: (not x.closed, x.units))

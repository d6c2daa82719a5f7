"""Checks of who stands above whom: one superior, no circle, rising levels, nobody forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from classify.alliance import words
from classify.alliance.check_rows import overlapping
from classify.alliance.model import Alliance
from classify.alliance.rows import Link, valid
from classify.alliance.state import State
from classify.errors import Filler, Finding

_SHOWN_OF_A_CIRCLE = 12


def hierarchy(alliance: Alliance, state: State) -> Iterator[Finding]:
    """Yield everything wrong with the superiors."""
    above: defaultdict[str, list[Link]] = defaultdict(list)
    for link in alliance.superiors():
        if link.source not in alliance.unit:
            continue
        if link.source == link.target:
            fill: dict[str, Filler] = {"name": alliance.name(link.source)}
            yield Finding("ALLIANCE021", alliance.place(link.spot, "superior"), fill)
        elif link.target in alliance.unit:
            above[link.source].append(link)
    for links in above.values():
        if len(links) > 1:
            yield from _several(alliance, links)
    yield from _levels(alliance, above)
    yield from _circles(alliance, above)
    yield from _orphans(alliance, state, above)


def _several(alliance: Alliance, links: list[Link]) -> Iterator[Finding]:
    by_target: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_target[link.target].append(link)
    if len(by_target) < 2:
        return
    # Of each superior the row that lasts longest stands for all; who follows one another is fine.
    clash = next((pair for pair in overlapping(links) if pair[0].target != pair[1].target), None)
    if clash is not None:
        names = "、".join(alliance.name(id_) for id_ in list(by_target)[:8])
        fill: dict[str, Filler] = {
            "name": alliance.name(links[0].source),
            "count": len(by_target),
            "superiors": names,
        }
        yield Finding("ALLIANCE023", alliance.place(clash[1].spot, "superior"), fill)


def _levels(alliance: Alliance, above: Mapping[str, list[Link]]) -> Iterator[Finding]:
    ranks, units = words.RANKS, alliance.unit
    for id_, links in above.items():
        rank = ranks.get(units[id_].level)
        for link in links if rank is not None else ():
            superior = units[link.target]
            higher = ranks.get(superior.level)
            if rank is not None and higher is not None and higher >= rank:
                fill: dict[str, Filler] = {
                    "name": units[id_].name,
                    "level": words.label(words.LEVELS, units[id_].level),
                    "superior": superior.name,
                    "superior_level": words.label(words.LEVELS, superior.level),
                }
                yield Finding("ALLIANCE024", alliance.place(link.spot, "superior"), fill)


def _circles(alliance: Alliance, above: Mapping[str, list[Link]]) -> Iterator[Finding]:
    """Walk up from every unit; with several superiors every way is walked, each unit once."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            id_, step = stack.pop()
            if step == 0:
                if id_ in done:
                    continue
                on_path[id_] = len(path)
                path.append(id_)
            links = above.get(id_, ())
            if step < len(links):
                stack.append((id_, step + 1))
                target = links[step].target
                if target in on_path:
                    yield _circle(alliance, path[on_path[target] :], links[step])
                elif target not in done:
                    stack.append((target, 0))
            else:
                done.add(id_)
                on_path.pop(id_)
                path.pop()


def _circle(alliance: Alliance, ids: Sequence[str], link: Link) -> Finding:
    shown = [
        alliance.name(id_)
        for id_ in [*ids[:_SHOWN_OF_A_CIRCLE], *(["…"] if len(ids) > _SHOWN_OF_A_CIRCLE else [])]
    ]
    return Finding(
        "ALLIANCE022",
        alliance.place(link.spot, "superior"),
        {"cycle": " → ".join([*shown, alliance.name(ids[0])])},
    )


def _orphans(alliance: Alliance, state: State, above: Mapping[str, list[Link]]) -> Iterator[Finding]:
    """Yield Party organisations and communities below the top level without a superior in force."""
    ruled = [u for u in alliance.unit.values() if u.kind in words.RELAYS and u.id in state.units]
    top = min((words.RANKS[u.level] for u in ruled if u.level in words.RANKS), default=None)
    if top is None:
        return
    for unit in ruled:
        rank = words.RANKS.get(unit.level, len(words.RANKS))
        if rank > top and not any(valid(link, state.at) for link in above.get(unit.id, ())):
            yield Finding("ALLIANCE025", alliance.place(unit.spot, "superior"), {"name": unit.name})

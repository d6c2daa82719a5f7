"""Checks of links: what may lead where, loops, and links that stand several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from classify.alliance import words
from classify.alliance.check_rows import overlapping
from classify.alliance.model import Alliance
from classify.alliance.rows import Link, Unit, absent, edges_of
from classify.errors import Filler, Finding

_CHOOSY = {kind.id: kind for kind in words.LINK_KINDS.values() if kind.sources or kind.targets}


def links(alliance: Alliance) -> Iterator[Finding]:
    """Yield everything wrong with the links; hierarchy has checks of its own."""
    units = alliance.unit
    dated = {id_ for id_, unit in units.items() if unit.valid_from is not None or unit.valid_to is not None}
    first: dict[tuple[object, ...], Link] = {}
    alike: defaultdict[tuple[object, ...], list[Link]] = defaultdict(list)
    for link in alliance.links:
        source, target = units.get(link.source), units.get(link.target)
        if source is None or target is None:
            continue
        if source is target:
            if link.kind != "superior":
                yield Finding("ALLIANCE045", alliance.place(link.spot, "target"), {"name": source.name})
            continue
        if link.kind in _CHOOSY and not _fits(_CHOOSY[link.kind], source, target):
            yield _ends(alliance, link)
        if (link.source in dated and absent(link, source)) or (link.target in dated and absent(link, target)):
            yield _absent(alliance, link)
        key = link[:3]
        # A list per link would cost more than all other checks; few links stand twice.
        if first.setdefault(key, link) is not link:
            alike[key].append(link)
    yield from _columns(alliance, dated)
    for ends, rows in alike.items():
        yield from _parallel(alliance, [first[ends], *rows])


def _fits(kind: words.LinkKind, source: Unit, target: Unit) -> bool:
    if kind.sources and source.kind not in kind.sources:
        return False
    return not kind.targets or target.kind in kind.targets


def _columns(alliance: Alliance, dated: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with the links that stand in columns of the table of units."""
    units = alliance.unit
    for unit in alliance.units:
        where = units.get(unit.place)
        if where is not None and where.kind != "community" and unit.kind != "community":
            yield _ends(alliance, next(e for e in edges_of([unit]) if e.kind == "located"))
        if dated:
            for link in edges_of([unit]):
                other = units.get(link.target)
                if link.target in dated and other is not None and absent(link, other):
                    yield _absent(alliance, link)


def _ends(alliance: Alliance, link: Link) -> Finding:
    source, target = alliance.unit[link.source], alliance.unit[link.target]
    fill: dict[str, Filler] = {
        "kind": words.label(words.LINK_KINDS, link.kind),
        "source": source.name,
        "source_kind": words.label(words.UNIT_KINDS, source.kind),
        "target": target.name,
        "target_kind": words.label(words.UNIT_KINDS, target.kind),
    }
    return Finding(
        "ALLIANCE036", alliance.place(link.spot, "place" if link.kind == "located" else "kind"), fill
    )


def _absent(alliance: Alliance, link: Link) -> Finding:
    gone = next(u for u in (alliance.unit[link.source], alliance.unit[link.target]) if absent(link, u))
    other = link.target if gone.id == link.source else link.source
    fill: dict[str, Filler] = {
        "unit": gone.name,
        "unit_dates": dates_text(gone.valid_from, gone.valid_to),
        "name": alliance.name(other),
    }
    return Finding("ALLIANCE046", alliance.place(link.spot, "source"), fill)


def _parallel(alliance: Alliance, rows: list[Link]) -> Iterator[Finding]:
    doubled = list(overlapping(rows))
    if doubled:
        link = doubled[0][1]
        fill: dict[str, Filler] = {
            "count": len(doubled) + 1,
            "kind": words.label(words.LINK_KINDS, link.kind),
            "source": alliance.name(link.source),
            "target": alliance.name(link.target),
        }
        yield Finding("ALLIANCE044", alliance.place(link.spot, "kind"), fill)


def dates_text(start: object, end: object) -> str:
    """Return a validity as `2021-01-01…2024-12-31`, open ends left empty."""
    return f"{start or ''}…{end or ''}"

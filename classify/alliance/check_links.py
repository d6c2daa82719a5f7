"""Checks of links: what may lead where, loops, and links that stand several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from classify.alliance import words
from classify.alliance.check_rows import overlapping
from classify.alliance.model import Alliance, Link, absent
from classify.errors import Filler, Finding


def links(alliance: Alliance) -> Iterator[Finding]:
    """Yield everything wrong with the links; hierarchy has checks of its own."""
    alike: defaultdict[tuple[str, str, str], list[Link]] = defaultdict(list)
    units = alliance.unit
    for link in alliance.edges():
        source, target = units.get(link.source), units.get(link.target)
        if source is None or target is None:
            continue
        if link.source == link.target:
            if link.kind != "superior":
                yield Finding("ALLIANCE045", alliance.place(link.spot, "target"), {"name": source.name})
            continue
        kind = words.LINK_KINDS.get(link.kind)
        if kind is not None and (
            (kind.sources and source.kind not in kind.sources)
            or (kind.targets and target.kind not in kind.targets)
        ):
            yield _ends(alliance, link)
        if absent(link, source) or absent(link, target):
            yield _absent(alliance, link)
        alike[link.source, link.target, link.kind].append(link)
    for rows in alike.values():
        if len(rows) > 1:
            yield from _parallel(alliance, rows)


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

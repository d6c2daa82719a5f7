"""Boards of tiles and a matrix: one tile per community or organisation, by subdistrict; fit to print in black and white."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classify.alliance.diff import Difference
from classify.alliance.state import State
from classify.report.alliance.streets import streets
from classify.report.svg.canvas import FAINT, INK, RULE, fitted, group, linked, text_width
from classify.report.svg.shapes import box, dot, label, sheet
from classify.texts import mark as _
from classify.texts import translate

_COLUMNS, _WIDE, _HIGH, _GAP, _LEFT = 10, 112.0, 46.0, 6.0, 16.0
# Shades with the least number of partners they stand for; the number is written on the tile too.
_SHADES = ((0, "#ffffff"), (1, "#e9edf1"), (5, "#d3dae2"), (10, "#b5c0cc"))

NO_PAGES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Tile:
    """Hold one tile: name, a large sign or number, a small line, dots for unmet needs, a shade, a hint, where it leads."""

    name: str
    sign: str
    small: str = ""
    dots: int = 0
    filled: bool = False
    shade: str = "#ffffff"
    framed: bool = False
    told: str = ""
    href: str = ""


def coverage_board(
    state: State, lang: str, pages: Mapping[str, str] = NO_PAGES, *, headed: bool = True
) -> str:
    """Return one tile per community: partners, unmet needs (dots, filled if urgent), a frame where nobody is tied.

    `pages` are addresses by unit; tiles of units that have one lead there. Not `headed` where a page has a
    heading of its own; so with the other boards.
    """
    groups = {}
    for street in streets(state):
        tied = {t.home for t in street.ties}
        groups[street.name] = [
            Tile(
                h.name, str(h.partners), translate(_("ending"), lang) if h.ending else "", min(h.unmet, 5), h.urgent,
                [shade for least, shade in _SHADES if h.partners >= least][-1], h.id not in tied,
                translate(_("{name}: {partners} partners, {unmet} unmet needs"), lang).format(
                    name=h.name, partners=h.partners, unmet=h.unmet), pages.get(h.id, ""),
            )
            for h in sorted(street.homes, key=lambda h: h.id)
        ]  # fmt: skip
    legend = translate(
        _(
            "Number: partners. Dots: unmet needs (filled: one is urgent and unserved). Thick frame: no partnership (property apart). “ending”: within 90 days"
        ),
        lang,
    )
    return board(translate(_("Coverage board"), lang), groups, legend, headed=headed)


_ORGANISED = {"own": "■", "joint": "◧", "none": "□"}


def organisation_board(state: State, lang: str, *, headed: bool = True) -> str:
    """Return one tile per compound, property firm and enterprise: its organisation, and whether it has an instructor."""
    instructed = {link.target for link in state.of_kind("instructor")}
    groups: defaultdict[str, list[Tile]] = defaultdict(list)
    for unit in state.alliance.unit.values():
        if unit.id not in state.units or unit.kind not in ("compound", "firm", "enterprise", "social"):
            continue
        guided = unit.id in instructed
        sign = _ORGANISED.get(unit.party_org, "?")
        bare = unit.party_org in ("none", "") and not guided
        street = state.alliance.subdistrict[unit.id] or translate(_("whole district"), lang)
        note = translate(_("instructor"), lang) if guided else ""
        groups[street].append(Tile(_short(unit.name), sign, note, framed=bare, told=unit.name))
    legend = translate(
        _(
            "■ own organisation · ◧ joint · □ none · ? not stated · thick frame: neither organisation nor instructor"
        ),
        lang,
    )
    return board(translate(_("Organisation board"), lang), groups, legend, headed=headed)


def _short(name: str) -> str:
    """Return a name without what tells its kind, so that it fits a tile."""
    for ending in ("小区", "物业服务有限公司", "有限公司"):
        name = name.removesuffix(ending) or name
    return name


def difference_board(
    state: State, found: Difference, lang: str, pages: Mapping[str, str] = NO_PAGES, *, headed: bool = True
) -> str:
    """Return one tile per community whose partners changed: ▲ more, ▼ fewer, with both numbers."""
    groups: defaultdict[str, list[Tile]] = defaultdict(list)
    for change in found.changes:
        before, after = change.partners
        sign = f"▲{after - before}" if after > before else f"▼{before - after}" if after < before else "="
        # Where the number of partners is the same, it is the unmet needs that changed.
        small = f"{before}→{after}" if before != after else "○ {}→{}".format(*change.unmet)
        name = state.alliance.name(change.community)
        street = state.alliance.subdistrict[change.community] or "—"
        shade = "#e9edf1" if after > before else "#ffffff"
        tile = Tile(
            name.removesuffix("社区"),
            sign,
            small,
            framed=after < before,
            shade=shade,
            told=f"{name} {before}→{after}",
            href=pages.get(change.community, ""),
        )
        groups[street].append(tile)
    title = translate(_("Differences between {first} and {second}"), lang).format(
        first=found.first, second=found.second
    )
    return board(
        title,
        groups,
        translate(_("▲ more partners · ▼ fewer · = as many, ○ unmet needs · before → after"), lang),
        headed=headed,
    )


def board(title: str, groups: Mapping[str, Sequence[Tile]], legend: str, *, headed: bool) -> str:
    """Return groups of tiles as SVG, ten to a row."""
    width = 2 * _LEFT + _COLUMNS * (_WIDE + _GAP) - _GAP
    body = [label(_LEFT, 30, title, 24, font_weight="700")] if headed else []
    y = 60.0 if headed else 14.0
    body.append(label(_LEFT, y, fitted(legend, width - 32, 13), 13, fill=FAINT))
    y += 30
    for name, tiles in groups.items():
        body.append(label(_LEFT, y, f"{name} ({len(tiles)})", 16, font_weight="700"))
        y += 18
        for at, tile in enumerate(tiles):
            body.append(
                _tile(tile, _LEFT + at % _COLUMNS * (_WIDE + _GAP), y + at // _COLUMNS * (_HIGH + _GAP))
            )
        y += -(-len(tiles) // _COLUMNS) * (_HIGH + _GAP) + 18
    led = any(tile.href for tiles in groups.values() for tile in tiles)
    return sheet(width, y, body, title, interactive=led)


def _tile(tile: Tile, x: float, y: float) -> str:
    shapes = [
        box(x, y, _WIDE, _HIGH, rx=4, fill=tile.shade, stroke=INK if tile.framed else RULE,
            stroke_width=2.4 if tile.framed else 1),
        label(x + 7, y + 15, fitted(tile.name, _WIDE - 12, 13), 13),
        label(x + 7, y + 34, tile.sign, 15, font_weight="700"),
    ]  # fmt: skip
    if tile.small:
        shapes.append(label(x + 14 + text_width(tile.sign, 15), y + 34, tile.small, 11, fill=FAINT))
    for at in range(tile.dots):
        fill = INK if tile.filled and at == 0 else "none"
        shapes.append(dot(x + _WIDE - 9 - at * 9, y + 34, 3.2, fill=fill, stroke=INK, stroke_width=1))
    drawn = group(shapes, tile.told or tile.name)
    return linked([drawn], tile.href) if tile.href else drawn


def matrix(state: State, lang: str) -> str:
    """Return subdistrict × subdistrict: agreements in force between communities of one and units of the other."""
    where = state.alliance.subdistrict
    streets_ = list(dict.fromkeys(w for u in state.alliance.unit if (w := where[u])))
    count: Counter[tuple[str, str]] = Counter()
    for parties in state.members.values():
        units = {p.unit for p in parties}
        homes = {where[u] for u in units if state.alliance.unit[u].kind == "community"}
        others = {
            where[u]
            for u in units
            if state.alliance.unit[u].kind not in ("community", "compound", "committee")
        }
        count.update((home, other) for home in homes for other in others if other)
    return _grid(streets_, count, lang)


def _grid(names: Sequence[str], count: Mapping[tuple[str, str], int], lang: str) -> str:
    cell, left, top = 74.0, 130.0, 120.0
    title = translate(_("Agreements between subdistricts (rows: communities, columns: partners)"), lang)
    body = [label(16, 30, title, 20, font_weight="700")]
    most = max(count.values(), default=1)
    for column, name in enumerate(names):
        body.append(
            label(
                left + (column + 0.5) * cell, top - 16, fitted(name, cell - 4, 13), 13, text_anchor="middle"
            )
        )
    for row, home in enumerate(names):
        body.append(
            label(
                left - 10, top + (row + 0.5) * cell * 0.6, fitted(home, left - 20, 13), 13, text_anchor="end"
            )
        )
        body += _cells(row, home, names, count, most, (left, top, cell))
    return sheet(left + cell * len(names) + 20, top + cell * 0.6 * len(names) + 20, body, title)


def _cells(
    row: int, home: str, names: Sequence[str], count: Mapping[tuple[str, str], int], most: int,
    place: tuple[float, float, float],
) -> Iterable[str]:  # fmt: skip
    left, top, cell = place
    for column, other in enumerate(names):
        number = count.get((home, other), 0)
        grey = 255 - round(110 * (number / most) ** 0.5)
        x, y = left + column * cell, top + row * cell * 0.6
        yield box(x, y, cell - 3, cell * 0.6 - 3, fill=f"rgb({grey},{grey},{grey})", stroke=RULE)
        if number:
            yield label(x + cell / 2 - 1.5, y + cell * 0.3 - 1.5, str(number), 14, text_anchor="middle")


def boards(state: State, lang: str) -> dict[str, str]:
    """Return the boards of one day by name."""
    return {
        "coverage": coverage_board(state, lang),
        "organisation": organisation_board(state, lang),
        "matrix": matrix(state, lang),
    }

"""The A3 poster and the street cards: communities on the left, partners on the right, lines that cross little.

Black and white is enough: what ends soon is dashed, an agreement of many is a diamond, a community without a partner is
framed. The red of dashes only repeats what they say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from classify.alliance.state import State
from classify.report.alliance.streets import Friend, Home, Street, streets
from classify.report.svg.canvas import FAINT, INK, RULE, WHITE, fitted, group, linked, text_width
from classify.report.svg.shapes import box, curve, diamond, dot, label, sheet
from classify.texts import mark as _
from classify.texts import translate

ALERT = "#b3261e"
WIDTH, HEIGHT = 1680.0, 1188.0
_HEAD, _FOOT, _GAP = 92.0, 46.0, 14.0
_LARGEST, _SMALLEST = 15.0, 7.0
# Room beside a community's name for needs, property and the number of partners.
_MARKS = 96.0
_HOVER = (
    ".row .ties{opacity:.35}.row:hover .ties,a:focus .ties{opacity:1}.row:hover .name,a:focus .name{font-weight:700}"
    "@media print{.row .ties{opacity:1}}"
)
NO_PAGES: Mapping[str, str] = {}


class Frame(NamedTuple):
    """Hold the place of a panel."""

    x: float
    y: float
    width: float
    height: float


def poster(state: State, lang: str, title: str = "") -> str:
    """Return the poster of the whole district as SVG, A3 across."""
    found = streets(state)
    head = title or translate(_("Party-building alliance: who works with whom"), lang)
    columns, rows = _grid(found)
    width = (WIDTH - _GAP * (columns + 1)) / columns
    height = (HEIGHT - _HEAD - _FOOT - _GAP * (rows - 1)) / rows
    body = [
        label(WIDTH / 2, 36, head, 30, text_anchor="middle", font_weight="700"),
        _subtitle(state, found, lang),
    ]
    for at, street in enumerate(found):
        frame = Frame(
            _GAP + at % columns * (width + _GAP), _HEAD + at // columns * (height + _GAP), width, height
        )
        body.append(group(panel(street, frame, lang)))
    body.append(_legend(lang))
    return sheet(WIDTH, HEIGHT, body, head, mm=True)


def street_card(street: Street, lang: str, width: float = 720.0, pages: Mapping[str, str] = NO_PAGES) -> str:
    """Return one subdistrict as SVG; the ties of a community stand out when the pointer rests on its row.

    Rows of communities that have an address in `pages` lead there, and can be reached by keyboard.
    """
    rows = max(len(street.homes), len(street.friends), 6)
    height = 70 + rows * 22.0
    body = panel(street, Frame(6, 6, width - 12, height - 12), lang, pages)
    return sheet(width, height, body, street.name, style=_HOVER, interactive=bool(pages))


def _grid(found: Sequence[Street]) -> tuple[int, int]:
    """Return columns and rows of panels: about as high as wide, and few places empty."""
    count = max(len(found), 1)
    best = min(range(1, count + 1), key=lambda c: (_strain(c, count), c))
    return best, math.ceil(count / best)


def _strain(columns: int, count: int) -> float:
    rows = math.ceil(count / columns)
    shape = (WIDTH / columns) / ((HEIGHT - _HEAD - _FOOT) / rows)
    return abs(math.log(shape)) + 2 * (columns * rows / count - 1)


def _subtitle(state: State, found: Sequence[Street], lang: str) -> str:
    homes = [h for s in found for h in s.homes]
    text = translate(
        _("{homes} communities · {agreements} agreements in force · {alone} communities without a partnership · {unmet} unmet needs · as of {date}"),
        lang,
    ).format(
        homes=len(homes), agreements=len(state.agreements), alone=sum(len({h.id for h in s.homes} - {t.home for t in s.ties}) for s in found),
        unmet=sum(h.unmet for h in homes), date=state.at,
    )  # fmt: skip
    return label(WIDTH / 2, 70, text, 16, text_anchor="middle", fill=FAINT)


def panel(street: Street, frame: Frame, lang: str, pages: Mapping[str, str] = NO_PAGES) -> list[str]:
    """Return the shapes of one subdistrict inside a frame."""
    x, y, width, height = frame
    top, bottom = y + 46, y + height - 10
    # What does not fit is counted, never drawn too small to read.
    fits = int((bottom - top) / (_SMALLEST * 1.3))
    homes, friends = street.homes[:fits], _fitting(street, fits)
    step = (bottom - top) / max(len(homes), 1)
    other = (bottom - top) / max(len(friends), 1)
    left, right = x + width * 0.42, x + width * 0.63
    size = _size(step, left - x - 8 - _MARKS, [h.name for h in homes])
    small = min(size, _size(other, x + width - right - 20, [f.name + _tail(f, street.name) for f in friends]))
    at_home = {h.id: top + (i + 0.5) * step for i, h in enumerate(homes)}
    at_friend = {f.id: top + (i + 0.5) * other for i, f in enumerate(friends)}
    counts = _counts(street, len(homes), len(friends), lang)
    shapes = [
        box(x, y, width, height, rx=8, fill="#fbfcfd", stroke=RULE),
        label(x + 14, y + 23, street.name, 19, font_weight="700"),
        label(x + 26 + text_width(street.name, 19), y + 24, counts, 12.5, fill=FAINT),
    ]
    rows = []
    for home in homes:
        ties = [
            curve(left, at_home[home.id], right, at_friend[t.friend], stroke=ALERT if t.ending else "#6b7684",
                  stroke_width=1.5 if t.ending else 1.0, **({"stroke_dasharray": "5 3"} if t.ending else {}))
            for t in street.ties
            if t.home == home.id and t.friend in at_friend
        ]  # fmt: skip
        drawn = group(ties, class_="ties")
        place = Frame(x + 8, at_home[home.id], left - x - 8, step)
        row = group([drawn, _home(home, place, size, lang, alone=not ties)], class_="row")
        rows.append(linked([row], pages[home.id]) if home.id in pages else row)
    shapes += rows
    shapes += [_friend(f, right, at_friend[f.id], small, x + width - 8 - right, street.name) for f in friends]
    return shapes


def _size(step: float, room: float, names: Sequence[str]) -> float:
    """Return the font size at which rows do not touch and the longest name fits, within what can be read."""
    longest = max((text_width(name, 1) for name in names), default=1.0)
    return max(_SMALLEST, min(_LARGEST, step * 0.74, room / longest))


def _fitting(street: Street, fits: int) -> tuple[Friend, ...]:
    """Return the partners that fit, those with most ties first to stay, in their order."""
    if len(street.friends) <= fits:
        return street.friends
    ties = {f.id: sum(t.friend == f.id for t in street.ties) for f in street.friends}
    keep = set(sorted(ties, key=lambda id_: (-ties[id_], id_))[:fits])
    return tuple(f for f in street.friends if f.id in keep)


def _counts(street: Street, homes: int, friends: int, lang: str) -> str:
    text = translate(_("{homes} communities · {friends} partners"), lang).format(
        homes=len(street.homes), friends=len(street.friends)
    )
    hidden = len(street.homes) - homes + len(street.friends) - friends
    return text + translate(_(" · {count} not drawn"), lang).format(count=hidden) if hidden else text


def _home(home: Home, frame: Frame, size: float, lang: str, *, alone: bool) -> str:
    """Return the row of a community: needs that are unmet, tripartite agreements, name, number of partners."""
    left, y, width, _step = frame
    end = left + width - 16
    signed, compounds = home.compounds
    parts = []
    for at in range(min(home.unmet, 4)):
        fill = INK if home.urgent and at == 0 else "none"
        parts += [dot(left + 5 + at * 8, y, 3, fill=fill, stroke=INK, stroke_width=1)]
    if compounds:
        parts.append(label(left + 38, y, f"{signed}/{compounds}", size * 0.72, fill=FAINT))
    name = fitted(home.name, width - _MARKS, size)
    parts.append(label(end - 12, y, name, size, text_anchor="end", class_="name"))
    if alone:
        wide = text_width(name, size) + 8
        frame_of: dict[str, str | float] = {"fill": "none", "stroke": INK, "stroke_width": 1.2, "rx": 3}
        parts.append(box(end - 8 - wide, y - size * 0.68, wide, size * 1.36, **frame_of))
    else:
        parts.append(dot(left + width - 3, y, 2.4, fill=INK))
    if home.partners:
        parts.append(label(end + 1, y, str(home.partners), size * 0.78, fill=FAINT, text_anchor="middle"))
    return group(parts, _told(home, lang))


def _told(home: Home, lang: str) -> str:
    signed, compounds = home.compounds
    text = translate(
        _("{name}: {partners} partners, {unmet} unmet needs, tripartite agreements {signed}/{compounds}"),
        lang,
    )
    return text.format(
        name=home.name, partners=home.partners, unmet=home.unmet, signed=signed, compounds=compounds
    )


def _friend(friend: Friend, x: float, y: float, size: float, width: float, street: str) -> str:
    """Return a partner; units from elsewhere name their subdistrict, agreements of many their size."""
    mark = (
        diamond(x + 3, y, 4.2, fill=WHITE, stroke=INK, stroke_width=1.3)
        if friend.size
        else dot(x + 3, y, 2.4, fill=INK)
    )
    tail = _tail(friend, street)
    name = fitted(friend.name, width - 12 - text_width(tail, size), size)
    return group([mark, label(x + 11, y, name + tail, size)], friend.name)


def _tail(friend: Friend, street: str) -> str:
    if friend.size:
        return f" ×{friend.size}"
    elsewhere = friend.street and friend.street != street
    return f" ({friend.street.removesuffix('街道')})" if elsewhere else ""


def _legend(lang: str) -> str:
    y, x = HEIGHT - 22, _GAP + 10
    parts: list[str] = []
    entries = (
        (curve(0, 0, 26, 0, stroke="#6b7684", stroke_width=1.4), _("agreement in force")),
        (
            curve(0, 0, 26, 0, stroke=ALERT, stroke_width=1.8, stroke_dasharray="5 3"),
            _("ends within 90 days"),
        ),
        (diamond(13, 0, 5, fill=WHITE, stroke=INK, stroke_width=1.3), _("agreement of several (×parties)")),
        (dot(13, 0, 3.4, fill="none", stroke=INK), _("unmet need")),
        (dot(13, 0, 3.4, fill=INK), _("urgent unmet need")),
        (
            label(13, 0, "1/2", 12, fill=FAINT, text_anchor="middle"),
            _("compounds with tripartite agreement / all"),
        ),
        (
            box(0, -8, 26, 16, fill="none", stroke=INK, stroke_width=1.2, rx=3),
            _("community without a partnership (property apart)"),
        ),
        (label(13, 0, "6", 12, fill=FAINT, text_anchor="middle"), _("partners in all, property included")),
    )
    texts = [translate(text, lang) for _shape, text in entries]
    size = min(13.5, (WIDTH - 2 * x - len(entries) * 50) / sum(text_width(said, 1) for said in texts))
    for (shape, _text), said in zip(entries, texts, strict=True):
        parts.append(f'<g transform="translate({x:.0f} {y:.0f})">{shape}</g>' + label(x + 33, y, said, size))
        x += 33 + text_width(said, size) + 17
    return group(parts)

"""Points: a community among its peers, communities in a plane, a place on a map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from classify.report.svg.canvas import (
    FAINT,
    INK,
    RULE,
    SMALL,
    WHITE,
    element,
    fitted,
    frame,
    group,
    line,
    linked,
    number,
    rect,
    text,
    text_width,
)
from classify.report.svg.looks import Look

WIDTH = 400.0
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold one figure of a community (`None`: unknown) beside the distribution among its peers."""

    label: str
    value: float | None
    shown: str
    low: float
    quarter: float
    median: float
    three_quarters: float
    high: float
    median_shown: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """Hold one community in a plane; `href` is where it leads, if anywhere."""

    x: float
    y: float
    look: Look
    name: str
    href: str = ""
    chosen: bool = False


def strips(rows: Sequence[Strip], colour: str, *, title: str, desc: str = "", width: float = WIDTH) -> str:
    """Return one strip per figure: the peers' range, middle half and median, and this community's dot."""
    height = 40.0
    parts = [_strip(row, colour, i * height, width) for i, row in enumerate(rows)]
    return frame(parts, width=width, height=max(len(rows) * height, 20), title=title, desc=desc)


def _strip(row: Strip, colour: str, y: float, width: float) -> str:
    known = [row.low, row.high] + ([row.value] if row.value is not None else [])
    first, last = min(known), max(known)
    scale = (width - 24) / (last - first) if last > first else 0.0

    def at(value: float) -> float:
        return 12 + (value - first) * scale if scale else width / 2

    middle = y + 27
    label = fitted(row.label, width * 0.5, 13)
    parts = [
        text(0, y + 13, label),
        text(text_width(label, 13) + 10, y + 13, row.median_shown, size=SMALL, fill=FAINT),
        text(width, y + 13, row.shown, bold=True, anchor="end"),
        line(at(row.low), middle, at(row.high), middle, "#8c959f", stroke_width=2),
        rect(at(row.quarter), middle - 5, max(at(row.three_quarters) - at(row.quarter), 2), 10, "#afb8c1"),
        line(at(row.median), middle - 7, at(row.median), middle + 7, INK, stroke_width=2.5),
    ]
    if row.value is not None:
        parts.append(
            element("circle", cx=at(row.value), cy=middle, r=6.5, fill=colour, stroke=WHITE, stroke_width=2)
        )
    return group(parts, f"{row.label} {row.shown}  {row.median_shown}".strip())


def scatter(
    dots: Sequence[Dot],
    *,
    axes: tuple[str, str],
    title: str,
    desc: str = "",
    guides: tuple[float | None, float | None] = (None, None),
    width: float = WIDTH,
    height: float = 280,
) -> str:
    """Return communities in a plane, each by its type's mark; `guides` draws a line across either axis."""
    xs, ys = [d.x for d in dots] or [0.0], [d.y for d in dots] or [0.0]
    box = (34.0, 18.0, width - 10, height - 38)
    plane = _Plane(box, (_padded(xs), _padded(ys)))
    parts = [_axes(plane, axes)]
    if guides[0] is not None:
        parts.append(
            line(plane.x(guides[0]), box[1], plane.x(guides[0]), box[3], INK, stroke_dasharray="3 3")
        )
    if guides[1] is not None:
        parts.append(
            line(box[0], plane.y(guides[1]), box[2], plane.y(guides[1]), INK, stroke_dasharray="3 3")
        )
    parts += [_dot(d, plane) for d in sorted(dots, key=lambda d: d.chosen)]
    return frame(
        parts, width=width, height=height, title=title, desc=desc, interactive=any(d.href for d in dots)
    )


@dataclass(frozen=True, slots=True)
class _Plane:
    """Turn values into coordinates: `box` is left, top, right, bottom; `ranges` those of both axes."""

    box: tuple[float, float, float, float]
    ranges: tuple[tuple[float, float], tuple[float, float]]

    def x(self, value: float) -> float:
        low, high = self.ranges[0]
        return self.box[0] + (value - low) / ((high - low) or 1) * (self.box[2] - self.box[0])

    def y(self, value: float) -> float:
        low, high = self.ranges[1]
        return self.box[3] - (value - low) / ((high - low) or 1) * (self.box[3] - self.box[1])


def _padded(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    gap = (high - low) * 0.05 or 1.0
    return low - gap, high + gap


def _axes(plane: _Plane, names: tuple[str, str]) -> str:
    left, top, right, bottom = plane.box
    parts = [rect(left, top, right - left, bottom - top, "none", stroke=RULE)]
    for value in _ticks(*plane.ranges[0]):
        x = plane.x(value)
        parts += [
            line(x, bottom, x, bottom + 4, FAINT),
            text(x, bottom + 15, f"{value:g}", size=10.5, fill=FAINT, anchor="middle"),
        ]
    for value in _ticks(*plane.ranges[1]):
        y = plane.y(value)
        parts += [
            line(left - 4, y, left, y, FAINT),
            text(left - 6, y + 4, f"{value:g}", size=10.5, fill=FAINT, anchor="end"),
        ]
    parts.append(text((left + right) / 2, bottom + 33, names[0], size=SMALL, fill=FAINT, anchor="middle"))
    parts.append(text(0, 9, names[1], size=SMALL, fill=FAINT))
    return "".join(parts)


def _ticks(low: float, high: float) -> list[float]:
    """Return round values between two ends, some four to seven of them."""
    rough = (high - low) / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * 0.8)
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _dot(dot: Dot, plane: _Plane) -> str:
    x, y, radius = plane.x(dot.x), plane.y(dot.y), 9.0 if dot.chosen else 6.5
    drawn = [
        element(
            "circle",
            cx=x,
            cy=y,
            r=radius,
            fill=dot.look.colour,
            stroke=INK if dot.chosen else WHITE,
            stroke_width=2 if dot.chosen else 1,
        ),
        text(x, y + radius * 0.52, dot.look.mark, size=radius * 1.35, fill=WHITE, anchor="middle"),
    ]
    told = f"{dot.name}: {dot.look.label}"
    return linked(drawn, dot.href, told) if dot.href else group(drawn, told)


def locator(
    dots: Sequence[Dot],
    outlines: Sequence[Ring] = (),
    *,
    title: str,
    desc: str = "",
    width: float = WIDTH,
) -> str:
    """Return where communities lie (`x` longitude, `y` latitude), over outlines; the chosen one stands out.

    Longitudes are shrunk by the cosine of the middle latitude, so that distances look right.
    """
    points = [(d.x, d.y) for d in dots] + [p for ring in outlines for p in ring]
    if not points:
        return frame([], width=width, height=20, title=title, desc=desc)
    xs, ys = _padded([p[0] for p in points]), _padded([p[1] for p in points])
    shrink = _cosine((ys[0] + ys[1]) / 2)
    ratio = (ys[1] - ys[0]) / ((xs[1] - xs[0]) * shrink)
    height = min(max(width * ratio, 120.0), width * 1.2)
    drawn = min(width, height / ratio)
    plane = _Plane(((width - drawn) / 2, 0, (width + drawn) / 2, drawn * ratio), (xs, ys))
    parts = [rect(0, 0, width, height, "#f6f8fa")]
    parts += [_outline(ring, plane) for ring in outlines]
    parts += [_dot(d, plane) for d in sorted(dots, key=lambda d: d.chosen)]
    return frame(
        parts, width=width, height=height, title=title, desc=desc, interactive=any(d.href for d in dots)
    )


def _cosine(degrees: float) -> float:
    return max(math.cos(math.radians(degrees)), 0.05)


def _outline(ring: Ring, plane: _Plane) -> str:
    path = "L".join(f"{number(plane.x(x))} {number(plane.y(y))}" for x, y in ring)
    return element("path", d=f"M{path}Z", fill=WHITE, stroke="#8c959f", stroke_width=1)

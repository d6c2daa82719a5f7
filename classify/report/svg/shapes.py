"""Shapes of pictures that stand alone in a file: tiles, cards, posters."""

from __future__ import annotations

from collections.abc import Iterable

from classify.report.svg.canvas import FONTS, INK, WHITE, clean, element, number, rect, written


def sheet(
    width: float, height: float, body: Iterable[str], title: str, *,
    mm: bool = False, style: str = "", interactive: bool = False,
) -> str:  # fmt: skip
    """Return a whole SVG document; `mm` gives its size on paper with four units to the millimetre.

    `interactive` where it holds links.
    """
    per, unit = (4, "mm") if mm else (1, "")
    head = element("title", written(title)) + (element("style", style) if style else "")
    ground = rect(0, 0, width, height, WHITE)
    return element(
        "svg", "\n".join((head, ground, *body)) + "\n",
        xmlns="http://www.w3.org/2000/svg", width=f"{width / per:g}{unit}", height=f"{height / per:g}{unit}",
        viewBox=f"0 0 {number(width)} {number(height)}", role="group" if interactive else "img",
        aria_label=clean(title), font_family=FONTS, fill=INK,
    ) + "\n"  # fmt: skip


def label(x: float, y: float, words: str, size: float, **more: str | float | None) -> str:
    """Return a text whose line is centred on `y`."""
    return element("text", written(words), x=x, y=y + size * 0.36, font_size=size, **more)


def box(x: float, y: float, width: float, height: float, **more: str | float | None) -> str:
    """Return a rectangle."""
    return element("rect", None, x=x, y=y, width=width, height=height, **more)


def curve(x1: float, y1: float, x2: float, y2: float, **more: str | float | None) -> str:
    """Return a line that leaves and arrives level."""
    bend = (x2 - x1) * 0.45
    path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return element("path", None, d=path, fill="none", **more)


def dot(x: float, y: float, radius: float, **more: str | float | None) -> str:
    """Return a circle."""
    return element("circle", None, cx=x, cy=y, r=radius, **more)


def diamond(x: float, y: float, radius: float, **more: str | float | None) -> str:
    """Return a diamond."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return element("polygon", None, points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), **more)

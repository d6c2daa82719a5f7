"""A few shapes of SVG, with text that is measured so that nothing overlaps."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
INK, SOFT, FAINT, PAPER = "#1f2328", "#5b6470", "#c9d0d8", "#ffffff"
ALERT = "#b3261e"


def drawing(
    width: float, height: float, body: Iterable[str], title: str, *, mm: bool = False, style: str = ""
) -> str:
    """Return a whole SVG document; `mm` gives its size on paper with four units to the millimetre."""
    size = (
        f'width="{width / 4:g}mm" height="{height / 4:g}mm"'
        if mm
        else f'width="{width:g}" height="{height:g}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:g} {height:g}" role="img" '
        f'font-family="{FONT}" fill="{INK}">\n<title>{escape(title)}</title>\n<style>{style}</style>\n'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def em(text: str) -> float:
    """Return how wide a text is in units of its font size; a little more than it needs."""
    return sum(1.0 if unicodedata.east_asian_width(s) in "WFA" else 0.58 for s in text)


def fitted(text: str, size: float, width: float) -> str:
    """Return a text cut with an ellipsis so that it is no wider than `width`."""
    if em(text) * size <= width:
        return text
    kept = text
    while kept and (em(kept) + 1) * size > width:
        kept = kept[:-1]
    return kept + "…"


def label(x: float, y: float, text: str, size: float, **more: str | float) -> str:
    """Return a text whose line is centred on `y`."""
    return f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size:g}"{_attributes(more)}>{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, **more: str | float) -> str:
    """Return a rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{_attributes(more)}/>'


def curve(x1: float, y1: float, x2: float, y2: float, **more: str | float) -> str:
    """Return a line that leaves and arrives level."""
    bend = (x2 - x1) * 0.45
    path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return f'<path d="{path}" fill="none"{_attributes(more)}/>'


def dot(x: float, y: float, radius: float, **more: str | float) -> str:
    """Return a circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"{_attributes(more)}/>'


def diamond(x: float, y: float, radius: float, **more: str | float) -> str:
    """Return a diamond."""
    corners = (
        f"{x:.1f},{y - radius:.1f} {x + radius:.1f},{y:.1f} {x:.1f},{y + radius:.1f} {x - radius:.1f},{y:.1f}"
    )
    return f'<polygon points="{corners}"{_attributes(more)}/>'


def group(parts: Iterable[str], **more: str | float) -> str:
    """Return parts held together."""
    return f"<g{_attributes(more)}>" + "".join(parts) + "</g>"


def hint(text: str) -> str:
    """Return what is told when the pointer rests on the shape around."""
    return f"<title>{escape(text)}</title>"


def _attributes(more: dict[str, str | float]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else format(value, "g")}"'
        for key, value in more.items()
    )

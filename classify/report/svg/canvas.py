"""The little of SVG our charts need: elements as strings, text that fits, one frame for all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',"
    "'WenQuanYi Micro Hei',SimHei,sans-serif"
)
INK = "#1c2128"  # text
FAINT = "#57606a"  # secondary text, 6:1 on white
RULE = "#d0d7de"  # lines that only guide the eye
TRACK = "#eaeef2"  # the ground of a bar
WHITE = "#ffffff"
SMALL, NORMAL = 11.5, 13.0  # sizes of text
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U0001f300-\U0003fffd]"
)
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Return about how wide `text` is drawn at `size`; a Chinese character is as wide as it is high."""
    return (0.56 * len(text) + 0.44 * len(_WIDE.findall(text))) * size


def fitted(text: str, room: float, size: float) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `room`."""
    if text_width(text, size) <= room:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char + "…", size) > room:
            break
        kept += char
    return kept.rstrip() + "…"


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return str(int(value)) if value == int(value) else f"{value:.1f}".removesuffix(".0")


def element(name: str, body: str | None = None, /, **attributes: str | float | None) -> str:
    """Return one element; `_` in an attribute's name stands for `-`, attributes that are `None` are left out.

    `body` is markup already; attribute values are escaped here.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is not None:
            shown = escape(value) if isinstance(value, str) else number(value)
            parts.append(f'{key.strip("_").replace("_", "-")}="{shown}"')
    start = " ".join(parts)
    return f"<{start}/>" if body is None else f"<{start}>{body}</{name}>"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = NORMAL,
    fill: str = INK,
    anchor: str = "",
    bold: bool = False,
) -> str:
    """Return a line of text with its baseline at `y`; `anchor` is `middle` or `end`."""
    # Written out: four in five elements of a chart are texts and rectangles.
    held = f' text-anchor="{anchor}"' if anchor else ""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"'
    return f"<text {place}{held}{weight}>{written(words)}</text>"


def rect(x: float, y: float, width: float, height: float, fill: str, **attributes: str | float | None) -> str:
    """Return a rectangle."""
    size = f'width="{number(max(width, 0))}" height="{number(height)}"'
    if not attributes:
        return f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"/>'
    more = element("rect", None, **attributes).removeprefix("<rect")
    return f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"{more}'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, **attributes: str | float | None) -> str:
    """Return a straight line."""
    return element("line", None, x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **attributes)


def group(parts: Iterable[str], tip: str = "", **attributes: str | float | None) -> str:
    """Return parts that belong together; `tip` is shown where the pointer rests on them."""
    head = f"<title>{written(tip)}</title>" if tip else ""
    return element("g", head + "".join(parts), **attributes)


def linked(parts: Iterable[str], href: str, label: str = "") -> str:
    """Return parts that lead somewhere; `label` is what a screen reader says, by default what is written on them."""
    return element("a", "".join(parts), href=href, aria_label=clean(label) if label else None)


def frame(
    body: Iterable[str], *, width: float, height: float, title: str, desc: str = "", interactive: bool = False
) -> str:
    """Return a whole chart with its name and description; `interactive` where it holds links."""
    told = element("title", written(title))
    told += element("desc", written(desc)) if desc else ""
    return element(
        "svg",
        told + "".join(body),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group" if interactive else "img",
        aria_label=clean(title),
        font_family=FONTS,
        _class="chart",
    )


def clean(words: str) -> str:
    """Return text without the characters XML forbids."""
    return _FORBIDDEN.sub("", words)


def written(words: str) -> str:
    """Return text as XML holds it between tags."""
    return escape(clean(words), quote=False) if _SPECIAL.search(words) else words

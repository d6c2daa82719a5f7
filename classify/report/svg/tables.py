"""Types by place: stacked bars and a heat map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classify.report.svg.canvas import (
    FAINT,
    INK,
    SMALL,
    WHITE,
    fitted,
    frame,
    group,
    linked,
    rect,
    text,
    text_width,
)
from classify.report.svg.looks import Look, badge, tint

WIDTH = 400.0


@dataclass(frozen=True, slots=True)
class Places:
    """Hold how many communities of each type there are in each place: `cells[row][column]`."""

    rows: Sequence[str]
    looks: Sequence[Look]
    cells: Sequence[Sequence[int]]


def stacked(data: Places, *, title: str, desc: str = "", width: float = WIDTH) -> str:
    """Return one bar per place, divided by type; parts that are wide enough carry the type's mark."""
    start = _label_room(data.rows, width)
    height, room = 26.0, width - start - 34
    parts, top = _legend(data.looks, width)
    for i, (label, cells) in enumerate(zip(data.rows, data.cells, strict=True)):
        total, x, y = sum(cells), start, top + i * height
        drawn = [text(start - 8, y + 17, fitted(label, start - 10, 13), anchor="end")]
        for look, count in zip(data.looks, cells, strict=True):
            length = room * count / total if total else 0
            if count:
                drawn.append(rect(x, y + 3, length, 19, look.colour, stroke=WHITE, stroke_width=1))
                if length > 15:
                    drawn.append(
                        text(x + length / 2, y + 16.5, look.mark, size=SMALL, fill=WHITE, anchor="middle")
                    )
            x += length
        drawn.append(text(width, y + 17, str(total), bold=True, anchor="end"))
        told = ", ".join(f"{look.label} {n}" for look, n in zip(data.looks, cells, strict=True) if n)
        parts.append(group(drawn, f"{label}: {told}"))
    return frame(parts, width=width, height=top + len(data.rows) * height + 2, title=title, desc=desc)


def _label_room(labels: Sequence[str], width: float) -> float:
    return min(max((text_width(label, 13) for label in labels), default=0) + 12, width * 0.32)


def _legend(looks: Sequence[Look], width: float) -> tuple[list[str], float]:
    parts, x, y = list[str](), 0.0, 0.0
    for look in looks:
        need = 22 + text_width(look.label, SMALL) + 14
        if x and x + need > width:
            x, y = 0.0, y + 22
        parts += [badge(x, y, look, 16), text(x + 21, y + 12.5, look.label, size=SMALL)]
        x += need
    return parts, y + 26


def heatmap(
    data: Places,
    *,
    title: str,
    total_label: str,
    desc: str = "",
    width: float = WIDTH,
    href: Callable[[int, int], str] | None = None,
) -> str:
    """Return counts by place and type; the deeper a cell, the more, and every cell says its number.

    `href` gives, for a row and a column, where a cell leads. Columns are headed by marks, named in the
    legend above, so that the map stays readable on a narrow screen.
    """
    start = _label_room(data.rows, width)
    cell, height = (width - start - 44) / max(len(data.looks), 1), 25.0
    parts, top = _legend(data.looks, width)
    parts += [badge(start + (j + 0.5) * cell - 9, top, look) for j, look in enumerate(data.looks)]
    parts.append(text(width, top + 13, total_label, size=SMALL, fill=FAINT, anchor="end"))
    top += 24
    most = max((n for row in data.cells for n in row), default=0) or 1
    for i, (label, cells) in enumerate(zip(data.rows, data.cells, strict=True)):
        y = top + i * height
        parts.append(text(start - 8, y + 16.5, fitted(label, start - 10, 13), anchor="end"))
        for j, (look, count) in enumerate(zip(data.looks, cells, strict=True)):
            drawn = _cell(start + j * cell, y, cell, look, count / most, count)
            told = f"{label}, {look.label}: {count}"
            parts.append(linked([drawn], href(i, j), told) if href and count else group([drawn], told))
        parts.append(text(width, y + 16.5, str(sum(cells)), bold=True, anchor="end"))
    bottom = top + len(data.rows) * height + 2
    return frame(parts, width=width, height=bottom, title=title, desc=desc, interactive=href is not None)


def _cell(x: float, y: float, width: float, look: Look, depth: float, count: int) -> str:
    if not count:
        return rect(x + 1, y + 1, width - 2, 22, "#f6f8fa", rx=2)
    strength = 0.14 + 0.86 * depth
    # Between these two strengths neither white nor ink would reach a contrast of 4.5:1.
    strength = 1.0 if strength > 0.8 else min(strength, 0.5)
    ink = WHITE if strength > 0.8 else INK
    return rect(x + 1, y + 1, width - 2, 22, tint(look.colour, strength), rx=2) + text(
        x + width / 2, y + 16.5, str(count), fill=ink, anchor="middle", bold=strength > 0.8
    )

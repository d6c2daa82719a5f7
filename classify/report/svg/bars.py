"""Bars: what speaks for and against a type, and how the types rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classify.report.svg.canvas import (
    FAINT,
    INK,
    RULE,
    SMALL,
    TRACK,
    WHITE,
    element,
    fitted,
    frame,
    group,
    line,
    number,
    rect,
    text,
    text_width,
)
from classify.report.svg.looks import Look, badge

WIDTH = 400.0  # the narrowest use: a telephone held upright
_AGAINST, _PALE = "#6e7781", "#e4e7ea"


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one reason: its name, what holds in this community, and its signed points."""

    label: str
    points: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hold one type's score with the range it can still take."""

    look: Look
    score: float
    low: float
    high: float
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold how many communities are of one type."""

    look: Look
    count: int


def signed_bars(bars: Sequence[Bar], colour: str, *, title: str, desc: str = "", width: float = WIDTH) -> str:
    """Return reasons as bars from a common zero: to the right and filled for, to the left, outlined, against.

    Name and fact stand above the bar, or to the left of it where there is room (`width` from 560), so that
    the chart can be read on a telephone and fills a printed page.
    """
    wide = width >= 560
    left, value_room = (width * 0.54 if wide else 0.0), 46.0
    most = max((abs(b.points) for b in bars), default=1.0) or 1.0
    below = max((-b.points for b in bars if b.points < 0), default=0.0)
    above = max((b.points for b in bars if b.points > 0), default=0.0)
    start = left + (value_room if below else 2.0)
    scale = (width - start - value_room) / ((below + above) or most)
    zero, y, parts = start + below * scale, 0.0, list[str]()
    for bar in bars:
        height = 17.0 + (15.0 if bar.detail else 0.0)
        words = _words(bar, y, left - 14 if wide else width)
        top = y + (height - 14) / 2 if wide else y + height
        parts.append(group([*words, *_bar(bar, colour, top, zero, scale)], f"{bar.label} {_signed(bar)}"))
        y += height + (8 if wide else 18)
    return frame(parts, width=width, height=max(y, 20), title=title, desc=desc)


def _signed(bar: Bar) -> str:
    return f"{bar.points:+.1f}".replace("-", "−")


def _words(bar: Bar, y: float, room: float) -> list[str]:
    parts = [text(0, y + 13, fitted(bar.label, room, 14), bold=True)]
    if bar.detail:
        parts.append(text(0, y + 28, fitted(bar.detail, room, SMALL), size=SMALL, fill=FAINT))
    return parts


def _bar(bar: Bar, colour: str, top: float, zero: float, scale: float) -> list[str]:
    length = abs(bar.points) * scale
    axis = line(zero, top - 2, zero, top + 13, INK, stroke_width=1)
    if bar.points >= 0:
        drawn = rect(zero, top, length, 11, colour)
        value = text(zero + length + 5, top + 10, _signed(bar), size=SMALL, bold=True)
    else:
        drawn = rect(zero - length, top, length, 11, _PALE, stroke=_AGAINST, stroke_width=1.2)
        value = text(zero - length - 5, top + 10, _signed(bar), size=SMALL, bold=True, anchor="end")
    return [drawn, axis, value]


def ranking(
    rows: Sequence[Ranked],
    *,
    title: str,
    threshold: float,
    threshold_label: str,
    desc: str = "",
    width: float = WIDTH,
) -> str:
    """Return the types with their scores of 0 to 100; a whisker shows the range a score can still take.

    `threshold` is where a type begins to claim a community; the line is named by `threshold_label`.
    """
    label_room = min(max((text_width(r.look.label, 13) for r in rows), default=0) + 30, width * 0.36)
    start, end, height = label_room, width - 84, 27.0
    scale = (end - start) / 100
    parts: list[str] = []
    for i, row in enumerate(rows):
        parts.append(_ranked(row, 16 + i * height, (start, scale, width)))
    bottom, at = 16 + len(rows) * height, start + threshold * scale
    parts += [
        line(at, 14, at, bottom, INK, stroke_width=1, stroke_dasharray="3 3"),
        text(at, 10, threshold_label, size=SMALL, fill=FAINT, anchor="middle"),
    ]
    return frame(parts, width=width, height=bottom + 2, title=title, desc=desc)


def _ranked(row: Ranked, y: float, place: tuple[float, float, float]) -> str:
    start, scale, width = place
    middle, settled = y + 13, row.low == row.high
    shown = f"{row.score:.1f}"
    span = "" if settled else f"{row.low:.0f}–{row.high:.0f}"
    parts = [
        badge(0, y + 4, row.look),
        text(24, y + 18, fitted(row.look.label, start - 28, 13), bold=row.chosen),
        rect(start, y + 7, 100 * scale, 12, TRACK),
        rect(
            start, y + 7, row.score * scale, 12, row.look.colour, fill_opacity="1" if row.chosen else "0.55"
        ),
        text(width - 46, y + 18, shown, bold=row.chosen, anchor="end"),
        text(width, y + 17.5, span, size=10.5, fill=FAINT, anchor="end"),
    ]
    if not settled:
        low, high = start + row.low * scale, start + row.high * scale
        parts.append(
            element(
                "path",
                d=f"M{number(low)} {number(middle - 4)}v8m0-4H{number(high)}m0-4v8",
                stroke=INK,
                stroke_width=1.5,
                fill="none",
            )
        )
    return group(parts, f"{row.look.label} {shown} {span}".strip())


def counts(
    rows: Sequence[Counted],
    *,
    title: str,
    desc: str = "",
    width: float = WIDTH,
    hrefs: Sequence[str] | None = None,
    height: float = 30.0,
) -> str:
    """Return the number of communities per type as bars, each in a row of `height`; `hrefs` makes each bar lead somewhere."""
    total, most = sum(r.count for r in rows), max((r.count for r in rows), default=0) or 1
    start = min(max((text_width(r.look.label, 13) for r in rows), default=0) + 32, width * 0.42)
    scale, gap = (width - start - 86) / most, (height - 20) / 2
    parts = []
    for i, row in enumerate(rows):
        y, length = i * height, row.count * scale
        share = f"{100 * row.count / total:.1f}%" if total else ""
        drawn = [
            rect(0, y, width, height - 2, WHITE),
            badge(0, y + gap, row.look),
            text(25, y + gap + 14, fitted(row.look.label, start - 30, 13)),
            rect(start, y + gap, max(length, 1), 18, row.look.colour),
            text(start + length + 6, y + gap + 14, str(row.count), bold=True),
            text(
                start + length + 12 + text_width(str(row.count), 13),
                y + gap + 14,
                share,
                size=SMALL,
                fill=FAINT,
            ),
        ]
        if hrefs:
            # Blanks between the parts: a screen reader says what stands there, word by word.
            parts.append(element("a", " ".join(drawn), href=hrefs[i]))
        else:
            parts.append(group(drawn, f"{row.look.label} {row.count} ({share})"))
    parts.append(line(start, 2, start, len(rows) * height - 2, RULE))
    return frame(
        parts, width=width, height=len(rows) * height, title=title, desc=desc, interactive=hrefs is not None
    )

"""How types look: a colour and, because colour must never be the only code, a mark of one character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from classify.report.svg.canvas import WHITE, rect, text
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

# White text on each of them has a contrast of at least 4.5:1; neighbours differ in lightness too.
COLOURS = (
    "#8a5a00", "#b3361f", "#1f66a8", "#23744a", "#7b3f98", "#4d5866",
    "#00707a", "#a8246e", "#5c6700", "#3d4db3", "#9a4a1c", "#2f5d62",
)  # fmt: skip
NONE_COLOUR = "#6b6f76"


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how one type, or a choice like it, is shown."""

    label: str
    mark: str
    colour: str


def looks_of(program: Program, lang: str) -> Mapping[str | None, Look]:
    """Return the look of every type in the order of the pack, and under `None` that of no type."""
    looks: dict[str | None, Look] = {}
    for i, type_ in enumerate(program.loaded.pack.types):
        label = type_.label.say(lang)
        mark = type_.short.say(lang) if type_.short else label[:1]
        looks[type_.id] = Look(label, mark[:1] or "?", COLOURS[i % len(COLOURS)])
    looks[None] = Look(translate(_("undecided"), lang), "?", NONE_COLOUR)
    return looks


def badge(x: float, y: float, look: Look, size: float = 18) -> str:
    """Return a type's mark on its colour, a square with its upper left corner at (x, y)."""
    return rect(x, y, size, size, look.colour, rx=3) + text(
        x + size / 2, y + size * 0.74, look.mark, size=size * 0.68, fill=WHITE, anchor="middle", bold=True
    )


def tint(colour: str, strength: float) -> str:
    """Return a colour mixed with white; `strength` 0 is white, 1 the colour itself."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (c - 255) * strength):02x}" for c in channels)

"""Long sentences over several lines of a terminal, Chinese ones too."""

from __future__ import annotations

import re

from classify.report.width import width

# What must stay together: a word with its closing signs, or one wide character with those that follow it.
_CLOSING = "，。；：、！？）》」』”’〕】…％%,.;:!?)\\]"
_UNIT = re.compile(rf"[（《「『“‘〔【(\[]*(?:[!-~]+|\S)[{_CLOSING}]*| +")


def wrap(text: str, cells: int, first: str = "", rest: str = "") -> list[str]:
    """Return `text` in lines of at most `cells`, the first begun by `first`, the others by `rest`."""
    lines, line = list[str](), first
    empty = True
    for unit in _UNIT.findall(text):
        if not empty and width(line + unit.rstrip()) > cells:
            lines.append(line.rstrip())
            line, empty = rest, True
        if empty and unit.isspace():
            continue
        line, empty = line + unit, False
    return [*lines, line.rstrip()]

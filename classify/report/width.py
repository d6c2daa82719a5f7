"""Columns that line up where Chinese characters are two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """Return how many cells a terminal needs for `text`."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """Return `text` padded to `cells`, or cut with an ellipsis where it is longer."""
    if width(text) > cells:
        kept = ""
        for char in text:
            if width(kept + char) > cells - 1:
                break
            kept += char
        text = kept + "…"
    gap = " " * (cells - width(text))
    return gap + text if right else text + gap


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], limits: Sequence[int], right: Sequence[int] = ()
) -> list[str]:
    """Return lines of a table; a column is as wide as its widest entry, at most its limit (0: none).

    `right` names the columns that are aligned to the right.
    """
    body = [list(row) for row in rows]
    sizes = [max(width(row[i]) for row in [list(head), *body]) for i in range(len(head))]
    sizes = [min(size, limit) if limit else size for size, limit in zip(sizes, limits, strict=True)]
    lines = [_line(head, sizes, right), "  ".join("-" * size for size in sizes)]
    return lines + [_line(row, sizes, right) for row in body]


def _line(row: Sequence[str], sizes: Sequence[int], right: Sequence[int]) -> str:
    return "  ".join(
        fit(cell, size, right=i in right) for i, (cell, size) in enumerate(zip(row, sizes, strict=True))
    ).rstrip()

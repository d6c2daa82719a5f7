"""Decide whether figures without a sign are percentages or fractions: by the column's evidence, or not at all.

25 can only be 25%; 0.25 is nearly always 25% and sometimes a quarter of one per cent; 1 is both. What settles it: the heading's
unit, the other figures of the column, signs beside it, the share recomputed from counts, and shares that add up to 1.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from classify.model.text import Text

WHY = {
    "heading": Text(zh="表头写明了单位", en="the heading names the unit"),
    "above": Text(zh="本列数值大于1", en="the figures of the column are above 1"),
    "below": Text(zh="本列数值都不大于1", en="no figure of the column is above 1"),
    "counts": Text(
        zh="与按人数、套数推算的占比一致", en="it agrees with the share recomputed from the counts"
    ),
    "neighbours": Text(
        zh="只有这样才与本列其他数值相当", en="only so it compares with the rest of the column"
    ),
    "necessity": Text(zh="占比不可能大于100%", en="a share cannot exceed 100%"),
    "sums": Text(zh="只有这样各项占比之和才为100%", en="only so the shares of the row add up to 100%"),
}
PERCENT = Text(zh="百分数", en="percentages")
FRACTION = Text(zh="小数（0.25即25%）", en="fractions (0.25 is 25%)")
_ENOUGH = 3
_NEIGHBOURS = 5


class Settled(NamedTuple):
    """Hold what one figure was found to be: a share, and why; `odd` where it differs from its column."""

    share: float | None
    why: str = ""
    odd: bool = False


class Scale(NamedTuple):
    """Hold the decisions on a column by row, and what is said once for the whole column."""

    cells: dict[int, Settled]
    usual: Text | None
    why: str


def settle(
    bare: Mapping[int, float],
    signed: Sequence[float],
    heading: float | None = None,
    recomputed: Mapping[int, float] | None = None,
) -> Scale:
    """Decide on the figures without a sign, given those with one, the heading's unit and recomputed shares."""
    sound = {row: value for row, value in bare.items() if 0 < value <= (1000 if heading == 0.001 else 100)}
    by_counts = {
        row: found
        for row, value in sound.items()
        if (found := _by_counts(value, (recomputed or {}).get(row), heading))
    }
    over = [value for value in sound.values() if value > 1]
    under = [value for value in sound.values() if value < 1]
    cells: dict[int, Settled] = {row: Settled(0.0) for row, value in bare.items() if value == 0}
    usual, why = _usual(over, under, by_counts, heading)
    for row, value in sound.items():
        cells[row] = by_counts.get(row) or _one(value, over, under, signed, heading)
    odd = {
        row: cell._replace(odd=_is_odd(sound[row], cell, usual))
        for row, cell in cells.items()
        if row in sound
    }
    return Scale({**cells, **odd}, usual, why)


def by_sum(value: float, others: float) -> Settled | None:
    """Settle a figure by the shares that stand beside it and must add up to 1."""
    fits = [
        share for share in (value, _scaled(value, 0.01)) if abs(others + share - 1) <= 0.02 and share <= 1
    ]
    return Settled(fits[0], "sums", odd=True) if len(fits) == 1 else None


def _usual(
    over: Sequence[float], under: Sequence[float], by_counts: Mapping[int, Settled], heading: float | None
) -> tuple[Text | None, str]:
    if heading is not None and (over or not under):
        return PERCENT, "heading"
    if not over and not under:
        return None, ""
    if 2 * len(by_counts) > len(over) + len(under):
        percents = sum(cell.odd for cell in by_counts.values())
        return (PERCENT if 2 * percents > len(by_counts) else FRACTION), "counts"
    return (PERCENT, "above") if len(over) >= len(under) else (FRACTION, "below")


def _by_counts(value: float, recomputed: float | None, heading: float | None) -> Settled | None:
    """Settle a figure by the share its counts give; `odd` marks for now that it is a percentage."""
    if recomputed is None:
        return None
    part = heading or 0.01
    fits = [p for p in (1.0, part) if _close(_scaled(value, p), recomputed)]
    return Settled(_scaled(value, fits[0]), "counts", odd=fits[0] != 1.0) if len(fits) == 1 else None


def _close(share: float, recomputed: float) -> bool:
    return share <= 1 and abs(share - recomputed) <= max(0.006, 0.15 * recomputed)


def _one(
    value: float,
    over: Sequence[float],
    under: Sequence[float],
    signed: Sequence[float],
    heading: float | None,
) -> Settled:
    if heading is not None:
        return _under_heading(value, over, under, heading)
    if value > 1:
        return Settled(_scaled(value, 0.01), "above" if len(over) >= len(under) else "necessity")
    if value == 1:
        if len(over) >= _ENOUGH and not under:
            return Settled(0.01, "above")
        return Settled(1.0, "below") if len(under) >= _ENOUGH and not over and not signed else Settled(None)
    if not over:
        return Settled(value, "below") if _compares(value, signed) else Settled(None)
    if len(under) >= _ENOUGH * len(over):
        return Settled(value, "below")
    low, high = min(over) / 100, max(over) / 100
    inside = low / 2 <= value <= high * 2
    as_percent = low / 2 <= value / 100
    # Neighbours tell something only where they lie close together, and where the figure has the decimals of a
    # fraction: 0.253 beside 25.3. A 0.5 beside 25.3 may well be half a per cent.
    finer = _decimals(value) >= max(2, 1 + max(map(_decimals, over)))
    close = len(over) >= _NEIGHBOURS and high <= 4 * low and finer
    return Settled(value, "neighbours") if close and inside and not as_percent else Settled(None)


def _decimals(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def _compares(value: float, signed: Sequence[float]) -> bool:
    """Tell whether a fraction lies where the figures with a sign lie, and would not as a percentage."""
    if not signed:
        return True
    low, high = min(signed) / 3, max(signed) * 3
    return low <= value <= high and not low <= value / 100 <= high


def _under_heading(value: float, over: Sequence[float], under: Sequence[float], heading: float) -> Settled:
    if not over and under:
        return Settled(None)
    low = min(over) if over else 0.0
    # 0.31 among 25 and 40 was typed as a fraction, or is a third of one per cent: that is left open.
    if value < 1 and over and low / 2 <= value * 100 <= 2 * max(over) and value < low / 5:
        return Settled(None)
    return Settled(_scaled(value, heading), "heading")


def _is_odd(value: float, cell: Settled, usual: Text | None) -> bool:
    if cell.share is None or usual is None:
        return False
    fraction = cell.share == value
    return fraction != (usual is FRACTION)


def _scaled(value: float, part: float) -> float:
    """Multiply without losing the last digit: 25.1 becomes 0.251."""
    return float(f"{value * part:.15g}") if part != 1.0 else value

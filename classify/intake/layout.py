"""Find the headings of a sheet: under title rows, over one to three rows, with merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from classify.intake.cells import BLANKS, Grid, Raw, Row, is_blank
from classify.intake.units import unit_in
from classify.intake.vocabulary import Vocabulary, ignorable
from classify.intake.wording import fold

_SEARCHED = 40
_DEEPEST = 3


@dataclass(frozen=True)
class Layout:
    """Say where a table stands in its sheet.

    `first` and `last` are positions in `grid.rows`; `levels` holds for each column its headings from the top
    down; `width` is the number of cells of the heading rows, blank ones included.
    """

    first: int
    last: int
    levels: dict[int, tuple[str, ...]]
    width: int
    known: int

    @property
    def score(self) -> tuple[int, int]:
        """Return what layouts are compared by: columns explained, then how few rows that took."""
        return self.known, self.first - self.last


def find_layout(grid: Grid, vocabulary: Vocabulary) -> Layout | None:
    """Return the layout that explains most columns, `None` where no row holds a heading that is known."""
    best: Layout | None = None
    rows = grid.rows[:_SEARCHED]
    for first in range(len(rows)):
        if best is not None and best.known >= 4 and first > best.last + 2:
            break
        for depth in range(1, _DEEPEST + 1):
            candidate = _candidate(grid, rows, first, depth, vocabulary)
            if candidate is not None and (best is None or candidate.score > best.score):
                best = candidate
    if best is None or (best.known < 2 and best.first > 0):
        return None
    return _with_units(grid, best)


def _candidate(
    grid: Grid, rows: Sequence[Row], first: int, depth: int, vocabulary: Vocabulary
) -> Layout | None:
    block = rows[first : first + depth]
    # A title merged over the table is no upper level of headings.
    if depth > 1 and sum(not is_blank(cell) for cell in block[0].cells) < 2:
        return None
    if len(block) < depth or not all(_could_be_headings(row) for row in block):
        return None
    levels = _levels(grid, block)
    known = sum(vocabulary.find(names) is not None for names in levels.values())
    if depth > 1 and any(_same(a, b) for a, b in pairwise(block)):
        return None
    width = max(len(row.cells) for row in block)
    return Layout(first, first + depth - 1, levels, width, known) if known else None


def _could_be_headings(row: Row) -> bool:
    numbers = sum(
        isinstance(cell, (int, float)) and not isinstance(cell, bool) and not _year(cell)
        for cell in row.cells
    )
    texts = sum(isinstance(cell, str) and not is_blank(cell) for cell in row.cells)
    # Text tables know no numbers: what reads like one counts as one.
    texts_as_numbers = sum(
        isinstance(cell, str) and cell.strip(BLANKS).replace(",", "").replace(".", "").isdigit()
        for cell in row.cells
    )
    return texts > 0 and numbers + texts_as_numbers <= 0.2 * texts


def _year(cell: Raw) -> bool:
    return isinstance(cell, int) and 1990 <= cell <= 2099


def _same(first: Row, second: Row) -> bool:
    """Tell whether two rows say the same: a heading printed twice is not a heading of two levels."""
    pairs = [
        (a, b) for a, b in zip(first.cells, second.cells, strict=False) if not is_blank(a) and not is_blank(b)
    ]
    return len(pairs) > 2 and all(a == b for a, b in pairs)


def _levels(grid: Grid, block: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    """Return each column's headings; a heading merged over columns, or followed by blanks, counts for all of them."""
    lines = [_filled_right(grid, row, below) for row, below in zip(block, [*block[1:], None], strict=True)]
    levels = {}
    for column in range(max(len(line) for line in lines)):
        names = [line[column] for line in lines if column < len(line) and line[column]]
        # A heading merged over rows stands in the first of them.
        if names:
            levels[column] = tuple(dict.fromkeys(names))
    return levels


def _filled_right(grid: Grid, row: Row, below: Row | None) -> list[str]:
    texts = [_text(cell) for cell in row.cells]
    if below is None:
        return texts
    texts += [""] * (len(below.cells) - len(texts))
    spans = [span for span in grid.merges if span.top <= row.number <= span.bottom and span.right > span.left]
    for span in spans:
        if span.left < len(texts) and span.top == row.number:
            for column in range(span.left + 1, min(span.right + 1, len(texts))):
                texts[column] = texts[column] or texts[span.left]
    if not spans:
        for column in range(1, len(texts)):
            deeper = column < len(below.cells) and not is_blank(below.cells[column])
            left = not is_blank(below.cells[column - 1]) if column - 1 < len(below.cells) else False
            if not texts[column] and deeper and left:
                texts[column] = texts[column - 1]
    return texts


def _text(cell: Raw) -> str:
    if isinstance(cell, str):
        return cell.strip(BLANKS)
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else ""


def _with_units(grid: Grid, layout: Layout) -> Layout:
    """Take a row of units below the headings (人, 户, 万人) as their lowest level."""
    position = layout.last + 1
    if position >= len(grid.rows):
        return layout
    cells = grid.rows[position].cells
    units = {c: _text(cell) for c, cell in enumerate(cells) if not is_blank(cell)}
    meant = [
        c for c in units if unit_in(fold(units[c])) or ignorable((units[c],)) or units[c].strip("—-/－") == ""
    ]
    if len(units) < 2 or len(meant) < len(units):
        return layout
    levels = {
        c: (*names, units[c]) if c in units and unit_in(fold(units[c])) else names
        for c, names in layout.levels.items()
    }
    return Layout(layout.first, position, levels, layout.width, layout.known)

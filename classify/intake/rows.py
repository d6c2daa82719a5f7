"""Tell data rows from what else stands below the headings: subtotals, notes, headings repeated on a new page."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from classify.intake.cells import BLANKS, Grid, Raw, Row, is_blank
from classify.intake.layout import Layout
from classify.intake.wording import fold

Kind = Literal["data", "total", "note", "heading"]

CODES: dict[Kind, str] = {"total": "INTAKE046", "note": "INTAKE047", "heading": "INTAKE048"}
_TOTAL = re.compile(
    r".{0,20}(?:小计|合计|总计|共计|累计|平均|均值|平均值|total|subtotal|sum)|全区|全市|全县|全街道|全镇|总数|总和|汇总"
)
_NOTE = re.compile(
    r"(?:\*|※)?(?:注|备注|说明|填表|填报|制表|审核|单位负责人|负责人|联系|统计|单位|数据来源|资料来源|第.{1,5}页|共.{1,5}页|note|source)"
)
_NUMBERING = re.compile(
    r"[甲乙丙丁戊己庚辛]|[0-9]{1,3}|\([0-9]{1,3}\)|[一二三四五六七八九十]{1,3}|[a-z]{1,2}|—+|-+|[0-9=+()\s]{3,20}"
)


def sort_rows(grid: Grid, layout: Layout, identity: Sequence[int]) -> list[tuple[Row, Kind]]:
    """Return the rows below the headings with what each is; `identity` are the columns that say whose row it is."""
    heads = [_heads(grid.rows[i]) for i in range(layout.first, layout.last + 1)]
    titles = {fold(cell) for row in grid.rows[: layout.first] for cell in row.cells if isinstance(cell, str)}
    body = grid.rows[layout.last + 1 :]
    return [(row, _kind(row, position, heads, titles, identity)) for position, row in enumerate(body)]


def _heads(row: Row) -> dict[int, str]:
    return {c: fold(cell) for c, cell in enumerate(row.cells) if isinstance(cell, str) and not is_blank(cell)}


def _kind(
    row: Row, position: int, heads: Sequence[Mapping[int, str]], titles: set[str], identity: Sequence[int]
) -> Kind:
    cells = row.cells
    width = len(cells)
    filled = [c for c in range(width) if (cell := cells[c]) is not None and cell != "" and not is_blank(cell)]
    if any(_repeats(cells, filled, head) for head in heads):
        return "heading"
    first = _text(cells[filled[0]]) if filled else ""
    named = [c for c in identity if c < width and not is_blank(cells[c])]
    texts = [_text(cells[c]) for c in dict.fromkeys([*named, *filled[:3]])]
    if any(_TOTAL.fullmatch(text) for text in texts if text):
        return "total"
    if (
        position == 0
        and len(filled) > 2
        and all(_NUMBERING.fullmatch(_plain(cells[c])) for c in filled)
        and _counts_up(cells, filled)
    ):
        return "heading"
    if (
        len(filled) == 1
        and first
        and not _has_figure(cells, filled)
        and (first in titles or not named or len(first) > 30 or _NOTE.match(first))
    ):
        return "note"
    if not named and first and (_NOTE.match(first) or (len(filled) <= 2 and not _has_figure(cells, filled))):
        return "note"
    if named and len(filled) <= 3 and _NOTE.match(first) and not _has_figure(cells, filled):
        return "note"
    return "data"


def _repeats(cells: Sequence[Raw], filled: Sequence[int], head: Mapping[int, str]) -> bool:
    if len(filled) < 2 or len(filled) < 0.5 * len(head):
        return False
    alike = sum(isinstance(cell := cells[c], str) and c in head and fold(cell) == head[c] for c in filled)
    return alike >= 0.8 * len(filled)


def _counts_up(cells: Sequence[Raw], filled: Sequence[int]) -> bool:
    """Tell whether the cells number the columns: 甲 乙 1 2 3."""
    numbers = [int(_plain(cells[c])) for c in filled if _plain(cells[c]).isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def _text(cell: Raw) -> str:
    return fold(cell).strip("：:。.*()（）【】") if isinstance(cell, str) else ""


def _plain(cell: Raw) -> str:
    return fold(cell) if isinstance(cell, str) else str(cell)


def _has_figure(cells: Sequence[Raw], filled: Sequence[int]) -> bool:
    return any(
        isinstance(cells[c], (int, float))
        or (isinstance(cells[c], str) and str(cells[c]).strip(BLANKS)[:1].isdigit())
        for c in filled
    )

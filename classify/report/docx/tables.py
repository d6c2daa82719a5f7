"""Tables: as wide as the text, headings repeated on every page, rows never torn in two."""

from __future__ import annotations

from collections.abc import Sequence

from classify.report.document import Align, Figure, Inline, KeyFigures, Table
from classify.report.docx.markup import inline, paragraph, run
from classify.report.docx.measures import NO_4, NO_5, TEXT_WIDTH
from classify.report.markdown import note_text, plain_text
from classify.report.width import width

_MARGIN = 85  # left and right in a cell
_CELL = NO_5 * 5  # a half-width character of a table, in twentieths of a point
_SLACK = 40  # what renderers differ by
_MOST = 12  # half-width characters that must fit beside one another, if a cell has a word that long
_LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


def table_markup(table: Table, lang: str) -> str:
    """Return a table; columns are as wide as their shares, and never narrower than their longest word."""
    texts = [[plain_text(cell, lang) for cell in row] for row in table.rows]
    least = [
        max([_word(column.title), *(_word(row[i]) for row in texts)]) * _CELL + 2 * _MARGIN + _SLACK
        for i, column in enumerate(table.columns)
    ]
    widths = shared_out(TEXT_WIDTH, [column.share for column in table.columns], least)
    aligns = [column.align for column in table.columns]
    head = _row([paragraph(run(c.title), "TableHead") for c in table.columns], widths, head=True)
    last = len(table.rows) - 1
    # A row never stands alone: the first stays with the second, the last with the one before it.
    rows = [
        _row(_cells(row, aligns, lang, keep=i in (0, last - 1) and i < last), widths)
        for i, row in enumerate(table.rows)
    ]
    return _table(widths, [head, *rows])


def _word(text: str) -> int:
    """Return the width of what should not be broken: the longest word, two characters of Chinese at least."""
    words = text.split()
    ascii_words = [w for w in words if w.isascii()]
    longest = max((len(w) for w in ascii_words), default=0)
    return min(max(longest, min(width(text), 4)), _MOST)


def shared_out(room: int, shares: Sequence[int], least: Sequence[int]) -> list[int]:
    """Return widths that add up to `room`, by share, but none below its least where there is room for all."""
    widths = [0.0] * len(shares)
    open_ = list(range(len(shares)))
    left = float(room)
    while open_:
        whole = sum(shares[i] for i in open_)
        narrow = [i for i in open_ if left * shares[i] / whole < least[i]]
        if not narrow or sum(least) > room:
            for i in open_:
                widths[i] = left * shares[i] / whole
            break
        for i in narrow:
            widths[i] = least[i]
            left -= least[i]
        open_ = [i for i in open_ if i not in narrow]
    ends = [round(sum(widths[: i + 1])) for i in range(len(widths))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _cells(row: Sequence[Inline], aligns: Sequence[Align], lang: str, *, keep: bool) -> list[str]:
    sides = {"left": "", "right": '<w:jc w:val="right"/>'}
    kept = "<w:keepNext/>" if keep else ""
    return [
        paragraph(inline(cell, lang), "TableText", kept + sides[align])
        for cell, align in zip(row, aligns, strict=True)
    ]


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EBEF"/>' if head else ""
    middle = '<w:vAlign w:val="center"/>'
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{shade}{middle}</w:tcPr>{cell}</w:tc>'
        for cell, size in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _table(widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        + paragraph("", "AfterTable")
    )


def figures_markup(block: KeyFigures, lang: str) -> str:
    """Return key figures as a small table of labels over values, at most five beside one another."""
    figures = list(block.figures)
    across = len(figures) if len(figures) <= 5 else 3 if len(figures) % 3 == 0 else 4
    figures += [Figure("", "")] * (-len(figures) % across)
    widths = shared_out(TEXT_WIDTH, [1] * across, [0] * across)
    rows = [
        _row([_figure(f, widths[0], lang) for f in figures[start : start + across]], widths)
        for start in range(0, len(figures), across)
    ]
    return _table(widths, rows)


def _figure(figure: Figure, room: int, lang: str) -> str:
    label, value, note = run(figure.label), run(figure.value), note_text(figure, lang)
    noted = run(note, "FigureNote") if note else ""
    # Beside the value where both fit into the line: torn within the value it would be misread.
    needed = width(figure.value) * NO_4 * 5 + width(note) * _CELL + 2 * _MARGIN + _SLACK
    lines = [value + noted] if needed <= room else [value, noted] if note else [value]
    return paragraph(label, "FigureLabel") + "".join(paragraph(line, "FigureValue") for line in lines)

"""A workbook whose sheets all look and print alike, and in which no text is ever a formula or a link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from classify.model.outcome import Outcome
from classify.report.clean import clean
from classify.report.labels import lead_text
from classify.report.width import width
from classify.report.wording import Wording

Cell = str | int | float | dt.date | None
Kind = Literal["text", "long", "number", "score", "date", "review", "review-long", "review-date"]
HEAD_ROW = 2  # under the title and the line that says what the sheet was made from
_LONGEST = 32_000  # characters a cell may hold, less a few
_A3 = 8
_MOST_LINES = 12
_REFUSED = re.compile(r"[\[\]:*?/\\']")
_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_LINE = {"border": 1, "border_color": "#A6A6A6"}
_KINDS: dict[Kind, dict[str, Any]] = {
    "text": {},
    "long": {"text_wrap": True},
    "number": {"num_format": "#,##0", "align": "center"},
    "score": {"num_format": "0.0", "align": "center"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "review": {"bg_color": "#FFF8E1"},
    "review-long": {"bg_color": "#FFF8E1", "text_wrap": True},
    "review-date": {"bg_color": "#FFF8E1", "num_format": "yyyy-mm-dd", "align": "center"},
}


@dataclass(frozen=True)
class Head:
    """Head a column: its title, how its cells look, and its width in half-width characters.

    A width of 0 is as much as the cells need, up to `most`; long text wraps and needs a width of its own.
    """

    title: str
    kind: Kind = "text"
    width: float = 0
    most: float = 40
    note: str = ""


@dataclass
class Sheet:
    """Hold one sheet in the making: rows are written one below the other."""

    worksheet: Worksheet
    heads: Sequence[Head]
    formats: dict[str, Format]
    write_cell: Callable[[Worksheet, int, int, Cell, Format], None]
    widths: list[float] = field(default_factory=list)
    row: int = HEAD_ROW + 1

    def add(self, cells: Sequence[Cell]) -> int:
        """Write the next row, as high as its longest text, and return its number, from 0."""
        lines = max((_lines(cell, head) for cell, head in zip(cells, self.heads, strict=True)), default=1)
        self.worksheet.set_row(self.row, 2 + 14 * lines)
        for column, (cell, head) in enumerate(zip(cells, self.heads, strict=True)):
            self.write_cell(self.worksheet, self.row, column, cell, self.formats[head.kind])
            if not head.width:
                self.widths[column] = max(self.widths[column], min(_wide(cell), head.most))
        self.row += 1
        return self.row - 1

    def finish(self) -> None:
        """Set the widths, and the filter over what was written."""
        for column, (size, head) in enumerate(zip(self.widths, self.heads, strict=True)):
            self.worksheet.set_column(column, column, size if head.width else size + 1.5)
        last = max(self.row - 1, HEAD_ROW + 1)
        self.worksheet.autofilter(HEAD_ROW, 0, last, len(self.heads) - 1)


def _wide(cell: Cell) -> float:
    return width(cell) if isinstance(cell, str) else 10 if isinstance(cell, dt.date) else len(str(cell or ""))


def _lines(cell: Cell, head: Head) -> int:
    """Return how many lines a cell needs; office programs differ in whether they work that out themselves."""
    if not isinstance(cell, str) or not head.kind.endswith("long"):
        return 1
    return min(-(-width(cell) // max(int(head.width), 4)), _MOST_LINES) or 1


class Book:
    """Build a workbook in memory; beyond a thousand communities rows go to disk as they come."""

    def __init__(self, imprint: str, created: dt.date, pages: str, *, large: bool = False) -> None:
        """Begin; `imprint` stands on every sheet and page, `pages` numbers them with &P and &N."""
        self._buffer = BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        memory = {"constant_memory": True} if large else {"in_memory": True}
        self.workbook = xlsxwriter.Workbook(self._buffer, {**options, **memory})
        self.workbook.set_properties(
            {"created": dt.datetime.combine(created, dt.time()), "author": "classify"}
        )
        self.imprint, self._pages, self._names = clean(imprint), pages, set[str]()
        self.formats = {
            str(kind): self.workbook.add_format({**_FONT, **_LINE, **look}) for kind, look in _KINDS.items()
        }
        self._title = self.workbook.add_format({"font_name": "黑体", "font_size": 16, "bold": True})
        self._faint = self.workbook.add_format({**_FONT, "font_size": 9, "font_color": "#595959"})
        head = {
            **_FONT,
            **_LINE,
            "font_name": "黑体",
            "text_wrap": True,
            "align": "center",
            "bg_color": "#DDE3EA",
        }
        self.head = self.workbook.add_format(head)
        self._review_head = self.workbook.add_format({**head, "bg_color": "#FFD966"})
        self.plain = self.workbook.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self.bold = self.workbook.add_format({**_FONT, "bold": True})

    def name(self, text: str) -> str:
        """Return a sheet's name the office program accepts, and no other sheet has."""
        base = _REFUSED.sub("-", clean(text)).strip() or "-"
        name, number = base[:31], 2
        while name.casefold() in self._names:
            tail = f" {number}"
            name, number = base[: 31 - len(tail)] + tail, number + 1
        self._names.add(name.casefold())
        return name

    def worksheet(self, name: str, title: str, *, landscape: bool = True) -> Worksheet:
        """Return a new sheet with its title, ready for printing on A3."""
        sheet = self.workbook.add_worksheet(self.name(name))
        sheet.set_row(0, 28)
        # Left in the first column: a title merged over the frozen part disappears when one scrolls.
        sheet.write_string(0, 0, clean(title), self._title)
        sheet.write_string(1, 0, self.imprint, self._faint)
        sheet.set_paper(_A3)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L&8{self.imprint[:180].replace('&', '&&')}&R&9{self._pages}")
        return sheet

    def sheet(self, name: str, title: str, heads: Sequence[Head], *, frozen: int = 0) -> Sheet:
        """Return a new sheet of rows under headings that stay in sight and are repeated on every page."""
        worksheet = self.worksheet(name, title)
        # A heading may take two lines, so half its width will do.
        least = [head.width or min(max(width(head.title) / 2 + 1, 5), head.most) for head in heads]
        worksheet.set_row(HEAD_ROW, 32)
        for column, (head, size) in enumerate(zip(heads, least, strict=True)):
            look = self._review_head if head.kind.startswith("review") else self.head
            worksheet.set_column(column, column, size)
            worksheet.write_string(HEAD_ROW, column, clean(head.title), look)
            if head.note:
                worksheet.write_comment(HEAD_ROW, column, clean(head.note), {"x_scale": 2, "y_scale": 1.2})
        worksheet.freeze_panes(HEAD_ROW + 1, frozen)
        worksheet.repeat_rows(0, HEAD_ROW)
        return Sheet(worksheet, heads, dict(self.formats), write_cell, list(least))

    def closed(self) -> bytes:
        """Return the finished workbook."""
        self.workbook.close()
        return self._buffer.getvalue()


def lead_cell(o: Outcome, wording: Wording) -> Cell:
    """Return a lead as a number; a dash for none, and words where the declared order decided a near tie."""
    return o.margin if o.margin is not None and o.margin >= 0 else lead_text(o.margin, wording.lang)


def write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """Write one cell by its own kind: text stays text, whatever it begins with."""
    if cell is None or cell == "":
        worksheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        worksheet.write_string(row, column, clean(cell)[:_LONGEST], look)
    elif isinstance(cell, dt.date):
        worksheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), look)
    else:
        worksheet.write_number(row, column, cell, look)


def hidden_lists(book: Book, lists: Iterable[Sequence[str]]) -> list[str]:
    """Write lists to choose from on a hidden sheet and return where each stands; a list in the cell itself is too short."""
    worksheet = book.workbook.add_worksheet(book.name("_lists"))
    worksheet.hide()
    places = []
    for column, entries in enumerate(lists):
        for row, entry in enumerate(entries):
            worksheet.write_string(row, column, clean(entry))
        letter = chr(ord("A") + column)
        places.append(f"='_lists'!${letter}$1:${letter}${max(len(entries), 1)}")
    return places

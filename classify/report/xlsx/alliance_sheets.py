"""The sheets of the alliance: subdistricts, coverage, agreements by their condition, needs, and the list of proposals.

The list of proposals has the headings `classify alliance suggest --before` reads, so that it can be edited here.
"""

from __future__ import annotations

import datetime as dt
from types import NoneType

from classify.alliance import answer, words
from classify.alliance.proposals import proposal_rows
from classify.alliance.summary import lines_table
from classify.alliance.tables import PROPOSALS
from classify.report.alliance.links import Links
from classify.report.width import width
from classify.report.wording import Wording
from classify.report.xlsx.book import HEAD_ROW, Book, Cell, Head, Sheet
from classify.texts import mark as _

_ALLIANCE = _("Alliance: {sheet}")
_SHOWN = {
    "ratios": _("coverage"), "lacking": _("not covered"), "expiring": _("ending soon"), "expired": _("expired"),
    "dormant": _("dormant"), "delivered": _("delivered"), "joints": _("four joints"), "unmet": _("unmet needs"),
    "shares": _("shares served"), "changed-communities": _("changes"), "changed-agreements": _("agreements begun and ended"),
}  # fmt: skip
_LONG = 40  # width beyond which text wraps


def alliance_sheets(book: Book, wording: Wording, links: Links) -> Sheet:
    """Write one sheet per table that has rows; return the list of proposals, whose dropdown is still to come."""
    _sheet(book, wording, lines_table(links.lines), _("by subdistrict"))
    proposals = _proposals(book, wording, links)
    for id_, name in _SHOWN.items():
        table = links.tables[id_]
        if table.rows:
            _sheet(book, wording, table, name)
    return proposals


def add_wishes(proposals: Sheet, wording: Wording, wishes: str) -> None:
    """Let the first column of the list be filled from what may become of a proposal."""
    last = max(proposals.row - 1, HEAD_ROW + 1)
    title, wrong = (
        wording.say(_("Choose from the list")),
        wording.say(_("A proposal is proposed, locked or forbidden.")),
    )
    rule = {"validate": "list", "source": wishes, "error_title": title, "error_message": wrong}
    proposals.worksheet.data_validation(HEAD_ROW + 1, 0, last, 0, rule)


def wishes_of(wording: Wording) -> list[str]:
    """Return what may become of a proposal, in words."""
    return [wish.label.say(wording.lang) for wish in words.WISHES.values()]


def _proposals(book: Book, wording: Wording, links: Links) -> Sheet:
    head, *rows = proposal_rows(links.state, links.suggestion, wording.lang)
    first, *between, last = head
    heads = [Head(first, "review"), *map(Head, between), Head(last, "long", 60)]
    name = PROPOSALS.label.say(wording.lang)
    sheet = book.sheet(_name(wording, name), name, heads, frozen=2)
    for row in rows:
        sheet.add(row)
    sheet.finish()
    return sheet


def _sheet(book: Book, wording: Wording, table: answer.Table, name: str) -> None:
    rows = [[_cell(cell, wording.lang) for cell in row] for row in table.rows]
    columns = list(zip(*rows, strict=True))
    heads = [
        _head(wording.say(title), column)
        for title, column in zip(table.columns.values(), columns, strict=True)
    ]
    sheet = book.sheet(_name(wording, wording.say(name)), wording.say(table.title), heads, frozen=1)
    for row in rows:
        sheet.add(row)
    sheet.finish()


def _name(wording: Wording, name: str) -> str:
    return wording.say(_ALLIANCE, sheet=name)


def _head(title: str, cells: tuple[Cell, ...]) -> Head:
    kinds = {type(cell) for cell in cells} - {NoneType}
    if kinds and kinds <= {int, float}:
        return Head(title, "number")
    if kinds == {dt.date}:
        return Head(title, "date")
    longest = max((width(cell) for cell in cells if isinstance(cell, str)), default=0)
    return Head(title, "long", 60) if longest > _LONG else Head(title)


def _cell(cell: object, lang: str) -> Cell:
    if cell is None or (isinstance(cell, int | float | dt.date) and not isinstance(cell, bool)):
        return cell
    return answer.said(cell, lang)

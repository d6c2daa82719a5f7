"""The sheet with the whole on one page: types, subdistricts, and charts the office can copy from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from classify.model.outcome import Outcome
from classify.report.svg import Look, looks_of
from classify.report.wording import Wording
from classify.report.xlsx.book import HEAD_ROW, Book, Cell, write_cell
from classify.texts import mark as _

_CHART_COLUMN = 10


def summary_sheet(book: Book, wording: Wording, outcomes: Sequence[Outcome]) -> None:
    """Write the distribution and the table of subdistricts by type, each with a native chart."""
    name = wording.say(_("Summary"))
    sheet = book.worksheet(name, wording.say(_("Communities by type: summary")))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, _CHART_COLUMN - 1, 11)
    looks, none = looks_of(wording.program, wording.lang), any(o.type is None for o in outcomes)
    part = _Part(
        book, wording, sheet, name, outcomes, [id_ for id_ in looks if id_ is not None or none], looks
    )
    bottom = _distribution(part)
    _by_place(part, max(bottom, HEAD_ROW + 18))


@dataclass(frozen=True)
class _Part:
    """Hold what both halves of the sheet are written from; `ids` are the types shown, in order."""

    book: Book
    wording: Wording
    sheet: Worksheet
    name: str
    outcomes: Sequence[Outcome]
    ids: Sequence[str | None]
    looks: Mapping[str | None, Look]

    def line(self, row: int, cells: Sequence[Cell], *, head: bool = False) -> None:
        for column, cell in enumerate(cells):
            look = (
                self.book.head if head else self.book.formats["number" if isinstance(cell, int) else "text"]
            )
            write_cell(self.sheet, row, column, cell, look)

    def insert(self, row: int, chart: Any, title: str, height: int) -> None:
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 620, "height": height})
        self.sheet.insert_chart(row, _CHART_COLUMN, chart, {"description": title})


def _distribution(part: _Part) -> int:
    outcomes, say = part.outcomes, part.wording.say
    computed, declared = Counter(o.type for o in outcomes), Counter(o.declared for o in outcomes)
    clear = Counter(o.type for o in outcomes if o.status == "clear")
    heads = [say(m) for m in (_("Type"), _("Communities"), _("Share"), _("of them clear"), _("Declared"))]
    share = part.book.workbook.add_format(
        {"num_format": "0.0%", "align": "center", "border": 1, "border_color": "#A6A6A6"}
    )
    part.line(HEAD_ROW, heads, head=True)
    for row, id_ in enumerate(part.ids, start=HEAD_ROW + 1):
        part.line(
            row, [part.looks[id_].label, computed[id_], None, clear[id_], declared[id_] if id_ else None]
        )
        part.sheet.write_number(row, 2, computed[id_] / max(len(outcomes), 1), share)
    _distribution_chart(part, HEAD_ROW + len(part.ids))
    return HEAD_ROW + len(part.ids) + 2


def _distribution_chart(part: _Part, last: int) -> None:
    chart = part.book.workbook.add_chart({"type": "bar"})
    colours = [{"fill": {"color": part.looks[id_].colour}} for id_ in part.ids]
    series = {
        "categories": [part.name, HEAD_ROW + 1, 0, last, 0],
        "values": [part.name, HEAD_ROW + 1, 1, last, 1],
    }
    chart.add_series({**series, "points": colours, "data_labels": {"value": True}, "gap": 50})
    chart.set_legend({"none": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
    part.insert(HEAD_ROW, chart, part.wording.say(_("Communities by type")), 330)


def _by_place(part: _Part, top: int) -> None:
    say, ids = part.wording.say, part.ids
    groups = list(dict.fromkeys(o.group for o in part.outcomes))
    by = Counter((o.group, o.type) for o in part.outcomes)
    labels = [part.looks[id_].label for id_ in ids]
    part.line(top, [say(_("Subdistrict")), *labels, say(_("Total"))], head=True)
    for row, group in enumerate(groups, start=top + 1):
        counted = [by[group, id_] for id_ in ids]
        part.line(row, [group or "—", *counted, sum(counted)])
    last = top + len(groups)
    totals = [sum(by[group, id_] for group in groups) for id_ in ids]
    part.line(last + 1, [say(_("Total")), *totals, len(part.outcomes)])
    if groups:
        shade = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#F4B183"}
        part.sheet.conditional_format(top + 1, 1, last, len(ids), shade)
        _places_chart(part, top, last)


def _places_chart(part: _Part, top: int, last: int) -> None:
    chart = part.book.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    # Counts stand in the bars, because colour must not be the only code; none is written for 0.
    labels = {"value": True, "num_format": "0;;;", "font": {"color": "#FFFFFF", "bold": True}}
    for column, id_ in enumerate(part.ids, start=1):
        look, values = part.looks[id_], [part.name, top + 1, column, last, column]
        series = {"name": look.label, "categories": [part.name, top + 1, 0, last, 0], "values": values}
        chart.add_series({**series, "fill": {"color": look.colour}, "gap": 40, "data_labels": labels})
    chart.set_legend({"position": "bottom"})
    part.insert(top, chart, part.wording.say(_("Types in each subdistrict")), 130 + 30 * (last - top))

"""The sheet with the whole on one page: types, subdistricts, and charts the office can copy from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from classify.model.outcome import Outcome
from classify.report.svg import looks_of
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
    looks = looks_of(wording.program, wording.lang)
    computed = Counter(o.type for o in outcomes)
    ids = [id_ for id_ in looks if id_ is not None or computed[None]]
    bottom = _distribution(book, wording, sheet, name, outcomes, ids)
    _by_place(book, wording, sheet, name, outcomes, ids, max(bottom, HEAD_ROW + 18))


def _distribution(
    book: Book,
    wording: Wording,
    sheet: Worksheet,
    name: str,
    outcomes: Sequence[Outcome],
    ids: Sequence[str | None],
) -> int:
    looks, say = looks_of(wording.program, wording.lang), wording.say
    computed, declared = Counter(o.type for o in outcomes), Counter(o.declared for o in outcomes)
    clear = Counter(o.type for o in outcomes if o.status == "clear")
    heads = [say(m) for m in (_("Type"), _("Communities"), _("Share"), _("of them clear"), _("Declared"))]
    share = book.workbook.add_format({"num_format": "0.0%", "border": 1, "border_color": "#A6A6A6"})
    _line(book, sheet, HEAD_ROW, heads, head=True)
    for row, id_ in enumerate(ids, start=HEAD_ROW + 1):
        _line(
            book,
            sheet,
            row,
            [looks[id_].label, computed[id_], None, clear[id_], declared[id_] if id_ else None],
        )
        sheet.write_number(row, 2, computed[id_] / max(len(outcomes), 1), share)
    last = HEAD_ROW + len(ids)
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": heads[1], "categories": [name, HEAD_ROW + 1, 0, last, 0], "values": [name, HEAD_ROW + 1, 1, last, 1],
            "points": [{"fill": {"color": looks[id_].colour}} for id_ in ids], "data_labels": {"value": True}, "gap": 50,
        }
    )  # fmt: skip
    chart.set_title({"name": say(_("Communities by type")), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
    chart.set_size({"width": 620, "height": 330})
    sheet.insert_chart(HEAD_ROW, _CHART_COLUMN, chart, {"description": say(_("Communities by type"))})
    return last + 2


def _by_place(
    book: Book,
    wording: Wording,
    sheet: Worksheet,
    name: str,
    outcomes: Sequence[Outcome],
    ids: Sequence[str | None],
    top: int,
) -> None:
    looks, say = looks_of(wording.program, wording.lang), wording.say
    groups = list(dict.fromkeys(o.group for o in outcomes))
    by = Counter((o.group, o.type) for o in outcomes)
    _line(
        book,
        sheet,
        top,
        [say(_("Subdistrict")), *(looks[id_].label for id_ in ids), say(_("Total"))],
        head=True,
    )
    for row, group in enumerate(groups, start=top + 1):
        counted = [by[group, id_] for id_ in ids]
        _line(book, sheet, row, [group or "—", *counted, sum(counted)])
    last = top + len(groups)
    totals = [sum(by[group, id_] for group in groups) for id_ in ids]
    _line(book, sheet, last + 1, [say(_("Total")), *totals, len(outcomes)])
    if not groups:
        return
    shade = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#F4B183"}
    sheet.conditional_format(top + 1, 1, last, len(ids), shade)
    chart = book.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for column, id_ in enumerate(ids, start=1):
        values = [name, top + 1, column, last, column]
        # Counts stand in the bars, because colour must not be the only code; none is written for 0.
        labels = {"value": True, "num_format": "0;;;", "font": {"color": "#FFFFFF", "bold": True}}
        series = {"name": looks[id_].label, "categories": [name, top + 1, 0, last, 0], "values": values}
        chart.add_series({**series, "fill": {"color": looks[id_].colour}, "gap": 40, "data_labels": labels})
    chart.set_title({"name": say(_("Types in each subdistrict")), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 620, "height": 130 + 30 * len(groups)})
    sheet.insert_chart(top, _CHART_COLUMN, chart, {"description": say(_("Types in each subdistrict"))})


def _line(book: Book, sheet: Worksheet, row: int, cells: Sequence[Cell], *, head: bool = False) -> None:
    for column, cell in enumerate(cells):
        look = book.head if head else book.formats["number" if isinstance(cell, int) else "text"]
        write_cell(sheet, row, column, cell, look)

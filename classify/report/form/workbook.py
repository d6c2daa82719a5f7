"""The blank form a district sends out, and tables written back into the same form: what `intake` reads without a question."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from classify.intake.places import letters
from classify.intake.reading import DICTIONARY, SOURCES
from classify.model.field import Field
from classify.model.profile import Profile, Table, Value
from classify.report.form.columns import LISTS, Columns
from classify.texts import mark as _
from classify.texts import script, translate

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BLANK_ROWS = 300
_HEADING_ROW = 3
_MOST_MESSAGE, _MOST_TITLE = 250, 32
_LAST = "_last"
_FORMATS = {
    "count": "#,##0",
    "number": "#,##0.####",
    "share": "0.0%",
    "year": "0",
    "code": "@",
    "text": "@",
    "date": "yyyy-mm-dd",
}


def form_fields(fields: Sequence[Field], used: Sequence[Field], table: Table) -> list[Field]:
    """Return the fields of a form: those that say whose row it is, then those in use, in the pack's order."""
    singles = (table.name, table.group, table.date)
    first = [*table.id, *(id_ for id_ in singles if id_)]
    by_id = {f.id: f for f in fields}
    wanted = {f.id for f in used}
    return [
        *(by_id[id_] for id_ in first if id_ in by_id),
        *(f for f in fields if f.id in wanted and f.id not in first),
    ]


def form_workbook(
    fields: Sequence[Field],
    table: Table,
    title: str,
    lang: str,
    earlier: Sequence[Mapping[str, Value]] = (),
    filled: Sequence[Profile] = (),
) -> bytes:
    """Return a workbook with one row per community.

    `earlier` are last year's values: they are filled in, and cells that are changed show in colour. `filled` are profiles
    written as they are, with a sheet that says which file each came from.
    """
    import xlsxwriter  # noqa: PLC0415 - only for commands that write workbooks

    buffer = io.BytesIO()
    # A name that begins with = is an injection, not a formula.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"comments": "classify"})
    form = _Form(book, fields, lang)
    kept = {f.id for f in fields} - ({table.date} if table.date else set())
    rows = [{id_: value for id_, value in row.items() if id_ in kept} for row in earlier] or [
        p.values for p in filled
    ]
    form.write(title, rows, last=bool(earlier))
    form.dictionary()
    if filled:
        _sources(book, filled, lang)
    form.lists()
    if earlier:
        form.last(rows)
    book.close()
    return buffer.getvalue()


class _Form:
    """Write the sheets of one form."""

    def __init__(self, book: Workbook, fields: Sequence[Field], lang: str) -> None:
        self.book, self.fields, self.lang = book, fields, lang
        self.sheet: Worksheet = book.add_worksheet(_t(_("Community profiles"), lang))
        self.formats: dict[str, Format] = {
            kind: book.add_format({"num_format": text, "border": 1, "border_color": "#BFBFBF"})
            for kind, text in _FORMATS.items()
        }
        self.plain = book.add_format({"border": 1, "border_color": "#BFBFBF"})
        # Borders on a whole column would run down to the last of a million rows.
        self.bare = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        self.columns = Columns(fields, lang)

    def write(self, title: str, rows: Sequence[Mapping[str, Value]], *, last: bool) -> None:
        """Write title, headings, rules for every column, and the rows."""
        sheet, book = self.sheet, self.book
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 16}))
        hint = _t(
            _(
                "One row per community. Columns with * are required; leave unknown cells empty, "
                "write 0 where there is none. Totals only, never anything about a person."
            ),
            self.lang,
        )
        if last:
            hint += _t(_(" Filled in are last year's figures; what you change turns yellow."), self.lang)
        sheet.write_string(1, 0, hint, book.add_format({"font_color": "#595959"}))
        sheet.set_row(_HEADING_ROW - 1, 48)
        end = _HEADING_ROW + max(BLANK_ROWS, len(rows)) - 1
        for column, field in enumerate(self.fields):
            self._column(column, field, end)
        for number, row in enumerate(rows, _HEADING_ROW):
            for column, field in enumerate(self.fields):
                self._cell(self.sheet, number, column, field, row.get(field.id))
        if last:
            self._mark_changes(end)
        fixed = 1 + max(
            (i for i, f in enumerate(self.fields) if f.role == "identity" and f.type == "text"), default=0
        )
        sheet.freeze_panes(_HEADING_ROW, min(fixed, 4))
        sheet.autofilter(_HEADING_ROW - 1, 0, end, len(self.fields) - 1)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.repeat_rows(_HEADING_ROW - 1)
        sheet.fit_to_pages(1, 0)

    def _column(self, column: int, field: Field, end: int) -> None:
        required = field.need == "required"
        colour = "#FCE4D6" if required else "#DDEBF7" if field.need == "recommended" else "#F2F2F2"
        look = self.book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
                "bg_color": colour,
                "border": 1,
            }
        )
        self.sheet.write_string(_HEADING_ROW - 1, column, self.columns.heading(field), look)
        self.sheet.write_comment(
            _HEADING_ROW - 1, column, self.columns.about(field), {"x_scale": 2.2, "y_scale": 1.4}
        )
        self.sheet.set_column(
            column, column, 18 if field.type in ("text", "code") else 12, self.bare.get(field.type)
        )
        rule = self.columns.rule(field)
        if rule:
            message = {
                "input_title": field.label.say(self.lang)[:_MOST_TITLE],
                "input_message": self.columns.about(field)[:_MOST_MESSAGE],
            }
            self.sheet.data_validation(
                _HEADING_ROW, column, end, column, {"ignore_blank": True, **rule, **message}
            )

    def _cell(self, sheet: Worksheet, row: int, column: int, field: Field, value: Value) -> None:
        look = self.formats.get(field.type, self.plain)
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_string(row, column, self.columns.choices(field)[0 if value else 1], look)
        elif isinstance(value, float):
            sheet.write_number(row, column, value, look)
        elif field.type == "date" and len(value) == 10:
            sheet.write_datetime(row, column, dt.datetime.fromisoformat(value), look)
        else:
            choice = field.choices.get(value)
            sheet.write_string(row, column, choice.say(self.lang) if choice else value, look)

    def _mark_changes(self, end: int) -> None:
        key = "$A"
        look = self.book.add_format({"bg_color": "#FFEB9C"})
        first = _HEADING_ROW + 1
        match = f"MATCH({key}{first},{_LAST}!{key}:{key},0)"
        for column in range(1, len(self.fields)):
            letter = letters(column)
            changed = f'=AND({key}{first}<>"",ISNUMBER({match}),{letter}{first}<>INDEX({_LAST}!{letter}:{letter},{match}))'
            self.sheet.conditional_format(
                _HEADING_ROW, column, end, column, {"type": "formula", "criteria": changed, "format": look}
            )

    def dictionary(self) -> None:
        """Write what every column means."""
        sheet = self.book.add_worksheet(DICTIONARY.say(self.lang))
        bold, wrap = (
            self.book.add_format({"bold": True, "bottom": 1}),
            self.book.add_format({"text_wrap": True, "valign": "top"}),
        )
        heads = (
            _("Column"),
            _("Field"),
            _("Type"),
            _("Unit"),
            _("Range"),
            _("Needed"),
            _("Entries"),
            _("Meaning"),
            _("Other names"),
        )
        for column, head in enumerate(heads):
            sheet.write_string(0, column, _t(head, self.lang), bold)
        for row, field in enumerate(self.fields, 1):
            cells = (
                field.label.say(self.lang), field.id, self.columns.type(field), script(field.unit or "", self.lang),
                self.columns.range(field), self.columns.need(field), "、".join(self.columns.entries.get(field.id, [])),
                field.about.say(self.lang) if field.about else "", "、".join(script(a, self.lang) for a in field.aliases),
            )  # fmt: skip
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, wrap)
        for column, width in enumerate((26, 26, 10, 8, 18, 8, 30, 50, 40)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)

    def lists(self) -> None:
        """Write the entries of all dropdowns; an inline list may have 255 characters only."""
        sheet = self.book.add_worksheet(LISTS)
        for column, entries in enumerate(self.columns.entries.values()):
            for row, entry in enumerate(entries):
                sheet.write_string(row, column, entry)
        sheet.very_hidden()

    def last(self, rows: Sequence[Mapping[str, Value]]) -> None:
        """Write last year's values where the form can compare with them."""
        sheet = self.book.add_worksheet(_LAST)
        for number, row in enumerate(rows, _HEADING_ROW):
            for column, field in enumerate(self.fields):
                self._cell(sheet, number, column, field, row.get(field.id))
        sheet.very_hidden()


def _sources(book: Workbook, profiles: Sequence[Profile], lang: str) -> None:
    sheet = book.add_worksheet(SOURCES.say(lang))
    heads = (_("Id"), _("Community"), _("Subdistrict"), _("File"), _("Sheet"), _("Row"))
    for column, head in enumerate(heads):
        sheet.write_string(0, column, _t(head, lang), book.add_format({"bold": True, "bottom": 1}))
    for row, profile in enumerate(profiles, 1):
        origin = profile.origin
        for column, cell in enumerate(
            (profile.id, profile.name, profile.group, origin.file, origin.sheet, str(origin.row))
        ):
            sheet.write_string(row, column, cell)
    sheet.set_column(0, 5, 20)


def _t(message: str, lang: str) -> str:
    return translate(message, lang)

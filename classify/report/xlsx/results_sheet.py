"""The sheet of results: one row per community, scores by colour, and the columns the review is written into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from classify.intake.review import HEADINGS
from classify.model.outcome import Outcome
from classify.report.labels import chief_reason
from classify.report.verdict import contender, differs
from classify.report.wording import Wording
from classify.report.xlsx.book import HEAD_ROW, Book, Cell, Head, Sheet, lead_cell
from classify.texts import mark as _

REASONS = (
    _("The computed type is confirmed"),
    _("Decided after consultation of the departments"),
    _("The place itself shows otherwise than the figures"),
    _("Figures are missing; decided by what is known of the place"),
    _("Kept for continuity of governance"),
)
_LEAD_COLUMNS = 9  # number to lead; the scores of the types follow


def results_sheet(book: Book, wording: Wording, outcomes: Sequence[Outcome]) -> Sheet:
    """Write the results, by subdistrict, type and score; return the sheet, whose dropdowns are still to come."""
    sheet = book.sheet(
        wording.say(_("Results")), wording.say(_("Results by community")), _heads(wording), frozen=3
    )
    for number, outcome in enumerate(in_order(wording, outcomes), start=1):
        sheet.add(_row(wording, number, outcome))
    sheet.finish()
    first, last = HEAD_ROW + 1, max(sheet.row - 1, HEAD_ROW + 1)
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#6FA8DC", "min_type": "num", "max_type": "num",
             "min_value": 0, "max_value": 100}  # fmt: skip
    sheet.worksheet.conditional_format(
        first, _LEAD_COLUMNS, last, _LEAD_COLUMNS + len(wording.types) - 1, scale
    )
    doubtful = book.workbook.add_format({"bold": True, "bg_color": "#FCE4D6"})
    clear = {
        "type": "cell",
        "criteria": "!=",
        "value": f'"{wording.status_word("clear")}"',
        "format": doubtful,
    }
    sheet.worksheet.conditional_format(first, 5, last, 5, clear)
    return sheet


def in_order(wording: Wording, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return outcomes by subdistrict as handed in, then type, then score, the highest first."""
    groups = {group: i for i, group in enumerate(dict.fromkeys(o.group for o in outcomes))}
    types = {t.id: i for i, t in enumerate(wording.types)}

    def key(o: Outcome) -> tuple[int, int, float]:
        return (
            groups[o.group],
            types.get(o.type or "", len(types)),
            -(o.scores[o.type].score if o.type else 0),
        )

    return sorted(outcomes, key=key)


def _heads(wording: Wording) -> list[Head]:
    say = wording.say
    note = say(_("Chosen from the list; a later run with --review takes it as the declared type."))
    free = say(_("Choose one, or write your own; the community's affairs only, nobody's particulars."))
    return [
        Head(say(_("No.")), "number", 5), Head(say(HEADINGS["id"]), most=14), Head(say(_("Community")), most=24),
        Head(say(_("Subdistrict")), most=16), Head(say(_("Proposed type"))), Head(say(_("Status")), width=8),
        Head(say(_("Score")), "score", 6.5), Head(say(_("Runner-up"))), Head(say(_("Lead")), "score", 7),
        *(Head(t.label.say(wording.lang), "score", 7.5) for t in wording.types),
        Head(say(_("Chief reason")), "long", 24), Head(say(_("What is missing")), "long", 22),
        Head(say(_("Declared type"))), Head(say(_("Declared and computed")), width=8),
        Head(say(HEADINGS["type"]), "review", 14, note=note),
        Head(say(HEADINGS["reason"]), "review-long", 26, note=free),
        Head(say(HEADINGS["office"]), "review", 14, note=say(_("The office, not a person."))),
        Head(say(HEADINGS["date"]), "review-date", 11.5, note=say(_("Empty: the day the file was saved."))),
    ]  # fmt: skip


def _row(wording: Wording, number: int, o: Outcome) -> list[Cell]:
    rival, decision = contender(o), o.decision
    agrees = _("differs") if differs(o) else _("agrees")
    return [
        number, o.id, o.name or o.id, o.group, wording.type(o.type), wording.status(o),
        o.scores[o.type].score if o.type else None, wording.type(rival) if rival else "—", lead_cell(o, wording),
        *(o.scores[t.id].score for t in wording.types),
        chief_reason(wording.program, o, wording.lang), wording.join(wording.field(m.field) for m in o.missing),
        wording.type(o.declared), wording.say(agrees) if o.declared else "—",
        wording.type(decision.type) if decision else None, decision.reason if decision else None,
        decision.office if decision else None, dt.date.fromisoformat(decision.date) if decision and decision.date else None,
    ]  # fmt: skip


def add_dropdowns(sheet: Sheet, wording: Wording, types: str, reasons: str, offices: str) -> None:
    """Let the review columns be filled from lists; reasons and offices may be written freely too."""
    first, last = HEAD_ROW + 1, max(sheet.row - 1, HEAD_ROW + 1)
    column = len(sheet.heads) - 4
    say, validate = wording.say, sheet.worksheet.data_validation
    title, wrong = say(_("Choose from the list")), say(_("This is not one of the types."))
    validate(
        first,
        column,
        last,
        column,
        {"validate": "list", "source": types, "error_title": title, "error_message": wrong},
    )
    for offset, source in ((1, reasons), (2, offices)):
        validate(
            first,
            column + offset,
            last,
            column + offset,
            {"validate": "list", "source": source, "show_error": False},
        )
    days = {
        "validate": "date",
        "criteria": "between",
        "minimum": dt.date(2000, 1, 1),
        "maximum": dt.date(2099, 12, 31),
    }
    message = say(_("Write a date such as 2025-06-30."))
    validate(
        first,
        column + 3,
        last,
        column + 3,
        {**days, "error_title": say(HEADINGS["date"]), "error_message": message},
    )

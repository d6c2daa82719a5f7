"""The sheets people meet over: what is to be reviewed, and where declared and computed type differ."""

from __future__ import annotations

from collections.abc import Sequence

from classify.model.outcome import Outcome
from classify.report.labels import chief_reason
from classify.report.verdict import contender, differs
from classify.report.wording import Wording
from classify.report.xlsx.book import Book, Head, lead_cell
from classify.texts import mark as _

_DOUBTFUL = ("close", "data-missing", "no-type")


def review_sheet(book: Book, wording: Wording, outcomes: Sequence[Outcome]) -> None:
    """Write the communities whose result people should look at, by what is doubtful."""
    say = wording.say
    heads = [
        Head(say(_("Community code"))), Head(say(_("Community"))), Head(say(_("Subdistrict"))), Head(say(_("Status"))),
        Head(say(_("Proposed type"))), Head(say(_("Runner-up"))), Head(say(_("Lead")), "score", 7),
        Head(say(_("What it turns on")), "long", 40), Head(say(_("What is missing")), "long", 60),
    ]  # fmt: skip
    sheet = book.sheet(say(_("To be reviewed")), say(_("Communities to be reviewed")), heads, frozen=2)
    for status in _DOUBTFUL:
        for o in (o for o in outcomes if o.status == status):
            rival = contender(o)
            missing = wording.join(wording.field(m.field) for m in o.missing)
            sheet.add(
                [
                    o.id, o.name or o.id, o.group, wording.status(o), wording.type(o.type), wording.type(rival) if rival else "—",
                    lead_cell(o, wording), chief_reason(wording.program, o, wording.lang), missing,
                ]
            )  # fmt: skip
    sheet.finish()


def differing_sheet(book: Book, wording: Wording, outcomes: Sequence[Outcome]) -> None:
    """Write the communities whose declared type is not the computed one, with what the review says about them."""
    say = wording.say
    heads = [
        Head(say(_("Community code"))), Head(say(_("Community"))), Head(say(_("Subdistrict"))), Head(say(_("Declared type"))),
        Head(say(_("Computed type"))), Head(say(_("Status"))), Head(say(_("Lead")), "score", 7),
        Head(say(_("Reason for the decision")), "long", 50), Head(say(_("Reviewing office"))), Head(say(_("Date of review"))),
    ]  # fmt: skip
    sheet = book.sheet(say(_("Differences")), say(_("Declared and computed type differ")), heads, frozen=2)
    for o in (o for o in outcomes if differs(o)):
        told = o.decision
        written = (told.reason, told.office, told.date) if told else (say(_("declared in the table")), "", "")
        sheet.add(
            [o.id, o.name or o.id, o.group, wording.type(o.declared), wording.type(o.type), wording.status(o),
             lead_cell(o, wording), *written]
        )  # fmt: skip
    sheet.finish()

"""The whole annex, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from classify.report.closing import imprint, provenance_lines
from classify.report.formats import RunView
from classify.report.markdown import reference_text
from classify.report.names import file_part
from classify.report.needs import NeedsTally, least_types
from classify.report.sources import Citations
from classify.report.wording import Wording
from classify.report.xlsx.alliance_sheets import add_wishes, alliance_sheets, wishes_of
from classify.report.xlsx.book import HEAD_ROW, Book, Sheet, hidden_lists
from classify.report.xlsx.lists_sheets import ListSheets, needs_sheet
from classify.report.xlsx.results_sheet import REASONS, add_dropdowns, results_sheet
from classify.report.xlsx.review_sheets import differing_sheet, review_sheet
from classify.report.xlsx.summary_sheet import summary_sheet
from classify.texts import mark as _

_LARGE = 1_000  # communities; beyond them rows go to disk as they come


def annex_files(run: RunView, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the annex under its name."""
    wording = Wording(run.program, lang)
    yield f"00_{file_part(wording.say(_('Results annex')))}.xlsx", annex(run, wording)


def annex(run: RunView, wording: Wording) -> bytes:
    """Return a run as a workbook; the same run always gives the same bytes."""
    pages = wording.say(_("Page {page} of {pages}"), page="&P", pages="&N")
    large = len(run.outcomes) > _LARGE
    book = Book(imprint(wording, run.provenance), run.provenance.as_of, pages, large=large)
    results = results_sheet(book, wording, run.outcomes)
    summary_sheet(book, wording, run.outcomes)
    review_sheet(book, wording, run.outcomes)
    differing_sheet(book, wording, run.outcomes)
    citations = Citations(wording)
    tally, lists = NeedsTally(wording), ListSheets(book, wording, citations)
    shown = {o.id for o in run.outcomes}
    for outcome in run.population:
        advice = run.advise(outcome)
        tally.add(outcome, advice)
        if outcome.id in shown:
            lists.add(outcome, advice)
    lists.finish()
    needs_sheet(book, wording, tally.needs())
    proposals = alliance_sheets(book, wording, run.links) if run.links else None
    _notes(book, run, wording, citations)
    _dropdowns(book, run, wording, results, proposals)
    return book.closed()


def _notes(book: Book, run: RunView, wording: Wording, citations: Citations) -> None:
    name = wording.say(_("Notes"))
    sheet = book.worksheet(name, name, landscape=False)
    sheet.set_column(0, 0, 110)
    lines = [
        *provenance_lines(wording, run.provenance),
        wording.say(
            _(
                "The yellow columns are for the review: choose the confirmed type, give the reason and the office, "
                "and save the file."
            )
        ),
        wording.say(
            _(
                "A later run reads them back: classify run TABLE --review THIS-FILE. "
                "The computed type stays beside the declared one."
            )
        ),
        wording.say(_("Rows may be sorted, filtered and removed; the headings and the community codes must stay.")),
        wording.say(
            _("A problem is common where at least half of the communities of at least {least} of {all} types have it."),
            least=least_types(wording),
            all=len(wording.program.types),
        ),
        *(reference_text(entry, wording.lang) for entry in citations.references().entries),
    ]  # fmt: skip
    for row, line in enumerate(lines, start=HEAD_ROW):
        sheet.write_string(row, 0, line, book.plain)


def _dropdowns(book: Book, run: RunView, wording: Wording, results: Sheet, proposals: Sheet | None) -> None:
    types = [t.label.say(wording.lang) for t in wording.types]
    reasons = [wording.say(reason) for reason in REASONS]
    groups = [o.group for o in run.outcomes if o.group]
    offices = [wording.say(_("Lead department of the district")), *dict.fromkeys(groups)]
    *reviewed, wishes = hidden_lists(book, (types, reasons, offices, wishes_of(wording)))
    add_dropdowns(results, wording, *reviewed)
    if proposals:
        add_wishes(proposals, wording, wishes)

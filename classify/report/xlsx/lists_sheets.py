"""The lists as sheets: every line of every community, to be filtered by subdistrict, kind or who is responsible."""

from __future__ import annotations

from classify.model.advised import Advice, AdvisedLine
from classify.model.outcome import Outcome
from classify.report.markdown import plain_text
from classify.report.measures import PRIORITY
from classify.report.needs import Need
from classify.report.sources import Citations
from classify.report.wording import Wording
from classify.report.xlsx.book import Book, Cell, Head, Sheet
from classify.texts import mark as _


class ListSheets:
    """Write the lists of one community after the other, each list on its own sheet."""

    def __init__(self, book: Book, wording: Wording, citations: Citations) -> None:
        """Begin a sheet for each list of the scheme; `citations` number the sources, which the notes write out."""
        self._wording, self._citations = wording, citations
        heads = _heads(wording)
        self._sheets: dict[str, Sheet] = {}
        for definition in wording.program.loaded.pack.lists:
            label = wording.pick(definition.label)
            self._sheets[definition.id] = book.sheet(label, label, heads, frozen=3)

    def add(self, outcome: Outcome, advice: Advice) -> None:
        """Write the lines of one community; numbers are those of its report."""
        numbers = {
            line.id: f"{i}-{j}"
            for i, entry in enumerate(advice.lists, 1)
            for j, line in enumerate(entry.lines, 1)
        }
        for entry in advice.lists:
            for line in entry.lines:
                self._sheets[entry.id].add(self._row(outcome, line, numbers))

    def finish(self) -> None:
        """Set widths and filters."""
        for sheet in self._sheets.values():
            sheet.finish()

    def _row(self, o: Outcome, line: AdvisedLine, numbers: dict[str, str]) -> list[Cell]:
        wording = self._wording
        pick, linked = wording.pick, dict.fromkeys((*line.leads_to, *line.uses))
        state = _("to be checked") if line.state == "check" else _("proposed")
        return [
            o.id, o.name or o.id, o.group, wording.type(o.type), numbers[line.id], pick(line.kind) or "—", pick(line.text),
            pick(line.detail), pick(line.owner) or "—", wording.say(PRIORITY[line.priority]), wording.say(state),
            wording.join(pick(text) for text in line.lacks), wording.join(numbers[id_] for id_ in linked),
            plain_text(self._citations.brief(line.basis), wording.lang),
        ]  # fmt: skip


def _heads(wording: Wording) -> list[Head]:
    say = wording.say
    return [
        Head(say(_("Community code")), most=14), Head(say(_("Community")), most=24), Head(say(_("Subdistrict")), most=16),
        Head(say(_("Type"))), Head(say(_("No.")), width=6), Head(say(_("Kind")), most=16), Head(say(_("Content")), "long", 38),
        Head(say(_("Details")), "long", 40), Head(say(_("Responsible")), most=18), Head(say(_("Priority")), width=6),
        Head(say(_("State")), width=8), Head(say(_("No figure for")), "long", 22), Head(say(_("Leads to")), "long", 14),
        Head(say(_("Basis")), "long", 26),
    ]  # fmt: skip


def needs_sheet(book: Book, wording: Wording, needs: list[Need]) -> None:
    """Write in how many communities of each type every need occurs, common ones first."""
    say, types = wording.say, wording.types
    heads = [
        Head(say(_("Problem")), "long", 44), Head(say(_("Common or specific")), width=12),
        Head(say(_("Communities")), "number", 9), Head(say(_("Types that have it")), "long", 60),
        *(Head(t.label.say(wording.lang), "number", 10) for t in types),
    ]  # fmt: skip
    title = say(_("Common and specific problems"))
    sheet = book.sheet(title, title, heads, frozen=1)
    for need in sorted(needs, key=lambda n: (not n.common, -n.communities, n.id)):
        kind = say(_("common")) if need.common else say(_("specific"))
        having = wording.join(wording.type(t) for t in need.types)
        sheet.add(
            [wording.pick(need.text), kind, need.communities, having, *(need.by_type[t.id] for t in types)]
        )
    sheet.finish()

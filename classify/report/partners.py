"""What the alliance says about a community: partners, agreements that end, needs with proposals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from classify.alliance import answer
from classify.alliance.community import Section, section, section_tables
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion, suggest
from classify.report.document import Block, Column, Paragraph, Table, plain
from classify.report.draft import Draft
from classify.texts import mark as _

_SHARES = {"units": 4, "title": 3, "reason": 5, "proof": 4, "served": 3, "proposed": 3, "kind": 2}


class Links:
    """Hold an alliance on one day; proposals are worked out once for all communities."""

    def __init__(self, state: State) -> None:
        """Keep the state; nothing is worked out yet."""
        self.state = state

    @cached_property
    def _suggestion(self) -> Suggestion:
        return suggest(self.state)

    def of(self, community: str) -> Section | None:
        """Return the section of a community, `None` where the alliance does not know it."""
        return section(self.state, community, self._suggestion) if community in self.state.units else None


def partners_section(draft: Draft) -> Iterator[Block]:
    """Yield the section on partners and needs, nothing where no alliance was given."""
    found = draft.links.of(draft.outcome.id) if draft.links else None
    if found is None or draft.links is None:
        return
    wording, lang = draft.wording, draft.wording.lang
    yield draft.sections.section(wording.say(_("Partners in the alliance")))
    dated = wording.say(_("As of {date}"), date=draft.links.state.at.isoformat())
    yield Paragraph(plain(wording.sentences(dated, found.summary.say(lang))))
    for table in section_tables(draft.links.state, found):
        if table.rows:
            yield draft.sections.part(wording.say(table.title))
            yield _table(draft, table)


def _table(draft: Draft, table: answer.Table) -> Table:
    wording = draft.wording
    rows = [[answer.said(cell, wording.lang) for cell in row] for row in table.rows]
    # A column without any entry says nothing.
    kept = [i for i in range(len(table.columns)) if any(row[i] for row in rows)]
    ids, heads = list(table.columns), list(table.columns.values())
    columns = tuple(Column(wording.say(heads[i]), share=_SHARES.get(ids[i], 1)) for i in kept)
    return Table(columns, tuple(tuple(plain(row[i] or "—") for i in kept) for row in rows))

"""What a community's report says of the alliance: partners, agreements that end, needs with proposals."""

from __future__ import annotations

from collections.abc import Iterator

from classify.alliance.community import section_tables
from classify.report.alliance.tables import block_of
from classify.report.document import Block, Paragraph, plain
from classify.report.draft import Draft
from classify.texts import mark as _

TITLE = _("Partners in the alliance")


def partners_section(draft: Draft) -> Iterator[Block]:
    """Yield the section on partners and needs, nothing where no alliance was given."""
    found = draft.links.of(draft.outcome.id) if draft.links else None
    if found is None or draft.links is None:
        return
    wording, lang = draft.wording, draft.wording.lang
    yield draft.sections.section(wording.say(TITLE))
    dated = wording.say(_("As of {date}"), date=draft.links.state.at.isoformat())
    yield Paragraph(plain(wording.sentences(dated, found.summary.say(lang))))
    for table in section_tables(draft.links.state, found):
        if table.rows:
            yield draft.sections.part(wording.say(table.title))
            yield block_of(wording, table)

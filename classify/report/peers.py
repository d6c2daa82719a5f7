"""Communities to learn from: those of the same type that are most alike."""

from __future__ import annotations

from collections.abc import Iterator

from classify.report.document import Block, Column, Paragraph, Table, plain
from classify.report.draft import Draft
from classify.texts import mark as _


def peers_section(draft: Draft) -> Iterator[Block]:
    """Yield the section on peers, nothing where there are none."""
    if not draft.peers:
        return
    wording = draft.wording
    yield draft.sections.section(wording.say(_("Communities most alike")))
    message = _(
        "These communities of the same type differ least when the evidence is compared rule by rule; "
        "exchange with them is worthwhile."
    )
    yield Paragraph(plain(wording.say(message)))
    columns = (
        Column(wording.say(_("Community")), share=3),
        Column(wording.say(_("Subdistrict")), share=2),
        Column(wording.say(_("Score")), "right"),
        Column(wording.say(_("Status")), share=2),
        Column(wording.say(_("Evidence differs by (points)")), "right", 2),
    )
    rows = []
    for peer in draft.peers:
        o = peer.outcome
        score = f"{o.scores[o.type].score:.1f}" if o.type else "—"
        shown = (o.name or o.id, o.group or "—", score, wording.status(o), f"{peer.difference:.1f}")
        rows.append(tuple(plain(cell) for cell in shown))
    yield Table(columns, tuple(rows))

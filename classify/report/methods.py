"""The work methods of a scheme on one page: which type, how many communities, what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from classify.model.outcome import Outcome
from classify.report.document import Block, Column, Table, plain, strong
from classify.report.numbering import Sections
from classify.report.wording import Wording
from classify.texts import mark as _


def methods_section(wording: Wording, outcomes: Sequence[Outcome], sections: Sections) -> Iterator[Block]:
    """Yield the overview of the methods for the types that occur."""
    found = Counter(o.type for o in outcomes)
    methods = {m.type: m for m in wording.program.loaded.pack.methods}
    rows = [
        (
            plain(wording.type(t.id)),
            strong(wording.pick(methods[t.id].label)),
            plain(str(found[t.id])),
            plain(wording.phrases(wording.pick(methods[t.id].aim))),
            plain(wording.phrases(*(wording.pick(action.text) for action in methods[t.id].actions))),
        )
        for t in wording.types
        if t.id in methods and found[t.id]
    ]
    if not rows:
        return
    yield sections.section(wording.say(_("Work methods by type")))
    columns = (
        Column(wording.say(_("Type")), share=2),
        Column(wording.say(_("Method")), share=2),
        Column(wording.say(_("Communities")), "right"),
        Column(wording.say(_("Aim")), share=4),
        Column(wording.say(_("Steps")), share=9),
    )
    yield Table(columns, tuple(rows))

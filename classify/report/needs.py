"""Needs of a whole district: common ones, which many types have, and those of single types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.model.advised import Advice
from classify.model.outcome import Outcome
from classify.model.text import Text
from classify.report.document import Block, Column, Paragraph, Table, plain
from classify.report.numbering import Sections
from classify.report.wording import Wording
from classify.texts import mark as _

PRESENT_FROM = 0.5  # a type has a need where at least this share of its communities have it
COMMON_FROM = 4 / 6  # a need is common where at least this share of the types have it


@dataclass(frozen=True)
class Need:
    """Hold a need, in how many communities of each type it occurs, and which types have it."""

    id: str
    text: Text
    by_type: Mapping[str, int]
    communities: int
    types: tuple[str, ...]
    common: bool


class NeedsTally:
    """Count needs, one community after the other.

    Needs are the lines that lead to others; what still has to be checked for lack of figures does not count.
    """

    def __init__(self, wording: Wording) -> None:
        """Begin with none."""
        self._wording = wording
        self._lists = {item.list for item in wording.program.loaded.pack.items if item.leads_to}
        self._sizes: Counter[str | None] = Counter()
        self._texts: dict[str, Text] = {}
        self._found: dict[str, Counter[str | None]] = {}

    def add(self, outcome: Outcome, advice: Advice) -> None:
        """Count the needs of one community."""
        self._sizes[outcome.type] += 1
        for line in (line for entry in advice.lists if entry.id in self._lists for line in entry.lines):
            if line.state == "proposed":
                self._texts.setdefault(line.id, line.text)
                self._found.setdefault(line.id, Counter())[outcome.type] += 1

    def needs(self) -> list[Need]:
        """Return what the communities lack, the most widespread first."""
        return sorted((self._need(id_) for id_ in self._found), key=lambda n: (-n.communities, n.id))

    def _need(self, id_: str) -> Need:
        ids, found, sizes = [t.id for t in self._wording.types], self._found[id_], self._sizes
        types = tuple(t for t in ids if sizes[t] and found[t] >= PRESENT_FROM * sizes[t])
        by_type = {t: found[t] for t in ids}
        common = len(types) >= least_types(self._wording)
        return Need(id_, self._texts[id_], by_type, sum(found.values()), types, common)


def needs_of(wording: Wording, outcomes: Sequence[Outcome], advice: Sequence[Advice]) -> list[Need]:
    """Return the needs of several communities."""
    tally = NeedsTally(wording)
    for outcome, given in zip(outcomes, advice, strict=True):
        tally.add(outcome, given)
    return tally.needs()


def least_types(wording: Wording) -> int:
    """Return how many types must have a need for it to be common: four of six."""
    return max(round(COMMON_FROM * len(wording.program.types)), 1)


def needs_sections(wording: Wording, needs: Sequence[Need], sections: Sections) -> Iterator[Block]:
    """Yield the section on common needs and needs of single types."""
    if not needs:
        return
    yield sections.section(wording.say(_("Common and specific problems")))
    message = _(
        "A type has a problem where at least half of its communities have it by their own figures. "
        "Problems of at least {least} of {all} types are common and call for joint measures; the others are solved by type."
    )
    yield Paragraph(plain(wording.say(message, least=least_types(wording), all=len(wording.program.types))))
    groups = ((_("Common problems"), True), (_("Problems of single types"), False))
    for heading, common in groups:
        chosen = [n for n in needs if n.common is common and n.types]
        if chosen:
            yield sections.part(wording.say(heading))
            yield _table(wording, chosen, common=common)


def _table(wording: Wording, needs: Sequence[Need], *, common: bool) -> Table:
    columns = (
        Column(wording.say(_("Problem")), share=5),
        Column(wording.say(_("Communities")), "right"),
        Column(wording.say(_("Types that have it")), share=5),
    )
    ordered = needs if common else sorted(needs, key=lambda n: (n.types, -n.communities))
    rows = (
        (
            plain(wording.pick(n.text)),
            plain(str(n.communities)),
            plain(wording.join(wording.type(t) for t in n.types)),
        )
        for n in ordered
    )
    return Table(columns, tuple(rows))

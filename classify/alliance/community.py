"""What the page and the Word report of one community say about the alliance: partners | the community | needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from classify.alliance import words
from classify.alliance.answer import Joined, Sentence, Table, sentence
from classify.alliance.partners import Tie, partners
from classify.alliance.rows import Day, Need
from classify.alliance.state import State
from classify.alliance.suggest import Proposal, Suggestion, Unmet
from classify.texts import mark as _

# A partner of an alliance of hundreds is told by the alliance, not one by one.
_SMALL = 12
_SUMMARY = _(
    "{agreements} agreements in force, {ending} of them end within {days} days; {needs} open needs, {short} of them "
    "short of providers even with the proposals"
)


@dataclass(frozen=True)
class Partner:
    """Hold one agreement in force as the community sees it; `days` to its end, `None` where it is open."""

    agreement: str
    title: str
    kind: str
    units: tuple[str, ...]
    others: int
    until: Day | None
    days: int | None
    ending: bool


@dataclass(frozen=True)
class NeedLine:
    """Hold one open need: who serves it, who is proposed and why, and the proof where it stays short."""

    need: str
    kind: str
    urgent: bool
    wanted: int
    served_by: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    unmet: Unmet | None


@dataclass(frozen=True)
class Section:
    """Hold the three columns of one community: partners, the links of the place itself, needs."""

    community: str
    name: str
    partners: tuple[Partner, ...]
    links: tuple[Tie, ...]
    needs: tuple[NeedLine, ...]
    summary: Sentence


class Sections:
    """Draw up the sections of communities; what is proposed and needed is sorted by community once."""

    def __init__(self, state: State, suggestion: Suggestion, within: int = 90) -> None:
        """Take the day, its proposals, and the days in which an agreement ends soon."""
        self._state, self._within = state, within
        self._needs: defaultdict[str, list[Need]] = defaultdict(list)
        self._proposals: defaultdict[str, list[Proposal]] = defaultdict(list)
        for need in state.needs.values():
            self._needs[need.community].append(need)
        for proposal in suggestion.proposals:
            self._proposals[proposal.need].append(proposal)
        self._short = {unmet.need: unmet for unmet in suggestion.unmet}

    def of(self, community: str) -> Section:
        """Return the section of one community."""
        state, within = self._state, self._within
        ties = partners(state, community)
        found = _partners(state, ties, within)
        needs = tuple(sorted(map(self._line, self._needs[community]), key=lambda n: (not n.urgent, n.need)))
        ending = sum(p.ending for p in found)
        summary = sentence(
            _SUMMARY,
            agreements=len(found), ending=ending, days=within, needs=len(needs), short=sum(n.unmet is not None for n in needs),
        )  # fmt: skip
        links = tuple(t for t in ties if not t.through)
        return Section(community, state.alliance.name(community), found, links, needs, summary)

    def _line(self, need: Need) -> NeedLine:
        served = tuple(self._state.alliance.name(u) for u in self._state.providers[need.id])
        proposals = tuple(self._proposals[need.id])
        return NeedLine(
            need.id, need.kind, need.urgent, need.wanted, served, proposals, self._short.get(need.id)
        )


def _partners(state: State, ties: Sequence[Tie], within: int) -> tuple[Partner, ...]:
    by_agreement: dict[str, list[Tie]] = {}
    for tie in ties:
        if tie.through:
            by_agreement.setdefault(tie.through, []).append(tie)
    found = []
    for id_, group in by_agreement.items():
        agreement = state.alliance.agreement[id_]
        units = list(dict.fromkeys(t.unit for t in group))
        # Who leads comes first, then who provides.
        leading = {t.unit: t.role not in ("host", "provider") for t in group}
        units.sort(key=lambda u: (leading[u], u))
        days = (agreement.valid_to - state.at).days if agreement.valid_to else None
        shown = tuple(state.alliance.name(u) for u in units[:_SMALL])
        found.append(
            Partner(
                id_, agreement.name, agreement.kind, shown, len(units) - len(shown), agreement.valid_to, days,
                days is not None and days <= within,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda p: (p.days is None, p.days or 0, p.agreement)))


def section_tables(state: State, found: Section) -> tuple[Table, Table]:
    """Return partners and needs as tables for a Word report or an annex."""
    kinds = words.AGREEMENT_KINDS
    partner_rows = [
        (
            p.title, kinds.get(p.kind, p.kind),
            Joined((*p.units, *((sentence(_("{count} more"), count=p.others),) if p.others else ()))), p.until, p.days,
        )
        for p in found.partners
    ]  # fmt: skip
    need_rows = [
        (
            words.SUPPLY_KINDS.get(n.kind, n.kind), n.urgent, n.wanted, Joined(n.served_by),
            Joined(tuple(state.alliance.name(p.unit) for p in n.proposals)),
            Joined(tuple(p.reason for p in n.proposals), " / "), n.unmet.proof if n.unmet else None,
        )
        for n in found.needs
    ]  # fmt: skip
    return (
        Table("partners", _("Partners"),
              {"title": _("Agreement"), "kind": _("Kind"), "units": _("Partners"), "until": _("Until"),
               "days": _("Days left")}, partner_rows),
        Table("needs", _("Needs and proposals"),
              {"kind": _("Need"), "urgent": _("Urgent"), "wanted": _("Providers wanted"), "served": _("Served by"),
               "proposed": _("Proposed"), "reason": _("Reason"), "proof": _("Why it stays short")}, need_rows),
    )  # fmt: skip

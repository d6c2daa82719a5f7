"""The alliance at a glance: one line per subdistrict, and their sum."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from classify.alliance.answer import Table
from classify.alliance.coverage import Coverage
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion
from classify.texts import mark as _


@dataclass(frozen=True)
class Line:
    """Hold the figures of one subdistrict; an agreement counts once in every subdistrict it has a community in.

    `needs` are open, `unserved` lack providers today, `proposed` links are proposed, `short` needs lack providers
    even then.
    """

    name: str
    communities: int
    covered: int
    agreements: int
    ending: int
    expired: int
    needs: int
    unserved: int
    proposed: int
    short: int


def lines(state: State, coverage: Coverage, suggestion: Suggestion) -> list[Line]:
    """Return one line per subdistrict with communities, in the order of the table of units."""
    where = state.alliance.subdistrict
    covered = {c.unit.id for c in coverage.covered if c.agreement}
    by_street: defaultdict[str, list[str]] = defaultdict(list)
    for unit in state.alliance.unit.values():
        if unit.kind == "community" and unit.id in state.units:
            by_street[where[unit.id]].append(unit.id)
    agreements = _streets(state, state.agreements)
    ending = _streets(state, (e.agreement.id for e in coverage.expiring))
    expired = _streets(state, (e.agreement.id for e in coverage.expired))
    needs = Counter(where[n.community] for n in state.needs.values())
    unserved = Counter(where[n.community] for n in state.needs.values() if state.remaining(n.id))
    proposed = Counter(where[p.community] for p in suggestion.proposals)
    short = Counter(where[u.community] for u in suggestion.unmet)
    return [
        Line(
            name or "—", len(inside), sum(id_ in covered for id_ in inside), agreements[name], ending[name],
            expired[name], needs[name], unserved[name], proposed[name], short[name],
        )
        for name, inside in by_street.items()
    ]  # fmt: skip


def _streets(state: State, agreements: Iterable[str]) -> Counter[str]:
    """Count agreements per subdistrict of their communities, those no longer in force too."""
    alliance = state.alliance
    wanted = set(agreements)
    streets: defaultdict[str, set[str]] = defaultdict(set)
    for party in alliance.parties:
        unit = alliance.unit.get(party.unit)
        if party.agreement in wanted and unit is not None and unit.kind == "community":
            streets[party.agreement].add(alliance.subdistrict[party.unit])
    return Counter(street for found in streets.values() for street in found)


def lines_table(found: Iterable[Line]) -> Table:
    """Return the lines as a table."""
    columns = {
        "subdistrict": _("Subdistrict"), "communities": _("Communities"), "covered": _("With an agreement, property included"),
        "agreements": _("Agreements in force"), "ending": _("Ending soon"), "expired": _("Expired"),
        "needs": _("Open needs"), "unserved": _("Unserved"), "links": _("Links proposed"),
        "short": _("Short even so"),
    }  # fmt: skip
    rows = [
        (
            x.name, x.communities, x.covered, x.agreements, x.ending, x.expired, x.needs, x.unserved, x.proposed,
            x.short,
        )
        for x in found
    ]  # fmt: skip
    return Table("streets", _("Alliance by subdistrict"), columns, rows)

"""Rules of tripartite agreements: exactly one of each role at every time, and all four belong together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from classify.alliance import words
from classify.alliance.check_rows import overlapping
from classify.alliance.model import Alliance
from classify.alliance.rows import Agreement, Link, Party, valid
from classify.errors import Filler, Finding
from classify.intake.wording import same
from classify.model.text import Text

# The link that must stand behind a role: it leads to the compound.
_TIES = {"firm": "manages", "committee": "represents"}
_Held = Mapping[tuple[str, str, str], Sequence[Link]]


def tripartite(alliance: Alliance, by_agreement: Mapping[str, list[Party]]) -> Iterator[Finding]:
    """Yield what is wrong with tripartite agreements, each fault at its first day."""
    held: defaultdict[tuple[str, str, str], list[Link]] = defaultdict(list)
    for link in alliance.links:
        if link.kind in ("manages", "represents"):
            held[link.kind, link.source, link.target].append(link)
    of_compound: defaultdict[str, list[Agreement]] = defaultdict(list)
    for agreement in alliance.agreement.values():
        if agreement.kind == "tripartite":
            parties = by_agreement.get(agreement.id, [])
            yield from _one(alliance, agreement, parties, held)
            for id_ in {p.unit for p in parties if p.role == "compound"}:
                of_compound[id_].append(agreement)
    for id_, agreements in of_compound.items():
        signed = [a for a in agreements if a.status == "signed"]
        for first, second in overlapping(signed):
            fill: dict[str, Filler] = {
                "compound": alliance.name(id_),
                "name": second.name,
                "other": first.name,
            }
            yield Finding("ALLIANCE035", alliance.place(second.spot, "id"), fill)


def _one(alliance: Alliance, agreement: Agreement, parties: list[Party], held: _Held) -> Iterator[Finding]:
    told: set[str] = set()
    ties = list(_ties(parties, held))
    for day in _days(agreement, _start(agreement, parties, ties), [*parties, *ties]):
        here = [p for p in parties if valid(p, day)]
        for finding in (
            *_roles(alliance, agreement, here, day),
            *_belonging(alliance, agreement, here, day, held),
        ):
            mark = f"{finding.code} {finding.fill.get('role', '')}"
            if mark not in told:
                told.add(mark)
                yield finding


def _ties(parties: list[Party], held: _Held) -> Iterator[Link]:
    """Yield the links between the parties: a firm that stops managing halfway is no better than none."""
    compounds = {p.unit for p in parties if p.role == "compound"}
    for party in parties:
        kind = _TIES.get(party.role)
        for compound in compounds if kind else ():
            yield from held.get((kind or "", party.unit, compound), ())


def _start(agreement: Agreement, parties: list[Party], ties: list[Link]) -> dt.date:
    """Return the first day of the agreement; where nobody wrote it down, the first on which all links were there."""
    if agreement.valid_from is not None:
        return agreement.valid_from
    earliest: dict[tuple[str, str], dt.date] = {}
    for tie in ties:
        begun = tie.valid_from or dt.date.min
        earliest[tie.source, tie.kind] = min(begun, earliest.get((tie.source, tie.kind), begun))
    first = min((p.valid_from for p in parties if p.valid_from), default=dt.date.min)
    return max([first, *earliest.values()])


def _days(agreement: Agreement, start: dt.date, rows: Sequence[Party | Link]) -> list[dt.date]:
    """Return the first day, and every later day on which the parties or their links change."""
    end = agreement.valid_to or dt.date.max
    days = {start}
    for row in rows:
        if row.valid_from is not None:
            days.add(row.valid_from)
        if row.valid_to is not None and row.valid_to < dt.date.max:
            days.add(row.valid_to + dt.timedelta(1))
    return sorted(day for day in days if start <= day <= end)


def _roles(alliance: Alliance, agreement: Agreement, here: list[Party], day: dt.date) -> Iterator[Finding]:
    roles = [role for _unit, role in {(p.unit, p.role) for p in here}]
    for role in words.TRIPARTITE:
        if roles.count(role) != 1:
            fill: dict[str, Filler] = {
                "name": agreement.name,
                "count": roles.count(role),
                "role": words.label(words.ROLES, role),
                "date": _shown(day),
            }
            yield Finding("ALLIANCE030", alliance.place(agreement.spot, "id"), fill)


def _belonging(
    alliance: Alliance, agreement: Agreement, here: list[Party], day: dt.date, held: _Held
) -> Iterator[Finding]:
    by_role = {p.role: p for p in here}
    compound = by_role.get("compound")
    if compound is None:
        return
    for role, code in (("firm", "ALLIANCE032"), ("committee", "ALLIANCE033")):
        party = by_role.get(role)
        if party is not None and not any(
            valid(x, day) for x in held.get((_TIES[role], party.unit, compound.unit), ())
        ):
            names: dict[str, Filler] = {
                role: alliance.name(party.unit),
                "compound": alliance.name(compound.unit),
            }
            yield Finding(
                code,
                alliance.place(party.spot, "unit"),
                {"name": agreement.name, "date": _shown(day), **names},
            )
    community = by_role.get("community")
    place = alliance.unit[compound.unit].place
    if community is not None and place != community.unit:
        said: dict[str, Filler] = {
            "name": agreement.name,
            "compound": alliance.name(compound.unit),
            "community": alliance.name(community.unit),
        }
        yield Finding("ALLIANCE034", alliance.place(compound.spot, "unit"), said)


def _shown(day: dt.date) -> Text:
    if day > dt.date.min:
        return same(day.isoformat())
    return Text(zh="起始时", en="its first day")

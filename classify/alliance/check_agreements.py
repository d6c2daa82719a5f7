"""Checks of agreements: parties, dates, document, duplicates; and the rules of tripartite ones."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from classify.alliance import words
from classify.alliance.check_links import dates_text
from classify.alliance.check_rows import overlapping
from classify.alliance.check_tripartite import tripartite
from classify.alliance.model import Alliance
from classify.alliance.rows import Agreement, Party, absent, overlap, valid
from classify.alliance.state import State
from classify.errors import Filler, Finding

# An alliance of so many that it joins nearly every unit says nothing about anyone.
_EVERYBODY, _MANY = 0.8, 50


def agreements(alliance: Alliance, state: State) -> Iterator[Finding]:
    """Yield everything wrong with agreements and their parties."""
    by_agreement: defaultdict[str, list[Party]] = defaultdict(list)
    for party in alliance.parties:
        if party.unit in alliance.unit:
            by_agreement[party.agreement].append(party)
    last = _last_activity(alliance)
    for agreement in alliance.agreement.values():
        parties = by_agreement.get(agreement.id, [])
        yield from _own(alliance, agreement, last.get(agreement.id), state)
        yield from _parties(alliance, agreement, parties)
        yield from _count(alliance, agreement, parties, state)
    yield from _duplicates(alliance, by_agreement)
    yield from tripartite(alliance, by_agreement)


def _last_activity(alliance: Alliance) -> dict[str, tuple[dt.date, int]]:
    last: dict[str, tuple[dt.date, int]] = {}
    for activity in alliance.activities:
        if activity.agreement and activity.date is not None:
            known = last.get(activity.agreement)
            if known is None or activity.date > known[0]:
                last[activity.agreement] = (activity.date, activity.spot)
    return last


def _own(
    alliance: Alliance, agreement: Agreement, last: tuple[dt.date, int] | None, state: State
) -> Iterator[Finding]:
    if last is not None and agreement.valid_to is not None and last[0] > agreement.valid_to:
        fill: dict[str, Filler] = {
            "name": agreement.name,
            "end": agreement.valid_to.isoformat(),
            "date": last[0].isoformat(),
        }
        yield Finding("ALLIANCE027", alliance.place(last[1], "date"), fill)
    if not agreement.document and agreement.status == "signed" and valid(agreement, state.at):
        yield Finding("ALLIANCE047", alliance.place(agreement.spot, "document"), {"name": agreement.name})


def _parties(alliance: Alliance, agreement: Agreement, parties: list[Party]) -> Iterator[Finding]:
    for party in parties:
        unit = alliance.unit[party.unit]
        if (party.valid_from or party.valid_to) and not _inside(party, agreement):
            fill: dict[str, Filler] = {"unit": unit.name, "name": agreement.name}
            yield Finding("ALLIANCE038", alliance.place(party.spot, "valid_from"), fill)
        if (unit.valid_from or unit.valid_to) and not _lives(alliance, party, agreement):
            said: dict[str, Filler] = {
                "unit": unit.name,
                "unit_dates": dates_text(unit.valid_from, unit.valid_to),
                "name": agreement.name,
            }
            yield Finding("ALLIANCE046", alliance.place(party.spot, "unit"), said)
        if party.role in words.TRIPARTITE and party.role != unit.kind:
            yield _role(alliance, agreement, party)
    if len({(p.unit, p.role) for p in parties}) < len(parties):
        yield from _doubled(alliance, agreement, parties)


def _doubled(alliance: Alliance, agreement: Agreement, parties: list[Party]) -> Iterator[Finding]:
    alike: defaultdict[tuple[str, str], list[Party]] = defaultdict(list)
    for party in parties:
        alike[party.unit, party.role].append(party)
    for (unit_id, role), rows in alike.items():
        if len(rows) > 1 and not _several_offers(rows):
            for _first, second in overlapping(rows):
                doubled: dict[str, Filler] = {
                    "unit": alliance.name(unit_id),
                    "name": agreement.name,
                    "role": words.label(words.ROLES, role),
                }
                yield Finding("ALLIANCE041", alliance.place(second.spot, "unit"), doubled)
                break


def _several_offers(rows: list[Party]) -> bool:
    """Tell whether a unit stands several times because it commits several offers."""
    return all(row.offer for row in rows) and len({row.offer for row in rows}) == len(rows)


def _inside(party: Party, agreement: Agreement) -> bool:
    starts = (
        party.valid_from is None or agreement.valid_from is None or party.valid_from >= agreement.valid_from
    )
    ends = party.valid_to is None or agreement.valid_to is None or party.valid_to <= agreement.valid_to
    return starts and ends and overlap(party, agreement)


def _lives(alliance: Alliance, party: Party, agreement: Agreement) -> bool:
    """Tell whether the unit exists on some day of its part in the agreement."""
    unit = alliance.unit[party.unit]
    return not overlap(party, agreement) or not (absent(party, unit) or absent(agreement, unit))


def _role(alliance: Alliance, agreement: Agreement, party: Party) -> Finding:
    unit = alliance.unit[party.unit]
    fill: dict[str, Filler] = {
        "unit": unit.name,
        "role": words.label(words.ROLES, party.role),
        "name": agreement.name,
        "kind": words.label(words.UNIT_KINDS, unit.kind),
    }
    return Finding("ALLIANCE031", alliance.place(party.spot, "role"), fill)


def _count(alliance: Alliance, agreement: Agreement, parties: list[Party], state: State) -> Iterator[Finding]:
    """Yield agreements with fewer than two parties; those in force are counted on the day asked about."""
    now = agreement.id in state.agreements
    units = {p.unit for p in parties if not now or (p.unit in state.units and valid(p, state.at))}
    if len(units) < 2:
        fill: dict[str, Filler] = {"name": agreement.name, "count": len(units)}
        yield Finding("ALLIANCE029", alliance.place(agreement.spot, "id"), fill)
    elif (
        len(units) >= _MANY
        and agreement.id in state.agreements
        and len(units) > _EVERYBODY * len(state.units)
    ):
        share = f"{len(units) / len(state.units):.0%}"
        yield Finding(
            "ALLIANCE043", alliance.place(agreement.spot, "id"), {"name": agreement.name, "share": share}
        )


def _duplicates(alliance: Alliance, by_agreement: dict[str, list[Party]]) -> Iterator[Finding]:
    alike: defaultdict[tuple[str, frozenset[str]], list[Agreement]] = defaultdict(list)
    for id_, agreement in alliance.agreement.items():
        units = frozenset(p.unit for p in by_agreement.get(id_, ()))
        if len(units) > 1 and agreement.status == "signed":
            alike[agreement.kind, units].append(agreement)
    for rows in alike.values():
        for first, second in overlapping(rows):
            fill: dict[str, Filler] = {"name": second.name, "other": first.name}
            yield Finding("ALLIANCE028", alliance.place(second.spot, "id"), fill)

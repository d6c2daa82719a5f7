"""Who is covered: by an organisation, an instructor, an agreement; what has expired, sleeps, or was not delivered."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from classify.alliance import words
from classify.alliance.pause import uncollected
from classify.alliance.rows import SIGNED, Activity, Agreement, Party, Unit, reversed_dates
from classify.alliance.state import State

HALF_YEAR, YEAR = 6, 12


@dataclass(frozen=True)
class Covered:
    """Hold what one unit has; `organisation` is `None` where the table does not say."""

    unit: Unit
    organisation: bool | None
    instructor: bool
    agreement: bool


@dataclass(frozen=True)
class Ending:
    """Hold an agreement that has ended or soon will; `successor` is the one that carries it on."""

    agreement: Agreement
    days: int
    successor: str = ""


@dataclass(frozen=True)
class Sleeping:
    """Hold an agreement in force under which nothing was done for `months`; `last` is `None` if nothing ever was."""

    agreement: Agreement
    last: dt.date | None
    months: int


@dataclass(frozen=True)
class Delivered:
    """Hold what a party pledged for the whole agreement, what was done so far, and the share of the time gone by."""

    party: Party
    pledged: int
    done: int
    elapsed: float


@dataclass(frozen=True)
class Joints:
    """Hold which of the four joints an agreement declares, and which of them something was done for."""

    agreement: Agreement
    declared: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """Hold everything `coverage` answers."""

    covered: tuple[Covered, ...]
    expired: tuple[Ending, ...]
    expiring: tuple[Ending, ...]
    sleeping: tuple[Sleeping, ...]
    delivered: tuple[Delivered, ...]
    joints: tuple[Joints, ...]
    in_force: int
    told: bool = field(default=True)


@uncollected
def coverage(state: State, within: int = 90) -> Coverage:
    """Return coverage as of the day of `state`; agreements ending within so many days are `expiring`.

    `told` is false where the tables hold no activities at all: then nothing is called dormant.
    """
    endings = list(_endings(state, within))
    told = bool(state.alliance.activities)
    return Coverage(
        covered=tuple(covered(state)),
        expired=tuple(e for e in endings if e.days < 0),
        expiring=tuple(e for e in endings if e.days >= 0),
        sleeping=tuple(_sleeping(state)) if told else (),
        delivered=tuple(_delivered(state)) if told else (),
        joints=tuple(_joints(state)),
        in_force=len(state.agreements),
        told=told,
    )


def covered(state: State) -> Iterator[Covered]:
    """Yield what every coverable unit has."""
    instructed = {link.target for link in state.of_kind("instructor")}
    joined = state.memberships
    for id_ in state.units:
        unit = state.alliance.unit[id_]
        if unit.kind in words.COVERABLE:
            organisation = None if unit.party_org not in words.PARTY_ORG else unit.party_org != "none"
            yield Covered(unit, organisation, id_ in instructed, id_ in joined)


def _endings(state: State, within: int) -> Iterator[Ending]:
    """Yield agreements that ended without one that carries them on, and those that end soon."""
    at, alliance = state.at, state.alliance
    parties: defaultdict[str, list[str]] = defaultdict(list)
    ending = {}
    for agreement in alliance.agreement.values():
        if agreement.status == SIGNED and agreement.valid_to is not None and not reversed_dates(agreement):
            days = (agreement.valid_to - at).days
            if days <= within and (agreement.valid_from is None or agreement.valid_from <= at):
                ending[agreement.id] = days
    for party in alliance.parties:
        parties[party.agreement].append(party.unit)
    alike: defaultdict[tuple[str, frozenset[str]], list[Agreement]] = defaultdict(list)
    for id_, agreement in alliance.agreement.items():
        if agreement.status == SIGNED and not reversed_dates(agreement):
            alike[agreement.kind, frozenset(parties[id_])].append(agreement)
    for id_, days in ending.items():
        agreement = alliance.agreement[id_]
        later = [
            a for a in alike[agreement.kind, frozenset(parties[id_])]
            if a.id != id_ and (a.valid_to or dt.date.max) > (agreement.valid_to or dt.date.max)
        ]  # fmt: skip
        if days >= 0 or not later:
            yield Ending(agreement, days, later[0].id if later else "")


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the day so many months earlier; the 31st becomes the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return dt.date.min
    ends = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(1)).day
    return dt.date(year, month + 1, min(day.day, ends))


def _sleeping(state: State) -> Iterator[Sleeping]:
    at = state.at
    last: dict[str, dt.date] = {}
    for activity in state.alliance.activities:
        if activity.agreement in state.agreements and activity.date is not None and activity.date <= at:
            last[activity.agreement] = max(last.get(activity.agreement, dt.date.min), activity.date)
    half, year = months_before(at, HALF_YEAR), months_before(at, YEAR)
    for id_ in state.agreements:
        agreement = state.alliance.agreement[id_]
        since = last.get(id_) or agreement.valid_from or dt.date.min
        if since <= half:
            yield Sleeping(agreement, last.get(id_), YEAR if since <= year else HALF_YEAR)


def _delivered(state: State) -> Iterator[Delivered]:
    done: Counter[tuple[str, str]] = Counter()
    for activity in state.alliance.activities:
        if activity.date is not None and activity.date <= state.at:
            done[activity.agreement, activity.source] += activity.times
    for id_, parties in state.members.items():
        agreement = state.alliance.agreement[id_]
        # A unit that commits several offers stands several times, but what it did is not told by offer.
        pledged: dict[str, Party] = {}
        for party in parties:
            if party.pledged:
                before = pledged.get(party.unit)
                total = party.pledged + (before.pledged or 0 if before else 0)
                pledged[party.unit] = (before or party)._replace(pledged=total)
        for unit, party in pledged.items():
            yield Delivered(party, party.pledged or 0, done[id_, unit], _elapsed(agreement, state.at))


def _done(activity: Activity, at: dt.date) -> bool:
    return activity.date is not None and activity.date <= at


def _elapsed(agreement: Agreement, at: dt.date) -> float:
    """Return the share of an agreement's time that has gone by; 1 where it has no end."""
    if agreement.valid_from is None or agreement.valid_to is None:
        return 1.0
    whole = (agreement.valid_to - agreement.valid_from).days + 1
    return min(1.0, ((at - agreement.valid_from).days + 1) / max(whole, 1))


def _joints(state: State) -> Iterator[Joints]:
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for activity in state.alliance.activities:
        if activity.mode and activity.agreement in state.agreements and _done(activity, state.at):
            shown[activity.agreement].add(activity.mode)
    for id_ in state.agreements:
        agreement = state.alliance.agreement[id_]
        done = shown.get(id_, set())
        yield Joints(agreement, agreement.modes, tuple(m for m in words.MODES if m in done))

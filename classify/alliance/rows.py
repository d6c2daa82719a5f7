"""The rows of an alliance's tables, and when they hold. Named tuples: there may be half a million of them.

`valid_from` and `valid_to` are both inclusive, `None` means open. `spot` says where the row stands. No row is a
person: a contact is a post, a residents' group is an organisation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from classify.alliance.words import LATERAL, LINK_KINDS

Day = dt.date
SIGNED = "signed"


class Unit(NamedTuple):
    """Hold an organisation; `place` is the community it stands in, `superior` the unit above it."""

    id: str
    name: str
    kind: str
    level: str = ""
    superior: tuple[str, ...] = ()
    place: str = ""
    subdistrict: str = ""
    uscc: str = ""
    party_org: str = ""
    contact: str = ""
    x: float | None = None
    y: float | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    spot: int = 0


class Agreement(NamedTuple):
    """Hold an agreement; it is a node of the graph. One that is not signed is in force nowhere."""

    id: str
    name: str
    kind: str
    status: str = SIGNED
    document: str = ""
    modes: tuple[str, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    spot: int = 0


class Party(NamedTuple):
    """Hold a unit's part in an agreement; empty dates are the agreement's own.

    `offer` is what the unit commits, `amount` how much of its capacity that takes (`None`: one per
    community of the agreement), `pledged` how many times it promised to deliver.
    """

    agreement: str
    unit: str
    role: str = "member"
    valid_from: Day | None = None
    valid_to: Day | None = None
    offer: str = ""
    amount: int | None = None
    pledged: int | None = None
    spot: int = 0


class Link(NamedTuple):
    """Hold a directed link between two units; its kind decides its layer."""

    source: str
    target: str
    kind: str
    valid_from: Day | None = None
    valid_to: Day | None = None
    spot: int = 0


class Offer(NamedTuple):
    """Hold what a unit offers: a kind, for how many needs at once, and to whom (`range`, `reach_km`)."""

    id: str
    unit: str
    kind: str
    capacity: int = 1
    range: str = "all"
    reach_km: float | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    spot: int = 0


class Need(NamedTuple):
    """Hold what a community lacks; `wanted` is the number of different providers it calls for."""

    id: str
    community: str
    kind: str
    urgent: bool = False
    wanted: int = 1
    source: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    remarks: str = ""
    spot: int = 0


class Activity(NamedTuple):
    """Hold something that was done, `times` times up to `date`: under an agreement, or from unit to unit."""

    date: Day | None
    agreement: str = ""
    source: str = ""
    target: str = ""
    mode: str = ""
    times: int = 1
    spot: int = 0


class Mark(NamedTuple):
    """Hold a row of a list of proposals as it comes back from the office; only status, need and offer count."""

    status: str
    need: str
    community: str = ""
    community_name: str = ""
    kind: str = ""
    urgent: bool = False
    offer: str = ""
    unit: str = ""
    unit_name: str = ""
    new: bool = False
    reason: str = ""
    spot: int = 0


class Dated(Protocol):
    """Stand for any row with a validity."""

    @property
    def valid_from(self) -> Day | None:
        """Return the first day, `None` where it is open."""

    @property
    def valid_to(self) -> Day | None:
        """Return the last day, `None` where it is open."""


def valid(row: Dated, at: Day) -> bool:
    """Tell whether a row holds on a day; the last day counts."""
    begin, end = row.valid_from, row.valid_to
    return (begin is None or begin <= at) and (end is None or at <= end)


def reversed_dates(row: Dated) -> bool:
    """Tell whether a row ends before it begins, and so never holds."""
    return row.valid_from is not None and row.valid_to is not None and row.valid_to < row.valid_from


def overlap(first: Dated, second: Dated) -> bool:
    """Tell whether two rows hold on a common day."""
    start = max(first.valid_from or dt.date.min, second.valid_from or dt.date.min)
    return start <= min(first.valid_to or dt.date.max, second.valid_to or dt.date.max)


def absent(row: Dated, unit: Dated) -> bool:
    """Tell whether a row holds on no day the unit exists; rows that never hold are another fault."""
    return not (reversed_dates(row) or reversed_dates(unit) or overlap(row, unit))


def edges_of(units: Iterable[Unit]) -> Iterator[Link]:
    """Yield the links that stand in the columns of units."""
    for u in units:
        for superior in u.superior:
            yield Link(u.id, superior, "superior", u.valid_from, u.valid_to, u.spot)
        if u.place and u.kind != "community":
            yield Link(u.id, u.place, "located", u.valid_from, u.valid_to, u.spot)


def layer_of(kind: str) -> str:
    """Return the layer of a kind of link; unknown kinds are lateral."""
    known = LINK_KINDS.get(kind)
    return known.layer if known else LATERAL


def community_of(unit: Unit) -> str:
    """Return the community a unit stands in: itself, or its place."""
    return unit.id if unit.kind == "community" else unit.place

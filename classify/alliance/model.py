"""The tables of an alliance. Rows are named tuples: there may be half a million of them.

`valid_from` and `valid_to` are both inclusive, `None` means open. `spot` says where the row stands. No row is a
person: a contact is a post, a residents' group is an organisation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from classify.alliance.words import LATERAL, LAYERS, LINK_KINDS
from classify.errors import Place
from classify.intake.places import letters

if TYPE_CHECKING:
    import networkx as nx

Day = dt.date
# Sources are numbered; a spreadsheet has fewer rows than this.
ROWS_PER_SOURCE = 4_000_000


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
    """Hold an agreement; it is a node of the graph. Proposed ones are in force nowhere."""

    id: str
    name: str
    kind: str
    status: str = "signed"
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


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)


def _by_id(rows: Iterable[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        found.setdefault(row.id, row)
    return found


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


@dataclass(frozen=True, slots=True)
class Source:
    """Say where a table stands: file, sheet, and the column index of each field."""

    file: str
    sheet: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    lines: bool = False


@dataclass(frozen=True)
class Alliance:
    """Hold all tables. Nothing here is changed after reading."""

    units: tuple[Unit, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    parties: tuple[Party, ...] = ()
    links: tuple[Link, ...] = ()
    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    activities: tuple[Activity, ...] = ()
    sources: tuple[Source, ...] = ()
    left_out: frozenset[str] = frozenset()

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Return the units by id; of rows with the same id the first counts."""
        return _by_id(self.units)

    @cached_property
    def agreement(self) -> dict[str, Agreement]:
        """Return the agreements by id."""
        return _by_id(self.agreements)

    @cached_property
    def offer(self) -> dict[str, Offer]:
        """Return the offers by id."""
        return _by_id(self.offers)

    @cached_property
    def need(self) -> dict[str, Need]:
        """Return the needs by id."""
        return _by_id(self.needs)

    def place(self, spot: int, name: str = "") -> Place:
        """Return where a row stands, and if `name` is a field with a column, its cell."""
        number, row = divmod(spot, ROWS_PER_SOURCE)
        if number >= len(self.sources):
            return Place()
        source = self.sources[number]
        if source.lines:
            return Place(source.file, line=row)
        cell = f"{letters(source.columns.get(name, 0))}{row}"
        return Place(source.file, source.sheet, cell=cell)

    def name(self, id_: str) -> str:
        """Return what a unit or agreement is called; an unknown id is its own name."""
        found = self.unit.get(id_) or self.agreement.get(id_)
        return (found.name if found else "") or id_

    @cached_property
    def newest(self) -> Day:
        """Return the last day up to today on which something began or happened; today where none did."""
        today = dt.date.today()  # noqa: DTZ011 - a day of the office
        tables = (self.agreements, self.parties, self.links, self.needs)
        days = {
            row.valid_from
            for table in tables
            for row in table
            if row.valid_from is not None and not reversed_dates(row)
        }
        days |= {a.date for a in self.activities if a.date is not None}
        return max((day for day in days if day <= today), default=today)

    @cached_property
    def subdistrict(self) -> dict[str, str]:
        """Return the subdistrict of every unit: its own column, its community's, or the superior's of that level."""
        own = {u.id: u.subdistrict for u in self.units if u.subdistrict}
        for u in self.units:
            if u.id not in own and u.kind == "community":
                above = (self.unit.get(id_) for id_ in u.superior)
                own[u.id] = next((s.name for s in above if s is not None and s.level == "subdistrict"), "")
        return {u.id: own.get(u.id) or own.get(u.place, "") for u in self.units}

    def graph(
        self, at: Day | None = None, layers: Iterable[str] = LAYERS, scope: str | Iterable[str] | None = None
    ) -> nx.MultiDiGraph[str]:
        """Return what holds on a day as a frozen networkx graph; see `classify.alliance.graph`."""
        from classify.alliance.graph import graph  # noqa: PLC0415 - it builds on this module

        return graph(self, at, layers, scope)

    def edges(self) -> Iterator[Link]:
        """Yield every link once: those of the link table, and the superiors and places of the units."""
        yield from self.links
        yield from edges_of(self.units)

    def superiors(self) -> Iterator[Link]:
        """Yield the links to superiors, from both places where they may stand."""
        yield from (link for link in self.links if link.kind == "superior")
        for u in self.units:
            for superior in u.superior:
                yield Link(u.id, superior, "superior", u.valid_from, u.valid_to, u.spot)


def edges_of(units: Iterable[Unit]) -> Iterator[Link]:
    """Yield the links that stand in the columns of units."""
    for u in units:
        for superior in u.superior:
            yield Link(u.id, superior, "superior", u.valid_from, u.valid_to, u.spot)
        if u.place and u.kind != "community":
            yield Link(u.id, u.place, "located", u.valid_from, u.valid_to, u.spot)


def absent(row: Dated, unit: Dated) -> bool:
    """Tell whether a row holds on no day the unit exists; rows that never hold are another fault."""
    return not (reversed_dates(row) or reversed_dates(unit) or overlap(row, unit))


def layer_of(kind: str) -> str:
    """Return the layer of a kind of link; unknown kinds are lateral."""
    known = LINK_KINDS.get(kind)
    return known.layer if known else LATERAL


def community_of(unit: Unit) -> str:
    """Return the community a unit stands in: itself, or its place."""
    return unit.id if unit.kind == "community" else unit.place


__all__ = [
    "Activity", "Agreement", "Alliance", "Day", "Link", "Mark", "Need", "Offer", "Party", "Source", "Unit",
    "absent", "community_of", "edges_of", "layer_of", "overlap",
    "reversed_dates", "valid",
]  # fmt: skip

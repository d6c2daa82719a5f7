"""The tables of an alliance, with what is looked up in them again and again. Nothing here is changed after reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from classify.alliance.rows import (
    Activity,
    Agreement,
    Day,
    Link,
    Need,
    Offer,
    Party,
    Unit,
    edges_of,
    reversed_dates,
)
from classify.alliance.words import LAYERS
from classify.errors import Place
from classify.intake.places import letters

if TYPE_CHECKING:
    import networkx as nx

# Sources are numbered; a spreadsheet has fewer rows than this.
ROWS_PER_SOURCE = 4_000_000


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)


def _by_id(rows: Iterable[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        found.setdefault(row.id, row)
    return found


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

"""Checks of single rows: ids that lead nowhere, dates the wrong way round, codes, capacities, needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from classify.alliance import tables, words
from classify.alliance.masking import uscc_sound
from classify.alliance.model import Alliance
from classify.alliance.rows import overlap
from classify.alliance.rows import reversed_dates as is_reversed
from classify.errors import Filler, Finding
from classify.intake.wording import closest, did_you_mean, displayed, fold
from classify.model.text import Text

# (table, field, what it must name)
_REFERENCES = (
    (tables.UNITS, "superior", tables.UNITS),
    (tables.UNITS, "place", tables.UNITS),
    (tables.PARTIES, "agreement", tables.AGREEMENTS),
    (tables.PARTIES, "unit", tables.UNITS),
    (tables.PARTIES, "offer", tables.OFFERS),
    (tables.LINKS, "source", tables.UNITS),
    (tables.LINKS, "target", tables.UNITS),
    (tables.OFFERS, "unit", tables.UNITS),
    (tables.NEEDS, "community", tables.UNITS),
    (tables.ACTIVITIES, "agreement", tables.AGREEMENTS),
    (tables.ACTIVITIES, "source", tables.UNITS),
    (tables.ACTIVITIES, "target", tables.UNITS),
)
# Looking for a resembling id among 100,000 takes a second; one wrong column would ask for it in every row.
_HINTS = 20


def dangling(alliance: Alliance) -> Iterator[Finding]:
    """Yield ids that no table holds; those of rows that could not be read were told already."""
    known: dict[str, dict[str, Any]] = {
        "units": alliance.unit,
        "agreements": alliance.agreement,
        "offers": alliance.offer,
    }
    hints = 0
    for table, name, target in _REFERENCES:
        there, out = known[target.id], alliance.left_out
        position = table.row._fields.index(name)
        rows = getattr(alliance, table.id)
        # Most tables name nothing that is not there: one set difference tells, without a look at the rows.
        if name != "superior" and not ({row[position] for row in rows} - there.keys() - {""}):
            continue
        for row in rows:
            value = row[position]
            if not value or (value.__class__ is str and value in there):
                continue
            for id_ in value if isinstance(value, tuple) else (value,):
                if id_ not in there and id_ not in out:
                    hints += 1
                    hint = _resembling(id_, there) if hints <= _HINTS else None
                    fill: dict[str, Filler] = {
                        "field": table.column(name).label,
                        "id": displayed(id_),
                        "table": target.label,
                    }
                    yield Finding(
                        "ALLIANCE020", alliance.place(row.spot, name), {**fill, "hint": did_you_mean(hint)}
                    )


def _resembling(id_: str, there: dict[str, Any]) -> Text | None:
    named = next((row.id for row in there.values() if getattr(row, "name", "") == id_), None)
    if named:
        return Text(zh=named, en=named)
    by_fold = {
        fold(known): known for known in there if abs(len(known) - len(id_)) <= 2 and known[:1] == id_[:1]
    }
    near = closest(id_, by_fold) if len(by_fold) <= 20_000 else None
    return Text(zh=by_fold[near], en=by_fold[near]) if near else None


def same_ids(alliance: Alliance) -> Iterator[Finding]:
    """Yield ids that stand for a unit and for an agreement: both are nodes of one graph."""
    for id_ in alliance.unit.keys() & alliance.agreement.keys():
        row = alliance.agreement[id_]
        yield Finding("ALLIANCE049", alliance.place(row.spot, "id"), {"id": displayed(id_)})


def reversed_dates(alliance: Alliance) -> Iterator[Finding]:
    """Yield rows that end before they begin."""
    for table in (
        alliance.units,
        alliance.agreements,
        alliance.parties,
        alliance.links,
        alliance.offers,
        alliance.needs,
    ):
        rows: Iterable[Any] = table
        for row in rows:
            if is_reversed(row):
                fill: dict[str, Filler] = {
                    "start": row.valid_from.isoformat(),
                    "end": row.valid_to.isoformat(),
                }
                yield Finding("ALLIANCE026", alliance.place(row.spot, "valid_to"), fill)


def codes(alliance: Alliance) -> Iterator[Finding]:
    """Yield social credit codes that are unsound or stand for two units."""
    seen: dict[str, str] = {}
    for unit in alliance.units:
        if not unit.uscc:
            continue
        place = alliance.place(unit.spot, "uscc")
        if not uscc_sound(unit.uscc):
            yield Finding("ALLIANCE039", place, {"name": unit.name})
        if unit.uscc in seen:
            yield Finding("ALLIANCE040", place, {"name": unit.name, "other": seen[unit.uscc]})
        seen.setdefault(unit.uscc, unit.name)


def needs(alliance: Alliance) -> Iterator[Finding]:
    """Yield needs of what is no community, and those stated twice at the same time."""
    by_kind: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for need in alliance.needs:
        unit = alliance.unit.get(need.community)
        if unit is not None and unit.kind != "community":
            fill: dict[str, Filler] = {"name": unit.name, "kind": words.label(words.UNIT_KINDS, unit.kind)}
            yield Finding("ALLIANCE050", alliance.place(need.spot, "community"), fill)
        by_kind[need.community, need.kind].append(need)
    for (community, kind), rows in by_kind.items():
        for earlier, later in overlapping(rows):
            del earlier
            said: dict[str, Filler] = {
                "community": alliance.name(community),
                "kind": words.label(words.SUPPLY_KINDS, kind),
            }
            yield Finding("ALLIANCE048", alliance.place(later.spot, "kind"), said)


def overlapping(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each row that begins before an earlier one has ended, with that one; costs a sort, not all pairs."""
    if len(rows) < 2:
        return
    ordered = sorted(rows, key=lambda r: (r.valid_from or dt.date.min, r.spot))
    last = ordered[0]
    for row in ordered[1:]:
        if overlap(last, row):
            yield last, row
        if (row.valid_to or dt.date.max) > (last.valid_to or dt.date.max):
            last = row

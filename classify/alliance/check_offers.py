"""Check of commitments: nobody gives another's offer, and no offer is committed beyond its capacity on any day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from classify.alliance.model import Alliance
from classify.alliance.rows import SIGNED, Party
from classify.errors import Filler, Finding


def offers(alliance: Alliance) -> Iterator[Finding]:
    """Yield commitments of other units' offers, and offers committed beyond their capacity on some day."""
    by_offer: defaultdict[str, list[Party]] = defaultdict(list)
    for party in alliance.parties:
        offer = alliance.offer.get(party.offer) if party.offer else None
        if offer is None:
            continue
        if offer.unit != party.unit:
            fill: dict[str, Filler] = {
                "unit": alliance.name(party.unit),
                "offer": offer.id,
                "owner": alliance.name(offer.unit),
            }
            yield Finding("ALLIANCE042", alliance.place(party.spot, "offer"), fill)
        else:
            by_offer[offer.id].append(party)
    taken = Taken(alliance)
    for id_, parties in by_offer.items():
        offer = alliance.offer[id_]
        most = _most(alliance, parties, taken)
        if most > offer.capacity:
            fill2: dict[str, Filler] = {
                "unit": alliance.name(offer.unit),
                "committed": most,
                "offer": id_,
                "capacity": offer.capacity,
            }
            yield Finding("ALLIANCE037", alliance.place(offer.spot, "capacity"), fill2)


def _most(alliance: Alliance, parties: list[Party], taken: Taken) -> int:
    """Return the most that is committed on any day."""
    changes: defaultdict[dt.date, int] = defaultdict(int)
    for party in parties:
        agreement = alliance.agreement.get(party.agreement)
        if agreement is None or agreement.status != SIGNED:
            continue
        start = max(party.valid_from or dt.date.min, agreement.valid_from or dt.date.min)
        end = min(party.valid_to or dt.date.max, agreement.valid_to or dt.date.max)
        for first, last, amount in taken(party, start, end):
            changes[first] += amount
            if last < dt.date.max:
                changes[last + dt.timedelta(1)] -= amount
    total = most = 0
    for day in sorted(changes):
        total += changes[day]
        most = max(most, total)
    return most


class Taken:
    """Tell what commitments take of an offer's capacity, and when: one for each community there at the time."""

    def __init__(self, alliance: Alliance) -> None:
        """Gather when the communities of every agreement take part."""
        self._of: defaultdict[str, dict[str, list[Party]]] = defaultdict(dict)
        for party in alliance.parties:
            unit = alliance.unit.get(party.unit)
            if unit is not None and unit.kind == "community":
                self._of[party.agreement].setdefault(unit.id, []).append(party)
        self._steps: dict[str, list[tuple[dt.date, int]]] = {}

    def __call__(self, party: Party, start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date, int]]:
        """Yield spans within `start` and `end` (both inclusive) and what the party's commitment takes in them."""
        if start > end:
            return
        if party.amount is not None:
            yield start, end, party.amount
            return
        steps = self._of_agreement(party.agreement)
        for (first, count), (after, _next) in pairwise([*steps, (dt.date.max, 0)]):
            last = after - dt.timedelta(1) if after < dt.date.max else after
            if count and first <= end and last >= start:
                yield max(first, start), min(last, end), count

    def _of_agreement(self, id_: str) -> list[tuple[dt.date, int]]:
        """Return from which day on how many communities take part; worked out once however many units commit."""
        if id_ not in self._steps:
            changes: defaultdict[dt.date, int] = defaultdict(int)
            for rows in self._of.get(id_, {}).values():
                for first, last in _merged(rows):
                    changes[first] += 1
                    if last < dt.date.max:
                        changes[last + dt.timedelta(1)] -= 1
            days = sorted(changes)
            self._steps[id_] = list(zip(days, accumulate(changes[day] for day in days), strict=True))
        return self._steps[id_]


def _merged(rows: Iterable[Party]) -> list[tuple[dt.date, dt.date]]:
    """Return the spans in which at least one of the rows holds."""
    spans: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted((r.valid_from or dt.date.min, r.valid_to or dt.date.max) for r in rows):
        if first > last:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans

"""What holds on one day: units, agreements in force with their parties, links, and who serves which need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from classify.alliance.model import Alliance
from classify.alliance.rows import SIGNED, Day, Link, Need, Offer, Party, valid
from classify.alliance.serving import Providers
from classify.alliance.words import LATERAL, LINK_KINDS

MAX = Day.max
# Kinds of links that are not lateral.
UPRIGHT = frozenset(kind.id for kind in LINK_KINDS.values() if kind.layer != LATERAL)


class State:
    """Look at an alliance as of a day; everything is worked out once, when first asked for.

    What names something that does not exist on that day is left out here and told by `check`.
    """

    def __init__(self, alliance: Alliance, at: Day) -> None:
        """Take the tables and the day."""
        self.alliance = alliance
        self.at = at

    @cached_property
    def units(self) -> set[str]:
        """Return the ids of the units that exist."""
        at = self.at
        return {id_ for id_, unit in self.alliance.unit.items() if valid(unit, at)}

    @cached_property
    def agreements(self) -> set[str]:
        """Return the ids of the signed agreements in force."""
        at = self.at
        return {id_ for id_, a in self.alliance.agreement.items() if a.status == SIGNED and valid(a, at)}

    @cached_property
    def members(self) -> dict[str, list[Party]]:
        """Return the parties of every agreement in force, one row per unit and role."""
        found: defaultdict[str, list[Party]] = defaultdict(list)
        at, units, agreements = self.at, self.units, self.agreements
        seen: set[tuple[str, str, str, str]] = set()
        for party in self.alliance.parties:
            if party.agreement in agreements and party.unit in units and valid(party, at):
                key = (party.agreement, party.unit, party.role, party.offer)
                if key not in seen:
                    seen.add(key)
                    found[party.agreement].append(party)
        return found

    @cached_property
    def memberships(self) -> dict[str, list[Party]]:
        """Return the parts every unit takes in agreements in force."""
        found: defaultdict[str, list[Party]] = defaultdict(list)
        for parties in self.members.values():
            for party in parties:
                found[party.unit].append(party)
        return found

    @cached_property
    def links(self) -> list[Link]:
        """Return the links in force between units that exist; parallel ones and loops count once or not at all."""
        return self._in_force(self.alliance.edges())

    @cached_property
    def links_of(self) -> dict[str, list[Link]]:
        """Return the links in force of every unit, from it and to it."""
        found: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.source].append(link)
            found[link.target].append(link)
        return found

    @cached_property
    def lateral(self) -> list[Link]:
        """Return the lateral links in force; only the table of links holds any."""
        return self._in_force(link for link in self.alliance.links if link.kind not in UPRIGHT)

    def of_kind(self, kind: str) -> list[Link]:
        """Return the links of one kind in force that stand in the table of links."""
        return self._in_force(link for link in self.alliance.links if link.kind == kind)

    def _in_force(self, links: Iterable[Link]) -> list[Link]:
        at, units = self.at, self.units
        found: dict[tuple[object, ...], Link] = {}
        for link in links:
            source, target = link.source, link.target
            if source in units and target in units and valid(link, at) and source != target:
                known = found.setdefault(link[:3], link)
                # Of rows that say the same, the one that lasts longest tells until when.
                if known is not link and (known.valid_to or MAX) < (link.valid_to or MAX):
                    found[link[:3]] = link
        return list(found.values())

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Return the offers that hold, of units that exist."""
        at, units = self.at, self.units
        return {id_: o for id_, o in self.alliance.offer.items() if o.unit in units and valid(o, at)}

    @cached_property
    def needs(self) -> dict[str, Need]:
        """Return the open needs of communities that exist."""
        at, units = self.at, self.units
        return {id_: n for id_, n in self.alliance.need.items() if n.community in units and valid(n, at)}

    @cached_property
    def commitments(self) -> list[Party]:
        """Return the parties that commit an offer of their own which holds."""
        offers = self.offers
        return [
            party
            for parties in self.members.values()
            for party in parties
            if party.offer and party.offer in offers and offers[party.offer].unit == party.unit
        ]

    def communities_in(self, agreement: str) -> list[str]:
        """Return the communities among the parties of an agreement in force, each once."""
        found = (p.unit for p in self.members.get(agreement, ()) if self._is_community(p.unit))
        return list(dict.fromkeys(found))

    def _is_community(self, id_: str) -> bool:
        return self.alliance.unit[id_].kind == "community"

    @cached_property
    def _communities(self) -> dict[str, int]:
        """Return how many communities take part in each agreement in force."""
        return {id_: len(self.communities_in(id_)) for id_ in self.members}

    def taken(self, party: Party) -> int:
        """Return how much of its offer's capacity a commitment takes."""
        return party.amount if party.amount is not None else self._communities.get(party.agreement, 0)

    @cached_property
    def committed(self) -> dict[str, int]:
        """Return how much of each offer is committed."""
        found: defaultdict[str, int] = defaultdict(int)
        for party in self.commitments:
            found[party.offer] += self.taken(party)
        return found

    @cached_property
    def providers(self) -> dict[str, Providers]:
        """Return who serves each open need: unit → offer."""
        by_agreement: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for party in self.commitments:
            key = party.agreement, self.offers[party.offer].kind
            by_agreement[key].setdefault(party.unit, party.offer)
        found = {}
        for need in self.needs.values():
            mine = self.memberships.get(need.community, ()) if self._is_community(need.community) else ()
            joined = dict.fromkeys(p.agreement for p in mine)
            parts = [by_agreement[a, need.kind] for a in joined if (a, need.kind) in by_agreement]
            found[need.id] = Providers(parts, need.community)
        return found

    def spare(self, offer: str) -> int:
        """Return how much of an offer is free."""
        return max(0, self.offers[offer].capacity - self.committed.get(offer, 0))

    def remaining(self, need: str) -> int:
        """Return how many more providers a need calls for."""
        return max(0, self.needs[need].wanted - len(self.providers[need]))

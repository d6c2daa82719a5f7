"""What a picture of the alliance shows: per subdistrict its communities, their partners and the ties between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classify.alliance.counting import partner_counts
from classify.alliance.diff import unmet_by_community
from classify.alliance.state import State

ENDING = 90
# Property agreements would double every compound's lines; they are counted beside the community instead.
_COUNTED = "tripartite"


@dataclass(frozen=True)
class Home:
    """Hold a community: partners, unmet needs, compounds with a tripartite agreement of all, ties leaving the street."""

    id: str
    name: str
    partners: int
    unmet: int
    urgent: bool
    compounds: tuple[int, int]
    ending: bool


@dataclass(frozen=True)
class Friend:
    """Hold what a community is tied to: a unit, or an agreement of three and more (`size` parties)."""

    id: str
    name: str
    size: int = 0
    street: str = ""


@dataclass(frozen=True)
class Tied:
    """Hold a tie between a community and a friend; `ending` within the next 90 days."""

    home: str
    friend: str
    ending: bool


@dataclass(frozen=True)
class Street:
    """Hold one subdistrict; homes and friends stand in an order with few crossings."""

    name: str
    homes: tuple[Home, ...]
    friends: tuple[Friend, ...]
    ties: tuple[Tied, ...]


def streets(state: State) -> list[Street]:
    """Return the subdistricts with communities, in the order of the table of units."""
    homes = _homes(state)
    by_street: defaultdict[str, list[Home]] = defaultdict(list)
    for home in homes.values():
        by_street[state.alliance.subdistrict[home.id]].append(home)
    ties, friends = _ties(state)
    of_home: defaultdict[str, list[Tied]] = defaultdict(list)
    for tie in ties:
        of_home[tie.home].append(tie)
    found = []
    for name, inside in by_street.items():
        mine = [t for h in inside for t in of_home[h.id]]
        first, second = _untangled([h.id for h in inside], mine)
        found.append(
            Street(
                name or "—", tuple(homes[h] for h in first), tuple(friends[f] for f in second), tuple(mine)
            )
        )
    return found


def _homes(state: State) -> dict[str, Home]:
    ids = [u.id for u in state.alliance.unit.values() if u.kind == "community" and u.id in state.units]
    counts, unmet = partner_counts(state, ids), unmet_by_community(state)
    urgent = {n.community for n in state.needs.values() if n.urgent and not state.providers[n.id]}
    compounds = Counter(
        u.place for u in state.alliance.unit.values() if u.kind == "compound" and u.id in state.units
    )
    signed: Counter[str] = Counter()
    for unit, parties in state.memberships.items():
        if any(p.role == "compound" for p in parties):
            signed[state.alliance.unit[unit].place] += 1
    ending = {
        p.unit for parties in state.members.values() for p in parties if _ends(state, p.agreement)
    }  # fmt: skip
    return {
        id_: Home(
            id_, state.alliance.unit[id_].name.removesuffix("社区") or id_, counts[id_], unmet.get(id_, 0), id_ in urgent,
            (signed[id_], compounds[id_]), id_ in ending,
        )
        for id_ in ids
    }  # fmt: skip


def _ends(state: State, agreement: str) -> bool:
    end = state.alliance.agreement[agreement].valid_to
    return end is not None and (end - state.at).days <= ENDING


def _ties(state: State) -> tuple[list[Tied], dict[str, Friend]]:
    alliance, where = state.alliance, state.alliance.subdistrict
    ties: dict[tuple[str, str], bool] = {}
    friends: dict[str, Friend] = {}
    for id_, parties in state.members.items():
        agreement = alliance.agreement[id_]
        if agreement.kind == _COUNTED:
            continue
        units = list(dict.fromkeys(p.unit for p in parties))
        homes = [u for u in units if alliance.unit[u].kind == "community"]
        others = [u for u in units if u not in homes] if len(units) <= 2 else []
        if len(units) > 2 or len(homes) > 1:
            friends[id_] = Friend(id_, agreement.name, len(units))
            others = [id_]
        for other in others:
            if other != id_:
                friends[other] = Friend(other, alliance.unit[other].name, 0, where[other])
            for home in homes:
                soon = _ends(state, id_)
                ties[home, other] = soon and ties.get((home, other), True)
    return [Tied(home, friend, soon) for (home, friend), soon in ties.items()], friends


def _untangled(homes: Sequence[str], ties: Sequence[Tied]) -> tuple[list[str], list[str]]:
    """Order both sides by the mean place of their partners, to and fro; those without ties keep to the end."""
    near: Mapping[str, list[str]] = defaultdict(list)
    for tie in ties:
        near[tie.home].append(tie.friend)
        near[tie.friend].append(tie.home)
    first = sorted(homes, key=lambda h: (not near[h], homes.index(h)))
    second = list(dict.fromkeys(t.friend for t in ties))
    for _round in range(8):
        second = _by_mean(second, first, near)
        first = _by_mean(first, second, near)
    return first, second


def _by_mean(ids: Sequence[str], others: Sequence[str], near: Mapping[str, list[str]]) -> list[str]:
    place = {id_: (at + 0.5) / max(len(others), 1) for at, id_ in enumerate(others)}
    old = {id_: at for at, id_ in enumerate(ids)}

    def mean(id_: str) -> tuple[float, int]:
        around = [place[o] for o in near[id_] if o in place]
        return (sum(around) / len(around) if around else 2.0, old[id_])

    return sorted(ids, key=mean)

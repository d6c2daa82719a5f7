"""What breaks when one unit leaves, and who could step in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from classify.alliance.matching import Market, rematched, remoteness
from classify.alliance.risk import lateral_cuts
from classify.alliance.rows import Agreement
from classify.alliance.state import State

_SHOWN = 3


@dataclass(frozen=True)
class Loss:
    """Hold a need that loses the unit; `taker` is the offer that takes it over when all are matched anew.

    `others` are further offers with room, the nearest first. `remaining` are units that serve it already where they
    are as many as it calls for: then nobody need take over.
    """

    need: str
    taker: str | None
    others: tuple[str, ...]
    remaining: tuple[str, ...] = ()


@dataclass(frozen=True)
class Departure:
    """Hold everything that changes when a unit leaves."""

    unit: str
    ending: tuple[Agreement, ...]
    going_on: tuple[Agreement, ...]
    losses: tuple[Loss, ...]
    cut_off: int
    links: tuple[tuple[str, str], ...]
    below: tuple[str, ...]


def leave(state: State, unit: str) -> Departure:
    """Return what breaks without the unit.

    An agreement ends when fewer than two parties remain, or when it is tripartite. `links` are those that lapse
    (kind, other unit) but for superiors and places; `below` are the units it stands above.
    """
    ending: list[Agreement] = []
    going_on: list[Agreement] = []
    for id_ in sorted({p.agreement for p in state.memberships.get(unit, ())}):
        agreement = state.alliance.agreement[id_]
        rest = {p.unit for p in state.members[id_]} - {unit}
        (ending if len(rest) < 2 or agreement.kind == "tripartite" else going_on).append(agreement)
    lapsing = state.links_of.get(unit, [])
    cut = lateral_cuts(state)[0].get(unit)
    return Departure(
        unit,
        tuple(ending),
        tuple(going_on),
        tuple(losses(state, unit)),
        cut[1] if cut else 0,
        tuple(
            sorted(
                (x.kind, x.target if x.source == unit else x.source)
                for x in lapsing
                if x.kind not in ("superior", "located")
            )
        ),
        tuple(sorted(x.source for x in lapsing if x.kind == "superior" and x.target == unit)),
    )


def losses(state: State, unit: str) -> list[Loss]:
    """Return the needs the unit serves, urgent ones first, with who takes over."""
    market = Market(state)
    needs = [id_ for id_, providers in state.providers.items() if unit in providers]
    short = [id_ for id_ in needs if len(state.providers[id_]) <= state.needs[id_].wanted]
    takers = rematched(state, market, unit, short, nearest=True)
    left = set(short)
    return [
        Loss(id_, takers.get(id_), _others(state, market, unit, id_, takers.get(id_)))
        if id_ in left
        else Loss(id_, None, (), tuple(islice((u for u in state.providers[id_] if u != unit), _SHOWN)))
        for id_ in sorted(needs, key=lambda n: (not state.needs[n].urgent, n))
    ]


def _others(state: State, market: Market, unit: str, need: str, taker: str | None) -> tuple[str, ...]:
    fitting = [
        o
        for o in market.offers(state.needs[need])
        if o.unit != unit and o.unit not in state.providers[need] and o.id != taker and state.spare(o.id)
    ]
    home = state.needs[need].community
    near = sorted((remoteness(state, o, home), o.id) for o in fitting)
    return tuple(id_ for _far, id_ in near[:_SHOWN])

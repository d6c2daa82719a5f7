"""With whom one unit is joined, through what, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass

from classify.alliance.rows import Day, layer_of
from classify.alliance.state import State
from classify.alliance.words import LATERAL


@dataclass(frozen=True)
class Tie:
    """Hold one tie: the other unit, and the agreement or link that makes it; `valid_to` as far as it is known."""

    unit: str
    through: str
    kind: str
    layer: str
    role: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    others: int = 0


def partners(state: State, unit: str) -> list[Tie]:
    """Return the ties of a unit, agreements first; co-members of a shared agreement are partners."""
    found: dict[tuple[str, str, str], Tie] = {}
    for mine in state.memberships.get(unit, ()):
        agreement = state.alliance.agreement[mine.agreement]
        members = state.members[mine.agreement]
        for party in members:
            if party.unit != unit:
                ends = [d for d in (mine.valid_to, party.valid_to, agreement.valid_to) if d is not None]
                starts = [
                    d for d in (mine.valid_from, party.valid_from, agreement.valid_from) if d is not None
                ]
                found.setdefault(
                    (party.unit, agreement.id, party.role),
                    Tie(
                        party.unit, agreement.id, agreement.kind, LATERAL, party.role,
                        max(starts, default=None), min(ends, default=None), len(members) - 2,
                    ),
                )  # fmt: skip
    for link in state.links_of.get(unit, ()):
        other = link.target if link.source == unit else link.source
        layer = layer_of(link.kind)
        direction = "to" if link.source == unit else "from"
        found.setdefault(
            (other, link.kind, direction),
            Tie(other, "", link.kind, layer, direction, link.valid_from, link.valid_to),
        )
    return list(found.values())


def lateral_partners(state: State, unit: str) -> set[str]:
    """Return the units one is joined with by agreements in force and lateral links."""
    near = {p.unit for mine in state.memberships.get(unit, ()) for p in state.members[mine.agreement]}
    for link in state.lateral:
        if unit in (link.source, link.target):
            near |= {link.source, link.target}
    return near - {unit}

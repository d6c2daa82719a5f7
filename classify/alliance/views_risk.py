"""Answers as tables: risk, leaving units, routes, suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from classify.alliance import words
from classify.alliance.answer import Answer, Joined, Sentence, Table, ratio, sentence
from classify.alliance.leave import Departure
from classify.alliance.risk import EdgeRisk, Risk
from classify.alliance.routes import Route, obstacle
from classify.alliance.rows import Need
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion
from classify.alliance.views import AGREEMENT, KIND, TITLE, UNTIL, WHO, absent_notes, who, word
from classify.texts import mark as _

SHOWN = 8
NEED, HOME, HOME_NAME = _("Need id"), _("Community id"), _("Community")


def risk_view(state: State, found: Risk) -> Answer:
    """Return units, hubs, agreements and links that much hangs on, the worst first."""
    name = state.alliance.name
    units = [
        (*who(state, u.unit), u.urgent_after, u.after, u.lost, u.urgent, u.sole, u.cut_off, u.pieces)
        for u in found.units
    ]
    columns = {
        **WHO, "urgent_after": _("Urgent lost after re-matching"), "after": _("Lost after re-matching"),
        "lost": _("Needs served"), "urgent": _("Urgent of these"), "sole": _("Sole provider for"),
        "cut_off": _("Communities cut off"), "pieces": _("Pieces"),
    }  # fmt: skip
    hubs = [
        (h.unit, name(h.unit), h.agreement, name(h.agreement), h.members, h.only_here, h.partners)
        for h in found.hubs
    ]
    agreements = [(e.first, name(e.first), e.cut_off) for e in found.agreements]
    tables = (
        Table("units", _("Units"), columns, units),
        Table("hubs", _("Hubs: many on one"),
              {"unit": _("Unit id"), "name": _("Unit"), "agreement": AGREEMENT, "title": TITLE, "members": _("Members"),
               "only": _("Joined to nobody else"), "partners": _("Partners in all")}, hubs),
        Table("agreements", _("Agreements that hold pieces together"),
              {"agreement": AGREEMENT, "title": TITLE, "cut_off": _("Communities cut off")}, agreements),
        Table("bridges", _("Links without a way round"),
              {"first": _("From"), "first_name": _("From (name)"), "second": _("To"), "second_name": _("To (name)"),
               "cut_off": _("Communities cut off")}, [_bridge(state, e) for e in found.bridges]),
    )  # fmt: skip
    note = sentence(_("Lateral layer only; ranked by what nobody else in range could take over"))
    return Answer(state.at, tables, (note,))


def _bridge(state: State, edge: EdgeRisk) -> tuple[object, ...]:
    name = state.alliance.name
    return edge.first, name(edge.first), edge.second, name(edge.second), edge.cut_off


def _losses(state: State, found: Departure) -> Iterator[tuple[object, ...]]:
    """Yield the needs that lose a provider, with who serves them still or could step in."""
    name, offers = state.alliance.name, state.alliance.offer
    for loss in found.losses:
        need = state.needs[loss.need]
        others = Joined(tuple(f"{name(offers[o].unit)} ({o})" for o in loss.others))
        taker: object = sentence(_("nobody"))
        if loss.taker:
            taker = f"{name(offers[loss.taker].unit)} ({loss.taker})"
        elif loss.remaining:
            taker = sentence(_("{names} serve it already"), names=Joined(tuple(map(name, loss.remaining))))
        yield (
            loss.need, need.community, name(need.community), word(words.SUPPLY_KINDS, need.kind), need.urgent,
            taker, others,
        )  # fmt: skip


def leave_view(state: State, found: Departure) -> Answer:
    """Return what breaks and who could step in."""
    name = state.alliance.name
    agreements = [
        (sentence(said), a.id, a.name, word(words.AGREEMENT_KINDS, a.kind), a.valid_to)
        for said, group in ((_("ends"), found.ending), (_("goes on without it"), found.going_on))
        for a in group
    ]
    links: list[tuple[object, ...]] = [
        (word(words.LINK_KINDS, kind), other, name(other)) for kind, other in found.links
    ]
    links += [(words.LINK_KINDS["superior"], other, name(other)) for other in found.below]
    tables = (
        Table("needs", _("Needs that lose a provider"),
              {"need": NEED, "community": HOME, "name": HOME_NAME, "kind": KIND, "urgent": _("Urgent"),
               "taker": _("Could step in"), "others": _("Others with room")}, list(_losses(state, found))),
        Table("agreements", _("Agreements"),
              {"change": _("Change"), "agreement": AGREEMENT, "title": TITLE, "kind": KIND, "until": UNTIL}, agreements),
        Table("links", _("Links that lapse"), {"kind": KIND, "unit": _("Unit id"), "name": _("Unit")}, links),
    )  # fmt: skip
    lost = sum(loss.taker is None and not loss.remaining for loss in found.losses)
    note = sentence(
        _("Without {name}: {ending} agreements end, {needs} needs lose a provider, {lost} of them for good; {cut} communities are cut off"),
        name=name(found.unit), ending=len(found.ending), needs=len(found.losses), lost=lost, cut=found.cut_off,
    )  # fmt: skip
    return Answer(state.at, tables, (note, *absent_notes(state, found.unit)))


def route_view(state: State, need: Need, found: list[Route]) -> Answer:
    """Return the ways from a community to a resource, the shortest first."""
    name = state.alliance.name
    rows = [
        (
            at, name(route.stations[-1]), route.offer, route.spare, len(route.steps),
            Joined(tuple(_steps(state, route))), " → ".join(name(id_) for id_ in route.stations),
        )
        for at, route in enumerate(found, 1)
    ]  # fmt: skip
    columns = {"rank": _("Way"), "unit": _("Unit"), "offer": _("Offer id"), "spare": _("Room"), "length": _("Number of steps"),
               "steps": _("By"), "path": _("Stations")}  # fmt: skip
    kind = words.label(words.SUPPLY_KINDS, need.kind)
    notes = [
        sentence(_("{community} needs {kind} ({id})"), community=name(need.community), kind=kind, id=need.id)
    ]
    if need.id not in state.needs:
        notes.append(sentence(_("This need is not open on {date}"), date=state.at))
    serving = tuple(map(name, state.providers.get(need.id, ())))
    if serving:
        shown = Joined((*serving[:SHOWN], *(("…",) if len(serving) > SHOWN else ())))
        notes.append(sentence(_("Served already by {names}"), names=shown))
    if not found:
        notes.append(obstacle(state, need))
    return Answer(state.at, (Table("routes", _("Ways to a resource"), columns, rows),), tuple(notes))


def _steps(state: State, route: Route) -> Iterator[object]:
    """Yield what each step is made by: the kind of link, or of the agreement that is entered or left."""
    agreement = state.alliance.agreement
    for step, ends in zip(route.steps, pairwise(route.stations), strict=True):
        through = next((agreement[id_].kind for id_ in ends if id_ in agreement), "")
        yield word(words.AGREEMENT_KINDS, through) if step == "party" else word(words.LINK_KINDS, step)


def _unmet(state: State, found: Suggestion) -> list[tuple[object, ...]]:
    return [
        (u.need, u.community, state.alliance.name(u.community), word(words.SUPPLY_KINDS, u.kind), u.urgent, u.missing,
         u.proof)
        for u in found.unmet
    ]  # fmt: skip


def suggest_view(state: State, found: Suggestion) -> Answer:
    """Return proposals, unmet needs with their proofs, and shares per community."""
    name = state.alliance.name
    proposals = [
        (words.WISHES[p.status], p.need, p.community, name(p.community), word(words.SUPPLY_KINDS, p.kind), p.urgent,
         p.offer, name(p.unit), p.new, p.reason)
        for p in found.listed
    ]  # fmt: skip
    shares = [
        (home, name(home), ratio(*share))
        for home, share in sorted(found.shares.items(), key=lambda s: (s[1][0] / max(s[1][1], 1), s[0]))
    ]
    tables = (
        Table("proposals", _("Proposals"),
              # Headed like the list that is handed back with --before, so that a workbook can be handed back too.
              {"status": _("Status"), "need": NEED, "community": HOME, "name": _("Community name"), "kind": KIND,
               "urgent": _("Urgent"), "offer": _("Offer id"), "unit": _("Unit name"), "new": _("New relation"),
               "reason": _("Reason")}, proposals),
        Table("unmet", _("Needs that stay unmet"),
              {"need": NEED, "community": HOME, "name": HOME_NAME, "kind": KIND, "urgent": _("Urgent"),
               "missing": _("Missing"), "proof": _("Proof")}, _unmet(state, found)),
        Table("shares", _("Share served per community, the lowest first"),
              {"community": HOME, "name": HOME_NAME, "share": _("Served of wanted")}, shares),
    )  # fmt: skip
    return Answer(state.at, tables, (_summary(found),))


def _summary(found: Suggestion) -> Sentence:
    return sentence(
        _("{count} links proposed ({new} new relations), {unmet} needs stay short; solver {solver}. Nothing is in force before it is signed"),
        count=len(found.proposals), new=found.new_relations, unmet=len(found.unmet), solver=found.solver,
    )  # fmt: skip

"""Answers as tables: risk, leaving units, routes, suggestions."""

from __future__ import annotations

from classify.alliance import words
from classify.alliance.answer import Answer, Joined, Sentence, Table, ratio, sentence
from classify.alliance.leave import Departure
from classify.alliance.risk import EdgeRisk, Risk
from classify.alliance.routes import Route
from classify.alliance.rows import Need
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion
from classify.alliance.views import AGREEMENT, KIND, TITLE, UNTIL, WHO, who, word
from classify.texts import mark as _

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
    hubs = [(h.unit, name(h.unit), name(h.agreement), h.members, h.only_here, h.partners) for h in found.hubs]
    agreements = [(e.first, name(e.first), e.cut_off) for e in found.agreements]
    tables = (
        Table("units", _("Units"), columns, units),
        Table("hubs", _("Hubs: many on one"),
              {"unit": _("Unit id"), "name": _("Unit"), "agreement": TITLE, "members": _("Members"),
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


def leave_view(state: State, found: Departure) -> Answer:
    """Return what breaks and who could step in."""
    name, offers = state.alliance.name, state.alliance.offer
    rows = []
    for loss in found.losses:
        need = state.needs[loss.need]
        others = Joined(tuple(f"{name(offers[o].unit)} ({o})" for o in loss.others))
        taker = f"{name(offers[loss.taker].unit)} ({loss.taker})" if loss.taker else sentence(_("nobody"))
        rows.append((loss.need, need.community, name(need.community), word(words.SUPPLY_KINDS, need.kind), need.urgent,
                     taker, others))  # fmt: skip
    agreements = [
        (sentence(said), a.id, a.name, word(words.AGREEMENT_KINDS, a.kind), a.valid_to)
        for said, group in ((_("ends"), found.ending), (_("goes on without it"), found.going_on))
        for a in group
    ]
    links = [(word(words.LINK_KINDS, kind), other, name(other)) for kind, other in found.links]
    links += [(words.LINK_KINDS["superior"], other, name(other)) for other in found.below]
    tables = (
        Table("needs", _("Needs that lose a provider"),
              {"need": NEED, "community": HOME, "name": HOME_NAME, "kind": KIND, "urgent": _("Urgent"),
               "taker": _("Could step in"), "others": _("Others with room")}, rows),
        Table("agreements", _("Agreements"),
              {"change": _("Change"), "agreement": AGREEMENT, "title": TITLE, "kind": KIND, "until": UNTIL}, agreements),
        Table("links", _("Links that lapse"), {"kind": KIND, "unit": _("Unit id"), "name": _("Unit")}, links),
    )  # fmt: skip
    lost = sum(loss.taker is None for loss in found.losses)
    note = sentence(
        _("Without {name}: {ending} agreements end, {needs} needs lose a provider, {lost} of them for good; {cut} communities are cut off"),
        name=name(found.unit), ending=len(found.ending), needs=len(found.losses), lost=lost, cut=found.cut_off,
    )  # fmt: skip
    return Answer(state.at, tables, (note,))


def route_view(state: State, need: Need, found: list[Route]) -> Answer:
    """Return the ways from a community to a resource, the shortest first."""
    name = state.alliance.name
    steps = {**words.LINK_KINDS, "party": words.Word("party", words.label(words.AGREEMENT_KINDS, "pair"))}
    rows = [
        (
            at, name(route.stations[-1]), route.offer, route.spare, len(route.steps),
            Joined(tuple(steps.get(s, s) for s in route.steps)), " → ".join(name(id_) for id_ in route.stations),
        )
        for at, route in enumerate(found, 1)
    ]  # fmt: skip
    columns = {"rank": _("Way"), "unit": _("Unit"), "offer": _("Offer id"), "spare": _("Room"), "length": _("Number of steps"),
               "steps": _("By"), "path": _("Stations")}  # fmt: skip
    kind = words.label(words.SUPPLY_KINDS, need.kind)
    notes = [
        sentence(_("{community} needs {kind} ({id})"), community=name(need.community), kind=kind, id=need.id)
    ]
    if not found:
        notes.append(sentence(_("No unit with room can be reached by those who may pass the request on")))
    return Answer(state.at, (Table("routes", _("Ways to a resource"), columns, rows),), tuple(notes))


def suggest_view(state: State, found: Suggestion) -> Answer:
    """Return proposals, unmet needs with their proofs, and shares per community."""
    name = state.alliance.name
    proposals = [
        (words.WISHES[p.status], p.need, p.community, name(p.community), word(words.SUPPLY_KINDS, p.kind), p.urgent,
         p.offer, name(p.unit), p.new, p.reason)
        for p in found.proposals
    ]  # fmt: skip
    unmet = [
        (
            u.need,
            u.community,
            name(u.community),
            word(words.SUPPLY_KINDS, u.kind),
            u.urgent,
            u.missing,
            u.proof,
        )
        for u in found.unmet
    ]
    shares = [
        (home, name(home), ratio(*share))
        for home, share in sorted(found.shares.items(), key=lambda s: (s[1][0] / max(s[1][1], 1), s[0]))
    ]
    tables = (
        Table("proposals", _("Proposals"),
              {"status": _("Status"), "need": NEED, "community": HOME, "name": HOME_NAME, "kind": KIND,
               "urgent": _("Urgent"), "offer": _("Offer id"), "unit": _("Unit"), "new": _("New relation"),
               "reason": _("Reason")}, proposals),
        Table("unmet", _("Needs that stay unmet"),
              {"need": NEED, "community": HOME, "name": HOME_NAME, "kind": KIND, "urgent": _("Urgent"),
               "missing": _("Missing"), "proof": _("Proof")}, unmet),
        Table("shares", _("Share served per community, the lowest first"),
              {"community": HOME, "name": HOME_NAME, "share": _("Served of wanted")}, shares),
    )  # fmt: skip
    return Answer(state.at, tables, (_summary(found),))


def _summary(found: Suggestion) -> Sentence:
    return sentence(
        _("{count} links proposed ({new} new relations), {unmet} needs stay short; solver {solver}. Nothing is in force before it is signed"),
        count=len(found.proposals), new=found.new_relations, unmet=len(found.unmet), solver=found.solver,
    )  # fmt: skip

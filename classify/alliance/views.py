"""Answers as tables: partners, coverage, differences, loops. Figures come from the modules named alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from classify.alliance import words
from classify.alliance.answer import Answer, Joined, Sentence, Table, ratio, sentence
from classify.alliance.coverage import Coverage, Ending
from classify.alliance.diff import Difference
from classify.alliance.loops import MOST_LOOPS, Loop, quarter
from classify.alliance.partners import Tie
from classify.alliance.state import State
from classify.texts import mark as _

UNIT, NAME, KIND, AREA = _("Unit id"), _("Unit"), _("Kind"), _("Subdistrict")
AGREEMENT, TITLE, UNTIL = _("Agreement id"), _("Agreement"), _("Until")


def word(table: Mapping[str, Any], id_: str) -> object:
    """Return the word behind an id, as a cell; a user's own word stands for itself."""
    return table.get(id_, id_)


def who(state: State, id_: str) -> tuple[object, ...]:
    """Return the cells id, name, kind, subdistrict of a unit."""
    unit = state.alliance.unit[id_]
    return id_, unit.name, word(words.UNIT_KINDS, unit.kind), state.alliance.subdistrict[id_]


WHO = {"unit": UNIT, "name": NAME, "kind": KIND, "subdistrict": AREA}


def partners_view(state: State, unit: str, ties: Iterable[Tie]) -> Answer:
    """Return the ties of one unit, those that end first on top."""
    alliance = state.alliance
    kinds = {**words.AGREEMENT_KINDS, **words.LINK_KINDS}
    rows = [
        (
            *who(state, t.unit), word(words.LINK_KINDS if not t.through else kinds, t.kind), _role(t),
            t.through or None, alliance.name(t.through) if t.through else None, t.valid_from, t.valid_to,
            (t.valid_to - state.at).days if t.valid_to else None,
        )
        for t in sorted(ties, key=lambda t: (t.layer != "lateral", t.valid_to is None, str(t.valid_to), t.unit, t.kind))
    ]  # fmt: skip
    columns = {
        **WHO, "tie": _("Tie"), "role": _("Role"), "agreement": AGREEMENT, "title": TITLE, "since": _("Begun on"),
        "until": UNTIL, "days": _("Days left"),
    }  # fmt: skip
    different = len({row[0] for row in rows})
    note = sentence(_("{name} ({id}): {ties} ties with {units} units"), name=alliance.name(unit), id=unit,
                    ties=len(rows), units=different)  # fmt: skip
    return Answer(
        state.at, (Table("partners", _("Partners"), columns, rows),), (note, *absent_notes(state, unit))
    )


def absent_notes(state: State, unit: str) -> tuple[Sentence, ...]:
    """Return a note where a unit does not exist on the day, so that nothing found is not taken for nothing there."""
    if unit in state.units:
        return ()
    row = state.alliance.unit[unit]
    dates = f"{row.valid_from or ''}…{row.valid_to or ''}"
    return (
        sentence(
            _("{name} does not exist on {date}, only {dates}"), name=row.name, date=state.at, dates=dates
        ),
    )


def _role(tie: Tie) -> object:
    if tie.through:
        return word(words.ROLES, tie.role)
    return sentence(_("to it")) if tie.role == "to" else sentence(_("from it"))


def coverage_view(state: State, found: Coverage, within: int) -> Answer:
    """Return the ratios first, then who lacks what, and the agreements by their condition."""
    notes = [sentence(_("{count} agreements are in force"), count=found.in_force)]
    if not found.told:
        notes.append(
            sentence(_("The tables hold no activities: what is dormant or delivered cannot be told"))
        )
    tables = (
        _ratios(found), _lacking(state, found),
        _endings("expired", _("Expired and not renewed"), found.expired),
        _endings("expiring", _("Ending within the days asked for"), found.expiring),
        _sleeping(found), _delivered(state, found), _joints(found),
    )  # fmt: skip
    notes.append(sentence(_("ending soon means within {days} days"), days=within))
    return Answer(state.at, tables, tuple(notes))


def _ratios(found: Coverage) -> Table:
    """Return one row per kind: organisations, organisations or instructors, agreements, each over its denominator."""
    rows: list[tuple[object, ...]] = []
    for kind in words.COVERABLE:
        group = [c for c in found.covered if c.unit.kind == kind]
        known = [c for c in group if c.organisation is not None]
        rows.append(
            (
                words.UNIT_KINDS[kind], len(group),
                ratio(sum(bool(c.organisation) for c in known), len(known)),
                ratio(sum(bool(c.organisation) or c.instructor for c in known), len(known)),
                len(group) - len(known), ratio(sum(c.instructor for c in group), len(group)),
                ratio(sum(c.agreement for c in group), len(group)),
            )
        )  # fmt: skip
    columns = {
        "kind": KIND, "units": _("Units"), "organisation": _("Organisation coverage"), "work": _("Work coverage"),
        "unknown": _("Not stated"), "instructor": _("With instructor"), "agreement": _("With agreement"),
    }  # fmt: skip
    return Table("ratios", _("Coverage (double coverage: organisation and work)"), columns, rows)


def _lacking(state: State, found: Coverage) -> Table:
    rows = []
    for c in sorted(found.covered, key=lambda c: c.unit.id):
        lacks = [
            *([sentence(_("organisation"))] if c.organisation is False else []),
            *([sentence(_("organisation not stated"))] if c.organisation is None else []),
            *([sentence(_("instructor"))] if not c.organisation and not c.instructor else []),
            *([sentence(_("agreement"))] if not c.agreement else []),
        ]
        if lacks:
            rows.append((*who(state, c.unit.id), Joined(tuple(lacks))))
    return Table("lacking", _("Not covered"), {**WHO, "lacks": _("Lacks")}, rows)


def _endings(id_: str, title: str, endings: Iterable[Ending]) -> Table:
    rows = [
        (e.agreement.id, e.agreement.name, word(words.AGREEMENT_KINDS, e.agreement.kind), e.agreement.valid_to,
         e.days, e.successor)
        for e in sorted(endings, key=lambda e: (abs(e.days), e.agreement.id))
    ]  # fmt: skip
    columns = {"agreement": AGREEMENT, "title": TITLE, "kind": KIND, "until": UNTIL, "days": _("Days left"),
               "successor": _("Carried on by")}  # fmt: skip
    return Table(id_, title, columns, rows)


def _sleeping(found: Coverage) -> Table:
    rows = [
        (s.agreement.id, s.agreement.name, s.last, s.months)
        for s in sorted(found.sleeping, key=lambda s: (-s.months, str(s.last or ""), s.agreement.id))
    ]
    columns = {
        "agreement": AGREEMENT,
        "title": TITLE,
        "last": _("Last activity"),
        "months": _("Dormant for months"),
    }
    return Table("dormant", _("Dormant"), columns, rows)


def _delivered(state: State, found: Coverage) -> Table:
    """Return pledges behind schedule first: what was done falls short of the share of time gone by."""
    rows = [
        (d.party.agreement, d.party.unit, state.alliance.name(d.party.unit), d.pledged, d.done, f"{d.elapsed:.0%}",
         d.done < d.pledged * d.elapsed)
        for d in sorted(found.delivered, key=lambda d: (d.done - d.pledged * d.elapsed, d.party.agreement))
    ]  # fmt: skip
    columns = {"agreement": AGREEMENT, "unit": UNIT, "name": NAME, "pledged": _("Pledged"), "done": _("Delivered"),
               "elapsed": _("Time gone by"), "behind": _("Behind")}  # fmt: skip
    return Table("delivered", _("Pledged and delivered"), columns, rows)


def _joints(found: Coverage) -> Table:
    declared = Counter(m for j in found.joints for m in j.declared)
    shown = Counter(m for j in found.joints for m in j.shown)
    rows: list[tuple[object, ...]] = [
        (words.MODES[m], ratio(declared[m], len(found.joints)), ratio(shown[m], len(found.joints)))
        for m in words.MODES
    ]
    full = (
        sum(len(set(j.declared)) == len(words.MODES) for j in found.joints),
        sum(len(j.shown) == len(words.MODES) for j in found.joints),
    )
    rows.append(
        (sentence(_("all four")), ratio(full[0], len(found.joints)), ratio(full[1], len(found.joints)))
    )
    columns = {
        "joint": _("Joint"),
        "declared": _("Stated in the agreement"),
        "shown": _("Something was done for it"),
    }
    return Table("joints", _("The four joints"), columns, rows)


def diff_view(found: Difference, alliance_name: Callable[[str], str]) -> Answer:
    """Return what began and ended, and the communities whose partners or unmet needs changed."""
    tables = (
        _changed_agreements(found), _changed_communities(found, alliance_name), _changed_links(found, alliance_name),
        _changed_rows(found),
    )  # fmt: skip
    note = sentence(
        _("From {first} to {second}: {begun} agreements begun, {ended} ended; {new} links begun, {gone} ended"),
        first=found.first, second=found.second, begun=len(found.begun), ended=len(found.ended),
        new=len(found.links_begun), gone=len(found.links_ended),
    )  # fmt: skip
    return Answer(found.second, tables, (note,))


_BEGUN, _ENDED = sentence(_("begun")), sentence(_("ended"))


def _changed_agreements(found: Difference) -> Table:
    rows = [
        (said, a.id, a.name, word(words.AGREEMENT_KINDS, a.kind), a.valid_from, a.valid_to)
        for said, group in ((_BEGUN, found.begun), (_ENDED, found.ended))
        for a in group
    ]
    columns = {"change": _("Change"), "agreement": AGREEMENT, "title": TITLE, "kind": KIND, "since": _("Begun on"),
               "until": UNTIL}  # fmt: skip
    return Table("agreements", _("Agreements"), columns, rows)


def _changed_communities(found: Difference, name: Callable[[str], str]) -> Table:
    rows = [
        (c.community, name(c.community), *c.partners, *c.unmet)
        for c in sorted(found.changes, key=lambda c: (c.partners[1] - c.partners[0], c.community))
    ]
    columns = {
        "community": _("Community id"), "name": _("Community"), "partners_before": _("Partners before"),
        "partners_after": _("Partners after"), "unmet_before": _("Unmet before"), "unmet_after": _("Unmet after"),
    }  # fmt: skip
    return Table("communities", _("Communities: partners and unmet needs"), columns, rows)


def _changed_links(found: Difference, name: Callable[[str], str]) -> Table:
    rows = [
        (said, x.source, name(x.source), word(words.LINK_KINDS, x.kind), x.target, name(x.target))
        for said, group in ((_BEGUN, found.links_begun), (_ENDED, found.links_ended))
        for x in group
    ]
    columns = {"change": _("Change"), "source": _("From"), "source_name": _("From (name)"), "kind": KIND,
               "target": _("To"), "target_name": _("To (name)")}  # fmt: skip
    return Table("links", _("Links"), columns, rows)


def _changed_rows(found: Difference) -> Table:
    rows = [
        (said, sentence(message), row.id)
        for key, message in (("units", _("unit")), ("offers", _("offer")), ("needs", _("need")))
        for said, group in ((_BEGUN, found.rows[key][0]), (_ENDED, found.rows[key][1]))
        for row in group
    ]
    columns = {"change": _("Change"), "what": _("What"), "id": _("Id")}
    return Table("others", _("Units, offers, needs"), columns, rows)


def loops_view(state: State, found: Iterable[Loop], *, more: bool) -> Answer:
    """Return the circles with how often each arc was at work in the quarter."""
    first, last = quarter(state.at)
    rows = []
    for loop in found:
        names = [state.alliance.name(id_) for id_ in loop.units]
        path = " → ".join([*names, names[0]]) if loop.closed else " → ".join([*names, "?"])
        arcs = " · ".join("–" if n is None else str(n) for n in loop.done)
        condition = (
            _("active") if loop.active else _("closed, but not every arc was active") if loop.closed else None
        )
        rows.append(
            (arcs, sentence(condition) if condition else sentence(_("the last arc is missing")), path)
        )
    columns = {"arcs": _("Times per arc"), "condition": _("Condition"), "loop": _("Circle")}
    notes = [sentence(_("Quarter {first} to {last}"), first=first, last=last)]
    if more:
        notes.append(sentence(_("Only the first {count} circles are shown"), count=MOST_LOOPS))
    return Answer(state.at, (Table("loops", _("Circles of reciprocity"), columns, rows),), tuple(notes))

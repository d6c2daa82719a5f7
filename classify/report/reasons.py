"""Why a community has its type, why not the runner-up, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from classify.model.outcome import Explanation, Reason
from classify.report.document import Block, Bullets, Column, Inline, Paragraph, Span, Table, plain
from classify.report.draft import Draft
from classify.report.verdict import contender
from classify.report.wording import Wording, basis_of
from classify.texts import mark as _

MOST_RIVAL = 3  # reasons of one sort that a report gives for or against the runner-up


def reasons(draft: Draft) -> Iterator[Block]:
    """Yield the sections on the type, the runner-up and missing data."""
    rival = contender(draft.outcome)
    if draft.outcome.type is not None:
        yield from _both_sides(draft, _("Why {type}"))
        if rival is not None:
            yield from _runner_up(draft, rival)
    elif rival is not None:
        yield from _both_sides(draft, _("How near {type} comes"))
        yield from _unmet(draft, rival)
    else:
        yield from _no_side(draft)
    yield from _missing(draft)


def against_all(explanation: Explanation) -> list[Reason]:
    """Return the rules that took most from the types, all types together."""
    fired = (*explanation.supporting, *explanation.opposing, *explanation.rival, *explanation.other)
    lost = {r.rule: sum(min(p, 0.0) for p in r.points.values()) for r in fired}
    ordered = sorted((r for r in fired if lost[r.rule] < 0), key=lambda r: (lost[r.rule], r.rule))
    return ordered[:MOST_RIVAL]


def _no_side(draft: Draft) -> Iterator[Block]:
    wording = draft.wording
    yield draft.sections.section(wording.say(_("What speaks most against every type")))
    yield Bullets(tuple(_reason(draft, r, min(r.points.values())) for r in against_all(draft.explanation)))


def _both_sides(draft: Draft, title: str) -> Iterator[Block]:
    wording, explanation = draft.wording, draft.explanation
    focus = explanation.focus
    yield draft.sections.section(wording.say(title, type=wording.type(focus)))
    if explanation.supporting:
        yield Bullets(tuple(_reason(draft, r, r.points[focus]) for r in explanation.supporting))
    else:
        yield Paragraph(plain(wording.say(_("No rule speaks for this type."))))
    if explanation.opposing:
        yield Paragraph(plain(wording.say(_("These rules speak against it:"))))
        yield Bullets(tuple(_reason(draft, r, r.points[focus]) for r in explanation.opposing))


def _reason(draft: Draft, reason: Reason, points: float) -> Inline:
    wording = draft.wording
    shown = wording.say(_(" ({points} points): "), points=wording.points(points))
    text = wording.sentences(wording.fact(reason, draft.values), wording.why(reason))
    return (Span(wording.title(reason), "strong"), Span(shown + text), *draft.bracketed(basis_of(reason)))


def rival_reasons(explanation: Explanation, rival: str) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return what speaks for a type that was not chosen and what against it, strongest first."""
    fired = (*explanation.supporting, *explanation.opposing, *explanation.rival, *explanation.other)
    ordered = sorted(fired, key=lambda r: -abs(r.points.get(rival, 0)))
    favour = tuple(r for r in ordered if r.points.get(rival, 0) > 0)
    return favour, tuple(r for r in ordered if r.points.get(rival, 0) < 0)


def unmet(wording: Wording, explanation: Explanation, type_: str) -> list[tuple[Reason, float]]:
    """Return the rules that would speak loudest for a type, did they hold, and the points they would give."""
    silent = [(r, wording.at_most(r.rule, type_)) for r in explanation.silent if type_ in r.points]
    ordered = sorted((pair for pair in silent if pair[1] > 0), key=lambda pair: (-pair[1], pair[0].rule))
    return ordered[:MOST_RIVAL]


def _unmet(draft: Draft, type_: str) -> Iterator[Block]:
    wording = draft.wording
    found = unmet(wording, draft.explanation, type_)
    if found:
        yield Paragraph(plain(wording.say(_("These rules would speak for it, but do not hold:"))))
        yield Bullets(tuple(_not_held(draft, reason, points) for reason, points in found))


def _not_held(draft: Draft, reason: Reason, points: float) -> Inline:
    shown = draft.wording.say(_(" (0 of {points} points): "), points=f"{points:.1f}")
    fact = draft.wording.sentences(draft.wording.fact(reason, draft.values))
    return (
        Span(draft.wording.title(reason), "strong"),
        Span(shown + fact),
        *draft.bracketed(basis_of(reason)),
    )


def _runner_up(draft: Draft, rival: str) -> Iterator[Block]:
    wording, explanation = draft.wording, draft.explanation
    yield draft.sections.section(wording.say(_("Why not {type}"), type=wording.type(rival)))
    favour, against = rival_reasons(explanation, rival)
    rows = [(r, wording.points(r.points[rival])) for r in (*favour[:MOST_RIVAL], *against[:MOST_RIVAL])]
    rows += [
        (r, wording.say(_("0 of {points}"), points=f"{most:.1f}"))
        for r, most in unmet(wording, explanation, rival)
    ]
    yield Paragraph(plain(_runner_up_sentence(draft, rival)))
    yield Table(
        (
            Column(wording.say(_("Rule")), share=3),
            Column(wording.say(_("In this community")), share=5),
            Column(wording.say(_("Points for {type}"), type=wording.type(rival)), "right"),
        ),
        tuple((plain(wording.title(r)), plain(wording.fact(r, draft.values)), plain(p)) for r, p in rows),
    )


def _runner_up_sentence(draft: Draft, rival: str) -> str:
    wording, outcome = draft.wording, draft.outcome
    fill = {
        "type": wording.type(rival),
        "score": f"{outcome.scores[rival].score:.1f}",
        "threshold": wording.threshold(),
    }
    if outcome.scores[rival].score * 10 < wording.program.threshold:
        return wording.say(
            _("{type} has {score} points and would need {threshold}. What matters most:"), **fill
        )
    return wording.say(_("{type} has {score} points, enough to be considered. What matters most:"), **fill)


def _missing(draft: Draft) -> Iterator[Block]:
    wording, outcome, still_open = draft.wording, draft.outcome, draft.explanation.open
    yield draft.sections.section(wording.say(_("What is missing")))
    if outcome.missing:
        yield Paragraph(plain(wording.say(_("Once these figures are known, the result may change:"))))
        columns = (
            Column(wording.say(_("Figure")), share=3),
            Column(wording.say(_("Moves the lead by up to (points)")), "right", 2),
        )
        yield Table(
            columns, tuple((plain(wording.field(m.field)), plain(f"{m.swing:.1f}")) for m in outcome.missing)
        )
    elif still_open:
        fields = wording.join(wording.field(id_) for id_ in wording.missing_fields(still_open, draft.values))
        message = _("Missing: {fields}. Whatever these figures are, the proposed type stays the same.")
        if outcome.type is None:
            message = _("Missing: {fields}. Whatever these figures are, no type would be proposed.")
        yield Paragraph(plain(wording.say(message, fields=fields)))
    else:
        yield Paragraph(plain(wording.say(_("All figures the rules ask for are there."))))

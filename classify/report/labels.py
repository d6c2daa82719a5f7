"""Wordings every rendering of outcomes shares."""

from __future__ import annotations

from classify.model.outcome import Outcome
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

STATUS = {
    "clear": _("clear"),
    "close": _("close call"),
    "data-missing": _("data missing"),
    "no-type": _("no type"),
}


def status_label(status: str, lang: str) -> str:
    """Return the wording of a status."""
    return translate(STATUS[status], lang)


def type_label(program: Program, id_: str | None, lang: str) -> str:
    """Return the label of a type, a dash for none; an id the scheme does not know stands for itself."""
    if id_ is None:
        return "—"
    return next((t.label.say(lang) for t in program.types if t.id == id_), id_)


def field_label(program: Program, id_: str, lang: str) -> str:
    """Return the label of a field or indicator."""
    symbol = program.loaded.names.symbols.get(id_)
    return symbol.label.say(lang) if symbol else id_


def chief_reason(program: Program, outcome: Outcome, lang: str) -> str:
    """Return in one line what decided: the strongest evidence, or what is missing."""
    if outcome.status == "data-missing" and outcome.missing:
        label = field_label(program, outcome.missing[0].field, lang)
        return translate(_("missing: {field}"), lang).format(field=label)
    if outcome.type is None:
        best = max(score.score for score in outcome.scores.values())
        text = translate(_("no type reaches {threshold} points (best {best})"), lang)
        return text.format(threshold=f"{program.threshold / 10:g}", best=f"{best:.1f}")
    titles = {r.rule.id: r.rule.title for r in program.rules}
    for evidence in outcome.fired:
        if evidence.points.get(outcome.type, 0) > 0:
            return titles[evidence.rule].say(lang)
    return ""


def margin_text(margin: float | None) -> str:
    """Return a lead with one decimal, a dash for none."""
    return "—" if margin is None else f"{margin:.1f}"


def lead_text(margin: float | None, lang: str) -> str:
    """Return a lead for a narrow column; where the declared order decided a near tie, that is said instead."""
    return translate(_("by order"), lang) if margin is not None and margin < 0 else margin_text(margin)

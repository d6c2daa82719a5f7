"""The result of one community: type and status in figures and sentences, beside the declared type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from classify.model.outcome import Outcome, Score
from classify.report.charts import scores_picture
from classify.report.document import (
    Block,
    Column,
    Figure,
    Inline,
    KeyFigures,
    Paragraph,
    Span,
    Table,
    plain,
    strong,
)
from classify.report.draft import Draft
from classify.report.labels import margin_text
from classify.report.wording import Wording
from classify.texts import mark as _


def verdict(draft: Draft) -> Iterator[Block]:
    """Yield the key figures, the result in sentences, the declared type and the scores."""
    wording, outcome = draft.wording, draft.outcome
    yield key_figures(wording, outcome)
    yield draft.sections.section(wording.say(_("Result")))
    if outcome.type is None:
        yield Paragraph(plain(wording.pick(draft.advice.statement)), "alert")
        yield Paragraph(plain(nearest_sentence(wording, outcome)))
    else:
        definition = next(
            t.definition.say(wording.lang) for t in wording.program.types if t.id == outcome.type
        )
        colon = ": " if wording.lang == "en" else "："
        yield Paragraph((*strong(wording.type(outcome.type)), Span(colon + definition)))
        yield Paragraph(plain(status_sentence(wording, outcome)), _role(outcome))
    yield Paragraph(plain(declared_sentence(wording, outcome)), "alert" if differs(outcome) else "body")
    if outcome.type is not None or contender(outcome) is not None:
        yield scores_picture(wording, outcome, scores_table(wording, outcome))


def _role(outcome: Outcome) -> Literal["body", "alert"]:
    return "body" if outcome.status == "clear" else "alert"


def differs(outcome: Outcome) -> bool:
    """Tell whether the office has declared another type than the computed one."""
    return outcome.declared not in (None, outcome.type)


def contender(outcome: Outcome) -> str | None:
    """Return the runner-up where it has or may have points; without, it only comes first among equals."""
    rival = outcome.runner_up
    return rival if rival is not None and outcome.scores[rival].high > 0 else None


def key_figures(wording: Wording, outcome: Outcome) -> KeyFigures:
    """Return type, score, runner-up, lead, status and declared type; without a type, what there is."""
    second = contender(outcome)
    rival = outcome.scores.get(second or "")
    runner_up = Figure("", wording.type(second), f"{rival.score:.1f}" if rival else "")
    status = Figure(wording.say(_("Status")), wording.status(outcome))
    declared = Figure(wording.say(_("Declared type")), wording.type(outcome.declared))
    if outcome.type is None:
        nearest = replace(runner_up, label=wording.say(_("Nearest type")))
        none = Figure(wording.say(_("Proposed type")), wording.say(_("none")))
        return KeyFigures((none, nearest, status, declared))
    leader = outcome.scores[outcome.type]
    return KeyFigures(
        (
            Figure(wording.say(_("Proposed type")), wording.type(outcome.type)),
            Figure(wording.say(_("Score")), f"{leader.score:.1f}", interval(leader)),
            replace(runner_up, label=wording.say(_("Runner-up"))),
            Figure(wording.say(_("Lead")), margin_text(outcome.margin)),
            status,
            declared,
        )
    )


def interval(score: Score) -> str:
    """Return the range a score can still take, nothing where it is settled."""
    return f"{score.low:.1f}–{score.high:.1f}" if score.low != score.high else ""


def status_sentence(wording: Wording, outcome: Outcome) -> str:
    """Return how sure the result is, with the figures that show it."""
    rival = contender(outcome)
    fill = {
        "type": wording.type(outcome.type),
        "score": f"{outcome.scores[outcome.type].score:.1f}" if outcome.type else "",
        "rival": wording.type(rival),
        "other": f"{outcome.scores[rival].score:.1f}" if rival else "",
        "lead": margin_text(outcome.margin),
    }
    return wording.say(_status_message(outcome, rival), **fill)


def _status_message(outcome: Outcome, rival: str | None) -> str:
    if outcome.status == "data-missing":
        if rival is None:
            return _(
                "{type} comes first with {score} points, "
                "but figures are missing that could change the result. Complete them before deciding."
            )
        return _(
            "{type} comes first with {score} points, {rival} has {other}; "
            "but figures are missing that could change the result. Complete them before deciding."
        )
    if rival is None or outcome.margin is None:
        return _("The result is clear: {type} has {score} points, every other type 0.")
    if outcome.status == "clear":
        return _("The result is clear: {type} has {score} points, {lead} more than {rival}.")
    if outcome.margin <= 0:
        return _(
            "The result is close: {type} has {score} points and {rival} {other}. "
            "The scheme's order of precedence puts {type} first. Discuss both before deciding."
        )
    return _(
        "The result is close: {type} has {score} points, only {lead} more than {rival}. "
        "Discuss both before deciding."
    )


def nearest_sentence(wording: Wording, outcome: Outcome) -> str:
    """Return which type came nearest where none claims the community."""
    rival = contender(outcome)
    if rival is None:
        return wording.say(
            _("Every type has 0 points; a type needs {threshold}."), threshold=wording.threshold()
        )
    return wording.say(
        _("The nearest type is {type} with {score} points; a type needs {threshold}."),
        type=wording.type(rival),
        score=f"{outcome.scores[rival].score:.1f}",
        threshold=wording.threshold(),
    )


def declared_sentence(wording: Wording, outcome: Outcome) -> str:
    """Return how the computed type relates to what the office has declared."""
    if outcome.declared is None:
        return wording.say(_("The office has not declared a type yet."))
    message = _("The office has declared the same type: {declared}.")
    if differs(outcome):
        message = _(
            "The office has declared another type: {declared}. It stands until the office itself changes it."
        )
    told = wording.say(message, declared=wording.type(outcome.declared))
    return wording.sentences(told, decision_text(wording, outcome)) if outcome.decision else told


def decision_text(wording: Wording, outcome: Outcome) -> str:
    """Return what a review says about its decision: the day, the office and the reason, as far as they are given."""
    decision = outcome.decision
    if decision is None:
        return ""
    told = wording.join(part for part in (decision.office, decision.reason) if part)
    message = _("Reviewed on {date}: {told}") if told else _("Reviewed on {date}")
    return wording.say(message, date=decision.date, told=told)


def scores_table(wording: Wording, outcome: Outcome) -> Table:
    """Return the scores of all types, the best first."""
    ranked = sorted(outcome.scores.items(), key=lambda s: -s[1].score)
    columns = [Column(wording.say(_("Type")), share=3), Column(wording.say(_("Score")), "right")]
    rows = [[_scored(wording, outcome, id_), plain(f"{score.score:.1f}")] for id_, score in ranked]
    if any(interval(score) for _id, score in ranked):
        columns.append(Column(wording.say(_("Possible range")), "right", 2))
        rows = [[*row, plain(interval(score) or "—")] for row, (_id, score) in zip(rows, ranked, strict=True)]
    return Table(tuple(columns), tuple(tuple(row) for row in rows))


def _scored(wording: Wording, outcome: Outcome, id_: str) -> Inline:
    return strong(wording.type(id_)) if id_ == outcome.type else plain(wording.type(id_))

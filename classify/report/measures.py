"""What a community is advised to do: method, lists, property service, service points, teams."""

from __future__ import annotations

from collections.abc import Iterator

from classify.model.advised import AdvisedLine, AdvisedList, AdvisedMethod
from classify.model.basis import Basis
from classify.report.document import Block, Bullets, Column, Heading, Inline, Paragraph, Span, Table, plain
from classify.report.draft import Draft
from classify.texts import mark as _

PRIORITY = {1: _("high"), 2: _("medium"), 3: _("low")}
EMPHASIS = {3: _("strengthen first"), 2: _("strengthen"), 1: _("keep up"), 0: _("no special need")}
_KEY = _(
    "An arrow leads to the lines that answer a line: 4-2 is the second line of the fourth list. "
    "Under “basis”, a bare number is what that source says; “after” marks expert judgement."
)


def measures(draft: Draft) -> Iterator[Block]:
    """Yield the sections on method, lists, and what goes with them."""
    method = draft.advice.method
    if method:
        yield from _method(draft, method)
    yield from _lists(draft)
    if method:
        yield from _property_and_points(draft, method)
        yield from _teams(draft, method)


def _note(basis: Basis, draft: Draft) -> str:
    return draft.wording.pick(basis.note)


def _method(draft: Draft, method: AdvisedMethod) -> Iterator[Block]:
    wording = draft.wording
    yield draft.sections.section(wording.say(_("Work method: {method}"), method=wording.pick(method.label)))
    aim = wording.sentences(wording.pick(method.aim), _note(method.basis, draft))
    yield Paragraph((Span(aim), *draft.bracketed(method.basis)))
    if draft.advice.hint:
        yield Paragraph(plain(_hint(draft)), "alert")
    if method.actions:
        yield draft.sections.part(wording.say(_("Steps")))
        yield Bullets(draft.points(method.actions), numbered=True)
    if method.metrics:
        yield draft.sections.part(wording.say(_("How progress shows")))
        yield Bullets(
            tuple(plain(wording.phrases(wording.pick(m.text), draft.lacks(m))) for m in method.metrics)
        )


def _hint(draft: Draft) -> str:
    hint, wording = draft.advice.hint, draft.wording
    assert hint is not None, "the caller looked"  # noqa: S101 - for the type checker
    message = _("Should the office decide for {type}, the work method is {method}.")
    return wording.say(message, type=wording.pick(hint.label), method=wording.pick(hint.method))


def _lists(draft: Draft) -> Iterator[Block]:
    lists = draft.advice.lists
    if not lists:
        return
    wording = draft.wording
    numbers = {
        line.id: f"{i}-{j}" for i, entry in enumerate(lists, 1) for j, line in enumerate(entry.lines, 1)
    }
    yield draft.sections.section(wording.say(_("The lists")))
    yield Paragraph(plain(wording.say(_KEY)))
    for entry in lists:
        yield from _list(draft, entry, draft.sections.part(wording.pick(entry.label)), numbers)


def _list(draft: Draft, entry: AdvisedList, heading: Heading, numbers: dict[str, str]) -> Iterator[Block]:
    wording = draft.wording
    yield heading
    if not entry.lines:
        yield Paragraph(plain(wording.say(_("Nothing is called for."))))
        return
    columns = (
        Column(wording.say(_("No."))),
        Column(wording.say(_("Kind")), share=2),
        Column(wording.say(_("Content")), share=7),
        Column(wording.say(_("Responsible")), share=2),
        Column(wording.say(_("Basis")), share=3),
        Column(wording.say(_("Priority"))),
    )
    rows = tuple(_row(draft, line, numbers) for line in entry.lines)
    # A column that says the same of every line says nothing.
    telling = {1: any(line.kind for line in entry.lines), 5: len({line.priority for line in entry.lines}) > 1}
    kept = [i for i in range(len(columns)) if telling.get(i, True)]
    yield Table(tuple(columns[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows))


def _row(draft: Draft, line: AdvisedLine, numbers: dict[str, str]) -> tuple[Inline, ...]:
    wording = draft.wording
    text = wording.phrases(wording.pick(line.text), wording.pick(line.detail), draft.lacks(line))
    linked = [numbers[id_] for id_ in dict.fromkeys((*line.leads_to, *line.uses))]
    content: Inline = (Span(text),)
    if linked:
        content = (*content, Span(f" → {wording.join(linked)}", "faint"))
    return (
        plain(numbers[line.id]),
        plain(wording.pick(line.kind) or "—"),
        content,
        plain(wording.pick(line.owner) or "—"),
        draft.citations.brief(line.basis),
        plain(wording.say(PRIORITY[line.priority])),
    )


def _property_and_points(draft: Draft, method: AdvisedMethod) -> Iterator[Block]:
    wording = draft.wording
    if method.property_mode:
        yield draft.sections.section(wording.say(_("Property service")))
        yield Bullets(draft.points(method.property_mode))
    if method.service_points:
        yield draft.sections.section(wording.say(_("Service points")))
        yield Bullets(draft.points(method.service_points))


def _teams(draft: Draft, method: AdvisedMethod) -> Iterator[Block]:
    if not method.teams:
        return
    wording = draft.wording
    yield draft.sections.section(wording.say(_("Teams")))
    if method.teams_basis:
        yield Paragraph((Span(_note(method.teams_basis, draft)), *draft.bracketed(method.teams_basis)))
    columns = (
        Column(wording.say(_("Team")), share=3),
        Column(wording.say(_("Emphasis")), share=2),
        Column(wording.say(_("Headcount")), "right", 2),
    )
    none = wording.say(_("not given"))
    rows = tuple(
        (
            plain(wording.pick(team.label)),
            plain(wording.say(EMPHASIS[team.weight])),
            plain(none if team.headcount is None else f"{team.headcount:,}"),
        )
        for team in method.teams
    )
    yield Table(columns, rows)

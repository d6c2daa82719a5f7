"""What the results of `classify rules …` look like on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from classify.errors import Finding
from classify.proof.cards import Card, Listed
from classify.proof.cases import CaseResult
from classify.proof.coverage import Coverage, goal_text
from classify.proof.impact import Change, Edit, Impact
from classify.proof.lint import Verdict
from classify.report.labels import status_label, type_label
from classify.report.screen import SEVERITY
from classify.report.width import fit, table, width
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

HEADINGS = {
    "sentence": _("holds where"), "why": _("why"), "weights": _("weights"), "criterion": _("criterion"),
    "reads": _("reads"), "parameters": _("parameters"), "basis": _("source"), "status": _("status"),
    "cases": _("cases"), "formula": _("formula"), "type": _("sort"), "aliases": _("also called"),
    "about": _("about"), "used_by": _("used by"), "values": _("values"), "range": _("range"),
    "choices": _("choices"), "role": _("role"), "need": _("needed"), "part_of": _("part of"), "counts": _("counts"),
    "definition": _("definition"), "caution": _("caution"), "full_at": _("complete at"), "for": _("for it"),
    "against": _("against it"), "method": _("work method"), "list": _("list"), "types": _("types"),
    "detail": _("detail"), "owner": _("owner"), "leads_to": _("leads to"), "led_to_by": _("led to by"),
    "uses": _("uses"), "repair": _("repair"), "severity": _("severity"),
}  # fmt: skip
_SORTS = {
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "changed at other dates": _("changed at other dates only"),
}
_SECTIONS = {
    "scheme": _("scheme"), "fields": _("field"), "indicators": _("indicator"), "parameters": _("parameter"),
    "types": _("type"), "rules": _("rule"),
}  # fmt: skip
_COVERED = {"rule": _("rules"), "branch": _("branches"), "ramp": _("ramps"), "boundary": _("boundaries")}


def list_text(rules: Sequence[Listed], lang: str) -> list[str]:
    """Return the table of rules."""
    head = [_("Rule"), _("Title"), _("Criterion"), _("Types"), _("Basis"), _("Status"), _("Pack")]
    rows = [
        (
            r.rule.id, r.rule.title.say(lang), r.rule.criterion or "—",
            " ".join(f"{'+' if w > 0 else '−'}{t}" for t, w in r.rule.weigh.items() if w) or "—",
            r.rule.basis.kind, r.rule.status, r.pack,
        )
        for r in rules
    ]  # fmt: skip
    lines = table([translate(h, lang) for h in head], rows, (0, 36, 0, 48, 0, 0, 0))
    return [*lines, "", translate(_("rules: {count}"), lang).format(count=len(rules))]


def card_text(card: Card, lang: str) -> list[str]:
    """Return everything about one entry, a heading beside each group of lines."""
    lines = [f"{card.id} — {card.title}", f"{nearby(str(card.place))} · {card.pack}", ""]
    shown = {translate(HEADINGS[key], lang): rows for key, rows in card.rows.items() if rows}
    cells = max((width(h) for h in shown), default=0)
    for heading, rows in shown.items():
        lines += [f"{fit(heading if i == 0 else '', cells)}  {nearby(row)}" for i, row in enumerate(rows)]
    return lines


def nearby(text: str) -> str:
    """Return text with the paths in it told from the current folder where they lie below it."""
    return text.replace(f"{Path.cwd()}/", "")


def lint_text(verdict: Verdict, lang: str) -> list[str]:
    """Return every finding with its repair, what is excused with its reason, and a last line that sums up."""
    lines = [line for finding in verdict.findings for line in _finding(finding, lang)]
    for excused in verdict.excused:
        head = translate(_("excused"), lang)
        lines.append(
            f"{nearby(str(excused.finding.place))} {excused.finding.code} {head}: {excused.finding.message(lang)}"
        )
        lines.append(f"    · {excused.reason}")
    counts = [sum(f.severity == s for f in verdict.findings) for s in SEVERITY]
    summary = translate(
        _("errors: {errors} · warnings: {warnings} · notes: {notes} · excused: {excused}"), lang
    )
    fill = dict(zip(("errors", "warnings", "notes"), counts, strict=True))
    return [*lines, summary.format(**fill, excused=len(verdict.excused))]


def _finding(finding: Finding, lang: str) -> list[str]:
    severity = translate(SEVERITY[finding.severity], lang)
    head = f"{nearby(str(finding.place))} {finding.code} {severity}: {finding.message(lang)}"
    return [head, f"    → {finding.repair(lang)}"]


def cases_text(results: Sequence[CaseResult], lang: str) -> list[str]:
    """Return the cases that fail, with place and what differed, and a last line that sums up."""
    lines: list[str] = []
    for result in results:
        if result.misses:
            lines += [f"{nearby(str(result.placed.place))} {result.placed.case.name}"]
            lines += [f"    {miss.say(lang)}" for miss in result.misses]
            lines += [f"    · {outcome_line(result, lang)}"]
    failed = sum(bool(r.misses) for r in results)
    text = translate(_("cases: {count} · failed: {failed}"), lang)
    return [*lines, text.format(count=len(results), failed=failed)]


def outcome_line(result: CaseResult, lang: str) -> str:
    """Return what a case came to, in one line."""
    outcome = result.outcome
    best = sorted(outcome.scores.items(), key=lambda s: -s[1].score)[:3]
    scores = ", ".join(f"{type_} {score.score:g}" for type_, score in best)
    head = translate(_("came to {type} ({status}): {scores}"), lang)
    return head.format(type=outcome.type or "—", status=status_label(outcome.status, lang), scores=scores)


def coverage_text(coverage: Coverage, lang: str) -> list[str]:
    """Return what no case touches, rule by rule, and how much is touched."""
    lines: list[str] = []
    for rule, spots in groupby((s for s in coverage.spots if s.open), key=lambda s: s.rule):
        lines.append(rule)
        for spot in spots:
            open_ = translate(_(" and "), lang).join(goal_text(spot.sort, goal, lang) for goal in spot.open)
            text = translate(_("no case: {what} — {open}"), lang).format(what=spot.what.say(lang), open=open_)
            lines.append(f"    {text}")
    parts = [
        f"{translate(_COVERED[sort], lang)} {touched}/{total}"
        for sort, (touched, total) in coverage.counts().items()
    ]
    return [*lines, translate(_("touched by cases:"), lang) + " " + " · ".join(parts)]


def impact_text(found: Impact, lang: str) -> list[str]:
    """Return the changed rules, the counts, and every community that comes out otherwise with the reason."""
    lines = [_edit(edit, lang) for edit in found.edits] or [translate(_("The rules are the same."), lang)]
    retyped = [c for c in found.changes if c.retyped]
    fill = {
        "types": len(retyped), "statuses": len(found.changes) - len(retyped), "all": found.communities,
        "a": found.before.as_of, "b": found.after.as_of,
    }  # fmt: skip
    text = _("{types} of {all} communities change their type, {statuses} only their status ({a} → {b})")
    lines += ["", translate(text, lang).format(**fill)]
    for old, new, count in found.moves():
        lines.append(f"    {_types(found, old, new, lang)}: {count}")
    for change in found.changes:
        lines += ["", *_change(found, change, lang)]
    return lines


def _edit(edit: Edit, lang: str) -> str:
    head = f"{translate(_SECTIONS[edit.section], lang)} {edit.id} {translate(_SORTS[edit.sort], lang)}"
    if edit.before or edit.after:
        return f"{head}: {edit.keys[0]} {edit.before} → {edit.after}"
    return f"{head}: {', '.join(edit.keys)}" if edit.keys and edit.sort == "changed" else head


def _types(found: Impact, old: str | None, new: str | None, lang: str) -> str:
    return f"{_type(found.before, old, lang)} → {_type(found.after, new, lang)}"


def _type(program: Program, id_: str | None, lang: str) -> str:
    return translate(_("undecided"), lang) if id_ is None else type_label(program, id_, lang)


def _change(found: Impact, change: Change, lang: str) -> Iterator[str]:
    old, new = change.before, change.after
    status = " → ".join(dict.fromkeys(status_label(o.status, lang) for o in (old, new)))
    what = _types(found, old.type, new.type, lang) if change.retyped else _type(found.after, new.type, lang)
    yield f"{new.id} {new.name}".rstrip() + f": {what} ({status})"
    text = translate(_("lead {before} → {after}"), lang)
    yield "    " + text.format(before=f"{change.gap[0]:+.1f}", after=f"{change.gap[1]:+.1f}")
    for cause in change.causes:
        yield f"    {cause.points:+.1f} {cause.rule} {cause.title.say(lang)}"
    if not change.causes:
        yield "    " + translate(_("no rule moved; the scheme's own figures did"), lang)

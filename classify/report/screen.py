"""What a run and its findings look like on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from classify.errors import Finding
from classify.model.outcome import Outcome
from classify.report.alarms import alarms
from classify.report.labels import chief_reason, lead_text, status_label, type_label
from classify.report.verdict import differs
from classify.report.width import table
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

MOST_FINDINGS = 40
MOST_PLACES = 4
# Dashes, dots and signs such as ≠ are one cell wide on some terminals and two on others.
NOTHING = "-"
SEVERITY = {"error": _("error"), "warning": _("warning"), "note": _("note")}


def run_text(program: Program, outcomes: Sequence[Outcome], lang: str) -> list[str]:
    """Return a run as lines: the table, counts per type and per group, alarms."""
    lines = [*_outcomes(program, outcomes, lang), "", *_counts(program, outcomes, lang)]
    for alarm in alarms(program, outcomes):
        lines += ["", f"! {alarm.say(lang)}"]
    return lines


def _outcomes(program: Program, outcomes: Sequence[Outcome], lang: str) -> list[str]:
    head = [
        _("Id"),
        _("Community"),
        _("Subdistrict"),
        _("Type"),
        _("Runner-up"),
        _("Lead"),
        _("Status"),
        _("Chief reason"),
    ]
    rows = [
        (
            o.id, o.name, o.group, _with_declared(program, o, lang), type_label(program, o.runner_up, lang).replace("—", NOTHING),
            lead_text(o.margin, lang).replace("—", NOTHING), status_label(o.status, lang), chief_reason(program, o, lang),
        )
        for o in outcomes
    ]  # fmt: skip
    return table([translate(h, lang) for h in head], rows, (14, 22, 18, 0, 0, 0, 0, 44), right=(5,))


def _with_declared(program: Program, outcome: Outcome, lang: str) -> str:
    label = type_label(program, outcome.type, lang).replace("—", NOTHING)
    if outcome.declared in (None, outcome.type):
        return label
    text = translate(_("{type} (declared {declared})"), lang)
    return text.format(type=label, declared=type_label(program, outcome.declared, lang))


def _counts(program: Program, outcomes: Sequence[Outcome], lang: str) -> list[str]:
    groups = list(dict.fromkeys(o.group for o in outcomes))
    ids = [*(t.id for t in program.loaded.pack.types), None]
    by = Counter((o.group, o.type) for o in outcomes)
    none = translate(_("undecided"), lang)
    head = [
        translate(_("Subdistrict"), lang),
        *(none if i is None else type_label(program, i, lang) for i in ids),
        translate(_("Total"), lang),
    ]
    rows = [
        [g or NOTHING, *(str(by[g, i] or NOTHING) for i in ids), str(sum(by[g, i] for i in ids))]
        for g in groups
    ]
    totals = [sum(by[g, i] for g in groups) for i in ids]
    rows.append([translate(_("Total"), lang), *(str(n) for n in totals), str(len(outcomes))])
    right = range(1, len(head))
    return [
        *table(head, rows, [24] + [0] * (len(head) - 1), right=tuple(right)),
        "",
        _statuses(outcomes, lang),
    ]


def _statuses(outcomes: Sequence[Outcome], lang: str) -> str:
    counts = Counter(o.status for o in outcomes)
    parts = [f"{status_label(s, lang)} {counts[s]}" for s in ("clear", "close", "data-missing", "no-type")]
    differ = sum(differs(o) for o in outcomes)
    declared = sum(o.declared is not None for o in outcomes)
    text = " · ".join(parts)
    if declared:
        more = translate(_("declared type differs for {differ} of {declared}"), lang)
        text += " · " + more.format(differ=differ, declared=declared)
    return text


def findings_text(findings: Sequence[Finding], lang: str) -> list[str]:
    """Return findings as lines, errors first; the same complaint about several cells is told once."""
    rank = {"error": 0, "warning": 1, "note": 2}
    alike: dict[tuple[int, str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (rank[finding.severity], finding.code, finding.message(lang), finding.repair(lang))
        alike.setdefault(key, []).append(finding)
    groups = sorted(alike.items(), key=lambda g: g[0][0])
    lines = []
    for (_rank, code, message, repair), members in groups[:MOST_FINDINGS]:
        severity = translate(SEVERITY[members[0].severity], lang)
        lines += [f"{_places(members, lang)} {code} {severity}: {message}".lstrip(), f"    → {repair}"]
    rest = sum(len(members) for _key, members in groups[MOST_FINDINGS:])
    if rest:
        text = translate(_("and {count} more; --out writes them all into findings.csv"), lang)
        lines.append(text.format(count=rest))
    return lines


def _places(findings: Sequence[Finding], lang: str) -> str:
    first = findings[0].place
    shown = [str(first), *(f.place.cell or str(f.place) for f in findings[1:MOST_PLACES])]
    text = ", ".join(p for p in shown if p)
    if len(findings) > MOST_PLACES:
        text += translate(_(" and {count} more places"), lang).format(count=len(findings) - MOST_PLACES)
    return text

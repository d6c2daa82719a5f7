"""The data-quality page: findings by kind, and how much is missing per field and subdistrict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from classify.errors import Finding
from classify.report.screen import SEVERITY
from classify.report.site.overview import filled
from classify.report.site.view import View
from classify.report.svg.looks import tint
from classify.texts import mark as _

MOST_PLACES = 40
_RANK = ("error", "warning", "note")
_DEPTH = "#8a5a00"


def quality(view: View) -> dict[str, Any]:
    """Return what the data-quality page shows."""
    groups = list(dict.fromkeys(o.group for o in view.run.population))
    return {
        "filled": f"{100 * filled(view):.1f}%",
        "severities": _severities(view),
        "findings": findings_rows(view, view.run.findings),
        "groups": [g or "—" for g in groups],
        "missing": _missing(view, groups),
    }


def _severities(view: View) -> list[tuple[str, int]]:
    found = Counter(f.severity for f in view.run.findings)
    return [(view.wording.say(SEVERITY[s]), found[s]) for s in _RANK]


def findings_rows(view: View, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings by kind, the gravest first, with the places of each."""
    by_kind: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        said = finding.message(view.lang), finding.repair(view.lang)
        by_kind[(finding.code, *said)].append(finding)
    rows = [_kind(view, code, message, repair, found) for (code, message, repair), found in by_kind.items()]
    return sorted(rows, key=lambda row: (row["rank"], -row["count"]))


def _kind(view: View, code: str, message: str, repair: str, found: Sequence[Finding]) -> dict[str, Any]:
    places = list(dict.fromkeys(str(f.place) for f in found if str(f.place)))
    more = len(places) - MOST_PLACES
    return {
        "code": code,
        "severity": found[0].severity,
        "severity_label": view.wording.say(SEVERITY[found[0].severity]),
        "rank": _RANK.index(found[0].severity),
        "message": message,
        "repair": repair,
        "count": len(found),
        "places": view.wording.join(places[:MOST_PLACES]),
        "more": view.wording.say(_("and {count} more"), count=more) if more > 0 else "",
    }


def _missing(view: View, groups: Sequence[str]) -> list[dict[str, Any]]:
    """Return one row per field that is missing somewhere: those the rules read first, the emptiest first."""
    sizes = Counter(p.group for p in view.run.profiles.values())
    inputs = {f.id for f in view.run.program.inputs}
    rows = []
    for field in view.run.program.loaded.pack.fields:
        gaps = Counter(p.group for p in view.run.profiles.values() if p.values.get(field.id) is None)
        total = sum(gaps.values())
        if total and (field.id in inputs or field.need != "optional"):
            cells = [_cell(gaps[g], sizes[g]) for g in groups]
            whole = _cell(total, len(view.run.profiles))
            rows.append(
                {
                    "label": view.wording.field(field.id),
                    "read": field.id in inputs,
                    "cells": cells,
                    "whole": whole,
                }
            )
    return sorted(rows, key=lambda row: (not row["read"], -row["whole"]["share"]))


def _cell(gaps: int, size: int) -> dict[str, Any]:
    share = gaps / size if size else 0.0
    shown = "·" if not gaps else f"{100 * share:.0f}%" if share >= 0.005 else "<1%"
    # No deeper than half: ink on it keeps a contrast of 4.5:1.
    return {"share": share, "shown": shown, "colour": tint(_DEPTH, 0.08 + 0.42 * share) if gaps else ""}

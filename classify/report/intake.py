"""How tables were understood, and their findings by subdistrict: as lines for a terminal, as JSON, as files to send out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from classify.errors import Finding
from classify.intake import Intake, SheetReport
from classify.intake.matching import Column
from classify.intake.places import letters
from classify.intake.vocabulary import HOW
from classify.report.names import file_part
from classify.report.results import BOM, findings_csv
from classify.report.screen import findings_text
from classify.report.width import table
from classify.texts import mark as _
from classify.texts import translate

_ROW = re.compile(r"[A-Z]+([0-9]+)")
_STATES = {
    "read": _("read"),
    "ignored": _("not needed"),
    "unknown": _("unknown"),
    "ambiguous": _("ask"),
    "twice": _("stands twice"),
    "refused": _("unit does not fit"),
    "unheaded": _("no heading"),
}


def check_text(intake: Intake, findings: Sequence[Finding], lang: str) -> list[str]:
    """Return how each sheet was understood, then the findings, subdistrict by subdistrict."""
    lines: list[str] = []
    for sheet in intake.sheets:
        lines += [*_sheet_text(sheet, lang), ""]
    grouped = by_group(intake, findings)
    for group, members in grouped.items():
        if len(grouped) > 1 or group:
            lines += [f"== {group or translate(_('Whole tables'), lang)} ({len(members)})"]
        lines += [*findings_text(members, lang), ""]
    if not findings:
        lines.append(translate(_("Nothing to complain about."), lang))
    return lines


def _sheet_text(sheet: SheetReport, lang: str) -> list[str]:
    account = sheet.account
    name = f"{sheet.file} [{sheet.sheet}]" if sheet.sheet else sheet.file
    title = translate(
        _(
            "{name}: {rows} rows; {cells} filled cells = {values} read + {missing} marked as missing "
            "+ {rejected} rejected + {columns} in columns and {others} in rows not read"
        ),
        lang,
    )
    head = [translate(h, lang) for h in (_("Column"), _("Heading"), _("Field"), _("Sure"), _("How"))]
    told = {"name": sheet.rows, "rows": sheet.rows, "cells": account.cells, "values": account.values}
    line = title.format(
        **{
            **told,
            "name": name,
            "missing": account.missing,
            "rejected": account.rejected,
            "columns": account.columns,
            "others": account.rows,
        }
    )
    plain = [c for c in sheet.columns if c.state == "read" and c.how == "name"]
    others = [c for c in sheet.columns if c not in plain]
    said = translate(_("{count} columns are headed by a field's own name or alias"), lang).format(
        count=len(plain)
    )
    if not others:
        return [line, said]
    return [line, said, *table(head, [_column_text(c, lang) for c in others], (0, 40, 26, 0, 30), right=(3,))]


def _column_text(column: Column, lang: str) -> tuple[str, str, str, str, str]:
    state = translate(_STATES[column.state], lang)
    if column.state != "read" or column.target is None:
        return letters(column.position), column.heading, "—", "", state
    how = HOW[column.how].say(lang) if column.how in HOW else ""
    return (
        letters(column.position),
        column.heading,
        column.target.label.say(lang),
        f"{column.confidence}%",
        how,
    )


def check_json(intake: Intake, findings: Sequence[Finding], lang: str) -> str:
    """Return how tables were understood and what is wrong with them as JSON, format 1."""
    groups = {id(f): group for group, members in by_group(intake, findings).items() for f in members}
    data = {
        "format": 1,
        "sheets": [_sheet_data(sheet, lang) for sheet in intake.sheets],
        "communities": len(intake.profiles),
        "findings": [{**f.as_data(lang), "subdistrict": groups[id(f)]} for f in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _sheet_data(sheet: SheetReport, lang: str) -> dict[str, Any]:
    columns = [
        {
            "column": letters(c.position), "heading": c.heading, "state": c.state,
            "field": c.target.id if c.target else None, "sure": c.confidence or None,
            "how": HOW[c.how].say(lang) if c.how in HOW else None,
        }
        for c in sheet.columns
    ]  # fmt: skip
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "rows": sheet.rows,
        "account": vars(sheet.account),
        "columns": columns,
    }


def check_files(intake: Intake, findings: Sequence[Finding], lang: str) -> dict[str, str | bytes]:
    """Return the files of a check: all findings, and one list per subdistrict, ready to be sent out."""
    files: dict[str, str | bytes] = {
        "findings.csv": BOM + findings_csv(findings, lang),
        "check.json": check_json(intake, findings, lang) + "\n",
    }
    for group, members in by_group(intake, findings).items():
        if group:
            files[f"findings_{file_part(group)}.csv"] = BOM + findings_csv(members, lang)
    return files


def by_group(intake: Intake, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return findings by the subdistrict whose row they are about; those about no row come first, under no name."""
    grouped: dict[str, list[Finding]] = {"": []}
    for finding in findings:
        grouped.setdefault(_group(intake.groups, finding), []).append(finding)
    return {group: members for group, members in grouped.items() if members}


def _group(groups: Mapping[tuple[str, str, int], str], finding: Finding) -> str:
    place = finding.place
    found = _ROW.match(place.cell)
    row = int(found[1]) if found else place.line
    return groups.get((place.file, place.sheet, row), "")

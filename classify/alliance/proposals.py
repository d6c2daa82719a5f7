"""The list of proposals: written as a table, edited by the office, read back as what to keep and what to rule out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from classify.alliance import words
from classify.alliance.answer import harmless, said
from classify.alliance.model import Alliance, Source
from classify.alliance.problem import Wishes
from classify.alliance.reading import Reading, read_tables
from classify.alliance.rows import Mark
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion
from classify.alliance.tables import PROPOSALS
from classify.errors import Finding, Place
from classify.model.text import Text


def proposal_rows(state: State, suggestion: Suggestion, lang: str) -> list[list[str]]:
    """Return headings and rows of the list in a language; ids stay, so it can be read back."""
    name = state.alliance.name
    head = [column.label.say(lang) for column in PROPOSALS.columns]
    return [head] + [
        [
            words.label(words.WISHES, p.status).say(lang), p.need, p.community, name(p.community),
            words.label(words.SUPPLY_KINDS, p.kind).say(lang), said(p.urgent, lang), p.offer, p.unit, name(p.unit),
            said(p.new, lang), p.reason.say(lang),
        ]
        for p in suggestion.proposals
    ]  # fmt: skip


def proposals_csv(state: State, suggestion: Suggestion, lang: str) -> str:
    """Return the list as CSV; a cell an office program could take for a formula is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in proposal_rows(state, suggestion, lang)
    )
    return "\ufeff" + text.getvalue()


def read_wishes(paths: Sequence[Path], state: State) -> tuple[Wishes, list[Finding]]:
    """Read a list back: `locked` is kept, `forbidden` ruled out, `proposed` preferred where nothing speaks against it."""
    if not paths:
        return Wishes(), []
    reading = read_tables(paths, (PROPOSALS,))
    rows: list[Mark] = reading.rows["proposals"]
    findings = list(reading.findings)
    known = []
    for row in rows:
        missing = (
            row.need
            if row.need not in state.alliance.need
            else row.offer
            if row.offer not in state.alliance.offer
            else ""
        )
        if missing:
            findings.append(Finding("ALLIANCE060", _place(reading, row, "need"), {"id": missing}))
        else:
            known.append(row)
    locked, refused = _locks(state, [r for r in known if r.status == "locked"])
    findings += [
        Finding(
            "ALLIANCE061", _place(reading, row, "status"), {"need": row.need, "offer": row.offer, "why": why}
        )
        for row, why in refused
    ]
    pairs = {
        status: frozenset((r.need, r.offer) for r in known if r.status == status) for status in words.WISHES
    }
    return Wishes(locked, pairs["forbidden"], pairs["proposed"] | pairs["locked"]), findings


_CLOSED = Text(zh="需求已结束或资源已失效", en="the need is closed or the offer no longer holds")
_KIND = Text(zh="类别不同", en="their kinds differ")
_FULL = Text(zh="资源名额已满", en="the offer is full")
_MET = Text(
    zh="需求家数已满或该单位已在服务", en="the need has its providers, or this unit already serves it"
)


def _locks(state: State, rows: Sequence[Mark]) -> tuple[frozenset[tuple[str, str]], list[tuple[Mark, Text]]]:
    kept: dict[tuple[str, str], Mark] = {}
    refused = []
    used: Counter[str] = Counter()
    units: dict[str, set[str]] = {}
    for row in rows:
        why = _obstacle(state, row, used, units)
        if why is not None:
            refused.append((row, why))
        elif (row.need, row.offer) not in kept:
            kept[row.need, row.offer] = row
            used[row.need] += 1
            used[row.offer] += 1
            units.setdefault(row.need, set()).add(state.offers[row.offer].unit)
    return frozenset(kept), refused


def _obstacle(state: State, row: Mark, used: Counter[str], units: dict[str, set[str]]) -> Text | None:
    if row.need not in state.needs or row.offer not in state.offers:
        return _CLOSED
    offer = state.offers[row.offer]
    if offer.kind != state.needs[row.need].kind:
        return _KIND
    if used[row.offer] >= state.spare(row.offer):
        return _FULL
    taken = units.get(row.need, set()) | set(state.providers[row.need])
    return _MET if used[row.need] >= state.remaining(row.need) or offer.unit in taken else None


def _place(reading: Reading, row: Mark, name: str) -> Place:
    sources: tuple[Source, ...] = tuple(reading.sources)
    return Alliance(sources=sources).place(row.spot, name)

"""The list of proposals: written as a table, edited by the office, read back as what to keep and what to rule out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from classify.alliance import words
from classify.alliance.answer import harmless, said
from classify.alliance.grids import named
from classify.alliance.model import Alliance, Source
from classify.alliance.problem import Pair, Wishes
from classify.alliance.reading import Reading, read_tables
from classify.alliance.rows import Mark
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion
from classify.alliance.tables import PROPOSALS
from classify.errors import Filler, Finding, Place
from classify.intake.files import open_book
from classify.intake.wording import displayed
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
        for p in suggestion.listed
    ]  # fmt: skip


def proposals_csv(state: State, suggestion: Suggestion, lang: str) -> str:
    """Return the list as CSV; a cell an office program could take for a formula is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in proposal_rows(state, suggestion, lang)
    )
    return "\ufeff" + text.getvalue()


def with_list(paths: Sequence[Path]) -> list[Path]:
    """Return the files that hold a list of proposals under its own name, such as an annex."""
    return [
        path for path in paths if any(named(PROPOSALS, g.sheet) for g in open_book(path, path.name).grids)
    ]


def read_wishes(paths: Sequence[Path], state: State) -> tuple[Wishes, list[Finding]]:
    """Read a list back: `locked` is kept, `forbidden` ruled out, `proposed` preferred where nothing speaks against it."""
    if not paths:
        return Wishes(), []
    reading = read_tables(paths, (PROPOSALS,))
    rows: list[Mark] = reading.rows["proposals"]
    findings = list(reading.findings)
    known = []
    for row in rows:
        missing = _missing(state.alliance, row)
        if missing:
            id_ = {"id": displayed(getattr(row, missing))}
            findings.append(Finding("ALLIANCE060", _place(reading, row, missing), id_))
        else:
            known.append(row)
    pairs = {
        status: frozenset((r.need, r.offer) for r in known if r.status == status) for status in words.WISHES
    }
    locked, refused = _locks(state, [r for r in known if r.status == "locked"], pairs["forbidden"])
    for row, why in refused:
        fill: dict[str, Filler] = {"need": row.need, "offer": row.offer, "why": why}
        findings.append(Finding("ALLIANCE061", _place(reading, row, "status"), fill))
    return Wishes(locked, pairs["forbidden"], pairs["proposed"] | pairs["locked"]), findings


def _missing(alliance: Alliance, row: Mark) -> str:
    """Return which of need and offer is not in the tables, nothing where both are."""
    if row.need not in alliance.need:
        return "need"
    return "" if row.offer in alliance.offer else "offer"


_CLOSED = Text(zh="需求已结束或资源已失效", en="the need is closed or the offer no longer holds")
_BOTH = Text(zh="该单位对该需求也被排除", en="this unit is forbidden for the need as well")
_KIND = Text(zh="类别不同", en="their kinds differ")
_FULL = Text(zh="资源名额已满", en="the offer is full")
_MET = Text(
    zh="需求家数已满或该单位已在服务", en="the need has its providers, or this unit already serves it"
)


def _locks(
    state: State, rows: Sequence[Mark], forbidden: Collection[Pair]
) -> tuple[frozenset[Pair], list[tuple[Mark, Text]]]:
    never = {(need, state.alliance.offer[offer].unit) for need, offer in forbidden}
    kept: dict[tuple[str, str], Mark] = {}
    refused = []
    used: Counter[str] = Counter()
    units: dict[str, set[str]] = {}
    for row in rows:
        why = _obstacle(state, row, used, units)
        if (row.need, state.alliance.offer[row.offer].unit) in never:
            why = _BOTH
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

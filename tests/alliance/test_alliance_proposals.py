"""The list of proposals goes out, is edited by the office and comes back as it was meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from classify.alliance.model import Alliance
from classify.alliance.proposals import proposals_csv, read_wishes
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Need, Offer, Unit
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion, suggest
from classify.alliance.views_risk import suggest_view
from classify.alliance.workbook import answer_workbook

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"
DAY = dt.date(2025, 6, 30)


@pytest.fixture(scope="module")
def sample() -> State:
    alliance, _findings = read_alliance([SAMPLE])
    return State(alliance, alliance.newest)


@pytest.fixture(scope="module")
def suggestion(sample: State) -> Suggestion:
    return suggest(sample, solver="networkx")


def test_proposals_come_back_locked_forbidden_or_preferred(
    sample: State, suggestion: Suggestion, tmp_path: Path
) -> None:
    text = proposals_csv(sample, suggestion, "zh")
    rows = text.split("\r\n")
    first, second = suggestion.proposals[0], suggestion.proposals[1]
    rows[1] = rows[1].replace("拟建", "锁定", 1)
    rows[2] = rows[2].replace("拟建", "排除", 1)
    path = tmp_path / "拟建清单.csv"
    path.write_text("\r\n".join(rows), encoding="utf-8")
    wishes, findings = read_wishes([path], sample)
    assert findings == []
    assert wishes.locked == {(first.need, first.offer)}
    assert wishes.forbidden == {(second.need, second.offer)}
    again = suggest(sample, wishes, "networkx")
    pairs = {(p.need, p.offer): p.status for p in again.proposals}
    assert pairs[first.need, first.offer] == "locked"
    assert (second.need, second.offer) not in pairs
    kept = {(p.need, p.offer) for p in suggestion.proposals} & pairs.keys()
    assert len(kept) >= len(suggestion.proposals) - 5


@pytest.mark.parametrize("lang", ["zh", "en", "zh-Hant"])
def test_a_workbook_of_proposals_comes_back_in_every_language(
    sample: State, suggestion: Suggestion, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "proposals.xlsx"
    path.write_bytes(answer_workbook(suggest_view(sample, suggestion), lang))
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    first, second, third = suggestion.proposals[:3]
    sheet["A2"], sheet["A3"], sheet["A4"] = "锁定", "Forbidden", "也许"
    book.save(path)
    wishes, findings = read_wishes([path], sample)
    assert [(f.code, f.place.cell) for f in findings] == [("ALLIANCE062", "A4")]
    assert "也许" in findings[0].message("en")
    assert wishes.locked == {(first.need, first.offer)}
    assert wishes.forbidden == {(second.need, second.offer)}
    assert wishes.before == {(p.need, p.offer) for p in suggestion.proposals if p not in (second, third)}


def test_ids_that_look_like_formulas_come_back_as_they_were(tmp_path: Path) -> None:
    alliance = Alliance(
        units=(Unit("c", "c", "community"), Unit("=u", "=u", "other")),
        offers=(Offer("=o", "=u", "law"),),
        needs=(Need("-n", "c", "law"),),
    )
    state = State(alliance, DAY)
    path = tmp_path / "proposals.csv"
    text = proposals_csv(state, suggest(state, solver="networkx"), "en")
    assert ",=" not in text
    path.write_text(text.replace("Proposed", "Locked"), encoding="utf-8")
    assert read_wishes([path], state)[0].locked == {("-n", "=o")}


def test_what_is_locked_and_forbidden_at_once_is_told(
    sample: State, suggestion: Suggestion, tmp_path: Path
) -> None:
    first = suggestion.proposals[0]
    path = tmp_path / "proposals.csv"
    rows = f"Locked,{first.need},{first.offer}\nForbidden,{first.need},{first.offer}\n"
    path.write_text(f"Status,Need id,Offer id\n{rows}", encoding="utf-8")
    wishes, findings = read_wishes([path], sample)
    assert (wishes.locked, len(wishes.forbidden)) == (frozenset(), 1)
    assert [(f.code, f.place.cell) for f in findings] == [("ALLIANCE061", "A2")]
    assert "forbidden" in findings[0].message("en")


def test_locks_that_cannot_be_are_told(sample: State, suggestion: Suggestion, tmp_path: Path) -> None:
    need = suggestion.proposals[0].need
    other = next(o for o in sample.offers.values() if o.kind != sample.needs[need].kind)
    path = tmp_path / "proposals.csv"
    path.write_text(
        f"Status,Need id,Offer id\nLocked,{need},{other.id}\nLocked,N-nowhere,{other.id}\n", encoding="utf-8"
    )
    wishes, findings = read_wishes([path], sample)
    assert wishes.locked == frozenset()
    assert [f.code for f in findings] == ["ALLIANCE060", "ALLIANCE061"]
    assert "kinds differ" in findings[1].message("en")
    assert findings[1].place.cell == "A2"

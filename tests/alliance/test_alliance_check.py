"""Every fault is found by its code and place, and a clean network gives none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.alliance.checks import check
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Agreement, Link, Party, Unit
from classify.catalogue import CATALOGUE
from classify.errors import Finding

BAD = Path(__file__).parents[1] / "bad" / "alliance"
CASES: list[dict[str, Any]] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
# Faults that need a file of another kind, a list of proposals, a question, or many units.
ELSEWHERE = {
    "ALLIANCE001", "ALLIANCE007", "ALLIANCE012", "ALLIANCE043", "ALLIANCE052", "ALLIANCE060", "ALLIANCE061", "ALLIANCE062",
    "ALLIANCE070", "ALLIANCE071", "ALLIANCE072", "ALLIANCE073", "ALLIANCE080", "ALLIANCE081", "ALLIANCE082",
    "ALLIANCE083",
}  # fmt: skip


def found(name: str) -> list[Finding]:
    alliance, findings = read_alliance([BAD / name])
    return [*findings, *check(alliance, dt.date(2025, 6, 30))]


def test_a_clean_network_gives_no_finding() -> None:
    assert found("clean.yaml") == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_the_fault_is_found_by_its_code(case: dict[str, Any]) -> None:
    findings = found(case["file"])
    own = [f for f in findings if f.code == case["code"]]
    assert len(own) >= 1, [f.code for f in findings]
    assert {f.code for f in findings} - {case["code"]} == set(case.get("with", ()))
    text = " ".join(f.message("en") for f in own)
    assert [word for word in case["says"] if str(word) not in text] == []
    assert all(f.place.file == case["file"] and f.place.line for f in own if f.code != "ALLIANCE004")


def test_every_code_has_a_broken_file_or_a_test_of_its_own() -> None:
    codes = {code for code in CATALOGUE if code.startswith("ALLIANCE")}
    assert codes - ELSEWHERE == {case["code"] for case in CASES}
    tests = "".join(p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in ELSEWHERE if tests.count(f'"{code}"') < 2] == []


def test_an_agreement_is_in_force_on_its_last_day_and_not_after() -> None:
    alliance, _findings = read_alliance([BAD / "one-party.yaml"])
    last = dt.date(2026, 12, 31)
    assert "ALLIANCE029" in {f.code for f in check(alliance, last)}
    assert "ALLIANCE047" not in {f.code for f in check(alliance, last)}


def test_an_alliance_of_everybody_is_reported() -> None:
    units = tuple(Unit(f"u{n}", f"单位{n}", "other") for n in range(60))
    whole = Alliance(
        units=units,
        agreements=(Agreement("a", "全体联盟", "alliance", document="1"),),
        parties=tuple(Party("a", u.id) for u in units),
    )
    [finding] = check(whole)
    assert finding.code == "ALLIANCE043"
    assert "100%" in finding.message("en")


def test_one_superior_after_another_is_no_fault() -> None:
    units = (
        Unit("a", "甲", "party", "district"),
        Unit("b", "乙", "party", "district"),
        Unit("c", "丙", "other"),
    )
    change = dt.date(2024, 1, 1)
    links = (
        Link("c", "a", "superior", None, change - dt.timedelta(1)),
        Link("c", "b", "superior", change, None),
    )
    assert check(Alliance(units=units, links=links)) == []
    overlapping = (links[0]._replace(valid_to=change), links[1])
    assert [f.code for f in check(Alliance(units=units, links=overlapping))] == ["ALLIANCE023"]


def test_a_firm_that_changes_in_the_middle_keeps_the_agreement_tripartite() -> None:
    alliance, _findings = read_alliance([BAD / "clean.yaml"])
    change = dt.date(2025, 1, 1)
    firm = next(p for p in alliance.parties if p.role == "firm")
    parties = (
        *(p for p in alliance.parties if p.role != "firm"),
        firm._replace(valid_to=change - dt.timedelta(1)),
        firm._replace(unit="W2", valid_from=change),
    )
    units = (*alliance.units, Unit("W2", "清和物业", "firm"))
    links = (*alliance.links, Link("W2", "X1", "manages", change, None))
    whole = Alliance(
        units, alliance.agreements, parties, links, alliance.offers, alliance.needs, alliance.activities
    )
    assert check(whole, dt.date(2025, 6, 30)) == []
    late = (*alliance.links, Link("W2", "X1", "manages", change + dt.timedelta(1), None))
    broken = Alliance(units, alliance.agreements, parties, late)
    assert "ALLIANCE032" in {f.code for f in check(broken, dt.date(2025, 6, 30))}


def test_a_hundred_thousand_parallel_links_are_one_finding_and_one_link() -> None:
    units = (Unit("a", "甲", "community"), Unit("b", "乙", "community"))
    whole = Alliance(units=units, links=tuple(Link("a", "b", "twin", None, None, n) for n in range(100_000)))
    [finding] = check(whole)
    assert finding.code == "ALLIANCE044"
    assert finding.fill["count"] == 100_000
    assert whole.graph().number_of_edges() == 1

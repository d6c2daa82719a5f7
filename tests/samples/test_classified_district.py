"""What the bundled rules make of the fictitious district: its latent kinds are found again."""

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from classify.engine import Run, run

DISTRICT = Path(__file__).parents[2] / "samples" / "district"


@pytest.fixture(scope="module", params=["communities.csv", "communities.xlsx"])
def classified(request: pytest.FixtureRequest) -> Run:
    return run([DISTRICT / request.param])


@pytest.fixture(scope="module")
def kinds() -> dict[str, str]:
    """Return the latent kind of every community by name."""
    return {
        f"{name}社区": kind
        for subdistrict in runpy.run_path(str(DISTRICT / "names.py"))["SUBDISTRICTS"]
        for kind, names in subdistrict.communities.items()
        for name in names.split()
    }


def test_checking_the_district_finds_doubts_and_no_error(classified: Run) -> None:
    severities = Counter(finding.severity for finding in classified.findings)
    assert severities["error"] == 0
    assert 1 <= severities["warning"] <= 30


def test_nearly_every_community_that_can_be_decided_gets_its_latent_kind(
    classified: Run, kinds: dict[str, str]
) -> None:
    decided = [o for o in classified.outcomes if o.type and "/" not in kinds[o.name]]
    found = [o for o in decided if o.type == kinds[o.name]]
    assert len(decided) >= 150
    assert len(found) >= 0.95 * len(decided)


def test_a_borderline_community_gets_a_type_it_borders_on_or_mixed(
    classified: Run, kinds: dict[str, str]
) -> None:
    borderline = [o for o in classified.outcomes if "/" in kinds[o.name]]
    assert len(borderline) == 7
    assert all(o.type in (*kinds[o.name].split("/"), "mixed") for o in borderline)


def test_mixed_is_no_place_for_whatever_is_left(classified: Run) -> None:
    assert sum(o.type == "mixed" for o in classified.outcomes) < 0.15 * len(classified.outcomes)


def test_dormitories_get_no_type(classified: Run, kinds: dict[str, str]) -> None:
    dormitories = [o for o in classified.outcomes if kinds[o.name] == "dormitory"]
    assert {(o.type, o.status) for o in dormitories} == {(None, "no-type")}
    assert sum(o.status == "no-type" for o in classified.outcomes) == len(dormitories) == 3


def test_a_handful_are_close_and_a_handful_cannot_be_decided(classified: Run) -> None:
    status = Counter(o.status for o in classified.outcomes)
    assert 3 <= status["close"] <= 10
    assert 4 <= status["data-missing"] <= 10


def test_the_office_disagrees_with_the_rules_about_one_community_in_twelve(classified: Run) -> None:
    declared = [o for o in classified.outcomes if o.declared]
    disputed = [o for o in declared if o.type and o.type != o.declared]
    assert 0.05 <= len(disputed) / len(declared) <= 0.12


def test_what_the_readme_says_of_single_communities_is_so(classified: Run) -> None:
    text = (DISTRICT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(D\d\d-\d\d\d)` (\w+) \| ([a-z-]+) \|", text, re.MULTILINE)
    assert len(told) >= 12
    for id_, name, status in told:
        outcome = classified.outcome(id_)
        assert (id_, outcome.name, outcome.status) == (id_, name, status)

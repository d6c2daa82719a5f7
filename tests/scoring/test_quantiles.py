"""A parameter may be a quantile of the district's own table."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from classify.errors import ClassifyError
from classify.model.profile import Profile
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack
from classify.scoring.program import compile_program
from classify.scoring.quantiles import district_values

DAY = datetime.date(2026, 1, 1)
PACK = """
pack: {id: mine, version: 1.0.0, title: {zh: 试, en: Trial}, extends: [six-types]}
parameters:
  - id: old_quarter
    label: {zh: 老年人口较多, en: Many old residents}
    type: share
    values:
      2025-01-01: {value: 30%, quantile: {of: age60_share, at: AT, least: 4}, basis: {kind: expert}}
rules:
  - id: mine.old
    title: {zh: 老年人口居前, en: Among the oldest}
    why: {zh: 试, en: Trial}
    basis: {kind: expert}
    when: age60_share >= old_quarter
    weigh: {old-estate: 0.1}
"""


def loaded(folder: Path, at: str = "75%", old: str = "", new: str = "") -> LoadedPack:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(PACK.replace("AT", at).replace(old or "\0", new), encoding="utf-8")
    return load_packs([folder])


def communities(*olds: float | None) -> list[Profile]:
    return [
        Profile(
            id=str(i),
            values={"residents_total": 100.0, "residents_60plus": old, "population_basis": "resident"},
        )
        for i, old in enumerate(olds)
    ]


def test_the_threshold_is_a_value_that_occurs_in_the_table(tmp_path: Path) -> None:
    pack = loaded(tmp_path / "mine")
    assert district_values(pack, DAY, communities(10, 20, 30, 40)) == {"old_quarter": 0.3}


@pytest.mark.parametrize(
    ("at", "expected"), [("0", 0.1), ("25%", 0.1), ("26%", 0.2), ("50%", 0.2), ("0.5", 0.2), ("100%", 0.4)]
)
def test_ranks_are_counted_from_the_smallest_value(tmp_path: Path, at: str, expected: float) -> None:
    assert district_values(loaded(tmp_path / "mine", at), DAY, communities(40, 10, 30, 20)) == {
        "old_quarter": expected
    }


def test_with_too_few_known_values_the_stand_in_holds(tmp_path: Path) -> None:
    pack = loaded(tmp_path / "mine")
    found = district_values(pack, DAY, communities(10, 20, 30, None))
    assert found == {}
    assert compile_program(pack, DAY, None, found).numbers["old_quarter"] == 0.3


def test_a_run_uses_what_the_table_gives(tmp_path: Path) -> None:
    pack = loaded(tmp_path / "mine")
    program = compile_program(pack, DAY, None, district_values(pack, DAY, communities(5, 6, 7, 8)))
    assert program.numbers["old_quarter"] == 0.07
    assert program.parameters["old_quarter"].of_district


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    pack = loaded(tmp_path / "mine")
    rows = communities(31, 7, 22, 45, 18, 29)
    assert district_values(pack, DAY, rows) == district_values(pack, DAY, rows[::-1])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("age60_share, at", "age60_shar, at", "RULES026"),
        ("of: age60_share", "of: heritage_zone", "RULES026"),
        ("75%", "175%", "RULES045"),
    ],
)
def test_a_quantile_of_nothing_sensible_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(ClassifyError, match=code):
        loaded(tmp_path / "mine", "75%", old, new)


def test_a_quantile_of_something_that_depends_on_a_quantile_is_refused(tmp_path: Path) -> None:
    more = "indicators:\n  - {id: excess, label: {zh: 超出, en: Excess}, type: number, value: age60_share - old_quarter}\nrules:"
    folder = tmp_path / "mine"
    folder.mkdir()
    text = PACK.replace("AT", "75%").replace("rules:", more).replace("of: age60_share", "of: excess")
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    circle = load_packs([folder])
    with pytest.raises(ClassifyError, match="RULES044"):
        district_values(circle, DAY, communities(1, 2, 3, 4))

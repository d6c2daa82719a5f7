"""Coverage: a rule, a branch, a ramp and a boundary count as touched exactly when a case touches them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from classify.proof.cases import Casebook
from classify.proof.coverage import cover
from classify.proof.subject import subject_of
from classify.rulepack.load import load_packs

PACK = """
pack: {{id: towers, version: 1.0.0, title: {{zh: 楼, en: Towers}}}}
scheme: {{id: towers, label: {{zh: 楼, en: Towers}}}}
fields:
  - {{id: floors, label: {{zh: 层数, en: Floors}}, type: count, range: [0, 200]}}
  - {{id: glass, label: {{zh: 玻璃, en: Glass}}, type: share}}
  - {{id: lift, label: {{zh: 电梯, en: Lift}}, type: flag}}
types: [{{id: tower, label: {{zh: 楼, en: Tower}}, definition: {{zh: 高, en: High}}, basis: {{kind: expert}}}}]
rules:
  - id: it
    title: {{zh: 高, en: High}}
    {rule}
    weigh: {{tower: 1}}
    why: {{zh: 高, en: High}}
    basis: {{kind: expert}}
"""


def touched(write_pack: Callable[..., Path], rule: str, *given: str) -> dict[tuple[str, str], set[str]]:
    cases = "".join(f"- {{name: case {i}, given: {{{g}}}, expect: {{}}}}\n" for i, g in enumerate(given))
    folder = write_pack("towers", pack=PACK.format(rule=rule), it__cases=cases or "[]\n")
    subject = subject_of(load_packs([folder]), [folder])
    assert subject.program is not None
    coverage = cover(Casebook(subject.loaded), subject.cases, subject.program)
    return {(s.sort, s.what.en): s.touched for s in coverage.spots}


def test_a_rule_is_seen_to_fire_to_be_silent_and_to_be_left_open(write_pack: Callable[..., Path]) -> None:
    found = touched(write_pack, "when: floors >= 10", "floors: 10", "floors: 3", "floors: null")
    assert found["rule", "High"] == {"fires", "silent", "unknown"}


def test_a_branch_is_seen_true_and_false_and_a_missing_figure_is_neither(
    write_pack: Callable[..., Path],
) -> None:
    found = touched(
        write_pack, "when: floors >= 10 and lift or glass > 50%", "floors: 12, lift: false, glass: null"
    )
    assert found["branch", "Floors at least 10"] == {"true"}
    assert found["branch", "Lift: yes"] == {"false"}
    assert found["branch", "Glass above 50%"] == set()


def test_a_single_condition_has_no_branches_of_its_own(write_pack: Callable[..., Path]) -> None:
    assert {sort for sort, _what in touched(write_pack, "when: floors >= 10")} == {"rule", "boundary"}


def test_at_least_is_looked_into(write_pack: Callable[..., Path]) -> None:
    found = touched(
        write_pack, "when: at_least(2, floors >= 10, lift, not glass > 50%)", "floors: 9, lift: true"
    )
    assert found["branch", "Floors at least 10"] == {"false"}
    assert found["boundary", "Glass above 50%"] == set()


def test_a_boundary_is_met_at_its_value_and_just_on_its_other_side(write_pack: Callable[..., Path]) -> None:
    what = ("boundary", "Floors at least 100")
    assert touched(write_pack, "when: floors >= 100", "floors: 100")[what] == {"at"}


def test_the_other_side_of_at_least_is_below(write_pack: Callable[..., Path]) -> None:
    found = touched(write_pack, "when: floors >= 100", "floors: 101", "floors: 94", "floors: 50")
    assert found["boundary", "Floors at least 100"] == set()


def test_the_nearest_counted_value_is_just_on_the_other_side(write_pack: Callable[..., Path]) -> None:
    assert touched(write_pack, "when: floors >= 2", "floors: 1")["boundary", "Floors at least 2"] == {
        "beyond"
    }


def test_the_other_side_of_more_than_is_above_also_when_written_the_other_way_round(
    write_pack: Callable[..., Path],
) -> None:
    assert touched(write_pack, "when: 50% < glass", "glass: 51%")["boundary", "Glass above 50%"] == {"beyond"}


def test_a_ramp_is_seen_below_on_and_beyond(write_pack: Callable[..., Path]) -> None:
    ramp = "ramp: {of: floors, from: 10, to: 20}"
    assert touched(write_pack, ramp, "floors: 10", "floors: 15", "floors: 20")["ramp", "Floors"] == {
        "below",
        "between",
        "above",
    }

"""`classify rules …` as people use it: what is printed, and with which exit code it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from classify.cli import cli

BAD = Path(__file__).parents[1] / "bad" / "lint"
SOUND = str(BAD / "sound")

DISTRICT = """
pack: {id: stricter, version: 1.0.0, title: {zh: 更严, en: Stricter}, extends: [sound]}
parameters:
  - id: half
    values:
      '2022-01-01': {value: 60%, basis: {kind: expert}}
rules:
  - {id: court.gate, weigh: {walled: 2, open: -3}}
  - id: court.crowded
    title: {zh: 住户多, en: Many homes}
    when: homes > 50
    weigh: {open: 3}
    why: {zh: 热闹, en: Busy}
    basis: {kind: expert}
"""
TABLE = "court,homes,open_homes,gate\nA,10,10,no\nB,100,55,no\nC,10,5,no\nD,10,1,yes\nE,10,1,\n"


def classify(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["rules", *arguments], env={"CLASSIFY_LANG": lang})


def data(*arguments: str) -> Any:
    return json.loads(classify(*arguments, "--format", "json").stdout)


@pytest.fixture
def stricter(write_pack: Callable[..., Path]) -> str:
    folder = write_pack("stricter", pack=DISTRICT)
    (folder.parent / "sound").symlink_to(SOUND)
    return str(folder)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "courts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


class TestList:
    def test_a_rule_is_listed_with_its_types_and_signs(self) -> None:
        shown = classify("list", "--rules", SOUND).stdout
        assert "court.gate" in shown
        assert "+walled −open" in shown
        assert shown.endswith("rules: 2\n")

    def test_rules_can_be_chosen_by_type_and_criterion(self) -> None:
        assert [r["id"] for r in data("list", "--type", "mixed", "--criterion", "location")["rules"]] == [
            "six.mixed.lanes-and-walls",
            "six.open-street.open-lanes",
        ]

    def test_a_misspelt_type_is_told_with_the_closest_one(self) -> None:
        done = classify("list", "--type", "mixd")
        assert done.exit_code == 2
        assert "→ mixed" in done.stderr


class TestShow:
    def test_a_rule_is_told_as_a_sentence_in_both_languages_with_source_and_cases(self) -> None:
        shown = classify("show", "court.open", "--rules", SOUND).stdout
        assert "Open share at least 50% (One half)" in shown
        assert "开放占比不低于 50%（一半）" in shown
        assert "Open +5 (+100.0 points)" in shown
        assert "half One half: 50% (2020-01-01; expert judgement)" in shown
        assert "fires: a court whose homes are half on the street is open" in shown
        assert "sound.cases.yaml:1:3" in shown

    @pytest.mark.parametrize(
        ("id_", "kind", "row"),
        [
            ("six.mixed.dispersion", "rule", "weights"),
            ("largest_share", "indicator", "formula"),
            ("majority_share", "parameter", "values"),
            ("heritage_zone", "field", "choices"),
            ("mixed", "type", "against"),
            ("six.need.property-gap", "item", "leads_to"),
            ("profile.forms-sum", "check", "repair"),
        ],
    )
    def test_every_kind_of_entry_has_a_card(self, id_: str, kind: str, row: str) -> None:
        card = data("show", id_)
        assert (card["format"], card["kind"], card["id"]) == (1, kind, id_)
        assert card[row]
        assert classify("show", id_, lang="zh").exit_code == 0

    def test_a_misspelt_id_is_told_with_the_closest_one(self) -> None:
        done = classify("show", "six.mixed.dispersio")
        assert done.exit_code == 2
        assert "six.mixed.dispersion" in done.stderr


class TestCheck:
    def test_a_sound_pack_ends_with_0(self) -> None:
        done = classify("check", "--rules", SOUND)
        assert (done.exit_code, done.stdout) == (0, "errors: 0 · warnings: 0 · notes: 0 · excused: 0\n")

    def test_findings_end_with_1_and_tell_place_and_repair(self) -> None:
        done = classify("check", "--rules", str(BAD / "contradiction"))
        assert done.exit_code == 1
        assert "contradiction/pack.yaml:6:11 LINT010 error: No profile can fulfil court.never" in done.stdout
        assert "→ Compare its parts" in done.stdout

    def test_notes_alone_end_with_0(self) -> None:
        assert classify("check", "--rules", str(BAD / "led-to-by-none")).exit_code == 0

    def test_a_pack_that_cannot_be_loaded_ends_with_2(self, write_pack: Callable[..., Path]) -> None:
        assert classify("check", "--rules", str(write_pack("broken", pack="pack: 1"))).exit_code == 2

    def test_json_holds_code_severity_place_message_and_repair(self) -> None:
        finding = data("check", "--rules", str(BAD / "too-light"))["findings"][0]
        assert finding["code"] == "LINT021"
        assert set(finding) == {"code", "severity", "place", "message", "repair"}

    def test_a_pack_without_a_scheme_can_be_checked(self) -> None:
        assert classify("check", "--rules", "community-profile").exit_code == 0


class TestTest:
    def test_cases_that_hold_end_with_0(self) -> None:
        done = classify("test", "--rules", SOUND)
        assert (done.exit_code, done.stdout) == (0, "cases: 2 · failed: 0\n")

    def test_a_case_that_fails_ends_with_1_and_tells_what_differed(
        self, write_pack: Callable[..., Path]
    ) -> None:
        folder = write_pack(
            "odd",
            pack="pack: {id: odd, version: 1.0.0, title: {zh: 一, en: Odd}, extends: [sound]}\n",
            odd__cases="- {name: gates are open, given: {gate: true}, expect: {type: open, scores: {walled: [0, 10]}}}\n",
        )
        (folder.parent / "sound").symlink_to(SOUND)
        done = classify("test", "--rules", str(folder))
        assert done.exit_code == 1
        assert "odd.cases.yaml:1:3 gates are open" in done.stdout
        assert "the type should be open, and is walled" in done.stdout
        assert "the score of walled should lie in 0 … 10, and is 100" in done.stdout

    def test_a_path_is_run_with_the_pack_it_belongs_to(self) -> None:
        done = classify("test", str(BAD / "sound" / "sound.cases.yaml"))
        assert done.stdout == "cases: 2 · failed: 0\n"

    def test_a_path_outside_every_pack_is_misuse(self, tmp_path: Path) -> None:
        assert classify("test", str(tmp_path)).exit_code == 2

    def test_inherited_cases_are_run_only_when_asked_for(self, stricter: str) -> None:
        assert "cases: 0" in classify("test", "--rules", stricter).stdout
        done = classify("test", "--rules", stricter, "--inherited")
        assert done.exit_code == 1
        assert "cases: 2 · failed: 2" in done.stdout

    def test_coverage_names_what_no_case_touches(self) -> None:
        shown = classify("test", "--rules", SOUND, "--coverage").stdout
        assert "no case: It has a gate — is left open" in shown
        assert "just on its other side" in shown
        assert "touched by cases: rules 4/6 · branches 0/0 · ramps 0/0 · boundaries 1/2" in shown


class TestDiff:
    def test_it_tells_edits_counts_and_reasons(self, stricter: str, table: str) -> None:
        done = classify("diff", SOUND, stricter, "--profiles", table)
        assert done.exit_code == 0
        lines = done.stdout.splitlines()
        assert lines[:3] == [
            "parameter half changed: value 50% → 60%",
            "rule court.crowded added",
            "rule court.gate changed: weigh walled 5, open -3 → walled 2, open -3",
        ]
        assert "2 of 5 communities change their type" in done.stdout
        assert "C: Open → undecided" in done.stdout
        assert "-100.0 court.open Mostly on the street" in done.stdout
        assert "D: Walled → undecided" in done.stdout

    def test_json_holds_both_sides_and_the_moves(self, stricter: str, table: str) -> None:
        found = data("diff", SOUND, stricter, "--profiles", table)
        assert found["counts"] == {"communities": 5, "type_changes": 2, "status_changes": 1}
        assert {(m["before"], m["after"]): m["communities"] for m in found["moves"]} == {
            ("open", None): 1,
            ("walled", None): 1,
        }
        causes = {c["id"]: [b["rule"] for b in c["because"]] for c in found["changes"]}
        assert causes["D"] == ["court.gate"]

    def test_the_same_rules_at_two_dates_differ_by_their_parameters(self, stricter: str, table: str) -> None:
        done = classify(
            "diff",
            stricter,
            stricter,
            "--profiles",
            table,
            "--as-of-a",
            "2021-06-01",
            "--as-of-b",
            "2022-06-01",
        )
        assert done.stdout.startswith("parameter half changed: value 50% → 60%\n")
        assert "(2021-06-01 → 2022-06-01)" in done.stdout

    def test_a_value_of_another_date_is_told_as_such(self, stricter: str, table: str) -> None:
        dates = ("--as-of-a", "2021-06-01", "--as-of-b", "2021-06-01")
        assert (
            "parameter half changed at other dates only"
            in classify("diff", SOUND, stricter, "--profiles", table, *dates).stdout
        )

    def test_equal_rules_change_nothing(self, table: str) -> None:
        done = classify("diff", SOUND, SOUND, "--profiles", table)
        assert done.stdout.startswith("The rules are the same.\n\n0 of 5 communities change their type")


class TestSchema:
    def test_it_is_printed_or_written(self, tmp_path: Path) -> None:
        printed = json.loads(classify("schema", "--rules", SOUND).stdout)
        assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        classify("schema", "--rules", SOUND, "-o", str(tmp_path))
        assert json.loads((tmp_path / "pack.schema.json").read_text(encoding="utf-8")) == printed
        classify("schema", "--rules", SOUND, "--kind", "cases", "-o", str(tmp_path / "mine.json"))
        written = (tmp_path / "mine.json").read_text(encoding="utf-8")
        assert written == (tmp_path / "cases.schema.json").read_text(encoding="utf-8")

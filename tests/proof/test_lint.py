"""Each broken pack in `tests/bad/lint/` gives the one finding it was made for, and sound packs give none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.catalogue import CATALOGUE
from classify.proof.lint import EXCLUSIONS, VALIDATORS, Verdict, lint
from classify.proof.subject import subject_of
from classify.resources import bundled
from classify.rulepack.finding import bundled_packs
from classify.rulepack.load import load_packs

BAD = Path(__file__).parents[1] / "bad" / "lint"
EXPECTED: list[dict[str, Any]] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))


def verdict_on(*packs: str | Path) -> Verdict:
    return lint(subject_of(load_packs(packs), packs))


@pytest.mark.parametrize("wanted", EXPECTED, ids=[e["pack"] for e in EXPECTED])
def test_a_broken_pack_gives_findings_of_one_code_with_its_place(wanted: dict[str, Any]) -> None:
    findings = verdict_on(BAD / wanted["pack"]).findings
    assert {f.code for f in findings} == {wanted["code"]}
    first = findings[0]
    assert first.severity == wanted["severity"]
    assert f"{Path(first.place.file).relative_to(BAD).as_posix()}:{first.place.line}" == wanted["at"]
    for words in wanted["says"]:
        assert words in first.message("en")


def test_every_code_has_a_broken_pack() -> None:
    codes = {*VALIDATORS, *EXCLUSIONS}
    assert {e["code"] for e in EXPECTED} == codes
    assert {code for code in CATALOGUE if code.startswith("LINT")} == codes


def test_every_broken_pack_is_expected_to_be_broken() -> None:
    assert {e["pack"] for e in EXPECTED} | {"sound"} == {p.name for p in BAD.iterdir() if p.is_dir()}


def test_a_sound_pack_gives_nothing() -> None:
    verdict = verdict_on(BAD / "sound")
    assert verdict.findings == ()
    assert verdict.clean


@pytest.mark.parametrize("pack", sorted(bundled_packs()))
def test_shipped_packs_are_clean_or_say_why_not(pack: str) -> None:
    verdict = verdict_on(pack)
    assert [f"{f.place} {f.code} {f.message('en')}" for f in verdict.findings if f.severity != "note"] == []


def test_a_written_exclusion_excuses_a_finding_and_keeps_its_reason(tmp_path: Path) -> None:
    pack = tmp_path / "excused"
    pack.mkdir()
    body = (
        (BAD / "unopposed" / "pack.yaml").read_text(encoding="utf-8").replace("id: unopposed", "id: excused")
    )
    body += "exclusions:\n  - {code: LINT023, id: green, reason: green is what is left}\n"
    (pack / "pack.yaml").write_text(body, encoding="utf-8")
    (pack / "green.cases.yaml").write_bytes((BAD / "unopposed" / "unopposed.cases.yaml").read_bytes())
    (tmp_path / "sound").symlink_to(BAD / "sound")
    verdict = verdict_on(pack)
    assert verdict.findings == ()
    assert [(e.finding.code, e.reason) for e in verdict.excused] == [("LINT023", "green is what is left")]


def test_findings_about_packs_that_are_extended_are_excused_there() -> None:
    assert bundled("rules").is_dir()
    assert verdict_on(BAD / "excuses-nothing").excused == ()

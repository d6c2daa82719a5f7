"""What a case gives is held against its fields: one broken file per message, and what may be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.errors import ClassifyError
from classify.rulepack.cases import read_case_file
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack

BAD = Path(__file__).parent.parent / "bad" / "cases"
TABLE: list[dict[str, Any]] = yaml.safe_load((BAD / "expected.yaml").read_text(encoding="utf-8"))
PACK = BAD / "pack.yaml"


@pytest.fixture
def kinds(tmp_path: Path) -> LoadedPack:
    """Return the pack of tests/bad/cases without the broken files beside it."""
    (tmp_path / "pack.yaml").write_text(PACK.read_text(encoding="utf-8"), encoding="utf-8")
    return load_packs([tmp_path])


@pytest.mark.parametrize("case", TABLE, ids=lambda case: str(case["file"]))
def test_a_case_no_community_could_be_is_refused_with_place_and_repair(
    case: dict[str, Any], kinds: LoadedPack
) -> None:
    with pytest.raises(ClassifyError) as caught:
        read_case_file(kinds, BAD / f"{case['file']}.cases.yaml")
    (found,) = caught.value.findings
    assert (found.code, found.place.line, found.place.column) == (case["code"], case["line"], case["column"])
    told = f"{found.message('en')}. {found.repair('en')}."
    for word in case["says"]:
        assert word in told
    assert found.message("zh") != found.message("en")
    assert found.repair("zh") != found.repair("en")


def test_every_broken_file_stands_in_the_table() -> None:
    assert {p.name for p in BAD.glob("*.cases.yaml")} == {f"{case['file']}.cases.yaml" for case in TABLE}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("people: 0", 0.0),
        ("people: 30000", 30000.0),
        ("people: 3万", 30000.0),
        ("people: 60 人", 60.0),
        ("aged: 31%", 0.31),
        ("aged: 0.31", 0.31),
        ("aged: 1", 1.0),
        ("floors: 6.5", 6.5),
        ("built: 1985年", 1985.0),
        ("lift: false", False),
        ("zone: edge", "edge"),
        ("zone: 边缘", "edge"),
        ("people: null", None),
    ],
)
def test_a_case_gives_what_a_table_could_hold(
    kinds: LoadedPack, tmp_path: Path, given: str, value: object
) -> None:
    path = tmp_path / "fine.cases.yaml"
    path.write_text(f"- {{name: fine, given: {{{given}}}, expect: {{}}}}\n", encoding="utf-8")
    (placed,) = read_case_file(kinds, path)
    assert list(placed.values.values()) == [value]


def test_all_mistakes_of_a_file_are_told_at_once(kinds: LoadedPack, tmp_path: Path) -> None:
    path = tmp_path / "two.cases.yaml"
    path.write_text("- {name: two, given: {aged: 31, people: 60%}, expect: {}}\n", encoding="utf-8")
    with pytest.raises(ClassifyError) as caught:
        read_case_file(kinds, path)
    assert [f.code for f in caught.value.findings] == ["RULES048", "RULES047"]

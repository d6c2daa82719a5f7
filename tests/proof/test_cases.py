"""All cases of the shipped packs hold, and a case that cannot be run says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from classify.errors import ClassifyError
from classify.proof.cases import Casebook, CaseResult, chosen, pack_folder
from classify.resources import bundled
from classify.rulepack.cases import PlacedCase, read_cases
from classify.rulepack.finding import bundled_packs
from classify.rulepack.load import load_packs

BOOKS = {
    id_: Casebook(load_packs([path]))
    for id_, path in bundled_packs().items()
    if load_packs([path]).pack.types
}
CASES = [
    (id_, placed)
    for id_, book in BOOKS.items()
    for placed in chosen(read_cases(book.loaded), [bundled_packs()[id_]])
]


@pytest.mark.parametrize(("pack", "placed"), CASES, ids=[f"{i}: {p.case.name}" for i, p in CASES])
def test_shipped_cases_hold(pack: str, placed: PlacedCase) -> None:
    result = BOOKS[pack].run(placed)
    assert [miss.say("en") for miss in result.misses] == []


def only(folder: Path) -> CaseResult:
    (result,) = Casebook(load_packs([folder])).run_all()
    return result


@pytest.fixture
def odd(write_pack: Callable[..., Path]) -> Callable[[str], Path]:
    """Return a function that writes one case beside the sound pack of tests/bad/lint."""
    sound = Path(__file__).parents[1] / "bad" / "lint" / "sound" / "pack.yaml"

    def write(case: str) -> Path:
        return write_pack(
            "sound", pack=sound.read_text(encoding="utf-8"), odd__cases=f"- {{name: odd, {case}}}\n"
        )

    return write


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("given: {gate: true}, expect: {type: null}", ["the type should be —, and is walled"]),
        ("given: {gate: true}, expect: {status: clear}", ["the status should be clear, and is data-missing"]),
        ("given: {gate: true}, expect: {runner_up: open}", ["the runner-up should be open, and is —"]),
        (
            "given: {gate: true}, expect: {silent: [court.gate]}",
            ["the rule court.gate should be silent; its degree is 1"],
        ),
        (
            "given: {gate: true}, expect: {unknown: [court.gate], fires: [court.open]}",
            [
                "the rule court.open should fire; its degree is 0 … 1",
                "the rule court.gate should be left open; its degree is 1",
            ],
        ),
        (
            "given: {gate: true, homes: 9}, expect: {missing: [homes]}",
            ["homes should be among the missing figures: open_homes"],
        ),
        ("given: {gate: true}, expect: {items: [need.light]}", []),  # open is proposed for checking
        (
            "given: {zone: edge}, expect: {items: [need.light]}",
            ["the line need.light should be proposed, and is not"],
        ),
        (
            "given: {zone: edge}, expect: {no_items: [task.light]}",
            ["the line task.light should not be proposed, and is"],
        ),
    ],
)
def test_a_miss_says_what_was_expected_and_what_came(
    odd: Callable[[str], Path], case: str, said: list[str]
) -> None:
    assert [miss.say("en") for miss in only(odd(case)).misses] == said


def test_a_case_whose_date_is_none_is_refused_with_its_place(odd: Callable[[str], Path]) -> None:
    with pytest.raises(ClassifyError) as caught:
        only(odd("as_of: someday, expect: {}"))
    assert [(f.code, f.place.line) for f in caught.value.findings] == [("RULES031", 1)]


def test_a_case_file_belongs_to_the_nearest_pack_above_it(tmp_path: Path) -> None:
    six = bundled("rules") / "six-types"
    assert pack_folder(six / "mixed.cases.yaml") == six
    assert pack_folder(six) == six
    assert pack_folder(tmp_path) is None

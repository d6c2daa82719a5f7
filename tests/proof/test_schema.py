"""The schemas editors complete and check by: up to date, true to every shipped file, and of use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from classify.proof.schema import Vocabulary, schemas, text_of
from classify.resources import bundled
from classify.rulepack.finding import bundled_packs
from classify.rulepack.load import load_packs
from classify.rulepack.merge import case_files, pack_files
from classify.rulepack.strict_yaml import read_file, read_text
from classify.scoring.policies import BUILT_IN

BAD = Path(__file__).parents[1] / "bad" / "lint"
FILES = [
    (kind, path)
    for folder in bundled_packs().values()
    for kind, found in (("pack", pack_files(folder)), ("cases", case_files(folder)))
    for path in found
]


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    """Return the schemas of the bundled packs, as docs/generate.py writes them."""
    packs = [load_packs([id_]) for id_ in bundled_packs()]
    return schemas(Vocabulary.of(packs, [policy.name for policy in BUILT_IN]))


@pytest.fixture(scope="module")
def of_sound() -> dict[str, dict[str, Any]]:
    return schemas(Vocabulary.of([load_packs([BAD / "unopposed"])], ["exclusive"]))


def problems(schema: dict[str, Any], text: str) -> list[str]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(read_text(text, "x.yaml"))
    return sorted(_deepest(found))


def _deepest(errors: Any) -> Iterator[str]:
    for error in errors:
        yield from _deepest(error.context) if error.context else [error.message]


@pytest.mark.parametrize("kind", ["pack", "cases"])
def test_the_committed_schema_is_up_to_date(made: dict[str, dict[str, Any]], kind: str) -> None:
    committed = bundled("rules") / f"{kind}.schema.json"
    assert committed.read_text(encoding="utf-8") == text_of(made[kind]), "run python docs/generate.py"


@pytest.mark.parametrize("kind", ["pack", "cases"])
def test_it_is_a_schema_of_the_dialect_it_names(made: dict[str, dict[str, Any]], kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(made[kind])


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[f"{p.parent.name}/{p.name}" for _kind, p in FILES])
def test_every_shipped_file_is_valid(made: dict[str, dict[str, Any]], kind: str, path: Path) -> None:
    validator = jsonschema.Draft202012Validator(made[kind])
    found = [
        f"{list(e.absolute_path)}: {e.message[:200]}"
        for e in validator.iter_errors(read_file(path, path.name))
    ]
    assert found == []


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[f"{p.parent.name}/{p.name}" for _kind, p in FILES])
def test_every_shipped_file_names_its_schema(kind: str, path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    head, _, target = first.partition("$schema=")
    assert head == "# yaml-language-server: "
    assert (path.parent / target).resolve() == (bundled("rules") / f"{kind}.schema.json").resolve()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules: [{id: court.open, weigh: {opne: 1}}]", "'opne'"),
        ("rules: [{id: court.open, criterion: plcae}]", "'plcae'"),
        ("rules: [{id: court.open, whn: gate}]", "'whn'"),
        ("items: [{id: need.light, list: neds}]", "'neds'"),
        ("rules: [{id: court.open, basis: {kind: expert, document: survy}}]", "'survy'"),
        ("rules: [{id: court.open, when: {field: hmes, op: '>', value: 3}}]", "'hmes'"),
        ("rules: [{id: court.open, when: {field: homes, op: '=>', value: 3}}]", "'=>'"),
        ("scheme: {policy: exclusif}", "'exclusif'"),
        ("exclusions: [{code: LINT999, id: x, reason: y}]", "'LINT999'"),
        ("rules: [{id: court.new, title: {zh: 新, en: New}}]", "'why' is a required property"),
    ],
)
def test_an_editor_marks_what_would_not_load(
    of_sound: dict[str, dict[str, Any]], text: str, words: str
) -> None:
    assert any(words in problem for problem in problems(of_sound["pack"], text))


@pytest.mark.parametrize(
    "text",
    [
        "rules: [{id: court.open, weigh: {open: 1}}]",  # changes a rule of the pack that is extended
        "parameters: [{id: half, values: {'2030-01-01': {value: 55%, basis: {kind: expert}}}}]",
        "scheme: {threshold: 60}",
        "pack: {id: x, version: '1', title: {zh: 一, en: X}, extends: sound}",
        "rules: [{id: court.open, when: {all: [gate, {not: {field: 住户, op: 大于, value: 3}}]}}]",
        "exclusions: [{code: LINT023, id: green, reason: green is what is left}]",
    ],
)
def test_an_editor_leaves_alone_what_loads(of_sound: dict[str, dict[str, Any]], text: str) -> None:
    assert problems(of_sound["pack"], text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {name: a, given: {hmes: 3}, expect: {}}", "'hmes'"),
        ("- {name: a, given: {zone: croe}, expect: {}}", "'croe'"),
        ("- {name: a, given: {gate: 3}, expect: {}}", "3 is not of type 'boolean'"),
        ("- {name: a, expect: {fires: [court.opne]}}", "'court.opne'"),
        ("- {name: a, expect: {status: cleer}}", "'cleer'"),
        ("- {name: a, expcet: {}}", "'expcet'"),
    ],
)
def test_an_editor_marks_a_case_that_would_not_load(
    of_sound: dict[str, dict[str, Any]], text: str, words: str
) -> None:
    assert any(words in problem for problem in problems(of_sound["cases"], text))


def test_references_carry_their_labels_for_completion(of_sound: dict[str, dict[str, Any]]) -> None:
    types = of_sound["pack"]["$defs"]["TypeId"]
    assert (
        dict(zip(types["enum"], types["markdownEnumDescriptions"], strict=True))["walled"] == "围合 · Walled"
    )
    homes = of_sound["cases"]["$defs"]["Profile"]["properties"]["homes"]
    assert homes["markdownDescription"].startswith("住户 · Homes")


def test_a_schema_is_the_same_every_time(of_sound: dict[str, dict[str, Any]]) -> None:
    again = schemas(Vocabulary.of([load_packs([BAD / "unopposed"])], ["exclusive"]))
    assert json.dumps(again) == json.dumps(of_sound)

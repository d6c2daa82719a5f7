"""What the shipped rules say, said in the other vocabulary, is the same tree.

`other_vocabulary.yaml` is written by `translating.py`; after a change of rules `pytest --update-golden` renews it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from translating import is_chinese, translated

from classify.expression.text import read
from classify.resources import bundled
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack

TABLE = Path(__file__).parent / "other_vocabulary.yaml"
PACKS = sorted(p.parent.name for p in bundled("rules").glob("*/pack.yaml"))


@cache
def pack(name: str) -> LoadedPack:
    return load_packs([name])


def conditions(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield rule, key (`when` or `of`) and text of every condition or formula written as text."""
    for rule in pack(name).pack.rules:
        if isinstance(rule.when, str):
            yield rule.id, "when", rule.when
        if rule.ramp is not None:
            yield rule.id, "of", rule.ramp.of


def table() -> dict[str, Any]:
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def unquoted(text: str) -> str:
    return "".join(part for i, part in enumerate(text.replace("'", '"').split('"')) if i % 2 == 0)


def test_the_table_is_renewed_when_asked(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--update-golden"):
        return
    content: dict[str, dict[str, dict[str, str]]] = {}
    for name in PACKS:
        for id_, key, text in conditions(name):
            content.setdefault(name, {}).setdefault(id_, {})[key] = translated(text, pack(name).names)
    told = "# Conditions of the shipped rules in the vocabulary they are not written in (see test_other_vocabulary.py).\n"
    dumped = yaml.safe_dump(content, allow_unicode=True, width=110)
    TABLE.write_text(told + dumped, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", PACKS)
def test_a_condition_in_the_other_vocabulary_gives_the_same_tree(name: str) -> None:
    written = {(id_, key): text for id_, key, text in conditions(name)}
    for id_, entry in table().get(name, {}).items():
        for key, text in entry.items():
            assert read(text, pack(name).names, "any") == pack(name).trees["rules", id_, key], (
                id_,
                key,
                text,
            )
            assert is_chinese(unquoted(text)) != is_chinese(unquoted(written[id_, key])), (id_, key, text)


def test_at_least_half_of_the_shipped_conditions_stand_in_the_table() -> None:
    there = {(name, id_, key) for name in PACKS for id_, key, _ in conditions(name)}
    told = {
        (name, id_, key) for name, rules in table().items() for id_, entry in rules.items() for key in entry
    }
    assert told <= there
    assert len(told) >= len(there) / 2
    assert len(told) >= 36

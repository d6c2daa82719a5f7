"""Whatever stands in a rule pack: it is loaded or refused with findings, quickly, and nothing else."""

from __future__ import annotations

import datetime
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classify.errors import ClassifyError
from classify.resources import bundled
from classify.rulepack.load import build, load_packs
from classify.rulepack.merge import Folder, folder_of, merge, read_folder
from classify.rulepack.strict_yaml import Map, read_text
from classify.scoring.program import compile_program

AS_OF = datetime.date(2026, 11, 1)
QUICK = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
PACKS = sorted(p.parent for p in bundled("rules").glob("*/pack.yaml"))
BAD = Path(__file__).parent.parent / "bad" / "rules"

SIGNS = [
    "- ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "|",
    ">",
    "#",
    "&a ",
    "*a",
    "!t ",
    "---",
    "? ",
    "\t",
]
WORDS = [
    *(
        "pack",
        "scheme",
        "table",
        "rules",
        "fields",
        "types",
        "indicators",
        "parameters",
        "id",
        "label",
        "zh",
        "en",
    ),
    *(
        "weigh",
        "when",
        "ramp",
        "of",
        "from",
        "to",
        "basis",
        "kind",
        "expert",
        "values",
        "all",
        "any",
        "not",
        "true",
    ),
    *(
        "null",
        "~",
        "1",
        "1e9",
        "25%",
        "nan",
        "inf",
        "2024-01-01",
        "residents",
        "first",
        "甲",
        "extends",
        "choices",
        "\x00",
    ),
]
YAMLISH = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(WORDS), st.text(max_size=3)), max_size=60
).map("".join)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(WORDS)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=5,
)


def load_or_refuse(text: str) -> None:
    """Load the base pack with `text` as one more file, or `text` alone where it has a header."""
    began = time.perf_counter()
    try:
        content = read_text(text, "fuzz.yaml")
        sections = dict(content) if isinstance(content, Map) else {"rules": content}
        if "pack" not in sections:
            sections = {**base(), **sections}
        compile_program(build(merge([folder_of(sections, "fuzz.yaml")])), AS_OF)
    except ClassifyError as error:
        for finding in error.findings:
            assert finding.message("zh")
            assert finding.repair("en")
    assert time.perf_counter() - began < 5


@cache
def base() -> dict[str, object]:
    return dict(read_text((BAD / "base" / "pack.yaml").read_text(encoding="utf-8"), "base.yaml"))


@QUICK
@given(YAMLISH)
def test_anything_like_yaml_is_loaded_or_refused(text: str) -> None:
    load_or_refuse(text)


@QUICK
@given(st.text())
def test_any_text_is_loaded_or_refused(text: str) -> None:
    load_or_refuse(text)


@cache
def shipped(name: str) -> tuple[Folder, ...]:
    return load_packs([name]).folders


def spoiled(folder: Folder, data: st.DataObject) -> Folder:
    """Replace, remove or rename something at a random place of a pack."""
    sections = {key: value for key, value in folder.sections.items() if key != "documents"}
    section = data.draw(st.sampled_from(sorted(sections)))
    return folder_of({**folder.sections, section: changed(sections[section], data)}, str(folder.path))


def changed(value: object, data: st.DataObject) -> object:
    if isinstance(value, dict) and value and data.draw(st.integers(0, 5)):
        key = data.draw(st.sampled_from(sorted(value)))
        what = data.draw(st.sampled_from(["deeper", "deeper", "deeper", "remove", "rename"]))
        rest = {k: v for k, v in value.items() if k != key}
        if what == "remove":
            return rest
        name = data.draw(st.sampled_from(WORDS)) if what == "rename" else key
        return {**rest, name: value[key] if what == "rename" else changed(value[key], data)}
    if isinstance(value, list) and value and data.draw(st.integers(0, 5)):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], changed(value[at], data), *value[at + 1 :]]
    if isinstance(value, str) and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(value)))
        return (
            value[:at] + data.draw(st.one_of(st.sampled_from(WORDS), st.text(max_size=2))) + value[at + 1 :]
        )
    return data.draw(VALUES)


@settings(QUICK, max_examples=40)
@given(st.sampled_from([p.name for p in PACKS]), st.data())
def test_a_shipped_pack_with_anything_changed_is_loaded_or_refused(name: str, data: st.DataObject) -> None:
    folders = [*shipped(name)]
    at = data.draw(st.integers(0, len(folders) - 1))
    began = time.perf_counter()
    try:
        folders[at] = spoiled(folders[at], data)
        compile_program(build(merge(folders)), AS_OF)
    except ClassifyError as error:
        for finding in error.findings:
            assert finding.message("zh")
            assert finding.repair("en")
    assert time.perf_counter() - began < 5


@settings(QUICK, max_examples=40)
@given(data=st.data())
def test_a_file_with_any_bytes_changed_is_loaded_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = bytearray((BAD / "base" / "pack.yaml").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.one_of(st.binary(max_size=3), st.just(b"\n"))
        )
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "pack.yaml").write_bytes(raw)
    with suppress(ClassifyError):
        compile_program(build(merge([read_folder(folder)])), AS_OF)

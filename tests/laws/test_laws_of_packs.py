"""Random packs survive being written to a file and read again, and what they extend is taken over whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from strategies import AS_OF, LAW, TABLE, both, loaded, packs

from classify.rulepack.load import load_data, load_packs
from classify.scoring.program import compile_program
from classify.scoring.row import row_source

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@settings(LAW, max_examples=25)
@given(pack=packs(policies=("exclusive", "precedence", "labels")))
def test_a_pack_written_to_a_file_is_read_as_the_same_pack(
    pack: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = loaded(pack)
    folder: Path = tmp_path_factory.mktemp("pack")
    dumped = before.pack.model_dump(mode="json", by_alias=True, exclude_none=True)
    (folder / "pack.yaml").write_text(yaml.dump(dumped, Dumper=DUMPER, allow_unicode=True), encoding="utf-8")
    after = load_packs([folder])
    assert after.pack == before.pack
    assert after.trees == before.trees


@settings(LAW, max_examples=15)
@given(packs())
def test_a_pack_that_extends_another_without_a_word_is_that_pack(pack: dict[str, Any]) -> None:
    base = {"pack": {"id": "base", "version": "1", "title": both("base")}, **TABLE, **pack}
    empty = {"pack": {"id": "empty", "version": "1", "title": both("empty"), "extends": "base"}}
    again = {**empty, "rules": [{"id": r["id"], "weigh": r["weigh"]} for r in pack["rules"]]}
    sources = [row_source(compile_program(load_data(base, *more), AS_OF)) for more in ([], [empty], [again])]
    assert sources[0] == sources[1] == sources[2]

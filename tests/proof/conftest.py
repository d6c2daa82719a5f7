"""What the tests of the proofs share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack

SMALL = """
pack: {id: small, version: 1.0.0, title: {zh: 小, en: Small}}
fields:
  - {id: a, label: {zh: 甲, en: A}, type: count, range: [0, 100]}
  - {id: b, label: {zh: 乙, en: B}, type: count, range: [0, 100], part_of: a}
  - {id: s, label: {zh: 丙, en: S}, type: share}
  - {id: x, label: {zh: 丁, en: X}, type: number, range: [0, 1]}
  - {id: f, label: {zh: 戊, en: F}, type: flag}
  - {id: k, label: {zh: 己, en: K}, type: choice, choices: {p: {zh: 一, en: P}, q: {zh: 二, en: Q}}}
indicators:
  - {id: r, label: {zh: 比, en: R}, type: share, value: b / a}
"""


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> LoadedPack:
    """Return a pack with one field of each kind."""
    folder = tmp_path_factory.mktemp("packs") / "small"
    folder.mkdir()
    (folder / "pack.yaml").write_text(SMALL, encoding="utf-8")
    return load_packs([folder])


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files, by name, into a folder of their own."""

    def write(name: str, **files: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for stem, text in files.items():
            (folder / f"{stem.replace('__', '.')}.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
        return folder

    return write

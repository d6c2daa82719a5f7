"""What is true of the fictitious alliance, whoever generates it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from classify.alliance.checks import check
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance

FOLDER = Path(__file__).parents[2] / "samples" / "alliance"
REAL = Path(__file__).parents[1] / "samples" / "real-names.txt"


@pytest.fixture(scope="module")
def sample() -> Alliance:
    return read_alliance([FOLDER])[0]


def test_the_generator_writes_the_committed_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-W", "error", str(FOLDER / "generate.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for path in sorted(FOLDER.glob("*.csv")):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_it_is_as_large_as_a_district(sample: Alliance) -> None:
    kinds = Counter(u.kind for u in sample.units)
    assert kinds["community"] == 169
    assert 750 <= len(sample.units) <= 850
    assert 1400 <= len(sample.agreements) <= 1600
    years = {a.valid_from.year for a in sample.agreements if a.valid_from}
    assert {2021, 2022, 2023, 2024, 2025} <= years
    assert sample.newest == dt.date(2025, 12, 31)


def test_its_communities_are_those_of_the_sample_district(sample: Alliance) -> None:
    table = (FOLDER.parent / "district" / "communities.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    district = {line.split(",")[0]: line.split(",")[2] for line in table}
    assert {u.id: u.name for u in sample.units if u.kind == "community"} == district


def test_its_flaws_are_found(sample: Alliance) -> None:
    codes = Counter(f.code for f in check(sample))
    assert codes.keys() >= {
        f"ALLIANCE0{n}" for n in (20, 23, 25, 26, 27, 29, 30, 32, 34, 36, 37, 39, 44, 45, 47)
    }
    assert sum(codes.values()) < 40


def test_no_name_is_a_real_one(sample: Alliance) -> None:
    lines = [line for line in REAL.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    real = {word for line in lines for word in line.split() if len(word) > 1}
    names = [u.name for u in sample.units] + [a.name for a in sample.agreements]
    assert [(n, r) for n in names for r in real if r in n] == []


def test_files_are_small() -> None:
    assert sum(p.stat().st_size for p in FOLDER.glob("*.csv")) < 1_000_000

"""The benchmarks still run: what they measure is for people to read, on a machine that does nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("alliance.py", "--share", "0.02"), "check + coverage + risk + diff"),
        (("reports.py", "1", "4"), "4 Word reports"),
        (("site.py", "20"), "ratio"),
        (("rule_packs.py", "one", "100", "1000", "columns"), "columns"),
        (("rule_packs.py", "load", "5", "100"), "100"),
        (("intake.py",), "ratio"),
        (("run.py", "--quick", "--only", "profile"), "ours"),
    ],
    ids=" ".join,
)
def test_the_benchmark_runs(command: tuple[str, ...], told: str) -> None:
    path, *options = command
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / path), *options],
        capture_output=True, text=True, cwd=ROOT, env=os.environ | {"CLASSIFY_LANG": "en"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert told in done.stdout

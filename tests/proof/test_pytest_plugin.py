"""The shipped pytest plugin: cases are tests where that is asked for, and nothing at all where it is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SOUND = Path(__file__).parents[1] / "bad" / "lint" / "sound"
WRONG = "- name: a court with a gate is open\n  given: {homes: 10, gate: true}\n  expect: {type: open, fires: [court.open]}\n"


def run_pytest(folder: Path, *arguments: str, ini: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text(f"[pytest]\n{ini}\n", encoding="utf-8")
    unneeded = [f"-pno:{name}" for name in ("cacheprovider", "hypothesispytest", "xdist", "pytest_cov")]
    command = [sys.executable, "-m", "pytest", "-q", *unneeded, *arguments, str(folder)]
    environment = {"CLASSIFY_LANG": "en", "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "sound"
    folder.mkdir()
    for file in SOUND.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_cases_are_tests_with_the_switch(pack: Path) -> None:
    done = run_pytest(pack.parent, "--classify-cases", "-vv")
    assert done.returncode == 0, done.stdout
    assert "sound.cases.yaml::a court with a gate is walled PASSED" in done.stdout
    assert "2 passed" in done.stdout


def test_nothing_is_collected_unless_asked_for(pack: Path) -> None:
    done = run_pytest(pack.parent)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_failure_tells_place_expectation_and_outcome_without_a_traceback(pack: Path) -> None:
    (pack / "wrong.cases.yaml").write_text(WRONG, encoding="utf-8")
    done = run_pytest(pack.parent, ini="classify_cases = true")
    assert done.returncode == 1
    assert "wrong.cases.yaml:1:3 a court with a gate is open" in done.stdout
    assert "the type should be open, and is walled" in done.stdout
    assert "the rule court.open should fire; its degree is 0 … 1" in done.stdout
    assert "came to walled" in done.stdout
    assert "Traceback" not in done.stdout
    assert "2 passed" in done.stdout


def test_a_broken_case_file_is_an_error_of_the_collection(pack: Path) -> None:
    (pack / "wrong.cases.yaml").write_text("- name: x\n  expect: {fires: [court.opne]}\n", encoding="utf-8")
    done = run_pytest(pack.parent, "--classify-cases")
    assert done.returncode == 2
    assert "RULES026" in done.stdout
    assert "court.open" in done.stdout


def test_a_case_file_outside_every_pack_is_an_error_of_the_collection(
    write_pack: Callable[..., Path],
) -> None:
    folder = write_pack("nowhere", lone__cases="- {name: x, expect: {}}\n")
    done = run_pytest(folder, "--classify-cases")
    assert done.returncode == 2
    assert "no rule pack" in done.stdout


def test_the_plugin_imports_nothing_of_classify_or_pydantic_by_itself() -> None:
    code = (
        "import sys, classify.pytest_plugin as p; "
        "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('pydantic', 'click', 'yaml', 'polars') "
        "or (m.startswith('classify.') and m != p.__name__)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

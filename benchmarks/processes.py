"""Whole processes: what somebody waits for who types a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial

from profiles import ROOT, SAMPLE
from timing import Line, compared, in_turns

BARE, HELP, RUN = "python -c pass", "classify --help", "classify run samples/district/communities.csv"


def measure(rounds: int) -> list[Line]:
    """Measure the commands; says so where there is no command yet."""
    python = [sys.executable]
    commands = {BARE: [*python, "-c", "pass"], HELP: [*python, "-m", "classify", "--help"]}
    commands[RUN] = [*python, "-m", "classify", "run", str(SAMPLE)]
    missing = [name for name, command in commands.items() if _run(command) > 1]
    for name in missing:
        print(f"  left out, because it fails: {name}")
    tasks: dict[str, Callable[[], object]] = {
        name: partial(_run, command) for name, command in commands.items() if name not in missing
    }
    targets = {HELP: "≤ 5", RUN: "≤ 1.5 s"}
    return compared("Whole processes", in_turns(tasks, rounds), BARE, targets, {})


def _run(command: list[str]) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environment).returncode

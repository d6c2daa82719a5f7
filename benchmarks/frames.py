"""A frame of many profiles: our Polars kernel against hand-written Polars and zen-engine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import zen_ways
from hand_written import classify_by_hand
from one_profile import check
from profiles import random_frame
from timing import Line, Times, compared, in_turns

from classify.scoring.columns import ColumnKernel
from classify.scoring.program import Program

OURS, HAND = "ours, with loading", "hand-written Polars"
SAMPLE = 20_000
ZEN_ROUNDS = 3


def measure(program: Program, rows: int, rounds: int) -> list[Line]:
    """Measure all on the same frame, after making sure that they give the same answers."""
    frame, kernel = random_frame(program, rows), ColumnKernel(program)
    same(kernel.run(frame), classify_by_hand(frame))
    tasks: dict[str, Callable[[], object]] = {
        OURS: lambda: kernel.run(frame),
        HAND: lambda: classify_by_hand(frame),
    }
    times = in_turns(tasks, rounds)
    times |= zen_times(program, frame, kernel)
    targets = {HAND: "≥ 0.67"} | dict.fromkeys((n for n in times if n.startswith("zen")), "≥ 100")
    scaled = f"from {min(SAMPLE, rows):,} rows that are dicts already, times {rows / min(SAMPLE, rows):g}"
    notes = dict.fromkeys((n for n in times if n.startswith("zen")), scaled)
    notes[HAND] = "the same columns and bits; trusts its input, where ours repairs NaN, infinities and text"
    return compared(f"A frame of {rows:,} profiles", times, OURS, targets, notes)


def same(ours: pl.DataFrame, theirs: pl.DataFrame) -> None:
    """Stop where the hand-written rules differ from the pack's."""
    if not ours.equals(theirs):
        differ = [c for c in ours.columns if c not in theirs.columns or not ours[c].equals(theirs[c])]
        message = f"hand_written.py no longer follows the rule pack: {', '.join(differ)}"
        raise SystemExit(message)


def zen_times(program: Program, frame: pl.DataFrame, kernel: ColumnKernel) -> dict[str, Times]:
    """Return zen's times for the whole frame, worked out from its first rows."""
    head = frame.head(SAMPLE)
    rows, expected = head.to_dicts(), list(kernel.run(head).select("fired.0", "unknown.0").iter_rows())
    ways = {
        zen_ways.EXPRESSION: zen_ways.ways(program)[zen_ways.EXPRESSION],
        zen_ways.BATCH: zen_ways.in_a_batch(program),
    }
    for name, way in ways.items():
        check(name, expected, [zen_ways.masks(answer, len(program.rules)) for answer in way(rows)])
    times = in_turns({f"zen: {n}": (lambda way=way: way(rows)) for n, way in ways.items()}, ZEN_ROUNDS)
    return {name: t.times(frame.height / head.height) for name, t in times.items()}


WHO = ("nobody", "ours", "hand", "zen")


def peak_memory(rows: int) -> dict[str, int]:
    """Return the peak memory of a process of its own for each, in MB; `nobody` only makes the frame."""
    found = {}
    for who in WHO:
        command = [sys.executable, str(Path(__file__).parent / "memory.py"), who, str(rows)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found[who] = int(done.stdout)
    return found

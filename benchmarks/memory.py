"""Evaluate a frame once and print this process's peak memory in MB (started by `frames.py`)."""

from __future__ import annotations

import resource
import sys
from importlib import import_module
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from profiles import random_frame, six_types

from classify.scoring.columns import ColumnKernel
from classify.scoring.program import Program

ZEN_ROWS = 20_000  # one row at a time: more rows take no more memory


def ours(program: Program, frame: pl.DataFrame) -> None:
    ColumnKernel(program).run(frame)


def hand(_program: Program, frame: pl.DataFrame) -> None:
    import_module("hand_written").classify_by_hand(frame)


def zen(program: Program, frame: pl.DataFrame) -> None:
    way = import_module("zen_ways").ways(program)["one list expression, compiled once"]
    for row in frame.head(ZEN_ROWS).iter_rows(named=True):
        way([row])


def nobody(_program: Program, _frame: pl.DataFrame) -> None:
    """Do nothing: what the frame itself takes."""


def peak() -> int:
    """Return the most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts the parent's memory at the start of a process into ru_maxrss
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)  # macOS counts bytes


if __name__ == "__main__":
    six = six_types()
    {"ours": ours, "hand": hand, "zen": zen, "nobody": nobody}[sys.argv[1]](
        six, random_frame(six, int(sys.argv[2]))
    )
    sys.stdout.write(str(peak()))

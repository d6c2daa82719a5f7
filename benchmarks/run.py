"""Measure how fast the engine is, against whom, and print the ratios.

    python benchmarks/run.py [--rows N] [--quick] [--only PART] [--out FILE]

Nothing is measured before both sides have given the same answers. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import frames
import one_profile
import processes
from agree import check_both_forms
from profiles import six_types
from timing import Line, as_data, as_text

ROWS, QUICK_ROWS = 1_000_000, 100_000
ROUNDS, QUICK_ROUNDS = 15, 3
PARTS = ("profile", "frame", "process")


def main(arguments: list[str] | None = None) -> None:
    """Run the parts that are wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, help=f"profiles in the frame (default {ROWS:,})")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and rows, for a first look")
    parser.add_argument("--out", type=Path, help="write the figures as JSON, too")
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    options = parser.parse_args(arguments)
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    rows = options.rows or (QUICK_ROWS if options.quick else ROWS)
    program = six_types()
    check_both_forms(program)
    print(f"{len(program.rules)} rules on {len(program.inputs)} fields, one value in ten missing")
    parts: dict[str, Callable[[], list[Line]]] = {
        "profile": lambda: one_profile.measure(program, rounds),
        "frame": lambda: frames.measure(program, rows, rounds),
        "process": lambda: processes.measure(rounds),
    }
    lines = [line for name, part in parts.items() if options.only in (None, name) for line in part()]
    memory = frames.peak_memory(rows) if options.only in (None, "frame") else {}
    print(as_text(lines))
    if memory:
        print(f"\nPeak memory in MB with {rows:,} profiles: {memory}")
        print("  nobody: the frame alone, without evaluating it; zen: one row at a time")
    if options.out:
        options.out.write_text(_report(lines, memory, rows), encoding="utf-8")


def _report(lines: list[Line], memory: dict[str, int], rows: int) -> str:
    versions = {name: version(name) for name in ("polars", "zen-engine")}
    about = {"python": platform.python_version(), "machine": platform.machine(), **versions, "rows": rows}
    data = {"about": about, "lines": as_data(lines), "peak_memory_mb": memory}
    return json.dumps(data, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()

"""One profile at a time: our row function against zen-engine."""

from __future__ import annotations

import json
from collections.abc import Callable

import zen_ways
from profiles import random_rows
from timing import Line, Times, compared, in_turns

from classify.scoring.program import Program
from classify.scoring.row import RowKernel

COUNT = 2_000
OURS, LOADING = "ours, loaded values", "ours, from a dict with loading"
TEXT = "zen: one list expression, profiles as JSON text"
TARGET, GRAPH_TARGET = "≥ 3", "≥ 25"


def measure(program: Program, rounds: int) -> list[Line]:
    """Measure both sides on the same profiles, after making sure that they give the same answers."""
    rows, kernel = random_rows(program, COUNT), RowKernel(program)
    loaded = [kernel.load(row) for row in rows]
    ways, on_text = zen_ways.ways(program), zen_ways.on_text(program)
    texts = [json.dumps(row) for row in rows]
    expected = [kernel.evaluate(values)[-2:] for values in loaded]
    for name, way in {**ways, TEXT: lambda _rows: on_text(texts)}.items():
        check(name, expected, [zen_ways.masks(answer, len(program.rules)) for answer in way(rows)])
    tasks: dict[str, Callable[[], object]] = {
        OURS: lambda: [kernel.evaluate(values) for values in loaded],
        LOADING: lambda: [kernel.run(row) for row in rows],
        TEXT: lambda: on_text(texts),
    }
    tasks |= {f"zen: {name}": (lambda way=way: way(rows)) for name, way in ways.items()}
    times = {name: t.times(1 / COUNT) for name, t in in_turns(tasks, rounds).items()}
    return lines(times)


def check(name: str, expected: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    """Stop where a way of evaluating the rules gives other answers than ours."""
    wrong = sum(a != b for a, b in zip(expected, found, strict=True))
    if wrong:
        message = f"{name}: other answers than ours on {wrong} of {len(expected)} profiles"
        raise SystemExit(message)


def lines(times: dict[str, Times]) -> list[Line]:
    targets = {f"zen: {zen_ways.EXPRESSION}": TARGET, TEXT: TARGET}
    targets |= {name: GRAPH_TARGET for name in times if name.startswith("zen: graph")}
    notes = {
        TEXT: "without the time it takes to write the text",
        LOADING: "checks kinds, takes out what is no number, NFC text",
        OURS: "scores, intervals, status, bits; all of zen's ways give the bits only",
    }
    return compared(f"One profile ({COUNT:,} of them, the same answers)", times, OURS, targets, notes)

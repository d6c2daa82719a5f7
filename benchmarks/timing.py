"""Times measured in turns: on a machine shared with others only the ratios within one run mean anything."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """Hold the least and the median duration of one task in seconds."""

    least: float
    median: float

    def times(self, factor: float) -> Times:
        """Return both multiplied."""
        return Times(self.least * factor, self.median * factor)


def in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Run every task once per round, so that all of them meet the same weather."""
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            found[name].append(time.perf_counter() - start)
    return {name: Times(min(times), statistics.median(times)) for name, times in found.items()}


@dataclass(frozen=True)
class Line:
    """Hold one line of the table: a task, its times, and how many times it takes what `against` takes.

    `target` says what the ratio should be; nothing where there is none.
    """

    section: str
    task: str
    times: Times
    against: str = ""
    ratio_of_least: float | None = None
    ratio_of_medians: float | None = None
    target: str = ""
    note: str = ""


def compared(
    section: str, times: Mapping[str, Times], base: str, targets: Mapping[str, str], notes: Mapping[str, str]
) -> list[Line]:
    """Return a line per task with its ratios to `base`."""
    lines = []
    for task, t in times.items():
        of_least, of_medians = t.least / times[base].least, t.median / times[base].median
        ratios = (None, None) if task == base else (of_least, of_medians)
        lines.append(Line(section, task, t, base, *ratios, targets.get(task, ""), notes.get(task, "")))
    return lines


def as_text(lines: Iterable[Line]) -> str:
    """Return the table for the screen."""
    rows, section = [], ""
    for line in lines:
        if line.section != section:
            section = line.section
            rows += ["", section, f"  {'':<52} {'least':>10} {'median':>10}   ratio: least  median   target"]
        ratios = [
            f"{r:8.2f}" if r is not None else " " * 8 for r in (line.ratio_of_least, line.ratio_of_medians)
        ]
        durations = f"{_duration(line.times.least):>10} {_duration(line.times.median):>10}"
        rows.append(f"  {line.task:<52} {durations}       {ratios[0]}{ratios[1]}   {line.target}")
        rows += [f"      {line.note}"] if line.note else []
    return "\n".join(rows[1:])


def as_data(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return the table as data."""
    return [asdict(line) for line in lines]


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds / 1e-6:.2f} µs"

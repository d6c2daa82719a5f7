"""Times measured in turns: on a machine shared with others only the ratios within one run mean anything.

Processor time (of all threads and of child processes) hardly depends on what else is going on; the time on
the clock is what somebody waits for.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """Hold the least and the median duration of one task, and its least processor time, in seconds."""

    least: float
    median: float
    processor: float

    def times(self, factor: float) -> Times:
        """Return all multiplied."""
        return Times(self.least * factor, self.median * factor, self.processor * factor)


def in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Run every task once per round, so that all of them meet the same weather."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            start, used = time.perf_counter(), _processor()
            task()
            found[name].append((time.perf_counter() - start, _processor() - used))
    return {
        name: Times(min(pairs)[0], statistics.median(p[0] for p in pairs), min(p[1] for p in pairs))
        for name, pairs in found.items()
    }


def _processor() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@dataclass(frozen=True)
class Line:
    """Hold one line of the table: a task, its times, and how many times it takes what `against` takes.

    `ratios` are of the least times, the medians and the processor times. `target` says what they should
    be; nothing where there is none.
    """

    section: str
    task: str
    times: Times
    against: str = ""
    ratios: tuple[float, float, float] | None = None
    target: str = ""
    note: str = ""


def compared(
    section: str, times: Mapping[str, Times], base: str, targets: Mapping[str, str], notes: Mapping[str, str]
) -> list[Line]:
    """Return a line per task with its ratios to `base`."""
    lines = []
    for task, t in times.items():
        b = times[base]
        ratios = (t.least / b.least, t.median / b.median, t.processor / b.processor)
        shown = None if task == base else ratios
        lines.append(Line(section, task, t, base, shown, targets.get(task, ""), notes.get(task, "")))
    return lines


def as_text(lines: Iterable[Line]) -> str:
    """Return the table for the screen."""
    rows, section = [], ""
    for line in lines:
        if line.section != section:
            section = line.section
            rows += [
                "",
                section,
                f"  {'':<54}{'least':>10}{'median':>10}{'CPU':>10} | ratios: least median    CPU | target",
            ]
        times = (line.times.least, line.times.median, line.times.processor)
        durations = "".join(f"{_duration(t):>10}" for t in times)
        ratios = "".join(f"{r:7.2f}" for r in line.ratios or ())
        rows.append(f"  {line.task:<54}{durations} |       {ratios:<21} | {line.target}")
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

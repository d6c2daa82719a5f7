"""How long a site takes, in multiples of `classify run` on the same table, and whether it grows with the table only.

`python benchmarks/site.py` measures whole processes in processor time, alternating, and prints medians and ratios; the targets
are at most 3 for 169 communities, and for 5,000 linear time and bounded memory. Numbers behind it are other sizes, once each.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "district" / "communities.csv"
ROUNDS = 7
MEASURED = """
import resource, sys
from classify.cli import main
sys.argv = ["classify", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
use = resource.getrusage(resource.RUSAGE_SELF)
print(f"measured {use.ru_utime + use.ru_stime:.3f} {use.ru_maxrss / 1024:.0f}", file=sys.stderr)
"""


def measured(*arguments: str | Path) -> tuple[float, float]:
    """Return the processor seconds and the megabytes one command needs."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    env = os.environ | {"CLASSIFY_LANG": "zh"}
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    seconds, megabytes = result.stderr.strip().splitlines()[-1].split()[1:]
    return float(seconds), float(megabytes)


def table(folder: Path, count: int) -> Path:
    """Write a table of `count` communities, the sample over and over under new codes and names."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    path = folder / f"{count}.csv"
    code, name, area = head.index("本地稳定编号"), head.index("社区名称"), head.index("统计用区划代码")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for i in range(count):
            row = list(rows[i % len(rows)])
            row[code], row[name], row[area] = f"{row[code]}-{i}", f"{row[name]}{i}", ""
            writer.writerow(row)
    return path


def compare(folder: Path, path: Path, rounds: int) -> tuple[float, float, float, float]:
    """Return seconds of `run`, seconds of the site, their ratio, and the site's megabytes; medians all."""
    runs, sites, sizes = list[float](), list[float](), list[float]()
    for i in range(rounds):
        runs.append(measured("run", path)[0])
        seconds, megabytes = measured("report", path, "--to", "html", "--out", folder / f"{path.stem}-{i}")
        sites.append(seconds)
        sizes.append(megabytes)
    ratio = statistics.median(s / r for s, r in zip(sites, runs, strict=True))
    return statistics.median(runs), statistics.median(sites), ratio, statistics.median(sizes)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("communities     run s    site s   ratio      MB")
        asked = [(int(count), 1) for count in sys.argv[1:]]
        for count, rounds in asked or ((169, ROUNDS), (1250, 1), (2500, 1), (5000, 1)):
            path = SAMPLE if count == 169 else table(folder, count)
            run, site, ratio, megabytes = compare(folder, path, rounds)
            print(f"{count:11}  {run:8.2f}  {site:8.2f}  {ratio:6.2f}  {megabytes:6.0f}")


if __name__ == "__main__":
    main()

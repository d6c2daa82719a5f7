"""How long reading an office table takes, as a multiple of openpyxl's own load of the same file, and what a large one needs.

python benchmarks/intake.py            169 × 55 against openpyxl, in one run
python benchmarks/intake.py large      50,000 × 55 through calamine: seconds and peak memory
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

from classify.intake import Schema, read_tables
from classify.intake.packs import schema_of
from classify.rulepack.load import load_packs

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "district" / "communities.csv"
ROUNDS = 9
COLUMNS = 55


def workbook(schema: Schema, rows: int) -> bytes:
    """Return a workbook with that many rows and 55 columns, made by repeating the sample district."""
    profiles = read_tables([SAMPLE], schema).profiles
    fields = schema.fields[:COLUMNS]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet("社区画像")
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field.label.zh)
    for number in range(rows):
        values = profiles[number % len(profiles)].values
        for column, field in enumerate(fields):
            value = f"W{number:06}" if field.id == "local_id" else values.get(field.id)
            value = None if field.id == "community_code" else value
            if isinstance(value, bool):
                value = "是" if value else "否"
            if value is not None:
                sheet.write(number + 1, column, value)
    book.close()
    return buffer.getvalue()


def seconds(action: Callable[[], object]) -> float:
    """Return the processor time an action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def small(schema: Schema, path: Path) -> None:
    """Compare with openpyxl, turn about, so that both meet the same machine."""
    read_tables([path], schema)
    pairs = [
        (seconds(lambda: openpyxl.load_workbook(path)), seconds(lambda: read_tables([path], schema)))
        for _ in range(ROUNDS)
    ]
    theirs, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(
        f"169 x {COLUMNS}: openpyxl loads in {theirs * 1000:.0f} ms, classify reads in {ours * 1000:.0f} ms: ratio {ratio:.2f}"
    )


def large(schema: Schema, path: Path) -> None:
    """Read 50,000 rows once."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    intake = read_tables([path], schema)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{len(intake.profiles):,} x {COLUMNS}: {time.process_time():.1f} s in all, peak {after / 1024:.0f} MB ({(after - before) / 1024:.0f} MB for reading)"
    )


def main() -> None:
    """Measure what was asked for."""
    schema = schema_of(load_packs(["community-profile"]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        if "large" in sys.argv:
            path.write_bytes(workbook(schema, 50_000))
            large(schema, path)
        else:
            path.write_bytes(workbook(schema, 169))
            small(schema, path)


if __name__ == "__main__":
    main()

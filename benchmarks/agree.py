"""Make sure, before anything is measured, that our two forms agree in every bit, odd values included."""

from __future__ import annotations

import math
import random
from typing import Any

import polars as pl
from profiles import random_rows

from classify.scoring.columns import ColumnKernel
from classify.scoring.decision import STATUSES
from classify.scoring.program import Program
from classify.scoring.row import RowKernel

COUNT = 5_000
ODD = (math.nan, math.inf, -math.inf, 0.0, -0.0, 1e300, -1e15, 1e-200, -3.0)


def check_both_forms(program: Program) -> None:
    """Stop where a row and the same row of a frame come to something else."""
    rows = odd_rows(program)
    schema = {
        f.id: {"number": pl.Float64, "boolean": pl.Boolean, "text": pl.String}[f.kind] for f in program.inputs
    }
    frame = ColumnKernel(program).run(pl.DataFrame(rows, schema=schema))
    kernel = RowKernel(program)
    wrong = sum(a != by_row(kernel, b) for a, b in zip(frame.iter_rows(), rows, strict=True))
    if wrong:
        message = f"the row function and the Polars kernel differ on {wrong} of {COUNT} profiles"
        raise SystemExit(message)


def odd_rows(program: Program) -> list[dict[str, Any]]:
    """Return random profiles in which one figure in thirty is odd."""
    chance = random.Random(7)
    rows = random_rows(program, COUNT, seed=7)
    for row in rows:
        for field in program.inputs:
            if field.kind == "number" and chance.random() < 1 / 30:
                row[field.id] = chance.choice(ODD)
    return rows


def by_row(kernel: RowKernel, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what the row function says, in the columns of the kernel."""
    types = [t.id for t in kernel.program.types]
    result = kernel.run(row)
    ends = zip(result.scores, result.lows, result.highs, strict=True)
    named = [types[i] if i >= 0 else None for i in (result.winner, result.runner_up)]
    rest = (*named, result.margin, STATUSES[result.status], result.fired, result.unknown)
    return (*(end for three in ends for end in three), *rest)

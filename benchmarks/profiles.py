"""Random profiles that look like the sample district's: the same for every engine that is measured."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import polars as pl

from classify.intake.reading import read_profiles
from classify.model.field import Field
from classify.rulepack.load import load_packs
from classify.scoring.program import Program, compile_program

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "district" / "communities.csv"
AS_OF = datetime.date(2026, 11, 1)
MISSING = 0.065  # taken out here; with the gaps the sample has itself, one value in ten is missing
SPREAD = 0.15  # figures are moved by up to this share, each by itself

_POLARS_TYPE = {"number": pl.Float64, "boolean": pl.Boolean, "text": pl.String}


def six_types() -> Program:
    """Return the program everything here is about."""
    return compile_program(load_packs(["six-types"]), AS_OF)


def sample_rows(program: Program) -> list[dict[str, Any]]:
    """Return the sample district's communities, each with the fields that rules read."""
    pack = program.loaded.pack
    assert pack.table is not None, "the bundled pack describes its table"  # noqa: S101 - for the type checker
    read = read_profiles([SAMPLE], pack.fields, pack.table)
    return [{f.id: p.values.get(f.id) for f in program.inputs} for p in read.profiles]


def random_rows(program: Program, count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return `count` profiles: a sample community each, its figures moved, one value in ten taken out."""
    source, chance = sample_rows(program), random.Random(seed)
    return [_moved(chance.choice(source), program.inputs, chance) for _ in range(count)]


def _moved(row: dict[str, Any], fields: tuple[Field, ...], chance: random.Random) -> dict[str, Any]:
    moved = {}
    for field in fields:
        value = row[field.id]
        if value is None or chance.random() < MISSING:
            value = None
        elif field.kind == "number" and field.type != "year":
            value *= 1 + SPREAD * chance.uniform(-1, 1)
            value = float(round(value)) if field.type == "count" else value
        moved[field.id] = value
    return moved


def random_frame(program: Program, count: int, seed: int = 1) -> pl.DataFrame:
    """Return a frame of `count` such profiles, made column by column."""
    source = pl.DataFrame(sample_rows(program), schema={f.id: _POLARS_TYPE[f.kind] for f in program.inputs})
    picked = pl.int_range(count, eager=True).hash(seed) % source.height
    columns = [_column(source[f.id].gather(picked), f, seed + i) for i, f in enumerate(program.inputs, 2)]
    return pl.DataFrame(columns).rechunk()


def _column(column: pl.Series, field: Field, seed: int) -> pl.Series:
    numbers = pl.int_range(len(column), eager=True)
    drawn = [(numbers.hash(2 * seed + i) % 1_000_003 / 1_000_003).alias(f"u{i}") for i in (1, 2)]
    value = pl.col(column.name)
    if field.kind == "number" and field.type != "year":
        value = value * (1 + SPREAD * (2 * pl.col("u1") - 1))
        value = value.round() if field.type == "count" else value
    kept = pl.when(pl.col("u2") >= MISSING).then(value)
    return pl.DataFrame([column, *drawn]).select(kept.alias(column.name)).to_series()

"""The row function and the Polars kernel give the same result on every pack and every profile."""

from __future__ import annotations

from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles_at_random import FLAGS, TEXTS, figures, frames
from strategies import LAW, conditions, formula, loaded, numbers, packs, program

from classify.expression.check import check
from classify.expression.columns import ColumnWriter
from classify.expression.evaluate import Evaluator
from classify.expression.tree import Node
from classify.scoring.columns import GROUP, WORD, ColumnKernel
from classify.scoring.decision import STATUSES
from classify.scoring.row import RowKernel
from classify.scoring.values import load_frame, load_row

POLICIES = ("exclusive", "precedence", "labels")
PACK = loaded({})
PARAMETERS = {"half": 0.5, "zero": 0.0, "seven": 7.0}


def by_rows(kernel: RowKernel, profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    types = [t.id for t in kernel.program.types]
    found = []
    for profile in profiles:
        r = kernel.run(profile)
        found.append(
            {
                "scores": list(zip(r.scores, r.lows, r.highs, strict=True)),
                "type": types[r.winner] if r.winner >= 0 else None,
                "runner_up": types[r.runner_up] if r.runner_up >= 0 else None,
                "margin": r.margin,
                "status": STATUSES[r.status],
                "fired": r.fired,
                "unknown": r.unknown,
            }
        )
    return found


def by_columns(kernel: ColumnKernel, profiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    types = [t.id for t in kernel.program.types]
    frame = kernel.run(frame_of(profiles))
    assert frame.height == len(profiles)
    return [
        {
            "scores": [(row[f"score.{t}"], row[f"low.{t}"], row[f"high.{t}"]) for t in types],
            **{key: row[key] for key in ("type", "runner_up", "margin", "status")},
            **{name: _bits(row, name, len(kernel.program.rules)) for name in ("fired", "unknown")},
        }
        for row in frame.iter_rows(named=True)
    ]


def _bits(row: dict[str, Any], name: str, rules: int) -> int:
    return sum(row[f"{name}.{word}"] << (word * WORD) for word in range((rules - 1) // WORD + 1))


def frame_of(profiles: list[dict[str, Any]]) -> pl.DataFrame:
    columns = {id_: [p[id_] for p in profiles] for id_ in profiles[0]}
    series = [pl.Series(id_, values, dtype=_dtype(id_, values)) for id_, values in columns.items()]
    return pl.DataFrame(series or {"other": [0] * len(profiles)})


def _dtype(id_: str, values: list[Any]) -> Any:
    there = [v for v in values if v is not None]
    if any(isinstance(v, str) for v in there) or id_ in TEXTS:
        return pl.String
    if id_ in FLAGS:
        return pl.Boolean
    return pl.Int64 if there and all(isinstance(v, int) for v in there) else pl.Float64


def agree(pack: dict[str, Any], profiles: list[dict[str, Any]]) -> None:
    compiled = program(pack)
    rows, columns = RowKernel(compiled), ColumnKernel(compiled)
    expected = by_rows(rows, profiles)
    assert by_columns(columns, profiles) == expected
    assert by_columns(columns, profiles[-1:]) == expected[-1:]


@LAW
@given(packs(policies=POLICIES), frames())
def test_rows_and_columns_agree_in_every_bit(pack: dict[str, Any], profiles: list[dict[str, Any]]) -> None:
    agree(pack, profiles)


@pytest.mark.slow
@settings(LAW, max_examples=200)
@given(packs(policies=POLICIES), frames())
def test_rows_and_columns_agree_in_every_bit_tried_at_length(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    agree(pack, profiles)


@settings(LAW, max_examples=4)
@given(packs(policies=POLICIES, rules=GROUP + 5), frames(st.integers(1, 5)))
def test_rows_and_columns_agree_where_rules_are_worked_out_in_groups(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    agree(pack, profiles)


@settings(LAW, max_examples=15)
@given(packs(), frames(st.integers(2, 30)))
def test_every_row_of_a_frame_is_judged_as_if_it_were_alone(
    pack: dict[str, Any], profiles: list[dict[str, Any]]
) -> None:
    kernel = ColumnKernel(program(pack))
    together = by_columns(kernel, profiles)
    assert [by_columns(kernel, [p])[0] for p in profiles[:3]] == together[:3]


@settings(LAW, max_examples=10)
@given(packs(), st.data())
def test_a_program_without_any_row_gives_a_frame_without_any_row(
    pack: dict[str, Any], data: st.DataObject
) -> None:
    profiles = data.draw(frames(st.just(1)))
    assert ColumnKernel(program(pack)).run(frame_of(profiles).clear()).height == 0


TREES = st.lists(st.one_of(numbers(leaves=6), conditions(leaves=6)), min_size=1, max_size=6)


def values_agree(trees: list[Node], profiles: list[dict[str, Any]]) -> None:
    """Compare values themselves: a last bit that no score shows is seen here."""
    names, fields = PACK.names, PACK.pack.fields
    canonical = {f"tree{i}": check(tree, names, "any")[0] for i, tree in enumerate(trees)}
    indicators = {i.id: PACK.trees["indicators", i.id] for i in PACK.pack.indicators}
    evaluator = Evaluator({**indicators, **canonical}, indicators, PARAMETERS)
    ids = [f.id for f in fields]
    expected = [evaluator.run(dict(zip(ids, load_row(fields, p), strict=True))) for p in profiles]
    writer = ColumnWriter(indicators, PARAMETERS)
    lazy = load_frame(fields, frame_of(profiles)).lazy()
    for id_, tree in indicators.items():
        lazy = lazy.select("*", writer.expression(tree).alias(id_))
    lazy = lazy.select("*", **{id_: writer.expression(tree) for id_, tree in canonical.items()})
    found = lazy.select(list(evaluator.keys)).collect(engine="streaming")
    assert [{k: exact(v) for k, v in row.items()} for row in found.to_dicts()] == [
        {k: exact(v) for k, v in row.items()} for row in expected
    ]


def exact(value: Any) -> Any:
    return (value + 0.0).hex() if isinstance(value, float) else value


@settings(LAW, max_examples=100)
@given(TREES, frames())
def test_values_agree_in_every_bit(trees: list[Node], profiles: list[dict[str, Any]]) -> None:
    values_agree(trees, profiles)


@settings(LAW, max_examples=30)
@given(st.integers(0, 2**32), st.sampled_from([1, 2, 3, 17, 60]))
def test_arithmetic_agrees_in_every_bit(seed: int, rows: int) -> None:
    random = Random(seed)
    values_agree([formula(random, 3) for _ in range(25)], figures(random, rows))


@pytest.mark.slow
@settings(LAW, max_examples=1500)
@given(TREES, frames())
def test_values_agree_in_every_bit_tried_at_length(trees: list[Node], profiles: list[dict[str, Any]]) -> None:
    values_agree(trees, profiles)

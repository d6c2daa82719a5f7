"""The traps in which engines differ, in both forms: the row function and Polars."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from small_table import NUMBERS, PACK, tree, value

from classify.expression.columns import ColumnWriter
from classify.scoring.values import load_frame, load_row

NAN, INF = math.nan, math.inf
# Condition or formula, the values as handed in, and what must come out (None: unknown).
TRAPS: list[tuple[str, dict[str, Any], Any]] = [
    ("x > 1", {"x": None}, None),
    ("not x > 1", {"x": None}, None),
    ("x in [1, 2]", {"x": None}, None),
    ("x not in [1, 2]", {"x": None}, None),
    ("zone == 'core'", {"zone": None}, None),
    ("zone != 'core'", {"zone": None}, None),
    ("x > 5", {"x": NAN}, None),
    ("x == x", {"x": NAN}, None),
    ("x > 5", {"x": INF}, None),
    ("x < 5", {"x": -INF}, None),
    ("missing(x)", {"x": NAN}, True),
    ("missing(x)", {"x": 1e16}, True),
    ("missing(x)", {"x": 0.0}, False),
    ("max(x, 1)", {"x": NAN}, None),
    ("min(x, 1)", {"x": None}, None),
    ("largest(1, x, 5)", {"x": None}, None),
    ("coalesce(x, 5)", {"x": NAN}, 5.0),
    ("1 / x", {"x": 0.0}, None),
    ("x / x", {"x": 0.0}, None),
    ("x / 0", {"x": 1.0}, None),
    ("x / (3 - 3)", {"x": 1.0}, None),
    ("1 / x > 0 or true", {"x": 0.0}, True),
    ("1 / x", {"x": -0.0}, None),
    ("1 / x", {"x": 1e-200}, None),
    ("-7 / 2", {}, -3.5),
    ("x + 1 == x", {"x": 2**53}, None),
    ("x == 1000000000000000", {"x": 10**15}, True),
    ("missing(x)", {"x": 10**15 + 1}, True),
    ("0.1 + 0.2 == 0.3", {}, False),
    ("x + 0.2 == 0.3", {"x": 0.1}, False),
    ("x + 0.2 == 0.1 + 0.2", {"x": 0.1}, True),
    ("x >= 0.7", {"x": 0.699999988079071}, False),
    ("lift == true", {"lift": True}, True),
    ("kind == '10'", {"kind": "10"}, True),
    ("kind == '1'", {"kind": " 1\u3000"}, True),
    ("kind == 'é'", {"kind": "e\u0301"}, True),
    ("missing(kind)", {"kind": " \u3000\x1c"}, True),
    ("false and missing(x) == lift", {"lift": None}, False),
    ("lift and x > 1", {"lift": False}, False),
    ("lift and x > 1", {"lift": True}, None),
    ("lift or x > 1", {"lift": True}, True),
    ("lift or x > 1", {"lift": False}, None),
    ("at_least(2, lift, over, x > 1)", {"lift": True, "over": True}, True),
    ("at_least(2, lift, over, x > 1)", {"lift": False, "over": False}, False),
    ("at_least(2, lift, over, x > 1)", {"lift": True, "over": False}, None),
    ("x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x * x", {"x": 1e15}, None),
    ("x / 3", {"x": 49.0}, 49.0 * (1.0 / 3.0)),
    ("x / coalesce(3, x)", {"x": 49.0}, 49.0 * (1.0 / 3.0)),
    ("x / (coalesce(7, size) - 4)", {"x": 5.0}, 5.0 * (1.0 / 3.0)),
    ("x / coalesce(x, 3)", {"x": 5.0}, 1.0),
    ("x / max(3, 2)", {"x": 49.0}, 49.0 * (1.0 / 3.0)),
    ("residents / households", {"residents": 49.0, "households": 3.0}, 49.0 / 3.0),
    ("abs(x)", {"x": -0.0}, 0.0),
    ("missing(5)", {}, False),
    ("coalesce('a', kind) == 'a'", {}, True),
]


def in_columns(text: str, values: dict[str, Any], rows: int) -> Any:
    fields = PACK.pack.fields
    types = {f.id: {"number": pl.Float64, "boolean": pl.Boolean, "text": pl.String}[f.kind] for f in fields}
    frame = pl.DataFrame(
        {k: pl.Series([v] * rows, dtype=types[k], strict=False) for k, v in values.items()}
        or {"rows": [0] * rows}
    )
    lazy = load_frame(fields, frame).lazy()
    writer = ColumnWriter({"size": PACK.trees["indicators", "size"]}, NUMBERS)
    found = lazy.select("x", it=writer.expression(tree(text))).collect(engine="streaming")["it"].to_list()
    assert len(set(map(repr, found))) == 1
    return found[0]


@pytest.mark.parametrize(("text", "values", "expected"), TRAPS, ids=[f"{t[:30]} {v}" for t, v, _ in TRAPS])
def test_both_forms_step_over_the_trap(text: str, values: dict[str, Any], expected: Any) -> None:
    fields = PACK.pack.fields
    loaded = dict(zip((f.id for f in fields), load_row(fields, values), strict=True))
    assert repr(value(text, **loaded)) == repr(expected)
    assert repr(in_columns(text, values, 1)) == repr(expected)
    assert repr(in_columns(text, values, 50)) == repr(expected)


@pytest.mark.parametrize(
    "text", ["x > '1'", "kind > 9", "lift == 1", "x % 3", "x // 2", "round(x) > 2", "log(x) > 1"]
)
def test_what_differs_between_engines_cannot_be_written(text: str) -> None:
    with pytest.raises(Exception, match="EXPR0"):
        tree(text)


def test_whole_numbers_beyond_the_floats_do_not_overflow() -> None:
    assert load_row(PACK.pack.fields[:1], {"residents": 10**400}) == (None,)
    assert load_row(PACK.pack.fields[:1], {"residents": -(2**63)}) == (None,)


def test_a_column_of_single_precision_is_compared_as_it_is() -> None:
    frame = pl.DataFrame({"x": pl.Series([0.7], dtype=pl.Float32)})
    lazy = load_frame(PACK.pack.fields, frame).lazy()
    writer = ColumnWriter({}, NUMBERS)
    assert lazy.select(writer.expression(tree("x >= 0.7"))).collect().item() is False


@pytest.mark.parametrize("k", [1, 2, 10, 19, 20])
def test_the_kth_of_twenty_values_is_found_in_both_forms(k: int) -> None:
    terms = ", ".join(f"x * {i * 7 % 20 + 1}" for i in range(20))
    text = f"largest({k}, {terms})"
    assert value(text, x=2.0) == 2.0 * (21 - k)
    assert in_columns(text, {"x": 2.0}, 1) == in_columns(text, {"x": 2.0}, 50) == 2.0 * (21 - k)
    assert in_columns(text, {"x": None}, 3) is None

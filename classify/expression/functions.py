"""The closed list of functions a condition may call.

A function says how it is written, what it takes, and how it is computed in both engines. Nothing else can be
called. The two forms must agree in every bit, which the laws in `tests/laws/` hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from classify.model.text import Text

if TYPE_CHECKING:
    import polars as pl

LARGEST_NETWORK = 200
ColumnForm = Callable[[Any, Sequence["pl.Expr"], int], "pl.Expr"]
RowForm = Callable[[Sequence[str], int], str]


@dataclass(frozen=True, eq=False)
class Function:
    """Describe one function.

    `counted`: the first argument is a whole constant k ≥ 1. `takes`: the kind of the other
    arguments. `strict`: unknown as soon as one argument is unknown; then `row` may assume that all are
    known and `columns` is wrapped accordingly unless nulls pass through it by themselves
    (`passes_null`). `first_decides`: the first argument, where it is known, is the result. `row` gets Python
    source of each argument, `columns` Polars and its expressions; both get k.
    """

    name: str
    words: tuple[str, ...]
    label: Text
    takes: Literal["number", "boolean", "any"]
    gives: Literal["number", "boolean", "same"]
    row: RowForm
    columns: ColumnForm
    least: int = 1
    most: int = 20
    counted: bool = False
    strict: bool = True
    passes_null: bool = False
    first_decides: bool = False


def _joined(args: Sequence[str]) -> str:
    return ", ".join(args)


def _row_at_least(args: Sequence[str], k: int) -> str:
    hits = " + ".join(f"({a} is True)" for a in args)
    open_ = " + ".join(f"({a} is not False)" for a in args)
    return f"True if {hits} >= {k} else None if {open_} >= {k} else False"


def _columns_at_least(pl: Any, args: Sequence[pl.Expr], k: int) -> Any:
    hits = _sum([a.fill_null(value=False).cast(pl.Int32) for a in args])
    still_open = _sum([a.fill_null(value=True).cast(pl.Int32) for a in args])
    return pl.when(hits >= k).then(statement=True).when(still_open < k).then(statement=False)


def _sum(terms: list[pl.Expr]) -> pl.Expr:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _columns_largest(pl: Any, args: Sequence[pl.Expr], k: int) -> Any:
    # A network of min and max, because sorting lists per row is some forty times slower:
    # L(k, x1…xi) = max(L(k, x1…xi-1), min(L(k-1, x1…xi-1), xi)), which has "i over k" parts. The last
    # but one of many is the second counted from the other end.
    least, most = pl.min_horizontal, pl.max_horizontal
    descending = k <= len(args) - k + 1
    if not descending:
        k, least, most = len(args) - k + 1, most, least
    if math.comb(len(args), k) > LARGEST_NETWORK:
        return pl.concat_list(args).list.sort(descending=descending).list.get(k - 1)
    table: list[pl.Expr | None] = [None] * (k + 1)
    for x in args:
        for rank in range(k, 0, -1):
            above, here = table[rank - 1], table[rank]
            candidate = x if rank == 1 else (None if above is None else least(above, x))
            if candidate is not None:
                table[rank] = candidate if here is None else most(here, candidate)
    return table[k]


def _row_coalesce(args: Sequence[str], _k: int) -> str:
    text = args[-1]
    for arg in reversed(args[:-1]):
        text = f"({arg} if {arg} is not None else {text})"
    return text


BUILT_IN = (
    Function(
        "missing", ("missing", "缺失"), Text(zh="缺失", en="is missing"), "any", "boolean",
        row=lambda a, _k: f"{a[0]} is None",
        columns=lambda _pl, a, _k: a[0].is_null(),
        most=1, strict=False,
    ),
    Function(
        "at_least", ("at_least", "至少满足"), Text(zh="至少满足", en="at least"), "boolean", "boolean",
        row=_row_at_least, columns=_columns_at_least,
        counted=True, strict=False,
    ),
    Function(
        "min", ("min", "最小值"), Text(zh="最小值", en="the smallest of"), "number", "number",
        row=lambda a, _k: f"min({_joined(a)})",
        columns=lambda pl, a, _k: pl.min_horizontal(*a),
        least=2,
    ),
    Function(
        "max", ("max", "最大值"), Text(zh="最大值", en="the largest of"), "number", "number",
        row=lambda a, _k: f"max({_joined(a)})",
        columns=lambda pl, a, _k: pl.max_horizontal(*a),
        least=2,
    ),
    Function(
        "largest", ("largest", "第几大"), Text(zh="第几大", en="the k-th largest of"), "number", "number",
        row=lambda a, k: f"sorted(({_joined(a)},))[-{k}]",
        columns=_columns_largest,
        counted=True,
    ),
    Function(
        "abs", ("abs", "绝对值"), Text(zh="绝对值", en="the absolute value of"), "number", "number",
        row=lambda a, _k: f"abs({a[0]})",
        columns=lambda _pl, a, _k: a[0].abs(),
        most=1, passes_null=True,
    ),
    Function(
        "coalesce", ("coalesce", "取首个有值"), Text(zh="首个有值者", en="the first known of"), "any", "same",
        row=_row_coalesce,
        columns=lambda pl, a, _k: pl.coalesce(*a),
        least=2, strict=False, first_decides=True,
    ),
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {f.name: f for f in BUILT_IN}

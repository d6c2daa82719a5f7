"""Random profiles: figures missing, huge, tiny or not finite; blank and composed text; columns of every sort."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from hypothesis import strategies as st

NUMBERS = ("n1", "n2", "n3", "n4")
FLAGS = ("f1", "f2")
CHOICES = ("a", "b", "c")
TEXTS = ("c1", "t1")

ORDINARY = st.one_of(
    st.none(), st.integers(-3, 12).map(float), st.sampled_from([0.1, 0.2, 0.3, 0.30000000000000004, 0.7, 2.5])
)
TRAPS = st.sampled_from(
    [
        *(math.nan, math.inf, -math.inf, 0.0, -0.0, 1e-100, 9.9e-101, -1e-101, 5e-324, -5e-324, 2.2e-308),
        *(1e15, -1e15, 1.0000000000000002e15, 1e16, 1e300, -1.7976931348623157e308, 0.1 + 0.2),
    ]
)
MANY = st.integers(0, 2**16)  # the seed of a column in which every row is different
FLOATS = st.one_of(ORDINARY, TRAPS, st.floats())
WHOLE = st.one_of(st.none(), st.integers(-3, 12), st.sampled_from([2**53 + 1, 10**15, 10**15 + 1, -(2**62)]))
BLANK = st.sampled_from(["", " ", "\t", "\u3000", None])
WORDS = st.one_of(
    st.none(),
    st.sampled_from(
        ["a", "b", " a ", "c\n", "", " ", "\u3000", "\x1c", "\x85x", "é", "e\u0301", "文", "a b", "x"]
    ),
)


@st.composite
def frames(draw: st.DrawFn, rows: st.SearchStrategy[int] | None = None) -> list[dict[str, Any]]:
    """Draw profiles of one table: every column is floats, whole numbers, blanks, or not there."""
    n = draw(st.one_of(st.integers(1, 3), st.integers(1, 40)) if rows is None else rows)
    columns: dict[str, list[Any]] = {}
    for id_ in (*NUMBERS, "s1"):
        kinds = [FLOATS, FLOATS, ORDINARY, ORDINARY, MANY, WHOLE, BLANK, st.none(), None]
        _column(draw, columns, id_, kinds, n)
    for id_ in FLAGS:
        _column(draw, columns, id_, [st.sampled_from([True, False, None]), st.booleans(), BLANK, None], n)
    for id_ in TEXTS:
        _column(draw, columns, id_, [WORDS, WORDS, st.none(), None], n)
    return [{id_: values[i] for id_, values in columns.items()} for i in range(n)]


def _column(
    draw: st.DrawFn,
    columns: dict[str, list[Any]],
    id_: str,
    kinds: list[st.SearchStrategy[Any] | None],
    n: int,
) -> None:
    kind = draw(st.sampled_from(kinds))
    if kind is not None:
        if kind is MANY:
            random = Random(draw(MANY))
            columns[id_] = [
                random.choice([random.uniform(-9, 9), float(random.randint(-50, 50))]) for _ in range(n)
            ]
            return
        # Few different values, repeated: long frames stay cheap to draw and to shrink.
        pool = draw(st.lists(kind, min_size=1, max_size=min(n, 6)))
        shift = draw(st.integers(0, 5))
        columns[id_] = [pool[(i + shift * (i // len(pool))) % len(pool)] for i in range(n)]


def figures(random: Random, rows: int) -> list[dict[str, Any]]:
    """Make up rows of ordinary figures, some of them huge or missing."""
    sizes = (1.0, 1.0, 100.0, 1e15)
    return [
        {n: None if random.random() < 0.1 else random.uniform(-1, 1) * random.choice(sizes) for n in NUMBERS}
        for _ in range(rows)
    ]

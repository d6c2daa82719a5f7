"""What the linter calls impossible never happens: its claims are held against random profiles."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify.expression.evaluate import Evaluator
from classify.expression.text import read
from classify.expression.tree import Node
from classify.model.field import Field
from classify.proof.reach import Reach
from classify.rulepack.finding import bundled_packs
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack
from classify.scoring.outcome import Degree, Scorer
from classify.scoring.program import compile_program

NEWEST = datetime.date(9999, 12, 31)


def profiles(loaded: LoadedPack, names: set[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return profiles within the fields' ranges, in which no part exceeds its whole; small figures are likely."""
    fields = {f.id: f for f in loaded.pack.fields if f.id in names}
    drawn = st.fixed_dictionaries({id_: st.none() | _values(f) for id_, f in fields.items()})
    return drawn.filter(lambda values: all(_fits(values, f) for f in fields.values())) | drawn.map(
        lambda values: _cut(values, fields)
    )


def _fits(values: Mapping[str, Any], field: Field) -> bool:
    part, whole = values.get(field.id), values.get(field.part_of or "")
    return part is None or whole is None or part <= whole


def _cut(values: dict[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    cut = dict(values)
    for _round in range(4):
        for id_, field in fields.items():
            if not _fits(cut, field):
                cut[id_] = cut[field.part_of or ""]
    return cut


def _values(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "boolean":
        return st.booleans()
    if field.kind == "text":
        return st.sampled_from(sorted(field.choices)) if field.choices else st.sampled_from(["a", "b"])
    low, high = field.range
    least = {"year": 1000, "share": 0}.get(field.type, -1000) if low is None else low
    most = {"year": 2999, "share": 1}.get(field.type, 10_000) if high is None else high
    if field.type in ("count", "year"):
        few = st.integers(int(least), int(min(most, least + 6)))
        return (few | st.integers(int(least), int(most))).map(float)
    return st.floats(least, most) | st.sampled_from([float(least), float(most)])


PACKS = [p for p in sorted(bundled_packs()) if load_packs([p]).pack.types]


@pytest.mark.parametrize("pack", PACKS)
def test_degrees_stay_within_what_is_called_possible(pack: str) -> None:
    loaded = load_packs([pack])
    program = compile_program(loaded, NEWEST)
    reach, scorer = Reach(loaded, program.indicators, program.numbers), Scorer(program)
    bounds = [reach.degrees(rule) for rule in program.rules]
    apart = [
        (i, j)
        for (i, one), (j, other) in combinations(enumerate(program.rules), 2)
        if reach.exclusive(one, other)
    ]

    @settings(max_examples=100, deadline=None)
    @given(values=profiles(loaded, {f.id for f in program.inputs}))
    def law(values: dict[str, Any]) -> None:
        degrees = scorer.degrees(values)
        known = {i: d.low for i, d in degrees.items() if d.low == d.high}
        for i, (low, high) in enumerate(bounds):
            degree = degrees.get(i, Degree(0, 0))
            if degree.low == degree.high:
                assert low <= degree.low <= high
        assert not [pair for pair in apart if known.get(pair[0]) and known.get(pair[1])]

    law()


ATOMS = (
    "a > 3", "a >= 3", "a < 3", "a <= 3", "a == 3", "a != 3", "b > a", "b < 5", "b >= 1", "s > 50%", "s <= 20%",
    "b / a > 0.5", "a - b >= 2", "a * 2 < b", "x + s > 1", "x - s < 0", "x == s", "x != s", "min(x, s) > 40%",
    'k == "p"', 'k != "p"', 'k in ["p", "q"]', 'k not in ["p"]', "f", "missing(a)", "not missing(b)", "r > 0.4",
    "at_least(2, a > 3, b > 3, f)", "largest(1, x, s) < 30%", "abs(a - 3) > 1", "a in [1, 2]", "coalesce(b, 2) > 1",
)  # fmt: skip
conditions = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: f"({p[0]} and {p[1]})"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} or {p[1]})"),
        inner.map(lambda c: f"(not ({c}))"),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def small(small_pack: LoadedPack) -> tuple[LoadedPack, Reach]:
    trees: dict[str, Node] = {"r": small_pack.trees["indicators", "r"]}
    return small_pack, Reach(small_pack, trees, {})


@settings(max_examples=250, deadline=None)
@given(data=st.data(), condition=conditions)
def test_a_condition_called_impossible_or_certain_is(
    small: tuple[LoadedPack, Reach], data: st.DataObject, condition: str
) -> None:
    loaded, reach = small
    tree = read(condition, loaded.names)
    never, always = reach.never(tree), reach.always(tree)
    if never or always:
        evaluator = Evaluator({"it": tree}, reach.indicators, {})
        for _try in range(5):
            value = evaluator.run(data.draw(profiles(loaded, {f.id for f in loaded.pack.fields})))["it"]
            assert not (never and value is True)
            assert not (always and value is False)


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ("a > 3 and a < 4", "never"),  # a is counted: nothing lies between
        ("x > 0.3 and x < 0.4", "open"),
        ("a > 3 and a <= 3", "never"),
        ("a >= 3 and a <= 3", "open"),
        ("b > a", "never"),  # b is part of a
        ("b == a", "open"),
        ("b / a > 1", "never"),
        ("b / a >= 1", "open"),
        ("a - b < 0", "never"),
        ("r > 100%", "never"),
        ("a < b or a >= b", "always"),
        ('k == "p" and k == "q"', "never"),
        ('k != "p" and k != "q"', "never"),
        ("f and not f", "never"),
        ("f or not f", "always"),
        ("missing(a) and a > 3", "never"),
        ("missing(a) and r > 10%", "never"),
        ("missing(a) and f", "open"),
        ("missing(a) and not missing(a)", "never"),
        ("x > s and s > x", "never"),
        ("x >= s and s >= x and x != s", "never"),
        ("x >= s and s >= x", "open"),
        ("a * 2 > 30 and a < 15", "never"),
        ("a * 2 > 30 and a < 17", "open"),
        ("at_least(2, a > 5, a < 3, a == 4)", "never"),
        ("not at_least(1, a > 5, a <= 5)", "never"),
        ("a in [1, 2] and a > 2", "never"),
        ("a in [1, 2] and a >= 2", "open"),
        ("min(x, s) > 40% and x < 30%", "never"),
        ("coalesce(b, 60) > 50 and a < 3", "open"),
    ],
)
def test_what_can_be_proven_and_what_is_left_open(
    small: tuple[LoadedPack, Reach], condition: str, verdict: str
) -> None:
    loaded, reach = small
    tree = read(condition, loaded.names)
    assert (reach.never(tree), reach.always(tree)) == (verdict == "never", verdict == "always")

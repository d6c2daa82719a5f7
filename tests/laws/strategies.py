"""Random conditions and packs over a small table that has every kind of field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from profiles_at_random import CHOICES, FLAGS, NUMBERS

from classify.expression.functions import FUNCTIONS
from classify.expression.tree import (
    Arithmetic,
    Call,
    Compare,
    Logic,
    Member,
    Name,
    Node,
    Not,
    Number,
    Quote,
    Truth,
)
from classify.expression.write import write
from classify.rulepack.load import load_data
from classify.rulepack.loaded import LoadedPack
from classify.scoring.program import Program, compile_program

# How long a law is tried: briefly; those marked `slow` at length.
LAW = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
AS_OF = datetime.date(2026, 11, 1)


def both(text: str) -> dict[str, str]:
    return {"zh": f"{text}（中）", "en": text}


BASIS = {"kind": "expert"}
TABLE: dict[str, Any] = {
    "fields": [
        *({"id": id_, "label": both(id_), "type": "number"} for id_ in NUMBERS),
        {"id": "s1", "label": both("s1"), "type": "share"},
        *({"id": id_, "label": both(id_), "type": "flag"} for id_ in FLAGS),
        {
            "id": "c1",
            "label": both("c1"),
            "type": "choice",
            "choices": {c: both(f"choice {c}") for c in CHOICES},
        },
        {"id": "t1", "label": both("t1"), "type": "text"},
        {"id": "unused", "label": both("unused"), "type": "number"},
    ],
    "indicators": [
        {"id": "ratio", "label": both("ratio"), "type": "number", "value": "n1 / n2"},
        {"id": "three", "label": both("three"), "type": "number", "value": "3"},
        {"id": "nested", "label": both("nested"), "type": "number", "value": "ratio * 7 - n3 / three"},
        {"id": "cube", "label": both("cube"), "type": "number", "value": "n1 * n1 * n1 / n3"},
        {"id": "huge", "label": both("huge"), "type": "number", "value": "cube * cube * cube - n2"},
        {"id": "mixed", "label": both("mixed"), "type": "flag", "value": "f1 or ratio > 2"},
    ],
    "parameters": [
        {"id": "half", "label": both("half"), "values": {"2020-01-01": {"value": 0.5, "basis": BASIS}}},
        {"id": "zero", "label": both("zero"), "values": {"2020-01-01": {"value": 0, "basis": BASIS}}},
        {"id": "seven", "label": both("seven"), "values": {"2020-01-01": {"value": 7, "basis": BASIS}}},
    ],
}
NUMBER_NAMES = (*NUMBERS, "ratio", "three", "nested", "cube", "huge", "half", "zero", "seven")

COMPARISONS = (">=", ">", "<=", "<", "==", "!=")
CONSTANTS = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 2.0, 3.0, 7.0, 0.1, 0.2, 0.3, 0.7, 49.0, 1e-9, 1e15, -1e15, 2.5]),
    st.integers(-20, 20).map(float),
    st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 1e-30).map(lambda x: x + 0.0),
)


def _call(name: str, *args: Node) -> Node:
    return Call(FUNCTIONS[name], args)


def joined(op: str, items: list[Node]) -> Node:
    """Join conditions as the reader does: nested conditions of the same kind become one."""
    flat = [part for i in items for part in (i.items if isinstance(i, Logic) and i.op == op else (i,))]
    return Logic(op, tuple(flat))  # type: ignore[arg-type]


def _k_of(items: list[Node], name: str) -> st.SearchStrategy[Node]:
    return st.integers(1, len(items)).map(lambda k: _call(name, Number(float(k)), *items))


def numbers(*, monotone: bool = False, leaves: int = 8) -> st.SearchStrategy[Node]:
    """Return formulas; `monotone` leaves out the functions that look at what is missing."""
    leaf = st.one_of(
        st.sampled_from(NUMBER_NAMES).map(Name), st.sampled_from(NUMBERS).map(Name), CONSTANTS.map(Number)
    )

    field, constant = st.sampled_from(NUMBERS).map(Name), CONSTANTS.map(Number)
    leaf = st.one_of(leaf, st.builds(Arithmetic, st.sampled_from("/*-+"), field, constant))

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=4)
        grown = [
            st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
            several.map(lambda a: _call("min", *a)),
            several.map(lambda a: _call("max", *a)),
            several.flatmap(lambda a: _k_of(a, "largest")),
            inner.map(lambda a: _call("abs", a)),
        ]
        if not monotone:
            grown.append(several.map(lambda a: _call("coalesce", *a)))
        return st.one_of(grown)

    return st.recursive(leaf, grow, max_leaves=leaves)


DIVISORS = (3.0, 7.0, 49.0, 0.1, 1e-9, 1e15)


def formula(random: Random, depth: int) -> Node:
    """Make up a formula of the arithmetic in which engines differ; plain random numbers find more here."""
    if depth == 0 or random.random() < 0.2:
        return (
            Name(random.choice(("huge", "three", *NUMBERS)))
            if random.random() < 0.7
            else Number(random.choice(DIVISORS))
        )
    left, right = formula(random, depth - 1), formula(random, depth - 1)
    if random.random() < 0.2:
        return _call(random.choice(("min", "max", "coalesce")), left, right)
    return Arithmetic(random.choice("+-*//"), left, right)  # type: ignore[arg-type]


def conditions(*, monotone: bool = False, leaves: int = 5) -> st.SearchStrategy[Node]:
    """Return conditions of every shape."""
    number = numbers(monotone=monotone, leaves=4)
    choice = st.sampled_from(CHOICES).map(Quote)
    word = st.sampled_from(["x", "é", "文", "a b"]).map(Quote)
    leaf: list[st.SearchStrategy[Node]] = [
        st.sampled_from([*FLAGS, "mixed"]).map(Name),
        st.booleans().map(Truth),
        st.builds(Compare, st.sampled_from(COMPARISONS), number, number),
        st.builds(
            Compare, st.sampled_from(COMPARISONS), st.just(Name("s1")), st.floats(0.001, 1).map(Number)
        ),
        st.builds(Compare, st.sampled_from(["==", "!="]), st.just(Name("c1")), choice),
        st.builds(
            Compare, st.sampled_from(["==", "!="]), st.just(Name("t1")), st.one_of(word, st.just(Name("c1")))
        ),
        st.builds(Compare, st.sampled_from(["==", "!="]), st.just(Name("f1")), st.just(Name("f2"))),
        st.builds(Member, st.just(Name("c1")), st.lists(choice, min_size=1, max_size=3).map(tuple)),
        st.builds(
            Member,
            number,
            st.lists(st.one_of(CONSTANTS.map(Number), st.just(Name("seven"))), min_size=1, max_size=3).map(
                tuple
            ),
        ),
    ]
    if not monotone:
        leaf.append(
            st.one_of(number, st.sampled_from(["c1", "t1", "f1"]).map(Name)).map(
                lambda a: _call("missing", a)
            )
        )

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=4)
        grown = [
            st.builds(joined, st.sampled_from(["and", "or"]), several),
            inner.map(Not),
            several.flatmap(lambda a: _k_of(a, "at_least")),
        ]
        if not monotone:
            grown.append(several.map(lambda a: _call("coalesce", *a)))
        return st.one_of(grown)

    return st.recursive(st.one_of(leaf), grow, max_leaves=leaves)


@st.composite
def evidence(draw: st.DrawFn, *, monotone: bool = False) -> dict[str, Any]:
    """Draw what a rule looks at: a condition, a ramp, or both."""
    shape = draw(st.sampled_from(["when", "ramp", "both"]))
    found: dict[str, Any] = {}
    if shape != "ramp":
        found["when"] = write(draw(conditions(monotone=monotone)), draw(st.sampled_from(["en", "zh"])))
    if shape != "when":
        start = draw(st.one_of(st.integers(-10, 10).map(float), st.floats(-1e6, 1e6)))
        width = draw(st.one_of(st.sampled_from([1.0, -1.0, 0.1, -3.0, 1e-6]), st.floats(0.01, 1e9)))
        ends = {"from": start, "to": start + width}
        assert ends["from"] != ends["to"]
        found["ramp"] = {"of": write(draw(numbers(monotone=monotone, leaves=5))), **ends}
    return found


WEIGHTS = st.one_of(st.integers(-3, 3).map(float), st.integers(-20_000, 20_000).map(lambda n: n / 1000))
COUNTS = st.one_of(st.integers(1, 8), st.sampled_from([62, 63, 64, 65, 80, 126, 127, 130]))


@st.composite
def packs(
    draw: st.DrawFn,
    *,
    monotone: bool = False,
    policies: tuple[str, ...] = ("exclusive",),
    rules: int | None = None,
) -> dict[str, Any]:
    """Draw a whole pack as data; many rules share few conditions, so that several words of bits occur."""
    types = draw(st.permutations([f"t{i}" for i in range(draw(st.integers(1, 6)))]))
    pool = draw(st.lists(evidence(monotone=monotone), min_size=1, max_size=7))
    weights = draw(
        st.lists(st.lists(WEIGHTS, min_size=len(types), max_size=len(types)), min_size=1, max_size=5)
    )
    entries = [
        {
            "id": f"r{i:03}",
            "title": both(f"rule {i}"),
            "why": both("because"),
            "basis": BASIS,
            "weigh": dict(zip(types, weights[i % len(weights)], strict=True)),
            **pool[i % len(pool)],
        }
        for i in range(draw(COUNTS) if rules is None else rules)
    ]
    full = st.one_of(st.none(), st.integers(1, 40).map(float), st.sampled_from([0.001, 5000.0, 1e6]))
    return {
        "types": [
            {"id": t, "label": both(t), "definition": both(t), "basis": BASIS, "full_at": draw(full)}
            for t in types
        ],
        "scheme": {
            "id": "random",
            "label": both("random"),
            "policy": draw(st.sampled_from(policies)),
            "threshold": draw(st.sampled_from([0.0, 0.1, 20.0, 33.3, 50.0, 100.0])),
            "margin": draw(st.sampled_from([0.0, 0.1, 5.0, 100.0])),
            "near_tie": draw(st.sampled_from([0.0, 0.1, 3.0, 20.0, 100.0])),
            "precedence": draw(st.lists(st.sampled_from(types), unique=True)),
        },
        "rules": entries,
    }


def loaded(data: Mapping[str, Any]) -> LoadedPack:
    return load_data({"pack": {"id": "random", "version": "1", "title": both("random")}, **TABLE, **data})


def program(data: Mapping[str, Any]) -> Program:
    return compile_program(loaded(data), AS_OF)

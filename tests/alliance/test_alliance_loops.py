"""Circles of reciprocity: which there are, and which were at work in the quarter."""

from __future__ import annotations

import datetime as dt

import pytest

from classify.alliance.loops import loops, quarter
from classify.alliance.model import Alliance
from classify.alliance.rows import Activity, Link, Unit
from classify.alliance.state import State

DAY = dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2025-01-01", "2025-01-01", "2025-03-31"),
        ("2024-02-29", "2024-01-01", "2024-03-31"),
        ("2025-12-31", "2025-10-01", "2025-12-31"),
    ],
)
def test_quarters(day: str, first: str, last: str) -> None:
    assert tuple(map(str, quarter(dt.date.fromisoformat(day)))) == (first, last)


def circle(*, back: bool = True) -> Alliance:
    units = (
        Unit("c", "社区", "community"),
        Unit("f", "企业", "enterprise"),
        Unit("r", "互助队", "residents"),
    )
    arcs = [
        Link("c", "f", "service"),
        Link("f", "r", "service"),
        *([Link("r", "c", "service")] if back else []),
    ]
    done = (
        Activity(DAY, "", "c", "f"),
        Activity(DAY, "", "f", "r", times=3),
        Activity(dt.date(2025, 3, 31), "", "r", "c"),
    )
    return Alliance(units=units, links=tuple(arcs), activities=done)


def test_a_circle_is_active_only_if_every_arc_was_in_this_quarter() -> None:
    [loop], more = loops(State(circle(), DAY))
    assert (loop.units, loop.done, loop.closed, loop.active, more) == (
        ("c", "f", "r"),
        (1, 3, 0),
        True,
        False,
        False,
    )


def test_a_chain_without_its_way_back_is_told() -> None:
    [loop], _more = loops(State(circle(back=False), DAY))
    assert loop.done == (1, 3, None)
    assert not loop.closed


def test_circles_of_a_dense_net_are_bounded() -> None:
    units = tuple(Unit(f"u{n}", f"u{n}", "community") for n in range(60))
    links = tuple(Link(a.id, b.id, "service") for a in units for b in units if a != b)
    found, more = loops(State(Alliance(units=units, links=links), DAY), 4)
    assert more
    assert len(found) == 2_000

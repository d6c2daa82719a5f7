"""One line per subdistrict, and what its figures mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from classify.alliance.coverage import coverage
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Agreement, Need, Party, Unit
from classify.alliance.state import State
from classify.alliance.suggest import suggest
from classify.alliance.summary import Line, lines

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"


def found(state: State) -> list[Line]:
    return lines(state, coverage(state), suggest(state))


@pytest.fixture(scope="module")
def sample() -> tuple[State, list[Line]]:
    alliance, _findings = read_alliance([SAMPLE])
    state = State(alliance, alliance.newest)
    return state, found(state)


def test_communities_needs_and_proposals_stand_in_one_subdistrict_each(
    sample: tuple[State, list[Line]],
) -> None:
    state, told = sample
    proposed = suggest(state)
    assert sum(x.communities for x in told) == 169
    assert sum(x.needs for x in told) == len(state.needs)
    assert sum(x.proposed for x in told) == len(proposed.proposals)
    assert sum(x.short for x in told) == len(proposed.unmet)


def test_subdistricts_keep_the_order_of_the_table(sample: tuple[State, list[Line]]) -> None:
    state, told = sample
    where = state.alliance.subdistrict
    assert [x.name for x in told] == list(
        dict.fromkeys(where[u.id] for u in state.alliance.units if u.kind == "community")
    )


def test_a_need_is_short_only_where_it_is_unserved(sample: tuple[State, list[Line]]) -> None:
    for line in sample[1]:
        assert line.short <= line.unserved <= line.needs
        assert line.covered <= line.communities


def test_an_agreement_of_two_subdistricts_counts_in_both_and_once_in_each() -> None:
    units = (
        Unit("a1", "甲一", "community", subdistrict="甲"),
        Unit("a2", "甲二", "community", subdistrict="甲"),
        Unit("b1", "乙一", "community", subdistrict="乙"),
    )
    parties = tuple(Party("k", unit) for unit in ("a1", "a2", "b1"))
    day = dt.date(2025, 6, 1)
    alliance = Alliance(
        units=units,
        agreements=(Agreement("k", "同建", "alliance", valid_from=day, valid_to=dt.date(2025, 7, 1)),),
        parties=parties,
        needs=(Need("n", "b1", "parking"),),
    )
    told = {x.name: x for x in found(State(alliance, day))}
    assert [told[s].agreements for s in "甲乙"] == [1, 1]
    assert [told[s].ending for s in "甲乙"] == [1, 1]
    assert [told[s].covered for s in "甲乙"] == [2, 1]
    assert (told["乙"].unserved, told["乙"].short) == (1, 1)
    ended = {x.name: x for x in found(State(alliance, dt.date(2025, 7, 2)))}
    assert [ended[s].agreements for s in "甲乙"] == [0, 0]
    assert [ended[s].expired for s in "甲乙"] == [1, 1]

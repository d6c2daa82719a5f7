"""How a figure is spread among the communities of one type: sentences about small worlds, then about the sample district."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.engine import Run
from classify.insight.spread import LEAST, Spread, Spreads, measures


def world(**figures: list[object]) -> Spreads:
    """Return the spreads of a world in which each type has communities with these figures of `share`."""
    outcomes, values = [], {}
    for type_, shares in figures.items():
        for i, share in enumerate(shares):
            outcomes.append(SimpleNamespace(id=f"{type_}{i}", type=type_))
            values[f"{type_}{i}"] = {"share": share}
    nobody: Any = SimpleNamespace()
    return Spreads(nobody, outcomes, values)  # type: ignore[arg-type]


def test_of_five_communities_the_third_is_the_median_and_the_middle_half_lies_between_second_and_fourth() -> (
    None
):
    assert world(old=[0.5, 0.1, 0.4, 0.2, 0.3]).spread("old", "share") == Spread(0.1, 0.2, 0.3, 0.4, 0.5, 5)


def test_between_two_communities_in_the_middle_the_median_lies_half_way() -> None:
    found = world(old=[1, 2, 3, 4]).spread("old", "share")
    assert found == Spread(1, 1.75, 2.5, 3.25, 4, 4)


def test_fewer_than_four_known_figures_say_nothing_about_a_type() -> None:
    assert LEAST == 4
    assert world(old=[1, 2, 3]).spread("old", "share") is None
    assert world(old=[1, 2, 3, None, None]).spread("old", "share") is None
    assert world(old=[1, 2, 3, 4, None]).spread("old", "share") == Spread(1, 1.75, 2.5, 3.25, 4, 4)


def test_communities_of_another_type_do_not_count() -> None:
    spreads = world(old=[1, 1, 1, 1], new=[9, 9, 9, 9])
    assert (spreads.spread("old", "share"), spreads.spread("new", "share")) == (
        Spread(1, 1, 1, 1, 1, 4),
        Spread(9, 9, 9, 9, 9, 4),
    )


def test_a_type_nobody_has_and_a_figure_nobody_has_are_spread_nowhere() -> None:
    assert world(old=[1, 2, 3, 4]).spread("new", "share") is None
    assert world(old=[1, 2, 3, 4]).spread("old", "elevation") is None


def test_yes_and_no_and_words_are_not_figures() -> None:
    assert world(old=[True, False, True, False, "3"]).spread("old", "share") is None
    assert world(old=[0, 0.0, 1, 1]).spread("old", "share") == Spread(0, 0, 0.5, 1, 1, 4)


@given(st.lists(st.floats(-1e9, 1e9), min_size=LEAST, max_size=40), st.randoms())
def test_the_five_marks_are_in_order_within_the_figures_whatever_their_order(
    figures: list[float], chance: Any
) -> None:
    found = world(old=list(figures)).spread("old", "share")
    assert found is not None
    assert found.low == min(figures)
    assert found.high == max(figures)
    assert found.low <= found.quarter <= found.median <= found.three_quarters <= found.high
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert world(old=shuffled).spread("old", "share") == found


def test_what_communities_are_compared_by_is_a_number_that_rules_read(district: Run) -> None:
    found = measures(district.program)
    names = district.program.loaded.names
    assert len(found) == len(set(found)) > 10
    assert all(names[id_].kind == "number" for id_ in found)
    assert "median_build_year" not in found, "years have no middle half anybody can picture"
    assert not set(found) & set(district.program.numbers), "a threshold is the same for everybody"
    assert "heritage_zone" not in found


@pytest.mark.parametrize(
    ("type_", "first"),
    [("old-estate", "old_estate"), ("resettlement", "resettlement"), ("commodity", "commodity")],
)
def test_the_share_of_its_own_housing_tells_most_about_a_type_of_housing(
    district: Run, type_: str, first: str
) -> None:
    spreads = Spreads(district.program, district.outcomes, {})
    assert first in spreads.telling[type_][0]
    assert set(spreads.telling) == {t.id for t in district.program.types}


def test_every_type_is_told_by_what_its_rules_read_and_by_nothing_else(district: Run) -> None:
    spreads = Spreads(district.program, district.outcomes, {})
    known = set(measures(district.program))
    for measures_of_type in spreads.telling.values():
        assert len(set(measures_of_type)) == len(measures_of_type)
        assert set(measures_of_type) <= known

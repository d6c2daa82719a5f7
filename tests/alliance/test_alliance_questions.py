"""What the questions answer on networks small enough to know the answer by heart."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.alliance.community import Sections, section_tables
from classify.alliance.coverage import coverage, months_before
from classify.alliance.diff import diff
from classify.alliance.leave import leave
from classify.alliance.matching import distance, match
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance
from classify.alliance.risk import risk
from classify.alliance.routes import routes
from classify.alliance.rows import Activity, Agreement, Link, Need, Offer, Party, Unit
from classify.alliance.scope import find_need, find_unit
from classify.alliance.state import State
from classify.alliance.suggest import suggest
from classify.errors import ClassifyError

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"
DAY = dt.date(2025, 6, 30)


@pytest.fixture(scope="module")
def sample() -> State:
    alliance, _findings = read_alliance([SAMPLE])
    return State(alliance, alliance.newest)


def pair(
    id_: str, *units: str, start: dt.date | None = None, end: dt.date | None = None, kind: str = "pair"
) -> tuple[Agreement, list[Party]]:
    return Agreement(id_, id_, kind, document="1", valid_from=start, valid_to=end), [
        Party(id_, u) for u in units
    ]


def test_double_coverage_is_two_ratios_and_not_stated_is_neither() -> None:
    units = (
        Unit("f1", "f1", "firm", party_org="own"), Unit("f2", "f2", "firm", party_org="none"),
        Unit("f3", "f3", "firm", party_org="none"), Unit("f4", "f4", "firm"), Unit("p", "p", "party"),
    )  # fmt: skip
    state = State(Alliance(units=units, links=(Link("p", "f2", "instructor"),)), DAY)
    found = {c.unit.id: c for c in coverage(state).covered}
    assert {i: c.organisation for i, c in found.items()} == {"f1": True, "f2": False, "f3": False, "f4": None}
    assert [i for i, c in found.items() if c.instructor] == ["f2"]


def test_expired_means_not_carried_on_and_the_last_day_is_not_expired() -> None:
    a, pa = pair("a", "u", "v", end=DAY)
    b, pb = pair("b", "u", "w", end=DAY - dt.timedelta(1))
    c, pc = pair("c", "x", "y", start=dt.date(2020, 1, 1), end=DAY - dt.timedelta(1))
    d, pd = pair("d", "x", "y", start=DAY)
    units = tuple(Unit(i, i, "other") for i in "uvwxy")
    state = State(Alliance(units=units, agreements=(a, b, c, d), parties=(*pa, *pb, *pc, *pd)), DAY)
    found = coverage(state, 0)
    assert [e.agreement.id for e in found.expired] == ["b"]
    assert [(e.agreement.id, e.days) for e in found.expiring] == [("a", 0)]
    # What never held neither expires nor carries anything on.
    never = d._replace(valid_from=DAY, valid_to=DAY - dt.timedelta(1))
    state = State(Alliance(units=units, agreements=(c, never), parties=(*pc, *pd)), DAY)
    assert [e.agreement.id for e in coverage(state).expired] == ["c"]


@pytest.mark.parametrize(
    ("last", "months"), [("2024-12-31", None), ("2024-12-30", 6), ("2024-06-30", 12), ("2024-07-01", 6)]
)
def test_dormant_after_six_and_after_twelve_months(last: str, months: int | None) -> None:
    a, parties = pair("a", "u", "v", start=dt.date(2020, 1, 1))
    units = tuple(Unit(i, i, "other") for i in "uv")
    done = (Activity(dt.date.fromisoformat(last), "a"),)
    state = State(Alliance(units=units, agreements=(a,), parties=tuple(parties), activities=done), DAY)
    assert [s.months for s in coverage(state).sleeping] == ([months] if months else [])


def test_without_activities_nothing_is_called_dormant() -> None:
    a, parties = pair("a", "u", "v", start=dt.date(2020, 1, 1))
    units = tuple(Unit(i, i, "other") for i in "uv")
    found = coverage(State(Alliance(units=units, agreements=(a,), parties=tuple(parties)), DAY))
    assert (found.sleeping, found.told) == ((), False)


def test_pledges_count_only_what_was_done_by_the_day() -> None:
    a, parties = pair("a", "u", "v", start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31))
    promised = parties[0]._replace(pledged=4)
    units = tuple(Unit(i, i, "other") for i in "uv")
    done = (
        Activity(DAY, "a", "u", times=2), Activity(DAY + dt.timedelta(1), "a", "u"), Activity(DAY, "a", "v"),
    )  # fmt: skip
    state = State(
        Alliance(units=units, agreements=(a,), parties=(promised, parties[1]), activities=done), DAY
    )
    [found] = coverage(state).delivered
    assert (found.pledged, found.done) == (4, 2)
    assert found.elapsed == pytest.approx(181 / 365)
    two = (promised._replace(offer="o1"), promised._replace(offer="o2", pledged=3))
    offers = (Offer("o1", "u", "law"), Offer("o2", "u", "elder"))
    twice = Alliance(units=units, agreements=(a,), parties=(*two, parties[1]), offers=offers, activities=done)
    [found] = coverage(State(twice, DAY)).delivered
    assert (found.pledged, found.done) == (7, 2)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2200, 1, 1)), st.integers(0, 60))
def test_months_before_stays_in_the_right_month(day: dt.date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day <= day.day


def test_a_difference_tells_what_began_and_ended() -> None:
    units = tuple(Unit(i, i, "community") for i in "uvw")
    a, pa = pair("a", "u", "v", end=DAY)
    b, pb = pair("b", "u", "w", start=DAY + dt.timedelta(1))
    found = diff(Alliance(units=units, agreements=(a, b), parties=(*pa, *pb)), DAY, DAY + dt.timedelta(1))
    assert ([x.id for x in found.begun], [x.id for x in found.ended]) == (["b"], ["a"])
    assert {c.community: c.partners for c in found.changes} == {"v": (1, 0), "w": (0, 1)}


@pytest.mark.parametrize(
    "days", [(dt.date(2023, 5, 1), dt.date(2024, 9, 1)), (dt.date(2022, 1, 1), dt.date(2025, 12, 31))]
)
def test_differences_add_up_and_turn_round(sample: State, days: tuple[dt.date, dt.date]) -> None:
    there, back = diff(sample.alliance, *days), diff(sample.alliance, *days[::-1])
    assert (there.begun, there.ended) == (back.ended, back.begun)
    first, second = State(sample.alliance, days[0]).agreements, State(sample.alliance, days[1]).agreements
    assert first | {a.id for a in there.begun} == second | {a.id for a in there.ended}


def served() -> Alliance:
    """Return two hubs: one whose needs others can take over, one whose needs nobody can."""
    homes = tuple(Unit(f"c{n}", f"社区{n}", "community") for n in range(9))
    hubs = (Unit("big", "大户", "other"), Unit("sole", "独家", "other"), Unit("spare", "备份", "other"))
    agreements, parties = [], []
    for n in range(7):
        agreements.append(Agreement(f"b{n}", f"b{n}", "pair"))
        parties += [Party(f"b{n}", f"c{n}"), Party(f"b{n}", "big", offer="R1")]
    for n in (7, 8):
        agreements.append(Agreement(f"s{n}", f"s{n}", "pair"))
        parties += [Party(f"s{n}", f"c{n}"), Party(f"s{n}", "sole", offer="R2")]
    offers = (Offer("R1", "big", "law", 7), Offer("R2", "sole", "elder", 2), Offer("R3", "spare", "law", 7))
    needs = tuple(Need(f"n{n}", f"c{n}", "law" if n < 7 else "elder") for n in range(9))
    return Alliance(
        units=(*homes, *hubs),
        agreements=tuple(agreements),
        parties=tuple(parties),
        offers=offers,
        needs=needs,
    )


def test_units_are_ranked_by_what_is_lost_after_rematching_not_by_size() -> None:
    found = risk(State(served(), DAY))
    first, second = found.units[0], next(u for u in found.units if u.unit == "big")
    assert (first.unit, first.lost, first.after, first.sole) == ("sole", 2, 2, 2)
    assert (second.lost, second.after, second.cut_off) == (7, 0, 6)


def test_leaving_tells_who_could_step_in() -> None:
    found = leave(State(served(), DAY), "big")
    assert len(found.ending) == 7
    assert {loss.taker for loss in found.losses} == {"R3"}
    assert {loss.taker for loss in leave(State(served(), DAY), "sole").losses} == {None}


def test_eighty_two_on_one_are_a_hub(sample: State) -> None:
    [hub] = [h for h in risk(sample).hubs if h.members >= 80]
    assert (hub.unit, hub.members) == ("J07", 82)
    assert hub.only_here > 0


@given(st.integers(0, 100_000))
def test_matching_serves_as_many_as_possible(seed: int) -> None:
    draw = random.Random(seed)
    needs = [f"n{i}" for i in range(draw.randint(1, 4))]
    room = {f"o{i}": draw.randint(0, 2) for i in range(draw.randint(1, 3))}
    choices = {n: [o for o in room if draw.random() < 0.6] for n in needs}
    found = match(needs, choices, room)
    assert all(o in choices[n] for n, o in found.items())
    assert all(list(found.values()).count(o) <= room[o] for o in room)
    most = 0
    for pick in itertools.product(*([None, *choices[n]] for n in needs)):
        if all(pick.count(o) <= room[o] for o in room):
            most = max(most, sum(p is not None for p in pick))
    assert len(found) == most


def test_requests_are_relayed_by_party_organisations_only() -> None:
    units = (
        Unit("p", "街道", "party"), Unit("c", "社区", "community", superior=("p",)),
        Unit("d", "另一社区", "community", superior=("p",)), Unit("w", "物业", "firm"), Unit("s", "学校", "school"),
    )  # fmt: skip
    a, pa = pair("a", "c", "w")
    b, pb = pair("b", "w", "s")
    e, pe = pair("e", "d", "s")
    alliance = Alliance(
        units=units,
        agreements=(a, b, e),
        parties=(*pa, *pb, *pe),
        offers=(Offer("r", "s", "child"),),
        needs=(Need("n", "c", "child"),),
    )
    [route] = routes(State(alliance, DAY), alliance.needs[0])
    assert route.stations == ("c", "p", "d", "e", "s")
    assert "w" not in route.stations


def test_a_need_nobody_may_relay_has_no_way() -> None:
    units = (Unit("c", "社区", "community"), Unit("w", "物业", "firm"), Unit("s", "学校", "school"))
    a, pa = pair("a", "c", "w")
    b, pb = pair("b", "w", "s")
    alliance = Alliance(
        units=units,
        agreements=(a, b),
        parties=(*pa, *pb),
        offers=(Offer("r", "s", "law"),),
        needs=(Need("n", "c", "law"),),
    )
    assert routes(State(alliance, DAY), alliance.needs[0]) == []


def test_distances_are_those_of_the_earth() -> None:
    first, second = Unit("a", "a", "other", x=120.0, y=31.0), Unit("b", "b", "other", x=121.0, y=31.0)
    assert distance(first, second) == pytest.approx(95.3, abs=0.2)
    assert distance(first, second._replace(x=None)) is None


def test_units_are_found_by_id_and_by_full_name(sample: State) -> None:
    assert find_unit(sample.alliance, "D01-003").name == "听橹巷社区"
    assert find_unit(sample.alliance, "听橹巷社区").id == "D01-003"
    with pytest.raises(ClassifyError) as unknown:
        find_unit(sample.alliance, "听橹弄社区")
    assert unknown.value.findings[0].code == "ALLIANCE080"
    assert "听橹巷社区" in unknown.value.findings[0].message("en")
    twins = Alliance(units=(Unit("a", "同名", "other"), Unit("b", "同名", "other")))
    with pytest.raises(ClassifyError) as several:
        find_unit(twins, "同名")
    assert several.value.findings[0].code == "ALLIANCE081"
    with pytest.raises(ClassifyError) as need:
        find_need(sample.alliance, "N-D01-001-99")
    assert need.value.findings[0].code == "ALLIANCE082"


def test_the_section_of_a_community_has_its_three_columns(sample: State) -> None:
    suggestion = suggest(sample, solver="greedy")
    busy = max(suggestion.proposals, key=lambda p: len(sample.memberships.get(p.community, ()))).community
    found = Sections(sample, suggestion).of(busy)
    assert found.partners
    assert found.needs
    assert sum(len(n.proposals) for n in found.needs) == sum(
        p.community == busy for p in suggestion.proposals
    )
    days = [p.days for p in found.partners if p.days is not None]
    assert days == sorted(days)
    partners, needs = section_tables(sample, found)
    assert (len(partners.rows), len(needs.rows)) == (len(found.partners), len(found.needs))
    assert str(len(found.partners)) in found.summary.say("zh")

"""Tables that ask for endless work get a bounded answer, and the right one."""

from __future__ import annotations

import datetime as dt
import random
import time
import tracemalloc

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_problems import value

from classify.alliance.checks import check
from classify.alliance.leave import leave
from classify.alliance.loops import loops
from classify.alliance.matching import Market
from classify.alliance.model import Alliance
from classify.alliance.partners import partners
from classify.alliance.problem import MOST_LINKS, build_problem
from classify.alliance.risk import risk
from classify.alliance.rows import Agreement, Link, Need, Offer, Party, Unit
from classify.alliance.serving import Served
from classify.alliance.solvers import ortools_there, solve
from classify.alliance.state import State
from classify.alliance.suggest import suggest
from classify.errors import ClassifyError

DAY = dt.date(2025, 6, 30)


def everybody(size: int) -> Alliance:
    """Return one alliance of `size` communities that all need the same, and as many units that all commit it."""
    homes = tuple(Unit(f"c{n}", f"社区{n}", "community") for n in range(size))
    units = tuple(Unit(f"u{n}", f"单位{n}", "enterprise") for n in range(size))
    return Alliance(
        units=(*homes, *units),
        agreements=(Agreement("A", "全体", "alliance", document="1"),),
        parties=(*(Party("A", h.id) for h in homes), *(Party("A", u.id, offer=f"o{u.id}") for u in units)),
        offers=tuple(Offer(f"o{u.id}", u.id, "parking", 5) for u in units),
        needs=tuple(Need(f"n{h.id}", h.id, "parking", urgent=n % 2 == 0) for n, h in enumerate(homes)),
    )


def test_an_alliance_where_all_serve_all_is_never_written_out_in_pairs() -> None:
    size = 4_000
    state = State(everybody(size), DAY)
    tracemalloc.start()
    started = time.perf_counter()
    found = risk(state)
    assert {(u.lost, u.urgent, u.after) for u in found.units} == {(size, size // 2, 0)}
    assert [f.code for f in check(state.alliance, DAY)].count("ALLIANCE037") == size
    departure = leave(state, "u0")
    assert all(loss.remaining and loss.taker is None for loss in departure.losses)
    assert suggest(state, solver="networkx").proposals == ()
    assert time.perf_counter() - started < 20
    # Pairs would be 16 million entries, more than a gigabyte.
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


@given(st.integers(0, 100_000))
def test_what_is_counted_together_equals_what_is_counted_one_by_one(seed: int) -> None:
    draw = random.Random(seed)
    ids = [f"u{n}" for n in range(6)]
    units = tuple(Unit(id_, id_, draw.choice(("community", "community", "other"))) for id_ in ids)
    offers = tuple(Offer(f"o{id_}{kind}", id_, kind) for id_ in ids for kind in ("law", "elder"))
    agreements = tuple(Agreement(f"a{n}", f"a{n}", "alliance") for n in range(3))
    parties = tuple(
        Party(a.id, id_, offer=draw.choice(("", f"o{id_}law", f"o{id_}elder")))
        for a in agreements for id_ in ids if draw.random() < 0.6
    )  # fmt: skip
    needs = tuple(
        Need(
            f"n{n}", draw.choice(ids), draw.choice(("law", "elder")), draw.random() < 0.5, draw.choice((1, 2))
        )
        for n in range(5)
    )
    state = State(
        Alliance(units=units, agreements=agreements, parties=parties, offers=offers, needs=needs), DAY
    )
    served = Served(state)
    plain = {
        n.id: {
            p.unit for p in parties if p.offer and p.offer.endswith(n.kind) and p.unit != n.community
            and any(q.agreement == p.agreement and q.unit == n.community for q in parties)
        } if state.alliance.unit[n.community].kind == "community" else set()
        for n in needs
    }  # fmt: skip
    for need in needs:
        assert set(state.providers[need.id]) == plain[need.id]
        assert len(state.providers[need.id]) == len(plain[need.id])
        assert all((id_ in state.providers[need.id]) is (id_ in plain[need.id]) for id_ in ids)
    for id_ in ids:
        mine = [n for n in needs if id_ in plain[n.id]]
        assert (served.needs[id_], served.urgent[id_]) == (len(mine), sum(n.urgent for n in mine))
        assert served.depends.get(id_, []) == [n.id for n in mine if len(plain[n.id]) <= n.wanted]


def test_who_is_one_of_more_than_enough_is_no_risk() -> None:
    homes = (Unit("c", "c", "community"), Unit("d", "d", "community"))
    units = tuple(Unit(i, i, "other") for i in "uvw")
    alliance = Alliance(
        units=(*homes, *units),
        agreements=(Agreement("a", "a", "alliance"), Agreement("b", "b", "pair")),
        parties=(
            Party("a", "c"), Party("a", "u", offer="ou"), Party("a", "v", offer="ov"),
            Party("b", "d"), Party("b", "w", offer="ow"),
        ),
        offers=tuple(Offer(f"o{i}", i, "law" if i != "w" else "elder") for i in "uvw"),
        needs=(Need("n", "c", "law"), Need("m", "d", "elder")),
    )  # fmt: skip
    state = State(alliance, DAY)
    assert {u.unit: u.after for u in risk(state).units if u.lost} == {"u": 0, "v": 0, "w": 1}
    [loss] = leave(state, "u").losses
    assert (loss.taker, loss.remaining) == (None, ("v",))
    [loss] = leave(state, "w").losses
    assert (loss.taker, loss.remaining) == (None, ())


@given(st.integers(0, 100_000))
def test_circles_are_those_networkx_finds(seed: int) -> None:
    draw = random.Random(seed)
    ids = [f"u{n}" for n in range(draw.randint(2, 8))]
    units = tuple(Unit(id_, id_, draw.choice(("community", "enterprise", "residents"))) for id_ in ids)
    links = tuple(Link(a, b, "service") for a in ids for b in ids if draw.random() < 0.3)
    alliance = Alliance(units=units, links=links)
    arcs = draw.randint(2, 5)
    found = [loop.units for loop in loops(State(alliance, DAY), arcs)[0] if loop.closed]
    net = nx.DiGraph((x.source, x.target) for x in links if x.source != x.target)
    wanted = {
        frozenset(zip(ring, (*ring[1:], ring[0]), strict=True))
        for ring in nx.simple_cycles(net, length_bound=arcs)
        if any(alliance.unit[id_].kind == "community" for id_ in ring)
    }
    assert {frozenset(zip(ring, (*ring[1:], ring[0]), strict=True)) for ring in found} == wanted
    assert len(found) == len(wanted)
    assert all(alliance.unit[ring[0]].kind == "community" for ring in found)


@pytest.mark.parametrize("arcs", [3, 5])
def test_a_dense_net_without_short_circles_costs_no_search(arcs: int) -> None:
    layers = [
        [Unit(f"l{at}-{n}", "x", "community" if at == 0 else "enterprise") for n in range(60)]
        for at in range(6)
    ]
    links = tuple(
        Link(a.id, b.id, "service") for at in range(6) for a in layers[at] for b in layers[(at + 1) % 6]
    )
    state = State(Alliance(units=tuple(u for layer in layers for u in layer), links=links), DAY)
    started = time.perf_counter()
    assert loops(state, arcs) == ([], False)
    assert time.perf_counter() - started < 5


def test_of_parallel_links_the_longest_tells_until_when() -> None:
    units = (Unit("a", "a", "community"), Unit("b", "b", "other"))
    links = (Link("a", "b", "twin", None, DAY), Link("a", "b", "twin"), Link("a", "b", "twin", None, DAY))
    [tie] = partners(State(Alliance(units=units, links=links), DAY), "a")
    assert tie.valid_to is None


def test_communities_that_follow_one_another_share_one_place() -> None:
    change = dt.date(2025, 1, 1)
    units = (Unit("c", "c", "community"), Unit("d", "d", "community"), Unit("u", "u", "other"))
    parties = (
        Party("a", "c", valid_to=change - dt.timedelta(1)),
        Party("a", "d", valid_from=change),
        Party("a", "u", offer="o"),
    )
    agreement = Agreement("a", "a", "pair", document="1", valid_from=dt.date(2024, 1, 1))
    alliance = Alliance(
        units=units, agreements=(agreement,), parties=parties, offers=(Offer("o", "u", "law"),)
    )
    assert check(alliance, DAY) == []
    both = (parties[0]._replace(valid_to=change), *parties[1:])
    overlapping = Alliance(
        units=units, agreements=(agreement,), parties=both, offers=(Offer("o", "u", "law"),)
    )
    assert [f.code for f in check(overlapping, DAY)] == ["ALLIANCE037"]


def many(size: int, wanted: int = 1) -> State:
    """Return a state in which every offer is in range of every need."""
    homes = tuple(Unit(f"c{n}", f"c{n}", "community") for n in range(size))
    units = tuple(Unit(f"u{n}", f"u{n}", "other") for n in range(size))
    offers = tuple(Offer(f"o{n}", f"u{n}", "law") for n in range(size))
    needs = tuple(Need(f"n{n}", f"c{n}", "law", wanted=wanted) for n in range(size))
    return State(Alliance(units=(*homes, *units), offers=offers, needs=needs), DAY)


def test_more_links_than_memory_holds_are_refused_before_they_are_made() -> None:
    size = int(MOST_LINKS**0.5) + 1
    started = time.perf_counter()
    with pytest.raises(ClassifyError) as error:
        suggest(many(size), solver="greedy")
    assert [f.code for f in error.value.findings] == ["ALLIANCE073"]
    assert error.value.exit_code == 1
    assert time.perf_counter() - started < 5


def test_communities_nothing_is_special_about_share_one_list_of_offers() -> None:
    state = many(50)
    market = Market(state)
    assert len({id(market.offers(need)) for need in state.needs.values()}) == 1


@pytest.mark.skipif(not ortools_there(), reason="needs the extra solve")
def test_weights_too_large_for_64_bits_are_left_to_networkx() -> None:
    state = many(3, wanted=20_000)
    problem = build_problem(state)
    chosen, used = solve(problem, "ortools")
    assert used == "networkx"
    assert value(problem, tuple(chosen)) == value(problem, tuple(solve(problem, "networkx")[0]))
    assert [f.code for f in suggest(state).findings] == ["ALLIANCE072"]
    assert suggest(many(3)).findings == ()

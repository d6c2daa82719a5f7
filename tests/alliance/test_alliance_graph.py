"""The networkx graph: frozen, bounded, and the same after it was written and read."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from classify.alliance.counting import partner_counts
from classify.alliance.export import export
from classify.alliance.graph import graph
from classify.alliance.model import Alliance
from classify.alliance.partners import lateral_partners, partners
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Agreement, Link, Party, Unit
from classify.alliance.state import State
from classify.errors import ClassifyError

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"


@pytest.fixture(scope="module")
def sample() -> Alliance:
    return read_alliance([SAMPLE])[0]


def content(built: Any) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    return dict(built.nodes(data=True)), {(u, v, k): d for u, v, k, d in built.edges(keys=True, data=True)}


def test_the_graph_is_a_frozen_multidigraph_with_documented_attributes(sample: Alliance) -> None:
    built = graph(sample, whole_time=True)
    assert isinstance(built, nx.MultiDiGraph)
    assert nx.is_frozen(built)
    keys = {key for _node, data in built.nodes(data=True) for key in data}
    assert keys == {
        "node", "name", "kind", "level", "subdistrict", "community", "document", "modes", "valid_from", "valid_to",
    }  # fmt: skip
    assert {key for *_edge, data in built.edges(data=True) for key in data} == {
        "layer", "kind", "role", "valid_from", "valid_to",
    }  # fmt: skip


def test_the_last_day_counts_and_the_next_does_not(sample: Alliance) -> None:
    agreement = next(
        a for a in sample.agreements if a.valid_to and a.valid_from and a.valid_to > a.valid_from
    )
    assert agreement.valid_to is not None
    assert agreement.id in sample.graph(agreement.valid_to)
    assert agreement.id not in sample.graph(agreement.valid_to + dt.timedelta(1))


def test_layers_and_scope_limit_what_is_in_it(sample: Alliance) -> None:
    lateral = sample.graph(layers=["lateral"])
    assert {d["layer"] for *_e, d in lateral.edges(data=True)} == {"lateral"}
    street = sample.graph(scope="棠湾街道")
    homes = {
        n
        for n, d in street.nodes(data=True)
        if d.get("kind") == "community" and d["subdistrict"] == "棠湾街道"
    }
    assert len(homes) == 12
    assert street.number_of_nodes() < lateral.number_of_nodes() / 2
    with pytest.raises(ClassifyError) as error:
        sample.graph(scope="没有这个街道")
    assert error.value.findings[0].code == "ALLIANCE083"


@pytest.mark.parametrize("whole", [False, True])
def test_graphml_and_node_link_read_back_equal(sample: Alliance, *, whole: bool) -> None:
    built = graph(sample, whole_time=whole)
    xml = nx.read_graphml(io.BytesIO(export(built, "graphml")), force_multigraph=True)
    for _source, _target, key, data in xml.edges(keys=True, data=True):
        # Ids of edges must be unique, so the key is written as an attribute, and networkx leaves it among them.
        assert data.pop("key") == key
    assert content(xml) == content(built)
    linked = nx.node_link_graph(json.loads(export(built, "json")), edges="edges")
    assert content(linked) == content(built)


def test_gexf_reads_back_equal_and_carries_time(sample: Alliance) -> None:
    built = graph(sample, whole_time=True)
    text = export(built, "gexf")
    assert b'mode="dynamic"' in text
    assert b'timeformat="date"' in text
    nodes, edges = content(nx.read_gexf(io.BytesIO(text)))
    times = {"start": "valid_from", "end": "valid_to"}
    drop = {"label", "id", "networkx_key"}
    nodes = {n: {times.get(k, k): v for k, v in d.items() if k not in drop} for n, d in nodes.items()}
    edges = {e: {times.get(k, k): v for k, v in d.items() if k not in drop} for e, d in edges.items()}
    assert (nodes, edges) == content(built)


def test_exports_are_the_same_bytes_every_time(sample: Alliance) -> None:
    for form in ("graphml", "gexf", "json"):
        assert export(sample.graph(), form) == export(sample.graph(), form)


def test_an_alliance_of_ten_thousand_never_becomes_pairs() -> None:
    units = tuple(Unit(f"u{n}", f"单位{n}", "community" if n % 2 else "other") for n in range(10_000))
    whole = Alliance(
        units=units,
        agreements=(Agreement("a", "a", "alliance"),),
        parties=tuple(Party("a", u.id) for u in units),
    )
    started = time.perf_counter()
    built = whole.graph()
    assert built.number_of_edges() == 10_000
    counts = partner_counts(State(whole, whole.newest), [u.id for u in units])
    assert set(counts.values()) == {9_999}
    assert time.perf_counter() - started < 3


def test_counted_partners_equal_listed_partners(sample: Alliance) -> None:
    state = State(sample, sample.newest)
    homes = [u.id for u in sample.units if u.kind in ("community", "enterprise")]
    assert partner_counts(state, homes) == {h: len(lateral_partners(state, h)) for h in homes}


def test_co_members_of_an_alliance_are_partners() -> None:
    whole = Alliance(
        units=tuple(Unit(i, i, "other") for i in "abc"),
        agreements=(Agreement("x", "联盟", "alliance"),),
        parties=(Party("x", "a", "host"), Party("x", "b"), Party("x", "c")),
        links=(Link("a", "b", "twin"),),
    )
    ties = partners(State(whole, whole.newest), "b")
    assert {(t.unit, t.through or t.kind) for t in ties} == {("a", "x"), ("c", "x"), ("a", "twin")}

"""Written graphs keep to their formats: Gephi is not at hand, so what the specifications ask is checked one by one."""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from classify.alliance.export import export
from classify.alliance.graph import graph
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Agreement, Link, Party, Unit

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"
GEXF, GRAPHML = "{http://www.gexf.net/1.2draft}", "{http://graphml.graphdrawing.org/xmlns}"
TIMES = {"start", "end"}
# Everything but tab, line feed and carriage return below the blank, surrogates, and the two last signs of the plane.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NMTOKEN = re.compile(r"[\w.\-:·]+")


def nasty() -> Alliance:
    """Return tables as a program may make them: forbidden signs, quotes, dates the wrong way round, ids alike."""
    every = "".join(map(chr, [*range(1, 32), *range(0x7F, 0xA0), 0x2028, 0xFFFE, 0xFFFF]))
    start, end = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
    return Alliance(
        units=(
            Unit("a", f"甲{every}<&\"'>]]>", "community", valid_from=start, valid_to=end), Unit("a>b", "乙", "other"),
            Unit("b", "丙", "other"), Unit("b>c", "丁", "other"), Unit("c", "戊", "other"),
            Unit("r", "倒", "other", valid_from=end, valid_to=start),
        ),
        agreements=(Agreement("x", f"协{every}议", "pair"), Agreement("y", "倒", "pair", valid_from=end, valid_to=start)),
        parties=(Party("x", "a"), Party("x", "b", "provider"), Party("y", "a"), Party("y", "b")),
        links=(
            Link("a>b", "c", "twin"), Link("a", "b>c", "twin", start, end), Link("a", "b>c", "twin", end, None),
            Link("b", "c", "service", end, start),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["sample", "nasty"])
def alliance(request: pytest.FixtureRequest) -> Alliance:
    return read_alliance([SAMPLE])[0] if request.param == "sample" else nasty()


def test_gexf_keeps_to_its_schema(alliance: Alliance) -> None:
    text = export(graph(alliance, whole_time=True), "gexf").decode()
    assert not FORBIDDEN.search(text)
    root = ET.fromstring(text.encode())  # noqa: S314 - our own text
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    body = root.find(f"{GEXF}graph")
    assert body is not None
    assert dict(body.attrib) == {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    declared: dict[str, set[str]] = {}
    for block in body.iter(f"{GEXF}attributes"):
        rows = list(block)
        declared[block.attrib["class"]] = ids = {row.attrib["id"] for row in rows}
        assert len(ids) == len(rows)
        assert {row.attrib["type"] for row in rows} == {"string"}
        assert len({row.attrib["title"] for row in rows}) == len(rows)
    assert declared.keys() == {"node", "edge"}
    nodes, edges = list(body.iter(f"{GEXF}node")), list(body.iter(f"{GEXF}edge"))
    ids = {node.attrib["id"] for node in nodes}
    assert len(ids) == len(nodes)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    assert all(node.attrib.keys() <= {"id", "label", *TIMES} for node in nodes)
    assert all(edge.attrib.keys() <= {"id", "source", "target", *TIMES} for edge in edges)
    assert all({edge.attrib["source"], edge.attrib["target"]} <= ids for edge in edges)
    for kind, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            named = [value.attrib["for"] for value in element.iter(f"{GEXF}attvalue")]
            assert len(named) == len(set(named))
            assert set(named) <= declared[kind]
            spans(element)


def spans(element: ET.Element) -> None:
    """Check that dates are those of xsd:date and run forwards."""
    days = {key: dt.date.fromisoformat(element.attrib[key]) for key in TIMES if key in element.attrib}
    assert all(element.attrib[key] == day.isoformat() for key, day in days.items())
    if len(days) == len(TIMES):
        assert days["start"] <= days["end"]


def test_ends_in_gexf_are_the_last_day_itself(alliance: Alliance) -> None:
    """Intervals of GEXF are closed: an agreement's last day is its end, not the day after."""
    root = ET.fromstring(export(graph(alliance, whole_time=True), "gexf"))  # noqa: S314
    ends = {n.attrib["id"]: n.get("end") for n in root.iter(f"{GEXF}node")}
    rows = {**alliance.unit, **alliance.agreement}
    assert ends
    assert all(end == (str(rows[id_].valid_to) if rows[id_].valid_to else None) for id_, end in ends.items())


def test_graphml_keeps_to_its_schema(alliance: Alliance) -> None:
    text = export(graph(alliance, whole_time=True), "graphml").decode()
    assert not FORBIDDEN.search(text)
    root = ET.fromstring(text.encode())  # noqa: S314
    keys = list(root.iter(f"{GRAPHML}key"))
    assert len({key.attrib["id"] for key in keys}) == len(keys)
    assert {key.attrib["attr.type"] for key in keys} == {"string"}
    of = {key.attrib["id"]: key.attrib["for"] for key in keys}
    nodes, edges = list(root.iter(f"{GRAPHML}node")), list(root.iter(f"{GRAPHML}edge"))
    ids = {node.attrib["id"] for node in nodes}
    assert len(ids) == len(nodes)
    # Gephi keeps the first edge of an id and drops the others; without ids it gives its own.
    assert not any("id" in edge.attrib for edge in edges)
    assert all({edge.attrib["source"], edge.attrib["target"]} <= ids for edge in edges)
    for kind, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            named = [data.attrib["key"] for data in element.iter(f"{GRAPHML}data")]
            assert len(named) == len(set(named))
            assert {of[key] for key in named} == {kind}


def test_ids_of_the_sample_are_tokens_of_xml() -> None:
    built = graph(read_alliance([SAMPLE])[0], whole_time=True)
    assert [node for node in built if not NMTOKEN.fullmatch(node)] == []


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_no_edge_is_lost_and_none_is_there_that_never_held(form: str) -> None:
    built = graph(nasty(), whole_time=True)
    again = read(form, export(built, form))
    assert set(again.edges(keys=True)) == set(built.edges(keys=True))
    assert set(built.edges()) == {("a>b", "c"), ("a", "b>c"), ("a", "x"), ("b", "x")}
    assert built.number_of_edges() == 5
    assert set(built) == {"a", "a>b", "b", "b>c", "c", "x"}


def read(form: str, text: bytes) -> nx.MultiDiGraph[str]:
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(text))
    return nx.read_graphml(io.BytesIO(text), force_multigraph=True)


def test_names_keep_what_xml_allows() -> None:
    root = ET.fromstring(export(graph(nasty(), whole_time=True), "gexf"))  # noqa: S314
    names = set(labels(root))
    assert any(name.startswith("甲") and name.endswith("<&\"'>]]>") for name in names)


def labels(root: ET.Element) -> Iterator[str]:
    for node in root.iter(f"{GEXF}node"):
        yield node.attrib["label"]

"""The graph as files other programs read: GraphML, GEXF with time, node-link JSON, and all tables as a workbook."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from classify.alliance.cells import clean

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf", "json")
_EDGE_ID = re.compile(rb'(<edge [^>]*?) id="[^"]*"')


def export(graph: nx.MultiDiGraph[str], form: str) -> bytes:
    """Return a graph of `graph.graph()` in one of `FORMATS`; the order of nodes and edges is that of the tables."""
    return {"graphml": graphml, "gexf": gexf, "json": node_link}[form](graph)


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML; the key of an edge is its attribute `key`, which networkx reads as such.

    networkx would write the key as the edge's id. But ids are unique in GraphML, and Gephi takes the first edge of an
    id only: of thousands called `party member` one would be left.
    """
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    keyed: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    keyed.add_nodes_from((node, _clean(data)) for node, data in graph.nodes(data=True))
    # `add_edge` has a parameter of that name, this way it is data.
    edges = [
        (u, v, key, {"key": key, **_clean(data)}) for u, v, key, data in graph.edges(keys=True, data=True)
    ]
    keyed.add_edges_from(edges)  # type: ignore[arg-type]  # the stub forgets keyed edges
    target = io.BytesIO()
    nx.write_graphml_xml(keyed, target, encoding="utf-8")
    return _EDGE_ID.sub(rb"\1", target.getvalue())


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return dynamic GEXF: nodes and edges carry `start` and `end`, both inclusive, so Gephi's timeline works."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    timed: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic", timeformat="date")
    for node, data in graph.nodes(data=True):
        known = _timed(data)
        timed.add_node(node, label=known.get("name", node), **known)
    edges = graph.edges(keys=True, data=True)
    for number, (source, target, key, data) in enumerate(edges, 1):
        # The writer asks for `id` in a way that two edges with one key would share it.
        timed.add_edge(source, target, key, id=str(number), **_timed(data))
    text = "\n".join(nx.generate_gexf(timed, encoding="utf-8", version="1.2draft"))
    # The writer stamps the day it ran, which would make equal data unequal files; and a graph has no name in this format.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    text = re.sub(r'(<graph [^>]*?) name="[^"]*"', r"\1", text, count=1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _timed(data: dict[str, Any]) -> dict[str, str]:
    renamed = {"valid_from": "start", "valid_to": "end"}
    return {renamed.get(key, key): value for key, value in _clean(data).items()}


def _clean(data: dict[str, Any]) -> dict[str, str]:
    """Return attributes without signs XML forbids; tables that were read hold none, tables made by a program may."""
    return {key: value if value.isprintable() else clean(value) for key, value in data.items()}


def node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return node-link JSON as networkx reads it with `node_link_graph(..., edges="edges")`."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    data = nx.node_link_data(graph, edges="edges")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

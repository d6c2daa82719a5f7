"""The graph as files other programs read: GraphML, GEXF with time, node-link JSON, and all tables as a workbook."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf", "json")


def export(graph: nx.MultiDiGraph[str], form: str) -> bytes:
    """Return a graph of `graph.graph()` in one of `FORMATS`; the order of nodes and edges is that of the tables."""
    return {"graphml": graphml, "gexf": gexf, "json": node_link}[form](graph)


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return GraphML; edge keys become edge ids, which readers need `force_multigraph` for."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    target = io.BytesIO()
    nx.write_graphml_xml(graph, target, encoding="utf-8")
    return target.getvalue()


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return dynamic GEXF: nodes and edges carry `start` and `end`, so Gephi's timeline works."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    timed: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic", timeformat="date")
    for node, data in graph.nodes(data=True):
        timed.add_node(node, label=data.get("name", node), **_timed(data))
    numbers: Counter[tuple[str, str]] = Counter()
    for source, target, key, data in graph.edges(keys=True, data=True):
        # The writer asks for `id` in a way that two edges with one key would share it.
        numbers[source, target] += 1
        timed.add_edge(source, target, key, id=f"{source}>{target} {numbers[source, target]}", **_timed(data))
    text = "\n".join(nx.generate_gexf(timed, encoding="utf-8", version="1.2draft"))
    # The writer stamps the day it ran, which would make equal data unequal files.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _timed(data: dict[str, Any]) -> dict[str, str]:
    renamed = {"valid_from": "start", "valid_to": "end"}
    return {renamed.get(key, key): value for key, value in data.items()}


def node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return node-link JSON as networkx reads it with `node_link_graph(..., edges="edges")`."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    data = nx.node_link_data(graph, edges="edges")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

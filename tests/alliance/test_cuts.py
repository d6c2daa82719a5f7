"""Cut nodes and bridges equal what taking things away one by one shows."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from classify.alliance.cuts import cuts

Edges = list[tuple[int, int]]


def pieces(nodes: set[int], edges: Edges) -> list[set[int]]:
    """Return the components, slowly and plainly."""
    left, found = set(nodes), []
    while left:
        part, queue = set(), [min(left)]
        while queue:
            node = queue.pop()
            if node not in part:
                part.add(node)
                queue += [b if a == node else a for a, b in edges if node in (a, b)]
        found.append(part)
        left -= part
    return found


def by_removal(
    size: int, edges: Edges, weights: list[int]
) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Take away every node and every edge in turn; return what is lost with those that tear something apart."""
    everything = pieces(set(range(size)), edges)
    nodes, bridges = {}, {}
    for node in range(size):
        own = next(part for part in everything if node in part)
        rest = pieces(own - {node}, [e for e in edges if node not in e])
        if len(rest) > 1:
            heavy = [sum(weights[n] for n in part) for part in rest]
            nodes[node] = sum(heavy) - max(heavy)
    for at, (a, b) in enumerate(edges):
        rest = pieces(set(range(size)), edges[:at] + edges[at + 1 :])
        if len(rest) > len(everything):
            sides = [sum(weights[n] for n in part) for part in rest if a in part or b in part]
            bridges[min(a, b), max(a, b)] = min(sides)
    return nodes, bridges


@pytest.mark.parametrize("block", range(10))
def test_cut_units_and_bridges_equal_naive_removal_on_a_thousand_multigraphs(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        draw = random.Random(seed)
        size = draw.randint(1, 9)
        edges = [(draw.randrange(size), draw.randrange(size)) for _ in range(draw.randint(0, 13))]
        if edges and draw.random() < 0.4:
            edges += draw.choices(edges, k=draw.randint(1, 3))
        weights = [draw.randint(0, 3) for _ in range(size)]
        nodes, bridges = cuts(size, [(a, b, None) for a, b in edges], weights)
        naive_nodes, naive_bridges = by_removal(size, edges, weights)
        assert {c.node: c.lost for c in nodes} == naive_nodes, seed
        found = {(min(b.first, b.second), max(b.first, b.second)): b.lost for b in bridges}
        assert found == naive_bridges, seed
        assert max(Counter((b.first, b.second) for b in bridges).values(), default=1) == 1


def test_a_long_chain_needs_no_recursion() -> None:
    size = 50_000
    nodes, bridges = cuts(size, ((n, n + 1, None) for n in range(size - 1)), [1] * size)
    assert len(nodes) == size - 2
    assert len(bridges) == size - 1
    assert max(b.lost for b in bridges) == size // 2


def test_one_edge_written_twice_is_still_a_bridge() -> None:
    assert cuts(2, [(0, 1, "twin"), (0, 1, "twin")], [1, 1])[1] != []
    assert cuts(2, [(0, 1, "twin"), (0, 1, "service")], [1, 1])[1] == []

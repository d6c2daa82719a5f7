"""Nodes and edges whose loss tears a network apart, found in one walk over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class CutNode(NamedTuple):
    """Hold a node that holds pieces together, and the weight of all pieces but the heaviest."""

    node: int
    pieces: int
    lost: int


class Bridge(NamedTuple):
    """Hold an edge that alone joins two parts, and the weight of the lighter part."""

    first: int
    second: int
    lost: int


def cuts(
    size: int, edges: Iterable[tuple[int, int, object]], weights: Sequence[int]
) -> tuple[list[CutNode], list[Bridge]]:
    """Return the cut nodes and bridges of an undirected multigraph with nodes 0…size-1.

    An edge is two nodes and a mark; edges alike in all three are one edge written twice (a mark of `None` is
    like no other). Loops count for nothing, and an edge with a parallel one is no bridge. `weights` says what
    each node counts.
    """
    doubled, near = _simple(size, edges)
    walk = _Walk(near, weights)
    nodes: list[CutNode] = []
    bridges: list[Bridge] = []
    for root in range(size):
        if not walk.order[root] and near[root]:
            total = walk.component(root)
            nodes += walk.cut_nodes(root, total)
            bridges += [
                Bridge(first, second, min(below, total - below))
                for first, second, below in walk.bridges
                if _pair(first, second, size) not in doubled
            ]
    return nodes, bridges


def _simple(size: int, edges: Iterable[tuple[int, int, object]]) -> tuple[set[int], list[list[int]]]:
    """Return the pairs joined in several ways, as one number each, and the neighbours of every node, each once."""
    marks: dict[int, object] = {}
    doubled: set[int] = set()
    near: list[list[int]] = [[] for _ in range(size)]
    for a, b, mark in edges:
        if a == b:
            continue
        pair = a * size + b if a < b else b * size + a
        if pair not in marks:
            marks[pair] = mark
            near[a].append(b)
            near[b].append(a)
        elif mark is None or marks[pair] != mark:
            doubled.add(pair)
    return doubled, near


def _pair(a: int, b: int, size: int) -> int:
    return a * size + b if a < b else b * size + a


class _Walk:
    """Walk in depth, without recursion; `low` is the earliest node a subtree reaches without its own edge up."""

    def __init__(self, near: list[list[int]], weights: Sequence[int]) -> None:
        size = len(near)
        self.near = near
        self.weights = weights
        self.order = [0] * size
        self.low = [0] * size
        self.below = list(weights)
        self.clock = 0
        self.pieces: dict[int, list[int]] = {}
        self.bridges: list[tuple[int, int, int]] = []

    def component(self, root: int) -> int:
        """Walk the component of `root`; return its weight."""
        self.pieces, self.bridges = {}, []
        order, low, near = self.order, self.low, self.near
        self.clock += 1
        order[root] = low[root] = clock = self.clock
        path, parents, ways = [root], [-1], [iter(near[root])]
        while path:
            node, parent = path[-1], parents[-1]
            for other in ways[-1]:
                seen = order[other]
                if not seen:
                    clock += 1
                    order[other] = low[other] = clock
                    path.append(other)
                    parents.append(node)
                    ways.append(iter(near[other]))
                    break
                if other != parent and seen < low[node]:
                    low[node] = seen
            else:
                path.pop()
                parents.pop()
                ways.pop()
                if parent >= 0:
                    self._close(node, parent)
        self.clock = clock
        return self.below[root]

    def _close(self, node: int, parent: int) -> None:
        low, order = self.low, self.order
        self.below[parent] += self.below[node]
        if low[node] >= order[parent]:
            self.pieces.setdefault(parent, []).append(self.below[node])
            if low[node] > order[parent]:
                self.bridges.append((parent, node, self.below[node]))
        elif low[node] < low[parent]:
            low[parent] = low[node]

    def cut_nodes(self, root: int, total: int) -> Iterator[CutNode]:
        """Yield the cut nodes of the component walked last."""
        for node, below in self.pieces.items():
            own = self.weights[node]
            pieces = below if node == root else [*below, total - own - sum(below)]
            if len(pieces) > 1:
                yield CutNode(node, len(pieces), total - own - max(pieces))

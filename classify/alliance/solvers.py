"""Choose arcs of a problem: OR-Tools where installed, networkx otherwise, greedily for comparison."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from classify.alliance.problem import Problem
from classify.alliance.weights import step_cost, weigh
from classify.errors import refuse

SOURCE, SINK = 0, 1


class Arc(NamedTuple):
    """Hold an arc of the flow: ends, capacity, cost, and the arc of the problem it stands for (-1: none)."""

    tail: int
    head: int
    capacity: int
    cost: int
    stands_for: int


def solve(problem: Problem, solver: str = "auto") -> tuple[frozenset[int], str]:
    """Return the chosen arcs and the solver that was used; `auto` takes OR-Tools if it is there.

    Raises `ClassifyError` where OR-Tools is asked for by name and is not there. Where the weights are too large for its 64
    bits, networkx is used, which counts without a limit.
    """
    name = ("ortools" if ortools_there() else "networkx") if solver == "auto" else solver
    if name == "ortools" and not ortools_there():
        raise refuse("ALLIANCE071")
    if not problem.arc_need:
        return frozenset(), name
    try:
        return frozenset(_SOLVERS[name](problem)), name
    except OverflowError:
        return frozenset(with_networkx(problem)), "networkx"


def ortools_there() -> bool:
    """Tell whether OR-Tools can be used; a broken installation counts as none."""
    try:
        from ortools.graph.python import min_cost_flow  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        return False
    return True


def network(problem: Problem, *, fits: bool) -> tuple[list[Arc], int, int]:
    """Return the arcs of the flow, the number of nodes and the units of flow; a way round the network takes the rest.

    `fits` asks for weights inside 64 bits; raises `OverflowError` where there are none.
    """
    offers, needs, homes = 2, 2 + len(problem.offers), 2 + len(problem.offers) + len(problem.needs)
    nodes = homes + len(problem.communities)
    arcs, nodes = _to_needs(problem, offers, needs, nodes)
    weights = weigh(problem, nodes if fits else None)
    if fits and not weights.fit(nodes):
        raise OverflowError
    arcs += [Arc(SOURCE, offers + i, capacity, 0, -1) for i, capacity in enumerate(problem.capacity)]
    for need, home in enumerate(problem.home):
        bonus = 0
        if problem.first[need]:
            bonus = weights.urgent if problem.urgent[need] else weights.first
        arcs.append(Arc(needs + need, homes + home, 1, -bonus, -1))
        if problem.wanted[need] > 1:
            arcs.append(Arc(needs + need, homes + home, problem.wanted[need] - 1, 0, -1))
    for home, (total, served) in enumerate(zip(problem.total, problem.served, strict=True)):
        for taken in range(served, total):
            arcs.append(Arc(homes + home, SINK, 1, step_cost(weights, taken, total), -1))
    flow = min(sum(problem.capacity), sum(problem.wanted))
    arcs.append(Arc(SOURCE, SINK, flow, 0, -1))
    return arcs, nodes, flow


def _to_needs(problem: Problem, offers: int, needs: int, nodes: int) -> tuple[list[Arc], int]:
    """Return the arcs offer → need; several offers of one unit meet before the need, because it counts once."""
    together: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for arc, (offer, need) in enumerate(zip(problem.arc_offer, problem.arc_need, strict=True)):
        together[problem.unit[offer], need].append(arc)
    arcs = []
    for (_unit, need), alike in together.items():
        head = needs + need
        if len(alike) > 1:
            head, nodes = nodes, nodes + 1
            arcs.append(Arc(head, needs + need, 1, 0, -1))
        for arc in alike:
            arcs.append(Arc(offers + problem.arc_offer[arc], head, 1, problem.arc_cost[arc], arc))  # noqa: PERF401
    return arcs, nodes


def with_ortools(problem: Problem) -> list[int]:
    """Solve with OR-Tools' cost-scaling flow; needs the extra `solve`."""
    import numpy as np  # noqa: PLC0415 - comes with OR-Tools
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    arcs, _nodes, flow = network(problem, fits=True)
    tails, heads, capacities, costs, _stands = zip(*arcs, strict=True)
    solver: Any = SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        np.array(tails, dtype=np.int32), np.array(heads, dtype=np.int32),
        np.array(capacities, dtype=np.int64), np.array(costs, dtype=np.int64),
    )  # fmt: skip
    solver.set_node_supply(SOURCE, flow)
    solver.set_node_supply(SINK, -flow)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"OR-Tools stopped with status {status}")
    flows = solver.flows(numbers)
    return [
        arc.stands_for for arc, amount in zip(arcs, flows, strict=True) if arc.stands_for >= 0 and amount > 0
    ]


def with_networkx(problem: Problem) -> list[int]:
    """Solve with networkx' network simplex: slow, but with whole numbers of any size."""
    import networkx as nx  # noqa: PLC0415 - takes 100 ms, see graph.py

    arcs, _nodes, flow = network(problem, fits=False)
    graph: Any = nx.MultiDiGraph()
    graph.add_node(SOURCE, demand=-flow)
    graph.add_node(SINK, demand=flow)
    for number, arc in enumerate(arcs):
        graph.add_edge(arc.tail, arc.head, number, capacity=arc.capacity, weight=arc.cost)
    _cost, flows = nx.network_simplex(graph)
    return [
        arc.stands_for
        for number, arc in enumerate(arcs)
        if arc.stands_for >= 0 and flows[arc.tail][arc.head][number] > 0
    ]


def greedily(problem: Problem) -> list[int]:
    """Serve urgent needs first, then always the community with the lowest share, each by its cheapest free offer."""
    choice = _Choice(problem)
    for need in sorted(range(len(problem.needs)), key=lambda n: problem.needs[n]):
        if problem.urgent[need] and problem.first[need]:
            choice.take(need)
    heap = [(choice.share(home), home) for home in range(len(problem.communities))]
    heapq.heapify(heap)
    while heap:
        _share, home = heapq.heappop(heap)
        if any(
            choice.take(need) for need in sorted(choice.of[home], key=lambda n: (bool(choice.given[n]), n))
        ):
            heapq.heappush(heap, (choice.share(home), home))
    return [arc for arcs in choice.given for arc in arcs]


class _Choice:
    """Keep what has been given while arcs are chosen one by one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.room = list(problem.capacity)
        self.given: list[list[int]] = [[] for _ in problem.needs]
        self.of: list[list[int]] = [[] for _ in problem.communities]
        for need, home in enumerate(problem.home):
            self.of[home].append(need)
        self.arcs = problem.arcs_of_needs()

    def share(self, home: int) -> float:
        """Return the share of a community that is served."""
        new = sum(len(self.given[need]) for need in self.of[home])
        return (self.problem.served[home] + new) / max(self.problem.total[home], 1)

    def take(self, need: int) -> bool:
        """Give a need its cheapest free offer of a unit it does not have yet."""
        problem = self.problem
        if len(self.given[need]) >= problem.wanted[need]:
            return False
        units = {problem.unit[problem.arc_offer[arc]] for arc in self.given[need]}
        for arc in self.arcs[need]:
            offer = problem.arc_offer[arc]
            if self.room[offer] and problem.unit[offer] not in units:
                self.room[offer] -= 1
                self.given[need].append(arc)
                return True
        return False


_SOLVERS: dict[str, Callable[[Problem], list[int]]] = {
    "ortools": with_ortools,
    "networkx": with_networkx,
    "greedy": greedily,
}
SOLVERS = ("auto", *_SOLVERS)

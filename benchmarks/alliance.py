"""Measure the alliance at city size, in one run: `python benchmarks/alliance.py [--share 0.1]`.

Prints CPU seconds (other programs on the machine do not count), the ratios the project promises, and memory. `bare` is networkx filled from the same tables with two
attributes per node and edge; the answers come from the tables and build no graph.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from alliance_city import TODAY, city

from classify.alliance.checks import check
from classify.alliance.coverage import coverage
from classify.alliance.diff import diff
from classify.alliance.model import Alliance
from classify.alliance.problem import build_problem
from classify.alliance.risk import risk
from classify.alliance.rows import layer_of
from classify.alliance.solvers import network, solve
from classify.alliance.state import State
from classify.alliance.suggest import suggest

FIRST = TODAY.replace(year=2024)


def timed(name: str, work: Callable[[], Any]) -> tuple[float, Any]:
    """Run something once, after a clean-up, and print how long it took."""
    gc.collect()
    started = time.process_time()
    result = work()
    seconds = time.process_time() - started
    print(f"{name:<34}{seconds:8.2f} s   {megabytes():6.0f} MB at most so far", flush=True)
    return seconds, result


def megabytes() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(alliance: Alliance) -> Any:
    """Fill a networkx MultiDiGraph from the tables, with as little as tells the edges apart."""
    import networkx as nx  # noqa: PLC0415 - measured apart from the rest

    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from((u.id, {"kind": u.kind, "name": u.name}) for u in alliance.units)
    graph.add_nodes_from((a.id, {"kind": a.kind, "name": a.name}) for a in alliance.agreements)
    graph.add_edges_from(
        (p.unit, p.agreement, f"party {p.role}", {"layer": "lateral", "role": p.role})
        for p in alliance.parties
    )
    graph.add_edges_from(
        (x.source, x.target, x.kind, {"layer": layer_of(x.kind), "kind": x.kind}) for x in alliance.edges()
    )
    return graph


def fresh(alliance: Alliance) -> Alliance:
    """Return the same tables without anything worked out before."""
    return Alliance(
        *(
            getattr(alliance, f)
            for f in ("units", "agreements", "parties", "links", "offers", "needs", "activities")
        )
    )


def bare_solve(alliance: Alliance) -> float:
    """Return the seconds OR-Tools needs inside its own solve()."""
    import numpy as np  # noqa: PLC0415 - comes with the extra solve
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    arcs, _nodes, flow = network(build_problem(State(alliance, TODAY)), fits=True)
    tails, heads, capacities, costs, _stands = zip(*arcs, strict=True)
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(*map(np.array, (tails, heads, capacities, costs)))
    solver.set_node_supply(0, flow)
    solver.set_node_supply(1, -flow)
    started = time.process_time()
    solver.solve()
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1.0, help="size of the city")
    parser.add_argument(
        "--networkx", action="store_true", help="also solve with networkx (minutes at city size)"
    )
    options = parser.parse_args()
    _seconds, alliance = timed("tables", lambda: city(share=options.share))
    answers = {
        "check": lambda a: len(check(a, TODAY)),
        "coverage": lambda a: len(coverage(State(a, TODAY)).covered),
        "risk": lambda a: len(risk(State(a, TODAY)).units),
        "diff": lambda a: len(diff(a, FIRST, TODAY).changes),
    }
    # One run: the four questions share the tables, nothing else; the first one pays for the indexes by id.
    tables = fresh(alliance)
    spent = {name: timed(name, lambda work=work: work(tables))[0] for name, work in answers.items()}
    without_graph = megabytes()
    whole, suggestion = timed("suggest, everything explained", lambda: suggest(State(fresh(alliance), TODAY)))
    only, _chosen = timed(
        f"  of it solving ({suggestion.solver})",
        lambda: solve(build_problem(State(fresh(alliance), TODAY)), suggestion.solver),
    )
    print(f"  {len(suggestion.proposals)} proposals, {len(suggestion.unmet)} needs short")
    if "ortools.graph" in sys.modules or suggestion.solver == "ortools":
        inside = bare_solve(fresh(alliance))
        print(
            f"  OR-Tools' bare solve {inside:.2f} s; suggest / bare solve {whole / inside:.2f}; with problem {only:.2f} s"
        )
    answers_memory = megabytes()
    bare_seconds, graph = timed("bare networkx", lambda: bare(alliance))
    print(f"  {graph.number_of_nodes()} nodes, {graph.number_of_edges()} links")
    del graph
    timed("alliance.graph()", fresh(alliance).graph)
    total = sum(spent.values())
    print(
        f"check + coverage + risk + diff {total:.2f} s; / bare networkx {total / bare_seconds:.2f} (promised: at most 1.5)"
    )
    print(
        f"memory: answers {without_graph:.0f} MB, with suggest {answers_memory:.0f} MB, with a graph {megabytes():.0f} MB"
    )
    if options.networkx:
        timed("solve with networkx", lambda: solve(build_problem(State(fresh(alliance), TODAY)), "networkx"))


if __name__ == "__main__":
    main()

"""Random small problems, and their best answer by trying everything."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction

from classify.alliance.problem import Problem

Key = tuple[int, tuple[Fraction, ...], int, int]


def random_problem(seed: int) -> Problem:
    """Return a problem small enough to try every choice of arcs."""
    draw = random.Random(seed)
    offers, needs, homes = draw.randint(1, 4), draw.randint(1, 5), draw.randint(1, 3)
    units = sorted(draw.randint(0, 2) for _ in range(offers))
    home = [draw.randrange(homes) for _ in range(needs)]
    already = [draw.choice((0, 0, 0, 1)) for _ in range(needs)]
    wanted = [draw.choice((1, 1, 1, 2, 3)) for _ in range(needs)]
    met = [draw.choice((0, 0, 1, 2)) for _ in range(homes)]
    served = [met[c] + sum(already[n] for n in range(needs) if home[n] == c) for c in range(homes)]
    total = [served[c] + sum(wanted[n] for n in range(needs) if home[n] == c) for c in range(homes)]
    arcs = [(n, o, draw.randint(0, 9)) for n in range(needs) for o in range(offers) if draw.random() < 0.55][
        :10
    ]
    return Problem(
        offers=tuple(f"o{i}" for i in range(offers)),
        capacity=tuple(draw.randint(1, 3) for _ in range(offers)),
        unit=tuple(units),
        needs=tuple(f"n{i}" for i in range(needs)),
        home=tuple(home),
        wanted=tuple(wanted),
        urgent=tuple(draw.random() < 0.3 for _ in range(needs)),
        first=tuple(not a for a in already),
        communities=tuple(f"c{i}" for i in range(homes)),
        total=tuple(total),
        served=tuple(served),
        arc_offer=tuple(a[1] for a in arcs),
        arc_need=tuple(a[0] for a in arcs),
        arc_cost=tuple(a[2] for a in arcs),
    )


def feasible(problem: Problem, chosen: tuple[int, ...]) -> bool:
    """Tell whether capacities, wants and different providers are kept."""
    offers = [problem.arc_offer[a] for a in chosen]
    needs = [problem.arc_need[a] for a in chosen]
    pairs = [(problem.unit[problem.arc_offer[a]], problem.arc_need[a]) for a in chosen]
    return (
        all(offers.count(o) <= problem.capacity[o] for o in set(offers))
        and all(needs.count(n) <= problem.wanted[n] for n in set(needs))
        and len(set(pairs)) == len(pairs)
    )


def value(problem: Problem, chosen: tuple[int, ...]) -> Key:
    """Return what a choice is worth: aims in their order, each the more the better."""
    got = list(problem.served)
    firsts = {problem.arc_need[a] for a in chosen if problem.first[problem.arc_need[a]]}
    for arc in chosen:
        got[problem.home[problem.arc_need[arc]]] += 1
    shares = sorted(Fraction(g, t) for g, t in zip(got, problem.total, strict=True) if t)
    return (
        sum(problem.urgent[n] for n in firsts),
        tuple(shares),
        sum(not problem.urgent[n] for n in firsts),
        -sum(problem.arc_cost[a] for a in chosen),
    )


def choices(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Yield every feasible choice."""
    arcs = range(len(problem.arc_need))
    for size in range(len(arcs) + 1):
        for chosen in itertools.combinations(arcs, size):
            if feasible(problem, chosen):
                yield chosen


def best(problem: Problem) -> Key:
    """Return the value of the best choice."""
    return max(value(problem, chosen) for chosen in choices(problem))

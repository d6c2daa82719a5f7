"""Integer weights that keep the aims in order: what a higher aim gains outweighs all that lower aims can lose.

An optimum of a flow is reached by exchanging along simple cycles. Such a cycle meets each need at most once and the
sink at most once; so an aim need only outweigh what the aims below it can change on one cycle, not in total.
"""

from __future__ import annotations

from typing import NamedTuple

from classify.alliance.problem import Problem

# OR-Tools multiplies costs by the number of nodes inside 64 bits.
LARGEST = 2**62


class Weights(NamedTuple):
    """Hold the weights; `share` is what a full share costs, `even` prefers larger steps among equal shares.

    `strict` tells whether the order of aims is proven for any cycle; otherwise for cycles of 2 × `reach` needs.
    """

    serve: int
    urgent: int
    share: int
    even: int
    first: int
    strict: bool
    reach: int

    def fit(self, nodes: int) -> bool:
        """Tell whether a network of so many nodes can be solved with 64 bits."""
        return (self.urgent + self.serve) * (nodes + 2) < LARGEST


def weigh(problem: Problem, nodes: int | None = None) -> Weights:
    """Return weights for a problem; with `nodes` they fit into 64 bits, if need be for shorter cycles only."""
    longest = len(problem.needs) + 1
    reach = longest
    while True:
        weights = _weights(problem, reach, strict=reach == longest)
        if nodes is None or reach <= 4 or weights.fit(nodes):
            return weights
        reach = max(4, reach // 2)


def _weights(problem: Problem, reach: int, *, strict: bool) -> Weights:
    dearest = max(problem.arc_cost, default=0) + 1
    most = max(problem.total, default=1) + 1
    first = dearest * reach + 1
    lower = first * (reach + 1)
    even = most * (most + 1) * (lower + 2)
    share = most * most * (even + lower + 2)
    serve = share + even + lower + 1
    return Weights(serve, 2 * serve, share, even, first, strict, reach)


def step_cost(weights: Weights, taken: int, total: int) -> int:
    """Return what the next provider of a community costs that has `taken` of `total`."""
    return weights.share * taken // total + weights.even - weights.even // total - weights.serve

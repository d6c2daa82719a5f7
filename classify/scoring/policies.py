"""The policies a scheme can name: besides `exclusive` the first in order that claims, and all that claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from classify.errors import Place, refuse
from classify.model.scheme import Scheme
from classify.scoring.decision import DATA_MISSING, NO_TYPE, Contest, DecisionColumns, Policy
from classify.scoring.exclusive import Exclusive
from classify.scoring.pieces import (
    close_or_clear,
    first_equal,
    indented,
    least,
    most,
    status_of,
    undecided,
    without_winner,
)


class Precedence:
    """Give the first type, in the declared order, whose score reaches the threshold.

    The lead is the distance to the nearest change: how far the winner is above the threshold, or the closest
    type before it below the threshold.
    """

    name = "precedence"

    def row(self, contest: Contest) -> list[str]:
        """Write the decision as one chain, in order."""
        n, threshold = len(contest.types), contest.threshold
        lines: list[str] = []
        for i in range(n):
            distances = [f"a{i} - {threshold}", *(f"{threshold} - a{j}" for j in range(i))]
            doubts = [f"low{i} < {threshold}", *(f"high{j} >= {threshold}" for j in range(i))]
            lines += [f"{'if' if i == 0 else 'elif'} a{i} >= {threshold}:", f"    winner = {i}"]
            lines += [f"    margin = {least(distances)}", f"    runner_up = {_best_of(range(n), i)}"]
            lines += [
                f"    status = {DATA_MISSING} if unknown and ({' or '.join(doubts)}) else {close_or_clear(contest)}"
            ]
        lines += ["else:", "    winner = -1; margin = None", f"    runner_up = {_best_of(range(n), None)}"]
        return [*lines, *indented([without_winner(contest)])]

    def columns(self, pl: Any, contest: Contest) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(contest.types), contest.threshold
        a, low, high = _columns(pl, n)
        winner = pl.when(a[0] >= threshold).then(pl.lit(0, dtype=pl.Int8))
        for i in range(1, n):
            winner = winner.when(a[i] >= threshold).then(pl.lit(i, dtype=pl.Int8))
        chosen = pl.col("winner")
        margin: Any = None
        doubt: Any = None
        for i in range(n):
            nearest = pl.min_horizontal(a[i] - threshold, *(threshold - a[j] for j in range(i)))
            unsure = low[i] < threshold
            for j in range(i):
                unsure = unsure | (high[j] >= threshold)
            margin = _chain(pl, margin, chosen == i, nearest)
            doubt = _chain(pl, doubt, chosen == i, unsure)
        none = chosen < 0
        status = status_of(pl, contest, undecided(pl, contest, none, doubt), none, margin)
        return DecisionColumns(winner.otherwise(pl.lit(-1, dtype=pl.Int8)), _runner_up(pl, n), margin, status)


class Labels:
    """Give every type whose score reaches the threshold; the best of them is the type.

    The lead is the distance of the closest score to the threshold, and the runner-up the best type that
    does not reach it.
    """

    name = "labels"

    def row(self, contest: Contest) -> list[str]:
        """Write the decision over all types at once."""
        n, threshold = len(contest.types), contest.threshold
        everything = [f"a{i}" for i in range(n)]
        unsure = " or ".join(f"(low{i} < {threshold}) != (high{i} < {threshold})" for i in range(n))
        distances = [f"abs({a} - {threshold})" for a in everything]
        below = [f"(a{i} if a{i} < {threshold} else -1)" for i in range(n)]
        lines = [f"best = {most(everything)}", f"second = {most(below)}"]
        lines += [f"winner = {first_equal(range(n), 'best')} if best >= {threshold} else -1"]
        lines += [f"runner_up = {first_equal(range(n), 'second')} if second > 0 else -1"]
        lines += [f"margin = {least(distances)} if winner >= 0 else None"]
        lines += [
            f"if unknown and ({unsure}): status = {DATA_MISSING}",
            f"elif winner < 0: status = {NO_TYPE}",
        ]
        return [*lines, f"else: status = {close_or_clear(contest)}"]

    def columns(self, pl: Any, contest: Contest) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(contest.types), contest.threshold
        a, low, high = _columns(pl, n)
        best = pl.max_horizontal(*a)
        winner = pl.when(best < threshold).then(pl.lit(-1, dtype=pl.Int8))
        below = [pl.when(a[i] < threshold).then(a[i]) for i in range(n)]
        second = pl.max_horizontal(*below)
        runner = pl.when(second.is_null() | (second <= 0)).then(pl.lit(-1, dtype=pl.Int8))
        unsure = pl.lit(value=False)
        for i in range(n):
            winner = winner.when(a[i] == best).then(pl.lit(i, dtype=pl.Int8))
            runner = runner.when(below[i] == second).then(pl.lit(i, dtype=pl.Int8))
            unsure = unsure | ((low[i] < threshold) != (high[i] < threshold))
        nearest = pl.min_horizontal(*[(x - threshold).abs() for x in a])
        margin = pl.when(pl.col("winner") >= 0).then(nearest)
        status = status_of(pl, contest, unsure, pl.col("winner") < 0, nearest)
        return DecisionColumns(winner, runner, margin, status)


def _columns(pl: Any, n: int) -> tuple[list[Any], list[Any], list[Any]]:
    return tuple([pl.col(f"{p}{i}") for i in range(n)] for p in ("a", "low", "high"))  # type: ignore[return-value]


def _chain(pl: Any, chain: Any, condition: Any, value: Any) -> Any:
    return pl.when(condition).then(value) if chain is None else chain.when(condition).then(value)


def _runner_up(pl: Any, n: int) -> Any:
    winner = pl.col("winner")
    others = [pl.when(winner != i).then(pl.col(f"a{i}")) for i in range(n)]
    second = pl.max_horizontal(*others)
    result = pl.when(second.is_null() | (second == 0)).then(pl.lit(-1, dtype=pl.Int8))
    for i in range(n):
        result = result.when(others[i] == second).then(pl.lit(i, dtype=pl.Int8))
    return result


def _best_of(indices: range, winner: int | None) -> str:
    """Return source for the index of the best score other than the winner's, -1 where that is 0."""
    others = [i for i in indices if i != winner]
    if not others:
        return "-1"
    best = most([f"a{i}" for i in others])
    return f"{first_equal(others, 'best')} if (best := {best}) else -1"


BUILT_IN: tuple[Policy, ...] = (Exclusive(), Precedence(), Labels())


def policy_of(scheme: Scheme, place: Place, policies: Mapping[str, Policy] | None = None) -> Policy:
    """Return the policy the scheme names. Raises `ClassifyError` where there is none of that name."""
    known = {policy.name: policy for policy in BUILT_IN} if policies is None else policies
    policy = known.get(scheme.policy)
    if policy is None:
        raise refuse("RULES037", place, policy=scheme.policy, known=", ".join(sorted(known)))
    return policy

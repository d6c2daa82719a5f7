"""The policy that gives one type: the best score that claims; among near ties the one with precedence."""

from __future__ import annotations

from typing import Any

from classify.scoring.decision import CLEAR, DATA_MISSING, Contest, DecisionColumns
from classify.scoring.pieces import (
    close_or_clear,
    first_equal,
    indented,
    most,
    status_of,
    undecided,
    without_winner,
)


class Exclusive:
    """Give one type: the best score that claims; among near ties the one with precedence."""

    name = "exclusive"

    def row(self, contest: Contest) -> list[str]:
        """Write the decision as a chain of comparisons, unrolled over the types."""
        n, threshold = len(contest.types), contest.threshold
        lines = [f"best = {most([f'a{i}' for i in range(n)])}", f"if best < {threshold}:"]
        lines += indented(self._without_winner(contest))
        lines += ["else:"]
        lines += indented(
            [f"limit = best - {contest.near_tie}", f"if limit < {threshold}: limit = {threshold}"]
        )
        for i in range(n):
            test = "else:" if i == n - 1 and n > 1 else f"{'if' if i == 0 else 'elif'} a{i} >= limit:"
            lines += indented([test, *indented(self._with_winner(contest, i))])
        return lines

    def _without_winner(self, contest: Contest) -> list[str]:
        runner_up = f"runner_up = {first_equal(range(len(contest.types)), 'best')} if best else -1"
        return ["winner = -1; margin = None", runner_up, without_winner(contest)]

    def _with_winner(self, contest: Contest, i: int) -> list[str]:
        others = [j for j in range(len(contest.types)) if j != i]
        lines = [f"winner = {i}"]
        if others:
            lines += [f"second = {most([f'a{j}' for j in others])}"]
            lines += [f"runner_up = {first_equal(others, 'second')} if second else -1"]
            lines += [f"margin = a{i} - second"]
        else:
            lines += ["runner_up = -1; margin = None"]
        doubts = [f"low{i} < {contest.threshold}"]
        doubts += [f"(high{j} >= {contest.threshold} and {_overtakes(contest, j, i)})" for j in others]
        lines += [f"if unknown and ({' or '.join(doubts)}): status = {DATA_MISSING}"]
        lines += [f"else: status = {close_or_clear(contest) if others else CLEAR}"]
        return lines

    def columns(self, pl: Any, contest: Contest) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(contest.types), contest.threshold
        a = [pl.col(f"a{i}") for i in range(n)]
        best = pl.max_horizontal(*a)
        limit = pl.max_horizontal(best - contest.near_tie, pl.lit(threshold, dtype=pl.Int32))
        winner = pl.when(best < threshold).then(pl.lit(-1, dtype=pl.Int8))
        for i in range(n - 1):
            winner = winner.when(a[i] >= limit).then(pl.lit(i, dtype=pl.Int8))
        return DecisionColumns(winner.otherwise(pl.lit(n - 1, dtype=pl.Int8)), *self._rest(pl, contest))

    def _rest(self, pl: Any, contest: Contest) -> tuple[Any, Any, Any]:
        n, threshold = len(contest.types), contest.threshold
        winner = pl.col("winner")
        none = winner < 0
        # The winner counts as -1 and not as null, because Polars is ten times slower at nulls here.
        others = [pl.when(winner == i).then(-1).otherwise(pl.col(f"a{i}")) for i in range(n)]
        second = pl.max_horizontal(*others)
        runner_up = pl.when(second <= 0).then(pl.lit(-1, dtype=pl.Int8))
        for i in range(n - 1):
            runner_up = runner_up.when(others[i] == second).then(pl.lit(i, dtype=pl.Int8))
        of_winner = _picked(pl, "a", winner, n)
        margin = pl.when(~none & (second >= 0)).then(of_winner - second)
        low = _picked(pl, "low", winner, n)
        surest = pl.max_horizontal(*[pl.col(f"low{i}") for i in range(n)])
        doubt = low < threshold
        for j in range(n):
            high = pl.col(f"high{j}")
            first = (winner > j) & (high >= surest - contest.near_tie)
            ahead = (winner < j) & (high > low + contest.near_tie)
            doubt = doubt | ((high >= threshold) & (first | ahead))
        status = status_of(pl, contest, undecided(pl, contest, none, doubt), none, margin)
        return runner_up.otherwise(pl.lit(n - 1, dtype=pl.Int8)), margin, status


def _overtakes(contest: Contest, other: int, winner: int) -> str:
    """Return a test that `other` could still take the place of `winner`.

    A type that comes first by precedence need only come near the best one, another must lead by more
    than a near tie.
    """
    if other > winner:
        return f"high{other} > low{winner} + {contest.near_tie}"
    lows = most([f"low{i}" for i in range(len(contest.types))])
    return f"high{other} >= {lows} - {contest.near_tie}"


def _picked(pl: Any, prefix: str, winner: Any, n: int) -> Any:
    """Return the winner's column; where there is no winner, any."""
    chain = pl
    for i in range(n - 1):
        chain = chain.when(winner == i).then(pl.col(f"{prefix}{i}"))
    return chain.otherwise(pl.col(f"{prefix}{n - 1}")) if n > 1 else pl.col(f"{prefix}0")

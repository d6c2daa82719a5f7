"""Policies: how scores become a type, written once for both compiled forms.

A policy sees scores, lows and highs per type in tenths, types ordered by precedence, and says the winner, the
runner-up (indices, -1 for none), the winner's lead over the next best score and the status. A type with no point at all
is nobody's runner-up. `STATUSES` gives the order of the codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import polars as pl

    from classify.scoring.program import Program

STATUSES = ("clear", "close", "data-missing", "no-type")
CLEAR, CLOSE, DATA_MISSING, NO_TYPE = range(4)


@dataclass(frozen=True)
class DecisionColumns:
    """Hold the four expressions of a decision."""

    winner: pl.Expr
    runner_up: pl.Expr
    margin: pl.Expr
    status: pl.Expr


class Policy(Protocol):
    """Write one decision in both forms."""

    name: str

    def row(self, program: Program) -> list[str]:
        """Return statements that set `winner`, `runner_up`, `margin` and `status`.

        They may read `a0…`, and where `unknown` is not 0 also `low0…` and `high0…`.
        """

    def columns(self, pl: Any, program: Program) -> DecisionColumns:
        """Return the same as expressions over the columns `a0…`, `low0…`, `high0…`."""


def _indented(lines: Sequence[str]) -> list[str]:
    return ["    " + line for line in lines]


class Exclusive:
    """Give one type: the best score that claims; among near ties the one with precedence."""

    name = "exclusive"

    def row(self, program: Program) -> list[str]:
        """Write the decision as a chain of comparisons, unrolled over the types."""
        n, threshold = len(program.types), program.threshold
        lines = [f"best = {_max([f'a{i}' for i in range(n)])}", f"if best < {threshold}:"]
        lines += _indented(self._without_winner(program))
        lines += ["else:"]
        lines += _indented(
            [f"limit = best - {program.near_tie}", f"if limit < {threshold}: limit = {threshold}"]
        )
        for i in range(n):
            test = "else:" if i == n - 1 and n > 1 else f"{'if' if i == 0 else 'elif'} a{i} >= limit:"
            lines += _indented([test, *_indented(self._with_winner(program, i))])
        return lines

    def _without_winner(self, program: Program) -> list[str]:
        n = len(program.types)
        reachable = " or ".join(f"high{i} >= {program.threshold}" for i in range(n))
        return [
            "winner = -1; margin = None",
            f"runner_up = {_first_equal(list(range(n)), 'best')} if best else -1",
            f"status = {DATA_MISSING} if unknown and ({reachable}) else {NO_TYPE}",
        ]

    def _with_winner(self, program: Program, i: int) -> list[str]:
        others = [j for j in range(len(program.types)) if j != i]
        lines = [f"winner = {i}"]
        if others:
            lines += [f"second = {_max([f'a{j}' for j in others])}"]
            lines += [f"runner_up = {_first_equal(others, 'second')} if second else -1"]
            lines += [f"margin = a{i} - second"]
        else:
            lines += ["runner_up = -1; margin = None"]
        doubts = [f"low{i} < {program.threshold}"]
        doubts += [f"(high{j} >= {program.threshold} and {_overtakes(program, j, i)})" for j in others]
        lines += [f"if unknown and ({' or '.join(doubts)}): status = {DATA_MISSING}"]
        close = f"{CLOSE} if margin < {program.margin} else {CLEAR}" if others else str(CLEAR)
        lines += [f"else: status = {close}"]
        return lines

    def columns(self, pl: Any, program: Program) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(program.types), program.threshold
        a = [pl.col(f"a{i}") for i in range(n)]
        best = pl.max_horizontal(*a)
        limit = pl.max_horizontal(best - program.near_tie, pl.lit(threshold, dtype=pl.Int32))
        winner = pl.when(best < threshold).then(pl.lit(-1, dtype=pl.Int8))
        for i in range(n - 1):
            winner = winner.when(a[i] >= limit).then(pl.lit(i, dtype=pl.Int8))
        return DecisionColumns(winner.otherwise(pl.lit(n - 1, dtype=pl.Int8)), *self._rest(pl, program))

    def _rest(self, pl: Any, program: Program) -> tuple[Any, Any, Any]:
        n, threshold = len(program.types), program.threshold
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
            first = (winner > j) & (high >= surest - program.near_tie)
            ahead = (winner < j) & (high > low + program.near_tie)
            doubt = doubt | ((high >= threshold) & (first | ahead))
        reachable = pl.max_horizontal(*[pl.col(f"high{i}") for i in range(n)]) >= threshold
        codes = {c: pl.lit(c, dtype=pl.Int8) for c in range(4)}
        # All that takes time stands in the first test: what comes after it is computed among nulls.
        status = (
            pl.when((none & reachable) | (~none & doubt)).then(codes[DATA_MISSING]).when(none).then(codes[NO_TYPE])
            .when(margin < program.margin).then(codes[CLOSE]).otherwise(codes[CLEAR])
        )  # fmt: skip
        return runner_up.otherwise(pl.lit(n - 1, dtype=pl.Int8)), margin, status


def _overtakes(program: Program, other: int, winner: int) -> str:
    """Return a test that `other` could still take the place of `winner`.

    A type that comes first by precedence need only come near the best one, another must lead by more
    than a near tie.
    """
    if other > winner:
        return f"high{other} > low{winner} + {program.near_tie}"
    lows = _max([f"low{i}" for i in range(len(program.types))])
    return f"high{other} >= {lows} - {program.near_tie}"


def _max(variables: list[str]) -> str:
    return variables[0] if len(variables) == 1 else f"max({', '.join(variables)})"


def _first_equal(indices: list[int], value: str) -> str:
    chain = "".join(f"{i} if a{i} == {value} else " for i in indices[:-1])
    return f"({chain}{indices[-1]})"


def _picked(pl: Any, prefix: str, winner: Any, n: int) -> Any:
    """Return the winner's column; where there is no winner, any."""
    chain = pl
    for i in range(n - 1):
        chain = chain.when(winner == i).then(pl.col(f"{prefix}{i}"))
    return chain.otherwise(pl.col(f"{prefix}{n - 1}")) if n > 1 else pl.col(f"{prefix}0")

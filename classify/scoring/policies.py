"""The policies a scheme can name: besides `exclusive` the first in order that claims, and all that claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from classify.errors import Place, refuse
from classify.model.scheme import Scheme
from classify.scoring.decision import CLEAR, CLOSE, DATA_MISSING, NO_TYPE, DecisionColumns, Exclusive, Policy

if TYPE_CHECKING:
    from classify.scoring.program import Program


class Precedence:
    """Give the first type, in the declared order, whose score reaches the threshold.

    The lead is the distance to the nearest change: how far the winner is above the threshold, or the closest
    type before it below the threshold.
    """

    name = "precedence"

    def row(self, program: Program) -> list[str]:
        """Write the decision as one chain, in order."""
        n, threshold = len(program.types), program.threshold
        lines: list[str] = []
        for i in range(n):
            distances = [f"a{i} - {threshold}", *(f"{threshold} - a{j}" for j in range(i))]
            doubts = [f"low{i} < {threshold}", *(f"high{j} >= {threshold}" for j in range(i))]
            lines += [f"{'if' if i == 0 else 'elif'} a{i} >= {threshold}:", f"    winner = {i}"]
            lines += [f"    margin = {_least(distances)}", f"    runner_up = {_best_of(range(n), i)}"]
            lines += [
                f"    status = {DATA_MISSING} if unknown and ({' or '.join(doubts)}) else {_close(program)}"
            ]
        reachable = " or ".join(f"high{i} >= {threshold}" for i in range(n))
        lines += ["else:", "    winner = -1; margin = None", f"    runner_up = {_best_of(range(n), None)}"]
        return [*lines, f"    status = {DATA_MISSING} if unknown and ({reachable}) else {NO_TYPE}"]

    def columns(self, pl: Any, program: Program) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(program.types), program.threshold
        a, low, high = _columns(pl, n)
        winner = pl.when(a[0] >= threshold).then(pl.lit(0, dtype=pl.Int8))
        for i in range(1, n):
            winner = winner.when(a[i] >= threshold).then(pl.lit(i, dtype=pl.Int8))
        chosen = pl.col("winner")
        margin: Any = None
        doubt: Any = None
        for i in range(n):
            least = pl.min_horizontal(a[i] - threshold, *(threshold - a[j] for j in range(i)))
            unsure = low[i] < threshold
            for j in range(i):
                unsure = unsure | (high[j] >= threshold)
            margin = _chain(pl, margin, chosen == i, least)
            doubt = _chain(pl, doubt, chosen == i, unsure)
        status = _status(pl, program, chosen, doubt, margin)
        return DecisionColumns(winner.otherwise(pl.lit(-1, dtype=pl.Int8)), _runner_up(pl, n), margin, status)


class Labels:
    """Give every type whose score reaches the threshold; the best of them is the type.

    The lead is the distance of the closest score to the threshold, and the runner-up the best type that
    does not reach it.
    """

    name = "labels"

    def row(self, program: Program) -> list[str]:
        """Write the decision over all types at once."""
        n, threshold = len(program.types), program.threshold
        everything = [f"a{i}" for i in range(n)]
        unsure = " or ".join(f"(low{i} < {threshold}) != (high{i} < {threshold})" for i in range(n))
        distances = [f"abs({a} - {threshold})" for a in everything]
        below = [f"(a{i} if a{i} < {threshold} else -1)" for i in range(n)]
        lines = [f"best = {_most(everything)}", f"second = {_most(below)}"]
        lines += [f"winner = {_first(range(n), 'best')} if best >= {threshold} else -1"]
        lines += [f"runner_up = {_first(range(n), 'second')} if second > 0 else -1"]
        lines += [f"margin = {_least(distances)} if winner >= 0 else None"]
        lines += [
            f"if unknown and ({unsure}): status = {DATA_MISSING}",
            f"elif winner < 0: status = {NO_TYPE}",
        ]
        return [*lines, f"else: status = {_close(program)}"]

    def columns(self, pl: Any, program: Program) -> DecisionColumns:
        """Write the decision as expressions."""
        n, threshold = len(program.types), program.threshold
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
        least = pl.min_horizontal(*[(x - threshold).abs() for x in a])
        margin = pl.when(pl.col("winner") >= 0).then(least)
        codes = {c: pl.lit(c, dtype=pl.Int8) for c in range(4)}
        status = (
            pl.when(unsure).then(codes[DATA_MISSING]).when(pl.col("winner") < 0).then(codes[NO_TYPE])
            .when(least < program.margin).then(codes[CLOSE]).otherwise(codes[CLEAR])
        )  # fmt: skip
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


def _status(pl: Any, program: Program, winner: Any, doubt: Any, margin: Any) -> Any:
    codes = {c: pl.lit(c, dtype=pl.Int8) for c in range(4)}
    reachable = (
        pl.max_horizontal(*[pl.col(f"high{i}") for i in range(len(program.types))]) >= program.threshold
    )
    return (
        pl.when((winner < 0) & reachable).then(codes[DATA_MISSING]).when(winner < 0).then(codes[NO_TYPE])
        .when(doubt).then(codes[DATA_MISSING]).when(margin < program.margin).then(codes[CLOSE]).otherwise(codes[CLEAR])
    )  # fmt: skip


def _close(program: Program) -> str:
    return f"{CLOSE} if margin < {program.margin} else {CLEAR}"


def _least(terms: Sequence[str]) -> str:
    return terms[0] if len(terms) == 1 else f"min({', '.join(terms)})"


def _most(terms: Sequence[str]) -> str:
    return terms[0] if len(terms) == 1 else f"max({', '.join(terms)})"


def _first(indices: range, value: str) -> str:
    chain = "".join(f"{i} if a{i} == {value} else " for i in indices[:-1])
    return f"({chain}{indices[-1]})"


def _best_of(indices: range, winner: int | None) -> str:
    """Return source for the index of the best score other than the winner's, -1 where that is 0."""
    others = [i for i in indices if i != winner]
    if not others:
        return "-1"
    best = _most([f"a{i}" for i in others])
    chain = "".join(f"{i} if a{i} == best else " for i in others[:-1])
    return f"({chain}{others[-1]}) if (best := {best}) else -1"


BUILT_IN: tuple[Policy, ...] = (Exclusive(), Precedence(), Labels())


def policy_of(scheme: Scheme, place: Place, policies: Mapping[str, Policy] | None = None) -> Policy:
    """Return the policy the scheme names. Raises `ClassifyError` where there is none of that name."""
    known = {policy.name: policy for policy in BUILT_IN} if policies is None else policies
    policy = known.get(scheme.policy)
    if policy is None:
        raise refuse("RULES037", place, policy=scheme.policy, known=", ".join(sorted(known)))
    return policy

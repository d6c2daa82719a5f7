"""What the policies write alike, as Python source and as Polars expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classify.scoring.decision import CLEAR, CLOSE, DATA_MISSING, NO_TYPE, Contest


def indented(lines: Sequence[str]) -> list[str]:
    """Return lines one level deeper."""
    return ["    " + line for line in lines]


def most(terms: Sequence[str]) -> str:
    """Return source for the largest of the terms."""
    return terms[0] if len(terms) == 1 else f"max({', '.join(terms)})"


def least(terms: Sequence[str]) -> str:
    """Return source for the smallest of the terms."""
    return terms[0] if len(terms) == 1 else f"min({', '.join(terms)})"


def first_equal(indices: Sequence[int], value: str) -> str:
    """Return source for the first index whose score is `value`; the last where none before it is."""
    chain = "".join(f"{i} if a{i} == {value} else " for i in indices[:-1])
    return f"({chain}{indices[-1]})"


def close_or_clear(contest: Contest) -> str:
    """Return source for the status of a winner about whom nothing is open."""
    return f"{CLOSE} if margin < {contest.margin} else {CLEAR}"


def without_winner(contest: Contest) -> str:
    """Return source that sets the status where no type claims: some type still could, or none can."""
    reachable = " or ".join(f"high{i} >= {contest.threshold}" for i in range(len(contest.types)))
    return f"status = {DATA_MISSING} if unknown and ({reachable}) else {NO_TYPE}"


def undecided(pl: Any, contest: Contest, none: Any, doubt: Any) -> Any:
    """Return whether data are missing: with no winner (`none`) any type could claim, else `doubt` holds."""
    highs = [pl.col(f"high{i}") for i in range(len(contest.types))]
    return (none & (pl.max_horizontal(*highs) >= contest.threshold)) | (~none & doubt)


def status_of(pl: Any, contest: Contest, open_: Any, none: Any, margin: Any) -> Any:
    """Return the code of the status; all that takes time stands in `open_`: what comes after is computed among nulls."""
    codes = {c: pl.lit(c, dtype=pl.Int8) for c in range(4)}
    return (
        pl.when(open_).then(codes[DATA_MISSING]).when(none).then(codes[NO_TYPE])
        .when(margin < contest.margin).then(codes[CLOSE]).otherwise(codes[CLEAR])
    )  # fmt: skip

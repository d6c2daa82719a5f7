"""What a decision is: how a policy turns scores into a type, written once for both compiled forms.

A policy sees scores, lows and highs per type in tenths, types ordered by precedence, and says the winner, the
runner-up (indices, -1 for none), the winner's lead over the next best score and the status. A type with no point at all
is nobody's runner-up. `STATUSES` gives the order of the codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from classify.model.scheme import Type

if TYPE_CHECKING:
    import polars as pl

STATUSES = ("clear", "close", "data-missing", "no-type")
CLEAR, CLOSE, DATA_MISSING, NO_TYPE = range(4)


@dataclass(frozen=True)
class DecisionColumns:
    """Hold the four expressions of a decision."""

    winner: pl.Expr
    runner_up: pl.Expr
    margin: pl.Expr
    status: pl.Expr


@dataclass(frozen=True)
class Contest:
    """Hold what types compete under: the types by precedence, then id, and the limits in tenths of a point."""

    types: tuple[Type, ...]
    threshold: int
    margin: int
    near_tie: int


class Policy(Protocol):
    """Write one decision in both forms."""

    name: str

    def row(self, contest: Contest, /) -> list[str]:
        """Return statements that set `winner`, `runner_up`, `margin` and `status`.

        They may read `a0…`, and where `unknown` is not 0 also `low0…` and `high0…`.
        """

    def columns(self, pl: Any, contest: Contest, /) -> DecisionColumns:
        """Return the same as expressions over the columns `a0…`, `low0…`, `high0…`."""

"""Tree to a Polars expression: the form that runs millions of profiles.

Every column is Float64, Boolean or String with nulls for unknown and without NaN (`scoring/values.py`
sees to that), so Polars' own null logic is Kleene's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from classify.expression.bounds import may_overflow
from classify.expression.row import RowWriter, reciprocal
from classify.expression.tree import (
    Arithmetic,
    Call,
    Compare,
    Logic,
    Member,
    Name,
    Node,
    Not,
    Number,
    Quote,
    Truth,
)

if TYPE_CHECKING:
    import polars as pl

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class ColumnWriter:
    """Build expressions; names of fields and indicators are columns, parameters are constants."""

    def __init__(self, indicators: Mapping[str, Node], parameters: Mapping[str, float]) -> None:
        """Take the indicators' trees and the parameters' values."""
        import polars  # noqa: PLC0415 - an extra, and slow to import

        self._pl: Any = polars
        self._parameters = parameters
        # What is constant and what may overflow must be judged alike in both forms.
        self._judge = RowWriter({}, indicators, parameters)

    def expression(self, node: Node) -> pl.Expr:
        """Return the expression of a checked tree."""
        pl = self._pl
        match node:
            case Number():
                return pl.lit(node.value, dtype=pl.Float64)  # type: ignore[no-any-return]
            case Quote() | Truth():
                return pl.lit(node.value)  # type: ignore[no-any-return]
            case Name():
                return self._name(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                return _OPERATIONS[node.op](self.expression(node.left), self.expression(node.right))  # type: ignore[no-any-return]
            case Logic():
                return self._logic(node)
            case Not():
                return ~self.expression(node.item)
            case Member():
                return self._member(node)
            case Call():
                return self._call(node)

    def _name(self, node: Name) -> pl.Expr:
        pl = self._pl
        if node.id in self._parameters:
            return pl.lit(self._parameters[node.id], dtype=pl.Float64)  # type: ignore[no-any-return]
        return pl.col(node.id)  # type: ignore[no-any-return]

    def _arithmetic(self, node: Arithmetic) -> pl.Expr:
        result = self._division(node) if node.op == "/" else self._operation(node)
        if may_overflow(self._judge.bound(node)):
            return self._pl.when(result.is_finite()).then(result)  # type: ignore[no-any-return]
        return result

    def _operation(self, node: Arithmetic) -> pl.Expr:
        return _OPERATIONS[node.op](self.expression(node.left), self.expression(node.right))  # type: ignore[no-any-return]

    def _division(self, node: Arithmetic) -> pl.Expr:
        pl = self._pl
        left, divisor = self.expression(node.left), self._judge.constant(node.right)
        if divisor is not None:
            # Polars itself divides long columns by a constant through the reciprocal, and one-row
            # frames not: multiplying on both sides is the only way to the same bits everywhere.
            factor = reciprocal(divisor)
            return left * factor if factor else pl.lit(None, dtype=pl.Float64)
        right = self.expression(node.right)
        return pl.when(right != 0).then(left / right)  # type: ignore[no-any-return]

    def _logic(self, node: Logic) -> pl.Expr:
        result = self.expression(node.items[0])
        for item in node.items[1:]:
            other = self.expression(item)
            result = result & other if node.op == "and" else result | other
        return result

    def _member(self, node: Member) -> pl.Expr:
        item = self.expression(node.item)
        result = item == self.expression(node.options[0])
        for option in node.options[1:]:
            result = result | (item == self.expression(option))
        return result

    def _call(self, node: Call) -> pl.Expr:
        function = node.function
        k = int(node.args[0].value) if function.counted and isinstance(node.args[0], Number) else 0
        args = [self.expression(arg) for arg in (node.args[1:] if function.counted else node.args)]
        if not function.strict or function.passes_null:
            return function.columns(self._pl, args, k)
        # Polars is four to ten times slower at the least and the largest of columns with nulls.
        filled = [arg.fill_null(0.0) for arg in args] if function.takes == "number" else args
        result = function.columns(self._pl, filled, k)
        some_unknown = args[0].is_null()
        for arg in args[1:]:
            some_unknown = some_unknown | arg.is_null()
        if function.gives != "number":
            return self._pl.when(~some_unknown).then(result)  # type: ignore[no-any-return]
        # Added, because a choice hands nulls to what it chooses from, and that is as slow.
        return result + self._pl.when(~some_unknown).then(0.0)  # type: ignore[no-any-return]

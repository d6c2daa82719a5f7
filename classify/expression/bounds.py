"""How large and how small a result can be: decides which expressions need a check for overflow.

The loading step keeps magnitudes within `SMALLEST` … `LARGEST`, so an expression whose bound stays below
`SAFE` can become neither infinite nor NaN on any profile, and needs no check at run time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from classify.expression.tree import Arithmetic, Call, Name, Node, Number

LARGEST = 1e15
SMALLEST = 1e-100
SAFE = 1e300
_GRAIN = 2.0**-53
_TINIEST = 1e-290  # below this, rounding may be to subnormal numbers or to zero


class Bound(NamedTuple):
    """Hold the largest magnitude, and the smallest one that is not zero."""

    most: float
    least: float


FIELD = Bound(LARGEST, SMALLEST)


def bound_of(node: Node, of_name: Callable[[str], Bound]) -> Bound:
    """Return the bound of a numeric node; `of_name` gives that of a field, indicator or parameter."""
    match node:
        case Number():
            return constant(node.value)
        case Name():
            return of_name(node.id)
        case Arithmetic():
            return _arithmetic(node, of_name)
        case Call():
            parts = [bound_of(arg, of_name) for arg in node.args]
            return Bound(max(p.most for p in parts), min(p.least for p in parts))
        case _:
            return FIELD


def constant(value: float) -> Bound:
    """Return the bound of a constant."""
    return Bound(abs(value), abs(value) or SMALLEST)


def _arithmetic(node: Arithmetic, of_name: Callable[[str], Bound]) -> Bound:
    a, b = bound_of(node.left, of_name), bound_of(node.right, of_name)
    if node.op in "+-":
        return Bound(a.most + b.most, _floor(min(a.least, b.least) * _GRAIN))
    if node.op == "*":
        return Bound(a.most * b.most, _floor(a.least * b.least))
    most = a.most / b.least if b.least else float("inf")
    return Bound(most, _floor(a.least / b.most if b.most else a.least))


def _floor(least: float) -> float:
    return least if least > _TINIEST else 0.0


def may_overflow(bound: Bound) -> bool:
    """Tell whether a value within `bound` could leave the finite numbers."""
    return not bound.most < SAFE

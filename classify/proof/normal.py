"""Conditions as alternatives: each a list of literals that must all be true for the condition to be true.

Kleene's logic keeps De Morgan's laws and distribution, so a condition is true exactly where all literals of one
alternative are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import comb

from classify.expression.tree import (
    NEGATED,
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

Alternative = tuple[Node, ...]
MOST = 256  # alternatives; a condition with more is left alone


class TooMany(Exception):  # noqa: N818 - no mistake: the condition is merely too branched to look through
    """Stop: the condition has too many alternatives."""


def alternatives(node: Node, flags: Mapping[str, Node], *, true: bool = True) -> list[Alternative]:
    """Return the alternatives in which `node` is true (or false).

    `flags` holds the trees of indicators that are conditions. Raises `TooMany`.
    """
    return _Splitter(flags).split(node, true=true)


def negation(node: Node) -> Node:
    """Return the literal that is true where `node` is false."""
    if isinstance(node, Not):
        return node.item
    return Compare(NEGATED[node.op], node.left, node.right) if isinstance(node, Compare) else Not(node)


class _Splitter:
    def __init__(self, flags: Mapping[str, Node]) -> None:
        self._flags = flags

    def split(self, node: Node, *, true: bool) -> list[Alternative]:
        match node:
            case Truth():
                return [()] if node.value is true else []
            case Not():
                return self.split(node.item, true=not true)
            case Logic():
                return self._logic(node, true=true)
            case Name() if node.id in self._flags:
                return self.split(self._flags[node.id], true=true)
            case Member() if _numeric(node):
                equal: list[Node] = [Compare("==", node.item, option) for option in node.options]
                return self.split(Logic("or", tuple(equal)) if len(equal) > 1 else equal[0], true=true)
            case Call() if node.function.name == "at_least":
                return self._at_least(node, true=true)
            case _:
                return [(node if true else negation(node),)]

    def _logic(self, node: Logic, *, true: bool) -> list[Alternative]:
        parts = (self.split(item, true=true) for item in node.items)
        return _either(parts) if (node.op == "or") is true else _both(parts)

    def _at_least(self, node: Call, *, true: bool) -> list[Alternative]:
        k, items = node.args[0], node.args[1:]
        wanted = int(k.value) if isinstance(k, Number) else 0
        # Fewer than k are true exactly where n - k + 1 are false.
        wanted = wanted if true else len(items) - wanted + 1
        if comb(len(items), wanted) > MOST:
            raise TooMany
        sides = [self.split(item, true=true) for item in items]
        return _either(_both(chosen) for chosen in combinations(sides, wanted))


def _numeric(node: Member) -> bool:
    return not isinstance(node.options[0], Quote | Truth)


def _either(parts: Iterable[list[Alternative]]) -> list[Alternative]:
    found: list[Alternative] = []
    for part in parts:
        found += part
        if len(found) > MOST:
            raise TooMany
    return found


def _both(parts: Iterable[list[Alternative]]) -> list[Alternative]:
    found: list[Alternative] = [()]
    for part in parts:
        if len(found) * len(part) > MOST:
            raise TooMany
        found = [(*left, *right) for left in found for right in part]
    return found

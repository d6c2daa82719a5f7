"""Rules that are unknown together: what is missing is then asked for once for all of them."""

from __future__ import annotations

from typing import NamedTuple

from classify.expression.row import RowWriter
from classify.expression.tree import Node
from classify.scoring.program import CompiledRule, Program


class Block(NamedTuple):
    """Hold the numbers of rules that are unknown exactly where one of the variables in `open` is."""

    open: tuple[str, ...]
    rules: tuple[int, ...]


def has_own_doubt(rule: CompiledRule) -> bool:
    """Tell whether the doubt about a rule can be less than its whole degree: with condition and ramp."""
    return rule.when is not None and rule.ramp is not None


def deciding_tree(rule: CompiledRule) -> Node:
    """Return the tree a rule is unknown with."""
    tree = rule.ramp.of if rule.ramp is not None else rule.when
    assert tree is not None, "a rule has a condition or a ramp"  # noqa: S101 - for the type checker
    return tree


def blocks_of(program: Program, terms: RowWriter) -> list[Block]:
    """Return the blocks of all rules without a doubt of their own, in the order of their first rule.

    `terms` says which variables a tree hangs on.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for number, rule in enumerate(program.rules):
        if not has_own_doubt(rule):
            found.setdefault(terms.term(deciding_tree(rule)).open, []).append(number)
    return [Block(open_, tuple(rules)) for open_, rules in found.items()]

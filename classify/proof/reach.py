"""What conditions and rules can come to on any profile whose figures lie within the fields' ranges.

An answer is given only where it is proven. “Not proven” means nothing: a condition too branched to look through, or
one that hangs on sums of fields, is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from classify.expression.tree import (
    Arithmetic,
    Call,
    Compare,
    Logic,
    Name,
    Node,
    Not,
    Number,
    Truth,
    names_in,
    walk,
)
from classify.proof.domains import Span
from classify.proof.normal import Alternative, TooMany, alternatives
from classify.proof.ranges import Knowledge
from classify.proof.worlds import World, world_of
from classify.rulepack.loaded import LoadedPack
from classify.scoring.program import FULL, CompiledRule, RampLine

MOST_PAIRS = 400  # alternatives of two rules looked at together


@dataclass
class Reach:
    """Answer questions about the conditions of one scheme at one date."""

    loaded: LoadedPack
    indicators: Mapping[str, Node]
    parameters: Mapping[str, float]
    _never: dict[Node, bool] = field(default_factory=dict)
    _degrees: dict[str, tuple[int, int]] = field(default_factory=dict)
    _exclusive: dict[frozenset[Node], bool] = field(default_factory=dict)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Return what is known before any condition."""
        fields = {f.id: f for f in self.loaded.pack.fields}
        return Knowledge(fields, self.indicators, self.parameters)

    @cached_property
    def _flags(self) -> dict[str, Node]:
        return {i.id: self.indicators[i.id] for i in self.loaded.pack.indicators if i.kind == "boolean"}

    def _split(self, node: Node, *, true: bool) -> list[Alternative] | None:
        try:
            return alternatives(node, self._flags, true=true)
        except TooMany:
            return None

    def _worlds(self, node: Node) -> list[World] | None:
        """Return the worlds in which `node` is true; `None` where there are too many to look at."""
        split = self._split(node, true=True)
        found = None if split is None else [world_of(literals, self.knowledge) for literals in split]
        return None if found is None else [w for w in found if w is not None]

    def never(self, node: Node) -> bool:
        """Tell whether `node` is proven never to be true."""
        if node not in self._never:
            split = self._split(node, true=True)
            self._never[node] = split is not None and all(world_of(a, self.knowledge) is None for a in split)
        return self._never[node]

    def always(self, node: Node) -> bool:
        """Tell whether `node` is proven never to be false."""
        split = self._split(node, true=False)
        return split is not None and all(world_of(literals, self.knowledge) is None for literals in split)

    def span(self, node: Node) -> Span:
        """Return what a number can be on any profile."""
        return self.knowledge.plain.of(node)

    def degrees(self, rule: CompiledRule) -> tuple[int, int]:
        """Return proven bounds, in thousandths, of the degree of `rule` where it is known."""
        if rule.rule.id not in self._degrees:
            self._degrees[rule.rule.id] = self._bounds(rule)
        return self._degrees[rule.rule.id]

    def _bounds(self, rule: CompiledRule) -> tuple[int, int]:
        if rule.when is not None and self.never(rule.when):
            return 0, 0
        certain = rule.when is None or self.always(rule.when)
        if rule.ramp is None or not self._steady(rule):
            return FULL if certain and rule.ramp is None else 0, FULL
        worlds = None if rule.when is None else self._worlds(rule.when)
        of = rule.ramp.of
        spans = [self.span(of)] if worlds is None else [world.span(of) for world in worlds]
        ends = [degree_at(rule.ramp, end) for span in spans for end in (span.low, span.high)]
        return min(ends) if certain else 0, max(ends)

    def exclusive(self, one: CompiledRule, other: CompiledRule) -> bool:
        """Tell whether two rules are proven never to hold together, in whatever degree."""
        return self._apart(self._fires(one), self._fires(other))

    def implies(self, one: CompiledRule, other: CompiledRule) -> bool:
        """Tell whether `other`, a rule without a ramp, is proven to hold in full wherever `one` does."""
        if other.when is None or other.ramp is not None or not self._known_with(one, other.when):
            return False
        return self._apart(self._fires(one), Not(other.when))

    def refutes(self, one: CompiledRule, other: CompiledRule) -> bool:
        """Tell whether `other` is proven to be known not to hold wherever `one` does."""
        return self._known_with(one, self._fires(other)) and self.exclusive(one, other)

    def _known_with(self, one: CompiledRule, condition: Node) -> bool:
        """Tell whether whatever makes `one` hold says everything `condition` asks for."""
        if not _undivided(condition):
            return False
        needs = self.knowledge.needs
        wanted = frozenset().union(*(needs(Name(n)) for n in names_in(condition))) - self.parameters.keys()
        split = self._split(self._fires(one), true=True)
        return split is not None and all(wanted <= frozenset().union(*map(needs, a)) for a in split)

    def _fires(self, rule: CompiledRule) -> Node:
        """Return a condition that is true wherever the degree of `rule` is above 0."""
        if rule.ramp is None or not self._steady(rule):
            return rule.when or Truth(value=True)
        rising = rule.ramp.end > rule.ramp.start
        begun = Compare(">" if rising else "<", rule.ramp.of, Number(rule.ramp.start))
        return begun if rule.when is None else Logic("and", (rule.when, begun))

    def _steady(self, rule: CompiledRule) -> bool:
        """Tell whether both ends of a ramp are the same in every district."""
        ends = (self.loaded.trees["rules", rule.rule.id, key] for key in ("from", "to"))
        return all(name in self.parameters for end in ends for name in names_in(end))

    def _apart(self, one: Node, other: Node) -> bool:
        pair = frozenset((one, other))
        if pair not in self._exclusive:
            self._exclusive[pair] = self._related(one, other) and self._no_world(one, other)
        return self._exclusive[pair]

    def _no_world(self, one: Node, other: Node) -> bool:
        left, right = self._split(one, true=True), self._split(other, true=True)
        if left is None or right is None or len(left) * len(right) > MOST_PAIRS:
            return False
        return all(world_of((*a, *b), self.knowledge) is None for a in left for b in right)

    def _related(self, one: Node, other: Node) -> bool:
        a, b = self._fields_of(one), self._fields_of(other)
        if a & b:
            return True
        wholes = {self.knowledge.fields[f].part_of for f in a | b}
        return bool(wholes & (a | b))

    def _fields_of(self, tree: Node) -> frozenset[str]:
        return self.knowledge.below(tree) & self.knowledge.fields.keys()


def _undivided(condition: Node) -> bool:
    """Tell whether a condition is known as soon as its names are: nothing in it divides or may overflow."""
    return not any(isinstance(n, Arithmetic | Call) for n in walk(condition))


def degree_at(ramp: RampLine, value: float) -> int:
    """Return the degree of a ramp at a value, in thousandths, as both engines compute it."""
    steps = (value - ramp.start) * ramp.steps + 0.5
    if math.isnan(steps):
        return 0
    return FULL if steps >= FULL else int(steps) if steps >= 1 else 0

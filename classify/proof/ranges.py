"""What a number in a condition can be, by the fields' ranges and the way it is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from classify.expression.bounds import LARGEST
from classify.expression.tree import Arithmetic, Call, Name, Node, Number, children, names_in
from classify.model.field import WHOLE, Field
from classify.proof.domains import EVERYTHING, Span, calculated, hull, point


def span_of(thing: Field) -> Span:
    """Return the values a field can have: reading makes whatever lies outside its range missing."""
    low, high = thing.possible
    return Span(
        -LARGEST if low is None else low, LARGEST if high is None else high, whole=thing.type in WHOLE
    )


@dataclass(frozen=True)
class Knowledge:
    """Hold what is known before any condition: fields, indicators' trees, parameters' values."""

    fields: Mapping[str, Field]
    indicators: Mapping[str, Node]
    parameters: Mapping[str, float]
    _needs: dict[str, frozenset[str]] = field(default_factory=dict)
    _below: dict[Node, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def plain(self) -> Ranges:
        """Return the ranges of everything where no condition narrows them."""
        return Ranges(self)

    def below(self, node: Node) -> frozenset[str]:
        """Return every name `node` reads, directly or through indicators."""
        if node not in self._below:
            found = set(names_in(node))
            for id_ in names_in(node):
                found |= self.below(self.indicators[id_]) if id_ in self.indicators else set()
            self._below[node] = frozenset(found)
        return self._below[node]

    def needs(self, node: Node) -> frozenset[str]:
        """Return the names that must be known for `node` to be known."""
        match node:
            case Name():
                if node.id not in self._needs:
                    tree = self.indicators.get(node.id)
                    below = self.needs(tree) if tree is not None else frozenset()
                    self._needs[node.id] = below | {node.id}
                return self._needs[node.id]
            case Call() if not node.function.strict:
                return frozenset()
            case _:
                return frozenset().union(*(self.needs(child) for child in children(node)))

    def at_most(self, small: Node, large: Node) -> bool:
        """Tell whether `small` is proven never to exceed `large` where both are known."""
        small, large = self._computed(small), self._computed(large)
        seen = {small}
        while isinstance(small, Name) and small != large:
            field_ = self.fields.get(small.id)
            if field_ is None or field_.part_of is None or Name(field_.part_of) in seen:
                break
            small = Name(field_.part_of)
            seen.add(small)
        return small == large or any(self._below_computed(s, large) for s in seen)

    def _computed(self, node: Node) -> Node:
        while isinstance(node, Name) and node.id in self.indicators:
            node = self.indicators[node.id]
        return node

    def _below_computed(self, small: Node, large: Node) -> bool:
        plain = self.plain
        match large:
            case Call() if large.function.name == "max":
                return any(self.at_most(small, arg) for arg in large.args)
            case Arithmetic(op="+"):
                sides = ((large.left, large.right), (large.right, large.left))
                return any(self.at_most(small, a) and plain.of(b).low >= 0 for a, b in sides)
        match small:
            case Call() if small.function.name == "min":
                return any(self.at_most(arg, large) for arg in small.args)
            case Arithmetic(op="-"):
                return self.at_most(small.left, large) and plain.of(small.right).low >= 0
        return False


@dataclass
class Ranges:
    """Work out what numbers can be; `narrowed` holds what a condition adds to that."""

    knowledge: Knowledge
    narrowed: Mapping[Node, Span] = field(default_factory=dict)
    _done: dict[Node, Span] = field(default_factory=dict)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(name for node in self.narrowed for name in names_in(node))

    def of(self, node: Node) -> Span:
        """Return the values `node` can have."""
        if node not in self._done:
            if self is not self.knowledge.plain and self._touched.isdisjoint(self.knowledge.below(node)):
                return self.knowledge.plain.of(node)
            span = self._found(node)
            extra = self.narrowed.get(node)
            self._done[node] = span if extra is None else span.meet(extra)
        return self._done[node]

    def _found(self, node: Node) -> Span:
        match node:
            case Number():
                return point(node.value)
            case Name():
                return self._name(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Call():
                return self._call(node)
            case _:
                return EVERYTHING

    def _name(self, node: Name) -> Span:
        known = self.knowledge
        if node.id in known.parameters:
            return point(known.parameters[node.id])
        if node.id in known.indicators:
            return self.of(known.indicators[node.id])
        return span_of(known.fields[node.id]) if node.id in known.fields else EVERYTHING

    def _arithmetic(self, node: Arithmetic) -> Span:
        left, right = self.of(node.left), self.of(node.right)
        span = calculated(node.op, left, right)
        if (
            node.op == "/"
            and left.low >= 0
            and right.low >= 0
            and self.knowledge.at_most(node.left, node.right)
        ):
            return span.meet(Span(0.0, 1.0))
        if node.op == "-" and self.knowledge.at_most(node.right, node.left):
            return span.meet(Span(low=0.0))
        return span

    def _call(self, node: Call) -> Span:
        if node.function.name == "largest":
            k = node.args[0]
            rank = int(k.value) if isinstance(k, Number) else 1
            spans = [self.of(arg) for arg in node.args[1:]]
            lows, highs = sorted(s.low for s in spans), sorted(s.high for s in spans)
            return Span(lows[-rank], highs[-rank], whole=all(s.whole for s in spans))
        spans = [self.of(arg) for arg in node.args]
        match node.function.name:
            case "min":
                return Span(min(s.low for s in spans), min(s.high for s in spans), whole=hull(spans).whole)
            case "max":
                return Span(max(s.low for s in spans), max(s.high for s in spans), whole=hull(spans).whole)
            case "coalesce":
                return hull(spans)
            case "abs":
                return _magnitude(spans[0])
        return EVERYTHING


def _magnitude(span: Span) -> Span:
    low = 0.0 if span.low <= 0 <= span.high else min(abs(span.low), abs(span.high))
    return Span(low, max(abs(span.low), abs(span.high)), whole=span.whole)

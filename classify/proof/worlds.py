"""Whether a list of literals can be true at once: emptiness is proven, everything else is left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from classify.expression.tree import Call, Compare, CompareOp, Member, Name, Node, Not, Quote, Truth
from classify.proof.domains import ANY_WORD, EVERYTHING, Span, Words, beyond
from classify.proof.normal import negation
from classify.proof.ranges import Knowledge, Ranges

FLIPPED: dict[CompareOp, CompareOp] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "==", "!=": "!="}
_ROUNDS = 12


class Contradiction(Exception):  # noqa: N818 - what is looked for, not a mistake of the program
    """Stop: the literals exclude one another."""


@dataclass
class World:
    """Gather what must hold where every literal is true."""

    knowledge: Knowledge
    spans: dict[Node, Span] = field(default_factory=dict)
    words: dict[Node, Words] = field(default_factory=dict)
    holes: dict[Node, list[float]] = field(default_factory=dict)
    pairs: list[tuple[CompareOp, Node, Node]] = field(default_factory=list)

    def span(self, node: Node) -> Span:
        """Return what a number can be here."""
        return Ranges(self.knowledge, self.spans).of(node)


def world_of(literals: Iterable[Node], knowledge: Knowledge) -> World | None:
    """Return the world in which all literals are true, or `None` where there is provably none."""
    given = list(dict.fromkeys(literals))
    world = World(knowledge)
    try:
        _presence(given, knowledge)
        for literal in given:
            if negation(literal) in given:
                return None
            _take(world, literal)
        _parts(world, given)
        _order(world.pairs)
        _propagate(world)
    except Contradiction:
        return None
    return world


def _presence(literals: list[Node], knowledge: Knowledge) -> None:
    absent = {n.args[0] for n in literals if _is_missing(n) and isinstance(n, Call)}
    present = [
        n.item.args[0]
        for n in literals
        if isinstance(n, Not) and isinstance(n.item, Call) and _is_missing(n.item)
    ]
    others = [n.item if isinstance(n, Not) else n for n in literals if not _is_missing(n)]
    needed = [*present, *(n for n in others if not _is_missing(n))]
    known = frozenset().union(*(knowledge.needs(n) for n in needed)) if needed else frozenset()
    if any(isinstance(n, Name) and n.id in known for n in absent) or any(n in present for n in absent):
        raise Contradiction


def _is_missing(node: Node) -> bool:
    return isinstance(node, Call) and node.function.name == "missing"


def _take(world: World, literal: Node) -> None:
    match literal:
        case Truth(value=False):
            raise Contradiction
        case Compare():
            _compare(world, literal)
        case Member():
            _narrow_words(world, literal.item, _options(literal), others=False)
        case Not(item=Member() as member):
            _narrow_words(world, member.item, _options(member), others=True)


def _options(member: Member) -> frozenset[str]:
    return frozenset(option.value for option in member.options if isinstance(option, Quote))


def _compare(world: World, node: Compare) -> None:
    for one, other, op in ((node.left, node.right, node.op), (node.right, node.left, FLIPPED[node.op])):
        if isinstance(other, Quote):
            if isinstance(one, Quote):
                _settle(holds=(one.value == other.value) is (op == "=="))
            else:
                _narrow_words(world, one, frozenset({other.value}), others=op == "!=")
            return
    if _is_number(node.left, world) and _is_number(node.right, world):
        _compare_numbers(world, node)


def _is_number(node: Node, world: World) -> bool:
    if isinstance(node, Name):
        field_ = world.knowledge.fields.get(node.id)
        return field_ is None or field_.kind == "number"
    return not isinstance(node, Quote | Truth | Compare | Member | Not)


def _settle(*, holds: bool) -> None:
    if not holds:
        raise Contradiction


def _narrow_words(world: World, item: Node, words: frozenset[str], *, others: bool) -> None:
    start = ANY_WORD
    if isinstance(item, Name) and item.id in world.knowledge.fields:
        choices = world.knowledge.fields[item.id].choices
        start = Words(frozenset(choices)) if choices else ANY_WORD
    left = world.words.get(item, start).meet(Words(words, others=others))
    if left.empty:
        raise Contradiction
    world.words[item] = left


def _compare_numbers(world: World, node: Compare) -> None:
    plain = world.knowledge.plain
    left, right = plain.of(node.left), plain.of(node.right)
    for one, op, limit in ((node.left, node.op, right), (node.right, FLIPPED[node.op], left)):
        if limit.low == limit.high:
            _limit(world, one, op, limit)
            return
    world.pairs.append((node.op, node.left, node.right))


def _limit(world: World, term: Node, op: CompareOp, limit: Span) -> None:
    if op == "!=":
        world.holes.setdefault(term, []).append(limit.low)
        world.spans.setdefault(term, EVERYTHING)
        return
    span = world.spans.get(term, EVERYTHING).meet(beyond(op, limit))
    if span.empty:
        raise Contradiction
    world.spans[term] = span


def _parts(world: World, literals: list[Node]) -> None:
    known = world.knowledge
    fields = frozenset[str]().union(*(known.below(literal) for literal in literals))
    for id_ in sorted(fields & known.fields.keys()):
        whole = known.fields[id_].part_of
        if whole in fields and whole is not None:
            world.pairs.append(("<=", Name(id_), Name(whole)))


def _order(pairs: list[tuple[CompareOp, Node, Node]]) -> None:
    """Look for a circle of ≤ with a < in it, or for x ≤ y ≤ x beside x ≠ y."""
    edges: dict[tuple[Node, Node], bool] = {}
    for op, left, right in pairs:
        for one, two, strict in _edges(op, left, right):
            edges[one, two] = edges.get((one, two), False) or strict
    nodes = list(dict.fromkeys(n for edge in edges for n in edge))
    for middle in nodes:
        for one in nodes:
            for two in nodes:
                if (one, middle) in edges and (middle, two) in edges:
                    strict = edges[one, middle] or edges[middle, two]
                    edges[one, two] = edges.get((one, two), False) or strict
    if any(edges.get((n, n), False) for n in nodes):
        raise Contradiction
    for op, left, right in pairs:
        if op == "!=" and (left == right or ((left, right) in edges and (right, left) in edges)):
            raise Contradiction


def _edges(op: CompareOp, left: Node, right: Node) -> Iterable[tuple[Node, Node, bool]]:
    if op in ("<", "<="):
        return ((left, right, op == "<"),)
    if op in (">", ">="):
        return ((right, left, op == ">"),)
    return ((left, right, False), (right, left, False)) if op == "==" else ()


def _propagate(world: World) -> None:
    for _round in range(_ROUNDS):
        before = dict(world.spans)
        ranges = Ranges(world.knowledge, world.spans)
        for term in list(world.spans):
            _keep(world, term, ranges.of(term).without(world.holes.get(term, ())))
        for op, left, right in world.pairs:
            spans = ranges.of(left), ranges.of(right)
            _keep(world, left, spans[0].meet(beyond(op, spans[1])))
            _keep(world, right, spans[1].meet(beyond(FLIPPED[op], spans[0])))
        if world.spans == before:
            return


def _keep(world: World, term: Node, span: Span) -> None:
    if span.empty:
        raise Contradiction
    if span != EVERYTHING:
        world.spans[term] = span.meet(world.spans.get(term, EVERYTHING))
        if world.spans[term].empty:
            raise Contradiction

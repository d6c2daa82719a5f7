"""The one tree that both notations build and every form is made from.

Nodes compare by meaning: where a node stood in the text (`at`, a character offset) and how a number was
written (`unit`) do not count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from classify.expression.functions import Function

ArithmeticOp = Literal["+", "-", "*", "/"]
CompareOp = Literal[">=", ">", "<=", "<", "==", "!="]

NEGATED: dict[CompareOp, CompareOp] = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a constant; `unit` is what was written behind it (`%` for a share)."""

    value: float
    unit: str | None = field(default=None, compare=False)
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """Hold true or false."""

    value: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold a text constant."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """Stand for a field, an indicator or a parameter."""

    id: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Combine two numbers."""

    op: ArithmeticOp
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare two values of one kind."""

    op: CompareOp
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """Join two or more conditions by `and` or by `or`."""

    op: Literal["and", "or"]
    items: tuple["Node", ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Negate a condition."""

    item: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Ask whether a value is one of several constants."""

    item: "Node"
    options: tuple["Node", ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """Apply a registered function."""

    function: Function
    args: tuple["Node", ...]
    at: int = field(default=0, compare=False)


Node = Number | Truth | Quote | Name | Arithmetic | Compare | Logic | Not | Member | Call


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`."""
    match node:
        case Arithmetic() | Compare():
            return (node.left, node.right)
        case Logic():
            return node.items
        case Not():
            return (node.item,)
        case Member():
            return (node.item, *node.options)
        case Call():
            return node.args
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and everything below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def deeper_than(node: Node, limit: int) -> Node | None:
    """Return a node more than `limit` levels below `node`, if there is one; needs no recursion itself."""
    waiting = [(node, 1)]
    while waiting:
        here, depth = waiting.pop()
        if depth > limit:
            return here
        waiting.extend((child, depth + 1) for child in children(here))
    return None


def names_in(node: Node) -> tuple[str, ...]:
    """Return the ids `node` refers to, each once, in order of appearance."""
    return tuple(dict.fromkeys(n.id for n in walk(node) if isinstance(n, Name)))


def names_below(trees: Iterable[Node], indicators: Mapping[str, Node]) -> set[str]:
    """Return every id that `trees` refer to, themselves or through indicators."""
    waiting, seen = [n for tree in trees for n in names_in(tree)], set[str]()
    while waiting:
        id_ = waiting.pop()
        if id_ not in seen:
            seen.add(id_)
            waiting.extend(names_in(indicators[id_]) if id_ in indicators else ())
    return seen

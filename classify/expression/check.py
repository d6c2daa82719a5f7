"""Kinds, units and choices: what makes a tree that parses a condition that means something."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from classify.errors import Filler
from classify.expression.errors import Mistake
from classify.expression.functions import Function
from classify.expression.names import Names, Symbol
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
from classify.model.text import Text

KIND_LABEL = {
    "number": Text(zh="数值", en="a number"),
    "boolean": Text(zh="条件", en="a condition"),
    "text": Text(zh="文字", en="text"),
}
_NO_UNIT = Text(zh="无单位", en="no unit")


@dataclass(frozen=True)
class Sort:
    """Say what a node gives: its kind, its unit (`share` for shares), and whose choices it holds.

    A number without a unit (`None`) agrees with every unit.
    """

    kind: str
    unit: str | None = None
    symbol: Symbol | None = None


def check(tree: Node, names: Names, wanted: str, unit: str | None = None) -> tuple[Node, list[Mistake]]:
    """Return the tree in its one canonical form, and every mistake in it.

    Canonical means: text is in NFC and trimmed, choice labels are replaced by choice ids, and a flag
    compared with true or false becomes the flag or its negation. `wanted` is the kind the whole must give,
    `unit` the unit it must agree with.
    """
    checker = _Checker(names)
    result, sort = checker.visit(tree)
    if not checker.mistakes:
        checker.want(result, sort, wanted)
        if unit is not None:
            checker.agree(tree.at, (result, sort), (tree, Sort("number", unit)))
    return result, checker.mistakes


def unit_of(tree: Node, names: Names) -> str | None:
    """Return the unit a checked tree gives, `share` for shares, or nothing where it is open."""
    return _Checker(names).visit(tree)[1].unit


class _Checker:
    def __init__(self, names: Names) -> None:
        self.names, self.mistakes = names, list[Mistake]()

    def note(self, code: str, at: int, **fill: Filler) -> None:
        self.mistakes.append(Mistake(code, at, **fill))

    def want(self, node: Node, sort: Sort, kind: str) -> None:
        """Complain where `node` gives another kind than `kind`."""
        if kind not in ("any", sort.kind):
            self.note("EXPR020", node.at, wanted=KIND_LABEL[kind], found=KIND_LABEL[sort.kind])

    def visit(self, node: Node) -> tuple[Node, Sort]:  # noqa: C901 - one case per kind of node
        match node:
            case Number():
                return node, Sort("number", "share" if node.unit == "%" else node.unit)
            case Truth():
                return node, Sort("boolean")
            case Quote():
                return self._quote(node), Sort("text")
            case Name():
                symbol = self.names[node.id]
                return node, Sort(symbol.kind, symbol.unit, symbol)
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                return self._compare(node), Sort("boolean")
            case Logic():
                items = tuple(self._of_kind(item, "boolean") for item in node.items)
                return Logic(node.op, items, node.at), Sort("boolean")
            case Not():
                return Not(self._of_kind(node.item, "boolean"), node.at), Sort("boolean")
            case Member():
                return self._member(node), Sort("boolean")
            case Call():
                return self._call(node)

    def _of_kind(self, node: Node, kind: str) -> Node:
        result, sort = self.visit(node)
        self.want(result, sort, kind)
        return result

    def _quote(self, node: Quote) -> Quote:
        # What the loading step does to a profile's text.
        text = unicodedata.normalize("NFC", node.value.strip())
        if not text:
            self.note("EXPR028", node.at)
        return Quote(text, node.at)

    def _arithmetic(self, node: Arithmetic) -> tuple[Node, Sort]:
        left, a = self.visit(node.left)
        right, b = self.visit(node.right)
        self.want(left, a, "number")
        self.want(right, b, "number")
        if node.op in "+-":
            self.agree(node.at, (left, a), (right, b))
            unit = a.unit or b.unit
        elif node.op == "*":
            units = [u for u in (a.unit, b.unit) if u not in (None, "share")]
            unit = units[0] if len(units) == 1 else None
        else:
            unit = a.unit if isinstance(right, Number) and b.unit is None and a.unit != "share" else None
        return Arithmetic(node.op, left, right, node.at), Sort("number", unit)

    def agree(self, at: int, first: tuple[Node, Sort], second: tuple[Node, Sort]) -> None:
        """Complain where two numbers are not counted in the same unit."""
        a, b = first[1], second[1]
        if a.unit and b.unit and a.unit != b.unit:
            self.note("EXPR021", at, first=_shown(a), second=_shown(b))
            return
        for (node, own), (_, other) in ((first, second), (second, first)):
            if not isinstance(node, Number):
                continue
            if other.unit == "share" and own.unit is None and abs(node.value) > 1:
                # 25 beside a share is a forgotten percent sign.
                self.note("EXPR024", node.at, number=f"{node.value:g}")
            elif other.symbol and other.unit is None and own.unit not in (None, "share"):
                self.note("EXPR021", node.at, first=_shown(own), second=_NO_UNIT)

    def _compare(self, node: Compare) -> Node:
        left, a = self.visit(node.left)
        right, b = self.visit(node.right)
        if a.kind != b.kind:
            self.note("EXPR022", node.at, first=KIND_LABEL[a.kind], second=KIND_LABEL[b.kind])
        elif a.kind == "number":
            self.agree(node.at, (left, a), (right, b))
        elif node.op not in ("==", "!="):
            self.note("EXPR023", node.at, op=node.op, kind=KIND_LABEL[a.kind])
        elif a.kind == "text":
            left, right = self._choice(left, b.symbol), self._choice(right, a.symbol)
        else:
            return _flag(node, left, right)
        return Compare(node.op, left, right, node.at)

    def _choice(self, node: Node, symbol: Symbol | None) -> Node:
        if not isinstance(node, Quote) or symbol is None or not symbol.choices:
            return node
        if (choice := symbol.choice(node.value)) is not None:
            return Quote(choice, node.at)
        self.note("EXPR025", node.at, name=symbol.label, choices=", ".join(symbol.choices))
        return node

    def _member(self, node: Member) -> Node:
        item, sort = self.visit(node.item)
        options = list[Node]()
        for option in node.options:
            checked, other = self.visit(option)
            if not self._is_constant(option):
                self.note("EXPR027", option.at)
            elif other.kind != sort.kind:
                self.note("EXPR022", option.at, first=KIND_LABEL[sort.kind], second=KIND_LABEL[other.kind])
            elif sort.kind == "number":
                self.agree(option.at, (item, sort), (checked, other))
            options.append(self._choice(checked, sort.symbol))
        return Member(item, tuple(options), node.at)

    def _is_constant(self, node: Node) -> bool:
        if isinstance(node, Name):
            return self.names[node.id].source == "parameter"
        return isinstance(node, Number | Quote | Truth)

    def _call(self, node: Call) -> tuple[Node, Sort]:
        function = node.function
        values = node.args[1:] if function.counted else node.args
        if not function.least <= len(values) <= function.most or not _count_fits(node, function):
            self.note("EXPR026", node.at, function=function.name, usage=usage(function))
            return node, Sort("boolean" if function.gives == "boolean" else "number")
        visited = [self.visit(arg) for arg in values]
        for checked, sort in visited:
            self.want(checked, sort, function.takes)
        sorts = [sort for _, sort in visited]
        unit = next((s.unit for s in sorts if s.unit), None)
        symbol = next((s.symbol for s in sorts if s.symbol and s.symbol.choices), None)
        if function.takes == "number" or function.gives == "same":
            self._alike(node, visited, unit)
        head = node.args[:1] if function.counted else ()
        args = [self._choice(checked, symbol) for checked, _ in visited]
        call = Call(node.function, (*head, *args), node.at)
        if function.gives == "same":
            return call, Sort(sorts[0].kind, unit, symbol)
        return call, Sort(function.gives, unit if function.gives == "number" else None)

    def _alike(self, node: Call, visited: Sequence[tuple[Node, Sort]], unit: str | None) -> None:
        first = visited[0][1]
        for checked, sort in visited:
            if sort.kind != first.kind and node.function.takes == "any":
                fill = {"first": KIND_LABEL[first.kind], "second": KIND_LABEL[sort.kind]}
                self.note("EXPR022", node.at, **fill)
                return
            self.agree(node.at, (node, Sort(first.kind, unit)), (checked, sort))


def _count_fits(node: Call, function: Function) -> bool:
    if not function.counted:
        return True
    k = node.args[0]
    return (
        isinstance(k, Number)
        and k.unit is None
        and k.value.is_integer()
        and 1 <= k.value <= len(node.args) - 1
    )


def _flag(node: Compare, left: Node, right: Node) -> Node:
    if isinstance(left, Truth):
        left, right = right, left
    if not isinstance(right, Truth):
        return Compare(node.op, left, right, node.at)
    return left if right.value == (node.op == "==") else Not(left, node.at)


def usage(function: Function) -> str:
    """Return how a function is called, for messages."""
    args = ["x"] if function.most == 1 else ["x", "…"]
    return f"{function.name}({', '.join([*(['k'] if function.counted else []), *args])})"


def _shown(sort: Sort) -> str:
    return "%" if sort.unit == "share" else sort.unit or ""

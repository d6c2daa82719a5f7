"""Kinds, units and choices: what makes a tree that parses a condition that means something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classify.errors import Filler
from classify.expression.errors import Mistake
from classify.expression.functions import FUNCTIONS, Function
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
from classify.expression.words import plain
from classify.model.text import Text

KIND_LABEL = {
    "number": Text(zh="数值", en="a number"),
    "boolean": Text(zh="条件", en="a condition"),
    "text": Text(zh="文字", en="text"),
}


@dataclass(frozen=True)
class Sort:
    """Say what a node gives: its kind, its unit (`share` for shares), and whose choices it holds."""

    kind: str
    unit: str | None = None
    symbol: Symbol | None = None


def check(tree: Node, names: Names, wanted: str) -> tuple[Node, list[Mistake]]:
    """Return the tree in its one canonical form, and every mistake in it.

    Canonical means: choice labels are replaced by choice ids, and a flag compared with true or false
    becomes the flag or its negation. `wanted` is the kind the whole must give.
    """
    checker = _Checker(names)
    result, sort = checker.visit(tree)
    if not checker.mistakes:
        checker.want(result, sort, wanted)
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

    def visit(self, node: Node) -> tuple[Node, Sort]:
        match node:
            case Number():
                return node, Sort("number", "share" if node.unit == "%" else node.unit)
            case Truth():
                return node, Sort("boolean")
            case Quote():
                return node, Sort("text")
            case Name():
                symbol = self.names[node.id]
                return node, Sort(symbol.kind, symbol.unit, symbol)
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                return self._compare(node)
            case Logic():
                items = tuple(self._of_kind(item, "boolean") for item in node.items)
                return Logic(node.op, items, node.at), Sort("boolean")
            case Not():
                return Not(self._of_kind(node.item, "boolean"), node.at), Sort("boolean")
            case Member():
                return self._member(node)
            case Call():
                return self._call(node)

    def _of_kind(self, node: Node, kind: str) -> Node:
        result, sort = self.visit(node)
        self.want(result, sort, kind)
        return result

    def _arithmetic(self, node: Arithmetic) -> tuple[Node, Sort]:
        left, a = self.visit(node.left)
        right, b = self.visit(node.right)
        self.want(left, a, "number")
        self.want(right, b, "number")
        if node.op in "+-":
            self._same_unit(node.at, a, b)
            unit = a.unit or b.unit
        elif node.op == "*":
            units = [u for u in (a.unit, b.unit) if u not in (None, "share")]
            unit = units[0] if len(units) == 1 else None
        else:
            unit = a.unit if isinstance(right, Number) and b.unit is None and a.unit != "share" else None
        return Arithmetic(node.op, left, right, node.at), Sort("number", unit)

    def _same_unit(self, at: int, a: Sort, b: Sort) -> None:
        if a.unit and b.unit and a.unit != b.unit:
            self.note("EXPR021", at, first=_shown(a.unit), second=_shown(b.unit))

    def _compare(self, node: Compare) -> tuple[Node, Sort]:
        left, a = self.visit(node.left)
        right, b = self.visit(node.right)
        if a.kind != b.kind:
            self.note("EXPR022", node.at, first=KIND_LABEL[a.kind], second=KIND_LABEL[b.kind])
            return node, Sort("boolean")
        if a.kind == "number":
            self._same_unit(node.at, a, b)
            self._share_bounds(left, b)
            self._share_bounds(right, a)
        elif node.op not in ("==", "!="):
            self.note("EXPR023", node.at, op=node.op, kind=KIND_LABEL[a.kind])
        elif a.kind == "text":
            left, right = self._choice(left, b.symbol), self._choice(right, a.symbol)
        else:
            return self._flag(node, left, right), Sort("boolean")
        return Compare(node.op, left, right, node.at), Sort("boolean")

    def _share_bounds(self, node: Node, other: Sort) -> None:
        # 25 beside a share is a forgotten percent sign; 1.5 may be meant (daytime ratio is no share).
        if isinstance(node, Number) and other.unit == "share" and node.unit is None and abs(node.value) > 1:
            self.note("EXPR024", node.at, number=f"{node.value:g}")

    def _flag(self, node: Compare, left: Node, right: Node) -> Node:
        if isinstance(left, Truth):
            left, right = right, left
        if not isinstance(right, Truth):
            return Compare(node.op, left, right, node.at)
        return left if right.value == (node.op == "==") else Not(left, node.at)

    def _choice(self, node: Node, symbol: Symbol | None) -> Node:
        if not isinstance(node, Quote) or symbol is None or not symbol.choices:
            return node
        wanted = plain(node.value).strip()
        for id_, label in symbol.choices.items():
            if wanted in (id_, plain(label.zh), plain(label.en)):
                return Quote(id_, node.at)
        self.note("EXPR025", node.at, name=symbol.label, choices=_list_of(symbol.choices))
        return node

    def _member(self, node: Member) -> tuple[Node, Sort]:
        item, sort = self.visit(node.item)
        options = list[Node]()
        for option in node.options:
            checked, other = self.visit(option)
            if other.kind != sort.kind:
                self.note("EXPR022", option.at, first=KIND_LABEL[sort.kind], second=KIND_LABEL[other.kind])
            elif sort.kind == "number":
                self._same_unit(option.at, sort, other)
                self._share_bounds(checked, sort)
            options.append(self._choice(checked, sort.symbol))
        return Member(item, tuple(options), node.at), Sort("boolean")

    def _call(self, node: Call) -> tuple[Node, Sort]:
        function = FUNCTIONS[node.function]
        values = node.args[1:] if function.counted else node.args
        if not function.least <= len(values) <= function.most or not self._count_fits(node, function):
            self.note("EXPR026", node.at, function=function.name, usage=usage(function))
            return node, Sort("boolean" if function.gives == "boolean" else "number")
        visited = [self.visit(arg) for arg in values]
        for checked, sort in visited:
            self.want(checked, sort, function.takes)
        sorts = [sort for _, sort in visited]
        if function.takes == "number" or function.gives == "same":
            self._alike(node, sorts)
        head = node.args[:1] if function.counted else ()
        call = Call(node.function, (*head, *(checked for checked, _ in visited)), node.at)
        if function.gives == "same":
            return call, sorts[0]
        unit = next((s.unit for s in sorts if s.unit), None) if function.gives == "number" else None
        return call, Sort(function.gives, unit)

    def _alike(self, node: Call, sorts: Sequence[Sort]) -> None:
        for sort in sorts[1:]:
            if sort.kind != sorts[0].kind:
                self.note(
                    "EXPR022", node.at, first=KIND_LABEL[sorts[0].kind], second=KIND_LABEL[sort.kind]
                )
                return
            self._same_unit(node.at, sorts[0], sort)

    def _count_fits(self, node: Call, function: Function) -> bool:
        if not function.counted:
            return True
        k = node.args[0]
        return isinstance(k, Number) and k.value.is_integer() and 1 <= k.value <= len(node.args) - 1


def usage(function: Function) -> str:
    """Return how a function is called, for messages."""
    args = ["x"] if function.most == 1 else ["x", "…"]
    return f"{function.name}({', '.join([*(['k'] if function.counted else []), *args])})"


def _shown(unit: str) -> str:
    return "%" if unit == "share" else unit


def _list_of(choices: object) -> str:
    assert isinstance(choices, dict)  # noqa: S101 - for the type checker
    return ", ".join(choices)

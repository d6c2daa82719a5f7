"""Structured YAML to the same tree: `all`, `any`, `not`, `at_least` and field/op/value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from classify.expression.errors import Mistake, Path, Pieces
from classify.expression.functions import FUNCTIONS
from classify.expression.lexer import constant, unknown_name
from classify.expression.names import Names, Symbol
from classify.expression.parser import DEEPEST, parse
from classify.expression.tree import (
    Call,
    Compare,
    CompareOp,
    Logic,
    Member,
    Name,
    Node,
    Not,
    Number,
    Quote,
    Truth,
)
from classify.expression.words import WORDS, plain

OPS = {
    plain(word): sign for sign in (">=", ">", "<=", "<", "==", "!=", "in", "not in") for word in WORDS[sign]
}
OPS["not in"] = "not in"
_COMPARISON = {"field", "op", "value"}


def build(data: Any, names: Names, pieces: Pieces) -> Node:
    """Return the tree of a condition in either notation; entries that are text are parsed.

    Every entry becomes a piece of `pieces`, in whose offsets nodes and mistakes say where they are.
    Raises `Mistake` at the first error.
    """
    return _Builder(names, pieces).condition(data, ())


class _Builder:
    def __init__(self, names: Names, pieces: Pieces) -> None:
        self._names, self._pieces = names, pieces

    def _at(self, path: Path) -> int:
        return self._pieces.add(path)

    def _parsed(self, text: str, path: Path) -> Node:
        return parse(text, self._names, self._pieces.add(path, len(text)))

    def condition(self, data: Any, path: Path) -> Node:
        if len(path) > DEEPEST:
            raise Mistake("EXPR014", self._at(path), limit=DEEPEST)
        if isinstance(data, str):
            return self._parsed(data, path)
        if isinstance(data, Mapping):
            return self._joined(data, path)
        return self._constant(data, path)

    def _joined(self, data: Mapping[str, Any], path: Path) -> Node:
        keys = set(data)
        if keys == _COMPARISON:
            return self._comparison(data, path)
        if len(keys) == 1:
            key, value = next(iter(data.items()))
            match key:
                case "all" | "any":
                    return self._logic("and" if key == "all" else "or", value, (*path, key))
                case "not":
                    return Not(self.condition(value, (*path, key)), self._at(path))
                case "at_least":
                    return self._at_least(value, (*path, key))
        raise Mistake("EXPR031", self._at(path), keys=", ".join(sorted(str(k) for k in keys)))

    def _items(self, data: Any, path: Path) -> list[Node]:
        if not isinstance(data, list | tuple) or not data:
            raise Mistake("EXPR032", self._at(path))
        return [self.condition(item, (*path, i)) for i, item in enumerate(data)]

    def _logic(self, op: Literal["and", "or"], data: Any, path: Path) -> Node:
        at, items = self._at(path), self._items(data, path)
        if len(items) == 1:
            return items[0]
        flat = [p for i in items for p in (i.items if isinstance(i, Logic) and i.op == op else (i,))]
        return Logic(op, tuple(flat), at)

    def _at_least(self, data: Any, path: Path) -> Node:
        at = self._at(path)
        if not isinstance(data, Mapping) or set(data) != {"k", "of"} or type(data["k"]) is not int:
            raise Mistake("EXPR033", at)
        return Call(
            FUNCTIONS["at_least"], (Number(float(data["k"])), *self._items(data["of"], (*path, "of"))), at
        )

    def _comparison(self, data: Mapping[str, Any], path: Path) -> Node:
        left = self._named(data["field"], (*path, "field"))
        op = OPS.get(plain(str(data["op"])).strip())
        if op is None:
            signs = ", ".join(dict.fromkeys(OPS.values()))
            raise Mistake("EXPR034", self._at((*path, "op")), op=str(data["op"]), ops=signs)
        symbol, value, at = self._names[left.id], data["value"], self._at((*path, "op"))
        if op not in ("in", "not in"):
            return Compare(cast("CompareOp", op), left, self._value(value, symbol, (*path, "value")), at)
        if not isinstance(value, list | tuple) or not value:
            raise Mistake("EXPR032", self._at((*path, "value")))
        options = tuple(self._value(v, symbol, (*path, "value", i)) for i, v in enumerate(value))
        member = Member(left, options, at)
        return Not(member, at) if op == "not in" else member

    def _constant(self, data: Any, path: Path) -> Node:
        at = self._at(path)
        if isinstance(data, bool):
            return Truth(data, at)
        if isinstance(data, int | float):
            return Number(constant(data, at), None, at)
        raise Mistake("EXPR030", at)

    def _named(self, data: Any, path: Path) -> Name:
        spelling = plain(str(data)).strip()
        at = self._pieces.add(path, len(spelling))
        if spelling not in self._names.spellings:
            raise unknown_name(spelling, at, self._names)
        return Name(self._names.spellings[spelling], at)

    def _value(self, data: Any, symbol: Symbol, path: Path) -> Node:
        # Text beside a text field is that text; beside a number or flag it is read like a condition
        # ("25%", "1.2万", 是, the name of a parameter).
        if isinstance(data, Mapping) and set(data) == {"field"}:
            return self._named(data["field"], (*path, "field"))
        if isinstance(data, str):
            return Quote(data, self._at(path)) if symbol.kind == "text" else self._parsed(data, path)
        return self._constant(data, path)

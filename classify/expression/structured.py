"""Structured YAML to the same tree: `all`, `any`, `not`, `at_least` and field/op/value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from classify.expression.errors import Mistake
from classify.expression.lexer import unknown_name
from classify.expression.names import Names
from classify.expression.parser import DEEPEST, parse
from classify.expression.tree import Call, Compare, Logic, Member, Name, Node, Not, Number, Quote, Truth
from classify.expression.words import WORDS, plain

Path = tuple[str | int, ...]
OPS = {plain(word): sign for sign in (">=", ">", "<=", "<", "==", "!=", "in", "not in") for word in WORDS[sign]}
OPS["not in"] = "not in"


class Misplaced(Exception):  # noqa: N818 - carries a mistake together with its place in the structure
    """Carry a mistake together with the path of the entry it is in."""

    def __init__(self, mistake: Mistake, path: Path) -> None:
        """Keep both until the loader knows the file."""
        super().__init__(mistake.code)
        self.mistake, self.path = mistake, path


def build(data: Any, names: Names, path: Path = ()) -> Node:
    """Return the tree of a structured condition; entries that are text are parsed as conditions.

    Raises `Misplaced`, whose path leads to the entry at fault.
    """
    if len(path) > DEEPEST:
        raise Misplaced(Mistake("EXPR014", 0, limit=DEEPEST), path)
    if isinstance(data, str):
        return _parsed(data, names, path)
    if isinstance(data, bool):
        return Truth(data)
    if not isinstance(data, dict):
        raise Misplaced(Mistake("EXPR030", 0), path)
    keys = set(data)
    for key, make in _BUILDERS.items():
        if keys == {key}:
            return make(data[key], names, (*path, key))
    if keys == {"field", "op", "value"}:
        return _comparison(data, names, path)
    raise Misplaced(Mistake("EXPR031", 0, keys=", ".join(sorted(str(k) for k in keys))), path)


def _parsed(text: str, names: Names, path: Path) -> Node:
    try:
        return parse(text, names)
    except Mistake as mistake:
        raise Misplaced(mistake, path) from None


def _items(data: Any, names: Names, path: Path) -> list[Node]:
    if not isinstance(data, list) or not data:
        raise Misplaced(Mistake("EXPR032", 0), path)
    return [build(item, names, (*path, i)) for i, item in enumerate(data)]


def _all(data: Any, names: Names, path: Path) -> Node:
    return _logic("and", _items(data, names, path))


def _any(data: Any, names: Names, path: Path) -> Node:
    return _logic("or", _items(data, names, path))


def _logic(op: Any, items: list[Node]) -> Node:
    if len(items) == 1:
        return items[0]
    flat = [p for i in items for p in (i.items if isinstance(i, Logic) and i.op == op else (i,))]
    return Logic(op, tuple(flat))


def _not(data: Any, names: Names, path: Path) -> Node:
    return Not(build(data, names, path))


def _at_least(data: Any, names: Names, path: Path) -> Node:
    if not isinstance(data, dict) or set(data) != {"k", "of"} or not isinstance(data["k"], int):
        raise Misplaced(Mistake("EXPR033", 0), path)
    return Call("at_least", (Number(float(data["k"])), *_items(data["of"], names, (*path, "of"))))


def _comparison(data: dict[str, Any], names: Names, path: Path) -> Node:
    left = _value({"field": data["field"]}, names, (*path, "field"))
    op = OPS.get(plain(str(data["op"])).strip())
    if op is None:
        signs = ", ".join(dict.fromkeys(OPS.values()))
        raise Misplaced(Mistake("EXPR034", 0, op=str(data["op"]), ops=signs), (*path, "op"))
    if op not in ("in", "not in"):
        return Compare(op, left, _value(data["value"], names, (*path, "value")))  # type: ignore[arg-type]
    if not isinstance(data["value"], list) or not data["value"]:
        raise Misplaced(Mistake("EXPR032", 0), (*path, "value"))
    options = tuple(_value(v, names, (*path, "value", i)) for i, v in enumerate(data["value"]))
    member = Member(left, options)
    return Not(member) if op == "not in" else member


def _value(data: Any, names: Names, path: Path) -> Node:
    if isinstance(data, bool):
        return Truth(data)
    if isinstance(data, int | float):
        return _parsed(repr(data), names, path)
    if isinstance(data, dict) and set(data) == {"field"}:
        spelling = plain(str(data["field"]))
        if spelling not in names.spellings:
            raise Misplaced(unknown_name(spelling, 0, names), path)
        return Name(names.spellings[spelling])
    if isinstance(data, str):
        return _constant(data, names)
    raise Misplaced(Mistake("EXPR030", 0), path)


def _constant(text: str, names: Names) -> Node:
    # A value is a number with a sign or unit ("25%", "1.2万"), a parameter, or else plain text.
    try:
        tree = parse(text, names)
    except Mistake:
        return Quote(text)
    is_parameter = isinstance(tree, Name) and names[tree.id].source == "parameter"
    return tree if isinstance(tree, Number) or is_parameter else Quote(text)


_BUILDERS: dict[str, Callable[[Any, Names, Path], Node]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "at_least": _at_least,
}

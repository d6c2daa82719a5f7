"""A condition as the facts that hold for one profile: what is the case, and which parts of the condition it meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from classify.expression.names import Names
from classify.expression.sentence import Speaker, value_text
from classify.expression.tree import (
    NEGATED,
    Call,
    Compare,
    CompareOp,
    Logic,
    Member,
    Name,
    Node,
    Not,
    Number,
    walk,
)
from classify.model.profile import Value

# Signs that the Chinese office encodings have.
MARKS: dict[Value, str] = {True: "√", False: "×", None: "?"}
_FLIPPED: dict[CompareOp, CompareOp] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}


def conditions_in(tree: Node, names: Names) -> Iterator[Node]:
    """Yield every part of a tree that is true, false or unknown by itself."""
    for node in walk(tree):
        match node:
            case Compare() | Logic() | Not() | Member():
                yield node
            case Call() if node.function.gives == "boolean":
                yield node
            case Name() if names[node.id].kind == "boolean":
                yield node
            case _:
                continue


class FactSpeaker(Speaker):
    """Word conditions as facts.

    `truths` holds the value of every part of a condition (`conditions_in`) on the profile whose `values` are
    worded. A single comparison is told as it is (“31.2%，不低于 25%” or “12.0%，低于 25%”); of several parts each
    carries a mark: √ met, × not met, ? unknown.
    """

    def __init__(
        self,
        names: Names,
        lang: str,
        parameters: Mapping[str, float],
        values: Mapping[str, Value],
        truths: Mapping[Node, Value],
    ) -> None:
        """Keep what is needed to word any condition of the profile."""
        super().__init__(names, lang, parameters, values)
        self._truths, self._values = truths, values

    def fact(self, node: Node) -> str:
        """Return the facts about a condition."""
        match node:
            case Logic():
                lead = self._pick("任一即可：", "any of these: ") if node.op == "or" else ""
                return lead + self._marked(node.items)
            case Not():
                return (
                    self._pick("不应：", "not: ") + self._one(node.item)
                    if _composite(node.item)
                    else self.fact(node.item)
                )
            case Compare():
                return self._comparison(node)
            case Member():
                return self._membership(node)
            case Call():
                return self._call(node)
            case Name():
                return self._named(node)
            case _:
                return self.term(node)

    def _marked(self, parts: tuple[Node, ...]) -> str:
        return self._pick("；", "; ").join(f"{MARKS[self._truths.get(p)]} {self._one(p)}" for p in parts)

    def _one(self, node: Node) -> str:
        text = self.fact(node)
        return self._pick("（{}）", "({})", text) if _composite(node) else text

    def _comparison(self, node: Compare) -> str:
        left, right, op = node.left, node.right, node.op
        if isinstance(left, Number) and not isinstance(right, Number):
            left, right, op = right, left, _FLIPPED[op]
        symbol, truth = self._symbol(left), self._truths.get(node)
        limit = self.term(right, like=symbol)
        if symbol is not None and symbol.kind == "text":
            return self._equality(left, self._compared(op, symbol), limit, truth)
        word = self._compared(NEGATED[op] if truth is False else op, symbol)
        if truth is None:
            return self._pick("{}，要求{} {}", "{}, should be {} {}", self.term(left), word, limit)
        return self._pick("{}，{} {}", "{}, {} {}", self.term(left), word, limit)

    def _equality(self, left: Node, word: str, limit: str, truth: Value) -> str:
        label, value = self._parts(left)
        if truth is None:
            return self._pick("{}缺失，要求{}{}", "{} is missing, should be {} {}", label, word, limit)
        if truth:
            return self._pick("{}为{}", "{}: {}", label, value)
        return self._pick("{}为{}，要求{}{}", "{}: {}, should be {} {}", label, value, word, limit)

    def _membership(self, node: Member) -> str:
        symbol, truth = self._symbol(node.item), self._truths.get(node)
        options = self._pick("、", ", ").join(self.term(o, like=symbol) for o in node.options)
        label, value = self._parts(node.item)
        if truth is None:
            return self._pick("{}缺失，要求属于「{}」", "{} is missing, should be one of {}", label, options)
        if truth:
            return self._pick("{}为{}", "{}: {}", label, value)
        return self._pick("{}为{}，要求属于「{}」", "{}: {}, should be one of {}", label, value, options)

    def _parts(self, node: Node) -> tuple[str, str]:
        if isinstance(node, Name):
            symbol = self.names[node.id]
            return symbol.label.say(self.lang), value_text(self._values.get(node.id), symbol, self.lang)
        return self.term(node), ""

    def _call(self, node: Call) -> str:
        truth = self._truths.get(node)
        if node.function.name == "missing":
            label, _value = self._parts(node.args[0])
            if truth:
                return self._pick("{}缺失", "{} is missing", label)
            return self._pick("{}有数据", "{} is known", label)
        if not node.function.counted:
            return self._say(node, negate=truth is False)
        items = node.args[1:]
        k = int(node.args[0].value) if isinstance(node.args[0], Number) else 0
        met = sum(self._truths.get(item) is True for item in items)
        lead = self._pick(
            "{1} 项中满足 {0} 项（至少 {2} 项）：", "{} of {} hold (at least {}): ", met, len(items), k
        )
        return lead + self._marked(items)

    def _named(self, node: Name) -> str:
        symbol = self.names[node.id]
        label, value = symbol.label.say(self.lang), self._values.get(node.id)
        if value is None:
            return self._pick("{}缺失", "{} is missing", label)
        return self._pick("{}：{}", "{}: {}", label, value_text(value, symbol, self.lang))


def _composite(node: Node) -> bool:
    match node:
        case Logic():
            return True
        case Not():
            return _composite(node.item)
        case Call():
            return node.function.counted
        case _:
            return False

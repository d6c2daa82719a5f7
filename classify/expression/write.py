"""Tree to text, in the English or the Chinese vocabulary; read again it gives the same tree."""

from __future__ import annotations

from decimal import Decimal

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

_ZH = {
    "and": "且", "or": "或", "not": "非", "in": "属于", "true": "是", "false": "否",
    ">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "==": "等于", "!=": "不等于",
}  # fmt: skip
# How tightly each node binds; a child that binds less tightly needs brackets.
_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _ATOM = range(7)


def write(node: Node, lang: str = "en") -> str:
    """Return the text of a tree; names are written by their ids."""
    return _Writer(lang).text(node, _OR)


class _Writer:
    def __init__(self, lang: str) -> None:
        self._words = {} if lang == "en" else _ZH

    def _word(self, sign: str) -> str:
        return self._words.get(sign, sign)

    def text(self, node: Node, least: int) -> str:
        text, strength = self._written(node)
        return text if strength >= least else f"({text})"

    def _written(self, node: Node) -> tuple[str, int]:  # noqa: C901 - one case per kind of node
        match node:
            case Number():
                text = format(Decimal(repr(node.value)), "f")
                return text, _ATOM if node.value >= 0 and not text.startswith("-") else _SUM
            case Truth():
                return self._word("true" if node.value else "false"), _ATOM
            case Quote():
                return f"“{node.value}”", _ATOM
            case Name():
                return node.id, _ATOM
            case Arithmetic():
                level = _SUM if node.op in "+-" else _PRODUCT
                # The right side of - and / binds one step tighter: a - (b - c) keeps its brackets.
                left, right = self.text(node.left, level), self.text(node.right, level + 1)
                return f"{left} {node.op} {right}", level
            case Compare():
                left, right = self.text(node.left, _SUM), self.text(node.right, _SUM)
                return f"{left} {self._word(node.op)} {right}", _COMPARE
            case Logic():
                level = _AND if node.op == "and" else _OR
                return f" {self._word(node.op)} ".join(self.text(i, level + 1) for i in node.items), level
            case Not():
                return f"{self._word('not')} {self.text(node.item, _NOT)}", _NOT
            case Member():
                options = ", ".join(self.text(o, _SUM) for o in node.options)
                return f"{self.text(node.item, _SUM)} {self._word('in')} [{options}]", _COMPARE
            case Call():
                return f"{node.function.name}({', '.join(self.text(a, _OR) for a in node.args)})", _ATOM

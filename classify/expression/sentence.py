"""Tree to a sentence in one of the languages, with or without a profile's values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from classify.expression.names import Names, Symbol
from classify.expression.tree import (
    NEGATED,
    Arithmetic,
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
from classify.model.profile import Value
from classify.model.text import Text, composed
from classify.texts import script

COMPARED: dict[str, Text] = {
    ">=": Text(zh="不低于", en="at least"),
    ">": Text(zh="高于", en="above"),
    "<=": Text(zh="不高于", en="at most"),
    "<": Text(zh="低于", en="below"),
    "==": Text(zh="为", en="is"),
    "!=": Text(zh="不为", en="is not"),
}
YEARS = COMPARED | {
    ">=": Text(zh="不早于", en="not before"),
    ">": Text(zh="晚于", en="after"),
    "<=": Text(zh="不晚于", en="not after"),
    "<": Text(zh="早于", en="before"),
}
_MISSING = Text(zh="缺失", en="missing")
YES, NO = Text(zh="是", en="yes"), Text(zh="否", en="no")
_UNITS_EN = {"年": "", "倍": "×", "m²": " m²", "km²": " km²"}


def number_text(value: float, symbol_type: str, unit: str | None, lang: str) -> str:
    """Return a number as people write it: shares in per cent, years bare, counts with separators."""
    if symbol_type == "share" or unit == "share":
        return f"{value * 100:.1f}".rstrip("0").rstrip(".") + "%"
    if symbol_type == "year":
        return f"{value:.0f}" + ("" if lang == "en" else "年")
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")
    if not unit:
        return text
    if lang != "en":
        return f"{text} {script(unit, lang)}"
    return text + _UNITS_EN.get(unit, "")


def before_words(number: str, lang: str) -> str:
    """Return a number as it stands before Chinese words: apart from them by a space, unless it ends in a Chinese unit."""
    return number + " " if lang != "en" and number[-1:].isascii() else number


def value_text(value: Value, symbol: Symbol, lang: str) -> str:
    """Return a profile's value as people write it, `缺失` or `missing` where there is none."""
    if value is None:
        return _MISSING.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, str):
        choice = symbol.choices.get(value)
        return choice.say(lang) if choice else value
    return number_text(value, symbol.type, symbol.unit, lang)


def sentence_of(node: Node, names: Names, parameters: Mapping[str, float]) -> Text:
    """Return the sentence of a condition or formula in every language."""
    return composed(partial(_sentence, node, names, parameters))


def _sentence(node: Node, names: Names, parameters: Mapping[str, float], lang: str) -> str:
    return Speaker(names, lang, parameters).say(node)


class Speaker:
    """Word trees in one language.

    With `values` every name is followed by the profile's value. `parameters` gives the numbers that named
    parameters stand for.
    """

    def __init__(
        self,
        names: Names,
        lang: str,
        parameters: Mapping[str, float] | None = None,
        values: Mapping[str, Value] | None = None,
    ) -> None:
        """Keep what is needed to word any tree."""
        self.names, self.lang = names, lang
        self.parameters, self.values = parameters or {}, values

    def say(self, node: Node) -> str:
        """Return the sentence of a condition or formula."""
        return self._say(node, negate=False)

    def deny(self, node: Node) -> str:
        """Return the sentence of the opposite of a condition."""
        return self._say(node, negate=True)

    def _pick(self, zh: str, en: str, *fill: object) -> str:
        """Return the wording in the language, what is given filled into its braces."""
        text = en if self.lang == "en" else script(zh, self.lang)
        return text.format(*fill) if fill else text

    def _say(self, node: Node, *, negate: bool) -> str:
        match node:
            case Compare():
                return self._compare(node, negate=negate)
            case Logic():
                return self._logic(node, negate=negate)
            case Not():
                return self._say(node.item, negate=not negate)
            case Member():
                return self._member(node, negate=negate)
            case Call() if node.function.gives == "boolean":
                return self._condition_call(node, negate=negate)
            case Name() if self.names[node.id].kind == "boolean":
                return self._flag(node, negate=negate)
            case _:
                return self.term(node)

    def _compare(self, node: Compare, *, negate: bool) -> str:
        left, right, op = node.left, node.right, node.op
        if isinstance(left, Number) and not isinstance(right, Number):
            flipped: dict[CompareOp, CompareOp] = {
                ">=": "<=",
                "<=": ">=",
                ">": "<",
                "<": ">",
                "==": "==",
                "!=": "!=",
            }
            left, right, op = right, left, flipped[op]
        op = NEGATED[op] if negate else op
        symbol = self._symbol(left)
        told = (self.term(left), self._compared(op, symbol), self.term(right, like=symbol))
        if self.values is None:
            return self._pick("{}{} {}", "{} {} {}", *told)
        return self._pick("{}，{} {}", "{}, {} {}", *told)

    def _compared(self, op: CompareOp, symbol: Symbol | None) -> str:
        words = YEARS if symbol is not None and symbol.type == "year" else COMPARED
        return words[op].say(self.lang)

    def _logic(self, node: Logic, *, negate: bool) -> str:
        op = node.op if not negate else ("or" if node.op == "and" else "and")
        joint = {"and": self._pick("；且", "; and "), "or": self._pick("；或", "; or ")}[op]
        nested = [
            f"（{self._say(i, negate=negate)}）" if isinstance(i, Logic) else self._say(i, negate=negate)
            for i in node.items
        ]
        return joint.join(nested)

    def _member(self, node: Member, *, negate: bool) -> str:
        symbol = self._symbol(node.item)
        options = self._pick("、", ", ").join(self.term(o, like=symbol) for o in node.options)
        verb = self._pick("不属于" if negate else "属于", "is none of" if negate else "is one of")
        return self._pick("{}{}「{}」", "{} {} {}", self.term(node.item), verb, options)

    def _condition_call(self, node: Call, *, negate: bool) -> str:
        function = node.function
        if function.name == "missing":
            verb = self._pick("有数据" if negate else "缺失", "is known" if negate else "is missing")
            return self._pick("{}{}", "{} {}", self.term(node.args[0]), verb)
        if not function.counted:
            inner = "、".join(self.term(a) for a in node.args)
            return f"{self._pick('并非', 'not ') if negate else ''}{function.label.say(self.lang)}（{inner}）"
        k = int(node.args[0].value) if isinstance(node.args[0], Number) else 0
        items = "；".join(self._say(a, negate=False) for a in node.args[1:])
        told = (k, len(node.args) - 1, items)
        if negate:
            return self._pick("以下 {1} 项中不足 {0} 项：{2}", "fewer than {} of these {} hold: {}", *told)
        return self._pick("以下 {1} 项中至少满足 {0} 项：{2}", "at least {} of these {} hold: {}", *told)

    def _flag(self, node: Name, *, negate: bool) -> str:
        label = self.names[node.id].label.say(self.lang)
        if self.values is not None and self.values.get(node.id) is None:
            return self._pick("{}（{}）", "{} ({})", label, _MISSING.say(self.lang))
        return self._pick("{}：{}", "{}: {}", label, (NO if negate else YES).say(self.lang))

    def _symbol(self, node: Node) -> Symbol | None:
        return self.names[node.id] if isinstance(node, Name) else None

    def term(self, node: Node, like: Symbol | None = None) -> str:
        """Return the wording of a value; a bare number is written like the symbol it is compared with."""
        match node:
            case Number():
                kind, unit = (like.type, like.unit) if like else ("number", node.unit)
                unit = "share" if node.unit == "%" else unit
                return number_text(node.value, kind, unit, self.lang)
            case Quote():
                choice = like.choices.get(node.value) if like else None
                return choice.say(self.lang) if choice else f"“{node.value}”"
            case Truth():
                return (YES if node.value else NO).say(self.lang)
            case Name():
                return self._name(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Call():
                inner = self._pick("、", ", ").join(self.term(a) for a in node.args)
                return f"{node.function.label.say(self.lang)}({inner})"
            case _:
                return f"（{self.say(node)}）"

    def _name(self, node: Name) -> str:
        symbol = self.names[node.id]
        label = symbol.label.say(self.lang)
        if symbol.source == "parameter":
            value = self.parameters.get(node.id)
            shown = "" if value is None else number_text(value, symbol.type, symbol.unit, self.lang)
            return self._pick("{}（{}）", "{} ({})", shown, label) if shown else label
        if self.values is None:
            return label
        return f"{label} {value_text(self.values.get(node.id), symbol, self.lang)}"

    def _arithmetic(self, node: Arithmetic) -> str:
        sides = [
            f"({self.term(side)})" if isinstance(side, Arithmetic) else self.term(side)
            for side in (node.left, node.right)
        ]
        sign = {"*": "×", "/": "÷", "-": "−"}.get(node.op, node.op)
        return f"{sides[0]} {sign} {sides[1]}"

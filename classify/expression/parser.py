"""Text to tree: precedence climbing over the tokens."""

from __future__ import annotations

from typing import Literal, cast

from classify.expression.errors import Mistake
from classify.expression.lexer import Token, tokens_of
from classify.expression.names import Names
from classify.expression.tree import (
    Arithmetic,
    ArithmeticOp,
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
from classify.model.text import Text

DEEPEST = 40
_COMPARISONS = {">=", ">", "<=", "<", "==", "!="}
_WANTED = {"value": Text(zh="数值、指标或条件", en="a value")}


def parse(text: str, names: Names, start: int = 0) -> Node:
    """Return the tree of a condition or a formula; raises `Mistake` at the first error.

    The offsets of nodes and mistakes count from `start`.
    """
    try:
        tokens = tokens_of(text, names)
    except Mistake as mistake:
        raise mistake.moved(start) from None
    parser = _Parser([token.moved(start) for token in tokens] if start else tokens)
    if parser.ahead.sort == "end":
        raise Mistake("EXPR007", start)
    tree = parser.disjunction()
    parser.finish()
    return tree


class _Parser:
    """Walk the tokens once; one method per level of precedence, loosest first."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._next, self._depth = tokens, 0, 0

    @property
    def ahead(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self.ahead
        self._next += 1
        return token

    def _accept(self, *sorts: str) -> Token | None:
        return self._take() if self.ahead.sort in sorts else None

    def _expect(self, sort: str) -> Token:
        if self.ahead.sort != sort:
            raise self._misfit(sort)
        return self._take()

    def _misfit(self, wanted: str) -> Mistake:
        token, shown = self.ahead, _WANTED.get(wanted, wanted)
        if token.sort == "end":
            return Mistake("EXPR008", token.at, wanted=shown)
        return Mistake("EXPR009", token.at, found=token.word or token.sort, wanted=shown)

    def finish(self) -> None:
        """Insist that nothing is left over."""
        token = self.ahead
        if token.sort != "end":
            raise Mistake("EXPR012", token.at, found=token.word or token.sort)

    def disjunction(self) -> Node:
        return self._joined("or", "and")

    def _joined(self, op: str, tighter: str) -> Node:
        at = self.ahead.at
        below = self._conjunction if tighter == "and" else self._negation
        items = [below()]
        while self._accept(op):
            items.append(below())
        if len(items) == 1:
            return items[0]
        flat = [part for item in items for part in _parts(item, op)]
        return Logic(cast("Literal['and', 'or']", op), tuple(flat), at)

    def _conjunction(self) -> Node:
        return self._joined("and", "not")

    def _negation(self) -> Node:
        token = self._accept("not")
        if not token:
            return self._comparison()
        self._deeper(token)
        item = self._negation()
        self._depth -= 1
        return Not(item, token.at)

    def _comparison(self) -> Node:
        left = self._sum()
        links: list[Node] = []
        while True:
            token = self.ahead
            if token.sort in _COMPARISONS:
                self._take()
                right = self._sum()
                links.append(Compare(cast("CompareOp", token.sort), left, right, token.at))
                left = right
            elif token.sort in {"in", "not in", "not"} and not links:
                return self._membership(left)
            else:
                break
        if not links:
            return left
        return links[0] if len(links) == 1 else Logic("and", tuple(links), links[0].at)

    def _membership(self, item: Node) -> Node:
        token = self._take()
        negated = token.sort in {"not in", "not"}
        if token.sort == "not":
            self._expect("in")
        opening = self._expect("[")
        options = [self._sum()]
        while self._accept(","):
            options.append(self._sum())
        self._expect("]")
        member = Member(item, tuple(options), opening.at)
        return Not(member, token.at) if negated else member

    def _sum(self) -> Node:
        left = self._product()
        while token := self._accept("+", "-"):
            left = Arithmetic(cast("ArithmeticOp", token.sort), left, self._product(), token.at)
        return left

    def _product(self) -> Node:
        left = self._signed()
        while token := self._accept("*", "/"):
            left = Arithmetic(cast("ArithmeticOp", token.sort), left, self._signed(), token.at)
        return left

    def _signed(self) -> Node:
        token = self._accept("-")
        if not token:
            return self._atom()
        self._deeper(token)
        item = self._signed()
        self._depth -= 1
        if isinstance(item, Number):
            return Number(-item.value, item.unit, token.at)
        return Arithmetic("-", Number(0.0, None, token.at), item, token.at)

    def _atom(self) -> Node:
        token = self._take()
        match token.sort:
            case "number":
                return Number(token.number, token.unit, token.at)
            case "text":
                return Quote(token.word, token.at)
            case "true" | "false":
                return Truth(token.sort == "true", token.at)
            case "name":
                if self.ahead.sort == "(":
                    raise Mistake("EXPR013", token.at, name=token.word)
                return Name(token.word, token.at)
            case "function":
                return self._call(token)
            case "(":
                self._deeper(token)
                inner = self.disjunction()
                self._expect(")")
                self._depth -= 1
                return inner
        self._next -= 1
        raise self._misfit("value")

    def _call(self, token: Token) -> Node:
        self._deeper(token)
        self._expect("(")
        args = [self.disjunction()]
        while self._accept(","):
            args.append(self.disjunction())
        self._expect(")")
        self._depth -= 1
        assert token.function is not None, "the lexer found a function"  # noqa: S101 - for the type checker
        return Call(token.function, tuple(args), token.at)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Mistake("EXPR014", token.at, limit=DEEPEST)


def _parts(item: Node, op: str) -> tuple[Node, ...]:
    return item.items if isinstance(item, Logic) and item.op == op else (item,)

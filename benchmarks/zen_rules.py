"""The rules in zen-engine's expression language, generated from our trees.

zen raises on missing values, so everything is guarded: a rule becomes `true`, `false` or `null`, which is
what our bits say. Only the truth of a rule is asked for, not its degree, scores, intervals or status: zen is
given less to do than our own engine. What is needed twice is assigned once, and tests are in the order
that was fastest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from classify.expression.row import RowWriter
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
    names_in,
)
from classify.scoring.program import CompiledRule, Program


@dataclass(frozen=True)
class Term:
    """Hold source that may be evaluated once the tests in `needs` hold."""

    code: str
    needs: tuple[str, ...] = ()


def field(name: str) -> Term:
    return Term(name, (f"{name} != null",))


def needs_of(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(test for term in terms for test in term.needs))


def listed(terms: Iterable[Term]) -> str:
    return f"[{', '.join(t.code for t in terms)}]"


class ZenWriter:
    """Write statements `t1 = …` for what is shared, and terms over them."""

    def __init__(self, program: Program) -> None:
        self.statements: list[tuple[str, str]] = []
        self._program = program
        self._constants = RowWriter({}, program.indicators, program.numbers)
        self._done: dict[Node, Term] = {}
        self._flags: dict[tuple[str, ...], str] = {}
        trees = [t for r in program.rules for t in (r.when, r.ramp.of if r.ramp else None) if t is not None]
        trees += [program.indicators[id_] for id_ in program.used_indicators]
        self._uses = Counter(name for tree in trees for name in names_in(tree))

    def rule(self, rule: CompiledRule) -> Term:
        """Return the truth of a rule; a ramp holds from a degree of half a thousandth on."""
        parts = [rule.when] if rule.when is not None else []
        if rule.ramp is not None:
            edge = rule.ramp.start + 0.5 / rule.ramp.steps
            parts.append(Compare(">=" if rule.ramp.steps > 0 else "<=", rule.ramp.of, Number(edge)))
        return self.term(parts[0] if len(parts) == 1 else Logic("and", tuple(parts)))

    def term(self, node: Node) -> Term:
        """Return the term of `node`, after writing the statements it needs."""
        if node not in self._done:
            self._done[node] = self._write(node)
        return self._done[node]

    def known(self, term: Term) -> str:
        """Return a test that a term can be evaluated, as a variable where it is long."""
        test = " and ".join(term.needs) or "true"
        if len(term.needs) <= 3:
            return test
        if term.needs not in self._flags:
            self._flags[term.needs] = self._assigned(test)
        return self._flags[term.needs]

    def guarded(self, term: Term) -> str:
        """Return source that gives null where something is unknown."""
        if term.needs in ((), field(term.code).needs):
            return term.code
        return f"({self.known(term)} ? {term.code} : null)"

    def _assigned(self, code: str) -> str:
        name = f"t{len(self.statements)}"
        self.statements.append((name, code))
        return name

    def _write(self, node: Node) -> Term:
        match node:
            case Number():
                return Term(repr(node.value))
            case Quote():
                return Term(f'"{node.value}"')
            case Truth():
                return Term("true" if node.value else "false")
            case Name():
                return self._name(node)
            case Arithmetic() | Compare():
                return self._binary(node)
            case Logic():
                return self._logic(node)
            case Not():
                inner = self.term(node.item)
                return Term(f"(not {inner.code})", inner.needs)
            case Member():
                item = self.term(node.item)
                return Term(f"({item.code} in {listed(map(self.term, node.options))})", item.needs)
            case Call():
                return self._call(node)

    def _name(self, node: Name) -> Term:
        program = self._program
        if node.id in program.numbers:
            return Term(repr(program.numbers[node.id]))
        if node.id not in program.indicators:
            return field(node.id)
        term = self.term(program.indicators[node.id])
        return term if self._uses[node.id] == 1 else self._variable(term)

    def _variable(self, term: Term) -> Term:
        return (
            term if term.needs in ((), field(term.code).needs) else field(self._assigned(self.guarded(term)))
        )

    def _binary(self, node: Arithmetic | Compare) -> Term:
        counted = self._count(node) if isinstance(node, Compare) and node.op == ">=" else None
        if counted is not None:
            return counted
        left, right = self.term(node.left), self.term(node.right)
        needs = needs_of((left, right))
        if node.op == "/" and not self._constants.constant(node.right):
            needs = (*needs, f"{right.code} != 0")
        return Term(f"({left.code} {node.op} {right.code})", needs)

    def _count(self, node: Compare) -> Term | None:
        """Return `largest(k, …) >= limit` as a count: zen cannot sort, and this is what an expert writes."""
        call, limit = node.left, self._constants.constant(node.right)
        if isinstance(call, Name):
            call = self._program.indicators.get(call.id, call)
        if (
            not isinstance(call, Call)
            or call.function.name != "largest"
            or limit is None
            or call.args[0].value < 3
        ):
            return None
        terms = [self.term(arg) for arg in call.args[1:]]
        hits = f"count({listed(terms)}, # >= {limit!r})"
        return Term(f"({hits} >= {int(call.args[0].value)})", needs_of(terms))

    def _logic(self, node: Logic) -> Term:
        terms = [self.term(item) for item in node.items]
        together = Term("(" + f" {node.op} ".join(t.code for t in terms) + ")", needs_of(terms))
        if all(t.needs == together.needs for t in terms):
            return together  # all known or all unknown
        sign, decisive, other = ("not ", "false", "true") if node.op == "and" else ("", "true", "false")
        settled = " or ".join(f"({self.known(t)} and {sign}{t.code})" for t in terms)
        if len(together.needs) <= 3:
            return field(self._assigned(f"{settled} ? {decisive} : {self.known(together)} ? {other} : null"))
        return field(
            self._assigned(f"{self.known(together)} ? {together.code} : {settled} ? {decisive} : null")
        )

    def _call(self, node: Call) -> Term:
        counted = node.function.counted
        k = int(self._constants.constant(node.args[0]) or 0) if counted else 0
        terms = [self.term(arg) for arg in (node.args[1:] if counted else node.args)]
        match node.function.name:
            case "at_least":
                return self._at_least(terms, k)
            case "largest":
                return Term(_largest([t.code for t in terms], k), needs_of(terms))
            case "min" | "max":
                return Term(f"{node.function.name}({listed(terms)})", needs_of(terms))
            case "abs":
                return Term(f"abs({terms[0].code})", terms[0].needs)
            case "missing":
                return Term(f"({self._variable(terms[0]).code} == null)")
            case _:  # coalesce
                return field(self._assigned(" ?? ".join(self._variable(t).code for t in terms)))

    def _at_least(self, terms: list[Term], k: int) -> Term:
        hits = " + ".join(f"({self.known(t)} and {t.code} ? 1 : 0)" for t in terms)
        still = " + ".join(f"({self.known(t)} and not {t.code} ? 0 : 1)" for t in terms)
        return field(self._assigned(f"({hits}) >= {k} ? true : ({still}) >= {k} ? null : false"))


def _largest(codes: list[str], k: int) -> str:
    """Return the k-th largest as maxima, minima and medians."""
    if k == 1:
        return f"max([{', '.join(codes)}])"
    if k == 2 and len(codes) in (2, 3):
        return f"{'min' if len(codes) == 2 else 'median'}([{', '.join(codes)}])"
    if k == 2:  # the second of all is the lesser one of its pair, or the second among the greater ones
        pairs = [codes[i : i + 2] for i in range(0, len(codes), 2)]
        lesser = [f"min([{', '.join(pair)}])" for pair in pairs if len(pair) == 2]
        greater = [f"max([{', '.join(pair)}])" for pair in pairs]
        return f"max([{', '.join([*lesser, _largest(greater, 2)])}])"
    first, rest = codes[0], codes[1:]
    here = f"min([{_largest(rest, k - 1)}, {first}])"
    return f"max([{_largest(rest, k)}, {here}])" if len(rest) >= k else here


def truths_source(program: Program) -> str:
    """Return one expression that gives the truth of every rule as a list."""
    writer = ZenWriter(program)
    items = [writer.guarded(writer.rule(rule)) for rule in program.rules]
    statements = [f"{name} = {code}" for name, code in writer.statements]
    return "; ".join([*statements, f"[{', '.join(items)}]"])

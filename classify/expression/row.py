"""Tree to Python source: the form that runs one profile at a time, with nothing but the standard library.

Every name is a local variable that holds a value or `None` (unknown). A term is source that is valid as
soon as the variables in `open` are known; whatever handles unknown values itself is first assigned to a
variable of its own. So the common case, nothing missing, runs as plain Python arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from classify.expression.bounds import FIELD, Bound, bound_of, constant, may_overflow
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
    children,
    names_below,
)


@dataclass(frozen=True)
class Term:
    """Hold source that may be evaluated once every variable in `open` is known."""

    code: str
    open: tuple[str, ...] = ()


def known(term: Term) -> str:
    """Return a test that a term can be evaluated; empty when it always can."""
    return " and ".join(f"{v} is not None" for v in term.open)


def unknown(term: Term) -> str:
    """Return the opposite test; empty when the term is never unknown."""
    return " or ".join(f"{v} is None" for v in term.open)


def _merged(*terms: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for term in terms for v in term.open))


class RowWriter:
    """Write the statements that compute trees, each tree once.

    `variables` maps field ids to local variables, `indicators` maps ids to their trees, `parameters` to
    their values at the run's date.
    """

    def __init__(
        self,
        variables: Mapping[str, str],
        indicators: Mapping[str, Node],
        parameters: Mapping[str, float],
    ) -> None:
        """Start with no statements."""
        self.lines: list[str] = []
        self._variables, self._indicators, self._parameters = variables, indicators, parameters
        self._done: dict[Node, Term] = {}
        self._indicator_terms: dict[str, Term] = {}
        self._bounds: dict[str, Bound] = {}
        self._fixed: dict[str, bool] = {}
        self._count = 0

    def term(self, node: Node) -> Term:
        """Return the term of `node`, after writing whatever it needs."""
        if node in self._done:
            return self._done[node]
        term = self._write(node)
        self._done[node] = term
        return term

    def variable(self, node: Node) -> str:
        """Return a variable that holds the value of `node`, or `None`."""
        term = self.term(node)
        return term.code if term.open == (term.code,) else self._assign(_guarded(term)).code

    def _assign(self, code: str, *, always: bool = False) -> Term:
        self._count += 1
        name = f"t{self._count}"
        self.lines.append(f"{name} = {code}")
        return Term(name, () if always else (name,))

    def _write(self, node: Node) -> Term:
        match node:
            case Number() | Quote() | Truth():
                return Term(repr(node.value))
            case Name():
                return self._name(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Compare():
                left, right = self.term(node.left), self.term(node.right)
                return Term(f"({left.code} {node.op} {right.code})", _merged(left, right))
            case Logic():
                return self._logic(node)
            case Not():
                inner = self.term(node.item)
                return Term(f"(not {inner.code})", inner.open)
            case Member():
                item = self.term(node.item)
                options = ", ".join(self.term(option).code for option in node.options)
                return Term(f"({item.code} in ({options},))", item.open)
            case Call():
                return self._call(node)

    def _name(self, node: Name) -> Term:
        if node.id in self._variables:
            variable = self._variables[node.id]
            return Term(variable, (variable,))
        if node.id in self._parameters:
            return Term(repr(self._parameters[node.id]))
        if node.id not in self._indicator_terms:
            variable = self.variable(self._indicators[node.id])
            always = not self.term(self._indicators[node.id]).open
            self._indicator_terms[node.id] = Term(variable, () if always else (variable,))
        return self._indicator_terms[node.id]

    def bound(self, node: Node) -> Bound:
        """Return how large and small `node` can be."""
        return bound_of(node, self._bound_of_name)

    def constant(self, node: Node) -> float | None:
        """Return the number `node` is on every profile; nothing where it varies or is never known."""
        if isinstance(node, Number):
            return node.value
        if not self._is_constant(node):
            return None
        # Fields can be named by parts that never count; they are missing then.
        missing = dict.fromkeys(fields_of([node], self._indicators, self._parameters), "None")
        writer = RowWriter(missing, self._indicators, self._parameters)
        result = writer.variable(node)
        namespace: dict[str, float | None] = {}
        exec("\n".join(writer.lines), namespace)  # noqa: S102 - we wrote every character
        return namespace[result]

    def _is_constant(self, node: Node) -> bool:
        """Tell whether Polars would take `node` for one value: it divides by such a value in its own way."""
        if isinstance(node, Name):
            return node.id in self._parameters or self._never_varies(node.id)
        parts = node.args[:1] if isinstance(node, Call) and node.function.first_decides else children(node)
        return all(self._is_constant(part) for part in parts)

    def _never_varies(self, id_: str) -> bool:
        if id_ not in self._fixed:
            self._fixed[id_] = id_ in self._indicators and self._is_constant(self._indicators[id_])
        return self._fixed[id_]

    def _bound_of_name(self, id_: str) -> Bound:
        if id_ in self._parameters:
            return constant(self._parameters[id_])
        if id_ not in self._indicators:
            return FIELD
        if id_ not in self._bounds:
            self._bounds[id_] = self.bound(self._indicators[id_])
        return self._bounds[id_]

    def _arithmetic(self, node: Arithmetic) -> Term:
        if node.op == "/":
            term = self._division(node)
        else:
            left, right = self.term(node.left), self.term(node.right)
            term = Term(f"({left.code} {node.op} {right.code})", _merged(left, right))
        if not may_overflow(self.bound(node)):
            return term
        found = self._assign(_guarded(term))
        # x - x is 0 for every finite number and NaN for the others.
        self.lines.append(f"if {found.code} is not None and {found.code} - {found.code} != 0.0:")
        self.lines.append(f"    {found.code} = None")
        return Term(found.code, (found.code,))

    def _division(self, node: Arithmetic) -> Term:
        left = self.term(node.left)
        divisor = self.constant(node.right)
        if divisor is not None:
            factor = reciprocal(divisor)
            return Term(f"({left.code} * {factor!r})", left.open) if factor else self._assign("None")
        below = self.variable(node.right)
        tests = " and ".join([*(f"{v} is not None" for v in left.open if v != below), below])
        return self._assign(f"{left.code} / {below} if {tests} else None")

    def _logic(self, node: Logic) -> Term:
        terms = [self.term(item) for item in node.items]
        together = Term("(" + f" {node.op} ".join(t.code for t in terms) + ")", _merged(*terms))
        if all(t.open == together.open for t in terms):
            return together  # all known or all unknown
        decisive = "False" if node.op == "and" else "True"
        sign = "not " if node.op == "and" else ""
        # Something is unknown here, so only a decisive item settles the whole.
        settled = " or ".join(
            f"({known(t)} and {sign}{t.code})" if t.open else f"({sign}{t.code})" for t in terms
        )
        return self._assign(f"{together.code} if {known(together)} else {decisive} if {settled} else None")

    def _call(self, node: Call) -> Term:
        function = node.function
        k = int(node.args[0].value) if function.counted and isinstance(node.args[0], Number) else 0
        args = node.args[1:] if function.counted else node.args
        if function.strict:
            terms = [self.term(arg) for arg in args]
            return Term(f"({function.row([t.code for t in terms], k)})", _merged(*terms))
        code = function.row([self.variable(arg) for arg in args], k)
        return self._assign(code, always=function.name == "missing")


def fields_of(
    trees: Iterable[Node], indicators: Mapping[str, Node], parameters: Mapping[str, float]
) -> list[str]:
    """Return the fields that `trees` read, directly or through indicators, ordered by id."""
    return sorted(names_below(trees, indicators) - indicators.keys() - parameters.keys())


def _guarded(term: Term) -> str:
    return f"{term.code} if {known(term)} else None" if term.open else term.code


def reciprocal(divisor: float) -> float | None:
    """Return what to multiply by instead of dividing; nothing where the division has no result."""
    factor = 1.0 / divisor if divisor else math.inf
    return factor if math.isfinite(factor) else None

"""Rules written in Python: traced once into a condition, so they run on columns and explain themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from classify.errors import refuse
from classify.expression.functions import Function
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
from classify.expression.write import write
from classify.model.basis import Basis
from classify.model.text import Text
from classify.rulepack.strict_yaml import Map, Spot, placed


class Traced:
    """Stand for a value of a profile while a rule is traced; operators build the condition."""

    __hash__ = None  # type: ignore[assignment]  # == builds a condition, so it cannot serve as a key

    def __init__(self, node: Node) -> None:
        """Wrap a node."""
        self.node = node

    def __bool__(self) -> bool:
        """Refuse to be true or false: while tracing nothing is known yet."""
        raise TypeError("a traced condition has no truth value: use & | ~ instead of and or not, and no if")

    def __and__(self, other: Any) -> Traced:
        """Build `and`."""
        return Traced(Logic("and", (self.node, node_of(other))))

    def __or__(self, other: Any) -> Traced:
        """Build `or`."""
        return Traced(Logic("or", (self.node, node_of(other))))

    def __invert__(self) -> Traced:
        """Build `not`."""
        return Traced(Not(self.node))

    def __eq__(self, other: object) -> Traced:  # type: ignore[override]
        """Build `==`."""
        return Traced(Compare("==", self.node, node_of(other)))

    def __ne__(self, other: object) -> Traced:  # type: ignore[override]
        """Build `!=`."""
        return Traced(Compare("!=", self.node, node_of(other)))

    def __ge__(self, other: Any) -> Traced:
        """Build `>=`."""
        return Traced(Compare(">=", self.node, node_of(other)))

    def __gt__(self, other: Any) -> Traced:
        """Build `>`."""
        return Traced(Compare(">", self.node, node_of(other)))

    def __le__(self, other: Any) -> Traced:
        """Build `<=`."""
        return Traced(Compare("<=", self.node, node_of(other)))

    def __lt__(self, other: Any) -> Traced:
        """Build `<`."""
        return Traced(Compare("<", self.node, node_of(other)))

    def __add__(self, other: Any) -> Traced:
        """Build a sum."""
        return Traced(Arithmetic("+", self.node, node_of(other)))

    def __sub__(self, other: Any) -> Traced:
        """Build a difference."""
        return Traced(Arithmetic("-", self.node, node_of(other)))

    def __mul__(self, other: Any) -> Traced:
        """Build a product."""
        return Traced(Arithmetic("*", self.node, node_of(other)))

    def __truediv__(self, other: Any) -> Traced:
        """Build a quotient."""
        return Traced(Arithmetic("/", self.node, node_of(other)))

    def __radd__(self, other: Any) -> Traced:
        """Build a sum that begins with a constant."""
        return Traced(Arithmetic("+", node_of(other), self.node))

    def __rsub__(self, other: Any) -> Traced:
        """Build a difference that begins with a constant."""
        return Traced(Arithmetic("-", node_of(other), self.node))

    def __rmul__(self, other: Any) -> Traced:
        """Build a product that begins with a constant."""
        return Traced(Arithmetic("*", node_of(other), self.node))

    def __rtruediv__(self, other: Any) -> Traced:
        """Build a quotient of a constant."""
        return Traced(Arithmetic("/", node_of(other), self.node))

    def is_in(self, *options: float | str) -> Traced:
        """Build membership in constants."""
        return Traced(Member(self.node, tuple(node_of(o) for o in options)))


class Fields:
    """Give every field, indicator and parameter as an attribute: `f.age60_share`.

    Functions of the condition language are called through `f.call("at_least", 2, …)`.
    """

    def __init__(self, functions: Mapping[str, Function]) -> None:
        """Keep the functions that may be called."""
        self._functions = functions

    def __getattr__(self, name: str) -> Traced:
        """Return the name as a traced value; whether it exists is checked with the pack."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Traced(Name(name))

    def call(self, function: str, *args: Any) -> Traced:
        """Build the call of a registered function."""
        return Traced(Call(self._functions[function], tuple(node_of(arg) for arg in args)))


def node_of(value: Any) -> Node:
    """Return the node of a traced value or a constant; refuses anything else."""
    if isinstance(value, Traced):
        return value.node
    if isinstance(value, bool):
        return Truth(value)
    if isinstance(value, int | float):
        return Number(float(value))
    if isinstance(value, str):
        return Quote(value)
    raise TypeError(
        f"a rule compares fields with numbers, texts and truth values, not with {type(value).__name__}"
    )


@dataclass(frozen=True)
class PythonRule:
    """Hold a rule whose condition is a Python function of the fields.

    `extends` names the pack the rule joins. `function` gets `Fields` and returns a traced condition.
    """

    extends: str
    id: str
    title: Text
    why: Text
    basis: Basis
    weigh: Mapping[str, float]
    function: Callable[[Any], Any]
    criterion: str | None = None

    def condition(self, functions: Mapping[str, Function]) -> str:
        """Return the traced condition as text. Raises `ClassifyError` where it cannot be traced."""
        try:
            traced = self.function(Fields(functions))
            return write(node_of(traced))
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise refuse("PLUGIN008", self.spot().place(), id=self.id, problem=what) from error

    def spot(self) -> Spot:
        """Return where the function stands."""
        code = getattr(self.function, "__code__", None)
        return Spot(code.co_filename, code.co_firstlineno, 1) if code else Spot("", 0, 0)

    def entry(self, functions: Mapping[str, Function]) -> Map:
        """Return the rule as the loader would have read it from YAML."""
        data: dict[str, Any] = {
            "id": self.id,
            "title": self.title.model_dump(),
            "why": self.why.model_dump(),
            "basis": self.basis.model_dump(exclude_none=True),
            "weigh": dict(self.weigh),
            "when": self.condition(functions),
        }
        if self.criterion is not None:
            data["criterion"] = self.criterion
        entry: Map = placed(data, self.spot())
        return entry


def rule(
    *,
    extends: str,
    id: str,  # noqa: A002 - the word of the rule format
    title: Text,
    why: Text,
    weigh: Mapping[str, float],
    basis: Basis,
    criterion: str | None = None,
) -> Callable[[Callable[[Any], Any]], PythonRule]:
    """Make a function of the fields a rule of the pack it `extends`; the keys are those of YAML."""

    def decorate(function: Callable[[Any], Any]) -> PythonRule:
        return PythonRule(extends, id, title, why, basis, weigh, function, criterion)

    return decorate

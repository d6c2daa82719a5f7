"""Several trees as one generated function: for indicators, checks and the conditions of advice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, TypeVar

from classify.expression.row import RowWriter, fields_of
from classify.expression.tree import Node
from classify.model.profile import Value

Key = TypeVar("Key", bound=Hashable)


class Evaluator(Generic[Key]):
    """Evaluate a set of trees on one profile at a time.

    `indicators` may be referred to by any tree, `parameters` are constants. Values are taken as the
    loading step leaves them.
    """

    def __init__(
        self, trees: Mapping[Key, Node], indicators: Mapping[str, Node], parameters: Mapping[str, float]
    ) -> None:
        """Generate and compile the function."""
        self.keys = tuple(trees)
        fields = fields_of(trees.values(), indicators, parameters)
        variables = {id_: f"x{i}" for i, id_ in enumerate(fields)}
        writer = RowWriter(variables, indicators, parameters)
        results = [writer.variable(tree) for tree in trees.values()]
        loads = [f"{variable} = get({id_!r})" for id_, variable in variables.items()]
        body = [*loads, *writer.lines, f"return ({''.join(r + ', ' for r in results)})"]
        namespace: dict[str, Any] = {}
        source = "def evaluate(get):\n" + "\n".join("    " + line for line in body)
        exec(compile(source, "<evaluator>", "exec"), namespace)  # noqa: S102 - we wrote every character
        self._evaluate: Callable[[Any], tuple[Value, ...]] = namespace["evaluate"]

    def run(self, values: Mapping[str, Value]) -> dict[Key, Value]:
        """Return the value of every tree, `None` where it is unknown."""
        return dict(zip(self.keys, self._evaluate(values.get), strict=True))

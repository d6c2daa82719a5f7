"""A column computed by code from the whole table: opaque to explanations, and marked so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classify.model.field import Field
from classify.model.profile import Value

Compute = Callable[[Mapping[str, Sequence[Value]]], Sequence[Value]]


@dataclass(frozen=True)
class Column:
    """Describe a computed column.

    `extends` names the pack whose tables get it, `field` how rules and reports know it, `needs` the
    fields it reads. `compute` gets each of them as one value per row (`None` where missing) and returns
    one value per row in the same order.
    """

    extends: str
    field: Field
    needs: tuple[str, ...]
    compute: Compute

    @property
    def id(self) -> str:
        """Return the id of the field the column becomes."""
        return self.field.id

"""How figures of compounds become figures of their community."""

from typing import Literal

from classify.model.text import Data

Condition = str | float | bool | tuple[str, ...]


class RollUp(Data):
    """Describe one figure of a community by its compounds; `id` is the community's field.

    `count` counts the compounds for which `where` holds, `sum` adds up a field of those, `median` takes a field's median weighted
    by the pack's dwellings. `until` limits a year field from above; a compound built over the limit counts in
    proportion. `weight` names the field that says how much of the community a compound stands for.
    """

    id: str
    how: Literal["count", "sum", "median"]
    of: str | None = None
    where: dict[str, Condition] = {}
    until: dict[str, int] = {}
    weight: str | None = None

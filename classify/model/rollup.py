"""How figures of compounds become figures of their community."""

from typing import Literal

from classify.model.text import Data

Condition = str | bool | tuple[str, ...]


class RollUp(Data):
    """Describe one figure of a community by its compounds; `id` is the community's field.

    `count` counts the compounds, `sum` adds up the field `of`, `median` takes the middle year of `years`. Only compounds for
    which `where` holds count, a tuple means any of its entries. `years` names the fields with the first and the last
    year of building; with `until`, a compound counts as far as it was built by then. `weight` names the field that says
    how much of the community a compound stands for.
    """

    id: str
    how: Literal["count", "sum", "median"]
    weight: str
    of: str | None = None
    where: dict[str, Condition] = {}
    years: tuple[str, str] | None = None
    until: int | None = None

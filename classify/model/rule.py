"""Rules, and the dated numbers they compare with."""

from typing import Any, Literal

from pydantic import Field as Key

from classify.model.basis import Basis
from classify.model.text import Data, Text


class Quantile(Data):
    """Ask for a quantile of the district's own values: `at` between 0 and 1 of a field or indicator `of`."""

    of: str
    at: float | str
    least: int = 20


class ParameterValue(Data):
    """Hold a parameter's value from a date on, with its source.

    With `quantile` the value is taken from the table at hand; `value` stands in where fewer than `least`
    of its rows have the figure.
    """

    value: float | str
    basis: Basis
    quantile: Quantile | None = None


class Parameter(Data):
    """Describe a named, dated, sourced number; `values` maps ISO dates to what holds from then on."""

    id: str
    label: Text
    type: Literal["count", "number", "share", "year"] = "number"
    values: dict[str, ParameterValue]
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    range: tuple[float | str | None, float | str | None] = (None, None)
    about: Text | None = None


class Ramp(Data):
    """Describe a degree that goes from 0 at `from` to 1 at `to`; a smaller `to` makes it fall."""

    of: str
    start: float | str = Key(alias="from")
    end: float | str = Key(alias="to")


class Rule(Data):
    """Describe one piece of evidence for and against types.

    `when` gives degree 1, 0 or unknown; `ramp` a degree in between; with both, the ramp counts
    only where the condition holds. `weigh` maps type ids to signed weights with at most three
    decimals. `criterion` is one of the scheme's own criterion groups.
    """

    id: str
    title: Text
    why: Text
    basis: Basis
    weigh: dict[str, float]
    criterion: str | None = None
    when: str | dict[str, Any] | None = None
    ramp: Ramp | None = None
    status: Literal["draft", "stable", "deprecated"] = "stable"

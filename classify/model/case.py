"""A named example beside the rules: a profile, and what must come out."""

from typing import Any

from classify.model.text import Data

CellValue = float | str | bool | None


class Expectation(Data):
    """State what a case must give; what is left out is not looked at.

    `type: null` expects that no type is given. `fires`, `silent` and `unknown` name rules whose
    degree is above 0, is 0, or cannot be known. `scores` maps a type to `[lowest, highest]`.
    """

    type: str | None = None
    status: str | None = None
    runner_up: str | None = None
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    scores: dict[str, tuple[float, float]] = {}
    items: tuple[str, ...] = ()
    no_items: tuple[str, ...] = ()


class Case(Data):
    """Hold one example; `given` overlays the case file's `base` profile, null means missing."""

    name: str
    given: dict[str, Any] = {}
    expect: Expectation
    as_of: str | None = None

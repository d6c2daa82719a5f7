"""Draw the values of a community from the ranges of its latent kind.

`ranges.csv` has one row per quantity and one column per kind: `low..high` of an even draw, or a single
number. An empty cell takes the column of the kind's first half (`open-street` for the borderline kind
`open-street/commercial`), then the column `all`. Every figure in it is expert judgement; none is measured.
"""

import csv
from functools import cache
from pathlib import Path
from random import Random

SEED = "three-circles-six-types"
RANGES = Path(__file__).with_name("ranges.csv")


class Dice:
    """Draw the values of the community `key`; every quantity has a stream of its own.

    So changing one range changes that quantity alone, never the draws after it.
    """

    def __init__(self, kind: str, key: str) -> None:
        self._ranges = ranges_of(kind)
        self._key = key
        self.borderline = "/" in kind

    def value(self, quantity: str) -> float:
        """Draw from the kind's range of `quantity`."""
        return self.between(quantity, *self._ranges[quantity])

    def count(self, quantity: str) -> int:
        """Draw a whole number from the kind's range of `quantity`, both ends included."""
        low, high = self._ranges[quantity]
        return int(self.between(quantity, low, high + 1 - 1e-9))

    def between(self, quantity: str, low: float, high: float) -> float:
        """Draw evenly between `low` and `high` on the stream named `quantity`."""
        return low + (high - low) * stream(self._key, quantity).random()

    def pick(self, quantity: str, choices: tuple[str, ...]) -> str:
        """Pick one of `choices`, weighted by the ranges named `<first word of quantity>_<choice>`."""
        group = quantity.split("#", maxsplit=1)[0]
        weights = [self._ranges[f"{group}_{choice}"][0] for choice in choices]
        return stream(self._key, quantity).choices(choices, weights)[0]

    def weights(self, group: str, names: tuple[str, ...]) -> dict[str, float]:
        """Draw a weight for each of `names` from the ranges named `<group>_<name>`."""
        return {name: self.value(f"{group}_{name}") for name in names}


def stream(key: str, quantity: str) -> Random:
    """Open the stream of one quantity; equal names give equal numbers on every machine."""
    return Random(f"{SEED}/{key}/{quantity}")


def split(total: int, weights: dict[str, float], least: float = 0) -> dict[str, int]:
    """Split `total` in proportion to `weights`; the heaviest takes what rounding leaves.

    A weight below the share `least` of all of them gets nothing.
    """
    whole = sum(weights.values())
    kept = {name: weight if weight >= least * whole else 0 for name, weight in weights.items()}
    parts = {name: int(total * weight / whole) for name, weight in kept.items()}
    heaviest = max(weights, key=lambda name: weights[name])
    parts[heaviest] += total - sum(parts.values())
    return parts


@cache
def ranges_of(kind: str) -> dict[str, tuple[float, float]]:
    """Return the ranges of a kind; raise ValueError where a quantity has none."""
    with RANGES.open(encoding="utf-8", newline="") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    header, *body = rows
    wanted = [header.index(name) for name in (kind, kind.split("/", maxsplit=1)[0], "all")]
    return {row[0]: _range(next((row[at] for at in wanted if row[at]), "")) for row in body}


def _range(cell: str) -> tuple[float, float]:
    """Read `low..high` or a single number."""
    low, _, high = cell.partition("..")
    return float(low), float(high or low)

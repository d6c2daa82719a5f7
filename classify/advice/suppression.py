"""Small figures about people, which no output may quote.

Which figures these are is read from the fields: every number of people (unit 人), and every number of
households (unit 户) that describes an outcome, such as households in need. The headcounts of a scheme's
teams are exempt: they count posts, which hang on the office door.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from classify.expression.sentence import value_text
from classify.model.field import Field
from classify.model.profile import Value
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

MINIMUM = 10


def too_small(value: Value, minimum: int = MINIMUM) -> TypeGuard[float]:
    """Tell whether a number of people lies between 1 and the minimum; 0 says nothing about anyone."""
    return not isinstance(value, bool) and isinstance(value, float | int) and 0 < value < minimum


def counts_people(field: Field) -> bool:
    """Tell whether a field counts people, or households by something that befell them."""
    if field.type not in ("count", "number"):
        return False
    return field.unit == "人" or (field.unit == "户" and field.role == "outcome")


class Suppression:
    """Word values of a program's profiles without quoting small figures about people."""

    def __init__(self, program: Program, minimum: int = MINIMUM) -> None:
        """Find the guarded fields, and for each indicator those it is computed from."""
        pack = program.loaded.pack
        posts = {team.count_field for team in pack.teams}
        guarded = {f.id for f in pack.fields if counts_people(f) and f.id not in posts}
        self._names, self._numbers, self._minimum = program.loaded.names, program.numbers, minimum
        self._reads = {id_: {id_} for id_ in guarded}
        for id_, tree in program.indicators.items():
            self._reads[id_] = program.fields_of(tree) & guarded

    def hides(self, name: str, values: Mapping[str, Value]) -> bool:
        """Tell whether a field's or indicator's value would give away a small figure."""
        return any(too_small(values.get(id_), self._minimum) for id_ in self._reads.get(name, ()))

    def missing(self, name: str, values: Mapping[str, Value]) -> bool:
        """Tell whether there is no value to quote."""
        return name not in self._numbers and values.get(name) is None

    def say(self, name: str, values: Mapping[str, Value], lang: str) -> str:
        """Return the value of a field, indicator or parameter as people write it, or that it is not shown."""
        symbol = self._names[name]
        if not self.hides(name, values):
            return value_text(values.get(name, self._numbers.get(name)), symbol, lang)
        if symbol.source == "field":
            unit = symbol.unit if symbol.unit and lang != "en" else ""
            return translate(_("<{minimum}"), lang).format(minimum=self._minimum) + unit
        return translate(_("(not shown: too few people)"), lang)

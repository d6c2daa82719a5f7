"""Word the values of a program's communities without quoting small figures about people, or what gives them away.

Every output that words a value of a profile goes through here: explanations, advice, reports, the site. Which figures are
hidden was decided for the whole run (`model/smallcells.py`) and stands in the program.
"""

from __future__ import annotations

from collections.abc import Mapping

from classify.expression.sentence import value_text
from classify.model.profile import Value
from classify.model.smallcells import guarded_fields, too_small
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import script, translate


class Suppression:
    """Say the values of one program's profiles."""

    def __init__(self, program: Program, minimum: int | None = None) -> None:
        """Find the guarded fields, and for each indicator those it is computed from; `minimum` overrules the run's."""
        guarded = guarded_fields(program.loaded.pack)
        self._names, self._numbers, self._small = program.loaded.names, program.numbers, program.small
        self.minimum = self._small.minimum if minimum is None else minimum
        self._reads = {id_: frozenset({id_}) for id_ in guarded}
        for id_, tree in program.indicators.items():
            if reads := program.fields_of(tree) & guarded:
                self._reads[id_] = frozenset(reads)

    def hides(self, name: str, values: Mapping[str, Value]) -> bool:
        """Tell whether a field's or indicator's value would give away a small figure."""
        return any(
            too_small(values.get(id_), self.minimum) or self._small.hides(id_, values)
            for id_ in self._reads.get(name, ())
        )

    def missing(self, name: str, values: Mapping[str, Value]) -> bool:
        """Tell whether there is no value to quote."""
        return name not in self._numbers and values.get(name) is None

    def say(self, name: str, values: Mapping[str, Value], lang: str) -> str:
        """Return the value of a field, indicator or parameter as people write it, or that it is not shown."""
        symbol = self._names[name]
        if not self.hides(name, values):
            return value_text(values.get(name, self._numbers.get(name)), symbol, lang)
        if symbol.source == "field" and too_small(values.get(name), self.minimum):
            unit = script(symbol.unit, lang) if symbol.unit and lang != "en" else ""
            return translate(_("<{minimum}"), lang).format(minimum=self.minimum) + unit
        return translate(_("(not shown: too few people)"), lang)

    def shown(self, values: Mapping[str, Value], lang: str) -> dict[str, Value]:
        """Return the values with each that is not shown replaced by the words that say so."""
        return {
            name: self.say(name, values, lang) if name in self._reads and self.hides(name, values) else value
            for name, value in values.items()
        }

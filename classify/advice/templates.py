"""Templates to texts: names in braces become the profile's values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from classify.advice.suppression import Suppression
from classify.expression.names import Names
from classify.model.profile import Value
from classify.model.text import Text, composed
from classify.rulepack.references import QUOTED
from classify.texts import script


class Filler:
    """Fill in the texts of one program."""

    def __init__(self, names: Names, suppression: Suppression) -> None:
        """Keep what words a value."""
        self._names, self._suppression = names, suppression

    def fill(self, text: Text, values: Mapping[str, Value]) -> Text:
        """Return the text with every quoted name replaced by its value, in every language."""
        if "{" not in text.zh and "{" not in text.en:
            return text
        return composed(lambda lang: self._filled(text.say(lang), lang, values))

    def lacking(self, text: Text, values: Mapping[str, Value]) -> tuple[str, ...]:
        """Return the quoted names that have no value."""
        names = dict.fromkeys(QUOTED.findall(f"{text.zh} {text.en}"))
        return tuple(name for name in names if self._suppression.missing(name, values))

    def _filled(self, template: str, lang: str, values: Mapping[str, Value]) -> str:
        def value(match: re.Match[str]) -> str:
            said = self._suppression.say(match[1], values, lang)
            unit = script(self._names[match[1]].unit or "", lang)
            # A template that writes the unit itself must not get it twice: “5 个 个”.
            if unit and template[match.end() :].lstrip().startswith(unit):
                return said.removesuffix(unit).rstrip()
            return said

        return QUOTED.sub(value, template)

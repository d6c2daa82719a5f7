"""What a condition may name: fields, indicators and parameters, under every spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from classify.expression.functions import FUNCTIONS, Function
from classify.expression.words import plain
from classify.model.field import KIND_OF_TYPE, Field, Indicator, Kind
from classify.model.rule import Parameter
from classify.model.text import Text

Source = Literal["field", "indicator", "parameter"]
_UNIT_OF_TYPE = {"share": "share", "year": "年"}


@dataclass(frozen=True)
class Symbol:
    """Describe one name: what it is, its kind, its unit (`share` for shares) and its labels."""

    id: str
    source: Source
    kind: Kind
    label: Text
    type: str
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, Text] = field(default_factory=dict)

    def spellings(self) -> tuple[str, ...]:
        """Return every way to write the name in a condition, full-width signs made plain."""
        written = (plain(s).strip() for s in (self.id, self.label.zh, self.label.en, *self.aliases))
        return tuple(dict.fromkeys(s for s in written if s))

    def choice(self, written: str) -> str | None:
        """Return the id of the choice that is written as id or label, nothing where there is none."""
        wanted = plain(written)
        named = (
            id_ for id_, label in self.choices.items() if wanted in (id_, plain(label.zh), plain(label.en))
        )
        return next(named, None)


def symbol_of(thing: Field | Indicator | Parameter) -> Symbol:
    """Return the symbol a field, an indicator or a parameter is known as."""
    source: Source = "field"
    if isinstance(thing, Indicator):
        source = "indicator"
    elif isinstance(thing, Parameter):
        source = "parameter"
    unit = _UNIT_OF_TYPE.get(thing.type, thing.unit)
    choices = thing.choices if isinstance(thing, Field) else {}
    kind = KIND_OF_TYPE[thing.type]
    return Symbol(thing.id, source, kind, thing.label, thing.type, unit, thing.aliases, choices)


class Names:
    """Look names up by id or by any spelling, longest first."""

    def __init__(self, symbols: Iterable[Symbol], functions: Mapping[str, Function] | None = None) -> None:
        """Index `symbols`; a spelling two of them share finds neither and is listed in `clashes`."""
        self.functions = FUNCTIONS if functions is None else functions
        self.function_of_word = {word: f for f in self.functions.values() for word in f.words}
        self.symbols: dict[str, Symbol] = {}
        owners: dict[str, set[str]] = {}
        for symbol in symbols:
            self.symbols[symbol.id] = symbol
            for spelling in symbol.spellings():
                owners.setdefault(spelling, set()).add(symbol.id)
        self.clashes = {s: tuple(sorted(ids)) for s, ids in owners.items() if len(ids) > 1}
        self.spellings = {s: next(iter(ids)) for s, ids in owners.items() if len(ids) == 1}
        self.spellings.update({id_: id_ for id_ in self.symbols})
        self._by_first: dict[str, list[str]] = {}
        for spelling in sorted(self.spellings, key=len, reverse=True):
            self._by_first.setdefault(spelling[:1], []).append(spelling)

    @classmethod
    def of(
        cls, *groups: Iterable[Field | Indicator | Parameter], functions: Mapping[str, Function] | None = None
    ) -> Names:
        """Index the symbols of fields, indicators and parameters; `functions` may be called (default: the built-in)."""
        return cls((symbol_of(thing) for group in groups for thing in group), functions)

    def __getitem__(self, id_: str) -> Symbol:
        """Return the symbol with this id."""
        return self.symbols[id_]

    def longest_at(self, text: str, at: int) -> str | None:
        """Return the longest spelling that stands in `text` at `at`, ending at a word's end."""
        for spelling in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(spelling, at) and _ends_word(text, at + len(spelling)):
                return spelling
        return None

    def suggest(self, word: str) -> str | None:
        """Return the spelling closest to `word`, or nothing that is close enough."""
        close = difflib.get_close_matches(plain(word), list(self.spellings), n=1, cutoff=0.6)
        return close[0] if close else None


def is_word(char: str) -> bool:
    """Tell whether `char` continues an ASCII word; Chinese is written without gaps and never does."""
    return char.isascii() and (char.isalnum() or char == "_")


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (is_word(text[end - 1]) and is_word(text[end]))

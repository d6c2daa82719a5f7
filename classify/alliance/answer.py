"""What a question about the alliance is answered with: tables and sentences as data, for screens, files and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from classify.alliance.cells import FORMULA_SIGNS, clean
from classify.alliance.words import Word
from classify.model.text import Text
from classify.texts import mark as _
from classify.texts import translate


@dataclass(frozen=True)
class Sentence:
    """Hold a sentence of the catalogue with what is filled in; `say` words it in a language."""

    message: str
    fill: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return translate(self.message, lang).format(
            **{key: said(value, lang) for key, value in self.fill.items()}
        )


@dataclass(frozen=True)
class Joined:
    """Hold several sentences or names that are told one after the other."""

    parts: tuple[object, ...]
    between: str = _(", ")

    def say(self, lang: str) -> str:
        """Return them in `lang`."""
        return translate(self.between, lang).join(said(part, lang) for part in self.parts)


def sentence(message: str, **fill: object) -> Sentence:
    """Return a sentence; `message` is marked where it is written."""
    return Sentence(message, fill)


def said(value: object, lang: str) -> str:
    """Return any cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, (Sentence, Joined, Text)):
        return value.say(lang)
    if isinstance(value, Word):
        return value.label.say(lang)
    if isinstance(value, bool):
        return translate(_("yes") if value else _("no"), lang)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def plain(value: object, lang: str) -> object:
    """Return a cell as JSON holds it: ids for words, numbers and truth values as such."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return value.id if isinstance(value, Word) else said(value, lang)


@dataclass(frozen=True)
class Table:
    """Hold one table: an id, a title, columns (id → heading) and rows of cells in their order."""

    id: str
    title: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[object]]
    empty: str = _("none")


@dataclass(frozen=True)
class Answer:
    """Hold what a command found out as of a day; `notes` are told first, `lines` stand for prose."""

    at: dt.date
    tables: tuple[Table, ...] = ()
    notes: tuple[Sentence, ...] = ()

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the answer for JSON; the shape carries its version."""
        return {
            "version": 1,
            "at": self.at.isoformat(),
            "notes": [note.say(lang) for note in self.notes],
            "tables": {
                table.id: [
                    {key: plain(cell, lang) for key, cell in zip(table.columns, row, strict=True)}
                    for row in table.rows
                ]
                for table in self.tables
            },
        }


def ratio(part: int, whole: int) -> str:
    """Return a share with its numbers, never without its denominator: `26/55 (47.3%)`."""
    return f"{part}/{whole} ({part / whole:.1%})" if whole else f"{part}/0"


def harmless(cell: str) -> str:
    """Return a cell that no office program runs as a formula."""
    cell = clean(cell)
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell

"""What a table is read against: fields, the roles of some of them, and how shares and counts hang together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from classify.errors import Place
from classify.expression.tree import Node
from classify.intake.matching import Ask
from classify.intake.readers import BUILT_IN, Reader
from classify.intake.vocabulary import Vocabulary
from classify.model.field import Field, Indicator
from classify.model.profile import Table
from classify.model.rollup import RollUp
from classify.model.smallcells import MINIMUM


@dataclass(frozen=True)
class Renamed:
    """Say what became of a community: one name of today means renamed, several mean split; `kind` may say merged."""

    was: str
    now: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """Hold what the user said about one reading.

    `names` maps headings to ids, labels or `ignore`; `allow` releases columns from the guard; `ask` is asked about
    headings nothing is sure about; `progress` is told how many rows are done and of how many. `readers` take files apart.
    `mapped_at` tells for names, folded, that stand in a file where they stand.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    ask: Ask | None = None
    minimum: int = MINIMUM
    renamed: tuple[Renamed, ...] = ()
    progress: Callable[[int, int], None] | None = None
    readers: tuple[Reader, ...] = BUILT_IN
    mapped_at: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Schema:
    """Hold the fields of one kind of row; `parts` leads to the schema of the compounds it can be rolled up from."""

    fields: tuple[Field, ...]
    table: Table
    indicators: tuple[Indicator, ...] = ()
    trees: Mapping[str, Node] = field(default_factory=dict)
    rollup: tuple[RollUp, ...] = ()
    parts: Callable[[], Schema | None] | None = None

    @cached_property
    def by_id(self) -> dict[str, Field]:
        """Return the fields by id."""
        return {f.id: f for f in self.fields}

    def vocabulary(self, names: Mapping[str, str]) -> Vocabulary:
        """Return every name a heading may have, with those of this run."""
        return Vocabulary(self.fields, names, self.indicators, self.trees)

    def totals(self, vocabulary: Vocabulary) -> dict[str, Field]:
        """Return for each field the one its share is taken of, as the indicators say."""
        found: dict[str, Field] = {}
        for target in vocabulary.targets.values():
            if target.kind == "share" and target.field and target.total:
                found.setdefault(target.field.id, target.total)
        for each in self.fields:
            if each.total and each.total in self.by_id:
                found[each.id] = self.by_id[each.total]
        return found

    @property
    def identity(self) -> tuple[str, ...]:
        """Return the fields that say whose row it is."""
        return (*self.table.id, *((self.table.name,) if self.table.name else ()))


def described(fields: Sequence[Field], table: Table) -> Schema:
    """Return a schema without indicators and compounds."""
    return Schema(tuple(fields), table)

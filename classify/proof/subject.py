"""What the validators look at: loaded packs, their compiled scheme, their cases, and which of the packs is in question."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from classify.expression.tree import Node, names_in
from classify.proof.reach import Reach
from classify.rulepack.cases import PlacedCase, read_cases
from classify.rulepack.loaded import LoadedPack
from classify.scoring.decision import Policy
from classify.scoring.program import CompiledRule, Program, compile_program

NEWEST = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class Subject:
    """Hold what is checked; without a scheme there is no `program`, and nothing is said about rules.

    `own` names the packs in question; what they extend is looked at, but not asked to be of use.
    """

    loaded: LoadedPack
    program: Program | None
    own: frozenset[str]

    @cached_property
    def cases(self) -> list[PlacedCase]:
        """Return the cases of all loaded packs."""
        return read_cases(self.loaded)

    @cached_property
    def reach(self) -> Reach:
        """Return what answers questions about conditions, under the newest parameters."""
        loaded = self.loaded
        if self.program is not None:
            # A quantile of the district's own table can be anything.
            fixed = {id_: d.value for id_, d in self.program.parameters.items() if d.entry.quantile is None}
            return Reach(loaded, self.program.indicators, fixed)
        trees = {i.id: loaded.trees["indicators", i.id] for i in loaded.pack.indicators}
        return Reach(loaded, trees, {})

    @property
    def rules(self) -> tuple[CompiledRule, ...]:
        """Return the rules that take part in a decision."""
        return self.program.rules if self.program else ()

    @property
    def folders(self) -> list[Path]:
        """Return the folders of the packs in question."""
        return [f.path for f in self.loaded.folders if f.header.id in self.own]

    @property
    def own_rules(self) -> frozenset[str]:
        """Return the ids of the rules on which one of the packs in question had the last word."""
        owner = self.loaded.owner
        return frozenset(r.id for r in self.loaded.pack.rules if owner("rules", r.id) in self.own)

    def is_own(self, section: str, id_: str) -> bool:
        """Tell whether one of the packs in question brought an entry in."""
        return self.loaded.owners[section, id_][0] in self.own

    @cached_property
    def readers(self) -> Mapping[str, Sequence[str]]:
        """Return for each name the entries whose expressions read it themselves, as `section/id`."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, tree in self.loaded.trees.items():
            for name in names_in(tree):
                found[name].append(f"{key[0]}/{key[1]}")
        return found

    def below(self, tree: Node) -> frozenset[str]:
        """Return every name a tree reads, directly or through indicators."""
        return self.reach.knowledge.below(tree)


def own_packs(loaded: LoadedPack, wanted: Sequence[str | Path]) -> frozenset[str]:
    """Return the ids of the loaded packs that were asked for by folder or name."""
    paths = {Path(w).resolve() for w in wanted}
    names = {str(w) for w in wanted}
    return frozenset(f.header.id for f in loaded.folders if f.header.id in names or f.path.resolve() in paths)


def subject_of(
    loaded: LoadedPack,
    wanted: Sequence[str | Path],
    as_of: datetime.date | None = None,
    policies: Mapping[str, Policy] | None = None,
) -> Subject:
    """Return what the validators look at. Raises `ClassifyError` (exit 2) where the scheme cannot be compiled."""
    has_scheme = loaded.pack.scheme is not None and bool(loaded.pack.types)
    program = compile_program(loaded, as_of or NEWEST, policies) if has_scheme else None
    return Subject(loaded, program, own_packs(loaded, wanted))

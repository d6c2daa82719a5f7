"""Make the schema of a table from loaded rule packs."""

from __future__ import annotations

from collections.abc import Collection

from classify.intake.schema import Schema
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack

# The pack whose rows are parts of the rows of others.
COMPOUNDS = "compound-profile"


def schema_of(loaded: LoadedPack, without: Collection[str] = ()) -> Schema:
    """Return the schema of a pack's table, leaving out fields that are computed and not read."""
    pack = loaded.pack
    assert pack.table is not None, "whoever asks has made sure of it"  # noqa: S101 - for the type checker
    trees = {i.id: loaded.trees["indicators", i.id] for i in pack.indicators}
    fields = tuple(f for f in pack.fields if f.id not in without)
    # A pack that classifies compounds has nothing to roll up.
    parts = None if any(f.header.id == COMPOUNDS for f in loaded.folders) else _compounds
    return Schema(fields, pack.table, pack.indicators, trees, pack.rollup, parts)


def _compounds() -> Schema | None:
    return schema_of(load_packs([COMPOUNDS]))

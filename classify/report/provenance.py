"""What a report was made from, so that it can be repeated and questioned."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from classify import __version__
from classify.model.profile import Value
from classify.model.text import Text
from classify.rulepack.merge import Folder
from classify.scoring.program import Program


@dataclass(frozen=True)
class PackUsed:
    """Name a rule pack as it was used; `digest` tells two states of one version apart."""

    id: str
    title: Text
    version: str
    digest: str


@dataclass(frozen=True)
class Provenance:
    """Hold the date of the data, the packs, the day whose standards were used, and the program's version."""

    data_date: str | None
    as_of: datetime.date
    packs: tuple[PackUsed, ...]
    version: str


def provenance_of(
    program: Program, data_date: str | None = None, version: str = __version__
) -> Provenance:
    """Return the provenance of reports made with `program`, on data that are of `data_date`."""
    packs = tuple(_pack_used(folder) for folder in program.loaded.folders)
    return Provenance(data_date, program.as_of, packs, version)


def data_date(program: Program, values: Mapping[str, Value]) -> str | None:
    """Return the date a profile gives for its own figures."""
    table = program.loaded.pack.table
    found = values.get(table.date) if table and table.date else None
    return found if isinstance(found, str) else None


def _pack_used(folder: Folder) -> PackUsed:
    # Only the header of the last pack has been through the models; the others are as written.
    title: object = folder.header.title
    if isinstance(title, Mapping):
        title = Text.model_validate(dict(title))
    if not isinstance(title, Text):
        title = Text(zh=folder.header.id, en=folder.header.id)
    return PackUsed(folder.header.id, title, folder.header.version, folder.digest)

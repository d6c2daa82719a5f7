"""What a report was made from, so that it can be repeated and questioned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from classify import __version__
from classify.model.profile import Value
from classify.model.text import Text
from classify.report.changes import Changed, ChangedRule, changed_figures, changed_rules
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
class PluginUsed:
    """Name a plugin that took part; `origin` is its kind only, because a path would tell about the computer."""

    name: str
    version: str
    origin: str


@dataclass(frozen=True)
class AllianceUsed:
    """Name the tables of an alliance with their hashes, and the day it is looked at."""

    at: datetime.date
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Provenance:
    """Hold what reports were made from.

    These are the date of the data, the packs, the day whose standards were used, the program's version, the plugins
    that took part besides the core, what packs or the district's table have changed, and the tables of the alliance.
    `part` is how many communities are shown of how many, `None` where it is all.
    """

    data_date: str | None
    as_of: datetime.date
    packs: tuple[PackUsed, ...]
    version: str
    plugins: tuple[PluginUsed, ...] = ()
    changed: tuple[Changed, ...] = ()
    rules: tuple[ChangedRule, ...] = ()
    alliance: AllianceUsed | None = None
    part: tuple[int, int] | None = None


def provenance_of(
    program: Program,
    data_date: str | None = None,
    version: str = __version__,
    plugins: Iterable[PluginUsed] = (),
) -> Provenance:
    """Return the provenance of reports made with `program`, on data that are of `data_date`."""
    packs = tuple(_pack_used(folder) for folder in program.loaded.folders)
    figures, rules = tuple(changed_figures(program)), tuple(changed_rules(program))
    return Provenance(data_date, program.as_of, packs, version, tuple(plugins), figures, rules)


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

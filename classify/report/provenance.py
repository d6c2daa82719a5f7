"""What a report was made from, so that it can be repeated and questioned."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from classify import __version__
from classify.expression.sentence import value_text
from classify.model.profile import Value
from classify.model.text import Text
from classify.rulepack.merge import Folder
from classify.rulepack.references import number_of
from classify.scoring.program import Dated, Program


@dataclass(frozen=True)
class PackUsed:
    """Name a rule pack as it was used; `digest` tells two states of one version apart."""

    id: str
    title: Text
    version: str
    digest: str


@dataclass(frozen=True)
class Changed:
    """Name a parameter whose value is not the one its pack came with, and who changed it.

    `value` and `default` are worded; `by` is a pack's id, or empty where the district's own table gave the value.
    """

    id: str
    label: Text
    value: Text
    default: Text
    by: str


@dataclass(frozen=True)
class Provenance:
    """Hold what reports were made from.

    These are the date of the data, the packs, the day whose standards were used, the program's version, the plugins
    that took part besides the core, and the parameters whose value is not the default.
    """

    data_date: str | None
    as_of: datetime.date
    packs: tuple[PackUsed, ...]
    version: str
    plugins: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()


def provenance_of(
    program: Program,
    data_date: str | None = None,
    version: str = __version__,
    plugins: Iterable[str] = (),
) -> Provenance:
    """Return the provenance of reports made with `program`, on data that are of `data_date`."""
    packs = tuple(_pack_used(folder) for folder in program.loaded.folders)
    return Provenance(data_date, program.as_of, packs, version, tuple(plugins), tuple(_changed(program)))


def _changed(program: Program) -> Iterator[Changed]:
    loaded = program.loaded
    for id_, dated in sorted(program.parameters.items()):
        owners, symbol = loaded.owners["parameters", id_], loaded.names[id_]
        if len(owners) == 1 and not dated.of_district:
            continue
        default = _default(program, dated, owners[0])
        if default != dated.value:
            value, was = (
                Text(zh=value_text(v, symbol, "zh"), en=value_text(v, symbol, "en"))
                for v in (dated.value, default)
            )
            yield Changed(id_, symbol.label, value, was, "" if dated.of_district else owners[-1])


def _default(program: Program, dated: Dated, owner: str) -> float | None:
    """Return the value a parameter has at the same day in the pack that brought it; `None` where it had none."""
    loaded, id_ = program.loaded, dated.parameter.id
    folder = next(f for f in loaded.folders if f.header.id == owner)
    entry = next(e for e in folder.sections["parameters"] if isinstance(e, Mapping) and e.get("id") == id_)
    held = [date for date in sorted(map(str, entry["values"])) if date <= program.as_of.isoformat()]
    return number_of(loaded, dated.parameter, entry["values"][held[-1]]["value"]) if held else None


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

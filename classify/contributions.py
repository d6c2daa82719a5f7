"""What all plugins bring together, asked for once per command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from classify.errors import Place, refuse
from classify.expression.functions import Function
from classify.intake.readers import BUILT_IN as READERS
from classify.intake.readers import Reader
from classify.model.column import Column
from classify.model.profile import Profile, Value
from classify.plugins import Plugin, Plugins
from classify.report.document import Block
from classify.report.draft import Draft
from classify.report.formats import Format, RunFormat
from classify.rulepack.additions import Addition
from classify.rulepack.load import load_packs
from classify.rulepack.loaded import LoadedPack
from classify.scoring.decision import Policy


@dataclass(frozen=True)
class _Named:
    """Give a pack folder the key that `collect` looks for."""

    id: str
    path: Path


class Contributions:
    """Ask the plugins for what a run needs; each kind is collected when it is first used."""

    def __init__(self, plugins: Plugins) -> None:
        """Keep the plugins."""
        self.plugins = plugins

    @cached_property
    def packs(self) -> dict[str, Path]:
        """Return the folders of known packs by id, which is the folder's name."""
        found: dict[str, tuple[Plugin, Path]] = {}
        for plugin, folders in self.plugins.call("classify_packs"):
            for folder in folders:
                id_ = Path(folder).name
                if id_ in found:
                    first = str(found[id_][0])
                    place = Place(plugin.place)
                    raise refuse(
                        "PLUGIN005", place, id=id_, hook="classify_packs", first=first, second=str(plugin)
                    )
                found[id_] = (plugin, Path(folder))
        return {id_: path for id_, (_, path) in sorted(found.items())}

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Return the functions conditions may call, by name."""
        return {name: f for name, (_, f) in self.plugins.collect("classify_functions", "name").items()}

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Return the decision policies by name."""
        return {name: p for name, (_, p) in self.plugins.collect("classify_policies", "name").items()}

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Return the readers of files, those of plugins before the core's own, each group by name."""
        found = self.plugins.collect("classify_readers", "name").values()
        ordered = sorted(found, key=lambda entry: entry[0].origin == "core")
        plugins = [reader for plugin, reader in ordered if plugin.origin != "core"]
        return (*plugins, *READERS)

    @cached_property
    def formats(self) -> dict[str, Format]:
        """Return the report formats by name."""
        return {name: f for name, (_, f) in self.plugins.collect("classify_report_formats", "name").items()}

    @cached_property
    def run_formats(self) -> dict[str, RunFormat]:
        """Return the formats made of a whole run by name; one may not have the name of a document's format."""
        found = self.plugins.collect("classify_run_formats", "name")
        taken = self.plugins.collect("classify_report_formats", "name")
        for name in sorted(found.keys() & taken.keys()):
            first, second = (str(entries[name][0]) for entries in (taken, found))
            place = Place(found[name][0].place)
            raise refuse("PLUGIN005", place, id=name, hook="classify_run_formats", first=first, second=second)
        return {name: f for name, (_, f) in found.items()}

    def sections(self, draft: Draft) -> list[Block]:
        """Return the blocks of one report, the core's first."""
        return [
            b
            for _plugin, blocks in self.plugins.call("classify_report_sections", draft=draft)
            for b in blocks
        ]

    @cached_property
    def additions(self) -> tuple[Addition, ...]:
        """Return what plugins add to packs from Python, one addition per plugin."""
        rules = self.plugins.collect("classify_rules", "id").values()
        columns = self._columns.values()
        return tuple(
            Addition(
                plugin.name, plugin.version, plugin.place,
                rules=tuple(r for p, r in rules if p is plugin),
                columns=tuple(c for p, c in columns if p is plugin),
            )
            for plugin in self.plugins.plugins
        )  # fmt: skip

    @cached_property
    def _columns(self) -> dict[str, tuple[Plugin, Column]]:
        return self.plugins.collect("classify_columns", "id")

    def load(self, rules: Sequence[str | Path]) -> LoadedPack:
        """Load rule packs with everything plugins add to them."""
        return load_packs(rules, self.packs, self.additions, self.functions)

    def columns_of(self, loaded: LoadedPack) -> dict[str, tuple[Plugin, Column]]:
        """Return the computed columns that belong to the loaded packs, by field id."""
        ids = {f.header.id for f in loaded.folders}
        return {id_: entry for id_, entry in self._columns.items() if entry[1].extends in ids}

    def enrich(self, loaded: LoadedPack, profiles: Sequence[Profile]) -> tuple[Profile, ...]:
        """Return profiles with the computed columns filled in."""
        columns = self.columns_of(loaded)
        if not columns:
            return tuple(profiles)
        added: list[dict[str, Value]] = [{} for _ in profiles]
        for id_, (plugin, column) in columns.items():
            given = {n: [p.values.get(n) for p in profiles] for n in column.needs}
            values = self._computed(plugin, column.compute, given, id_, len(profiles))
            for row, value in zip(added, values, strict=True):
                row[id_] = value
        return tuple(
            p.model_copy(update={"values": {**p.values, **more}})
            for p, more in zip(profiles, added, strict=True)
        )

    def _computed(
        self, plugin: Plugin, compute: Callable[..., Any], given: Mapping[str, Any], id_: str, rows: int
    ) -> Sequence[Value]:
        try:
            values: Sequence[Value] = compute(given)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            hook = f"classify_columns: {id_}"
            raise refuse(
                "PLUGIN002", Place(plugin.place), plugin=str(plugin), hook=hook, problem=what
            ) from error
        if len(values) != rows:
            place = Place(plugin.place)
            raise refuse("PLUGIN009", place, plugin=str(plugin), id=id_, found=len(values), rows=rows)
        return values

"""Merged sections to a checked pack: models, names, trees and references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.expression.names import Names
from classify.expression.text import read
from classify.expression.tree import Node
from classify.model.pack import Pack
from classify.resources import bundled
from classify.rulepack.merge import KEY_OF, Folder, Merged, merge, read_folder
from classify.rulepack.references import check_references
from classify.rulepack.strict_yaml import Map, spot_of
from classify.rulepack.wording import validation_findings

TreeKey = tuple[str, ...]
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class LoadedPack:
    """Hold a pack with everything that was found out about it while loading.

    `trees` maps where an expression stands to its checked tree: `("indicators", id)`, `("checks", id)`,
    `("rules", id, "when")`, `("rules", id, "of")`, `("items", id)`, `("methods", type, section, id)`.
    """

    pack: Pack
    names: Names
    trees: Mapping[TreeKey, Node]
    folders: tuple[Folder, ...]
    sections: Map
    owners: Mapping[tuple[str, str], Sequence[str]]

    def owner(self, section: str, id_: str) -> str:
        """Return the id of the pack that had the last word on an entry."""
        return self.owners[section, id_][-1]

    def place(self, section: str, id_: str, *path: str | int) -> Place:
        """Return where an entry, or a key within it, stands."""
        key = KEY_OF.get(section, "id")
        for index, entry in enumerate(self.sections.get(section, ())):
            if isinstance(entry, Map) and entry.get(key) == id_:
                return spot_of(self.sections, (section, index, *path), self.sections.spot).place()
        return self.sections.spot.place()


def find_folders(wanted: Sequence[str | Path], known: Iterable[Path] = ()) -> list[Folder]:
    """Return the wanted packs and everything they extend.

    A pack is wanted by folder or by the name of a bundled one. What a pack extends is looked for
    among the wanted folders, their neighbours, `known` and the bundled packs.
    """
    folders = {f.header.id: f for f in (read_folder(_folder(w)) for w in wanted)}
    waiting = list(folders.values())
    places = [*(f.path.parent for f in folders.values()), *known, bundled("rules")]
    while waiting:
        folder = waiting.pop()
        for name in folder.header.extends:
            if name not in folders:
                folders[name] = _extended(name, folder, places)
                waiting.append(folders[name])
    return list(folders.values())


def _folder(wanted: str | Path) -> Path:
    path = Path(wanted)
    if path.is_dir() or path.is_absolute() or len(path.parts) > 1:
        return path
    named = bundled("rules") / path
    return named if named.is_dir() else path


def _extended(name: str, by: Folder, places: Iterable[Path]) -> Folder:
    candidates = [place / name for place in places]
    for path in candidates:
        if path.is_dir():
            return read_folder(path)
    known = sorted({p.name for place in places if place.is_dir() for p in place.iterdir() if p.is_dir()})
    place = spot_of(by.sections, ("pack", "extends"), by.sections.spot).place()
    raise refuse("RULES016", place, name=name, known=", ".join(known))


def load_packs(wanted: Sequence[str | Path] = ("six-types",), known: Iterable[Path] = ()) -> LoadedPack:
    """Load rule packs as one; raises `ClassifyError` (exit 2) with every finding of the stage that failed."""
    return build(merge(find_folders(wanted, known)))


def build(merged: Merged) -> LoadedPack:
    """Return the loaded pack of merged sections: models first, then names, trees and references."""
    pack = _validated(merged.sections)
    names = Names.of(pack.fields, pack.indicators, pack.parameters)
    trees: dict[TreeKey, Node] = {}
    loaded = LoadedPack(pack, names, trees, merged.folders, merged.sections, merged.owners)
    findings = _clashes(loaded)
    for expression in expressions(pack):
        try:
            trees[expression.key] = _tree(loaded, expression)
        except ClassifyError as error:
            findings.extend(error.findings)
    findings.extend(check_references(loaded))
    if findings:
        raise ClassifyError(sorted(findings, key=lambda f: f.place))
    return loaded


def _validated(sections: Map) -> Pack:
    data = dict(sections)
    header = data.get("pack")
    if isinstance(header, Map) and isinstance(header.get("extends"), str):
        data["pack"] = {**header, "extends": [header["extends"]]}
    try:
        return Pack.model_validate(data)
    except ValidationError as error:
        raise ClassifyError(validation_findings(error, sections)) from None


def _clashes(loaded: LoadedPack) -> list[Finding]:
    findings = []
    for spelling, ids in loaded.names.clashes.items():
        section = {"field": "fields", "indicator": "indicators", "parameter": "parameters"}
        place = loaded.place(section[loaded.names[ids[-1]].source], ids[-1])
        findings.append(Finding("RULES021", place, {"spelling": spelling, "ids": ", ".join(ids)}))
    return findings


@dataclass(frozen=True)
class Expression:
    """Say where an expression stands, what it says and which kind it must give."""

    key: TreeKey
    section: str
    id: str
    path: Path_
    source: Any
    wanted: str


def expressions(pack: Pack) -> Iterable[Expression]:
    """Yield every expression of a pack."""
    for i in pack.indicators:
        yield Expression(("indicators", i.id), "indicators", i.id, ("value",), i.value, i.kind)
    for c in pack.checks:
        yield Expression(("checks", c.id), "checks", c.id, ("that",), c.that, "boolean")
    for rule in pack.rules:
        if rule.when is not None:
            yield Expression(("rules", rule.id, "when"), "rules", rule.id, ("when",), rule.when, "boolean")
        if rule.ramp is not None:
            ends = {"of": rule.ramp.of, "from": rule.ramp.start, "to": rule.ramp.end}
            for key, value in ends.items():
                path = ("ramp", key)
                yield Expression(("rules", rule.id, key), "rules", rule.id, path, _text(value), "number")
    for item in pack.items:
        if item.when is not None:
            yield Expression(("items", item.id), "items", item.id, ("when",), item.when, "boolean")
    for method in pack.methods:
        for section in ("actions", "metrics", "property_mode", "service_points"):
            for index, action in enumerate(getattr(method, section)):
                if action.when is not None:
                    key = ("methods", method.type, section, action.id)
                    path = (section, index, "when")
                    yield Expression(key, "methods", method.type, path, action.when, "boolean")


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else repr(value)


def _tree(loaded: LoadedPack, expression: Expression) -> Node:
    index = _index(loaded.sections, expression.section, expression.id)

    def locate(path: Path_, offset: int) -> Place:
        full = (expression.section, index, *expression.path, *path)
        text = _at(loaded.sections, full)
        spot = spot_of(loaded.sections, full, loaded.sections.spot)
        return spot.place(text if isinstance(text, str) else "", offset if isinstance(text, str) else 0)

    return read(expression.source, loaded.names, expression.wanted, locate)


def _index(sections: Map, section: str, id_: str) -> int:
    key = KEY_OF.get(section, "id")
    return next(i for i, entry in enumerate(sections[section]) if entry[key] == id_)


def _at(data: Any, path: Path_) -> Any:
    for step in path:
        data = data[step]
    return data


"""Merged sections to a checked pack: models, names, trees and references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from classify.errors import ClassifyError, Finding, Place
from classify.expression.check import unit_of
from classify.expression.functions import FUNCTIONS, Function
from classify.expression.lexer import is_own_word
from classify.expression.names import Names
from classify.expression.text import read
from classify.expression.tree import Node
from classify.model.advice import Method
from classify.model.pack import Pack
from classify.model.rule import Rule
from classify.rulepack.additions import Addition, joining
from classify.rulepack.finding import bundled_packs, find_folders
from classify.rulepack.loaded import LoadedPack, Path_, TreeKey
from classify.rulepack.merge import CONDITIONS, Merged, folder_of, merge
from classify.rulepack.references import check_references
from classify.rulepack.strict_yaml import Map, Seq, spot_of
from classify.rulepack.wording import validation_findings

_SECTION_OF = {"field": "fields", "indicator": "indicators", "parameter": "parameters"}


def load_packs(
    wanted: Sequence[str | Path] = ("six-types",),
    known: Mapping[str, Path] | None = None,
    additions: Sequence[Addition] = (),
    functions: Mapping[str, Function] | None = None,
) -> LoadedPack:
    """Load rule packs as one; raises `ClassifyError` (exit 2) with every finding of the stage that failed.

    `known` maps ids to folders of packs that plugins bring; `additions` is what plugins add to packs,
    `functions` what conditions may call (by default the language's own).
    """
    folders = find_folders(wanted, bundled_packs() if known is None else known)
    return build(
        merge([*folders, *joining(additions, folders, FUNCTIONS if functions is None else functions)]),
        functions,
    )


def build(merged: Merged, functions: Mapping[str, Function] | None = None) -> LoadedPack:
    """Return the loaded pack of merged sections: models first, then names, trees and references."""
    pack = _validated(merged.sections)
    names = Names.of(pack.fields, pack.indicators, pack.parameters, functions=functions)
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


def load_data(*packs: Mapping[str, Any], shown: str = "") -> LoadedPack:
    """Load rule packs given as data, as YAML would give it; `shown` is their place in messages."""
    return build(merge([folder_of(data, shown) for data in packs]))


def _validated(sections: Map) -> Pack:
    data = _in_tuples(sections)
    header = data.get("pack")
    if isinstance(header, dict) and isinstance(header.get("extends"), str):
        header["extends"] = (header["extends"],)
    try:
        # Strict: YAML has told text from numbers already, so `weigh: {a: "5"}` is a mistake.
        return Pack.model_validate(data, strict=True)
    except ValidationError as error:
        raise ClassifyError(validation_findings(error, sections)) from None


def _clashes(loaded: LoadedPack) -> list[Finding]:
    findings = []
    for spelling, ids in loaded.names.clashes.items():
        place = loaded.place(_SECTION_OF[loaded.names[ids[-1]].source], ids[-1])
        findings.append(Finding("RULES021", place, {"spelling": spelling, "ids": ", ".join(ids)}))
    for spelling, id_ in loaded.names.spellings.items():
        if is_own_word(spelling, loaded.names):
            place = loaded.place(_SECTION_OF[loaded.names[id_].source], id_)
            findings.append(Finding("RULES042", place, {"spelling": spelling, "id": id_}))
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
        yield from _in_rule(rule)
    for item in pack.items:
        if item.when is not None:
            yield Expression(("items", item.id), "items", item.id, ("when",), item.when, "boolean")
    for method in pack.methods:
        yield from _in_method(method)


def _in_rule(rule: Rule) -> Iterable[Expression]:
    if rule.when is not None:
        yield Expression(("rules", rule.id, "when"), "rules", rule.id, ("when",), rule.when, "boolean")
    if rule.ramp is not None:
        for key, value in (("of", rule.ramp.of), ("from", rule.ramp.start), ("to", rule.ramp.end)):
            yield Expression(("rules", rule.id, key), "rules", rule.id, ("ramp", key), value, "number")


def _in_method(method: Method) -> Iterable[Expression]:
    for section in ("actions", "metrics", "property_mode", "service_points"):
        for index, action in enumerate(getattr(method, section)):
            if action.when is not None:
                where = ("methods", method.type, section, action.id)
                within = (section, index, "when")
                yield Expression(where, "methods", method.type, within, action.when, "boolean")


def _in_tuples(data: Any) -> Any:
    if isinstance(data, Map):
        return {key: value if key in CONDITIONS else _in_tuples(value) for key, value in data.items()}
    return tuple(_in_tuples(value) for value in data) if isinstance(data, Seq) else data


def _tree(loaded: LoadedPack, expression: Expression) -> Node:
    index = loaded.index_of(expression.section, expression.id)

    def locate(path: Path_, offset: int) -> Place:
        full = (expression.section, index, *expression.path, *path)
        text = _at(loaded.sections, full)
        spot = spot_of(loaded.sections, full, loaded.sections.spot)
        return spot.place(text if isinstance(text, str) else "", offset if isinstance(text, str) else 0)

    return read(expression.source, loaded.names, expression.wanted, locate, _unit(loaded, expression))


def _unit(loaded: LoadedPack, expression: Expression) -> str | None:
    """Return the unit an expression must give: an indicator its own, the ends of a ramp that of its value."""
    if expression.section == "indicators":
        return loaded.names[expression.id].unit
    of = loaded.trees.get((*expression.key[:-1], "of")) if expression.path[0] == "ramp" else None
    return unit_of(of, loaded.names) if of is not None else None


def _at(data: Any, path: Path_) -> Any:
    for step in path:
        data = data[step]
    return data

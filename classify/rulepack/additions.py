"""What plugins add to a pack from Python: rules and computed columns, as if a pack of their own extended it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from classify.expression.functions import Function
from classify.model.column import Column
from classify.model.pack import PackHeader
from classify.rulepack.merge import Folder
from classify.rulepack.python import PythonRule
from classify.rulepack.strict_yaml import Map, Spot, placed


@dataclass(frozen=True)
class Addition:
    """Hold what one plugin brings from Python; `origin` names the plugin in messages and manifests."""

    origin: str
    version: str
    place: str
    rules: tuple[PythonRule, ...] = ()
    columns: tuple[Column, ...] = ()


def joining(
    additions: Sequence[Addition], folders: Sequence[Folder], functions: Mapping[str, Function]
) -> Iterator[Folder]:
    """Yield one folder-like pack per plugin and loaded pack that it adds to."""
    loaded = sorted({f.header.id for f in folders})
    for addition in additions:
        for base in loaded:
            rules = [r for r in addition.rules if r.extends == base]
            columns = [c for c in addition.columns if c.extends == base]
            if rules or columns:
                yield _folder(addition, base, [r.entry(functions) for r in rules], columns)


def _folder(addition: Addition, base: str, rules: Sequence[Map], columns: Sequence[Column]) -> Folder:
    spot = Spot(addition.place, 1, 1)
    fields = [c.field.model_dump(mode="json", exclude_defaults=True) for c in columns]
    sections = placed({"rules": [], "fields": fields} if rules else {"fields": fields}, spot)
    for rule in rules:
        sections["rules"].append(rule)
        sections["rules"].spots.append(rule.spot)
    assert isinstance(sections, Map), "a mapping was placed"  # noqa: S101 - for the type checker
    id_ = f"{addition.origin}+{base}"
    header = PackHeader.model_construct(id=id_, version=addition.version, title=None, extends=(base,))
    digest = hashlib.sha256(repr(sections).encode()).hexdigest()
    return Folder(Path(addition.place), header, sections, (Path(addition.place),), digest, addition.origin)

"""What entries say of one another: ids that must exist, cycles, weights, dates, quoted names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from classify.errors import ClassifyError, Finding
from classify.expression.text import read
from classify.expression.tree import Number, names_in
from classify.model.basis import Basis
from classify.model.rule import Parameter
from classify.model.text import Data
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.merge import closest

Where = tuple[str | int, ...]  # section, id of the entry, and the path within it
QUOTED = re.compile(r"\{([^{}]*)\}")


def check_references(loaded: LoadedPack) -> list[Finding]:
    """Return every broken reference of a pack whose models are sound."""
    checks = (_duplicates, _fields, _rules, _scheme, _methods, _items, _cycles, _parameters, _bases)
    return [finding for check in checks for finding in check(loaded)]


def _missing(loaded: LoadedPack, where: Where, id_: str, known: Iterable[str]) -> Finding:
    section, owner, *path = where
    fill = {"owner": owner or section, "key": str(path[0]), "id": id_, "hint": closest(id_, known)}
    return Finding("RULES026", loaded.place(str(section), str(owner), *path), fill)


def _duplicates(loaded: LoadedPack) -> Iterator[Finding]:
    # Fields, indicators and parameters share one space of names.
    seen: dict[str, str] = {}
    for section in ("fields", "indicators", "parameters"):
        for entry in getattr(loaded.pack, section):
            if entry.id in seen and seen[entry.id] != section:
                fill = {"section": section, "id": entry.id, "first": seen[entry.id], "second": section}
                yield Finding("RULES020", loaded.place(section, entry.id), fill)
            seen.setdefault(entry.id, section)
    for method in loaded.pack.methods:
        for section in ("actions", "metrics", "property_mode", "service_points"):
            ids = [action.id for action in getattr(method, section)]
            for index, id_ in enumerate(ids):
                if id_ in ids[:index]:
                    fill = {"section": section, "id": id_, "first": method.type, "second": method.type}
                    yield Finding("RULES020", loaded.place("methods", method.type, section, index), fill)


def _fields(loaded: LoadedPack) -> Iterator[Finding]:
    pack = loaded.pack
    known = [f.id for f in pack.fields]
    for field in pack.fields:
        if field.part_of is not None and field.part_of not in known:
            yield _missing(loaded, ("fields", field.id, "part_of"), field.part_of, known)
    for check in pack.checks:
        for i, id_ in enumerate(check.fields):
            if id_ not in known:
                yield _missing(loaded, ("checks", check.id, "fields", i), id_, known)
    if pack.table:
        keys = [key for key in ("name", "group", "date", "declared") if getattr(pack.table, key) is not None]
        named: list[tuple[Where, str]] = [(("id", i), id_) for i, id_ in enumerate(pack.table.id)]
        named += [((key,), getattr(pack.table, key)) for key in keys]
        for path, id_ in named:
            if id_ not in known:
                yield _missing(loaded, ("table", "", *path), id_, known)


def _rules(loaded: LoadedPack) -> Iterator[Finding]:
    pack = loaded.pack
    types, criteria = [t.id for t in pack.types], [c.id for c in pack.scheme.criteria] if pack.scheme else []
    for rule in pack.rules:
        for type_, weight in rule.weigh.items():
            if type_ not in types:
                yield _missing(loaded, ("rules", rule.id, "weigh", type_), type_, types)
            if not _in_thousandths(weight):
                place = loaded.place("rules", rule.id, "weigh", type_)
                yield Finding("RULES027", place, {"id": rule.id, "type": type_, "weight": weight})
        if rule.criterion is not None and rule.criterion not in criteria:
            yield _missing(loaded, ("rules", rule.id, "criterion"), rule.criterion, criteria)
        if rule.when is None and rule.ramp is None:
            yield Finding("RULES028", loaded.place("rules", rule.id), {"id": rule.id})
        yield from _ramp_ends(loaded, rule.id)


def _in_thousandths(weight: float) -> bool:
    return abs(weight) <= 1_000 and float(round(weight * 1000)) == round(weight * 1000, 6)


def _ramp_ends(loaded: LoadedPack, id_: str) -> Iterator[Finding]:
    for key in ("from", "to"):
        tree = loaded.trees.get(("rules", id_, key))
        if tree is None:
            continue
        varying = [n for n in names_in(tree) if loaded.names[n].source != "parameter"]
        if varying:
            yield Finding("RULES029", loaded.place("rules", id_, "ramp", key), {"name": varying[0]})


def _scheme(loaded: LoadedPack) -> Iterator[Finding]:
    pack, types = loaded.pack, [t.id for t in loaded.pack.types]
    if pack.scheme is None:
        return
    named: list[tuple[Where, str]] = [(("precedence", i), t) for i, t in enumerate(pack.scheme.precedence)]
    named += [(("alarms", i, "type"), alarm.type) for i, alarm in enumerate(pack.scheme.alarms)]
    for path, id_ in named:
        if id_ not in types:
            yield _missing(loaded, ("scheme", "", *path), id_, types)


def _methods(loaded: LoadedPack) -> Iterator[Finding]:
    pack = loaded.pack
    types, teams, fields = [t.id for t in pack.types], [t.id for t in pack.teams], [f.id for f in pack.fields]
    for method in pack.methods:
        if method.type not in types:
            yield _missing(loaded, ("methods", method.type, "type"), method.type, types)
        for i, emphasis in enumerate(method.teams):
            if emphasis.team not in teams:
                yield _missing(loaded, ("methods", method.type, "teams", i, "team"), emphasis.team, teams)
    for team in pack.teams:
        if team.count_field is not None and team.count_field not in fields:
            yield _missing(loaded, ("teams", team.id, "count_field"), team.count_field, fields)


def _items(loaded: LoadedPack) -> Iterator[Finding]:
    pack = loaded.pack
    lists = {entry.id: [k.id for k in entry.kinds] for entry in pack.lists}
    types, ids = [t.id for t in pack.types], [i.id for i in pack.items]
    for item in pack.items:
        if item.list not in lists:
            yield _missing(loaded, ("items", item.id, "list"), item.list, lists)
        elif item.kind is not None and item.kind not in lists[item.list]:
            yield _missing(loaded, ("items", item.id, "kind"), item.kind, lists[item.list])
        for key, wanted, known in (
            ("types", item.types, types),
            ("leads_to", item.leads_to, ids),
            ("uses", item.uses, ids),
        ):
            for i, id_ in enumerate(wanted):
                if id_ not in known:
                    yield _missing(loaded, ("items", item.id, key, i), id_, known)
        for key, text in (("text", item.text), ("detail", item.detail)):
            for name in QUOTED.findall(f"{text.zh} {text.en}" if text else ""):
                if name not in loaded.names.symbols:
                    yield _missing(loaded, ("items", item.id, key), name, loaded.names.symbols)


def _cycles(loaded: LoadedPack) -> Iterator[Finding]:
    graph = {
        i.id: [n for n in names_in(tree) if loaded.names[n].source == "indicator"]
        for i in loaded.pack.indicators
        if (tree := loaded.trees.get(("indicators", i.id))) is not None
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = [str(id_) for id_ in reversed(error.args[1])]
        yield Finding("RULES030", loaded.place("indicators", cycle[0]), {"cycle": " → ".join(cycle)})


def _parameters(loaded: LoadedPack) -> Iterator[Finding]:
    for parameter in loaded.pack.parameters:
        for date, dated in parameter.values.items():
            if not _is_date(date):
                place = loaded.place("parameters", parameter.id, "values", date)
                yield Finding("RULES031", place, {"date": date})
            place = loaded.place("parameters", parameter.id, "values", date, "value")
            try:
                if number_of(loaded, parameter, dated.value) is None:
                    yield Finding("RULES032", place, {"id": parameter.id})
            except ClassifyError as error:
                yield from (Finding(f.code, place, f.fill) for f in error.findings)
            yield from _quantile(loaded, parameter, date)


def _quantile(loaded: LoadedPack, parameter: Parameter, date: str) -> Iterator[Finding]:
    quantile = parameter.values[date].quantile
    if quantile is None:
        return
    where = ("values", date, "quantile")
    numeric = [
        id_ for id_, s in loaded.names.symbols.items() if s.kind == "number" and s.source != "parameter"
    ]
    if quantile.of not in numeric:
        fill = {"owner": parameter.id, "key": "of", "id": quantile.of, "hint": closest(quantile.of, numeric)}
        yield Finding("RULES026", loaded.place("parameters", parameter.id, *where, "of"), fill)
    at = number_in(quantile.at)
    if at is None or not 0 <= at <= 1:
        yield Finding(
            "RULES045", loaded.place("parameters", parameter.id, *where, "at"), {"id": parameter.id}
        )


def number_in(value: float | str) -> float | None:
    """Return a plain number, or one in per cent written as text (`75%`)."""
    if not isinstance(value, str):
        return float(value)
    digits = value.strip().rstrip("%")
    if not digits.replace(".", "", 1).isdigit():
        return None
    return float(digits) / 100 if value.strip().endswith("%") else float(digits)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def number_of(loaded: LoadedPack, parameter: Parameter, value: float | str) -> float | None:
    """Return a parameter's value as a number; text is read as a number with sign or unit (`25%`).

    What is no number gives nothing; raises `ClassifyError` where the number cannot be that of the
    parameter (another unit, or 25 for a share).
    """
    try:
        tree = read(value, loaded.names, "number")
    except ClassifyError:
        if isinstance(value, str):
            return None
        raise
    if not isinstance(tree, Number):
        return None
    read(value, loaded.names, "number", unit=loaded.names[parameter.id].unit)
    return tree.value


def _bases(loaded: LoadedPack) -> Iterator[Finding]:
    known = [d.id for d in loaded.pack.documents]
    for path, basis in _bases_in(loaded.pack, ()):
        place, owner = loaded.place_of(path), loaded.owner_of(path)
        if basis.document is not None and basis.document not in known:
            fill = {
                "owner": owner,
                "key": "basis",
                "id": basis.document,
                "hint": closest(basis.document, known),
            }
            yield Finding("RULES026", loaded.place_of((*path, "document")), fill)
        if basis.kind == "stated" and basis.document is None:
            yield Finding("RULES033", place, {"id": owner})


def _bases_in(data: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Basis]]:
    # Wherever a model allows a basis: rules, values of parameters, steps of methods, and so on.
    if isinstance(data, Basis):
        yield path, data
    elif isinstance(data, Data):
        for name in type(data).model_fields:
            yield from _bases_in(getattr(data, name), (*path, name))
    elif isinstance(data, tuple):
        for index, entry in enumerate(data):
            yield from _bases_in(entry, (*path, index))
    elif isinstance(data, dict):
        for key, entry in data.items():
            yield from _bases_in(entry, (*path, key))

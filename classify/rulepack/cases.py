"""Case files beside the rules: named examples with what must come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from classify.errors import ClassifyError, Finding, Place, refuse
from classify.model.case import Case
from classify.model.profile import Value
from classify.rulepack.given import Refused, value_of
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.merge import case_files, closest
from classify.rulepack.strict_yaml import Map, Seq, Spot, read_file, spot_of


@dataclass(frozen=True)
class PlacedCase:
    """Hold a case, the profile it gives (base and given joined), and where it stands."""

    case: Case
    values: Mapping[str, Value]
    place: Place


def read_cases(loaded: LoadedPack) -> list[PlacedCase]:
    """Return the cases of every loaded pack, in the order of their files.

    Raises `ClassifyError` (exit 2) with every case that is not understood.
    """
    cases: list[PlacedCase] = []
    findings: list[Finding] = []
    for folder in loaded.folders:
        for path in case_files(folder.path):
            try:
                cases.extend(read_case_file(loaded, path))
            except ClassifyError as error:
                findings.extend(error.findings)
    if findings:
        raise ClassifyError(findings)
    return cases


def read_case_file(loaded: LoadedPack, path: Path) -> list[PlacedCase]:
    """Return the cases of one file, in its order. Raises `ClassifyError` (exit 2) with every mistake in it."""
    return _file(loaded, read_file(path, str(path)), str(path))


def _file(loaded: LoadedPack, content: Any, shown: str) -> list[PlacedCase]:
    top = Spot(shown, 1, 1)
    entries = content.get("cases") if isinstance(content, Map) else content
    base = content.get("base") or {} if isinstance(content, Map) else {}
    if isinstance(content, Map) and set(content) - {"base", "cases"}:
        key = min(set(content) - {"base", "cases"})
        hint = closest(key, ["base", "cases"])
        raise refuse("RULES022", content.key_spots[key].place(), key=key, hint=hint)
    if not isinstance(entries, Seq) or not isinstance(base, dict):
        raise refuse("RULES039", top.place(), problem="cases: [ … ]")
    findings: list[Finding] = []
    values = _values(loaded, base, content, ("base",), findings)
    path: tuple[str, ...] = ("cases",) if isinstance(content, Map) else ()
    cases = [_case(loaded, content, (*path, i), entry, values, findings) for i, entry in enumerate(entries)]
    if findings:
        raise ClassifyError(findings)
    return [case for case in cases if case is not None]


def _case(
    loaded: LoadedPack,
    content: Any,
    path: tuple[str | int, ...],
    entry: Any,
    base: Mapping[str, Value],
    findings: list[Finding],
) -> PlacedCase | None:
    place = spot_of(content, path, Spot("", 1, 1)).place()
    try:
        case = Case.model_validate(entry)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            where = spot_of(
                content, (*path, *problem["loc"]), Spot(place.file, place.line, place.column)
            ).place()
            what = f"{'.'.join(str(step) for step in problem['loc'])}: {problem['msg']}"
            findings.append(Finding("RULES039", where, {"problem": what}))
        return None
    findings.extend(_unknown_ids(loaded, case, place))
    given = _values(loaded, entry.get("given") or {}, content, (*path, "given"), findings)
    return PlacedCase(case, {**base, **given}, place)


def _unknown_ids(loaded: LoadedPack, case: Case, place: Place) -> list[Finding]:
    pack, expect = loaded.pack, case.expect
    rules, types, items = [r.id for r in pack.rules], [t.id for t in pack.types], [i.id for i in pack.items]
    fields = [f.id for f in pack.fields]
    named = [("rules", id_, rules) for id_ in (*expect.fires, *expect.silent, *expect.unknown)]
    named += [("types", id_, types) for id_ in (expect.type, expect.runner_up, *expect.scores) if id_]
    named += [("items", id_, items) for id_ in (*expect.items, *expect.no_items)]
    named += [("missing", id_, fields) for id_ in expect.missing]
    return [
        Finding("RULES026", place, {"owner": case.name, "key": key, "id": id_, "hint": closest(id_, known)})
        for key, id_, known in named
        if id_ not in known
    ]


def _values(
    loaded: LoadedPack,
    given: Mapping[str, Any],
    content: Any,
    path: tuple[str | int, ...],
    findings: list[Finding],
) -> dict[str, Value]:
    fields = {f.id: f for f in loaded.pack.fields}
    values: dict[str, Value] = {}
    for key, raw in given.items():
        place = spot_of(content, (*path, key), Spot("", 1, 1)).place()
        if key not in fields:
            fill = {"owner": "given", "key": "given", "id": str(key), "hint": closest(str(key), fields)}
            findings.append(Finding("RULES026", place, fill))
            continue
        try:
            values[key] = value_of(fields[key], loaded.names, raw)
        except Refused as refused:
            findings.append(Finding(refused.code, place, refused.fill))
    return values

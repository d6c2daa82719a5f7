"""Pydantic's complaints to findings with place, cause and “did you mean”."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from classify.errors import Finding
from classify.model.pack import Pack
from classify.rulepack.merge import closest
from classify.rulepack.strict_yaml import Map, spot_of

Loc = tuple[str | int, ...]

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true | false",
    "bool_parsing": "true | false",
    "dict_type": "key: value",
    "model_type": "key: value",
    "model_attributes_type": "key: value",
    "tuple_type": "[ … ]",
    "list_type": "[ … ]",
}


def validation_findings(error: ValidationError, sections: Map) -> list[Finding]:
    """Return one finding per mistake; the alternatives of a union count as one mistake."""
    findings: dict[tuple[object, ...], Finding] = {}
    for problem in error.errors(include_url=False, include_context=True, include_input=False):
        loc = _real(tuple(problem["loc"]), sections)
        finding = _finding(problem["type"], loc, dict(problem.get("ctx") or {}), sections)
        findings.setdefault((loc, finding.code), finding)
    return sorted(findings.values(), key=lambda f: f.place)


def _real(loc: Loc, sections: Map) -> Loc:
    # Pydantic puts the names of union members into the path; keep only steps the file has,
    # and the last one where it is a key that is missing.
    data: Any = sections
    path: list[str | int] = []
    for step in loc:
        if isinstance(data, Map) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif step != loc[-1] or not isinstance(data, Map):
            continue
        path.append(step)
    return tuple(path)


def _finding(sort: str, loc: Loc, context: dict[str, Any], sections: Map) -> Finding:
    key, place = str(loc[-1]) if loc else "", spot_of(sections, loc, sections.spot).place()
    if sort == "extra_forbidden":
        parent = _at(sections, loc[:-1])
        if isinstance(parent, Map) and key in parent.key_spots:
            place = parent.key_spots[key].place()
        return Finding("RULES022", place, {"key": key, "hint": closest(key, known_keys(loc[:-1]))})
    if sort == "missing":
        return Finding("RULES023", place, {"key": key})
    if sort == "literal_error":
        return Finding("RULES024", place, {"key": key, "expected": str(context.get("expected", ""))})
    return Finding("RULES025", place, {"key": key, "expected": _EXPECTED.get(sort, sort.replace("_", " "))})


def _at(data: Any, path: Loc) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def known_keys(path: Sequence[str | int]) -> list[str]:
    """Return the keys the model at `path` (from the top of a pack) understands."""
    model: Any = Pack
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return []
        field = next((f for n, f in model.model_fields.items() if step in (n, f.alias)), None)
        model = _model_in(field.annotation) if field else None
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [f.alias or name for name, f in model.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if not typing.get_args(annotation):
        return annotation
    for part in typing.get_args(annotation):
        found = _model_in(part)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return None

"""`classify rules schema`: JSON Schema for pack files and case files, for the editors people write rules in.

The shape comes from the models, so it cannot drift; references (fields, types, rules, lists and so on) become
enumerations of what the loaded packs and plugins bring, each with its label beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from classify.catalogue.lint import LINT
from classify.expression.structured import OPS
from classify.model.case import Case
from classify.model.field import Field
from classify.model.pack import Pack
from classify.model.text import Text
from classify.proof.lint import VALIDATORS
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.merge import KEY_OF, LISTS
from classify.scoring.decision import STATUSES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_NAMED = {
    "fields": "label", "indicators": "label", "parameters": "label", "types": "label", "rules": "title",
    "lists": "label", "items": "text", "teams": "label", "documents": "title", "checks": "say",
}  # fmt: skip


@dataclass
class Vocabulary:
    """Hold what packs bring, by kind: ids with the words that explain them; and the entries others may change."""

    words: dict[str, dict[str, str]] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    inherited: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, packs: Sequence[LoadedPack], policies: Sequence[str] = ()) -> Vocabulary:
        """Gather the vocabulary of packs that were loaded one by one or together."""
        known = cls()
        known.words["policies"] = dict.fromkeys(sorted(policies), "")
        known.words["codes"] = {code: LINT[code].message for code in VALIDATORS}
        for loaded in packs:
            known._add(loaded)
        return known

    def _add(self, loaded: LoadedPack) -> None:
        pack = loaded.pack
        for section, key in _NAMED.items():
            for entry in getattr(pack, section):
                self._tell(section, entry.id, getattr(entry, key))
        self.fields.update({f.id: f for f in pack.fields})
        for folder in loaded.folders:
            self._tell("packs", folder.header.id, None)
        for criterion in pack.scheme.criteria if pack.scheme else ():
            self._tell("criteria", criterion.id, criterion.label)
        for entry in pack.lists:
            for kind in entry.kinds:
                self._tell("kinds", kind.id, kind.label)
        for spelling, id_ in loaded.names.spellings.items():
            self._tell("names", spelling, loaded.names[id_].label)
        extended = {name for folder in loaded.folders for name in folder.header.extends}
        for (section, id_), owners in loaded.owners.items():
            if owners and owners[0] in extended:
                self.inherited.setdefault(section, set()).add(id_)

    def _tell(self, kind: str, id_: str, label: Text | None) -> None:
        self.words.setdefault(kind, {}).setdefault(id_, f"{label.zh} · {label.en}" if label else "")

    def enum(self, kind: str) -> Schema:
        """Return the enumeration of one kind, in a fixed order."""
        words = dict(sorted(self.words.get(kind, {}).items()))
        if not words:
            return {"type": "string"}
        return {"type": "string", "enum": list(words), "markdownEnumDescriptions": list(words.values())}


def schemas(known: Vocabulary) -> dict[str, Schema]:
    """Return the schema of pack files and that of case files."""
    return {"pack": _pack(known), "cases": _cases(known)}


def text_of(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _pack(known: Vocabulary) -> Schema:
    made = Pack.model_json_schema(by_alias=True)
    definitions: dict[str, Schema] = {name: _plain(d) for name, d in made["$defs"].items()}
    for (owner, key), refer in _REFERENCES.items():
        _replace(definitions[owner]["properties"], key, refer)
    extends = _list("PackId")
    definitions["PackHeader"]["properties"]["extends"] = {"anyOf": [_ref("PackId"), extends]}
    definitions["Rule"]["properties"]["weigh"] |= {"propertyNames": _ref("TypeId")}
    definitions["Scheme"].pop("required", None)  # a pack that extends another may change a single key of it
    properties = {name: _plain(p) for name, p in made["properties"].items()}
    for section in LISTS:
        properties[section] = {
            "type": "array",
            "items": _entry(definitions, properties[section], section, known),
        }
    definitions |= {name: known.enum(kind) for name, kind in _ENUMS.items()} | {"Condition": _condition()}
    return {
        "$schema": DIALECT, "title": "A file of a rule pack of classify", "description": Pack.__doc__,
        "type": "object", "additionalProperties": False, "properties": properties, "$defs": definitions,
    }  # fmt: skip


def _entry(definitions: dict[str, Schema], section: Schema, name: str, known: Vocabulary) -> Schema:
    """Return the schema of an entry; one that changes an entry of another pack need not repeat the rest of it."""
    whole: Schema = section["items"]
    ids = sorted(known.inherited.get(name, ()))
    if not ids:
        return whole
    model = whole["$ref"].rsplit("/", 1)[1]
    key = KEY_OF.get(name, "id")
    definitions[f"{model}Change"] = {**definitions[model], "required": [key]}
    change = {"properties": {key: {"enum": ids}}, "required": [key]}
    return {"if": change, "then": _ref(f"{model}Change"), "else": whole}


def _plain(schema: Any) -> Any:
    """Return a schema without generated titles and defaults, and with docstrings as Markdown."""
    if isinstance(schema, list):
        return [_plain(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    properties = schema.get("properties")
    plain = {k: _plain(v) for k, v in schema.items() if k not in ("title", "default", "properties")}
    if isinstance(properties, dict):
        # Below `properties` a key called “title” is a key of the file.
        plain["properties"] = {k: _plain(v) for k, v in properties.items()}
    if isinstance(plain.get("description"), str):
        plain["markdownDescription"] = plain["description"]
    return plain


def _replace(properties: dict[str, Schema], key: str, refer: Callable[[], Schema]) -> None:
    nullable = any(option.get("type") == "null" for option in properties[key].get("anyOf", ()))
    properties[key] = {"anyOf": [refer(), {"type": "null"}]} if nullable else refer()


def _one(name: str) -> Callable[[], Schema]:
    return lambda: _ref(name)


def _many(name: str) -> Callable[[], Schema]:
    return lambda: _list(name)


def _formula() -> Schema:
    return {"type": ["string", "number"], "markdownDescription": _FORMULA}


_FORMULA = "A number: field or indicator names, constants such as `25%` or `1.2万`, `+ - * /` and functions."
_CONDITION = (
    "A condition as text: `age60_share >= 25% and median_build_year < 2000`, "
    "`60岁及以上人口占比 ≥ 25% 且 建成年代中位数 早于 2000年`; or structured with `all`, `any`, `not`, `at_least`, "
    "or `field`, `op`, `value`. See docs/rule-format.md."
)
_ENUMS = {
    "FieldId": "fields", "IndicatorId": "indicators", "NameId": "names", "TypeId": "types", "RuleId": "rules",
    "CriterionId": "criteria", "ListId": "lists", "KindId": "kinds", "ItemId": "items", "TeamId": "teams",
    "DocumentId": "documents", "PackId": "packs", "PolicyName": "policies", "LintCode": "codes",
}  # fmt: skip
_REFERENCES: dict[tuple[str, str], Callable[[], Schema]] = {
    ("Action", "when"): _one("Condition"),
    ("Alarm", "type"): _one("TypeId"),
    ("Basis", "document"): _one("DocumentId"),
    ("Check", "fields"): _many("FieldId"),
    ("Check", "that"): _one("Condition"),
    ("Emphasis", "team"): _one("TeamId"),
    ("Exclusion", "code"): _one("LintCode"),
    ("Field", "part_of"): _one("FieldId"),
    ("Field", "total"): _one("FieldId"),
    ("Indicator", "value"): _formula,
    ("ListItem", "kind"): _one("KindId"),
    ("ListItem", "leads_to"): _many("ItemId"),
    ("ListItem", "list"): _one("ListId"),
    ("ListItem", "types"): _many("TypeId"),
    ("ListItem", "uses"): _many("ItemId"),
    ("ListItem", "when"): _one("Condition"),
    ("Method", "type"): _one("TypeId"),
    ("Quantile", "of"): _one("NameId"),
    ("Ramp", "of"): _formula,
    ("Rule", "criterion"): _one("CriterionId"),
    ("Rule", "when"): _one("Condition"),
    ("Scheme", "policy"): _one("PolicyName"),
    ("Scheme", "precedence"): _many("TypeId"),
    ("Table", "date"): _one("FieldId"),
    ("Table", "declared"): _one("FieldId"),
    ("Table", "group"): _one("FieldId"),
    ("Table", "id"): _many("FieldId"),
    ("Table", "name"): _one("FieldId"),
    ("Team", "count_field"): _one("FieldId"),
}


def _condition() -> Schema:
    some = {"type": "array", "items": _ref("Condition"), "minItems": 1}
    compared = {"field": _ref("NameId"), "op": {"enum": list(OPS)}, "value": {}}
    counted = {"k": {"type": "integer", "minimum": 1}, "of": some}
    shapes: list[dict[str, Schema]] = [
        {"all": some}, {"any": some}, {"not": _ref("Condition")},
        {"at_least": _object(counted, [*counted])}, compared,
    ]  # fmt: skip
    options = [{"type": "string"}, {"type": "boolean"}, *(_object(shape, [*shape]) for shape in shapes)]
    return {"markdownDescription": _CONDITION, "anyOf": options}


def _object(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    whole: Schema = {"type": "object", "additionalProperties": False, "properties": dict(properties)}
    return {**whole, "required": list(required)} if required else whole


def _cases(known: Vocabulary) -> Schema:
    made = Case.model_json_schema(by_alias=True)
    expectation = _plain(made["$defs"]["Expectation"])
    case = _plain({k: v for k, v in made.items() if k != "$defs"})
    expect: dict[str, Schema] = expectation["properties"]
    expect["status"] = {"enum": list(STATUSES)}
    for key in ("type", "runner_up"):
        expect[key] = {"anyOf": [_ref("TypeId"), {"type": "null"}]}
    for key, name in (
        ("fires", "RuleId"),
        ("silent", "RuleId"),
        ("unknown", "RuleId"),
        ("missing", "FieldId"),
    ):
        expect[key] = _list(name)
    expect["items"] = expect["no_items"] = _list("ItemId")
    expect["scores"] |= {"propertyNames": _ref("TypeId")}
    case["properties"]["given"] = _ref("Profile")
    cases = _list("Case")
    enums = {name: known.enum(_ENUMS[name]) for name in ("TypeId", "RuleId", "FieldId", "ItemId")}
    return {
        "$schema": DIALECT, "title": "Cases beside the rules of classify",
        "description": "Named examples: what a profile gives, and what must come out.",
        "anyOf": [cases, _object({"base": _ref("Profile"), "cases": cases}, ["cases"])],
        "$defs": {**enums, "Expectation": expectation, "Case": case, "Profile": _profile(known)},
    }  # fmt: skip


def _profile(known: Vocabulary) -> Schema:
    return _object({id_: _value(known.fields[id_]) for id_ in sorted(known.fields)})


def _value(field_: Field) -> Schema:
    ends = " … ".join("" if end is None else f"{end:g}" for end in field_.range)
    parts = [f"{field_.label.zh} · {field_.label.en}", f"{field_.type} {field_.unit or ''}".strip()]
    about = [f"{field_.about.zh} {field_.about.en}"] if field_.about else []
    told = "\n\n".join([*parts, *([ends] if any(end is not None for end in field_.range) else []), *about])
    if field_.kind == "number":
        return {"type": ["number", "string", "null"], "markdownDescription": told}
    if field_.kind == "boolean":
        return {"type": ["boolean", "null"], "markdownDescription": told}
    if field_.choices:
        words = [*field_.choices, *(label.zh for label in field_.choices.values()), None]
        return {"enum": words, "markdownDescription": told}
    return {"type": ["string", "null"], "markdownDescription": told}

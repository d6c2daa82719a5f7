"""`classify rules list` and `show`: what a pack holds, as data that screen and JSON share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from classify.errors import Place, refuse
from classify.expression.sentence import Speaker
from classify.expression.tree import Node, names_in
from classify.insight.explain import Explainer
from classify.model.advice import ListItem
from classify.model.basis import Basis
from classify.model.field import Check, Field, Indicator
from classify.model.rule import Parameter, Rule
from classify.model.scheme import Type
from classify.model.text import Text
from classify.proof.subject import Subject
from classify.rulepack.cases import PlacedCase
from classify.rulepack.merge import closest
from classify.scoring.outcome import Scorer
from classify.texts import mark as _
from classify.texts import script, translate

SECTIONS = ("rules", "indicators", "parameters", "fields", "types", "items", "checks")
_TITLE = {"rules": "title", "items": "text", "checks": "say"}


@dataclass(frozen=True)
class Listed:
    """Hold one rule of the list and the pack that had the last word on it."""

    rule: Rule
    pack: str

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the rule as plain data."""
        rule = self.rule
        return {
            "id": rule.id, "title": rule.title.say(lang), "criterion": rule.criterion, "weigh": dict(rule.weigh),
            "basis": rule.basis.kind, "status": rule.status, "pack": self.pack,
        }  # fmt: skip


@dataclass(frozen=True)
class Card:
    """Hold everything about one entry: what it is, where it stands, and rows of named lines."""

    kind: str
    id: str
    title: str
    place: Place
    pack: str
    rows: Mapping[str, Sequence[str]]

    def as_data(self) -> dict[str, object]:
        """Return the card as plain data."""
        head = {"format": 1, "kind": self.kind, "id": self.id, "title": self.title, "pack": self.pack}
        return {
            **head,
            "place": str(self.place),
            **{key: list(lines) for key, lines in self.rows.items() if lines},
        }


def listed(subject: Subject, type_: str | None = None, criterion: str | None = None) -> list[Listed]:
    """Return the rules, by id; filtered by a type they speak for or against, and by criterion.

    Raises `ClassifyError` where there is no such type or criterion.
    """
    pack = subject.loaded.pack
    criteria = [c.id for c in pack.scheme.criteria] if pack.scheme else []
    for wanted, known in ((type_, [t.id for t in pack.types]), (criterion, criteria)):
        if wanted is not None and wanted not in known:
            raise refuse("USE020", id=wanted, hint=closest(wanted, known))
    return [
        Listed(rule, subject.loaded.owner("rules", rule.id))
        for rule in sorted(pack.rules, key=lambda r: r.id)
        if (type_ is None or rule.weigh.get(type_)) and criterion in (None, rule.criterion)
    ]


def card_of(subject: Subject, id_: str, lang: str) -> Card:
    """Return the card of the entry with this id. Raises `ClassifyError` where there is none."""
    cards = _Cards(subject, lang)
    for section in SECTIONS:
        entry = next((e for e in getattr(subject.loaded.pack, section) if e.id == id_), None)
        if entry is not None:
            title = getattr(entry, _TITLE.get(section, "label")).say(lang)
            place, pack = subject.loaded.place(section, id_), subject.loaded.owner(section, id_)
            return Card(section.removesuffix("s"), id_, title, place, pack, cards.rows[section](entry))
    known = [e.id for section in SECTIONS for e in getattr(subject.loaded.pack, section)]
    raise refuse("USE020", id=id_, hint=closest(id_, known))


@dataclass
class _Cards:
    """Fill in the rows of a card, in one language; sentences come in both, the asked one first."""

    subject: Subject
    lang: str

    @property
    def rows(self) -> Mapping[str, Callable[[Any], dict[str, Sequence[str]]]]:
        return {
            "rules": self._rule, "indicators": self._indicator, "parameters": self._parameter, "fields": self._field,
            "types": self._type, "items": self._item, "checks": self._check,
        }  # fmt: skip

    @cached_property
    def _explainer(self) -> Explainer | None:
        return Explainer(Scorer(self.subject.program)) if self.subject.program else None

    @property
    def _both(self) -> tuple[str, str]:
        return ("en", "zh") if self.lang == "en" else (self.lang, "en")

    def _tr(self, message: str) -> str:
        return translate(message, self.lang)

    def _say(self, *key: str) -> list[str]:
        tree = self.subject.loaded.trees.get(key)
        numbers = self.subject.program.numbers if self.subject.program else {}
        return (
            [Speaker(self.subject.loaded.names, lang, numbers).say(tree) for lang in self._both]
            if tree
            else []
        )

    def _texts(self, text: Text | None) -> list[str]:
        return [text.say(self.lang)] if text else []

    def _rule(self, rule: Rule) -> dict[str, Sequence[str]]:
        keys = [("rules", rule.id, part) for part in ("when", "of", "from", "to")]
        trees = [tree for key in keys if (tree := self.subject.loaded.trees.get(key)) is not None]
        return {
            "sentence": self._rule_sentence(rule), "why": [rule.why.say(lang) for lang in self._both],
            "weights": self._weights(rule), "criterion": self._criterion(rule),
            "reads": self._names(trees, "field", "indicator"), "parameters": self._names(trees, "parameter"),
            "basis": self._basis(rule.basis), "status": [rule.status], "cases": self._cases(rule.id),
        }  # fmt: skip

    def _rule_sentence(self, rule: Rule) -> list[str]:
        compiled = next((r for r in self.subject.rules if r.rule.id == rule.id), None)
        explainer = self._explainer
        if compiled is None or explainer is None:
            return self._say("rules", rule.id, "when")
        return [explainer.sentence(compiled, lang) for lang in self._both]

    def _criterion(self, rule: Rule) -> list[str]:
        scheme = self.subject.loaded.pack.scheme
        labels = {c.id: c.label.say(self.lang) for c in scheme.criteria} if scheme else {}
        return [labels.get(rule.criterion, rule.criterion)] if rule.criterion else []

    def _weights(self, rule: Rule) -> list[str]:
        program = self.subject.program
        labels = {t.id: t.label.say(self.lang) for t in self.subject.loaded.pack.types}
        full = {t.id: f for t, f in zip(program.types, program.full, strict=True)} if program else {}
        points = {t: f"{w * 1e5 / full[t]:+.1f}" for t, w in rule.weigh.items() if t in full}
        told = self._tr(_("{points} points"))
        return [
            f"{labels[t]} {w:+g}" + (f" ({told.format(points=points[t])})" if t in points else "")
            for t, w in rule.weigh.items()
        ]

    def _names(self, trees: Sequence[Node], *sources: str) -> list[str]:
        names, program = self.subject.loaded.names, self.subject.program
        lines = []
        for id_ in dict.fromkeys(n for tree in trees for n in names_in(tree)):
            dated = program.parameters.get(id_) if program else None
            if names[id_].source in sources:
                head = f"{id_} {names[id_].label.say(self.lang)}"
                lines.append(f"{head}: {self._dated(dated.parameter, dated.since)}" if dated else head)
        return lines

    def _dated(self, parameter: Parameter, date: str) -> str:
        entry = parameter.values[date]
        return f"{entry.value} ({date}; {'; '.join(self._basis(entry.basis))})"

    def _basis(self, basis: Basis | None) -> list[str]:
        if basis is None:
            return []
        titles = {d.id: d.title.say(self.lang) for d in self.subject.loaded.pack.documents}
        source = (
            f" — {titles[basis.document]} {script(basis.place or '', self.lang)}".rstrip()
            if basis.document in titles
            else ""
        )
        return [self._tr(_BASIS[basis.kind]) + source, *self._texts(basis.note)]

    def _cases(self, id_: str) -> list[str]:
        found = ((word, placed) for placed in self.subject.cases for word in _parts_in(placed, id_))
        return [f"{word}: {placed.case.name} ({placed.place})" for word, placed in found]

    def _readers(self, id_: str) -> list[str]:
        return list(dict.fromkeys(reader.partition("/")[2] for reader in self.subject.readers.get(id_, ())))

    def _indicator(self, indicator: Indicator) -> dict[str, Sequence[str]]:
        tree = self.subject.loaded.trees["indicators", indicator.id]
        return {
            "sentence": self._say("indicators", indicator.id), "formula": [indicator.value],
            "type": [_type_text(indicator, self.lang)], "aliases": indicator.aliases, "about": self._texts(indicator.about),
            "reads": self._names([tree], "field", "indicator"), "parameters": self._names([tree], "parameter"),
            "basis": self._basis(indicator.basis), "used_by": self._readers(indicator.id),
        }  # fmt: skip

    def _parameter(self, parameter: Parameter) -> dict[str, Sequence[str]]:
        return {
            "values": [self._dated(parameter, date) for date in sorted(parameter.values, reverse=True)],
            "type": [_type_text(parameter, self.lang)], "range": _range_text(parameter.range), "aliases": parameter.aliases,
            "about": self._texts(parameter.about), "used_by": self._readers(parameter.id),
        }  # fmt: skip

    def _field(self, field_: Field) -> dict[str, Sequence[str]]:
        return {
            "type": [_type_text(field_, self.lang)], "range": _range_text(field_.range),
            "choices": [f"{id_} {label.say(self.lang)}" for id_, label in field_.choices.items()],
            "role": [field_.role], "need": [field_.need], "part_of": [field_.part_of] if field_.part_of else [],
            "counts": [field_.counts] if field_.counts else [],
            "aliases": field_.aliases, "about": self._texts(field_.about), "basis": self._basis(field_.basis),
            "used_by": self._readers(field_.id),
        }  # fmt: skip

    def _type(self, type_: Type) -> dict[str, Sequence[str]]:
        sides: dict[bool, list[str]] = {True: [], False: []}
        for rule in sorted(
            self.subject.loaded.pack.rules, key=lambda r: (-abs(r.weigh.get(type_.id, 0)), r.id)
        ):
            if weight := rule.weigh.get(type_.id):
                sides[weight > 0].append(f"{weight:+g} {rule.id} {rule.title.say(self.lang)}")
        method = next((m.label for m in self.subject.loaded.pack.methods if m.type == type_.id), None)
        shown = [p for p in self.subject.cases if p.case.expect.type == type_.id]
        return {
            "definition": self._texts(type_.definition), "caution": self._texts(type_.caution),
            "full_at": [f"{type_.full_at:g}"] if type_.full_at else [], "for": sides[True], "against": sides[False],
            "method": self._texts(method), "basis": self._basis(type_.basis),
            "cases": [f"{p.case.name} ({p.place})" for p in shown],
        }  # fmt: skip

    def _item(self, item: ListItem) -> dict[str, Sequence[str]]:
        pack = self.subject.loaded.pack
        return {
            "list": [entry.label.say(self.lang) for entry in pack.lists if entry.id == item.list],
            "types": item.types or [self._tr(_("any type"))], "sentence": self._say("items", item.id),
            "detail": self._texts(item.detail), "owner": self._texts(item.owner),
            "leads_to": item.leads_to, "led_to_by": [i.id for i in pack.items if item.id in i.leads_to],
            "uses": item.uses, "used_by": [i.id for i in pack.items if item.id in i.uses],
            "basis": self._basis(item.basis), "cases": self._cases(item.id),
        }  # fmt: skip

    def _check(self, check: Check) -> dict[str, Sequence[str]]:
        return {
            "sentence": self._say("checks", check.id), "repair": self._texts(check.repair),
            "severity": [check.severity], "reads": check.fields, "basis": self._basis(check.basis),
        }  # fmt: skip


_BASIS = {
    "stated": _("stated"),
    "expert": _("expert judgement"),
    "calibrated": _("calibrated on the district's own figures"),
}


def _type_text(thing: Field | Indicator | Parameter, lang: str) -> str:
    return f"{thing.type}, {script(thing.unit, lang)}" if thing.unit else thing.type


def _range_text(ends: tuple[float | str | None, float | str | None]) -> list[str]:
    shown = [f"{end:g}" if isinstance(end, float) else str(end or "") for end in ends]
    return [" … ".join(shown).strip()] if any(shown) else []


def _parts_in(placed: PlacedCase, id_: str) -> Iterator[str]:
    expect = placed.case.expect
    groups = {
        "fires": expect.fires, "silent": expect.silent, "unknown": expect.unknown,
        "items": expect.items, "no_items": expect.no_items,
    }  # fmt: skip
    yield from (word for word, ids in groups.items() if id_ in ids)

"""The words of one program in one language: labels, numbers, sentences, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from classify.advice.suppression import Suppression
from classify.model.basis import Basis
from classify.model.basis import Document as SourceDocument
from classify.model.outcome import Outcome, Reason
from classify.model.profile import Value
from classify.model.scheme import Type
from classify.model.text import Text
from classify.report.labels import field_label, status_label, type_label
from classify.scoring.program import FULL, CompiledRule, Program
from classify.texts import mark as _
from classify.texts import script, translate

_SENTENCE_END = ("。", "！", "？", ".", "!", "?", "…")


class Wording:
    """Say things about one program's communities in one language."""

    def __init__(self, program: Program, lang: str, minimum: int | None = None) -> None:
        """Keep the program and the language; figures about fewer people than `minimum` are not quoted."""
        self.program, self.lang = program, lang
        self.suppression = Suppression(program, minimum)
        self.documents: dict[str, SourceDocument] = {d.id: d for d in program.loaded.pack.documents}

    @cached_property
    def _rules(self) -> dict[str, CompiledRule]:
        return {rule.rule.id: rule for rule in self.program.rules}

    @property
    def types(self) -> tuple[Type, ...]:
        """Return the types in the order of the pack, in which tables, charts and the site show them."""
        return self.program.loaded.pack.types

    def say(self, message: str, **fill: object) -> str:
        """Return a marked message in the language, its placeholders filled."""
        text = translate(message, self.lang)
        return text.format(**fill) if fill or "{" in text or "}" in text else text

    def pick(self, text: Text | None) -> str:
        """Return a text in the language, nothing for none."""
        return text.say(self.lang) if text else ""

    def join(self, parts: Iterable[str]) -> str:
        """Return an enumeration."""
        return translate(_(", "), self.lang).join(parts)

    def sentences(self, *parts: str) -> str:
        """Return the parts that say something as sentences in a row."""
        return self.phrases(*parts, self._stop)

    def phrases(self, *parts: str) -> str:
        """Return the parts that say something in a row, a stop between them but none added at the end."""
        text = ""
        for part in (p.strip() for p in parts):
            ended = not text or text.endswith(_SENTENCE_END)
            if part == self._stop:
                text += "" if ended else part
            elif part:
                text += ("" if ended else self._stop) + (" " if text and self.lang == "en" else "") + part
        return text

    @property
    def _stop(self) -> str:
        return "." if self.lang == "en" else "。"

    def type(self, id_: str | None) -> str:
        """Return a type's label."""
        return type_label(self.program, id_, self.lang)

    def field(self, id_: str) -> str:
        """Return the label of a field or an indicator."""
        return field_label(self.program, id_, self.lang)

    def status(self, outcome: Outcome) -> str:
        """Return the wording of an outcome's status."""
        return status_label(outcome.status, self.lang)

    def status_word(self, status: str) -> str:
        """Return the wording of a status."""
        return status_label(status, self.lang)

    def points(self, points: float) -> str:
        """Return a contribution with its sign."""
        return f"{points:+.1f}".replace("-", "−")

    def threshold(self) -> str:
        """Return from how many points on a type claims a community."""
        return f"{self.program.threshold / 10:g}"

    def title(self, reason: Reason) -> str:
        """Return the short name of a rule, with a mark where a plugin's code computed what it reads."""
        title = reason.title_en if self.lang == "en" else reason.title_zh
        if not reason.computed:
            return title
        plugins = self.join(sorted(set(reason.computed.values())))
        return title + self.say(_(" [computed by plugin {plugins}, cannot be looked into]"), plugins=plugins)

    def why(self, reason: Reason) -> str:
        """Return why a rule counts."""
        return reason.why_en if self.lang == "en" else reason.why_zh

    def fact(self, reason: Reason, values: Mapping[str, Value]) -> str:
        """Return a rule as the fact that holds; where that would quote too small a figure, say so instead."""
        if any(self.suppression.hides(name, {**reason.values, **values}) for name in reason.values):
            return self.say(_("the figures concern too few people to be shown"))
        return _capital(reason.sentence_en) if self.lang == "en" else reason.sentence_zh

    def at_most(self, rule: str, type_: str) -> float:
        """Return what a rule contributes to a type where it holds in full."""
        index = next(i for i, t in enumerate(self.program.types) if t.id == type_)
        weight = self._rules[rule].weights[index] if rule in self._rules else 0
        return weight * FULL / self.program.full[index] / 10

    def missing_fields(self, reasons: Iterable[Reason], values: Mapping[str, Value]) -> list[str]:
        """Return the fields without value that keep rules from being told, each once."""
        found: dict[str, None] = {}
        for reason in reasons:
            rule = self._rules[reason.rule]
            trees = [t for t in (rule.when, rule.ramp.of if rule.ramp else None) if t is not None]
            fields = sorted(self.program.fields_of(*trees))
            found |= dict.fromkeys(id_ for id_ in fields if values.get(id_) is None)
        return list(found)

    def source(self, basis: Basis) -> str:
        """Return where a statement comes from, with the document's full title."""
        document = self.documents.get(basis.document or "")
        cited = ""
        if document:
            cited = self.say(_("“{title}”"), title=document.title.say(self.lang)) + self.place(basis)
            if self.lang == "en" and basis.place:
                cited = f"“{document.title.en}”, {basis.place}"
        return self.basis_kind(basis, cited)

    def place(self, basis: Basis) -> str:
        """Return where in its document a statement stands, nothing where that is not given."""
        return script(basis.place or "", self.lang)

    def basis_kind(self, basis: Basis, cited: str) -> str:
        """Return how a statement is founded, around a citation that is already worded."""
        if basis.kind == "stated":
            return cited
        if basis.kind == "calibrated":
            return self.say(_("fitted to the district's own declared types"))
        return (
            self.say(_("expert judgement, after {source}"), source=cited)
            if cited
            else self.say(_("expert judgement"))
        )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def basis_of(reason: Reason) -> Basis:
    """Return a reason's source as the rule gave it."""
    return Basis.model_validate({"kind": reason.basis, "document": reason.document, "place": reason.place})

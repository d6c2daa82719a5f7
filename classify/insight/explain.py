"""Why a profile came to its type: every rule as a sentence with the profile's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from classify.expression.evaluate import Evaluator
from classify.expression.facts import FactSpeaker, conditions_in
from classify.expression.sentence import Speaker, number_text
from classify.expression.tree import Name, Node, names_in
from classify.model.outcome import Explanation, Outcome, Reason
from classify.model.profile import Profile, Value
from classify.scoring.outcome import Degree, Scorer
from classify.scoring.program import FULL, CompiledRule, Program


@dataclass
class Explainer:
    """Word the reasoning of one program."""

    scorer: Scorer

    @property
    def program(self) -> Program:
        """Return the program whose rules are explained."""
        return self.scorer.program

    @cached_property
    def _indicators(self) -> Evaluator[str]:
        return Evaluator(self.program.indicators, self.program.indicators, self.program.numbers)

    @cached_property
    def _conditions(self) -> Evaluator[Node]:
        names = self.program.loaded.names
        trees = {n: n for r in self.program.rules if r.when is not None for n in conditions_in(r.when, names)}
        return Evaluator(trees, self.program.indicators, self.program.numbers)

    def values(self, profile: Profile) -> dict[str, Value]:
        """Return a profile's fields together with its indicators."""
        return {**profile.values, **self._indicators.run(profile.values)}

    def explain(self, profile: Profile, outcome: Outcome) -> Explanation:
        """Return the whole reasoning for one profile; reasons are ordered by what they contribute."""
        values, degrees = self.values(profile), self.scorer.degrees(profile.values)
        truths = self._conditions.run(profile.values)
        reasons = {
            i: self._reason(i, rule, degrees.get(i, Degree(0, 0)), values, truths)
            for i, rule in enumerate(self.program.rules)
        }
        focus = outcome.type or outcome.runner_up or self.program.types[0].id
        rival = outcome.runner_up if outcome.type else None
        groups: dict[str, list[Reason]] = {g: [] for g in ("supporting", "opposing", "rival", "other", "silent", "open")}
        for reason in reasons.values():
            groups[_group(reason, focus, rival)].append(reason)
        for name, group in groups.items():
            key = rival if name == "rival" and rival else focus
            group.sort(key=lambda r: (-abs(r.points.get(key, 0.0)), r.rule))
        return Explanation(outcome=outcome, focus=focus, **{k: tuple(v) for k, v in groups.items()})

    def _reason(
        self,
        index: int,
        rule: CompiledRule,
        degree: Degree,
        values: Mapping[str, Value],
        truths: Mapping[Node, Value],
    ) -> Reason:
        known = degree.low == degree.high
        points = self.scorer.points(index, degree.high)
        data = rule.rule
        return Reason(
            rule=data.id, title_zh=data.title.zh, title_en=data.title.en,
            sentence_zh=self.sentence(rule, "zh", values, truths),
            sentence_en=self.sentence(rule, "en", values, truths),
            why_zh=data.why.zh, why_en=data.why.en, criterion=data.criterion,
            basis=data.basis.kind, document=data.basis.document, place=data.basis.place,
            pack=self.program.loaded.owner("rules", data.id),
            degree=degree.low / FULL if known else None, low=degree.low / FULL, high=degree.high / FULL,
            points={t.id: p for t, p, w in zip(self.program.types, points, rule.weights, strict=True) if w},
            values={n: values.get(n) for n in self._named(rule)},
            computed=self._computed(rule),
        )  # fmt: skip

    def _computed(self, rule: CompiledRule) -> dict[str, str]:
        opaque = self.program.loaded.computed
        if not opaque:
            return {}
        trees = [t for t in (rule.when, rule.ramp.of if rule.ramp else None) if t is not None]
        return {id_: opaque[id_] for id_ in sorted(self.program.fields_of(*trees)) if id_ in opaque}

    def _named(self, rule: CompiledRule) -> tuple[str, ...]:
        trees = [t for t in (rule.when, rule.ramp.of if rule.ramp else None) if t is not None]
        names = dict.fromkeys(n for tree in trees for n in names_in(tree))
        return tuple(n for n in names if n not in self.program.numbers)

    def sentence(
        self,
        rule: CompiledRule,
        lang: str,
        values: Mapping[str, Value] | None = None,
        truths: Mapping[Node, Value] | None = None,
    ) -> str:
        """Return a rule as a sentence; with a profile's values and truths, as the facts that hold for it."""
        names, numbers = self.program.loaded.names, self.program.numbers
        parts = []
        if values is None:
            speaker = Speaker(names, lang, numbers)
            parts += [speaker.say(rule.when)] if rule.when is not None else []
        else:
            speaker = facts = FactSpeaker(names, lang, numbers, values, truths or {})
            parts += [facts.fact(rule.when)] if rule.when is not None else []
        if rule.ramp is not None:
            parts.append(self._ramp(rule, speaker, lang))
        return ("；" if lang == "zh" else "; ").join(parts)

    def _ramp(self, rule: CompiledRule, speaker: Speaker, lang: str) -> str:
        ramp = rule.ramp
        assert ramp is not None, "the caller looked"  # noqa: S101 - for the type checker
        names = names_in(ramp.of)
        symbol = self.program.loaded.names[names[0]] if len(names) == 1 and ramp.of == Name(names[0]) else None
        kind, unit = (symbol.type, symbol.unit) if symbol else ("number", None)
        start, end = (number_text(v, kind, unit, lang) for v in (ramp.start, ramp.end))
        if lang == "en":
            return f"{speaker.term(ramp.of)} (counts from {start}, in full from {end})"
        return f"{speaker.term(ramp.of)}（自 {start} 起计，达到 {end} 计满）"


def _group(reason: Reason, focus: str, rival: str | None) -> str:
    if reason.degree is None:
        return "open"
    if reason.high == 0:
        return "silent"
    points = reason.points.get(focus, 0.0)
    if points > 0:
        return "supporting"
    if points < 0:
        return "opposing"
    if rival is not None and reason.points.get(rival, 0.0) > 0:
        return "rival"
    return "other"

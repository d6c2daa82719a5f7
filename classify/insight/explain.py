"""Why a profile came to its type: every rule as a sentence with the profile's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from classify.expression.evaluate import Evaluator
from classify.expression.facts import FactSpeaker, conditions_in
from classify.expression.sentence import Speaker, before_words, number_text
from classify.expression.tree import Name, Node, names_in
from classify.insight.suppression import Suppression
from classify.model.outcome import Explanation, Outcome, Reason
from classify.model.profile import Profile, Value
from classify.scoring.outcome import Degree, Scorer
from classify.scoring.program import FULL, CompiledRule, Program
from classify.scoring.values import load_row
from classify.texts import mark as _
from classify.texts import translate


@dataclass
class Explainer:
    """Word the reasoning of one program."""

    scorer: Scorer
    _last: tuple[tuple[str | None, bool], Explanation] | None = field(default=None, init=False, repr=False)
    _known: tuple[Profile, dict[str, Value]] | None = field(default=None, init=False, repr=False)
    _ends: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict, init=False, repr=False)

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

    @cached_property
    def _suppression(self) -> Suppression:
        return Suppression(self.program)

    def values(self, profile: Profile) -> dict[str, Value]:
        """Return a profile's fields, as the loading step leaves them, together with its indicators."""
        if self._known is None or self._known[0] is not profile:
            fields = self.program.loaded.pack.fields
            values = dict(zip((f.id for f in fields), load_row(fields, profile.values), strict=True))
            self._known = profile, {**values, **self._indicators.run(values)}
        return self._known[1]

    def explain(
        self, profile: Profile, outcome: Outcome, lang: str | None = None, *, whole: bool = False
    ) -> Explanation:
        """Return the whole reasoning for one profile; reasons are ordered by what they contribute.

        With `lang` only what a report in that language says is worded, in its script: sentences of the other language
        are empty, and, unless the reasoning is asked for `whole`, rules that do not hold and speak for neither the type
        nor the runner-up are left out.
        The last reasoning is kept, since a report and its charts ask for the same.
        """
        asked = lang, whole or lang is None
        if self._last is None or self._last[0] != asked or self._last[1].outcome is not outcome:
            self._last = asked, self._explain(profile, outcome, lang, whole=asked[1])
        return self._last[1]

    def _explain(self, profile: Profile, outcome: Outcome, lang: str | None, *, whole: bool) -> Explanation:
        values, degrees = self.values(profile), self.scorer.degrees(profile.values)
        truths = self._conditions.run(values)
        told = [i for i, t in enumerate(self.program.types) if t.id in (outcome.type, outcome.runner_up)]
        languages = ("zh", "en") if lang is None else (lang,)
        chinese = lang if lang and lang != "en" else "zh"
        shown = {code: self._suppression.shown(values, code) for code in languages}
        reasons = {}
        for i, rule in enumerate(self.program.rules):
            degree = degrees.get(i, Degree(0, 0))
            if whole or degree.high or any(rule.weights[t] > 0 for t in told):
                sentences = {code: self.sentence(rule, code, shown[code], truths) for code in languages}
                reasons[i] = self._reason(i, rule, degree, shown[languages[0]], sentences, chinese)
        focus = outcome.type or outcome.runner_up or self.program.types[0].id
        rival = outcome.runner_up if outcome.type else None
        groups: dict[str, list[Reason]] = {
            g: [] for g in ("supporting", "opposing", "rival", "other", "silent", "open")
        }
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
        sentences: Mapping[str, str],
        chinese: str,
    ) -> Reason:
        known = degree.low == degree.high
        points = self.scorer.points(index, degree.high)
        data = rule.rule
        return Reason(
            rule=data.id, title_zh=data.title.say(chinese), title_en=data.title.en,
            sentence_zh=sentences.get(chinese, ""), sentence_en=sentences.get("en", ""),
            why_zh=data.why.say(chinese), why_en=data.why.en, criterion=data.criterion,
            basis=data.basis.kind, document=data.basis.document, place=data.basis.place,
            pack=self.program.loaded.owner("rules", data.id),
            degree=degree.low / FULL if known else None, low=degree.low / FULL, high=degree.high / FULL,
            points={t.id: p for t, p, w in zip(self.program.types, points, rule.weights, strict=True) if w},
            values={n: values.get(n) for n in self._named[data.id]},
            computed=self._computed[data.id],
        )  # fmt: skip

    @cached_property
    def _computed(self) -> dict[str, dict[str, str]]:
        opaque = self.program.loaded.computed
        if not opaque:
            return {rule.rule.id: {} for rule in self.program.rules}
        fields = {r.rule.id: sorted(self.program.fields_of(*r.trees)) for r in self.program.rules}
        return {id_: {f: opaque[f] for f in found if f in opaque} for id_, found in fields.items()}

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        numbers, found = self.program.numbers, dict[str, tuple[str, ...]]()
        for rule in self.program.rules:
            names = dict.fromkeys(n for tree in rule.trees for n in names_in(tree))
            found[rule.rule.id] = tuple(n for n in names if n not in numbers)
        return found

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
        return ("; " if lang == "en" else "；").join(parts)

    def _ramp(self, rule: CompiledRule, speaker: Speaker, lang: str) -> str:
        ramp = rule.ramp
        assert ramp is not None, "the caller looked"  # noqa: S101 - for the type checker
        key = rule.rule.id, lang
        if key not in self._ends:
            names = names_in(ramp.of)
            alone = len(names) == 1 and ramp.of == Name(names[0])
            symbol = self.program.loaded.names[names[0]] if alone else None
            kind, unit = (symbol.type, symbol.unit) if symbol else ("number", None)
            start, end = (
                before_words(number_text(v, kind, unit, lang), lang) for v in (ramp.start, ramp.end)
            )
            self._ends[key] = start, end
        start, end = self._ends[key]
        message = translate(_("{figure} (counts from {start}, in full from {end})"), lang)
        return message.format(figure=speaker.term(ramp.of), start=start, end=end)


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

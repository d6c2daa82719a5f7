"""The rules page: every rule as a sentence, with its source and how many communities it spoke in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from classify.expression.sentence import Speaker, before_words, number_text
from classify.expression.tree import Name, names_in
from classify.model.basis import Basis
from classify.report.site.view import View
from classify.report.wording import Wording
from classify.scoring.program import FULL, CompiledRule, Dated
from classify.texts import mark as _

STATES = {"draft": _("draft"), "stable": "", "deprecated": _("deprecated")}


def rules_page(view: View) -> dict[str, Any]:
    """Return what the rules page shows."""
    program, wording = view.run.program, view.wording
    fired = Counter(e.rule for o in view.run.population for e in o.fired)
    unknown = Counter(e.rule for o in view.run.population for e in o.unknown)
    groups: dict[str, list[dict[str, Any]]] = {c.id: [] for c in program.scheme.criteria}
    for rule in program.rules:
        entry = _rule(view, rule) | {"fired": fired[rule.rule.id], "unknown": unknown[rule.rule.id]}
        groups.setdefault(rule.rule.criterion or "", []).append(entry)
    labels = {c.id: c.label.say(view.lang) for c in program.scheme.criteria}
    return {
        "groups": [
            {"label": labels.get(id_, wording.say(_("Other rules"))), "rules": found}
            for id_, found in groups.items()
            if found
        ],
        "scheme": _scheme(wording),
        "types": [_type(view, t.id) for t in program.loaded.pack.types],
        "parameters": [_parameter(view, dated) for _id, dated in sorted(program.parameters.items())],
        "about": wording.pick(program.loaded.pack.pack.about),
        "all": len(view.run.population),
    }


def _rule(view: View, rule: CompiledRule) -> dict[str, Any]:
    data, wording = rule.rule, view.wording
    full = view.run.program.full
    weights = [
        (view.looks[t.id], wording.points(w * FULL / f / 10))
        for t, w, f in zip(view.run.program.types, rule.weights, full, strict=True)
        if w
    ]
    return {
        "id": data.id,
        "title": wording.pick(data.title),
        "sentence": _sentence(view, rule),
        "why": wording.pick(data.why),
        "source": _source(wording, data.basis),
        "pack": view.run.program.loaded.owner("rules", data.id),
        "state": wording.say(STATES[data.status]) if STATES[data.status] else "",
        "weights": sorted(weights, key=lambda pair: -float(pair[1].replace("−", "-"))),
    }


def _source(wording: Wording, basis: Basis) -> str:
    return wording.sentences(wording.source(basis), wording.pick(basis.note))


def _sentence(view: View, rule: CompiledRule) -> str:
    """Return a rule as it applies to any community."""
    names, numbers = view.run.program.loaded.names, view.run.program.numbers
    speaker = Speaker(names, view.lang, numbers)
    parts = [speaker.say(rule.when)] if rule.when is not None else []
    if rule.ramp is not None:
        read = names_in(rule.ramp.of)
        symbol = names[read[0]] if len(read) == 1 and rule.ramp.of == Name(read[0]) else None
        kind, unit = (symbol.type, symbol.unit) if symbol else ("number", None)
        start, end = (
            before_words(number_text(v, kind, unit, view.lang), view.lang)
            for v in (rule.ramp.start, rule.ramp.end)
        )
        message = _("{figure} (counts from {start}, in full from {end})")
        parts.append(view.wording.say(message, figure=speaker.term(rule.ramp.of), start=start, end=end))
    text = ("; " if view.lang == "en" else "；").join(parts)
    return text[:1].upper() + text[1:] if view.lang == "en" else text


def _scheme(wording: Wording) -> list[str]:
    scheme, say = wording.program.scheme, wording.say
    lines = [
        say(_("A type claims a community from {threshold} points on."), threshold=wording.threshold()),
        say(_("A lead below {margin} points is a close call."), margin=f"{scheme.margin:g}"),
    ]
    if scheme.near_tie:
        order = wording.join(wording.type(id_) for id_ in scheme.precedence)
        message = _("Within {near} points of the best score, the order decides: {order}.")
        lines.append(say(message, near=f"{scheme.near_tie:g}", order=order))
    return lines


def _type(view: View, id_: str) -> dict[str, Any]:
    type_ = next(t for t in view.run.program.types if t.id == id_)
    return {
        "look": view.looks[id_],
        "definition": view.wording.pick(type_.definition),
        "caution": view.wording.pick(type_.caution),
        "source": _source(view.wording, type_.basis),
    }


def _parameter(view: View, dated: Dated) -> dict[str, Any]:
    parameter = dated.parameter
    basis = dated.entry.basis
    return {
        "label": view.wording.pick(parameter.label),
        "value": view.number(parameter.id, dated.value),
        "since": dated.since,
        "source": _source(view.wording, basis),
        "pack": view.run.program.loaded.owner("parameters", parameter.id),
    }

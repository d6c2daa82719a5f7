"""What packs and the district's own table have changed: parameters, the figures of the decision, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from classify.expression.sentence import value_text
from classify.model.scheme import Scheme
from classify.model.text import Text, composed
from classify.rulepack.references import number_of
from classify.scoring.program import Dated, Program
from classify.texts import mark as _
from classify.texts import translate

_FIGURES = {
    "threshold": _("points a type needs"),
    "margin": _("lead below which a result is close"),
    "near_tie": _("distance within which the order of types decides"),
}


@dataclass(frozen=True)
class Changed:
    """Name a parameter whose value is not the one its pack came with, and who changed it.

    `value` and `default` are worded; `by` is a pack's id, or empty where the district's own table gave the value.
    """

    id: str
    label: Text
    value: Text
    default: Text
    by: str


@dataclass(frozen=True)
class ChangedRule:
    """Name a rule that is not as the scheme's own pack has it: changed, or `added`, by the pack `by`."""

    id: str
    title: Text
    by: str
    added: bool


def changed_figures(program: Program) -> Iterator[Changed]:
    """Yield the parameters that differ from their default, then the figures of the decision that do."""
    loaded = program.loaded
    for id_, dated in sorted(program.parameters.items()):
        owners, symbol = loaded.owners["parameters", id_], loaded.names[id_]
        if len(owners) == 1 and not dated.of_district:
            continue
        default = _default(program, dated, owners[0])
        if default != dated.value:
            value, was = (composed(partial(value_text, v, symbol)) for v in (dated.value, default))
            yield Changed(id_, symbol.label, value, was, "" if dated.of_district else owners[-1])
    yield from _of_scheme(program)


def _default(program: Program, dated: Dated, owner: str) -> float | None:
    """Return the value a parameter has at the same day in the pack that brought it; `None` where it had none."""
    loaded, id_ = program.loaded, dated.parameter.id
    folder = next(f for f in loaded.folders if f.header.id == owner)
    entry = next(e for e in folder.sections["parameters"] if isinstance(e, Mapping) and e.get("id") == id_)
    held = [date for date in sorted(map(str, entry["values"])) if date <= program.as_of.isoformat()]
    return number_of(loaded, dated.parameter, entry["values"][held[-1]]["value"]) if held else None


def _of_scheme(program: Program) -> Iterator[Changed]:
    owners = program.loaded.owners["scheme", ""]
    if len(owners) == 1:
        return
    folder = next(f for f in program.loaded.folders if f.header.id == owners[0])
    written = folder.sections["scheme"]
    for key, message in _FIGURES.items():
        value, default = getattr(program.scheme, key), written.get(key, Scheme.model_fields[key].default)
        if float(value) != float(default):
            shown, was = (Text(zh=f"{v:g}", en=f"{v:g}") for v in (float(value), float(default)))
            yield Changed(key, composed(partial(translate, message)), shown, was, owners[-1])


def changed_rules(program: Program) -> Iterator[ChangedRule]:
    """Yield the rules that another pack than the scheme's own has changed or added, by id."""
    base = program.loaded.owners["scheme", ""][0]
    for rule in program.rules:
        owners = program.loaded.owners["rules", rule.rule.id]
        if owners != [base]:
            yield ChangedRule(rule.rule.id, rule.rule.title, owners[-1], owners[0] != base)

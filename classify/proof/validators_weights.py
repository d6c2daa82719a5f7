"""Validators of weights: what a type can reach, and what cannot move any score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from classify.errors import Filler, Finding
from classify.proof.subject import Subject
from classify.scoring.program import FULL, TOP, CompiledRule, Program

MOST_RULES = 60  # rules of one type that are compared in pairs


def out_of_reach(subject: Subject) -> Iterator[Finding]:
    """LINT020: a type whose evidence, taken together, stays below the threshold."""
    program = subject.program
    if program is None:
        return
    for i, type_ in enumerate(program.types):
        full = program.full[i]
        tenths = min((_best(subject, i) + full // 2) // full, TOP)
        if tenths < program.threshold:
            place = subject.loaded.place("types", type_.id, "full_at")
            fill: dict[str, Filler] = {
                "id": type_.id,
                "type": type_.label,
                "points": f"{tenths / 10:g}",
                "threshold": f"{program.threshold / 10:g}",
            }
            yield Finding("LINT020", place, fill)


def _best(subject: Subject, index: int) -> int:
    """Return the most evidence a type can gather; of rules that exclude one another the strongest counts."""
    gains = [
        (rule.weights[index] * subject.reach.degrees(rule)[1], rule)
        for rule in subject.rules
        if rule.weights[index] > 0
    ]
    gains.sort(key=lambda g: -g[0])
    if len(gains) > MOST_RULES:
        return sum(gain for gain, _rule in gains)
    return sum(group[0][0] for group in _cliques(subject, gains))


def _cliques(
    subject: Subject, gains: Sequence[tuple[int, CompiledRule]]
) -> list[list[tuple[int, CompiledRule]]]:
    """Sort rules, strongest first, into groups of which no two can hold together."""
    groups: list[list[tuple[int, CompiledRule]]] = []
    for gain in gains:
        for group in groups:
            if all(subject.reach.exclusive(gain[1], other) for _gain, other in group):
                group.append(gain)
                break
        else:
            groups.append([gain])
    return groups


def too_light(subject: Subject) -> Iterator[Finding]:
    """LINT021: a weight below the tenth of a point that is shown."""
    for rule, index, program in _weights(subject):
        high = subject.reach.degrees(rule)[1]
        points = abs(rule.weights[index]) * high / program.full[index] / 10
        if 0 < points < 0.1:
            fill: dict[str, Filler] = {
                "id": rule.rule.id,
                "type": program.types[index].label,
                "points": f"{points:.2g}",
            }
            type_ = program.types[index].id
            yield Finding("LINT021", subject.loaded.place("rules", rule.rule.id, "weigh", type_), fill)


def never_matters(subject: Subject) -> Iterator[Finding]:
    """LINT022: a weight for a type whose score is 0 or 100 anyway, wherever the rule holds."""
    program = subject.program
    if program is None:
        return
    for i, type_ in enumerate(program.types):
        weighing = [rule for rule in program.rules if rule.weights[i] and subject.reach.degrees(rule)[1]]
        for rule in weighing if len(weighing) <= MOST_RULES else ():
            others = [r for r in weighing if r is not rule]
            points = (
                "100"
                if _full_anyway(subject, rule, others, i)
                else "0"
                if _zero(subject, rule, others, i)
                else ""
            )
            if points:
                fill: dict[str, Filler] = {"id": rule.rule.id, "type": type_.label, "points": points}
                yield Finding("LINT022", subject.loaded.place("rules", rule.rule.id, "weigh", type_.id), fill)


def _full_anyway(subject: Subject, rule: CompiledRule, others: Sequence[CompiledRule], index: int) -> bool:
    """Tell whether the others, at their worst, give the whole score wherever `rule` holds."""
    assert subject.program is not None, "the caller looked"  # noqa: S101 - for the type checker
    worst = sum(min(r.weights[index], 0) for r in (rule, *others))
    wanted = subject.program.full[index] - worst
    helpers = [r for r in others if r.weights[index] > 0 and r.ramp is None]
    if sum(r.weights[index] for r in helpers) < wanted:
        return False
    return sum(r.weights[index] for r in helpers if subject.reach.implies(rule, r)) >= wanted


def _zero(subject: Subject, rule: CompiledRule, others: Sequence[CompiledRule], index: int) -> bool:
    """Tell whether nothing speaks for the type wherever `rule`, which speaks against it, holds."""
    if rule.weights[index] > 0:
        return False
    return all(subject.reach.refutes(rule, r) for r in others if r.weights[index] > 0)


def _weights(subject: Subject) -> Iterator[tuple[CompiledRule, int, Program]]:
    program = subject.program
    if program is not None:
        for rule in program.rules:
            yield from ((rule, i, program) for i, weight in enumerate(rule.weights) if weight)


def unopposed(subject: Subject) -> Iterator[Finding]:
    """LINT023: a type that everything may speak for and nothing against.

    Labels stand side by side and need nothing against them: where the condition fails, the label is not given.
    """
    program = subject.program
    if program is None or program.scheme.policy == "labels":
        return
    for i, type_ in enumerate(program.types):
        if not any(rule.weights[i] < 0 for rule in program.rules):
            place = subject.loaded.place("types", type_.id)
            yield Finding("LINT023", place, {"id": type_.id, "type": type_.label})


def weightless(subject: Subject) -> Iterator[Finding]:
    """LINT024: a rule that weighs nothing."""
    for rule in subject.rules:
        if not any(rule.weights):
            yield Finding("LINT024", subject.loaded.place("rules", rule.rule.id), {"id": rule.rule.id})


def unranked(subject: Subject) -> Iterator[Finding]:
    """LINT025: a type the scheme's precedence leaves out."""
    program = subject.program
    if program is None or len(program.types) < 2:
        return
    for type_ in program.types:
        if type_.id not in program.scheme.precedence:
            place = subject.loaded.place("types", type_.id)
            yield Finding("LINT025", place, {"id": type_.id, "type": type_.label})


def always_in_full(subject: Subject) -> Iterator[Finding]:
    """LINT026: a ramp that is behind every profile."""
    for rule in subject.rules:
        if rule.ramp is not None and rule.when is None and subject.reach.degrees(rule)[0] == FULL:
            place = subject.loaded.place("rules", rule.rule.id, "ramp")
            yield Finding("LINT026", place, {"id": rule.rule.id})


VALIDATORS: dict[str, Callable[[Subject], Iterable[Finding]]] = {
    "LINT020": out_of_reach,
    "LINT021": too_light,
    "LINT022": never_matters,
    "LINT023": unopposed,
    "LINT024": weightless,
    "LINT025": unranked,
    "LINT026": always_in_full,
}

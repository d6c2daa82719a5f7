"""A scheme made ready to run at one date: ordered rules, integer weights, constants in place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import TopologicalSorter

from classify.errors import ClassifyError, Finding
from classify.expression.row import RowWriter, reciprocal
from classify.expression.tree import Node, names_below, names_in
from classify.model.field import Field
from classify.model.rule import Parameter, ParameterValue, Rule
from classify.model.scheme import Scheme, Type
from classify.model.smallcells import SmallCells
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.references import number_of
from classify.scoring.decision import Contest, Policy
from classify.scoring.policies import policy_of

FULL = 1000  # a degree of 1, in thousandths
TOP = 1000  # a score of 100 points, in tenths
LARGEST_FULL = 1_000_000  # keeps every sum within 64 bits


@dataclass(frozen=True)
class RampLine:
    """Hold a ramp with its ends as numbers; `steps` is thousandths of degree per unit of `of`."""

    of: Node
    start: float
    end: float

    @property
    def steps(self) -> float:
        """Return the slope; negative for a falling ramp."""
        return FULL / (self.end - self.start)


@dataclass(frozen=True)
class CompiledRule:
    """Hold a rule with its trees and its weights in thousandths, one per type of the program."""

    rule: Rule
    when: Node | None
    ramp: RampLine | None
    weights: tuple[int, ...]

    @property
    def trees(self) -> tuple[Node, ...]:
        """Return the condition and what the ramp is over, as far as the rule has them."""
        return tuple(t for t in (self.when, self.ramp.of if self.ramp else None) if t is not None)


@dataclass(frozen=True)
class Dated:
    """Hold the value a parameter has at the run's date, since when, as what it was written, and whether the table gave it."""

    parameter: Parameter
    value: float
    since: str
    entry: ParameterValue
    of_district: bool = False


@dataclass(frozen=True)
class Program(Contest):
    """Hold everything a run needs to know about a scheme.

    `rules` are ordered by id. `full` is the complete evidence per type in thousandths. `indicators` come after
    what they refer to. `small` says which figures about people no output may quote.
    """

    loaded: LoadedPack
    scheme: Scheme
    as_of: datetime.date
    rules: tuple[CompiledRule, ...]
    full: tuple[int, ...]
    indicators: Mapping[str, Node]
    parameters: Mapping[str, Dated]
    policy: Policy
    small: SmallCells = SmallCells()  # noqa: RUF009 - frozen, one serves all

    @cached_property
    def numbers(self) -> dict[str, float]:
        """Return the value of every parameter."""
        return {id_: dated.value for id_, dated in self.parameters.items()}

    @cached_property
    def inputs(self) -> tuple[Field, ...]:
        """Return the fields that rules read, directly or through indicators, ordered by id."""
        used = self.fields_of(*(tree for rule in self.rules for tree in rule.trees))
        return tuple(sorted((f for f in self.loaded.pack.fields if f.id in used), key=lambda f: f.id))

    def fields_of(self, *trees: Node) -> set[str]:
        """Return the ids of the fields that `trees` read, directly or through indicators."""
        read = names_below(trees, self.indicators)
        return {f.id for f in self.loaded.pack.fields if f.id in read}

    @cached_property
    def used_indicators(self) -> tuple[str, ...]:
        """Return the indicators that rules read, in an order in which each follows what it needs."""
        read = names_below((tree for rule in self.rules for tree in rule.trees), self.indicators)
        return tuple(id_ for id_ in self.indicators if id_ in read)


def compile_program(
    loaded: LoadedPack,
    as_of: datetime.date,
    policies: Mapping[str, Policy] | None = None,
    district: Mapping[str, float] | None = None,
) -> Program:
    """Return the program of the loaded scheme at a date.

    `district` holds the parameters whose value the table itself gives (`quantile_values`).
    Raises `ClassifyError` (exit 2) where there is no scheme, a parameter has no value at the date, or a
    ramp has no width.
    """
    pack = loaded.pack
    if pack.scheme is None or not pack.types:
        raise ClassifyError([Finding("RULES036", loaded.sections.spot.place())])
    findings = _out_of_scale(loaded, pack.scheme)
    parameters = _of_district(in_force(loaded, as_of, findings), district or {})
    types = ordered_types(pack.scheme, pack.types)
    numbers = {id_: d.value for id_, d in parameters.items()}
    rules = tuple(
        _compiled(loaded, rule, types, numbers, findings)
        for rule in sorted(pack.rules, key=lambda r: r.id)
        if rule.status != "deprecated"
    )
    full = tuple(_full(loaded, t, i, rules, findings) for i, t in enumerate(types))
    if findings:
        raise ClassifyError(sorted(findings, key=lambda f: f.place))
    scheme = pack.scheme
    return Program(
        types=types, threshold=round(scheme.threshold * 10), margin=round(scheme.margin * 10),
        near_tie=round(scheme.near_tie * 10),
        loaded=loaded, scheme=scheme, as_of=as_of, rules=rules, full=full,
        indicators=_in_order(loaded), parameters=parameters,
        policy=policy_of(scheme, loaded.place("scheme", "", "policy"), policies),
    )  # fmt: skip


def _of_district(parameters: Mapping[str, Dated], district: Mapping[str, float]) -> dict[str, Dated]:
    return {
        id_: replace(dated, value=district[id_], of_district=True) if id_ in district else dated
        for id_, dated in parameters.items()
    }


def _out_of_scale(loaded: LoadedPack, scheme: Scheme) -> list[Finding]:
    points = {"threshold": scheme.threshold, "margin": scheme.margin, "near_tie": scheme.near_tie}
    wrong = [key for key, value in points.items() if not 0 <= value <= 100]
    return [Finding("RULES041", loaded.place("scheme", "", key), {"key": key}) for key in wrong]


def ordered_types(scheme: Scheme, types: tuple[Type, ...]) -> tuple[Type, ...]:
    """Return types by declared precedence, the others after them by id."""
    rank = {id_: i for i, id_ in enumerate(scheme.precedence)}
    return tuple(sorted(types, key=lambda t: (rank.get(t.id, len(rank)), t.id)))


def in_force(loaded: LoadedPack, as_of: datetime.date, findings: list[Finding]) -> dict[str, Dated]:
    """Return every parameter with the value it has at a date; a used one without any is a finding."""
    result = {}
    used = {n for tree in loaded.trees.values() for n in names_in(tree)}
    for parameter in loaded.pack.parameters:
        past = [date for date in parameter.values if date <= as_of.isoformat()]
        if past:
            since = max(past)
            value = number_of(loaded, parameter, parameter.values[since].value)
            assert value is not None, "the loader refuses values that are no numbers"  # noqa: S101 - for the type checker
            result[parameter.id] = Dated(parameter, value, since, parameter.values[since])
        elif parameter.id in used:
            place = loaded.place("parameters", parameter.id)
            findings.append(Finding("RULES034", place, {"id": parameter.id, "date": as_of.isoformat()}))
    return result


def _compiled(
    loaded: LoadedPack,
    rule: Rule,
    types: tuple[Type, ...],
    numbers: Mapping[str, float],
    findings: list[Finding],
) -> CompiledRule:
    ramp = _line(loaded, rule, numbers, findings) if rule.ramp is not None else None
    weights = tuple(round(rule.weigh.get(t.id, 0) * 1000) for t in types)
    return CompiledRule(rule, loaded.trees.get(("rules", rule.id, "when")), ramp, weights)


def _line(
    loaded: LoadedPack, rule: Rule, numbers: Mapping[str, float], findings: list[Finding]
) -> RampLine | None:
    ends = {key: loaded.trees["rules", rule.id, key] for key in ("from", "to")}
    if any(name not in numbers for tree in ends.values() for name in names_in(tree)):
        return None  # said already: a parameter without a value at this date
    start, end = (RowWriter({}, {}, numbers).constant(tree) for tree in ends.values())
    if start is None or end is None:
        key = "from" if start is None else "to"
        findings.append(Finding("RULES040", loaded.place("rules", rule.id, "ramp", key), {"id": rule.id}))
        return None
    if reciprocal(end - start) is None:
        findings.append(Finding("RULES035", loaded.place("rules", rule.id, "ramp"), {"id": rule.id}))
        return None
    return RampLine(loaded.trees["rules", rule.id, "of"], start, end)


def _full(
    loaded: LoadedPack, type_: Type, index: int, rules: tuple[CompiledRule, ...], findings: list[Finding]
) -> int:
    if type_.full_at is None:
        return sum(max(r.weights[index], 0) for r in rules) or 1
    if not 0.001 <= type_.full_at <= LARGEST_FULL:
        place = loaded.place("types", type_.id, "full_at")
        fill = {"key": "full_at", "id": type_.id, "limit": f"{LARGEST_FULL:,}"}
        findings.append(Finding("RULES038", place, fill))
        return 1
    return round(type_.full_at * 1000)


def _in_order(loaded: LoadedPack) -> dict[str, Node]:
    trees = {i.id: loaded.trees["indicators", i.id] for i in loaded.pack.indicators}
    graph = {id_: sorted(n for n in names_in(tree) if n in trees) for id_, tree in sorted(trees.items())}
    return {id_: trees[id_] for id_ in TopologicalSorter(graph).static_order()}

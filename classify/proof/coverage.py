"""Which rules, branches, ramps and boundaries the cases of a pack touch, and which they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classify.expression.evaluate import Evaluator
from classify.expression.sentence import sentence_of
from classify.expression.tree import (
    Arithmetic,
    Call,
    Compare,
    Logic,
    Name,
    Node,
    Not,
    Number,
    names_in,
)
from classify.model.profile import Value
from classify.model.text import Text
from classify.proof.cases import Casebook
from classify.proof.reach import degree_at
from classify.proof.worlds import FLIPPED
from classify.rulepack.cases import PlacedCase
from classify.scoring.outcome import Degree
from classify.scoring.program import FULL, CompiledRule, Program
from classify.texts import mark as _
from classify.texts import translate

NEAR = 0.05  # a value this close to a boundary, in parts of it, stands just beyond it
_LEAST = {"count": 1.0, "year": 1.0, "share": 0.01}
_BELOW = (">=", "<")  # at the boundary itself these are as they are above it

GOALS = {
    "rule": {"fires": _("fires"), "silent": _("is silent"), "unknown": _("is left open")},
    "branch": {"true": _("true"), "false": _("false")},
    "ramp": {"below": _("below the ramp"), "between": _("on the ramp"), "above": _("beyond the ramp")},
    "boundary": {"at": _("exactly at the boundary"), "beyond": _("just on its other side")},
}


@dataclass
class Spot:
    """Hold one thing cases should touch: a rule as a whole, a branch of its condition, its ramp, or a boundary."""

    rule: str
    sort: str
    what: Text
    touched: set[str] = field(default_factory=set)

    @property
    def open(self) -> tuple[str, ...]:
        """Return what no case touches."""
        return tuple(goal for goal in GOALS[self.sort] if goal not in self.touched)


@dataclass(frozen=True)
class Coverage:
    """Hold every spot of the rules, in the order of the rules."""

    spots: tuple[Spot, ...]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return for each sort how many goals are touched, of how many."""
        found = {}
        for sort, goals in GOALS.items():
            spots = [s for s in self.spots if s.sort == sort]
            found[sort] = (sum(len(s.touched) for s in spots), len(spots) * len(goals))
        return found

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the coverage as plain data."""
        counts = {sort: {"touched": n, "of": total} for sort, (n, total) in self.counts().items()}
        gaps = [
            {"rule": s.rule, "sort": s.sort, "what": s.what.say(lang), "untouched": list(s.open)}
            for s in self.spots
            if s.open
        ]
        return {"counts": counts, "gaps": gaps}


def goal_text(sort: str, goal: str, lang: str) -> str:
    """Return what a goal asks for, in words."""
    return translate(GOALS[sort][goal], lang)


def cover(
    book: Casebook, cases: Sequence[PlacedCase], program: Program, only: frozenset[str] | None = None
) -> Coverage:
    """Run cases and note what they touch; `only` limits the rules to some ids."""
    rules = [r for r in program.rules if only is None or r.rule.id in only]
    watched = {r.rule.id: _Watched(r, program) for r in rules}
    for group in _by_date(cases):
        scorer = book.scorer(group[0])
        dated = {r.rule.id: r for r in scorer.program.rules if r.rule.id in watched}
        trees = {key: tree for id_, rule in dated.items() for key, tree in watched[id_].trees(rule)}
        evaluator = Evaluator(trees, scorer.program.indicators, scorer.program.numbers)
        order = {r.rule.id: i for i, r in enumerate(scorer.program.rules)}
        for placed in group:
            values, degrees = evaluator.run(placed.values), scorer.degrees(placed.values)
            for id_, rule in dated.items():
                watched[id_].see(rule, values, degrees.get(order[id_], Degree(0, 0)))
    return Coverage(tuple(spot for w in watched.values() for spot in w.spots()))


def _by_date(cases: Sequence[PlacedCase]) -> Iterable[list[PlacedCase]]:
    groups: dict[str | None, list[PlacedCase]] = {}
    for placed in cases:
        groups.setdefault(placed.case.as_of, []).append(placed)
    return groups.values()


@dataclass
class _Watched:
    """Note what cases do to one rule. Conditions are the same at every date; only parameters' values differ."""

    rule: CompiledRule
    program: Program
    whole: Spot = field(init=False)
    branches: dict[Node, Spot] = field(default_factory=dict)
    limits: dict[Compare, Spot] = field(default_factory=dict)
    ramp: Spot | None = None

    def __post_init__(self) -> None:
        data = self.rule.rule
        self.whole = Spot(data.id, "rule", data.title)
        if self.rule.when is not None:
            atoms = list(dict.fromkeys(_atoms(self.rule.when)))
            if len(atoms) > 1:
                self.branches = {a: Spot(data.id, "branch", self._said(a)) for a in atoms}
            limits = (c for a in atoms if (c := _limit(a, self.program)) is not None)
            self.limits = {c: Spot(data.id, "boundary", self._said(c)) for c in limits}
        if self.rule.ramp is not None:
            self.ramp = Spot(data.id, "ramp", self._said(self.rule.ramp.of))

    def _said(self, node: Node) -> Text:
        return sentence_of(node, self.program.loaded.names, self.program.numbers)

    def spots(self) -> Iterator[Spot]:
        yield self.whole
        yield from self.branches.values()
        yield from ([self.ramp] if self.ramp else [])
        yield from self.limits.values()

    def trees(self, rule: CompiledRule) -> Iterator[tuple[tuple[str, Node], Node]]:
        yield from (((rule.rule.id, atom), atom) for atom in self.branches)
        yield from (((rule.rule.id, side), side) for c in self.limits for side in (c.left, c.right))
        if rule.ramp is not None:
            yield (rule.rule.id, rule.ramp.of), rule.ramp.of

    def see(self, rule: CompiledRule, values: Mapping[tuple[str, Node], Value], degree: Degree) -> None:
        known = degree.low == degree.high
        self.whole.touched.add("unknown" if not known else "fires" if degree.high else "silent")
        for atom, spot in self.branches.items():
            value = values[rule.rule.id, atom]
            if value is not None:
                spot.touched.add("true" if value else "false")
        for limit, spot in self.limits.items():
            left, right = values[rule.rule.id, limit.left], values[rule.rule.id, limit.right]
            if isinstance(left, float | int) and isinstance(right, float | int):
                spot.touched |= self._about(limit, float(left), float(right))
        value = values[rule.rule.id, rule.ramp.of] if rule.ramp is not None else None
        if rule.ramp is not None and self.ramp is not None and isinstance(value, float | int):
            height = degree_at(rule.ramp, value)
            self.ramp.touched.add("below" if height == 0 else "above" if height == FULL else "between")

    def _about(self, limit: Compare, value: float, bound: float) -> set[str]:
        if value == bound:
            return {"at"}
        if limit.op not in ("==", "!=") and (value < bound) is not (limit.op in _BELOW):
            return set()
        names = names_in(limit.left)
        least = _LEAST.get(self.program.loaded.names[names[0]].type, 0.0) if names else 0.0
        return {"beyond"} if abs(value - bound) <= max(NEAR * abs(bound), least) else set()


def _atoms(node: Node) -> Iterator[Node]:
    """Yield the conditions a condition is made of."""
    match node:
        case Logic():
            for item in node.items:
                yield from _atoms(item)
        case Not():
            yield from _atoms(node.item)
        case Call() if node.function.name == "at_least":
            for item in node.args[1:]:
                yield from _atoms(item)
        case _:
            yield node


def _limit(atom: Node, program: Program) -> Compare | None:
    """Return a comparison with a constant, the constant on the right; nothing for any other condition."""
    if not isinstance(atom, Compare):
        return None
    left, right = (_constant(side, program) for side in (atom.left, atom.right))
    if right and not left and names_in(atom.left):
        return atom
    return Compare(FLIPPED[atom.op], atom.right, atom.left) if left and not right else None


def _constant(node: Node, program: Program) -> bool:
    sources = {program.loaded.names[n].source for n in names_in(node)}
    return isinstance(node, Number | Name | Arithmetic) and sources <= {"parameter"}

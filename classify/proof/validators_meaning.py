"""Validators of conditions: what can never hold, what always does, and what must not decide about a type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from classify.errors import Filler, Finding, Place
from classify.expression.sentence import sentence_of
from classify.expression.tree import Call, Logic, Node, walk
from classify.intake.wording import listed
from classify.model.text import Text
from classify.proof.subject import Subject
from classify.scoring.program import FULL, CompiledRule


def never_holds(subject: Subject) -> Iterator[Finding]:
    """LINT010: a rule that counts on no profile."""
    for rule in subject.rules:
        if subject.reach.degrees(rule)[1] == 0:
            yield Finding("LINT010", _place(subject, rule), {"id": rule.rule.id})


def always_holds(subject: Subject) -> Iterator[Finding]:
    """LINT011: a condition that is never false, so it says nothing about a profile."""
    for rule in subject.rules:
        if rule.when is not None and subject.reach.always(rule.when) and not subject.reach.never(rule.when):
            yield Finding("LINT011", _place(subject, rule), {"id": rule.rule.id})


def dead_side(subject: Subject) -> Iterator[Finding]:
    """LINT012: one side of an “or” that can never be what makes the condition hold."""
    for rule in subject.rules:
        if rule.when is not None and not subject.reach.never(rule.when):
            for side in _dead_sides(subject, rule.when, ()):
                fill: dict[str, Filler] = {"id": rule.rule.id, "part": _said(subject, side)}
                yield Finding("LINT012", _place(subject, rule), fill)


def _dead_sides(subject: Subject, node: Node, beside: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the sides of every “or” in `node` that contradict themselves or what stands `beside` them."""
    if not isinstance(node, Logic):
        return
    for i, item in enumerate(node.items):
        if node.op == "and":
            others = (*node.items[:i], *node.items[i + 1 :])
            yield from _dead_sides(subject, item, (*beside, *others))
        elif subject.reach.never(Logic("and", (item, *beside)) if beside else item):
            yield item
        else:
            yield from _dead_sides(subject, item, beside)


def _said(subject: Subject, node: Node) -> Text:
    names, numbers = subject.loaded.names, subject.program.numbers if subject.program else {}
    return sentence_of(node, names, numbers)


def outcome_decides(subject: Subject) -> Iterator[Finding]:
    """LINT013: a figure the work is meant to change decides about the type, so success would re-type a community."""
    yield from _reading(subject, "LINT013", "outcome")


def declared_decides(subject: Subject) -> Iterator[Finding]:
    """LINT014: the declared type, or another decision, decides about the computed one."""
    yield from _reading(subject, "LINT014", "declared")


def _reading(subject: Subject, code: str, role: str) -> Iterator[Finding]:
    fields = {f.id: f for f in subject.loaded.pack.fields if f.role == role}
    for rule in subject.rules:
        read = {n for tree in rule.trees for n in subject.below(tree)} & fields.keys()
        if read and any(rule.weights):
            labels = listed(fields[id_].label for id_ in sorted(read))
            yield Finding(code, _place(subject, rule), {"id": rule.rule.id, "field": labels})


def fills_gaps(subject: Subject) -> Iterator[Finding]:
    """LINT015: a rule that looks at whether a figure is there, which breaks the interval of its degree."""
    for rule in subject.rules:
        functions = sorted({f for tree in rule.trees for f in _gap_fillers(subject, tree)})
        if functions and any(rule.weights):
            yield Finding("LINT015", _place(subject, rule), {"id": rule.rule.id, "function": functions[0]})


def _gap_fillers(subject: Subject, tree: Node) -> Iterator[str]:
    inner = (subject.loaded.trees.get(("indicators", name)) for name in subject.below(tree))
    for part in (tree, *(t for t in inner if t is not None)):
        for node in walk(part):
            if isinstance(node, Call):
                function = node.function
                # at_least stays open while it is open: more figures only narrow what it can be.
                if not function.strict and function.name != "at_least":
                    yield function.name


def line_never_proposed(subject: Subject) -> Iterator[Finding]:
    """LINT016: a line of a list or of a method whose condition contradicts itself."""
    for key, tree in subject.loaded.trees.items():
        if key[0] in ("items", "methods") and subject.reach.never(tree):
            path = ("when",) if key[0] == "items" else (key[2],)
            yield Finding("LINT016", subject.loaded.place(key[0], key[1], *path), {"id": key[-1]})


def check_never_complains(subject: Subject) -> Iterator[Finding]:
    """LINT017: a check that asks for what always holds."""
    for id_, tree in _checks(subject):
        if subject.reach.always(tree):
            yield Finding("LINT017", subject.loaded.place("checks", id_, "that"), {"id": id_})


def check_always_complains(subject: Subject) -> Iterator[Finding]:
    """LINT018: a check that asks for what can never hold."""
    for id_, tree in _checks(subject):
        if subject.reach.never(tree):
            yield Finding("LINT018", subject.loaded.place("checks", id_, "that"), {"id": id_})


def _checks(subject: Subject) -> Iterator[tuple[str, Node]]:
    yield from ((key[1], tree) for key, tree in subject.loaded.trees.items() if key[0] == "checks")


def never_in_full(subject: Subject) -> Iterator[Finding]:
    """LINT019: a ramp whose end lies beyond what its value can be."""
    for rule in subject.rules:
        high = subject.reach.degrees(rule)[1]
        if rule.ramp is not None and 0 < high < FULL:
            place = subject.loaded.place("rules", rule.rule.id, "ramp")
            yield Finding("LINT019", place, {"id": rule.rule.id, "share": f"{high / 10:g}%"})


def _place(subject: Subject, rule: CompiledRule) -> Place:
    return subject.loaded.place("rules", rule.rule.id, "when" if rule.when is not None else "ramp")


VALIDATORS: dict[str, Callable[[Subject], Iterable[Finding]]] = {
    "LINT010": never_holds,
    "LINT011": always_holds,
    "LINT012": dead_side,
    "LINT013": outcome_decides,
    "LINT014": declared_decides,
    "LINT015": fills_gaps,
    "LINT016": line_never_proposed,
    "LINT017": check_never_complains,
    "LINT018": check_always_complains,
    "LINT019": never_in_full,
}

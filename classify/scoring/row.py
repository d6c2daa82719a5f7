"""The row function: one generated Python function that takes a profile from values to a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from classify.expression.row import RowWriter, Term, unknown
from classify.model.profile import Value
from classify.scoring.blocks import Block, blocks_of, deciding_tree, has_own_doubt
from classify.scoring.pieces import indented
from classify.scoring.program import FULL, TOP, CompiledRule, Program, RampLine
from classify.scoring.values import row_loader


class RowResult(NamedTuple):
    """Hold what one profile came to; scores in tenths of a point per type, bits per rule.

    `winner` and `runner_up` are indices of types, -1 for none; `margin` is in tenths or `None`;
    `status` indexes `STATUSES`.
    """

    scores: tuple[int, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    winner: int
    runner_up: int
    margin: int | None
    status: int
    fired: int
    unknown: int


RowFunction = Callable[[tuple[Value, ...]], tuple[Any, ...]]


class RowKernel:
    """Run the compiled scheme on single profiles."""

    def __init__(self, program: Program) -> None:
        """Generate and compile the function; takes some milliseconds for fifty rules."""
        self.program = program
        self.source = row_source(program)
        namespace: dict[str, Any] = {}
        exec(compile(self.source, "<row function>", "exec"), namespace)  # noqa: S102 - we wrote every character
        self.evaluate: RowFunction = namespace["evaluate"]
        self.load = row_loader(program.inputs)

    def run(self, values: Mapping[str, Any]) -> RowResult:
        """Load the values of one profile and evaluate them."""
        return RowResult(*self.evaluate(self.load(values)))


def row_source(program: Program) -> str:
    """Return the source of `evaluate(values)`, which takes loaded values in the order of `inputs`."""
    variables = {f.id: f"x{i}" for i, f in enumerate(program.inputs)}
    writer = RowWriter(variables, program.indicators, program.numbers)
    writer.lines.append(
        f"({''.join(v + ', ' for v in variables.values())}) = values" if variables else "values"
    )
    n = len(program.types)
    for prefix in ("s", "l", "h"):
        writer.lines.append(" = ".join(f"{prefix}{i}" for i in range(n)) + " = 0")
    writer.lines.append("fired = unknown = 0")
    tests = [line for block in blocks_of(program, writer) for line in _block(writer, program, block)]
    own = [(bit, rule) for bit, rule in enumerate(program.rules) if has_own_doubt(rule)]
    tests += [line for bit, rule in own for line in _both(writer, rule, bit)]
    lines = [*writer.lines, *tests, *_scores(program), *program.policy.row(program), _result(n)]
    return "def evaluate(values):\n" + "\n".join("    " + line for line in lines) + "\n"


def _block(writer: RowWriter, program: Program, block: Block) -> list[str]:
    """Return the rules that are unknown together: one question and one sum of doubts for all of them."""
    known = []
    for bit in block.rules:
        rule, term = program.rules[bit], writer.term(deciding_tree(program.rules[bit]))
        test = [f"if {term.code}:"] if rule.ramp is None else _degree(rule.ramp, term)
        known += [*test, *_fires(rule, bit, str(FULL) if rule.ramp is None else "d")]
    if not block.open:
        return known
    doubts = _doubts([(bit, program.rules[bit]) for bit in block.rules], str(FULL))
    return [f"if {unknown(Term('', block.open))}:", *doubts, "else:", *indented(known)]


def _degree(ramp: RampLine, of: Term) -> list[str]:
    # Half a thousandth is added before the fraction is cut off: rounding without round().
    degree = f"d = ({of.code} - {ramp.start!r}) * {ramp.steps!r} + 0.5"
    return [degree, "if d >= 1.0:", f"    d = {FULL} if d >= {FULL}.0 else int(d)"]


def _both(writer: RowWriter, rule: CompiledRule, bit: int) -> list[str]:
    """Return a rule with condition and ramp: it counts where the condition holds, and may be in doubt in part."""
    assert rule.when is not None, "the caller looked"  # noqa: S101 - for the type checker
    assert rule.ramp is not None, "the caller looked"  # noqa: S101 - for the type checker
    condition, of = writer.variable(rule.when), writer.term(rule.ramp.of)
    fires, doubts = _fires(rule, bit, "d"), _doubts([(bit, rule)], "d")
    body = [*_degree(rule.ramp, of), f"    if {condition}:", *indented(fires), "    else:", *indented(doubts)]
    if of.open:
        body = [f"if {unknown(of)}:", *_doubts([(bit, rule)], str(FULL)), "else:", *indented(body)]
    return [f"if {condition} is not False:", *indented(body)]


def _product(weight: int, degree: str) -> str:
    return str(abs(weight) * int(degree)) if degree.isdigit() else f"{abs(weight)} * {degree}"


def _fires(rule: CompiledRule, bit: int, degree: str) -> list[str]:
    # A bit is set at most once, so it may be added, which is faster than |=.
    lines = [f"    fired += {1 << bit}"]
    for i, weight in enumerate(rule.weights):
        if weight:
            lines.append(f"    s{i} {'+' if weight > 0 else '-'}= {_product(weight, degree)}")
    return lines


def _doubts(rules: Sequence[tuple[int, CompiledRule]], degree: str) -> list[str]:
    lines = [f"    unknown += {sum(1 << bit for bit, _ in rules)}"]
    for i, weights in enumerate(zip(*(rule.weights for _, rule in rules), strict=True)):
        above, below = sum(w for w in weights if w > 0), sum(w for w in weights if w < 0)
        lines += [f"    h{i} += {_product(above, degree)}"] if above else []
        lines += [f"    l{i} -= {_product(below, degree)}"] if below else []
    return lines


def _scores(program: Program) -> list[str]:
    lines = [_scaled(f"a{i}", f"s{i}", full) for i, full in enumerate(program.full)]
    lines.append("if unknown:")
    for i, full in enumerate(program.full):
        for end, width in ((f"low{i}", f"l{i}"), (f"high{i}", f"h{i}")):
            lines.append(f"    {_scaled(end, f's{i} + {width}', full)}")
    return lines


def _scaled(name: str, total: str, full: int) -> str:
    # total is in millionths of weight and full in thousandths, so the quotient is in tenths of a point.
    return (
        f"{name} = 0 if (t := {total}) <= 0 else {TOP} if t >= {full * TOP} else (t + {full // 2}) // {full}"
    )


def _result(n: int) -> str:
    groups = [f"({''.join(f'{p}{i}, ' for i in range(n))})" for p in ("a", "low", "high")]
    rest = "winner, runner_up, margin, status, fired, unknown"
    return (
        f"scores = {groups[0]}\n    return (scores, {groups[1]} if unknown else scores, "
        f"{groups[2]} if unknown else scores, {rest})"
    )


__all__ = ["RowKernel", "RowResult", "row_source"]

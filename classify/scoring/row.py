"""The row function: one generated Python function that takes a profile from values to a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from classify.expression.row import RowWriter, unknown
from classify.model.profile import Value
from classify.scoring.program import FULL, TOP, CompiledRule, Program
from classify.scoring.values import load_row


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

    def run(self, values: Mapping[str, Any]) -> RowResult:
        """Load the values of one profile and evaluate them."""
        return RowResult(*self.evaluate(load_row(self.program.inputs, values)))


def row_source(program: Program) -> str:
    """Return the source of `evaluate(values)`, which takes loaded values in the order of `inputs`."""
    variables = {f.id: f"x{i}" for i, f in enumerate(program.inputs)}
    writer = RowWriter(variables, program.indicators, program.numbers)
    writer.lines.append(f"({''.join(v + ', ' for v in variables.values())}) = values" if variables else "values")
    n = len(program.types)
    for prefix in ("s", "l", "h"):
        writer.lines.append(" = ".join(f"{prefix}{i}" for i in range(n)) + " = 0")
    writer.lines.append("fired = unknown = 0")
    for bit, rule in enumerate(program.rules):
        _write_rule(writer, rule, bit)
    lines = [*writer.lines, *_scores(program), *program.policy.row(program), _result(n)]
    return "def evaluate(values):\n" + "\n".join("    " + line for line in lines) + "\n"


def _write_rule(writer: RowWriter, rule: CompiledRule, bit: int) -> None:
    if rule.ramp is None:
        _write_condition(writer, rule, bit)
    else:
        _write_ramp(writer, rule, bit)


def _write_condition(writer: RowWriter, rule: CompiledRule, bit: int) -> None:
    assert rule.when is not None, "a rule has a condition or a ramp"  # noqa: S101 - for the type checker
    term = writer.term(rule.when)
    fires, open_ = _fires(rule, bit, str(FULL)), _doubts(rule, bit, str(FULL))
    if not term.open:
        writer.lines += [f"if {term.code}:", *fires]
    elif term.open == (term.code,):
        writer.lines += [f"if {term.code}:", *fires, f"elif {term.code} is None:", *open_]
    else:
        writer.lines += [f"if {unknown(term)}:", *open_, f"elif {term.code}:", *fires]


def _write_ramp(writer: RowWriter, rule: CompiledRule, bit: int) -> None:
    assert rule.ramp is not None, "the caller looked"  # noqa: S101 - for the type checker
    condition = writer.variable(rule.when) if rule.when is not None else "True"
    of = writer.term(rule.ramp.of)
    # Half a thousandth is added before the fraction is cut off: rounding without round().
    degree = [f"d = ({of.code} - {rule.ramp.start!r}) * {rule.ramp.steps!r} + 0.5", "if d >= 1.0:"]
    degree += [f"    d = {FULL} if d >= {FULL}.0 else int(d)"]
    fires, open_ = _fires(rule, bit, "d"), _doubts(rule, bit, "d")
    if rule.when is None:
        degree += fires
    else:
        degree += [f"    if {condition}:", *_deeper(fires), "    else:", *_deeper(open_)]
    whole = _doubts(rule, bit, str(FULL))
    body = [f"if {unknown(of)}:", *whole, "else:", *_deeper(degree)] if of.open else degree
    if rule.when is None:
        writer.lines += body
    else:
        writer.lines += [f"if {condition} is not False:", *_deeper(body)]


def _deeper(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


def _product(weight: int, degree: str) -> str:
    return str(abs(weight) * int(degree)) if degree.isdigit() else f"{abs(weight)} * {degree}"


def _fires(rule: CompiledRule, bit: int, degree: str) -> list[str]:
    lines = [f"    fired |= {1 << bit}"]
    for i, weight in enumerate(rule.weights):
        if weight:
            lines.append(f"    s{i} {'+' if weight > 0 else '-'}= {_product(weight, degree)}")
    return lines


def _doubts(rule: CompiledRule, bit: int, degree: str) -> list[str]:
    lines = [f"    unknown |= {1 << bit}"]
    for i, weight in enumerate(rule.weights):
        if weight:
            lines.append(f"    {'h' if weight > 0 else 'l'}{i} {'+' if weight > 0 else '-'}= {_product(weight, degree)}")
    return lines


def _scores(program: Program) -> list[str]:
    lines = [_scaled(f"a{i}", f"s{i}", full) for i, full in enumerate(program.full)]
    lines.append("if unknown:")
    for i, full in enumerate(program.full):
        lines += [f"    {_scaled(f'low{i}', f's{i} + l{i}', full)}", f"    {_scaled(f'high{i}', f's{i} + h{i}', full)}"]
    return lines


def _scaled(name: str, total: str, full: int) -> str:
    # total is in millionths of weight and full in thousandths, so the quotient is in tenths of a point.
    return (
        f"{name} = ({total} + {full // 2}) // {full} if 0 < {total} < {full * TOP} else 0 if {total} <= 0 else {TOP}"
    )


def _result(n: int) -> str:
    groups = [f"({''.join(f'{p}{i}, ' for i in range(n))})" for p in ("a", "low", "high")]
    rest = "winner, runner_up, margin, status, fired, unknown"
    return (
        f"scores = {groups[0]}\n    return (scores, {groups[1]} if unknown else scores, "
        f"{groups[2]} if unknown else scores, {rest})"
    )


__all__ = ["RowKernel", "RowResult", "row_source"]

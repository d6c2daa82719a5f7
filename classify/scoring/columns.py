"""The Polars kernel: the same program over a frame of profiles (extra `columns`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from classify.errors import refuse
from classify.expression.columns import ColumnWriter
from classify.expression.row import RowWriter
from classify.expression.tree import names_in
from classify.scoring.decision import STATUSES, policy_of
from classify.scoring.program import FULL, TOP, CompiledRule, Program
from classify.scoring.values import load_frame

if TYPE_CHECKING:
    import polars as pl

WORD = 63  # rules per word of the bit masks: signed integers, so that every engine can hold them


def _polars() -> Any:
    try:
        import polars  # noqa: ICN001, PLC0415 - an extra, and slow to import
    except ImportError:
        raise refuse("USE001", extra="columns") from None
    return polars


class ColumnKernel:
    """Run the compiled scheme on frames.

    The result has, for each type t in the program's order, `score.t`, `low.t` and `high.t` (tenths of a
    point), then `type`, `runner_up` (null for none), `margin` (tenths), `status`, and the words
    `fired.0…`, `unknown.0…` with one bit per rule.
    """

    def __init__(self, program: Program) -> None:
        """Build the expressions; takes some milliseconds."""
        self.program, self._pl = program, _polars()
        bounds = RowWriter({}, program.indicators, program.numbers)
        self._writer = ColumnWriter(program.numbers, bounds.bound)
        self._integer = self._pl.Int32 if self._fits_32() else self._pl.Int64

    def _fits_32(self) -> bool:
        n = range(len(self.program.types))
        return all(sum(abs(r.weights[i]) for r in self.program.rules) * FULL < 2**30 for i in n)

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Load and evaluate a frame whose columns are named by field ids; row order is kept."""
        return self.evaluate(load_frame(self.program.inputs, frame).lazy()).collect(engine="streaming")

    def evaluate(self, lazy: pl.LazyFrame) -> pl.LazyFrame:
        """Return the result columns for a lazy frame of loaded inputs."""
        for level in self._levels():
            lazy = lazy.with_columns(**level)
        rules = {}
        for i, rule in enumerate(self.program.rules):
            rules.update(self._rule(i, rule))
        lazy = lazy.select(**rules)
        lazy = lazy.select(**self._totals(), **self._words())
        lazy = lazy.select(**self._scaled(), **{n: self._pl.col(n) for n in self._words()})
        decision = policy_of(self.program).columns(self._pl, self.program)
        lazy = lazy.with_columns(winner=decision.winner)
        lazy = lazy.with_columns(runner=decision.runner_up, margin=decision.margin, code=decision.status)
        return lazy.select(**self._named())

    def _levels(self) -> list[dict[str, Any]]:
        levels: list[dict[str, Any]] = []
        depth: dict[str, int] = {}
        for id_ in self.program.used_indicators:
            tree = self.program.indicators[id_]
            depth[id_] = 1 + max((depth.get(n, 0) for n in names_in(tree)), default=0)
            while len(levels) < depth[id_]:
                levels.append({})
            levels[depth[id_] - 1][id_] = self._writer.expression(tree)
        return levels

    def _rule(self, index: int, rule: CompiledRule) -> Mapping[str, Any]:
        """Return `d` (known degree, 0 where unknown) and `u` (width of the doubt) of one rule."""
        pl, integer = self._pl, self._integer
        condition = self._writer.expression(rule.when) if rule.when is not None else None
        if rule.ramp is None:
            assert condition is not None, "a rule has a condition or a ramp"  # noqa: S101 - for the type checker
            degree = condition.cast(integer) * FULL
            return {f"d{index}": degree.fill_null(0), f"u{index}": degree.is_null().cast(integer) * FULL}
        of = self._writer.expression(rule.ramp.of)
        steps = ((of - rule.ramp.start) * rule.ramp.steps + 0.5).clip(0.0, float(FULL)).cast(integer)
        if condition is None:
            return {f"d{index}": steps.fill_null(0), f"u{index}": steps.is_null().cast(integer) * FULL}
        zero, whole = pl.lit(0, dtype=integer), pl.lit(FULL, dtype=integer)
        width = steps.fill_null(whole)
        doubt = pl.when(condition.is_null()).then(width).when(condition & steps.is_null()).then(whole)
        return {
            f"d{index}": pl.when(condition).then(steps.fill_null(0)).otherwise(zero),
            f"u{index}": doubt.otherwise(zero),
        }

    def _totals(self) -> dict[str, Any]:
        totals = {}
        for i in range(len(self.program.types)):
            weights = [(r, rule.weights[i]) for r, rule in enumerate(self.program.rules) if rule.weights[i]]
            totals[f"s{i}"] = self._sum([("d", r, w) for r, w in weights])
            totals[f"l{i}"] = self._sum([("u", r, w) for r, w in weights if w < 0])
            totals[f"h{i}"] = self._sum([("u", r, w) for r, w in weights if w > 0])
        return totals

    def _sum(self, terms: list[tuple[str, int, int]]) -> Any:
        pl, integer = self._pl, self._integer
        total = pl.lit(0, dtype=integer)
        for prefix, rule, weight in terms:
            total = total + pl.col(f"{prefix}{rule}") * pl.lit(weight, dtype=integer)
        return total

    def _words(self) -> dict[str, Any]:
        pl = self._pl
        words = {}
        for start in range(0, len(self.program.rules) or 1, WORD):
            for name, prefix in (("fired", "d"), ("unknown", "u")):
                word = pl.lit(0, dtype=pl.Int64)
                for rule in range(start, min(start + WORD, len(self.program.rules))):
                    bit = pl.lit(1 << (rule - start), dtype=pl.Int64)
                    word = word + (pl.col(f"{prefix}{rule}") > 0).cast(pl.Int64) * bit
                words[f"{name}.{start // WORD}"] = word
        return words

    def _scaled(self) -> dict[str, Any]:
        pl, integer = self._pl, self._integer
        scaled = {}
        for i, full in enumerate(self.program.full):
            known = pl.col(f"s{i}")
            for name, total in (("a", known), ("low", known + pl.col(f"l{i}")), ("high", known + pl.col(f"h{i}"))):
                clipped = total.clip(pl.lit(0, dtype=integer), pl.lit(full * TOP, dtype=integer))
                scaled[f"{name}{i}"] = ((clipped + full // 2) // full).cast(pl.Int32)
        return scaled

    def _named(self) -> dict[str, Any]:
        pl, ids = self._pl, [t.id for t in self.program.types]
        named = {}
        for i, id_ in enumerate(ids):
            for name, column in (("score", f"a{i}"), ("low", f"low{i}"), ("high", f"high{i}")):
                named[f"{name}.{id_}"] = pl.col(column)
        for name, column in (("type", "winner"), ("runner_up", "runner")):
            named[name] = self._worded(column, ids)
        named["margin"] = pl.col("margin")
        named["status"] = self._worded("code", STATUSES)
        return named | {name: pl.col(name) for name in self._words()}

    def _worded(self, column: str, words: Sequence[str]) -> Any:
        """Return the word an index stands for; null where the index is none of theirs."""
        pl = self._pl
        kind = pl.Enum(list(words))
        result = pl.when(pl.col(column) == 0).then(pl.lit(words[0], dtype=kind))
        for i, word in enumerate(words[1:], start=1):
            result = result.when(pl.col(column) == i).then(pl.lit(word, dtype=kind))
        return result

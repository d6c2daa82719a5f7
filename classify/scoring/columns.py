"""The Polars kernel: the same program over a frame of profiles (extra `columns`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, reduce
from operator import add
from typing import TYPE_CHECKING, Any

from classify.errors import refuse
from classify.expression.columns import ColumnWriter
from classify.expression.row import RowWriter
from classify.expression.tree import names_in
from classify.scoring.blocks import blocks_of, deciding_tree, has_own_doubt
from classify.scoring.decision import STATUSES, DecisionColumns
from classify.scoring.program import FULL, TOP, CompiledRule, Program, RampLine
from classify.scoring.values import load_frame

if TYPE_CHECKING:
    import polars as pl

THIRD = 21
WORD = 3 * THIRD  # rules per word of the bit masks: signed integers, so that every engine can hold them
ROWS = " rows"  # a column that no field or rule can be called
GROUP = 4 * WORD  # rules worked out together where there are many


def _polars() -> Any:
    try:
        import polars  # noqa: PLC0415 - an extra, and slow to import
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
        self._writer = ColumnWriter(program.indicators, program.numbers)
        self._integer = self._pl.Int32 if self._fits_32() else self._pl.Int64
        self._zero, self._whole = self._number(0), self._number(FULL)
        self._own = [r for r, rule in enumerate(program.rules) if has_own_doubt(rule)]
        names = {f.id: f"x{i}" for i, f in enumerate(program.inputs)}
        terms = RowWriter(names, program.indicators, program.numbers)
        self._blocks = [block for block in blocks_of(program, terms) if block.open]

    def _fits_32(self) -> bool:
        sums = [sum(abs(r.weights[i]) for r in self.program.rules) for i in range(len(self.program.types))]
        return max(*sums, *self.program.full) * FULL < 2**30

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Load and evaluate a frame whose columns are named by field ids; row order is kept."""
        loaded = load_frame(self.program.inputs, frame)
        if len(self.program.rules) <= GROUP:
            return self.evaluate(loaded).collect(engine="streaming")
        return self._decided(self._in_groups(loaded.collect())).collect(engine="streaming")

    def evaluate(self, lazy: pl.LazyFrame) -> pl.LazyFrame:
        """Return the result columns for a lazy frame of loaded inputs."""
        return self._decided(self._summed(lazy))

    def _in_groups(self, loaded: pl.DataFrame) -> pl.LazyFrame:
        """Return totals and words, worked out for some rules at a time.

        A plan with thousands of columns takes time and memory that grow with the square of their number.
        """
        totals: dict[str, Any] = {}
        words: dict[str, Any] = {}
        for start in range(0, len(self.program.rules), GROUP):
            some = replace(self.program, rules=self.program.rules[start : start + GROUP])
            part = ColumnKernel(some)
            names = part._word_names()
            found = (
                part._summed(loaded.lazy()).select(*self._total_names(), *names).collect(engine="streaming")
            )
            for name in self._total_names():
                column = found[name].cast(self._integer)
                totals[name] = totals[name] + column if name in totals else column
            for name in names:
                sort, word = name.split(".")
                words[f"{sort}.{start // WORD + int(word)}"] = found[name]
        return self._pl.DataFrame(totals | words).lazy()  # type: ignore[no-any-return]

    def _summed(self, lazy: pl.LazyFrame) -> pl.LazyFrame:
        # Every step selects: Polars 2.1 merges chains of with_columns and then takes one column for
        # another. A column of zeros always goes along, because what is the same in every row may come out
        # as one row; the words are built on it, or else Polars would leave it out as of no use.
        zeros = self._pl.nth(0).is_null().cast(self._pl.Int64) * 0
        lazy = lazy.select(zeros.alias(ROWS), *(field.id for field in self.program.inputs))
        columns = [ROWS, *(field.id for field in self.program.inputs)]
        for level in self._levels:
            lazy = lazy.select(*columns, **level)
            columns += level
        return lazy.select(ROWS, **self._rules).select(ROWS, **self._totals, **self._words)

    def _decided(self, lazy: pl.LazyFrame) -> pl.LazyFrame:
        words = self._word_names()
        lazy = lazy.select(*words, **self._scaled)
        decision = self._decision
        lazy = lazy.select("*", winner=decision.winner)
        lazy = lazy.select("*", runner=decision.runner_up, margin=decision.margin, code=decision.status)
        return lazy.select(**self._named)

    @cached_property
    def _decision(self) -> DecisionColumns:
        return self.program.policy.columns(self._pl, self.program)

    @cached_property
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

    @cached_property
    def _rules(self) -> dict[str, Any]:
        """Return `n` per block (whether its rules are unknown), and what each rule gives."""
        rules = {
            f"n{b}": self._writer.expression(deciding_tree(self.program.rules[block.rules[0]])).is_null()
            for b, block in enumerate(self._blocks)
        }
        for i, rule in enumerate(self.program.rules):
            rules.update(self._rule(i, rule))
        return rules

    def _rule(self, index: int, rule: CompiledRule) -> dict[str, Any]:
        """Return `c` (truth) or `d` (degree, 0 where unknown) of a rule, and `u` (doubt) where it has its own."""
        condition = self._writer.expression(rule.when) if rule.when is not None else None
        if rule.ramp is None:
            return {f"c{index}": condition}
        degree = self._degree(rule.ramp)
        if condition is None:
            return {f"d{index}": degree}
        unknown = self._writer.expression(rule.ramp.of).is_null()
        width = self._choose(unknown, self._whole, degree)
        doubt = self._choose(condition & unknown, self._whole, self._zero)
        doubt = self._choose(condition.is_null(), width, doubt)
        return {f"d{index}": self._choose(condition, degree, self._zero), f"u{index}": doubt}

    def _degree(self, ramp: RampLine) -> Any:
        steps = (self._writer.expression(ramp.of) - ramp.start) * ramp.steps + 0.5
        # Two choices are twice as fast as clip() and turn unknown into 0 by the way; after them no
        # value can be out of the range of integers, so the cast need not look.
        top, within = self._pl.lit(float(FULL)), self._choose(steps >= 1.0, steps, self._pl.lit(0.0))
        return self._choose(steps >= FULL, top, within).cast(self._integer, wrap_numerical=True)

    def _choose(self, test: Any, yes: Any, no: Any) -> Any:
        """Return `yes` where the test holds and `no` where it is false or unknown."""
        return self._pl.when(test).then(yes).otherwise(no)

    @cached_property
    def _totals(self) -> dict[str, Any]:
        totals = {}
        for i in range(len(self.program.types)):
            weights = [rule.weights[i] for rule in self.program.rules]
            totals[f"s{i}"] = self._sum([self._known(r, w) for r, w in enumerate(weights) if w])
            totals[f"l{i}"] = self._sum(self._doubts([min(w, 0) for w in weights]))
            totals[f"h{i}"] = self._sum(self._doubts([max(w, 0) for w in weights]))
        return totals

    def _known(self, rule: int, weight: int) -> Any:
        if self.program.rules[rule].ramp is None:
            return self._choose(self._pl.col(f"c{rule}"), self._number(weight * FULL), self._zero)
        return self._pl.col(f"d{rule}") * self._number(weight)

    def _doubts(self, weights: Sequence[int]) -> list[Any]:
        own = [self._pl.col(f"u{r}") * self._number(weights[r]) for r in self._own if weights[r]]
        sums = [sum(weights[r] for r in block.rules) for block in self._blocks]
        return own + [
            self._choose(self._pl.col(f"n{b}"), self._number(w * FULL), self._zero)
            for b, w in enumerate(sums)
            if w
        ]

    def _sum(self, terms: Sequence[Any]) -> Any:
        return reduce(add, terms) if terms else self._zero

    @cached_property
    def _words(self) -> dict[str, Any]:
        pl, rules = self._pl, self.program.rules
        fired = [
            (1 << r, pl.col(f"c{r}") if x.ramp is None else pl.col(f"d{r}") > 0) for r, x in enumerate(rules)
        ]
        unknown = [
            (sum(1 << r for r in block.rules), pl.col(f"n{b}")) for b, block in enumerate(self._blocks)
        ]
        unknown += [(1 << r, pl.col(f"u{r}") > 0) for r in self._own]
        words: dict[str, Any] = {}
        for name in self._word_names():
            sort, word = name.split(".")
            words[name] = self._word(fired if sort == "fired" else unknown, int(word) * WORD)
        return words

    def _word_names(self) -> list[str]:
        count = (len(self.program.rules) + WORD - 1) // WORD or 1
        return [f"{sort}.{w}" for w in range(count) for sort in ("fired", "unknown")]

    def _total_names(self) -> list[str]:
        return [f"{sort}{i}" for i in range(len(self.program.types)) for sort in ("s", "l", "h")]

    def _word(self, bits: Sequence[tuple[int, Any]], start: int) -> Any:
        """Return a word of `bits` from bit `start` on, added up in thirds: 32-bit integers are faster."""
        pl, word = self._pl, self._pl.col(ROWS)
        for shift in range(0, WORD, THIRD):
            chosen = [((bit >> (start + shift)) % (1 << THIRD), test) for bit, test in bits]
            terms = [
                self._choose(test, pl.lit(bit, dtype=pl.Int32), pl.lit(0, dtype=pl.Int32))
                for bit, test in chosen
                if bit
            ]
            if terms:
                word = word + self._sum(terms).cast(pl.Int64) * pl.lit(1 << shift, dtype=pl.Int64)
        return word

    def _number(self, value: int) -> Any:
        return self._pl.lit(value, dtype=self._integer)

    @cached_property
    def _scaled(self) -> dict[str, Any]:
        pl, scaled = self._pl, {}
        for i, full in enumerate(self.program.full):
            known = pl.col(f"s{i}")
            for name, total in (
                ("a", known),
                ("low", known + pl.col(f"l{i}")),
                ("high", known + pl.col(f"h{i}")),
            ):
                inside = pl.min_horizontal(pl.max_horizontal(total, self._zero), self._number(full * TOP))
                scaled[f"{name}{i}"] = ((inside + full // 2) // full).cast(pl.Int32)
        return scaled

    @cached_property
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
        return named | {name: pl.col(name) for name in self._word_names()}

    def _worded(self, column: str, words: Sequence[str]) -> Any:
        """Return the word an index stands for; null where the index is none of theirs."""
        pl = self._pl
        kind = pl.Enum(list(words))
        result = pl.when(pl.col(column) == 0).then(pl.lit(words[0], dtype=kind))
        for i, word in enumerate(words[1:], start=1):
            result = result.when(pl.col(column) == i).then(pl.lit(word, dtype=kind))
        return result

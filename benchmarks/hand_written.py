"""The six-types rules written by hand in Polars, as somebody would who knows the rules and Polars well.

Nothing here comes from the rule pack or from our generator: the numbers are typed in, every unknown
follows from the figure a rule looks at, tests that need two rules' worth of thought are columns of their own.
It is as fast as its author could make it: 32-bit integers, choices instead of casts, no nulls under
`max_horizontal`, the streaming engine. Unlike our kernel it trusts its input (no NaN, no infinities, clean text).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

import polars as pl

TYPES = ("commercial", "open-street", "mixed", "resettlement", "old-estate", "commodity")
FULL_AT = (10_000, 10_000, 10_000, 9_500, 10_000, 10_000)
THRESHOLD, MARGIN, NEAR_TIE = 500, 100, 30
STATUSES = ("clear", "close", "data-missing", "no-type")
FORMS = ("traditional", "old_estate", "commodity", "resettlement", "affordable_dorm", "other")
SHARES = tuple(pl.col(f"share_{form}") for form in FORMS)
ZERO = pl.lit(0, dtype=pl.Int32)
col = pl.col


def over(part: Any, whole: Any) -> pl.Expr:
    whole = pl.col(whole) if isinstance(whole, str) else whole
    return pl.when(whole != 0).then((pl.col(part) if isinstance(part, str) else part) / whole)


def number(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.Int32)


def ramp(name: str, start: float, end: float) -> pl.Expr:
    """Return a degree of 0 to 1000, which is 0 where the figure is unknown."""
    steps = (col(name) - start) * (1000 / (end - start)) + 0.5
    degree = pl.when(steps >= 1000).then(1000.0).when(steps >= 1).then(steps).otherwise(0.0)
    return degree.cast(pl.Int32, wrap_numerical=True)


RATIOS = {
    "age60_registered_share": over("residents_60plus", "registered_population"),
    "age60_share": over("residents_60plus", "residents_total"),
    "biz_per_100hh": over(col("business_units") * 100.0, "households_total"),
    "commercial_area_share": over("commercial_gfa", col("commercial_gfa") + col("residential_gfa")),
    **{f"share_{form}": over(f"dwellings_{form}", "dwellings_total") for form in FORMS},
    "households_per_compound": over("households_total", "compounds_total"),
    "migrant_share": over(
        "migrants_total",
        pl.when(col("residents_total") >= col("migrants_total"))
        .then(col("residents_total"))
        .when(col("residents_total") < col("migrants_total"))
        .then(col("migrants_total")),
    ),
    "open_share": over("dwellings_open", "dwellings_total"),
    "parking_per_household": over("parking_spaces", "households_total"),
    "pop_density": over("residents_total", "area_km2"),
    "pre2001_share": over("dwellings_pre2001", "dwellings_total"),
    "rented_share": over("rented_dwellings", "dwellings_total"),
    "walkup_share": over("blocks_no_lift", "blocks_total"),
}


def largest_two() -> tuple[pl.Expr, pl.Expr]:
    a, b, c, d, e, f = (share.fill_null(0.0) for share in SHARES)
    most, least = pl.max_horizontal, pl.min_horizontal
    p, q, r = most(a, b), most(c, d), most(e, f)
    second = most(least(a, b), least(c, d), least(e, f), least(p, q), least(most(p, q), r))
    return most(p, q, r), second


def tests() -> dict[str, pl.Expr]:
    """Return the figures and truths that need more than one ratio."""
    complete = ~reduce(lambda x, y: x | y, [share.is_null() for share in SHARES])
    most, second = largest_two()
    thirds = reduce(add, [(share >= 0.15).cast(pl.Int8) for share in SHARES])
    squares = reduce(add, [share * share for share in SHARES])
    return {
        "concentration": squares,
        # Added and not chosen: a choice hands nulls to max_horizontal, which makes it ten times slower.
        "largest": most + pl.when(complete).then(0.0),
        "second": second + pl.when(complete).then(0.0),
        "third_form": thirds >= 3,
        "strong": reduce(lambda x, y: x | y, [share >= 0.6 for share in SHARES]),
        "majority": reduce(lambda x, y: x | y, [share >= 0.5 for share in SHARES]),
    }


def signals() -> pl.Expr:
    """Return whether two of four signals of business are there; unknown where a missing one decides."""
    four = [col("commercial_area_share") >= 0.4, col("biz_per_100hh") >= 40]
    four += [col("designated_commercial_district"), col("daytime_ratio") >= 2]
    yes = reduce(add, [pl.when(s).then(number(1)).otherwise(ZERO) for s in four])
    not_no = reduce(add, [pl.when(~s).then(ZERO).otherwise(number(1)) for s in four])
    return pl.when(yes >= 2).then(statement=True).when(not_no < 2).then(statement=False)


JUDGED = {
    "two_signals": signals(),
    "over_housing": signals() & (col("biz_per_100hh") >= 15),
    "two_rivals": ~col("strong")
    & (col("largest") >= 0.5)
    & (col("second") >= 0.3)
    & (col("largest") - col("second") < 0.2),
    "aged": (col("population_basis") == "resident") & (col("age60_share") >= 0.25)
    | (col("population_basis") == "registered") & (col("age60_registered_share") >= 0.35),
    "new_stock": (col("pre2001_share") < 0.3) & (col("median_build_year") >= 2001),
    "compact": (col("area_km2") <= 0.6) & (col("pop_density") >= 11_000),
    "open_lanes": (col("open_share") >= 0.5)
    & ((col("share_traditional") >= 0.4) | (col("heritage_zone") != "none")),
}

# What must be known · truth, or degree of a ramp · weights in the order of TYPES
RULES: tuple[tuple[str, pl.Expr, tuple[float, ...]], ...] = (
    ("biz_per_100hh", ramp("biz_per_100hh", 25, 40), (1.5, 0, 0, 0, 0, 0)),
    ("daytime_ratio", ramp("daytime_ratio", 1.5, 2), (0.8, 0, 0, 0, 0, 0)),
    ("designated_commercial_district", col("designated_commercial_district"), (1, 0, 0, 0, 0, 0)),
    ("biz_per_100hh", ramp("biz_per_100hh", 25, 15), (-3.5, 0, 0, 0, 0, 0)),
    ("commercial_area_share", ramp("commercial_area_share", 0.3, 0.4), (1.5, 0, 0, 0, 0, 0)),
    ("commercial_area_share", ramp("commercial_area_share", 0.2, 0.1), (-1.5, 0, 0, 0, 0, 0)),
    ("designated_commercial_district", ~col("designated_commercial_district"), (-1, 0, 0, 0, 0, 0)),
    ("over_housing", col("over_housing"), (0, -3, -5, -4, -4, -4)),
    ("daytime_ratio", col("daytime_ratio") < 0.9, (-1, 0, 0, 0, 0, 0)),
    ("two_signals", col("two_signals"), (5, 0, 0, 0, 0, 0)),
    ("households_per_compound", col("households_per_compound").is_between(400, 3000), (0, 0, 0, 0, 0, 0.5)),
    ("open_share", ramp("open_share", 0.5, 0.3), (0, 0, 0, 0, 0, 1.5)),
    ("walkup_share", col("walkup_share") <= 0.3, (0, 0, 0, 0, 0, 0.5)),
    ("share_commodity", col("share_commodity") >= 0.5, (0, 0, 0, -6, -6, 4.5)),
    ("pre2001_share", ramp("pre2001_share", 0.6, 0.4), (0, 0, 0, 0, 0, 1)),
    ("open_share", col("open_share") > 0.5, (0, 0, 0, 0, 0, -2)),
    ("parking_per_household", ramp("parking_per_household", 0.4, 0.6), (0, 0, 0, 0, 0, 1)),
    ("share_commodity", ramp("share_commodity", 0.5, 0.6), (0, 0, 0, 0, 0, 1.5)),
    ("strong", col("strong"), (0, 0, -6, 0, 0, 0)),
    ("concentration", ramp("concentration", 0.5, 0.35), (0, 0, 1.5, 0, 0, 0)),
    ("open_share", (col("open_share") > 0.2) & (col("open_share") < 0.8), (0, 0, 0.3, 0, 0, 0)),
    ("majority", ~col("majority"), (0, 0, 6, 0, 0, 0)),
    (
        "largest",
        pl.when(col("largest") >= 0.5).then(ramp("largest", 0.6, 0.5)).otherwise(ZERO),
        (0, 0, 2, 0, 0, 0),
    ),
    ("third_form", col("third_form"), (0, 0, 0.8, 0, 0, 0)),
    ("pre2001_share", (col("pre2001_share") > 0.3) & (col("pre2001_share") < 0.7), (0, 0, 0.3, 0, 0, 0)),
    ("two_rivals", col("two_rivals"), (0, 0, 6, -4, -4, -4)),
    ("aged", col("aged"), (0, 0, 0, 0, 1, 0)),
    ("median_build_year", col("median_build_year").is_between(1975, 1998), (0, 0, 0, 0, 0.5, 0)),
    ("walkup_share", col("walkup_share") < 0.3, (0, 0, 0, 0, -1, 0)),
    ("share_old_estate", col("share_old_estate") >= 0.5, (0, 0, 0, -6, 4.5, -6)),
    ("new_stock", col("new_stock"), (0, 0, 0, 0, -5, 0)),
    ("pre2001_share", ramp("pre2001_share", 0.5, 0.6), (0, 0, 0, 0, 1.5, 0)),
    ("parking_per_household", ramp("parking_per_household", 0.5, 0.3), (0, 0, 0, 0, 0.5, -0.3)),
    ("migrant_share", col("migrant_share").is_between(0.05, 0.35), (0, 0, 0, 0, 0.3, 0)),
    ("share_old_estate", ramp("share_old_estate", 0.5, 0.6), (0, 0, 0, 0, 1.5, 0)),
    ("walkup_share", ramp("walkup_share", 0.5, 0.7), (0, 0, 0, 0, 1, 0)),
    ("compact", col("compact"), (0, 0.5, 0, 0, 0, 0)),
    ("share_traditional", col("share_traditional") < 0.1, (0, -0.5, 0, 0, 0, 0)),
    (
        "heritage_zone",
        (col("heritage_zone") == "core") | (col("heritage_zone") == "historic_district"),
        (0, 1.5, 0, -1.5, 0, -0.5),
    ),
    ("heritage_zone", col("heritage_zone") == "none", (0, -1, 0, 0, 0, 0)),
    ("open_lanes", col("open_lanes"), (0, 4, -5, -2.5, -2.5, -2.5)),
    ("open_share", ramp("open_share", 0.5, 0.8), (0, 1.5, 0, 0, 0, 0)),
    ("protected_buildings", ramp("protected_buildings", 0, 4), (0, 0.5, 0, 0, 0, 0)),
    ("share_traditional", ramp("share_traditional", 0.3, 0.5), (0, 2, 0, 0, 0, -1)),
    ("open_share", col("open_share") <= 0.3, (0, -4, 0, 0, 0, 0)),
    ("median_build_year", col("median_build_year") >= 1995, (0, 0, 0, 0.5, 0, 0)),
    ("migrant_share", col("migrant_share") < 0.1, (0, 0, 0, -0.5, 0, 0)),
    ("share_resettlement", col("share_resettlement") >= 0.5, (0, 0, 0, 4.5, -6, -6)),
    ("migrant_share", ramp("migrant_share", 0.3, 0.4), (0, 0, 0, 1.2, 0, 0)),
    ("origin_villages", col("origin_villages") < 1, (0, 0, 0, -0.5, 0, 0)),
    ("origin_villages", col("origin_villages") >= 2, (0, 0, 0, 1.2, 0, -1)),
    ("rented_share", ramp("rented_share", 0.2, 0.3), (0, 0, 0, 1, 0, 0)),
    ("share_resettlement", ramp("share_resettlement", 0.5, 0.6), (0, 0, 0, 1.5, 0, 0)),
    ("share_affordable_dorm", col("share_affordable_dorm") >= 0.5, (0, -3, -6, -6, -6, -6)),
    ("share_traditional", col("share_traditional") >= 0.5, (0, 0, 0, -6, -6, -6)),
    ("share_other", ramp("share_other", 0.2, 0.35), (0, 0, -6, 0, 0, 0)),
)
RAMPS = frozenset((0, 1, 3, 4, 5, 11, 14, 16, 17, 19, 22, 31, 32, 34, 35, 41, 42, 43, 48, 51, 52, 55))
NEEDS = {name: [r for r, rule in enumerate(RULES) if rule[0] == name] for name, *_ in RULES}


def chosen(test: pl.Expr, value: int, dtype: Any = pl.Int32) -> pl.Expr:
    return pl.when(test).then(pl.lit(value, dtype=dtype)).otherwise(pl.lit(0, dtype=dtype))


def totals() -> dict[str, pl.Expr]:
    result = {}
    for i, full in enumerate(FULL_AT):
        weights = [round(rule[2][i] * 1000) for rule in RULES]
        known = [
            col(f"r{r}") * number(w) if r in RAMPS else chosen(col(f"r{r}"), 1000 * w)
            for r, w in enumerate(weights)
            if w
        ]
        score = reduce(add, known)
        result[f"a{i}"] = scaled(score, full)
        for name, pick in (("low", min), ("high", max)):
            sums = {n: 1000 * sum(pick(weights[r], 0) for r in rules) for n, rules in NEEDS.items()}
            doubts = [chosen(col(f"no {n}"), total) for n, total in sums.items() if total]
            result[f"{name}{i}"] = scaled(reduce(add, doubts, score), full)
    return result


def scaled(total: pl.Expr, full: int) -> pl.Expr:
    inside = pl.min_horizontal(pl.max_horizontal(total, ZERO), number(full * 1000))
    return (inside + full // 2) // full


def words() -> dict[str, pl.Expr]:
    fired = [(1 << r, col(f"r{r}") > 0 if r in RAMPS else col(f"r{r}")) for r in range(len(RULES))]
    unknown = [(sum(1 << r for r in rules), col(f"no {name}")) for name, rules in NEEDS.items()]
    return {"fired.0": word(fired), "unknown.0": word(unknown)}


def word(bits: Sequence[tuple[int, pl.Expr]]) -> pl.Expr:
    parts = []
    for shift in (0, 30):
        terms = [
            chosen(test, bit >> shift & (1 << 30) - 1) for bit, test in bits if bit >> shift & (1 << 30) - 1
        ]
        parts.append(reduce(add, terms).cast(pl.Int64) * (1 << shift))
    return reduce(add, parts)


def winner() -> dict[str, pl.Expr]:
    scores = [col(f"a{i}") for i in range(6)]
    best = pl.max_horizontal(scores)
    limit = pl.max_horizontal(best - NEAR_TIE, number(THRESHOLD))
    choice = pl.when(best < THRESHOLD).then(pl.lit(-1, dtype=pl.Int8))
    for i in range(6):
        choice = choice.when(scores[i] >= limit).then(pl.lit(i, dtype=pl.Int8))
    return {"winner": choice}


def of_winner(prefix: str) -> pl.Expr:
    chain: Any = pl
    for i in range(6):
        chain = chain.when(col("winner") == i).then(col(f"{prefix}{i}"))
    return chain


def around() -> dict[str, pl.Expr]:
    """Return what the status depends on: best of the others, lead, and the winner's worst case."""
    others = [pl.when(col("winner") == i).then(number(-1)).otherwise(col(f"a{i}")) for i in range(6)]
    second = pl.max_horizontal(others)
    runner = pl.when(second <= 0).then(None)
    for i in range(6):
        runner = runner.when(others[i] == second).then(pl.lit(i, dtype=pl.Int8))
    most = {p: pl.max_horizontal([col(f"{p}{i}") for i in range(6)]) for p in ("low", "high")}
    return {
        "runner": runner,
        "margin": of_winner("a") - second,
        "low": of_winner("low"),
        **{f"most {p}": most[p] for p in most},
    }


def status() -> pl.Expr:
    doubt = col("low") < THRESHOLD
    for j in range(6):
        high = col(f"high{j}")
        first = (col("winner") > j) & (high >= col("most low") - NEAR_TIE)
        ahead = (col("winner") < j) & (high > col("low") + NEAR_TIE)
        doubt = doubt | (high >= THRESHOLD) & (first | ahead)
    none = col("winner") < 0
    codes = [pl.lit(word, dtype=pl.Enum(STATUSES)) for word in STATUSES]
    return (
        pl.when(none & (col("most high") >= THRESHOLD)).then(codes[2]).when(none).then(codes[3])
        .when(doubt).then(codes[2]).when(col("margin") < MARGIN).then(codes[1]).otherwise(codes[0])
    )  # fmt: skip


def named(column: str) -> pl.Expr:
    chain: Any = pl
    for i, name in enumerate(TYPES):
        chain = chain.when(col(column) == i).then(pl.lit(name, dtype=pl.Enum(TYPES)))
    return chain


def classify_by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what `ColumnKernel.run` returns for the six-types pack."""
    lazy = frame.lazy().with_columns(**RATIOS).with_columns(**tests()).with_columns(**JUDGED)
    rules = {f"r{r}": truth for r, (_, truth, _) in enumerate(RULES)}
    lazy = lazy.select(**rules, **{f"no {name}": col(name).is_null() for name in NEEDS})
    lazy = lazy.select(**totals(), **words()).with_columns(**winner()).with_columns(**around())
    ends = (("score", "a"), ("low", "low"), ("high", "high"))
    scores = {f"{end}.{t}": col(f"{column}{i}") for i, t in enumerate(TYPES) for end, column in ends}
    rest = {"type": named("winner"), "runner_up": named("runner")}
    rest |= {"margin": col("margin"), "status": status()}
    return lazy.select(**scores, **rest, **{w: col(w) for w in ("fired.0", "unknown.0")}).collect(
        engine="streaming"
    )

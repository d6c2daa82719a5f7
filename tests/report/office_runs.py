"""Runs that office files are tested with: a few communities of the sample district, some with names that hurt."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

from classify.engine import Run
from classify.engine import run as run_engine

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
HOSTILE = (
    '=HYPERLINK("http://example.org")', "+1+1", "-2+3", "@SUM(A1)", "<b>&amp;甲乙</b>", "𠮷祥社区😀", "社" * 200,
    "a/b\\c:d", "\x00\x07控\x1b制\u202e字\ud800符\uffff", "同名社区", "同名社区", "{{ 7*7 }}{% for %}", "http://example.org", "  ",
)  # fmt: skip


@cache
def district() -> Run:
    """Return the run on the whole sample district."""
    return run_engine([SAMPLE])


@cache
def third() -> Run:
    """Return the same run with every third community."""
    return dataclasses.replace(district(), outcomes=district().outcomes[::3])


def some(*ids: str) -> Run:
    """Return the same run with only these communities."""
    whole = district()
    return dataclasses.replace(whole, outcomes=tuple(o for o in whole.outcomes if o.id in ids))


def hostile() -> Run:
    """Return a run whose communities have names that are formulas, markup, paths or control characters."""
    whole = district()
    outcomes = tuple(
        o.model_copy(update={"name": name}) for o, name in zip(whole.outcomes, HOSTILE, strict=False)
    )
    return dataclasses.replace(whole, outcomes=outcomes)

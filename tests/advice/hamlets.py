"""The small scheme in the folder `hamlet`, and hamlets to classify with it."""

import datetime
from functools import cache
from pathlib import Path

from classify.advice.adviser import Adviser
from classify.insight.explain import Explainer
from classify.model.advised import Advice, AdvisedLine
from classify.model.outcome import Explanation, Outcome
from classify.model.profile import Profile, Value
from classify.rulepack.load import load_packs
from classify.scoring.outcome import Scorer
from classify.scoring.program import Program, compile_program

OLD: dict[str, Value] = {
    "homes": 200.0, "old_homes": 160.0, "shops": 4.0, "market_day": False,
    "elders": 25.0, "needy": 12.0, "wells": 3.0, "healers": 2.0,
}  # fmt: skip
CLOSE = OLD | {"old_homes": 128.0, "shops": 30.0, "market_day": True, "needy": 0.0}
NEITHER = OLD | {"old_homes": 70.0, "shops": 8.0}


@cache
def program() -> Program:
    return compile_program(load_packs([Path(__file__).parent / "hamlet"]), datetime.date(2024, 1, 1))


@cache
def scorer() -> Scorer:
    return Scorer(program())


@cache
def adviser() -> Adviser:
    return Adviser(program())


def hamlet(name: str = "Lower Mill", declared: str | None = None, **values: Value) -> tuple[Profile, Outcome]:
    profile = Profile(id="h1", name=name, group="North", values=OLD | values)
    return profile, scorer().score(profile, declared)


def explained(profile: Profile, outcome: Outcome) -> Explanation:
    return Explainer(scorer()).explain(profile, outcome)


def advise(**values: Value) -> Advice:
    profile, outcome = hamlet(**values)
    return adviser().advise(Explainer(scorer()).values(profile), outcome)


def lines(advice: Advice) -> dict[str, AdvisedLine]:
    return {line.id: line for entry in advice.lists for line in entry.lines}

"""What a profile came to, as data that every rendering shares.

Scores and points are in points of 0 to 100; scores have one decimal and are exact, because they are integers
in tenths inside.
"""

from typing import Literal

from classify.model.decision import Decision
from classify.model.profile import Value
from classify.model.text import Data

Status = Literal["clear", "close", "data-missing", "no-type"]


class Score(Data):
    """Hold a type's score by the known evidence, and the range it can take once all is known."""

    score: float
    low: float
    high: float


class Evidence(Data):
    """Hold a rule's degree, 0 to 1, and what it contributes per type.

    Where the degree is unknown `degree` is `None` and `low`, `high` bound it; `points` are then those of
    the highest degree.
    """

    rule: str
    degree: float | None
    low: float
    high: float
    points: dict[str, float]


class MissingField(Data):
    """Name a field without value and by how many points it could move the lead."""

    field: str
    swing: float


class Outcome(Data):
    """Hold the result for one profile.

    `type` is `None` where nothing claims the profile. `margin` is the lead over `runner_up`; it is negative
    where precedence decided a near tie, and `None` without a type. `fired` lists evidence above
    degree 0, strongest for the type first; `unknown` what could not be told. `missing` lists the fields that
    could change the type, most decisive first, and is empty where none can. `declared` is the office's own type;
    where a review decided it, `decision` says why, who and when.
    """

    id: str
    name: str
    group: str
    type: str | None
    status: Status
    runner_up: str | None
    margin: float | None
    scores: dict[str, Score]
    fired: tuple[Evidence, ...]
    unknown: tuple[Evidence, ...]
    missing: tuple[MissingField, ...]
    declared: str | None = None
    decision: Decision | None = None


class Reason(Data):
    """Hold one rule as it applies to a profile, worded in both languages; `_zh` is in the script that was asked for.

    `values` are the fields and indicators the rule read; `computed` names those among the fields behind them
    that a plugin's code computed, with the plugin: what it did cannot be looked into.
    """

    rule: str
    title_zh: str
    title_en: str
    sentence_zh: str
    sentence_en: str
    why_zh: str
    why_en: str
    criterion: str | None
    basis: str
    document: str | None
    place: str | None
    pack: str
    degree: float | None
    low: float
    high: float
    points: dict[str, float]
    values: dict[str, Value]
    computed: dict[str, str] = {}


class Explanation(Data):
    """Hold the whole reasoning for one profile.

    `supporting` and `opposing` are the rules that moved the score of the type (or, without a type, of the
    best-placed one, `focus`) up and down; `rival` the rules that speak for the runner-up; `silent` those
    that do not hold; `open` those that lack data.
    """

    outcome: Outcome
    focus: str
    supporting: tuple[Reason, ...]
    opposing: tuple[Reason, ...]
    rival: tuple[Reason, ...]
    other: tuple[Reason, ...]
    silent: tuple[Reason, ...]
    open: tuple[Reason, ...]

"""Advice for one community, as data that every rendering shares.

Everything is worded in both languages already, with the profile's values filled in and small figures about
people suppressed.
"""

from typing import Literal

from classify.model.basis import Basis
from classify.model.outcome import Status
from classify.model.text import Data, Text

State = Literal["proposed", "check"]


class Point(Data):
    """Hold one line of a method.

    `check`: whether it applies cannot be told; `lacks` names the figures that are missing.
    """

    id: str
    text: Text
    basis: Basis
    state: State = "proposed"
    lacks: tuple[Text, ...] = ()


class AdvisedTeam(Data):
    """Hold a team, how much it matters here (3 strengthen first, 0 no special need) and how many it has."""

    team: str
    label: Text
    weight: Literal[0, 1, 2, 3]
    headcount: int | None = None


class AdvisedMethod(Data):
    """Hold the work method of the type; lines whose condition is false are left out."""

    label: Text
    aim: Text
    basis: Basis
    actions: tuple[Point, ...] = ()
    metrics: tuple[Point, ...] = ()
    property_mode: tuple[Point, ...] = ()
    service_points: tuple[Point, ...] = ()
    teams: tuple[AdvisedTeam, ...] = ()
    teams_basis: Basis | None = None


class AdvisedLine(Point):
    """Hold one line of the list with the id `list`.

    `leads_to` and `uses` name lines that are present in the same advice; `owner` is a role, never a person.
    """

    list: str
    kind: Text | None = None
    detail: Text | None = None
    owner: Text | None = None
    priority: Literal[1, 2, 3] = 2
    leads_to: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class AdvisedList(Data):
    """Hold one list with its lines, the most urgent first."""

    id: str
    label: Text
    basis: Basis
    lines: tuple[AdvisedLine, ...] = ()


class Hint(Data):
    """Name the runner-up's method, where the lead is too small to forget about it."""

    type: str
    label: Text
    method: Text


class Advice(Data):
    """Hold everything recommended to one community.

    Without a type there is no `method`, the lists hold what suits any community, and `statement` says so
    and what is missing.
    """

    id: str
    type: str | None
    status: Status
    method: AdvisedMethod | None = None
    statement: Text | None = None
    hint: Hint | None = None
    lists: tuple[AdvisedList, ...] = ()

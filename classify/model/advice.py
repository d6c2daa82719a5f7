"""What follows from a type: a work method, lists, teams, property mode, service points."""

from typing import Any, Literal

from classify.model.basis import Basis
from classify.model.text import Data, Text


class Action(Data):
    """Describe one concrete step of a method; `when` limits it to profiles that need it."""

    id: str
    text: Text
    basis: Basis
    when: str | dict[str, Any] | None = None


class Emphasis(Data):
    """Say how much a team matters for a type: 3 strengthen first, 0 no special need."""

    team: str
    weight: Literal[0, 1, 2, 3]


class Method(Data):
    """Describe the work method of one type and what comes with it."""

    type: str
    label: Text
    aim: Text
    basis: Basis
    actions: tuple[Action, ...]
    metrics: tuple[Action, ...] = ()
    property_mode: tuple[Action, ...] = ()
    service_points: tuple[Action, ...] = ()
    teams: tuple[Emphasis, ...] = ()
    teams_basis: Basis | None = None


class Team(Data):
    """Name one of the teams a community may strengthen; `count_field` is its headcount, if any."""

    id: str
    label: Text
    count_field: str | None = None


class ListKind(Data):
    """Name a kind of line within a list (the five kinds of resources, say)."""

    id: str
    label: Text


class ListDefinition(Data):
    """Describe one of the lists a scheme hands to a community."""

    id: str
    label: Text
    basis: Basis
    kinds: tuple[ListKind, ...] = ()


class ListItem(Data):
    """Describe one line of a list as a template.

    The line is proposed where the community has one of `types` (none named: any type) and `when`
    holds; where `when` is unknown the line is proposed for checking. `text` and `detail` may quote
    fields and indicators in braces: `{compounds_total}`. `owner` is a role, never a person.
    `leads_to` and `uses` name other lines: need → task → resource or service.
    """

    id: str
    list: str
    text: Text
    basis: Basis
    kind: str | None = None
    types: tuple[str, ...] = ()
    when: str | dict[str, Any] | None = None
    detail: Text | None = None
    owner: Text | None = None
    leads_to: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    priority: Literal[1, 2, 3] = 2

"""A scheme: its types, its criterion groups and how it decides."""

from classify.model.basis import Basis
from classify.model.text import Data, Text


class Type(Data):
    """Describe one type. `full_at` is the evidence that counts as complete (default: all of it)."""

    id: str
    label: Text
    definition: Text
    basis: Basis
    short: Text | None = None
    full_at: float | None = None
    caution: Text | None = None


class Criterion(Data):
    """Describe a group the scheme sorts its rules into."""

    id: str
    label: Text
    basis: Basis | None = None


class Alarm(Data):
    """Describe a share of communities of one type above which the result itself is doubtful."""

    type: str
    share_above: float | str
    say: Text


class Scheme(Data):
    """Describe how scores become a type.

    `threshold`: a type claims a profile from this score on. `margin`: a lead smaller than this is a
    close call. `near_tie`: among claims within this distance of the best score, `precedence`
    decides. All in points of 0 to 100.
    """

    id: str
    label: Text
    level: str = "community"
    policy: str = "exclusive"
    threshold: float = 50
    margin: float = 10
    near_tie: float = 0
    precedence: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    about: Text | None = None

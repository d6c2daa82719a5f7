"""Small figures about people: which fields count people, which numbers no output may quote, and what would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from classify.model.field import Field
from classify.model.pack import Pack
from classify.model.profile import Profile, Table, Value

MINIMUM = 10
Key = tuple[Value, ...]


def too_small(value: Value, minimum: int = MINIMUM) -> TypeGuard[float]:
    """Tell whether a number of people lies between 1 and the minimum; 0 says nothing about anyone."""
    return not isinstance(value, bool) and isinstance(value, float | int) and 0 < value < minimum


def counts_people(field_: Field) -> bool:
    """Tell whether a field counts people, or households by something that befell them; what it says itself goes first."""
    if field_.type not in ("count", "number"):
        return False
    if field_.counts is not None:
        return field_.counts == "people"
    return field_.unit == "人" or (field_.unit == "户" and field_.role == "outcome")


def guarded_fields(pack: Pack) -> frozenset[str]:
    """Return the fields whose small figures are not shown; the headcount of a team counts posts unless it says otherwise."""
    teams = {team.count_field for team in pack.teams}
    return frozenset(
        f.id for f in pack.fields if counts_people(f) and not (f.counts is None and f.id in teams)
    )


@dataclass(frozen=True)
class SmallCells:
    """Say which figures of a run are not shown.

    `cells` holds, by what identifies a community, the fields hidden although they are not small: without them a small one could
    be told from the total of its subdistrict.
    """

    minimum: int = MINIMUM
    identity: tuple[str, ...] = ()
    cells: Mapping[Key, frozenset[str]] = field(default_factory=dict)

    def hides(self, id_: str, values: Mapping[str, Value]) -> bool:
        """Tell whether a guarded field's value is not shown for the community with these values."""
        if too_small(values.get(id_), self.minimum):
            return True
        return bool(self.cells) and id_ in self.cells.get(self._key(values), ())

    def _key(self, values: Mapping[str, Value]) -> Key:
        return tuple(values.get(name) for name in self.identity)


def small_cells(pack: Pack, profiles: Sequence[Profile], minimum: int = MINIMUM) -> SmallCells:
    """Return which figures of these communities are hidden: the small ones, and those that would give one away."""
    table = pack.table or Table(id=())
    identity = (*table.id, *(name for name in (table.name, table.group) if name))
    hidden: dict[Key, set[str]] = {}
    by_group: dict[str, list[Profile]] = {}
    for profile in profiles:
        by_group.setdefault(profile.group, []).append(profile)
    for id_ in sorted(guarded_fields(pack)):
        for members in by_group.values():
            for profile in complementary([(p, p.values.get(id_)) for p in members], minimum):
                key = tuple(profile.values.get(name) for name in identity)
                hidden.setdefault(key, set()).add(id_)
    return SmallCells(minimum, identity, {key: frozenset(ids) for key, ids in hidden.items()})


def complementary(figures: Iterable[tuple[Profile, Value]], minimum: int) -> list[Profile]:
    """Return whose figure has to be hidden as well, so that a single small one does not follow from the total.

    Where two or more are small, none follows; where one is, the next larger one is hidden with it.
    """
    known = [(p, v) for p, v in figures if isinstance(v, float | int) and not isinstance(v, bool)]
    small = [p for p, v in known if too_small(v, minimum)]
    if len(small) != 1:
        return []
    # A zero comes last: hiding it protects little, because nobody believes in nobody.
    others = sorted(
        ((v == 0, v, p.id, p) for p, v in known if p is not small[0]), key=lambda other: other[:3]
    )
    return [others[0][3]] if others else []

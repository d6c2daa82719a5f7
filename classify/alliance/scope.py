"""Which units a question is about: all, one subdistrict, one community, or a list of ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from classify.alliance.model import Alliance
from classify.alliance.rows import Need, Unit
from classify.errors import refuse
from classify.intake.wording import closest, did_you_mean, displayed, fold, same
from classify.model.text import Text

_SHOWN = 8


@dataclass(frozen=True)
class Scope:
    """Hold the ids a question is limited to; `None` stands for all."""

    ids: frozenset[str] | None = None

    @property
    def everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self.ids is None

    def holds(self, id_: str) -> bool:
        """Tell whether a unit is inside."""
        return self.ids is None or id_ in self.ids


def scope_of(alliance: Alliance, scope: str | Iterable[str] | None) -> Scope:
    """Return the units meant; raises `ClassifyError` where there is no such place."""
    if scope is None:
        return Scope()
    if not isinstance(scope, str):
        return Scope(frozenset(scope))
    unit = alliance.unit.get(scope) or _named(alliance, scope)
    if unit is not None and unit.kind == "community":
        return Scope(frozenset(u.id for u in alliance.units if unit.id in (u.id, u.place)))
    inside = frozenset(id_ for id_, where in alliance.subdistrict.items() if where and where == scope)
    if inside:
        return Scope(inside)
    if unit is not None:
        return Scope(frozenset((unit.id,)))
    raise refuse("ALLIANCE083", scope=displayed(scope))


def find_unit(alliance: Alliance, said: str) -> Unit:
    """Return the unit with this id or full name; raises `ClassifyError` where none or several fit."""
    if said in alliance.unit:
        return alliance.unit[said]
    named = [u for u in alliance.unit.values() if fold(u.name) == fold(said)]
    if len(named) == 1:
        return named[0]
    if named:
        raise refuse("ALLIANCE081", id=displayed(said), ids=", ".join(u.id for u in named[:8]))
    raise refuse("ALLIANCE080", id=displayed(said), hint=_instead(alliance, said))


def _instead(alliance: Alliance, said: str) -> Text:
    """Return what else the word may mean: an agreement, a need, or a unit of nearly that name."""
    if said in alliance.agreement:
        return Text(zh="；这是一份协议的编号", en="; that is the id of an agreement")
    if said in alliance.need:
        return Text(zh="；这是一条需求的编号", en="; that is the id of a need")
    by_name = {fold(u.name): u for u in alliance.unit.values()}
    near = closest(said, by_name)
    return did_you_mean(same(f"{by_name[near].name} {by_name[near].id}") if near else None)


def find_need(alliance: Alliance, said: str) -> Need:
    """Return the need with this id; raises `ClassifyError` where there is none."""
    if said in alliance.need:
        return alliance.need[said]
    unit = alliance.unit.get(said) or _named(alliance, said)
    own = [need.id for need in alliance.need.values() if unit is not None and need.community == unit.id]
    if own:
        ids = ", ".join(own[:_SHOWN])
        hint = Text(
            zh=f"；{displayed(said)}的需求有：{ids}", en=f"; the needs of {displayed(said)} are {ids}"
        )
    else:
        by_id = {fold(id_): id_ for id_ in alliance.need}
        near = closest(said, by_id)
        hint = did_you_mean(same(by_id[near]) if near else None)
    raise refuse("ALLIANCE082", id=displayed(said), hint=hint)


def _named(alliance: Alliance, said: str) -> Unit | None:
    return next((u for u in alliance.unit.values() if u.name == said), None)

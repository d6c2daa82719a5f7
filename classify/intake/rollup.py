"""Roll compounds up to their communities: sums, counts and medians, with how much of the community they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classify.errors import Filler, Finding, Place
from classify.intake.identity import Identifier, plain_name
from classify.intake.numbers import percent
from classify.intake.schema import Options, Schema
from classify.intake.sheets import Sheet
from classify.intake.values import shown
from classify.intake.wording import fold, listed
from classify.model.profile import Origin, Profile, Value
from classify.model.rollup import Condition, RollUp
from classify.model.text import Text

# Below this, what the compounds leave out could be anything; above it, it is taken to be like the rest.
COVERED = 0.9
_DWELLINGS = Text(zh="住宅", en="dwellings")
_COMPOUNDS = Text(zh="小区", en="compounds")


class Rolled(NamedTuple):
    """Hold a figure made of compounds and the part of the community they stand for."""

    value: float | None
    coverage: float
    by_weight: bool


@dataclass
class CompoundRoller:
    """Complete the profiles of communities from tables of compounds; what a community says itself is kept."""

    schema: Schema
    compounds: Schema
    options: Options
    findings: list[Finding]

    def roll_up(self, profiles: Sequence[Profile], sheets: Sequence[Sheet]) -> list[Profile]:
        """Return the profiles completed; communities known by their compounds only are added where no table lists communities."""
        parts = list(Identifier(self.compounds, self.options, self.findings).profiles(sheets))
        by_name: dict[str, list[Profile]] = {}
        for profile in profiles:
            by_name.setdefault(plain_name(profile.name or profile.id), []).append(profile)
        members: dict[str, list[Profile]] = {}
        added: dict[str, Profile] = {}
        for part in parts:
            owner = self._owner(part, by_name, added, alone=not profiles)
            if owner is None:
                self.findings.append(Finding("INTAKE079", _place(part, self.compounds.table.group)))
            else:
                members.setdefault(owner.id, []).append(part)
        return [
            self._complete(profile, members.get(profile.id, [])) for profile in (*profiles, *added.values())
        ]

    def _owner(
        self, part: Profile, by_name: Mapping[str, list[Profile]], added: dict[str, Profile], *, alone: bool
    ) -> Profile | None:
        name, group = part.group, part.values.get(self.schema.table.group or "")
        found = by_name.get(plain_name(name), []) if name else []
        if len(found) > 1 and isinstance(group, str):
            found = [profile for profile in found if fold(profile.group) == fold(group)]
        if len(found) == 1:
            return found[0]
        if not alone or not name:
            return None
        values: dict[str, Value] = {self.schema.table.name or "name": name}
        if isinstance(group, str) and self.schema.table.group:
            values[self.schema.table.group] = group
        origin = Origin(file=part.origin.file, sheet=part.origin.sheet, row=part.origin.row)
        key = plain_name(name)
        added.setdefault(
            key,
            Profile(
                id=name,
                name=name,
                group=group if isinstance(group, str) else "",
                values=values,
                origin=origin,
            ),
        )
        return added[key]

    def _complete(self, profile: Profile, parts: Sequence[Profile]) -> Profile:
        if not parts:
            return profile
        values = dict(profile.values)
        # What is said alike of several figures is said once: code, coverage, and what is covered.
        told: dict[tuple[str, str, bool], list[Text]] = {}
        totals = [
            r.id
            for r in self.compounds.rollup
            if r.how == "sum" and r.of == r.weight and not r.where and r.until is None
        ]
        own = values.get(totals[0]) if totals else None
        for entry in self.compounds.rollup:
            if entry.id not in self.schema.by_id:
                continue
            rolled = roll(entry, parts, own if isinstance(own, float) and entry.id not in totals else None)
            label, coverage = self.schema.by_id[entry.id].label, percent(round(min(rolled.coverage, 1.0), 3))
            if isinstance(values.get(entry.id), float):
                self._compare(profile, entry, values[entry.id], rolled)
            elif rolled.value is not None:
                values[entry.id] = rolled.value
                told.setdefault(("INTAKE076", coverage, rolled.by_weight), []).append(label)
            elif rolled.coverage > 0:
                told.setdefault(("INTAKE077", coverage, rolled.by_weight), []).append(label)
        for (code, coverage, by_weight), labels in told.items():
            fill: dict[str, Filler] = {
                "field": listed(labels),
                "count": len(parts),
                "coverage": coverage,
                "base": _DWELLINGS if by_weight else _COMPOUNDS,
            }
            self.findings.append(Finding(code, _place(profile, self.schema.table.name), fill))
        return profile.model_copy(update={"values": values})

    def _compare(self, profile: Profile, entry: RollUp, own: Value, rolled: Rolled) -> None:
        if (
            rolled.value is None
            or not isinstance(own, float)
            or abs(own - rolled.value) <= max(1.0, 0.01 * own)
        ):
            return
        field = self.schema.by_id[entry.id]
        least = self.options.minimum
        fill: dict[str, Filler] = {
            "field": field.label,
            "value": shown(field, own, least),
            "rolled": shown(field, rolled.value, least),
        }
        self.findings.append(Finding("INTAKE078", _place(profile, entry.id), fill))


def roll(entry: RollUp, parts: Sequence[Profile], own_total: float | None = None) -> Rolled:
    """Return one figure of a community by its compounds; `own_total` is the weight the community itself gives.

    Where the compounds with all data stand for less than `COVERED` of it the figure is `None`; above that, sums are
    scaled up to the whole. Counts are given only where every compound is known.
    """
    known = [(part, share) for part in parts if (share := _holds(entry, part.values)) is not None]
    if entry.how == "count":
        coverage = len(known) / len(parts)
        return Rolled(sum(share for _, share in known) if coverage == 1 else None, coverage, by_weight=False)
    weighed = [
        (part, share, w) for part, share in known if (w := _number(part.values, entry.weight)) is not None
    ]
    covered = sum(weight for _, _, weight in weighed)
    whole = max(own_total or 0.0, sum(_number(part.values, entry.weight) or 0.0 for part in parts))
    unweighed = sum(_number(part.values, entry.weight) is None for part in parts)
    coverage = covered / whole if whole else 0.0
    if unweighed:
        coverage *= 1 - unweighed / len(parts)
    if coverage < COVERED or not covered:
        return Rolled(None, coverage, by_weight=True)
    if entry.how == "median":
        return Rolled(
            _median(
                [(year, w) for part, _, w in weighed if (year := _middle(entry, part.values)) is not None]
            ),
            coverage,
            by_weight=True,
        )
    total = sum(share * (_number(part.values, entry.of or entry.weight) or 0.0) for part, share, _ in weighed)
    return Rolled(float(round(total * whole / covered)), coverage, by_weight=True)


def _holds(entry: RollUp, values: Mapping[str, Value]) -> float | None:
    """Return how far a compound counts, 0 to 1; `None` where it lacks the data to tell."""
    for field, wanted in entry.where.items():
        value = values.get(field)
        if value is None:
            return None
        if not _is_wanted(value, wanted):
            return 0.0
    if entry.years is None:
        return 1.0
    first, last = (_number(values, field) for field in entry.years)
    first, last = first if first is not None else last, last if last is not None else first
    if first is None or last is None:
        return None
    if entry.until is None or last <= entry.until:
        return 1.0
    return max(0.0, entry.until - first + 1) / (last - first + 1)


def _is_wanted(value: Value, wanted: Condition) -> bool:
    return value in wanted if isinstance(wanted, tuple) else value == wanted


def _number(values: Mapping[str, Value], field: str) -> float | None:
    value = values.get(field)
    return value if isinstance(value, float) else None


def _middle(entry: RollUp, values: Mapping[str, Value]) -> float | None:
    years = [year for field in entry.years or () if (year := _number(values, field)) is not None]
    return float(int(sum(years) / len(years))) if years else None


def _median(weighted: Sequence[tuple[float, float]]) -> float | None:
    half, passed = sum(weight for _, weight in weighted) / 2, 0.0
    for year, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return year
    return None


def _place(profile: Profile, field: str | None) -> Place:
    origin = profile.origin
    return Place(origin.file, origin.sheet, cell=origin.cells.get(field or "") or f"A{origin.row}")

"""Join the tables of many subdistricts: who handed in twice, what differs, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classify.errors import Filler, Finding, Place
from classify.intake.identity import plain_name
from classify.intake.places import in_reading_order
from classify.intake.schema import Schema
from classify.intake.taken import Intake
from classify.intake.wording import fold, same
from classify.model.profile import Profile, Value


@dataclass(frozen=True)
class MergedTables:
    """Hold the communities of all tables, each once, and what was said about them.

    `twice` counts communities that several tables hold, `conflicts` cells in which those differ.
    """

    profiles: tuple[Profile, ...]
    findings: tuple[Finding, ...]
    twice: int
    conflicts: int


@dataclass
class _Merger:
    schema: Schema
    found: dict[str, Profile] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    twice: int = 0
    conflicts: int = 0

    def add(self, profile: Profile) -> None:
        keys = self._keys(profile)
        known = next((self.keys[key] for key in keys if key in self.keys), None)
        if known is None:
            self.found[profile.id] = profile
        else:
            self.twice += 1
            self.found[known] = self._joined(self.found[known], profile)
        self.keys.update((key, known or profile.id) for key in keys if key not in self.keys)

    def _keys(self, profile: Profile) -> list[str]:
        """Return what identifies a community: its codes, and its name within its subdistrict where it has none."""
        codes = [
            f"{id_}={profile.values[id_]}"
            for id_ in self.schema.table.id
            if profile.values.get(id_) is not None
        ]
        return codes or [f"name={fold(profile.group)}/{plain_name(profile.name or profile.id)}"]

    def _joined(self, first: Profile, second: Profile) -> Profile:
        """Return the first profile with gaps filled from the second; where both say something different the first is kept."""
        values: dict[str, Value] = dict(first.values)
        for id_, value in second.values.items():
            if value is None or id_ not in self.schema.by_id:
                continue
            if values.get(id_) is None:
                values[id_] = value
            elif values[id_] != value and not (
                isinstance(value, str) and fold(value) == fold(str(values[id_]))
            ):
                self.conflicts += 1
                there = Place(first.origin.file, first.origin.sheet, cell=first.origin.cells.get(id_, ""))
                fill: dict[str, Filler] = {"field": self.schema.by_id[id_].label, "other": str(there)}
                here = Place(second.origin.file, second.origin.sheet, cell=second.origin.cells.get(id_, ""))
                self.findings.append(Finding("INTAKE085", here, fill))
        return first.model_copy(update={"values": values})


def merge_tables(
    tables: Sequence[Intake], schema: Schema, expected: Sequence[Profile] | None = None
) -> MergedTables:
    """Join tables that were read one by one; `expected` are the communities that should be among them."""
    merger = _Merger(schema)
    for table in tables:
        for profile in table.profiles:
            merger.add(profile)
    findings = [finding for table in tables for finding in table.findings] + merger.findings
    if expected is not None:
        findings.extend(_attendance(merger, expected))
    return MergedTables(
        tuple(merger.found.values()), in_reading_order(findings), merger.twice, merger.conflicts
    )


def _attendance(merger: _Merger, expected: Sequence[Profile]) -> Iterable[Finding]:
    """Yield who has not handed in, whole subdistricts first, and who was not expected."""
    wanted: dict[str, list[Profile]] = {}
    seen: set[str] = set()
    for profile in expected:
        keys = [merger.keys[key] for key in _all_keys(merger.schema, profile) if key in merger.keys]
        seen.update(keys)
        if not keys:
            wanted.setdefault(profile.group, []).append(profile)
    present = {fold(profile.group) for profile in merger.found.values()}
    for group, missing in wanted.items():
        if group and fold(group) not in present:
            yield Finding("INTAKE086", Place(), {"name": same(f"{group}（{len(missing)}）")})
        else:
            for profile in missing:
                yield Finding(
                    "INTAKE086", Place(), {"name": same(f"{group} {profile.name or profile.id}".strip())}
                )
    for id_, profile in merger.found.items():
        if id_ not in seen:
            place = Place(profile.origin.file, profile.origin.sheet, cell=f"A{profile.origin.row}")
            yield Finding(
                "INTAKE087", place, {"name": same(f"{profile.group} {profile.name or profile.id}".strip())}
            )


def _all_keys(schema: Schema, profile: Profile) -> list[str]:
    codes = [f"{id_}={profile.values[id_]}" for id_ in schema.table.id if profile.values.get(id_) is not None]
    return [*codes, f"name={fold(profile.group)}/{plain_name(profile.name or profile.id)}"]

"""`classify rules diff`: whose type changes between two rule sets or dates, and because of which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classify.engine import Run
from classify.model.outcome import Outcome
from classify.model.text import Text
from classify.scoring.outcome import Scorer
from classify.scoring.program import Program

MOST_CAUSES = 3
_SCHEME = ("policy", "threshold", "margin", "near_tie", "precedence")
_SECTIONS = ("fields", "indicators", "parameters", "types", "rules")


@dataclass(frozen=True)
class Edit:
    """Hold one difference between two rule sets; `before` and `after` are empty where it is not one value."""

    section: str
    id: str
    sort: str
    keys: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    def as_data(self) -> dict[str, object]:
        """Return the difference as plain data."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in vars(self).items() if v}


@dataclass(frozen=True)
class Cause:
    """Hold a rule and by how many points it moved the lead of the new type over the old one."""

    rule: str
    title: Text
    points: float


@dataclass(frozen=True)
class Change:
    """Hold one community that comes out otherwise.

    `gap` is the lead of the new type over the old one, before and after; where one of them is no type, the
    other's score.
    """

    before: Outcome
    after: Outcome
    gap: tuple[float, float]
    causes: tuple[Cause, ...]

    @property
    def retyped(self) -> bool:
        """Tell whether the type itself changes, and not only how sure it is."""
        return self.before.type != self.after.type

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the change as plain data."""
        causes = [{"rule": c.rule, "title": c.title.say(lang), "points": c.points} for c in self.causes]
        sides = {
            side: {"type": o.type, "status": o.status}
            for side, o in (("before", self.before), ("after", self.after))
        }
        head = {"id": self.after.id, "name": self.after.name, "group": self.after.group}
        return {**head, **sides, "gap": {"before": self.gap[0], "after": self.gap[1]}, "because": causes}


@dataclass(frozen=True)
class Impact:
    """Hold what differs between two runs over the same table: the rules first, then the communities."""

    before: Program
    after: Program
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    communities: int

    def moves(self) -> list[tuple[str | None, str | None, int]]:
        """Return how many go from which type to which, the most frequent first; those that keep theirs left out."""
        counts = Counter((c.before.type, c.after.type) for c in self.changes if c.retyped)
        return [(a, b, n) for (a, b), n in sorted(counts.items(), key=lambda m: (-m[1], str(m[0])))]

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the impact as plain data, format 1."""
        sides = {
            name: {
                "scheme": p.scheme.id,
                "as_of": p.as_of.isoformat(),
                "packs": [f.header.id for f in p.loaded.folders],
            }
            for name, p in (("before", self.before), ("after", self.after))
        }
        retyped = sum(c.retyped for c in self.changes)
        counts = {
            "communities": self.communities,
            "type_changes": retyped,
            "status_changes": len(self.changes) - retyped,
        }
        return {
            "format": 1, **sides, "rules": [e.as_data() for e in self.edits], "counts": counts,
            "moves": [{"before": a, "after": b, "communities": n} for a, b, n in self.moves()],
            "changes": [c.as_data(lang) for c in self.changes],
        }  # fmt: skip


def impact(before: Run, after: Run) -> Impact:
    """Compare two runs over the same table; a community one of them has not is left out."""
    earlier = {o.id: o for o in before.outcomes}
    pairs = [(earlier[o.id], o) for o in after.outcomes if o.id in earlier]
    changes = [
        _change(before, after, old, new)
        for old, new in pairs
        if (old.type, old.status) != (new.type, new.status)
    ]
    changes.sort(key=lambda c: (not c.retyped, c.after.id))
    edits = tuple(edits_between(before.program, after.program))
    return Impact(before.program, after.program, edits, tuple(changes), len(pairs))


def _change(before: Run, after: Run, old: Outcome, new: Outcome) -> Change:
    ahead, behind = _rivals(old, new)
    parts = [_gap_parts(run.scorer, run.profiles[new.id].values, ahead, behind) for run in (before, after)]
    moved = {
        id_: round(parts[1].get(id_, 0.0) - parts[0].get(id_, 0.0), 1) for id_ in {**parts[0], **parts[1]}
    }
    titles = {r.rule.id: r.rule.title for p in (before.program, after.program) for r in p.rules}
    ranked = sorted((m for m in moved.items() if m[1]), key=lambda m: (-abs(m[1]), m[0]))
    gaps = [_score(o, ahead) - _score(o, behind) for o in (old, new)]
    causes = tuple(Cause(id_, titles[id_], points) for id_, points in ranked[:MOST_CAUSES])
    return Change(old, new, (round(gaps[0], 1), round(gaps[1], 1)), causes)


def _rivals(old: Outcome, new: Outcome) -> tuple[str | None, str | None]:
    """Return the two types whose distance tells the story; `None` stands for having no type."""
    if new.type is None:
        return old.type or new.runner_up, None
    return new.type, old.type if old.type != new.type else new.runner_up


def _score(outcome: Outcome, type_: str | None) -> float:
    return outcome.scores[type_].score if type_ in outcome.scores else 0.0


def _gap_parts(
    scorer: Scorer, values: Mapping[str, Any], ahead: str | None, behind: str | None
) -> dict[str, float]:
    """Return what each rule adds to the lead of one type over another, in points.

    A degree that is not known counts from its middle, so that a rule which merely became open shows up.
    """
    program = scorer.program
    index = {t.id: i for i, t in enumerate(program.types)}
    parts = {}
    for i, degree in scorer.degrees(values).items():
        points = scorer.points(i, (degree.low + degree.high) // 2)
        lead = sum(
            sign * points[index[t]] for t, sign in ((ahead, 1), (behind, -1)) if t is not None and t in index
        )
        parts[program.rules[i].rule.id] = lead
    return parts


def edits_between(before: Program, after: Program) -> Iterator[Edit]:
    """Yield what differs between two rule sets, in the order scheme, fields, indicators, parameters, types, rules."""
    for key in _SCHEME:
        old, new = getattr(before.scheme, key), getattr(after.scheme, key)
        if old != new:
            yield Edit("scheme", after.scheme.id, "changed", (key,), _shown(old), _shown(new))
    for section in _SECTIONS:
        olds = {e.id: e for e in getattr(before.loaded.pack, section)}
        news = {e.id: e for e in getattr(after.loaded.pack, section)}
        for id_ in sorted({**olds, **news}):
            if id_ not in news or id_ not in olds:
                yield Edit(section, id_, "removed" if id_ in olds else "added")
            elif section == "parameters":
                yield from _parameter(before, after, id_)
            elif keys := _changed_keys(olds[id_], news[id_]):
                yield _edit(section, id_, keys, olds[id_], news[id_])


def _edit(section: str, id_: str, keys: Sequence[str], old: Any, new: Any) -> Edit:
    if len(keys) > 1:
        return Edit(section, id_, "changed", tuple(keys))
    return Edit(
        section, id_, "changed", tuple(keys), _shown(getattr(old, keys[0])), _shown(getattr(new, keys[0]))
    )


def _changed_keys(old: Any, new: Any) -> list[str]:
    # Wording decides nothing: a new title or source is no change of the rules.
    silent = {
        "label",
        "title",
        "why",
        "basis",
        "about",
        "aliases",
        "definition",
        "caution",
        "short",
        "usual",
        "need",
    }
    keys = type(old).model_fields
    return [k for k in keys if k not in silent and getattr(old, k) != getattr(new, k)]


def _parameter(before: Program, after: Program, id_: str) -> Iterator[Edit]:
    # What counts is the value that holds at the date of each run, wherever it was changed.
    old, new = before.parameters.get(id_), after.parameters.get(id_)
    values = [
        "—" if d is None else f"{d.value:g}" if d.of_district else str(d.entry.value) for d in (old, new)
    ]
    if (old.value if old else None) != (new.value if new else None):
        yield Edit("parameters", id_, "changed", ("value",), *values)
    elif before.loaded.pack != after.loaded.pack and _values(before, id_) != _values(after, id_):
        yield Edit("parameters", id_, "changed at other dates", ("values",))


def _values(program: Program, id_: str) -> dict[str, float | str]:
    parameter = next(p for p in program.loaded.pack.parameters if p.id == id_)
    return {date: dated.value for date, dated in parameter.values.items()}


def _shown(value: Any) -> str:
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, dict):
        return ", ".join(f"{k} {_shown(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_shown(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else "—" if value is None else str(value)

"""Validators of numbers and names: dated values, ranges, and what nothing uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise

from classify.errors import ClassifyError, Filler, Finding
from classify.expression.text import read
from classify.expression.tree import Number
from classify.model.rule import Parameter
from classify.proof.subject import Subject
from classify.rulepack.references import QUOTED

End = float | str | None


def out_of_order(subject: Subject) -> Iterator[Finding]:
    """LINT030: dated values that are not written oldest first."""
    for parameter in subject.loaded.pack.parameters:
        for earlier, later in pairwise(parameter.values):
            if later < earlier:
                place = subject.loaded.place("parameters", parameter.id, "values", later)
                yield Finding("LINT030", place, {"id": parameter.id, "date": later})


def out_of_range(subject: Subject) -> Iterator[Finding]:
    """LINT031: a parameter's value outside the range the parameter itself gives."""
    for parameter in subject.loaded.pack.parameters:
        low, high = _ends(subject, parameter)
        for date, dated in parameter.values.items():
            value = _number(subject, dated.value)
            if value is not None and not (low <= value <= high):
                place = subject.loaded.place("parameters", parameter.id, "values", date, "value")
                shown = " … ".join("" if end is None else str(end) for end in parameter.range)
                fill: dict[str, Filler] = {
                    "id": parameter.id,
                    "value": dated.value,
                    "date": date,
                    "range": shown,
                }
                yield Finding("LINT031", place, fill)


def _ends(subject: Subject, parameter: Parameter) -> tuple[float, float]:
    found = [_number(subject, end) for end in parameter.range]
    least, most = (0.0, 1.0) if parameter.type == "share" else (float("-inf"), float("inf"))
    return least if found[0] is None else found[0], most if found[1] is None else found[1]


def no_number(subject: Subject) -> Iterator[Finding]:
    """LINT036: an end of a parameter's range that is no number."""
    for parameter in subject.loaded.pack.parameters:
        for i, end in enumerate(parameter.range):
            if end is not None and _number(subject, end) is None:
                place = subject.loaded.place("parameters", parameter.id, "range", i)
                yield Finding("LINT036", place, {"id": parameter.id, "end": end})


def _number(subject: Subject, written: End) -> float | None:
    if written is None:
        return None
    try:
        tree = read(written, subject.loaded.names, "number")
    except ClassifyError:
        return None
    return tree.value if isinstance(tree, Number) else None


def upside_down(subject: Subject) -> Iterator[Finding]:
    """LINT032: a range that begins above its end."""
    loaded = subject.loaded
    ranges: list[tuple[str, str, str, tuple[End, End]]] = [
        ("fields", f.id, key, getattr(f, key)) for f in loaded.pack.fields for key in ("range", "usual")
    ]
    ranges += [("parameters", p.id, "range", p.range) for p in loaded.pack.parameters]
    for section, id_, key, (low, high) in ranges:
        ends = [_number(subject, end) for end in (low, high)]
        if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            fill: dict[str, Filler] = {"id": id_, "key": key, "low": _shown(low), "high": _shown(high)}
            yield Finding("LINT032", loaded.place(section, id_, key), fill)


def _shown(end: End) -> str:
    return f"{end:g}" if isinstance(end, float) else str(end)


def unused(code: str, section: str, subject: Subject) -> Iterator[Finding]:
    """LINT033 to LINT035: a name of the pack in question that nothing reads."""
    pack = subject.loaded.pack
    if not (pack.rules or pack.items or pack.methods):
        return  # a pack that only describes a profile is used by those that extend it
    used = _used(subject)
    for entry in getattr(pack, section):
        if entry.id not in used and subject.is_own(section, entry.id):
            yield Finding(code, subject.loaded.place(section, entry.id), {"id": entry.id})


def _used(subject: Subject) -> set[str]:
    pack = subject.loaded.pack
    used = {name for tree in subject.loaded.trees.values() for name in subject.below(tree)}
    used |= {
        name for i in pack.items for t in (i.text, i.detail) if t for name in QUOTED.findall(t.zh + t.en)
    }
    used |= {id_ for check in pack.checks for id_ in check.fields}
    used |= {v.quantile.of for p in pack.parameters for v in p.values.values() if v.quantile}
    used |= {team.count_field for team in pack.teams if team.count_field}
    used |= {field.part_of for field in pack.fields if field.part_of}
    if pack.table:
        table = pack.table
        used |= {*table.id, *(f for f in (table.name, table.group, table.date, table.declared) if f)}
    return used


VALIDATORS: dict[str, Callable[[Subject], Iterable[Finding]]] = {
    "LINT030": out_of_order,
    "LINT031": out_of_range,
    "LINT032": upside_down,
    "LINT033": partial(unused, "LINT033", "parameters"),
    "LINT034": partial(unused, "LINT034", "indicators"),
    "LINT035": partial(unused, "LINT035", "fields"),
    "LINT036": no_number,
}

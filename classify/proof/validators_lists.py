"""Validators of cases and lists: what no example shows, and lines that hang on nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from classify.errors import Finding
from classify.model.advice import ListItem
from classify.proof.subject import Subject


def unproven_rule(subject: Subject) -> Iterator[Finding]:
    """LINT040: a rule that no case expects to fire."""
    shown = {id_ for placed in subject.cases for id_ in placed.case.expect.fires}
    for rule in subject.rules:
        # A rule that can never fire is told so; no case could show it.
        if rule.rule.id not in shown and subject.reach.degrees(rule)[1]:
            yield Finding("LINT040", subject.loaded.place("rules", rule.rule.id), {"id": rule.rule.id})


def unproven_type(subject: Subject) -> Iterator[Finding]:
    """LINT041: a type that no case comes to, nor gives the points that claim it."""
    program = subject.program
    if program is None:
        return
    shown = {placed.case.expect.type for placed in subject.cases}
    for placed in subject.cases:
        shown |= {t for t, (low, _high) in placed.case.expect.scores.items() if low * 10 >= program.threshold}
    for type_ in program.types:
        if type_.id not in shown:
            yield Finding("LINT041", subject.loaded.place("types", type_.id), {"id": type_.id})


def never_together(subject: Subject) -> Iterator[Finding]:
    """LINT050: a line that points to one which no community gets together with it."""
    items = {i.id: i for i in subject.loaded.pack.items}
    for item in items.values():
        for key, ids in (("leads_to", item.leads_to), ("uses", item.uses)):
            for other in ids:
                types = items[other].types
                if item.types and types and not set(item.types) & set(types):
                    place = subject.loaded.place("items", item.id, key)
                    yield Finding("LINT050", place, {"id": item.id, "other": other})


def loose_end(code: str, subject: Subject) -> Iterator[Finding]:
    """LINT051 to LINT053: a line without the link that most lines of its list have.

    Which lists are linked is read from the lines themselves: where one need leads to a task, needs lead on.
    """
    linked = _LINKS[code](subject.loaded.pack.items)
    lists = defaultdict(list)
    for item in subject.loaded.pack.items:
        lists[item.list].append(item)
    for items in lists.values():
        if any(item.id in linked for item in items):
            for item in items:
                if item.id not in linked:
                    yield Finding(code, subject.loaded.place("items", item.id), {"id": item.id})


def _leading(items: Iterable[ListItem]) -> set[str]:
    return {i.id for i in items if i.leads_to}


def _led_to(items: Iterable[ListItem]) -> set[str]:
    return {id_ for i in items for id_ in i.leads_to}


def _used(items: Iterable[ListItem]) -> set[str]:
    return {id_ for i in items for id_ in i.uses}


_LINKS = {"LINT051": _leading, "LINT052": _led_to, "LINT053": _used}

VALIDATORS: dict[str, Callable[[Subject], Iterable[Finding]]] = {
    "LINT040": unproven_rule,
    "LINT041": unproven_type,
    "LINT050": never_together,
    "LINT051": partial(loose_end, "LINT051"),
    "LINT052": partial(loose_end, "LINT052"),
    "LINT053": partial(loose_end, "LINT053"),
}

"""Validators of what people read: titles, the two languages, sources, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from classify.errors import Finding
from classify.intake.wording import fold
from classify.model.basis import Basis
from classify.model.text import Text
from classify.proof.subject import Subject
from classify.rulepack.merge import KEY_OF, LISTS, SINGLES
from classify.rulepack.references import QUOTED

Path = tuple[str | int, ...]

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_TITLED = {"rules": "title", "types": "label", "items": "text"}


def same_title(subject: Subject) -> Iterator[Finding]:
    """LINT001: two rules, types or lines of one list that a reader cannot tell apart."""
    for section, key in _TITLED.items():
        first: dict[tuple[str, str, str], str] = {}
        for entry in getattr(subject.loaded.pack, section):
            text = getattr(entry, key)
            if getattr(entry, "status", "") == "deprecated":
                continue
            # Lines for different types never stand in one list, so they may be worded alike.
            scope = f"{getattr(entry, 'list', '')} {sorted(getattr(entry, 'types', ()))}"
            for lang, title in (("zh", text.zh), ("en", text.en)):
                mark = (scope, lang, title.strip().casefold())
                other = first.setdefault(mark, entry.id)
                if other != entry.id:
                    place = subject.loaded.place(section, entry.id, key, lang)
                    yield Finding("LINT001", place, {"id": entry.id, "other": other, "title": title.strip()})
                    break


def one_language(subject: Subject) -> Iterator[Finding]:
    """LINT002: a wording that is blank, or the same in both languages."""
    for section, id_, path, text in _wordings(subject, Text):
        zh, en = (QUOTED.sub("", t).strip() for t in (text.zh, text.en))
        alike = zh == en and bool(_LATIN.search(zh) or _HAN.search(zh))
        untranslated = bool(_LATIN.search(en)) and not _HAN.search(zh) and bool(_LATIN.search(zh))
        if not zh or not en or alike or untranslated or (_HAN.search(en) and not _LATIN.search(en)):
            place = subject.loaded.place(section, id_, *path)
            yield Finding("LINT002", place, {"id": id_ or section, "key": _shown(path)})


def unsourced(subject: Subject) -> Iterator[Finding]:
    """LINT003: something marked as stated, without the place in the document (loading asks for the document)."""
    for section, id_, path, basis in _wordings(subject, Basis):
        if basis.kind == "stated" and not (basis.place or "").strip():
            place = subject.loaded.place(section, id_, *path)
            yield Finding("LINT003", place, {"id": id_ or section, "key": _shown(path)})


def same_heading(subject: Subject) -> Iterator[Finding]:
    """LINT004: two fields a column heading could mean, once width, case and blanks are set aside."""
    owner: dict[str, str] = {}
    for field in subject.loaded.pack.fields:
        for spelling in (field.id, field.label.zh, field.label.en, *field.aliases):
            other = owner.setdefault(fold(spelling), field.id)
            if other != field.id:
                place = subject.loaded.place("fields", field.id)
                yield Finding("LINT004", place, {"id": field.id, "other": other, "spelling": spelling})


def _shown(path: Path) -> str:
    return ".".join(str(step) for step in path)


def _wordings(subject: Subject, kind: type[Any]) -> Iterator[tuple[str, str, Path, Any]]:
    """Yield every text (or basis) of the pack with the entry and the keys that lead to it."""
    pack = subject.loaded.pack
    for section in LISTS:
        key = KEY_OF.get(section, "id")
        for entry in getattr(pack, section) if key else ():
            for path, found in _inside(entry, kind, ()):
                yield section, getattr(entry, key), path, found
    for section in SINGLES:
        for path, found in _inside(getattr(pack, section), kind, ()):
            yield section, "", path, found


def _inside(data: Any, kind: type[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(data, kind):
        yield path, data
    elif isinstance(data, BaseModel):
        for name in type(data).model_fields:
            value = getattr(data, name)
            if isinstance(value, BaseModel | dict | tuple):
                yield from _inside(value, kind, (*path, name))
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _inside(value, kind, (*path, str(name)))
    elif isinstance(data, tuple):
        for i, value in enumerate(data):
            yield from _inside(value, kind, (*path, i))


VALIDATORS: dict[str, Callable[[Subject], Iterable[Finding]]] = {
    "LINT001": same_title,
    "LINT002": one_language,
    "LINT003": unsourced,
    "LINT004": same_heading,
}

"""Folders of YAML to one set of sections: joining files, taking over packs, changing single keys."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classify.errors import ClassifyError, Finding, refuse
from classify.model.pack import Pack, PackHeader
from classify.rulepack.strict_yaml import Map, Seq, Spot, bytes_of, placed, read_bytes

LISTS = tuple(n for n in Pack.model_fields if n not in ("pack", "scheme", "table"))
SINGLES = ("pack", "scheme", "table")
# An exclusion has no id of its own: it names the entry it is about, and several may name the same.
KEY_OF = {"methods": "type", "exclusions": ""}
CONDITIONS = ("when", "that")


@dataclass(frozen=True)
class Folder:
    """Hold one pack as written: its sections, its files and a hash of their content.

    `addition` names the plugin where a plugin adds to a pack from Python: it may add entries and change none.
    """

    path: Path
    header: PackHeader
    sections: Map
    files: tuple[Path, ...]
    digest: str
    addition: str | None = None


@dataclass
class Merged:
    """Hold the sections of several packs as one, with the pack each entry was first defined in."""

    sections: Map
    folders: tuple[Folder, ...]
    owners: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def pack_files(folder: Path) -> tuple[Path, ...]:
    """Return the YAML files of a pack in a fixed order, case files left out."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    return tuple(p for p in found if not p.stem.endswith(".cases"))


def case_files(folder: Path) -> tuple[Path, ...]:
    """Return the case files of a pack in a fixed order."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    return tuple(p for p in found if p.stem.endswith(".cases"))


def read_folder(folder: Path) -> Folder:
    """Read one pack's files; every finding of all files is collected before stopping."""
    files = pack_files(folder) if folder.is_dir() else ()
    if not files:
        raise refuse("RULES010", place=Spot(str(folder), 0, 0).place(), hint="", known="")
    findings: list[Finding] = []
    sections = Map(Spot(str(files[0]), 1, 1))
    digest = hashlib.sha256()
    for path in files:
        try:
            raw = bytes_of(path, str(path))
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + raw + b"\0")
            _join(sections, read_bytes(raw, str(path)), str(path))
        except ClassifyError as error:
            findings.extend(error.findings)
    if findings:
        raise ClassifyError(findings)
    return Folder(folder, _header(sections), sections, files, digest.hexdigest())


def folder_of(data: Mapping[str, Any], shown: str = "") -> Folder:
    """Return a pack given as data, with `shown` as its place in messages."""
    spot = Spot(shown, 1, 1)
    sections = Map(spot)
    _join(sections, placed(data, spot), shown)
    digest = hashlib.sha256(repr(data).encode()).hexdigest()
    return Folder(Path(shown), _header(sections), sections, (), digest)


def _header(sections: Map) -> PackHeader:
    # Read leniently: the full check comes with the whole pack, here only id and extends matter.
    header = sections.get("pack")
    if not isinstance(header, Map) or not isinstance(header.get("id"), str):
        raise refuse("RULES011", place=sections.spot.place())
    extends = header.get("extends")
    names = (extends,) if isinstance(extends, str) else tuple(extends) if isinstance(extends, Seq) else ()
    return PackHeader.model_construct(
        id=header["id"],
        version=str(header.get("version", "")),
        title=header.get("title"),
        extends=tuple(name for name in names if isinstance(name, str)),
    )


def _join(sections: Map, content: Any, shown: str) -> None:
    if content is None:
        return
    if not isinstance(content, Map):
        raise refuse("RULES012", Spot(shown, 1, 1).place())
    for key, value in content.items():
        spot = content.key_spots[key]
        if key not in (*LISTS, *SINGLES):
            raise refuse("RULES013", spot.place(), key=key, hint=closest(key, [*LISTS, *SINGLES]))
        if key in LISTS and not isinstance(value, Seq):
            raise refuse("RULES014", spot.place(), key=key)
        if key in SINGLES and key in sections:
            raise refuse("RULES003", spot.place(), key=key, other=str(sections.key_spots[key].place()))
        if key in LISTS and key in sections:
            sections[key].extend(value)
            sections[key].spots.extend(value.spots)
        else:
            sections[key] = value
            sections.key_spots[key], sections.value_spots[key] = spot, content.value_spots[key]


def closest(word: str, words: Iterable[str]) -> str:
    """Return “, did you mean …” for the closest of `words`, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f" → {close[0]}" if close else ""


def merge(folders: Sequence[Folder]) -> Merged:
    """Return the sections of all packs as one; an extending pack comes after what it extends.

    Raises `ClassifyError` where two packs that do not extend one another define the same entry.
    """
    ordered = _by_dependency(folders)
    ancestors: dict[str, set[str]] = {}
    for folder in ordered:
        above = folder.header.extends
        ancestors[folder.header.id] = set(above).union(*(ancestors[id_] for id_ in above))
    merged = Merged(Map(ordered[-1].sections.spot), tuple(ordered))
    findings: list[Finding] = []
    for folder in ordered:
        for key, value in folder.sections.items():
            if key in LISTS:
                findings.extend(_merge_list(merged, folder, key, value, ancestors[folder.header.id]))
            else:
                findings.extend(_merge_single(merged, folder, key, ancestors[folder.header.id]))
    if findings:
        raise ClassifyError(findings)
    return merged


def _by_dependency(folders: Sequence[Folder]) -> list[Folder]:
    waiting = sorted({f.header.id: f for f in folders}.values(), key=lambda f: f.header.id)
    done: list[Folder] = []
    while waiting:
        ready = [f for f in waiting if all(e in {d.header.id for d in done} for e in f.header.extends)]
        if not ready:
            cycle = " → ".join(f.header.id for f in waiting)
            raise refuse("RULES015", waiting[0].sections.spot.place(), cycle=cycle)
        done.extend(ready)
        waiting = [f for f in waiting if f not in ready]
    return done


def _merge_single(merged: Merged, folder: Folder, key: str, ancestors: set[str]) -> list[Finding]:
    value, sections = folder.sections[key], merged.sections
    owners = merged.owners.setdefault((key, ""), [])
    clash = [o for o in owners if o not in ancestors] if key != "pack" else []
    if clash:
        place = folder.sections.key_spots[key].place()
        fill = {"section": key, "id": key, "first": clash[0], "second": folder.header.id}
        return [Finding("RULES020", place, fill)]
    owners.append(folder.header.id)
    # The header describes one pack and is never taken over; the other single sections are.
    inherits = key != "pack" and key in sections
    sections[key] = overlay(sections[key], value) if inherits else value
    sections.key_spots[key] = folder.sections.key_spots[key]
    sections.value_spots[key] = folder.sections.value_spots[key]
    return []


def _merge_list(merged: Merged, folder: Folder, key: str, value: Seq, ancestors: set[str]) -> list[Finding]:
    target = merged.sections.setdefault(key, Seq(value.spot))
    merged.sections.key_spots[key] = folder.sections.key_spots[key]
    merged.sections.value_spots[key] = folder.sections.value_spots[key]
    id_key, findings = KEY_OF.get(key, "id"), list[Finding]()
    index = {id_: i for i, e in enumerate(target) if (id_ := _id_in(e, id_key))}
    for entry, spot in zip(value, value.spots, strict=True):
        id_ = _id_in(entry, id_key)
        owners = merged.owners.setdefault((key, id_), []) if id_ else []
        clash = [o for o in owners if folder.addition or o not in ancestors]
        if clash:
            fill = {"section": key, "id": id_, "first": clash[0], "second": folder.header.id}
            findings.append(Finding("RULES020", spot.place(), fill))
            continue
        owners.append(folder.header.id)
        if id_ in index:
            target[index[id_]] = overlay(target[index[id_]], entry)
        else:
            if id_:
                index[id_] = len(target)
            target.append(entry)
            target.spots.append(spot)
    return findings


def _id_in(entry: Any, key: str) -> str:
    # Anything but text is no id; the models will say so.
    id_ = entry.get(key) if isinstance(entry, Map) else None
    return id_ if isinstance(id_, str) else ""


def overlay(below: Any, above: Any) -> Any:
    """Return `below` with the keys `above` names changed; mappings join, `null` removes a key.

    A condition is one value, also in structured notation: it is replaced as a whole.
    """
    if not (isinstance(below, Map) and isinstance(above, Map)):
        return above
    result = Map(above.spot)
    result.update(below)
    result.key_spots, result.value_spots = dict(below.key_spots), dict(below.value_spots)
    for key, value in above.items():
        result.key_spots[key], result.value_spots[key] = above.key_spots[key], above.value_spots[key]
        if value is None:
            result.pop(key, None)
        else:
            result[key] = value if key in CONDITIONS else overlay(below.get(key), value)
    return result

"""From names and folders to the packs a run needs, with everything they extend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from classify.errors import Place, refuse
from classify.resources import bundled
from classify.rulepack.merge import Folder, closest, read_folder
from classify.rulepack.strict_yaml import spot_of


def bundled_packs() -> dict[str, Path]:
    """Return the packs that come with the program, by id (their folders are named so)."""
    rules = bundled("rules")
    return {p.name: p for p in sorted(rules.iterdir()) if (p / "pack.yaml").is_file()}


def find_folders(wanted: Sequence[str | Path], known: Mapping[str, Path]) -> list[Folder]:
    """Return the wanted packs and everything they extend.

    A pack is wanted by its folder, or by the id of a known one. What a pack extends is looked for beside
    it and among the known ones. Raises `ClassifyError` where one is not found.
    """
    folders: dict[str, Folder] = {}
    for want in wanted:
        folder = read_folder(_folder(want, known))
        if folder.header.id in folders and folders[folder.header.id].path != folder.path:
            first, second = folders[folder.header.id].path, folder.path
            place, id_ = folder.sections.spot.place(), folder.header.id
            raise refuse("RULES020", place, section="pack", id=id_, first=str(first), second=str(second))
        folders[folder.header.id] = folder
    waiting = list(folders.values())
    while waiting:
        folder = waiting.pop()
        for name in folder.header.extends:
            if name not in folders:
                folders[name] = _extended(name, folder, known)
                waiting.append(folders[name])
    return list(folders.values())


def _folder(wanted: str | Path, known: Mapping[str, Path]) -> Path:
    if str(wanted) in known and not Path(wanted).is_dir():
        return known[str(wanted)]
    path = Path(wanted)
    if not path.is_dir():
        hint = closest(str(wanted), known)
        raise refuse("RULES010", Place(str(wanted)), known=", ".join(sorted(known)), hint=hint)
    return path


def _extended(name: str, by: Folder, known: Mapping[str, Path]) -> Folder:
    beside = by.path.parent / name
    if (beside / "pack.yaml").is_file() and (neighbour := read_folder(beside)).header.id == name:
        return neighbour
    if name in known:
        return read_folder(known[name])
    place = spot_of(by.sections, ("pack", "extends"), by.sections.spot).place()
    raise refuse("RULES016", place, name=name, known=", ".join(sorted(known)))

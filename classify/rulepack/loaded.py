"""A pack that was loaded: what it says, where each entry stands, and the trees of its expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from classify.errors import Place
from classify.expression.names import Names
from classify.expression.tree import Node
from classify.model.pack import Pack
from classify.rulepack.merge import KEY_OF, SINGLES, Folder
from classify.rulepack.strict_yaml import Map, Seq, spot_of

TreeKey = tuple[str, ...]
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class LoadedPack:
    """Hold a pack with everything that was found out about it while loading.

    `trees` maps where an expression stands to its checked tree: `("indicators", id)`, `("checks", id)`,
    `("rules", id, "when")`, `("rules", id, "of")`, `("items", id)`, `("methods", type, section, id)`.
    """

    pack: Pack
    names: Names
    trees: Mapping[TreeKey, Node]
    folders: tuple[Folder, ...]
    sections: Map
    owners: Mapping[tuple[str, str], Sequence[str]]

    @cached_property
    def computed(self) -> dict[str, str]:
        """Return the fields that plugins compute from the whole table, with the plugin's name."""
        return {
            field["id"]: folder.addition
            for folder in self.folders
            if folder.addition is not None
            for field in folder.sections.get("fields", ())
        }

    def owner(self, section: str, id_: str) -> str:
        """Return the id of the pack that had the last word on an entry."""
        return self.owners[section, id_][-1]

    def place(self, section: str, id_: str, *path: str | int) -> Place:
        """Return where an entry, or a key within it, stands; single sections have no `id_`."""
        way = (section, *path) if section in SINGLES else (section, self.index_of(section, id_), *path)
        return spot_of(self.sections, way, self.sections.spot).place()

    def place_of(self, path: Path_) -> Place:
        """Return where the value at `path` (from the top of the pack) stands."""
        return spot_of(self.sections, path, self.sections.spot).place()

    def owner_of(self, path: Path_) -> str:
        """Return the id of the entry the value at `path` belongs to, or its section's name."""
        section = str(path[0])
        if section in SINGLES:
            return section
        return str(self.sections[section][path[1]].get(KEY_OF.get(section, "id"), section))

    def index_of(self, section: str, id_: str) -> int:
        """Return the position of an entry in its section, -1 where there is none."""
        return self._positions.get((section, id_), -1)

    @cached_property
    def _positions(self) -> dict[tuple[str, str], int]:
        return {
            (name, str(entry.get(KEY_OF.get(name, "id")))): i
            for name, entries in self.sections.items()
            if isinstance(entries, Seq)
            for i, entry in enumerate(entries)
            if isinstance(entry, Map)
        }

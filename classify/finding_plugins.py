"""The places plugins are found in; nothing is imported before it is asked for."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from classify.errors import Place, refuse
from classify.resources import bundled

GROUP = "classify"


@dataclass(frozen=True)
class Candidate:
    """Hold a plugin that was found and how to import it."""

    name: str
    origin: str
    version: str
    place: str
    load: Callable[[], ModuleType]


def installed_candidates() -> Iterator[Candidate]:
    """Yield the plugins of installed distributions, by name: their order differs between machines."""
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        dist = point.dist
        name, version = (dist.name, dist.version) if dist else ("?", "?")
        yield Candidate(point.name, f"installed: {name}", version, point.value, point.load)


def bundled_candidates() -> Iterator[Candidate]:
    """Yield the practices that come with the program."""
    folder = bundled("plugins")
    if folder.is_dir():
        for tree in sorted(p for p in folder.iterdir() if (p / "pyproject.toml").is_file()):
            yield from _source_tree(tree, "bundled")


def folder_candidates(folder: Path) -> Iterator[Candidate]:
    """Yield the plugins in a folder: single Python files, packages, and source trees with a pyproject.toml."""
    if not folder.is_dir():
        raise refuse("PLUGIN007", Place(str(folder)))
    if (folder / "pyproject.toml").is_file():
        yield from _source_tree(folder, f"folder: {folder}")
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.suffix == ".py":
            yield _file(path.stem, path, f"folder: {folder}")
        elif (path / "pyproject.toml").is_file():
            yield from _source_tree(path, f"folder: {folder}")
        elif (path / "__init__.py").is_file():
            yield _file(path.name, path / "__init__.py", f"folder: {folder}")


def _source_tree(tree: Path, origin: str) -> Iterator[Candidate]:
    try:
        project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refuse(
            "PLUGIN001", Place(str(tree)), plugin=tree.name, name=tree.name, problem=str(error)
        ) from None
    points = project.get("entry-points", {}).get(GROUP, {})
    for name, target in sorted(points.items()):
        module = str(target).partition(":")[0]
        roots = [tree, tree / "src"]
        files = [r / module.replace(".", "/") for r in roots]
        paths = [p for f in files for p in (f / "__init__.py", f.with_suffix(".py")) if p.is_file()]
        if not paths:
            problem = f"{target}: no such module"
            raise refuse("PLUGIN001", Place(str(tree)), plugin=name, name=name, problem=problem)
        yield _file(name, paths[0], origin, module=module, version=str(project.get("version", "0")))


def _file(name: str, path: Path, origin: str, *, module: str = "", version: str = "0") -> Candidate:
    qualified = module or f"classify_plugin_{re.sub(r'[^0-9A-Za-z_]', '_', name)}"
    return Candidate(name, origin, version, str(path), lambda: _import_file(qualified, path))


def _import_file(module: str, path: Path) -> ModuleType:
    loaded = sys.modules.get(module)
    if loaded is not None and Path(getattr(loaded, "__file__", "") or "") == path:
        return loaded
    folders = [str(path.parent)] if path.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(module, path, submodule_search_locations=folders)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    found = importlib.util.module_from_spec(spec)
    # Dataclasses with postponed annotations look their module up here while it is being run.
    sys.modules[module] = found
    try:
        spec.loader.exec_module(found)
    except BaseException:
        sys.modules.pop(module, None)
        raise
    return found

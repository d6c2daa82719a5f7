"""Finding, loading and calling plugins.

Plugins come from four places: the core itself, practices bundled with the program, installed distributions
(entry-point group `classify`) and folders given by `--plugins-dir` or CLASSIFY_PLUGINS_DIR. One that is installed takes the
place of a bundled one of the same name. A plugin that cannot be loaded or raises stops the run with its name: a
practice that silently goes missing would change a classification.
"""

from __future__ import annotations

import inspect
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from classify import __version__, hookspecs
from classify.errors import ClassifyError, Place, refuse
from classify.finding_plugins import Candidate, bundled_candidates, folder_candidates, installed_candidates


@dataclass(frozen=True)
class Plugin:
    """Describe a loaded plugin: where it came from, and the hooks it implements."""

    name: str
    origin: str
    version: str
    place: str
    hooks: tuple[str, ...]
    module: Any = field(repr=False, compare=False)

    def __str__(self) -> str:
        """Return the plugin as messages name it."""
        return f"{self.name} {self.version} ({self.origin})"


class Plugins:
    """Hold the loaded plugins, ordered by name with the core first, and call their hooks."""

    def __init__(self, plugins: Iterable[Plugin]) -> None:
        """Register the plugins; a hook nobody specified is refused."""
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self.plugins = tuple(sorted(plugins, key=lambda p: (p.origin != "core", p.name)))
        for plugin in self.plugins:
            try:
                self._manager.register(plugin.module, plugin.name)
                self._manager.check_pending()
            except pluggy.PluginValidationError as error:
                raise refuse(
                    "PLUGIN003", Place(plugin.place), plugin=str(plugin), problem=str(error)
                ) from None

    def call(self, hook: str, **arguments: Any) -> list[tuple[Plugin, Any]]:
        """Return what each plugin that implements `hook` returned, in the order of the plugins."""
        return [(p, self._call(p, hook, arguments)) for p in self.plugins if hook in p.hooks]

    def _call(self, plugin: Plugin, hook: str, arguments: dict[str, Any]) -> Any:
        function = getattr(plugin.module, hook)
        wanted = inspect.signature(function).parameters
        start = time.perf_counter()
        try:
            return function(**{k: v for k, v in arguments.items() if k in wanted})
        except ClassifyError:
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise refuse(
                "PLUGIN002", Place(plugin.place), plugin=str(plugin), hook=hook, problem=what
            ) from error
        finally:
            _trace(plugin, hook, time.perf_counter() - start)

    def collect(self, hook: str, key: str) -> dict[str, tuple[Plugin, Any]]:
        """Return the entries of all plugins by their `key`, with who brought them; doubles are refused."""
        found: dict[str, tuple[Plugin, Any]] = {}
        for plugin, entries in self.call(hook):
            if not isinstance(entries, Sequence):
                kind = type(entries).__name__
                raise refuse("PLUGIN004", Place(plugin.place), plugin=str(plugin), hook=hook, found=kind)
            for entry in entries:
                id_ = str(getattr(entry, key))
                if id_ in found:
                    first = str(found[id_][0])
                    raise refuse(
                        "PLUGIN005", Place(plugin.place), id=id_, hook=hook, first=first, second=str(plugin)
                    )
                found[id_] = (plugin, entry)
        return dict(sorted(found.items()))


def _trace(plugin: Plugin, hook: str, seconds: float) -> None:
    if os.environ.get("CLASSIFY_TRACE") == "1":
        print(f"[trace] {hook} {plugin.name} {seconds * 1000:.2f} ms", file=sys.stderr)  # noqa: T201 - a trace goes to the terminal


def load_plugins(folders: Sequence[Path] = (), without: Sequence[str] = ()) -> Plugins:
    """Load the core, bundled, installed and given plugins, except those named by `without`.

    `folders` are joined by those of CLASSIFY_PLUGINS_DIR. Raises `ClassifyError` (exit 2) where one cannot be
    loaded, two have one name, or `without` names none.
    """
    from_environment = [Path(p) for p in os.environ.get("CLASSIFY_PLUGINS_DIR", "").split(os.pathsep) if p]
    candidates = chosen(
        bundled_candidates(),
        installed_candidates(),
        [c for folder in (*from_environment, *folders) for c in folder_candidates(folder)],
    )
    unknown = [name for name in without if name not in candidates]
    if unknown:
        raise refuse("PLUGIN006", name=unknown[0], known=", ".join(sorted(candidates)) or "—")
    loaded = [_core(), *(_loaded(c) for n, c in sorted(candidates.items()) if n not in without)]
    return Plugins(loaded)


def chosen(
    bundled: Iterable[Candidate], installed: Iterable[Candidate], given: Iterable[Candidate]
) -> dict[str, Candidate]:
    """Return one candidate per name: given and installed ones replace bundled ones, nothing else replaces."""
    candidates = {c.name: c for c in bundled}
    taken: dict[str, Candidate] = {}
    for candidate in (*installed, *given):
        if candidate.name in taken:
            first, second = taken[candidate.name].place, candidate.place
            raise refuse(
                "PLUGIN005", Place(second), id=candidate.name, hook="name", first=first, second=second
            )
        taken[candidate.name] = candidate
    return candidates | taken


def _core() -> Plugin:
    from classify import defaults  # noqa: PLC0415 - the core's own plugin sits above this module

    return Plugin("core", "core", __version__, "classify", _hooks(defaults), defaults)


def _loaded(candidate: Candidate) -> Plugin:
    try:
        module = candidate.load()
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        name = f"{candidate.name} {candidate.version} ({candidate.origin})"
        raise refuse(
            "PLUGIN001", Place(candidate.place), plugin=name, name=candidate.name, problem=what
        ) from error
    return Plugin(
        candidate.name, candidate.origin, candidate.version, candidate.place, _hooks(module), module
    )


def _hooks(module: ModuleType | Any) -> tuple[str, ...]:
    marker = f"{hookspecs.PROJECT}_impl"
    return tuple(sorted(n for n in dir(module) if getattr(getattr(module, n, None), marker, None)))

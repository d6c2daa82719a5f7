"""Read and write `mapping.yaml`: what headings mean, which communities were renamed; made to be edited and shared."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classify.errors import Place, refuse
from classify.intake.schema import Renamed
from classify.rulepack.strict_yaml import Map, read_file

FILE = "mapping.yaml"
_HEAD = """\
# What the headings of tables in this folder mean. Edit it freely and share it; docs/intake.md explains it.
# 本文件夹中各表的表头含义，可直接修改、互相传用。说明见 docs/intake.md。
"""
_OPEN, _CLOSE = tuple("“”„‘’「『"), tuple("“”‘’」』")
_QUOTED = re.compile(rf"[{''.join(_OPEN)}]\s*([^{''.join((*_OPEN, *_CLOSE))}]+?)\s*[{''.join(_CLOSE)}]")
_SECTIONS = ("headings", "communities")


@dataclass(frozen=True)
class Remembered:
    """Hold the content of a mapping file: heading → field id, label or `ignore`; and what became of communities; `places` tells where headings stand."""

    headings: Mapping[str, str] = field(default_factory=dict)
    communities: tuple[Renamed, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def beside(paths: Sequence[Path]) -> Path | None:
    """Return the mapping file of the folder the first table lies in, `None` without tables."""
    return paths[0].parent / FILE if paths else None


def read_mapping(path: Path) -> Remembered:
    """Return the content of a mapping file; raise `ClassifyError` (exit 2) where it is not understood."""
    content = read_file(path, path.name)
    if content is None:
        return Remembered()
    if not isinstance(content, dict) or (unknown := [key for key in content if key not in _SECTIONS]):
        raise _refused(path, f"{unknown[0]}: ?" if isinstance(content, dict) else "headings: …")
    headings = content.get("headings") or {}
    if not isinstance(headings, dict) or not all(isinstance(v, str) for v in headings.values()):
        raise _refused(path, "headings: {heading: field}")
    return Remembered(
        {str(k): str(v) for k, v in headings.items()},
        tuple(_renamed(path, e) for e in content.get("communities") or ()),
        {str(k): spot.place() for k, spot in headings.key_spots.items()} if isinstance(headings, Map) else {},
    )


def write_mapping(path: Path, headings: Mapping[str, str]) -> None:
    """Add headings to a mapping file, or make it; entries and communities that stand there are kept."""
    known = read_mapping(path) if path.exists() else Remembered()
    merged = {**known.headings, **headings}
    lines = [_HEAD, "headings:\n"]
    lines += [f"  {_quoted(heading)}: {_quoted(target)}\n" for heading, target in merged.items()]
    if known.communities:
        lines.append("communities:\n")
        for entry in known.communities:
            now = ", ".join(_quoted(name) for name in entry.now)
            lines.append(f"  - {{was: {_quoted(entry.was)}, now: [{now}]}}\n")
    staged = path.with_name(f".{path.name}.writing")
    staged.write_text("".join(lines), encoding="utf-8")
    staged.replace(path)


def parse_pairs(pairs: Sequence[str]) -> dict[str, str]:
    """Return `heading=field` pairs of the command line as a mapping, without quotes of print around them.

    Raises `ClassifyError` where one has no sign.
    """
    found = {}
    for pair in pairs:
        heading, sign, target = pair.rpartition("=")
        heading, target = _unquoted(heading.strip(), target.strip())
        if not sign or not heading or not target:
            raise refuse("INTAKE081", problem=pair)
        found[heading] = target
    return found


def _unquoted(heading: str, target: str) -> tuple[str, str]:
    """Drop the quotes a shell does not take away: around either side, or around both together."""
    sides = [found[1] if (found := _QUOTED.fullmatch(side)) else side for side in (heading, target)]
    if sides == [heading, target] and heading[:1] in _OPEN and target[-1:] in _CLOSE:
        return heading[1:].strip(), target[:-1].strip()
    return sides[0], sides[1]


def _renamed(path: Path, entry: Any) -> Renamed:
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("was"), str)
        or set(entry) - {"was", "now", "since", "about"}
    ):
        raise _refused(path, "communities: [{was: …, now: …}]")
    now = entry.get("now")
    names = [now] if isinstance(now, str) else now
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise _refused(path, "communities: [{was: …, now: …}]")
    return Renamed(entry["was"], tuple(names))


def _refused(path: Path, problem: str) -> Exception:
    return refuse("INTAKE081", Place(path.name), problem=problem)


def _quoted(text: str) -> str:
    # A JSON string is a YAML string, whatever it holds.
    return json.dumps(text, ensure_ascii=False)

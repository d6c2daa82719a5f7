"""Find every Chinese wording of the product's own that is data: texts of the shipped packs and of the code.

What is found becomes the catalogue `data` (`tools/hant.py`). `texts.script` looks wordings up whole, so a text that is put
together while running has to be made by `composed`, of parts that stand here; `doubtful` lists those that are not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import yaml

from classify.alliance import tables, words
from classify.expression.words import UNIT_WORDS
from classify.model.text import Text

ROOT = Path(__file__).parent.parent
FOLDERS = ("classify", "rules", "plugins")
# Wordings are the argument `zh` of these, and the first of those.
TEXTS, SCRIPTS = {"Text"}, {"_pick", "script"}
# Words of packs that have no wording in English: the same in every language, but not in every script.
WORDS = {"unit", "place", "aliases"}
_HAN = re.compile(r"[\u3400-\u9fff]")


def wordings() -> set[str]:
    """Return the wordings in Simplified characters."""
    found = {*UNIT_WORDS, *_in_objects([vars(words), tables.TABLES, tables.PROPOSALS])}
    for path in _files("*.yaml"):
        if not path.name.endswith(".cases.yaml"):
            found |= set(_in_pack(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in _files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {text for part in _worded(node) for text in _constants(part)}
    return {text for text in found if _HAN.search(text)}


def doubtful(differs: Callable[[str], bool]) -> list[str]:
    """Return the places in the code where a wording that differs between the scripts is chosen or composed past the catalogue."""
    found = []
    for path in _files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pasted = [part for part in _worded(node) if isinstance(part, ast.JoinedStr)]
            chosen = [node.body, node.orelse] if isinstance(node, ast.IfExp) and _asks_language(node) else []
            if any(differs(text) for part in (*pasted, *chosen) for text in _constants(part)):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    return found


def _files(pattern: str) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(
            p for p in (ROOT / folder).rglob(pattern) if "tests" not in p.relative_to(ROOT).parts
        )


def _in_pack(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "zh" or key in WORDS:
                yield from (
                    text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)
                )
            else:
                yield from _in_pack(value)
    elif isinstance(data, list):
        yield from (text for value in data for text in _in_pack(value))


def _in_objects(thing: Any) -> Iterator[str]:
    if isinstance(thing, Text):
        yield thing.zh
    elif isinstance(thing, dict):
        yield from _in_objects(list(thing.values()))
    elif isinstance(thing, list | tuple):
        yield from (text for value in thing for text in _in_objects(value))
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from _in_objects([getattr(thing, f.name) for f in fields(thing)])


def _worded(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the arguments of a call that are wordings."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in TEXTS:
            yield from (k.value for k in node.keywords if k.arg == "zh")
        elif name in SCRIPTS:
            yield from node.args[:1]


def _constants(part: ast.expr) -> Iterator[str]:
    yield from (n.value for n in ast.walk(part) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _asks_language(node: ast.IfExp) -> bool:
    return any(
        "lang" in (getattr(n, "id", ""), getattr(n, "attr", "").strip("_")) for n in ast.walk(node.test)
    )

"""The door to the language: a condition or formula in either notation to a checked tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from classify.errors import ClassifyError, Finding, Place
from classify.expression.check import check
from classify.expression.errors import Mistake, raise_all, within_text
from classify.expression.names import Names
from classify.expression.parser import parse
from classify.expression.structured import Misplaced, Path, build
from classify.expression.tree import Node

LocateIn = Callable[[Path, int], Place]


def read(source: Any, names: Names, wanted: str = "boolean", locate: LocateIn | None = None) -> Node:
    """Return the checked tree of `source`, which is text or structured data.

    `wanted` is the kind it must give (`boolean`, `number`, `text` or `any`). `locate` turns the path
    of an entry and a character offset in it into a place. Raises `ClassifyError` with every mistake.
    """
    where = locate or (lambda _path, at: within_text(at))
    try:
        tree = parse(source, names) if isinstance(source, str) else build(source, names)
    except Mistake as mistake:
        raise ClassifyError([mistake.found(lambda at: where((), at))]) from None
    except Misplaced as misplaced:
        found = misplaced.mistake.found(lambda at: where(misplaced.path, at))
        raise ClassifyError([found]) from None
    checked, mistakes = check(tree, names, wanted)
    raise_all(mistakes, lambda at: where((), at))
    return checked


__all__ = ["Finding", "read"]

"""The door to the language: a condition or formula in either notation to a checked tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from classify.errors import ClassifyError, Place
from classify.expression.check import check
from classify.expression.errors import Mistake, Path, Pieces, raise_all, within_text
from classify.expression.names import Names
from classify.expression.parser import DEEPEST
from classify.expression.structured import build
from classify.expression.tree import Node, deeper_than

LocateIn = Callable[[Path, int], Place]


def read(
    source: Any,
    names: Names,
    wanted: str = "boolean",
    locate: LocateIn | None = None,
    unit: str | None = None,
) -> Node:
    """Return the checked tree of `source`, which is text or structured data.

    `wanted` is the kind it must give (`boolean`, `number`, `text` or `any`), `unit` the unit a number must
    have (`share` for shares, `None` where any will do). `locate` turns the path of an entry and a
    character offset in it into a place. Raises `ClassifyError` with every mistake.
    """
    pieces = Pieces()

    def place(at: int) -> Place:
        path, offset = pieces.find(at)
        return locate(path, offset) if locate else within_text(offset)

    try:
        tree = _built(source, names, pieces)
    except Mistake as mistake:
        raise ClassifyError([mistake.found(place)]) from None
    checked, mistakes = check(tree, names, wanted, unit)
    raise_all(mistakes, place)
    return checked


def _built(source: Any, names: Names, pieces: Pieces) -> Node:
    tree = build(source, names, pieces)
    if deep := deeper_than(tree, DEEPEST):
        raise Mistake("EXPR014", deep.at, limit=DEEPEST)
    return tree

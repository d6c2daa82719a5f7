"""Tables of the alliance as tables of a document."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import NoneType

from classify.alliance import answer
from classify.report.document import Column, Table, plain
from classify.report.wording import Wording

_SHARES = {
    "units": 4, "title": 3, "reason": 5, "proof": 4, "served": 3, "proposed": 3, "kind": 2, "name": 2, "unit": 2,
    "subdistrict": 2,
}  # fmt: skip
_RATIO, _RATIO_SHARE = re.compile(r"\d+/\d"), 2  # a share with its numbers: 134/219 (61.2%)


def _share(id_: str, table: answer.Table, column: int, figures: Collection[int]) -> int:
    """Return how wide a column is beside the others, by what stands in it: one id heads names here, a number there."""
    if column in figures:
        return 1
    if all(row[column] is None or _RATIO.match(str(row[column])) for row in table.rows):
        return _RATIO_SHARE
    return _SHARES.get(id_, 1)


def block_of(wording: Wording, table: answer.Table, without: Collection[str] = ()) -> Table:
    """Return a table as a block; columns named in `without`, and those without any entry, are left out."""
    rows = [[answer.said(cell, wording.lang) for cell in row] for row in table.rows]
    ids, heads = list(table.columns), list(table.columns.values())
    kept = [i for i, id_ in enumerate(ids) if id_ not in without and any(row[i] for row in rows)]
    figures = {i for i in kept if all(type(row[i]) in (int, NoneType) for row in table.rows)}
    columns = tuple(
        Column(wording.say(heads[i]), "right" if i in figures else "left", _share(ids[i], table, i, figures))
        for i in kept
    )
    return Table(columns, tuple(tuple(plain(row[i] or "—") for i in kept) for row in rows))

"""Cell addresses as the office program shows them, and the order in which findings are read."""

import re
from collections.abc import Iterable
from functools import cache

from classify.errors import Finding

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, …, Z, AA, …."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, sheet, row and column; C9 comes before C10, and Z1 before AA1."""
    return tuple(sorted(findings, key=_reading_key))


def _reading_key(finding: Finding) -> tuple[str, str, int, int, str, str]:
    place = finding.place
    found = _ADDRESS.fullmatch(place.cell)
    column, row = found.groups() if found else ("", "0")
    return (place.file, place.sheet, int(row) or place.line, len(column), column, finding.code)

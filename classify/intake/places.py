"""Cell addresses as the office program shows them, and the order in which findings are read."""

import re
from collections.abc import Iterable, Iterator, Mapping
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


class Addresses(Mapping[str, str]):
    """Give the cell of each field of one row; all rows of a sheet share `columns`, field → letters."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, str], row: int) -> None:
        """Keep the sheet's columns and the number of the row."""
        self._columns, self._row = columns, row

    def __getitem__(self, field: str) -> str:
        """Return the address of a field's cell."""
        return f"{self._columns[field]}{self._row}"

    def __iter__(self) -> Iterator[str]:
        """Iterate over the fields."""
        return iter(self._columns)

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self._columns)


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, sheet, row and column; C9 comes before C10, and Z1 before AA1."""
    return tuple(sorted(findings, key=_reading_key))


def _reading_key(finding: Finding) -> tuple[str, str, int, int, str, str]:
    place = finding.place
    found = _ADDRESS.fullmatch(place.cell)
    column, row = found.groups() if found else ("", "0")
    return (place.file, place.sheet, int(row) or place.line, len(column), column, finding.code)

"""The account of a sheet: every filled cell below the headings is a value, or stands in one of the lists."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Account:
    """Count the filled cells below the headings of a sheet, and what became of them.

    `values` were read, `missing` are marked as not known, `rejected` have a finding each, `columns` stand in columns and `rows`
    in rows that were not read; every one of those has a finding, too.
    """

    cells: int = 0
    values: int = 0
    missing: int = 0
    rejected: int = 0
    columns: int = 0
    rows: int = 0

    @property
    def balanced(self) -> bool:
        """Tell whether nothing has disappeared."""
        return self.cells == self.values + self.missing + self.rejected + self.columns + self.rows

    def __add__(self, other: "Account") -> "Account":
        """Return the account of both."""
        return Account(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def left_out(self) -> "Account":
        """Return the account of the same cells once their row was left out."""
        return Account(self.cells, rows=self.cells)

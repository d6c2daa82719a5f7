"""Mistakes in a condition, with the character they are at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from classify.errors import ClassifyError, Filler, Finding, Place

Locate = Callable[[int], Place]
Path = tuple[str | int, ...]


class Mistake(Exception):  # noqa: N818 - a mistake of the rule's author, not of the program
    """Stop reading a condition at a character offset (from 0)."""

    def __init__(self, code: str, at: int, **fill: Filler) -> None:
        """Keep what `Finding` needs once the place is known."""
        super().__init__(code)
        self.code, self.at, self.fill = code, at, fill

    def moved(self, by: int) -> Mistake:
        """Return the same mistake `by` characters further on."""
        return Mistake(self.code, self.at + by, **self.fill)

    def found(self, locate: Locate) -> Finding:
        """Return the mistake as a finding; `locate` turns an offset into a place."""
        return Finding(self.code, locate(self.at), self.fill)


class Pieces:
    """Lay the texts of a condition end to end, so that one offset tells the entry and the character in it.

    A condition that is plain text has one piece, a structured one a piece per entry.
    """

    def __init__(self) -> None:
        """Start without pieces."""
        self._starts: list[int] = []
        self._paths: list[Path] = []
        self._end = 0

    def add(self, path: Path, length: int = 0) -> int:
        """Return the offset at which the entry at `path`, of `length` characters, begins."""
        start = self._end
        self._starts.append(start)
        self._paths.append(path)
        self._end += length + 1
        return start

    def find(self, at: int) -> tuple[Path, int]:
        """Return the path of the entry that offset `at` lies in, and the offset within it."""
        index = bisect_right(self._starts, at) - 1
        return self._paths[index], at - self._starts[index]


def within_text(at: int) -> Place:
    """Locate an offset in a condition that stands in no file."""
    return Place(line=1, column=at + 1)


def raise_all(mistakes: list[Mistake], locate: Locate) -> None:
    """Raise one error for all `mistakes`, if there are any."""
    if mistakes:
        raise ClassifyError([m.found(locate) for m in mistakes])

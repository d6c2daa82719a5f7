"""Mistakes in a condition, with the character they are at."""

from __future__ import annotations

from collections.abc import Callable

from classify.errors import ClassifyError, Filler, Finding, Place

Locate = Callable[[int], Place]


class Mistake(Exception):  # noqa: N818 - a mistake of the rule's author, not of the program
    """Stop reading a condition at a character offset (from 0)."""

    def __init__(self, code: str, at: int, **fill: Filler) -> None:
        """Keep what `Finding` needs once the place is known."""
        super().__init__(code)
        self.code, self.at, self.fill = code, at, fill

    def found(self, locate: Locate) -> Finding:
        """Return the mistake as a finding; `locate` turns an offset into a place."""
        return Finding(self.code, locate(self.at), self.fill)


def within_text(at: int) -> Place:
    """Locate an offset in a condition that stands in no file."""
    return Place(line=1, column=at + 1)


def raise_all(mistakes: list[Mistake], locate: Locate) -> None:
    """Raise one error for all `mistakes`, if there are any."""
    if mistakes:
        raise ClassifyError([m.found(locate) for m in mistakes])

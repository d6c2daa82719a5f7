"""Help texts that line up where Chinese characters are two cells wide."""

from __future__ import annotations

import os
from collections.abc import Iterable
from gettext import gettext

import click

from classify.report.width import width
from classify.report.wrap import wrap

MOST_CELLS = 100
_LEAST = 50


class Formatter(click.HelpFormatter):
    """Write help as click does, measuring cells of the terminal instead of characters."""

    def __init__(self, cells: int | None = None, max_width: int | None = None) -> None:
        """Take the terminal's width, at most `max_width` cells; `cells` overrules both."""
        super().__init__(width=cells or max(min(_terminal(), max_width or MOST_CELLS) - 2, _LEAST))

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(" " * self.current_indent + _with_colon(heading) + "\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        before = _with_gap(gettext("Usage:")) if prefix is None else prefix
        lead = f"{before}{prog} "
        room = self.width - self.current_indent
        rest = " " * (width(lead) if room >= width(lead) + 20 else self.current_indent + 4)
        self._lines(wrap(args, room, lead, rest) if args else [lead.rstrip()])

    def write_text(self, text: str) -> None:
        """Write paragraphs, divided by empty lines."""
        indent = " " * self.current_indent
        for i, part in enumerate(text.split("\n\n")):
            if i:
                self.write("\n")
            self._lines(wrap(" ".join(part.split()), self.width, indent, indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms beside their explanations."""
        listed = list(rows)
        first = min(max((width(term) for term, _text in listed), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        rest = " " * (first + self.current_indent)
        for term, text in listed:
            beside = width(term) <= first - col_spacing
            lead = indent + term + " " * (first - width(term)) if beside else rest
            if not beside or not text:
                self._lines([indent + term])
            if text:
                self._lines(wrap(" ".join(text.split()), self.width, lead, rest))

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line + "\n")


def _with_colon(text: str) -> str:
    return text + (":" if text.isascii() else "：")


def _with_gap(text: str) -> str:
    return text + (" " if text.isascii() else "")


def _terminal() -> int:
    """Return the width of the terminal; `shutil` would know it too, and costs 3 ms to import."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 80

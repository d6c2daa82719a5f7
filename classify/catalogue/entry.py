"""The shape of a catalogue's entry, and short ways to write one."""

from typing import NamedTuple


class Entry(NamedTuple):
    """Hold the wording of one code."""

    severity: str
    message: str
    repair: str


def error(message: str, repair: str) -> Entry:
    """Return the entry of something that is wrong."""
    return Entry("error", message, repair)


def warning(message: str, repair: str) -> Entry:
    """Return the entry of something that is doubtful."""
    return Entry("warning", message, repair)


def note(message: str, repair: str) -> Entry:
    """Return the entry of something that was assumed or left out, and is only told."""
    return Entry("note", message, repair)

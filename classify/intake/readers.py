"""What takes a file apart into sheets, as plugins bring it; the first reader that knows a file reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classify.errors import Finding, Place, refuse
from classify.intake.cells import Grid
from classify.intake.fastbook import read_old
from classify.intake.textfile import read_textfile
from classify.intake.workbook import read_workbook

TakenApart = tuple[list[Grid], list[Finding]]
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True)
class Reader:
    """Describe one kind of file.

    `knows` tells from the content whether it is of this kind; names and extensions are often wrong. `read` gets the
    name used in messages and the content, and returns the sheets with what is to be said about them. `endings`
    are the usual ones: another of the known ones draws a warning.
    """

    name: str
    knows: Callable[[bytes], bool]
    read: Callable[[str, bytes], TakenApart]
    endings: tuple[str, ...] = ()


def _old(name: str, data: bytes) -> TakenApart:
    # Office encrypts an .xlsx by wrapping it into the container format of the old .xls.
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refuse("INTAKE004", Place(name), exit_code=1)
    if not any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        raise refuse("INTAKE008", Place(name), exit_code=1, format=".doc / .ppt")
    return read_old(name, data), []


def _zip(name: str, data: bytes) -> TakenApart:
    grids, findings = read_workbook(name, data)
    return list(grids), list(findings)


def _text(name: str, data: bytes) -> TakenApart:
    grids, findings = read_textfile(name, data)
    return list(grids), list(findings)


# Text comes last: it takes whatever nothing else knows.
BUILT_IN = (
    Reader("old-workbook", lambda data: data.startswith(_OLE), _old, (".xls", ".et", ".xlt")),
    Reader(
        "workbook",
        lambda data: data.startswith(_ZIP),
        _zip,
        (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods", ".et"),
    ),
    Reader("text", lambda _data: True, _text, (".csv", ".txt", ".tsv")),
)


def reader_of(data: bytes, readers: Sequence[Reader]) -> Reader:
    """Return the first reader that knows this content."""
    return next(reader for reader in readers if reader.knows(data))

"""Open a file by what it contains, never by its extension, and refuse what cannot be a table."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from classify.errors import Finding, Place, refuse
from classify.intake.cells import Book, Grid
from classify.intake.fastbook import read_old
from classify.intake.textfile import read_textfile
from classify.intake.workbook import read_workbook

# A whole district is below one megabyte; what is larger than this was not typed by an office.
MAX_BYTES = 300_000_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_NATURAL = {
    "text": (".csv", ".txt", ".tsv"),
    "zip": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods", ".et"),
    "old": (".xls", ".et", ".xlt"),
}
_EXTENSIONS = {extension for group in _NATURAL.values() for extension in group}
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def open_book(path: Path, name: str) -> Book:
    """Return the sheets of one file, called `name` in every message; raise `ClassifyError` if it has none."""
    data = _load(path, name)
    grids, findings, kind = _take_apart(name, data)
    if not any(grid.rows for grid in grids):
        raise refuse("INTAKE002", Place(name), exit_code=1)
    extension = path.suffix.lower()
    if extension in _EXTENSIONS and extension not in _NATURAL[kind]:
        findings.append(
            Finding("INTAKE074", Place(name), {"extension": extension, "format": _NATURAL[kind][0]})
        )
    return Book(name, hashlib.sha256(data).hexdigest(), tuple(grids), tuple(findings))


def _take_apart(name: str, data: bytes) -> tuple[list[Grid], list[Finding], str]:
    if data.startswith(_OLE):
        # Office encrypts an .xlsx by wrapping it into the container format of the old .xls.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("INTAKE004", Place(name), exit_code=1)
        if not any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
            raise refuse("INTAKE008", Place(name), exit_code=1, format=".doc / .ppt")
        return read_old(name, data), [], "old"
    if data.startswith(_ZIP):
        return (*read_workbook(name, data), "zip")
    return (*read_textfile(name, data), "text")


def short_names(paths: Sequence[Path]) -> list[str]:
    """Return the name each file has in messages: its own, with its folder where two would be alike."""
    names = [path.name for path in paths]
    return [path.as_posix() if names.count(path.name) > 1 else path.name or path.as_posix() for path in paths]


def _load(path: Path, name: str) -> bytes:
    try:
        if not path.exists():
            raise refuse("INTAKE001", Place(name), exit_code=1)
        # Folders, and devices that never end.
        if not path.is_file():
            raise refuse("INTAKE024", Place(name), exit_code=1)
        if path.stat().st_size > MAX_BYTES:
            raise refuse("INTAKE025", Place(name), exit_code=1)
        data = path.read_bytes()
    except (OSError, ValueError):
        # ValueError: a path with a null character.
        raise refuse("INTAKE024", Place(name), exit_code=1) from None
    if not data.strip():
        raise refuse("INTAKE002", Place(name), exit_code=1)
    return data

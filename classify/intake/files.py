"""Open a file by what it contains, never by its extension, and refuse what cannot be a table."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from classify.errors import Finding, Place, refuse
from classify.intake.cells import Book
from classify.intake.readers import BUILT_IN, Reader, reader_of

# A whole district is below one megabyte; what is larger than this was not typed by an office.
MAX_BYTES = 300_000_000


def open_book(path: Path, name: str, readers: Sequence[Reader] = BUILT_IN) -> Book:
    """Return the sheets of one file, called `name` in every message; raise `ClassifyError` if it has none.

    `readers` are asked in their order; the last must know everything.
    """
    data = _load(path, name)
    reader = reader_of(data, readers)
    grids, findings = reader.read(name, data)
    if not any(grid.rows for grid in grids):
        raise refuse("INTAKE002", Place(name), exit_code=1)
    extension = path.suffix.lower()
    known = {ending for r in readers for ending in r.endings}
    if extension in known and extension not in reader.endings and reader.endings:
        findings = [
            *findings,
            Finding("INTAKE074", Place(name), {"extension": extension, "format": reader.endings[0]}),
        ]
    return Book(name, hashlib.sha256(data).hexdigest(), tuple(grids), tuple(findings))


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

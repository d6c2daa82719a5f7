"""A folder of reports that appears when it is complete, and never takes the place of another."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import count
from pathlib import Path


def free_folder(wanted: Path) -> Path:
    """Return `wanted` where nothing is there yet or only an empty folder, else the same with the next number behind it."""
    if not wanted.name:
        return free_folder(wanted / "reports")
    for number in count(1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}_{number}")
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
    raise AssertionError("numbers do not end")


class FolderInProgress:
    """Collect files beside the place of the folder they will make; it takes its name when all are there.

    Files are written under a passing name first, so that each is there whole or not at all. What an interrupted
    run has written is found again by the next run with the same `fingerprint`.
    """

    def __init__(self, wanted: Path, fingerprint: str) -> None:
        """Choose the place; nothing is written yet."""
        self._wanted = wanted.absolute()
        first = free_folder(self._wanted)
        self.path = first.parent / f".{self._wanted.name or 'reports'}.{fingerprint[:12]}.part"

    def open(self) -> int:
        """Make the folder, or find the one an interrupted run has left; return how many files it holds already."""
        self.path.mkdir(parents=True, exist_ok=True)
        files = [p for p in self.path.rglob("*") if p.is_file()]
        for half in (p for p in files if p.name.endswith(".half")):
            half.unlink()
        return sum(1 for p in files if not p.name.endswith(".half"))

    def has(self, name: str) -> bool:
        """Tell whether a file is there already."""
        return (self.path / name).is_file()

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file, whole or not at all; text in UTF-8 with line feeds."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"{path.name[:50]}.half")
        try:
            half.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
            os.replace(half, path)  # noqa: PTH105 - the same call on every system
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def finish(self) -> Path:
        """Let the folder take its name, and return it."""
        while True:
            target = free_folder(self._wanted)
            if target.is_dir():
                target.rmdir()
            try:
                self.path.rename(target)
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
            else:
                return target

    def drop(self) -> None:
        """Remove everything that was written."""
        shutil.rmtree(self.path, ignore_errors=True)

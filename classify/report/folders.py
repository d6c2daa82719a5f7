"""A folder of reports that appears when it is complete, and never takes the place of another."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


def free_folder(wanted: Path) -> Path:
    """Return `wanted` where nothing is there yet or only an empty folder, else the same with the next number behind it."""
    for number in count(1):
        folder = wanted if number == 1 else wanted.with_name(f"{wanted.name}_{number}")
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
    raise AssertionError("numbers do not end")


def place_of(wanted: Path) -> Path:
    """Return where a folder of reports is to stand; links and `..` are followed.

    A folder that cannot be exchanged for another (the one we stand in, or a whole disk) gets one inside.
    """
    place = wanted.resolve()
    here = Path.cwd()
    fixed = place == here or place in here.parents or os.path.ismount(place)
    return place / "reports" if fixed else place


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let errors name the file as it would be called; a full disk names none, and the passing name tells nobody anything."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise
    except UnicodeEncodeError:  # a plain C locale has no characters for the name
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ), ascii(path.name)) from None


class FolderInProgress:
    """Collect files beside the place of the folder they will make; it takes its name when all are there.

    Files are written under a passing name first, so that each is there whole or not at all. What an interrupted
    run has written is found again by the next run with the same `fingerprint`.
    """

    def __init__(self, wanted: Path, fingerprint: str) -> None:
        """Choose the place; nothing is written yet."""
        self.wanted = place_of(wanted)
        self.path = self.wanted.parent / f".{self.wanted.name}.{fingerprint[:12]}.part"

    def others(self) -> list[Path]:
        """Return what interrupted runs for the same place have left that this one cannot go on with."""
        name = re.compile(re.escape(f".{self.wanted.name}.") + r"[0-9a-f]{12}\.part")
        beside = self.wanted.parent.iterdir() if self.wanted.parent.is_dir() else ()
        return sorted(p for p in beside if name.fullmatch(p.name) and p != self.path)

    def open(self) -> int:
        """Make the folder, or find the one an interrupted run has left; return how many files it holds already."""
        with _named(self.wanted):
            self.path.mkdir(parents=True, exist_ok=True)
        files = [p for p in self.path.rglob("*") if p.is_file()]
        # Where the power went, a file may have its name already and nothing in it.
        broken = [p for p in files if p.name.endswith(".half") or not p.stat().st_size]
        for half in broken:
            half.unlink()
        return len(files) - len(broken)

    def has(self, name: str) -> bool:
        """Tell whether a file is there already."""
        return (self.path / name).is_file()

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file, whole or not at all; text in UTF-8 with line feeds."""
        path = self.path / name
        half = path.with_name(f"{path.name[:50]}.half")
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        with _named(self.wanted / name):
            # The folder itself is never made again: where an equal run has taken it away, the rest would be a torso.
            for folder in list(Path(name).parents)[-2::-1]:
                (self.path / folder).mkdir(exist_ok=True)
            try:
                half.write_bytes(data)
                os.replace(half, path)  # noqa: PTH105 - the same call on every system
            except OSError:
                half.unlink(missing_ok=True)
                raise

    def finish(self) -> Path:
        """Let the folder take its name, and return it."""
        while True:
            target = free_folder(self.wanted)
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

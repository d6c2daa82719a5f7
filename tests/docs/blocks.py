"""Run the blocks of a documentation page in order, in a folder of their own.

A block whose fence names a file (```yaml rules/pack.yaml) is written there. Of the others, `sh` is run line by
line (a comment `# exit 1` behind a line expects that code), `python` is run, `yaml` must be readable by the loader's own
rules. `text` shows output: every line of it must occur in what the commands above printed, gaps aside.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classify.rulepack.strict_yaml import read_text

_FENCE = re.compile(r"^```(\w+)[ ]*([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\s+# exit (\d)\s*$")


@dataclass(frozen=True)
class Block:
    """Hold one fenced block and the line it begins at."""

    kind: str
    file: str
    text: str
    line: int


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    content = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(content):
        line = content[: found.start()].count("\n") + 1
        yield Block(found.group(1), found.group(2).strip(), found.group(3), line)


class Page:
    """Run a page's blocks; `printed` is what the commands so far have printed."""

    def __init__(self, page: Path, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.page, self.folder, self.printed = page, folder, ""
        bin_folder = str(Path(sys.executable).parent)
        path = f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}"
        self.environment = {**os.environ, "PATH": path, "CLASSIFY_LANG": "en", **(environment or {})}

    def run(self) -> None:
        """Run everything; an assertion names the page and line of what went wrong."""
        for block in blocks_of(self.page):
            where = f"{self.page.name}:{block.line}"
            if block.file:
                target = self.folder / block.file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text, encoding="utf-8")
            elif block.kind == "sh":
                for line in _commands(block.text):
                    self._shell(line, where)
            elif block.kind == "python":
                self._shell(f"{sys.executable} -c '{block.text}'", where)
            elif block.kind == "yaml":
                read_text(block.text, where)
            elif block.kind == "text":
                printed = " ".join(self.printed.split())
                for line in filter(None, (" ".join(one.split()) for one in block.text.splitlines())):
                    assert line in printed, f"{where}: not printed: {line}\n{self.printed[-3000:]}"

    def _shell(self, line: str, where: str) -> None:
        found = _EXIT.search(line)
        expected = int(found.group(1)) if found else 0
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.printed += done.stdout + done.stderr
        assert done.returncode == expected, (
            f"{where}: exit {done.returncode}: {line}\n{done.stdout[-2000:]}{done.stderr[-3000:]}"
        )


def _commands(text: str) -> Iterator[str]:
    """Yield commands; a line that ends with a backslash goes on in the next."""
    yield from (
        line for line in text.replace("\\\n", "").splitlines() if line.strip() and not line.startswith("#")
    )

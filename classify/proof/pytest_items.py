"""Cases as pytest items; imported by the pytest plugin only when case files are collected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from classify.contributions import Contributions
from classify.errors import ClassifyError
from classify.plugins import load_plugins
from classify.proof.cases import Casebook, CaseResult, pack_folder
from classify.proof.wording import outcome_line
from classify.rulepack.cases import PlacedCase, read_case_file
from classify.texts import choose_language


class CaseFailed(Exception):  # noqa: N818 - a failed expectation, not an error of the program
    """Carry the result of a case that does not come out as it says."""

    def __init__(self, result: CaseResult) -> None:
        """Keep the result for the report."""
        super().__init__(result.placed.case.name)
        self.result = result


@cache
def _book(folder: Path) -> Casebook:
    # One pack serves all its case files; pytest runs in one process, so the packs on disk do not change.
    contributions = Contributions(load_plugins())
    return Casebook(contributions.load([folder]), contributions.policies)


class CaseFile(pytest.File):
    """Collect the cases of one file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one test per case; a pack or file that is not understood is an error of the collection."""
        folder = pack_folder(self.path)
        if folder is None:
            raise self.CollectError(f"{self.path}: no rule pack in this folder or above it")
        try:
            book = _book(folder)
            cases = read_case_file(book.loaded, self.path)
        except ClassifyError as error:
            raise self.CollectError(_told(error)) from None
        for placed in cases:
            yield CaseItem.from_parent(self, name=placed.case.name, placed=placed, book=book)


class CaseItem(pytest.Item):
    """Run one case."""

    def __init__(self, *, placed: PlacedCase, book: Casebook, **kwargs: Any) -> None:
        """Keep the case and what runs it."""
        super().__init__(**kwargs)
        self.placed, self.book = placed, book

    def runtest(self) -> None:
        """Run the case; raise `CaseFailed` where it comes out otherwise."""
        result = self.book.run(self.placed)
        if result.misses:
            raise CaseFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Tell what differed, without a traceback through the engine."""
        if isinstance(excinfo.value, CaseFailed):
            lang, result = choose_language(), excinfo.value.result
            lines = [
                f"{self.placed.place} {result.placed.case.name}",
                *(f"    {m.say(lang)}" for m in result.misses),
            ]
            return "\n".join([*lines, f"    · {outcome_line(result, lang)}"])
        if isinstance(excinfo.value, ClassifyError):
            return _told(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, self.placed.place.line - 1, self.name


def _told(error: ClassifyError) -> str:
    lang = choose_language()
    return "\n".join(f"{f.place} {f.code} {f.message(lang)}\n    → {f.repair(lang)}" for f in error.findings)

"""What was taken from tables: profiles, findings, files, and how each sheet was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from classify.errors import Finding
from classify.intake.accounts import Account
from classify.intake.matching import Column
from classify.model.profile import Profile


@dataclass(frozen=True)
class InputFile:
    """Name one file that was read: enough to tell later whether a run saw the same figures.

    `released` are the columns the privacy guard was told to let pass, `mapped` the headings whose meaning was given.
    """

    name: str
    sha256: str
    rows: int
    columns: tuple[str, ...]
    released: tuple[str, ...] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetReport:
    """Say how one sheet was understood: its columns, and the account of its cells."""

    file: str
    sheet: str
    columns: tuple[Column, ...]
    account: Account
    rows: int


@dataclass(frozen=True)
class Intake:
    """Hold what was read: a profile per row, what is wrong or doubtful by place, and the files.

    `answers` are the headings a person was asked about; `groups` tells the subdistrict of each row that was read;
    `used` are the given names, folded, that a heading was found by.
    """

    profiles: tuple[Profile, ...]
    findings: tuple[Finding, ...]
    files: tuple[InputFile, ...]
    sheets: tuple[SheetReport, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    used: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong; doubts are allowed."""
        return all(finding.severity != "error" for finding in self.findings)

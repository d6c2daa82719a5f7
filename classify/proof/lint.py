"""`classify rules check`: look over a pack that loads for what cannot be meant.

Each validator is a function that takes the subject and yields findings of one code. A finding names the entry it is
about under `id`; an exclusion in the pack excuses findings by code and id, and has to give its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from classify.errors import Finding
from classify.model.pack import Exclusion
from classify.proof import (
    validators_lists,
    validators_meaning,
    validators_numbers,
    validators_weights,
    validators_wording,
)
from classify.proof.subject import Subject
from classify.rulepack.merge import closest
from classify.rulepack.strict_yaml import spot_of

Validator = Callable[[Subject], Iterable[Finding]]

VALIDATORS: dict[str, Validator] = {
    **validators_wording.VALIDATORS,
    **validators_meaning.VALIDATORS,
    **validators_weights.VALIDATORS,
    **validators_numbers.VALIDATORS,
    **validators_lists.VALIDATORS,
}
EXCLUSIONS = ("LINT090", "LINT091", "LINT092")
_RANK = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Excused:
    """Hold a finding that a pack's own exclusion lets stand."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Verdict:
    """Hold what is to be said about a pack, by severity and place, and what its exclusions let stand."""

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]

    @property
    def clean(self) -> bool:
        """Tell whether there is neither an error nor a warning; notes are allowed."""
        return all(f.severity == "note" for f in self.findings)


def lint(subject: Subject) -> Verdict:
    """Run every validator and set aside what is excused."""
    exclusions = subject.loaded.pack.exclusions
    findings: list[Finding] = []
    excused: list[Excused] = []
    used: set[int] = set()
    for validator in VALIDATORS.values():
        for finding in validator(subject):
            match = next((i for i, e in enumerate(exclusions) if _excuses(e, finding)), None)
            if match is None:
                findings.append(finding)
            else:
                used.add(match)
                excused.append(Excused(finding, exclusions[match].reason))
    findings += _exclusions(subject, used)
    return Verdict(
        tuple(sorted(findings, key=lambda f: (_RANK[f.severity], f.place, f.code))), tuple(excused)
    )


def _excuses(exclusion: Exclusion, finding: Finding) -> bool:
    return exclusion.code == finding.code and fnmatchcase(str(finding.fill["id"]), exclusion.id)


def _exclusions(subject: Subject, used: set[int]) -> Iterator[Finding]:
    sections = subject.loaded.sections
    for i, exclusion in enumerate(subject.loaded.pack.exclusions):
        place = spot_of(sections, ("exclusions", i), sections.spot).place()
        fill = {"code": exclusion.code, "id": exclusion.id}
        if exclusion.code not in VALIDATORS:
            yield Finding("LINT092", place, {**fill, "hint": closest(exclusion.code, VALIDATORS)})
        elif i not in used:
            yield Finding("LINT090", place, fill)
        elif not exclusion.reason.strip():
            yield Finding("LINT091", place, fill)

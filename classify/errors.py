"""Findings, and the one exception that carries them.

A finding is data: a code, a place and what to fill into the message. The wording of each code stands in
`catalogue.py`, its translation in the gettext catalogue, its explanation in `docs/errors.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from classify.catalogue import CATALOGUE
from classify.model.text import Text
from classify.texts import translate

Filler = str | int | float | Text


@dataclass(frozen=True, order=True)
class Place:
    """Say where a finding is: a file, and in it a sheet and cell or a line and column.

    Lines and columns count from 1, columns in characters.
    """

    file: str = ""
    sheet: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        """Return the place as `file:line:column` or `file [sheet] cell`."""
        if self.cell:
            sheet = f" [{self.sheet}]" if self.sheet else ""
            return f"{self.file}{sheet} {self.cell}".strip()
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True)
class Finding:
    """Report one thing that is wrong or doubtful in input, rules or graph."""

    code: str
    place: Place = Place()
    fill: Mapping[str, Filler] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Return `error`, `warning` or `note`; a `severity` among the fillers overrules the catalogue."""
        return str(self.fill.get("severity") or CATALOGUE[self.code].severity)

    def message(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return self._worded(CATALOGUE[self.code].message, lang)

    def repair(self, lang: str) -> str:
        """Return how to repair it, in `lang`."""
        return self._worded(CATALOGUE[self.code].repair, lang)

    def _worded(self, template: str, lang: str) -> str:
        fill = {key: v.say(lang) if isinstance(v, Text) else v for key, v in self.fill.items()}
        return translate(template, lang).format(**fill)

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the finding as plain data for JSON."""
        place = {key: value for key, value in vars(self.place).items() if value}
        return {
            "code": self.code,
            "severity": self.severity,
            "place": place,
            "message": self.message(lang),
            "repair": self.repair(lang),
        }


class ClassifyError(Exception):
    """Stop with findings: exit code 1 where the input is at fault, 2 where rules, plugins or use are."""

    def __init__(self, findings: Iterable[Finding], exit_code: int = 2) -> None:
        """Keep all findings of one input, so that a user repairs a file once."""
        self.findings = tuple(findings)
        self.exit_code = exit_code
        super().__init__("; ".join(f"{f.place} {f.code} {f.message('en')}".strip() for f in self.findings))

    def __reduce__(self) -> tuple[type["ClassifyError"], tuple[tuple[Finding, ...], int]]:
        """Let the error travel from a helping process whole, not as its message alone."""
        return type(self), (self.findings, self.exit_code)


def refuse(code: str, place: Place | None = None, *, exit_code: int = 2, **fill: Filler) -> ClassifyError:
    """Return an error with a single finding, ready to be raised."""
    return ClassifyError([Finding(code, place or Place(), fill)], exit_code)

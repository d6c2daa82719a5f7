"""What all pages of a site share: words, looks, addresses, peers, figures that may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from classify.expression.sentence import number_text
from classify.insight.spread import Spreads, measures
from classify.model.outcome import Outcome
from classify.model.profile import Value
from classify.report.closing import provenance_lines
from classify.report.formats import RunView
from classify.report.places import Places
from classify.report.site.words import words
from classify.report.svg.looks import Look, looks_of
from classify.report.verdict import differs
from classify.report.wording import Wording

MOST_PAGES = 1000  # communities above which only those that need review get a page of their own
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True)
class View:
    """Show a run in one language; `title` heads every page, `every` asks for a page per community always."""

    run: RunView
    lang: str
    title: str = ""
    every: bool = False
    places: Places = field(default_factory=Places)

    @cached_property
    def wording(self) -> Wording:
        """Return the words of the site."""
        return self.run.wording(self.lang)

    @cached_property
    def words(self) -> SimpleNamespace:
        """Return what the templates say."""
        return words(self.wording)

    @cached_property
    def provenance(self) -> list[str]:
        """Return what stands at the foot of every page."""
        return provenance_lines(self.wording, self.run.provenance)

    @property
    def pages(self) -> Sequence[tuple[str, str]]:
        """Return the pages that stand for themselves, by the names of their words, with their addresses."""
        found = [("overview", "index.html"), ("rules", "rules.html"), ("quality", "quality.html")]
        if self.run.links is not None:
            found.insert(1, ("alliance", "alliance.html"))
        return found

    @cached_property
    def looks(self) -> Mapping[str | None, Look]:
        """Return the look of every type."""
        return looks_of(self.run.program, self.lang)

    @cached_property
    def with_page(self) -> Sequence[Outcome]:
        """Return the communities that get a page, in the order of the table."""
        outcomes = self.run.outcomes
        if self.every or len(outcomes) <= MOST_PAGES:
            return outcomes
        return tuple(o for o in outcomes if needs_review(o))

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Return the page of each community that has one, from the site's root: ASCII, no two alike."""
        found, taken = dict[str, str](), set[str]()
        for i, outcome in enumerate(self.run.outcomes, start=1):
            plain = _PLAIN.fullmatch(outcome.id) and not _RESERVED.fullmatch(outcome.id)
            name = outcome.id if plain and outcome.id.lower() not in taken else f"_{i:05}"
            taken.add(name.lower())
            found[outcome.id] = f"c/{name}.html"
        return {o.id: found[o.id] for o in self.with_page}

    @cached_property
    def spreads(self) -> Spreads:
        """Return how figures are distributed within the types, without those too small to be shown."""
        wanted, hides = measures(self.run.program), self.wording.suppression.hides
        shown: dict[str, dict[str, Value]] = {}
        for outcome in self.run.population:
            values = self.run.values(outcome)
            shown[outcome.id] = {name: values.get(name) for name in wanted if not hides(name, values)}
        return Spreads(self.run.program, self.run.population, shown)

    @cached_property
    def inputs(self) -> Sequence[tuple[str, str]]:
        """Return the fields rules read with their labels, in the order of the pack."""
        program = self.run.program
        read = {f.id for f in program.inputs}
        return [(f.id, self.wording.field(f.id)) for f in program.loaded.pack.fields if f.id in read]

    def number(self, name: str, value: float) -> str:
        """Return a number as values of a field or indicator are written."""
        symbol = self.run.program.loaded.names[name]
        return number_text(value, symbol.type, symbol.unit, self.lang)


def needs_review(outcome: Outcome) -> bool:
    """Tell whether people should look at a community: its result is not clear, or another type is declared."""
    return outcome.status != "clear" or differs(outcome)


def name_of(outcome: Outcome) -> str:
    """Return a community's name, its id where it has none."""
    return outcome.name or outcome.id

"""What the parts of one community's report are written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classify.insight.peers import Peer
from classify.model.advised import Advice, Point
from classify.model.basis import Basis
from classify.model.outcome import Explanation, Outcome
from classify.model.profile import Value
from classify.report.document import Cite, Inline, Span
from classify.report.numbering import Sections
from classify.report.sources import Citations
from classify.report.wording import Wording
from classify.texts import mark as _

if TYPE_CHECKING:
    from classify.report.alliance.links import Links


@dataclass(frozen=True)
class Draft:
    """Hold one community's material; the parts share the counters of sections and sources."""

    wording: Wording
    values: Mapping[str, Value]
    explanation: Explanation
    advice: Advice
    citations: Citations
    sections: Sections
    peers: tuple[Peer, ...] = ()
    links: Links | None = None

    @property
    def outcome(self) -> Outcome:
        """Return the result the report is about."""
        return self.explanation.outcome

    def bracketed(self, basis: Basis) -> Inline:
        """Return a source in brackets, to stand behind a line; a note of its own says how far it goes."""
        left, right = (" (", ")") if self.wording.lang == "en" else ("（", "）")
        cited = self.citations.cite(basis)
        if basis.note:
            cited = tuple(part for part in cited if isinstance(part, Cite))
        if not cited:
            return ()
        return (Span(left, "faint"), *cited, Span(right, "faint"))

    def lacks(self, point: Point) -> str:
        """Return what has to be looked up before a line can be relied on, nothing where all is known."""
        if not point.lacks:
            return ""
        fields = self.wording.join(self.wording.pick(label) for label in point.lacks)
        if point.state == "check":
            return self.wording.say(_("To be checked, for lack of: {fields}"), fields=fields)
        return self.wording.say(_("No figure for: {fields}"), fields=fields)

    def points(self, points: Sequence[Point]) -> tuple[Inline, ...]:
        """Return the lines of a method with what they lack and where they come from."""
        texts = (self.wording.phrases(self.wording.pick(p.text), self.lacks(p)) for p in points)
        return tuple((Span(text), *self.bracketed(p.basis)) for text, p in zip(texts, points, strict=True))

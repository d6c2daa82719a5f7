"""The report on one subdistrict: its communities together, then each of them on half a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.model.advised import Advice, AdvisedLine
from classify.model.outcome import Explanation, Outcome
from classify.model.profile import Value
from classify.report.alliance.links import Links
from classify.report.alliance.overview import subdistrict_section
from classify.report.closing import closing, imprint
from classify.report.district import district_facts, overview
from classify.report.document import Block, Bullets, Document, Inline, PageBreak, Paragraph, Span, plain
from classify.report.numbering import Sections
from classify.report.provenance import Provenance
from classify.report.verdict import contender, declared_sentence, differs, nearest_sentence, status_sentence
from classify.report.wording import Wording
from classify.texts import mark as _

MOST = 3  # reasons, and lines of a list, that a briefing gives


@dataclass(frozen=True)
class Briefing:
    """Hold the material on one community."""

    outcome: Outcome
    explanation: Explanation
    advice: Advice
    values: Mapping[str, Value]


def subdistrict_document(
    wording: Wording, group: str, material: Sequence[Briefing], provenance: Provenance,
    links: Links | None = None,
) -> Document:  # fmt: skip
    """Return the report on one subdistrict, its communities in the order they were handed in."""
    sections, outcomes = Sections(wording.lang), [m.outcome for m in material]
    dated, name = provenance.data_date, group or wording.say(_("without subdistrict"))
    return Document(
        title=wording.say(_("{name}: communities by type"), name=name),
        subtitle=wording.say(_("figures as of {date}"), date=dated) if dated else "",
        lang=wording.lang,
        blocks=(
            *overview(wording, outcomes, sections, [m.advice for m in material]),
            *(subdistrict_section(wording, links, [o.id for o in outcomes], sections) if links else ()),
            PageBreak(),
            sections.section(wording.say(_("The communities one by one"))),
            *(block for m in material for block in _briefing(wording, m, sections)),
            *closing(wording, provenance, sections),
        ),
        facts={
            **district_facts(outcomes),
            "subdistrict": group,
            "imprint": imprint(wording, provenance),
            "date": dated or "",
        },
    )


def subdistrict_title(wording: Wording) -> str:
    """Return what a subdistrict's report is called in its file name."""
    return wording.say(_("communities by type"))


def _briefing(wording: Wording, material: Briefing, sections: Sections) -> Iterator[Block]:
    outcome = material.outcome
    yield sections.part(outcome.name or outcome.id)
    if outcome.type is None:
        yield Paragraph(plain(nearest_sentence(wording, outcome)))
    else:
        opening = Span(wording.type(outcome.type) + (": " if wording.lang == "en" else "："), "strong")
        yield Paragraph((opening, Span(status_sentence(wording, outcome))))
    yield Paragraph(plain(declared_sentence(wording, outcome)), "alert" if differs(outcome) else "body")
    points = [*_reasons(wording, material), *_needs(wording, material.advice)]
    if points:
        yield Bullets(tuple(points))


def _reasons(wording: Wording, material: Briefing) -> Iterator[Inline]:
    outcome = material.outcome
    if outcome.missing:
        fields = wording.join(wording.field(m.field) for m in outcome.missing)
        yield plain(wording.sentences(wording.say(_("Figures to be completed: {fields}"), fields=fields)))
    if outcome.type or contender(outcome):
        for reason in material.explanation.supporting[:MOST]:
            fact = wording.sentences(wording.fact(reason, material.values))
            yield (
                Span(wording.title(reason), "strong"),
                Span((": " if wording.lang == "en" else "：") + fact),
            )


def _needs(wording: Wording, advice: Advice) -> Iterator[Inline]:
    urgent: list[AdvisedLine] = [
        line for entry in advice.lists for line in entry.lines if line.leads_to and line.priority == 1
    ]
    if urgent:
        told = wording.join(wording.pick(line.text) for line in urgent[:MOST])
        yield plain(wording.sentences(wording.say(_("Most urgent: {needs}"), needs=told)))

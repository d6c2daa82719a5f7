"""The report on one community: result, reasons, advice, provenance."""

from __future__ import annotations

from collections.abc import Iterable

from classify.insight.peers import Peer
from classify.model.advised import Advice
from classify.model.outcome import Explanation
from classify.model.profile import Profile
from classify.report.alliance.links import Links
from classify.report.alliance.partners import partners_section
from classify.report.closing import closing, imprint
from classify.report.document import Block, Document
from classify.report.draft import Draft
from classify.report.labels import margin_text
from classify.report.measures import measures
from classify.report.numbering import Sections
from classify.report.peers import peers_section
from classify.report.provenance import Provenance
from classify.report.reasons import reasons
from classify.report.sources import Citations
from classify.report.verdict import contender, verdict
from classify.report.wording import Wording
from classify.texts import mark as _


def draft_of(
    wording: Wording,
    profile: Profile,
    explanation: Explanation,
    advice: Advice,
    peers: tuple[Peer, ...] = (),
    links: Links | None = None,
) -> Draft:
    """Return the material of a report on one community, with its counters at the start."""
    citations, sections = Citations(wording), Sections(wording.lang)
    return Draft(wording, profile.values, explanation, advice, citations, sections, peers, links)


def core_sections(draft: Draft) -> tuple[Block, ...]:
    """Return the result, its reasons and what follows from it."""
    return (
        *verdict(draft),
        *reasons(draft),
        *measures(draft),
        *partners_section(draft),
        *peers_section(draft),
    )


def community_document(draft: Draft, provenance: Provenance, sections: Iterable[Block]) -> Document:
    """Return the report on one community: the sections, then provenance and sources."""
    wording, outcome = draft.wording, draft.outcome
    body = tuple(sections)
    return Document(
        title=wording.say(
            _("{name}: recommendations for governance by type"), name=outcome.name or outcome.id
        ),
        subtitle=_subtitle(wording, outcome.group, provenance.data_date),
        lang=wording.lang,
        blocks=(*body, *closing(wording, provenance, draft.sections, draft.citations)),
        facts={
            **community_facts(draft),
            "imprint": imprint(wording, provenance),
            "date": provenance.data_date or "",
        },
    )


def community_facts(draft: Draft) -> dict[str, str]:
    """Return the figures a template may place where it likes."""
    wording, outcome = draft.wording, draft.outcome
    rival, method = contender(outcome), draft.advice.method
    return {
        "name": outcome.name or outcome.id,
        "id": outcome.id,
        "subdistrict": outcome.group,
        "type": wording.type(outcome.type),
        "status": wording.status(outcome),
        "score": f"{outcome.scores[outcome.type].score:.1f}" if outcome.type else "",
        "runner_up": wording.type(rival) if rival else "",
        "lead": margin_text(outcome.margin),
        "declared": wording.type(outcome.declared),
        "method": wording.pick(method.label) if method else "",
    }


def _subtitle(wording: Wording, group: str, data_date: str | None) -> str:
    dated = wording.say(_("figures as of {date}"), date=data_date) if data_date else ""
    return " · ".join(part for part in (group, dated) if part)


def file_title(wording: Wording) -> str:
    """Return what a community's report is called in its file name."""
    return wording.say(_("recommendations by type"))

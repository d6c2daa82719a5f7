"""The report on one community: result, reasons, advice, provenance."""

from __future__ import annotations

from collections.abc import Iterable

from classify.model.advised import Advice
from classify.model.outcome import Explanation
from classify.model.profile import Profile
from classify.report.closing import closing
from classify.report.document import Block, Document
from classify.report.draft import Draft
from classify.report.measures import measures
from classify.report.numbering import Sections
from classify.report.provenance import Provenance
from classify.report.reasons import reasons
from classify.report.sources import Citations
from classify.report.verdict import verdict
from classify.report.wording import Wording
from classify.texts import mark as _


def draft_of(wording: Wording, profile: Profile, explanation: Explanation, advice: Advice) -> Draft:
    """Return the material of a report on one community, with its counters at the start."""
    return Draft(wording, profile.values, explanation, advice, Citations(wording), Sections(wording.lang))


def core_sections(draft: Draft) -> tuple[Block, ...]:
    """Return the result, its reasons and what follows from it."""
    return (*verdict(draft), *reasons(draft), *measures(draft))


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
    )


def _subtitle(wording: Wording, group: str, data_date: str | None) -> str:
    dated = wording.say(_("figures as of {date}"), date=data_date) if data_date else ""
    return " · ".join(part for part in (group, dated) if part)


def file_title(wording: Wording) -> str:
    """Return what a community's report is called in its file name."""
    return wording.say(_("recommendations by type"))

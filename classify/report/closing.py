"""How every report ends: what it was made from, what its figures are worth, and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from classify.report.document import Block, Bullets, plain
from classify.report.numbering import Sections
from classify.report.provenance import Provenance
from classify.report.sources import Citations
from classify.report.wording import Wording
from classify.texts import mark as _


def closing(
    wording: Wording, provenance: Provenance, sections: Sections, citations: Citations | None = None
) -> Iterator[Block]:
    """Yield the sections on provenance and sources."""
    yield sections.section(wording.say(_("How this report came about")))
    yield Bullets(tuple(plain(line) for line in provenance_lines(wording, provenance)))
    references = citations.references() if citations else None
    if references and references.entries:
        yield sections.section(wording.say(_("Sources")))
        yield references


def provenance_lines(wording: Wording, provenance: Provenance) -> list[str]:
    """Return the provenance as sentences; the first says what the result is and is not."""
    packs = wording.join(
        wording.say(
            _("{title} {version} ({id}, {digest})"),
            title=wording.pick(p.title),
            version=p.version,
            id=p.id,
            digest=p.digest[:8],
        )
        for p in provenance.packs
    )
    lines = [
        wording.say(
            _(
                "Thresholds and weights are editable expert defaults, not an official standard. "
                "The computed type is a proposal; people decide."
            )
        ),
        wording.say(_("Rule packs: {packs}."), packs=packs),
        wording.say(_("Standards as they hold on {date}."), date=provenance.as_of.isoformat()),
        wording.say(_("Program: classify {version}."), version=provenance.version),
    ]
    if provenance.data_date:
        lines.insert(1, wording.say(_("Figures as of {date}."), date=provenance.data_date))
    return lines

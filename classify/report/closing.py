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
    yield Bullets(tuple(plain(line) for line in provenance_lines(wording, provenance)), small=True)
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
    plugins = wording.join(provenance.plugins) or wording.say(_("none"))
    lines = [
        wording.say(
            _(
                "Thresholds and weights are editable expert defaults, not an official standard. "
                "The computed type is a proposal; people decide."
            )
        ),
        wording.say(_("Rule packs: {packs}."), packs=packs),
        wording.say(_("Standards as they hold on {date}."), date=provenance.as_of.isoformat()),
        _changed_line(wording, provenance),
        wording.say(
            _("Program: classify {version}; plugins: {plugins}."), version=provenance.version, plugins=plugins
        ),
    ]
    if provenance.data_date:
        lines.insert(1, wording.say(_("Figures as of {date}."), date=provenance.data_date))
    return lines


def _changed_line(wording: Wording, provenance: Provenance) -> str:
    if not provenance.changed:
        return wording.say(_("All parameters have the values their packs came with."))
    told = wording.join(
        wording.say(
            _("{name} {value} (default {default}, {by})"),
            name=wording.pick(c.label),
            value=wording.pick(c.value),
            default=wording.pick(c.default),
            by=wording.say(_("changed by {pack}"), pack=c.by)
            if c.by
            else wording.say(_("taken from the district's table")),
        )
        for c in provenance.changed
    )
    return wording.say(_("Parameters that differ from the default: {parameters}."), parameters=told)


def imprint(wording: Wording, provenance: Provenance) -> str:
    """Return in one line what a page was made from: date, the pack that had the last word, program."""
    parts = (
        [wording.say(_("figures as of {date}"), date=provenance.data_date)] if provenance.data_date else []
    )
    if provenance.packs:
        last = provenance.packs[-1]
        parts.append(f"{wording.pick(last.title)} {last.version} ({last.digest[:8]})")
    parts += [
        f"classify {provenance.version}",
        wording.say(_("thresholds are editable defaults; people decide")),
    ]
    return " · ".join(parts)

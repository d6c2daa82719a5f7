"""How every report ends: what it was made from, what its figures are worth, and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from classify.report.document import Block, Bullets, plain
from classify.report.numbering import Sections
from classify.report.provenance import Provenance
from classify.report.sources import Citations
from classify.report.wording import Wording
from classify.texts import mark as _

MOST_RULES = 12  # changed rules named on every page; the site's rules page has all


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
    return [
        wording.say(
            _(
                "Thresholds and weights are editable expert defaults, not an official standard. "
                "The computed type is a proposal; people decide."
            )
        ),
        *_of_data(wording, provenance),
        wording.say(_("Rule packs: {packs}."), packs=packs),
        wording.say(_("Standards as they hold on {date}."), date=provenance.as_of.isoformat()),
        _changed_line(wording, provenance),
        *_rules_line(wording, provenance),
        wording.say(
            _("Program: classify {version}; plugins: {plugins}."),
            version=provenance.version,
            plugins=_plugins(wording, provenance),
        ),
    ]


def _of_data(wording: Wording, provenance: Provenance) -> Iterator[str]:
    """Yield what is said of figures, of communities left out, and of the alliance."""
    if provenance.data_date:
        yield wording.say(_("Figures as of {date}."), date=provenance.data_date)
    else:
        yield wording.say(_("The table gives no date for its figures."))
    if provenance.part:
        message = _(
            "Shown are {count} of the {all} communities that were classified; comparisons are with all of them."
        )
        yield wording.say(message, count=provenance.part[0], all=provenance.part[1])
    if provenance.alliance:
        message = _("Alliance as of {date}, from {files}.")
        files = wording.join(f"{name} ({digest[:8]})" for name, digest in provenance.alliance.files)
        yield wording.say(message, date=provenance.alliance.at.isoformat(), files=files)


ORIGINS = {
    "core": _("the program itself"),
    "bundled": _("comes with the program"),
    "installed": _("installed"),
    "folder": _("from a folder of its own"),
}


def _plugins(wording: Wording, provenance: Provenance) -> str:
    told = (
        wording.say(
            _("{name} {version} ({origin})"),
            name=p.name,
            version=p.version,
            origin=wording.say(ORIGINS.get(p.origin, p.origin)),
        )
        for p in provenance.plugins
    )
    return wording.join(told) or wording.say(_("none"))


def _rules_line(wording: Wording, provenance: Provenance) -> Iterator[str]:
    """Yield which rules are not those of the scheme's own pack."""
    for message, added in ((_("Rules changed: {rules}."), False), (_("Rules added: {rules}."), True)):
        found = [r for r in provenance.rules if r.added is added]
        told = [
            wording.say(_("{title} (by {pack})"), title=wording.pick(r.title), pack=r.by)
            for r in found[:MOST_RULES]
        ]
        if len(found) > MOST_RULES:
            told.append(wording.say(_("and {count} more"), count=len(found) - MOST_RULES))
        if told:
            yield wording.say(message, rules=wording.join(told))


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
    if provenance.part:
        shown, known = provenance.part
        parts.append(wording.say(_("{count} of {all} communities"), count=shown, all=known))
    parts += [
        f"classify {provenance.version}",
        wording.say(_("thresholds are editable defaults; people decide")),
    ]
    return " · ".join(parts)

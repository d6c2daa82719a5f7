"""The alliance's page: figures, boards, street cards, differences, proposals; and its part of a community's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from classify.alliance.answer import Joined, Table, said
from classify.alliance.community import NeedLine, Partner, Section
from classify.alliance.summary import lines_table
from classify.alliance.words import AGREEMENT_KINDS, LINK_KINDS, SUPPLY_KINDS, label
from classify.report.alliance.boards import (
    coverage_board,
    difference_board,
    matrix,
    organisation_board,
)
from classify.report.alliance.links import Links
from classify.report.alliance.overview import figures
from classify.report.alliance.poster import street_card
from classify.report.alliance.streets import streets
from classify.report.alliance.tables import block_of
from classify.report.site.blocks import block_html
from classify.report.site.quality import findings_rows
from classify.report.site.view import View
from classify.texts import mark as _

MOST_ROWS = 60  # rows of a table; the annex has them all
MOST_INLINE = 2_000_000  # characters of a drawing a page can hold; a larger one is a file of its own
_IDS = ("need", "community", "offer", "status", "new", "agreement")


@dataclass(frozen=True)
class Drawing:
    """Hold a drawing under its file name; a large one stands in a file, and the page only leads to it."""

    name: str
    title: str
    svg: str

    @property
    def inline(self) -> str:
        """Return the drawing for the page, empty where it is too large."""
        return self.svg if len(self.svg) <= MOST_INLINE else ""

    @property
    def address(self) -> str:
        """Return the file of a drawing too large for the page, from the site's root."""
        return f"assets/{self.name}.svg"


def drawings(view: View, links: Links) -> dict[str, list[Drawing]]:
    """Return the boards, the matrix and the street cards by their place on the page."""
    state, lang, say = links.state, view.lang, view.wording.say
    pages = view.addresses
    change = links.difference
    return {
        "coverage": [
            Drawing("coverage", say(_("Coverage board")), coverage_board(state, lang, pages, headed=False))
        ],
        "organisation": [
            Drawing("organisation", say(_("Organisation board")), organisation_board(state, lang, headed=False))
        ],
        "differences": [
            Drawing("differences", say(_("What changed")), difference_board(state, change, lang, pages, headed=False))
        ] if change.changes else [],
        "matrix": [Drawing("matrix", say(_("Agreements between subdistricts")), matrix(state, lang))],
        "cards": [
            Drawing(f"street-{number:02}", street.name, street_card(street, lang, pages=pages))
            for number, street in enumerate(streets(state), 1)
        ],
    }  # fmt: skip


def alliance_page(view: View, links: Links, drawn: Mapping[str, Sequence[Drawing]]) -> dict[str, Any]:
    """Return what the alliance's page shows."""
    tables = links.tables
    return {
        "at": links.state.at.isoformat(),
        "figures": figures(view.wording, links, links.lines).figures,
        "streets": _table(view, lines_table(links.lines)),
        "drawn": drawn,
        "since": links.difference.first.isoformat(),
        "tables": [
            {"id": id_, "title": view.wording.say(tables[id_].title), "html": _table(view, tables[id_])}
            for id_ in ("proposals", "unmet", "expiring", "expired", "dormant", "ratios", "joints", "lacking")
            if tables[id_].rows
        ],
        "findings": findings_rows(view, links.findings),
    }


def _table(view: View, table: Table) -> str:
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    html = block_html(block_of(view.wording, shown, _IDS), view.lang)
    more = len(table.rows) - MOST_ROWS
    if more > 0:
        html += f"<p>{view.wording.say(_('{count} more are in the annex.'), count=more)}</p>"
    return html


def community_links(view: View, community: str) -> dict[str, Any] | None:
    """Return the three columns of a community: partners, the place's own links, needs with proposals."""
    links = view.run.links
    found = links.of(community) if links else None
    if found is None or links is None:
        return None
    return {
        "summary": found.summary.say(view.lang),
        "at": links.state.at.isoformat(),
        "partners": [_partner(view, p) for p in found.partners],
        "links": _ties(view, links, found),
        "needs": [_need(view, links, n) for n in found.needs],
    }


def _partner(view: View, partner: Partner) -> dict[str, Any]:
    say = view.wording.say
    more = say(_("{count} more"), count=partner.others) if partner.others else ""
    days = "" if partner.days is None else say(_("{count} days left"), count=partner.days)
    return {
        "units": view.wording.join([*partner.units, *([more] if more else [])]),
        "title": partner.title,
        "kind": said(AGREEMENT_KINDS.get(partner.kind, partner.kind), view.lang),
        "until": partner.until.isoformat() if partner.until else say(_("no end agreed")),
        "days": days,
        "ending": partner.ending,
    }


def _ties(view: View, links: Links, section: Section) -> Sequence[tuple[str, str]]:
    """Return the links of the place itself by kind: superior, committees, property firms, instructors."""
    found: dict[str, list[str]] = {}
    for tie in section.links:
        found.setdefault(tie.kind, []).append(links.state.alliance.name(tie.unit))
    return [
        (said(LINK_KINDS.get(kind, kind), view.lang), view.wording.join(names))
        for kind, names in found.items()
    ]


def _need(view: View, links: Links, need: NeedLine) -> dict[str, Any]:
    name, lang = links.state.alliance.name, view.lang
    return {
        "kind": label(SUPPLY_KINDS, need.kind).say(lang),
        "urgent": need.urgent,
        "served": view.wording.join(need.served_by),
        "proposals": [
            {"unit": name(p.unit), "reason": Joined((p.reason,)).say(lang)} for p in need.proposals
        ],
        "proof": need.unmet.proof.say(lang) if need.unmet else "",
    }

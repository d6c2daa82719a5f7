"""What the reports on a district or a subdistrict say of the alliance."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, replace

from classify.alliance.answer import Table
from classify.alliance.summary import Line, lines_table
from classify.report.alliance.links import WITHIN, Links
from classify.report.alliance.tables import block_of
from classify.report.document import Block, Figure, KeyFigures, Paragraph, plain
from classify.report.numbering import Sections
from classify.report.wording import Wording
from classify.texts import mark as _

TITLE = _("Party-building alliance")
_SIGNED = _(
    "Proposals are worked out so that the community served worst is served as well as possible; none is in force "
    "before it is signed."
)
# What stands in the annex is not printed whole.
_MOST = 20
_NO_IDS = ("need", "community", "offer", "status", "new", "agreement")


def alliance_section(wording: Wording, links: Links, sections: Sections) -> Iterator[Block]:
    """Yield the section of a district: figures, subdistricts side by side, double coverage, urgent proposals."""
    yield sections.section(wording.say(TITLE))
    yield figures(wording, links, links.lines)
    yield Paragraph(plain(wording.sentences(_dated(wording, links), wording.say(_SIGNED))))
    if len(links.lines) > 1:
        yield sections.part(wording.say(_("By subdistrict")))
        yield block_of(wording, lines_table(links.lines))
    tables = links.tables
    yield from _part(wording, sections, tables["ratios"])
    urgent = [row for row in _rows(tables["proposals"]) if row["urgent"]]
    yield from _part(
        wording,
        sections,
        _with(tables["proposals"], urgent),
        _("Proposals for urgent needs"),
        (*_NO_IDS, "urgent"),
    )
    yield from _part(wording, sections, tables["expiring"])


def subdistrict_section(
    wording: Wording, links: Links, communities: Collection[str], sections: Sections
) -> Iterator[Block]:
    """Yield the section of one subdistrict, nothing where the alliance knows none of its communities."""
    inside = set(communities)
    streets = {links.state.alliance.subdistrict[id_] for id_ in inside & links.state.units}
    mine = [line for line in links.lines if line.name in streets]
    if not mine:
        return
    yield sections.section(wording.say(TITLE))
    yield figures(wording, links, mine)
    yield Paragraph(plain(wording.sentences(_dated(wording, links), wording.say(_SIGNED))))
    for id_ in ("proposals", "unmet"):
        table = links.tables[id_]
        rows = [row for row in _rows(table) if row["community"] in inside]
        yield from _part(wording, sections, _with(table, rows))
    signed = {p.agreement for p in links.state.alliance.parties if p.unit in inside}
    ending = [row for row in _rows(links.tables["expiring"]) if row["agreement"] in signed]
    yield from _part(wording, sections, _with(links.tables["expiring"], ending))


def figures(wording: Wording, links: Links, lines: list[Line]) -> KeyFigures:
    """Return the key figures of some subdistricts, or of all."""
    total = {f.name: sum(getattr(line, f.name) for line in lines) for f in fields(Line) if f.name != "name"}
    if lines == links.lines:
        # An agreement of two subdistricts counts in both, and one without communities in none.
        total |= {
            "agreements": links.coverage.in_force,
            "ending": len(links.coverage.expiring),
            "expired": len(links.coverage.expired),
        }
    say = wording.say
    of = say(_("of {count}"), count=total["communities"])
    return KeyFigures(
        (
            Figure(say(_("Agreements in force")), str(total["agreements"])),
            Figure(say(_("Communities with an agreement, property included")), str(total["covered"]), of),
            Figure(say(_("Ending within {days} days"), days=WITHIN), str(total["ending"])),
            Figure(say(_("Needs unserved")), str(total["unserved"]), say(_("of {count}"), count=total["needs"])),
            Figure(say(_("Links proposed")), str(total["proposed"]),
                   say(_("{count} needs stay short"), count=total["short"])),
        )
    )  # fmt: skip


def _dated(wording: Wording, links: Links) -> str:
    return wording.say(_("As of {date}"), date=links.state.at.isoformat())


def _rows(table: Table) -> Iterator[dict[str, object]]:
    for row in table.rows:
        yield dict(zip(table.columns, row, strict=True))


def _with(table: Table, rows: list[dict[str, object]]) -> Table:
    return replace(table, rows=[tuple(row.values()) for row in rows])


def _part(
    wording: Wording, sections: Sections, table: Table, title: str = "", without: Collection[str] = _NO_IDS
) -> Iterator[Block]:
    if not table.rows:
        return
    yield sections.part(wording.say(title or table.title))
    yield block_of(wording, replace(table, rows=table.rows[:_MOST]), without)
    if len(table.rows) > _MOST:
        more = wording.say(_("{count} more are in the annex."), count=len(table.rows) - _MOST)
        yield Paragraph(plain(more))

"""The report on all communities of a run: distribution, review list, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from classify.model.advised import Advice
from classify.model.outcome import Outcome
from classify.report.alarms import alarms
from classify.report.alliance.links import Links
from classify.report.alliance.overview import alliance_section
from classify.report.charts import distribution_picture, places_picture
from classify.report.closing import closing, imprint
from classify.report.document import (
    Block,
    Column,
    Document,
    Figure,
    Inline,
    KeyFigures,
    Paragraph,
    Table,
    plain,
    strong,
)
from classify.report.labels import STATUS, chief_reason, margin_text
from classify.report.methods import methods_section
from classify.report.needs import needs_of, needs_sections
from classify.report.numbering import Sections
from classify.report.provenance import Provenance
from classify.report.verdict import decision_text, differs
from classify.report.wording import Wording
from classify.texts import mark as _

_DOUBTFUL = ("close", "data-missing", "no-type")


def district_document(
    wording: Wording, outcomes: Sequence[Outcome], provenance: Provenance, advice: Sequence[Advice] = (),
    links: Links | None = None,
) -> Document:  # fmt: skip
    """Return the report on a run's communities, in the order they were handed in.

    `advice`, one for each outcome, is what common and specific problems and the overview of methods come from;
    `links` is the alliance, where one was given.
    """
    sections = Sections(wording.lang)
    dated = provenance.data_date
    return Document(
        title=summary_title(wording),
        subtitle=wording.say(_("figures as of {date}"), date=dated) if dated else "",
        lang=wording.lang,
        blocks=(
            *overview(wording, outcomes, sections, advice),
            *(alliance_section(wording, links, sections) if links else ()),
            *closing(wording, provenance, sections),
        ),
        facts={**district_facts(outcomes), "imprint": imprint(wording, provenance), "date": dated or ""},
    )


def summary_title(wording: Wording) -> str:
    """Return what the report on all communities is called."""
    return wording.say(_("Communities by type: summary"))


def overview(
    wording: Wording, outcomes: Sequence[Outcome], sections: Sections, advice: Sequence[Advice] = ()
) -> Iterator[Block]:
    """Yield what can be said of many communities together."""
    yield _key_figures(wording, outcomes)
    yield from _distribution(wording, outcomes, sections)
    yield from _by_group(wording, outcomes, sections)
    yield from _review(wording, outcomes, sections)
    yield from _disagreements(wording, outcomes, sections)
    if advice:
        yield from needs_sections(wording, needs_of(wording, outcomes, advice), sections)
        yield from methods_section(wording, outcomes, sections)


def district_facts(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Return the figures a template may place where it likes."""
    counts: Counter[str] = Counter(o.status for o in outcomes)
    facts = {status.replace("-", "_"): str(counts[status]) for status in STATUS}
    return {"communities": str(len(outcomes)), **facts}


def _key_figures(wording: Wording, outcomes: Sequence[Outcome]) -> KeyFigures:
    counts: Counter[str] = Counter(o.status for o in outcomes)
    labels = {status: wording.say(STATUS[status]) for status in STATUS}
    figures = [Figure(wording.say(_("Communities")), str(len(outcomes)))]
    figures += [
        Figure(labels[s], str(counts[s]), _share(counts[s], len(outcomes))) for s in ("clear", *_DOUBTFUL)
    ]
    return KeyFigures(tuple(figures))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def _distribution(wording: Wording, outcomes: Sequence[Outcome], sections: Sections) -> Iterator[Block]:
    yield sections.section(wording.say(_("Distribution")))
    for alarm in alarms(wording.program, outcomes):
        yield Paragraph(plain(wording.pick(alarm)), "alert")
    computed, declared = Counter(o.type for o in outcomes), Counter(o.declared for o in outcomes)
    clear = Counter(o.type for o in outcomes if o.status == "clear")
    columns = (
        Column(wording.say(_("Type")), share=3),
        *(
            Column(wording.say(c), "right")
            for c in (_("Communities"), _("Share"), _("of them clear"), _("Declared"))
        ),
    )
    ids = [*(t.id for t in wording.types), *([None] if computed[None] else [])]
    rows = [
        (
            wording.say(_("undecided")) if id_ is None else wording.type(id_),
            str(computed[id_]),
            _share(computed[id_], len(outcomes)),
            "—" if id_ is None else str(clear[id_]),
            "—" if id_ is None else str(declared[id_]),
        )
        for id_ in ids
    ]
    if outcomes:
        yield Paragraph(plain(_in_words(wording, computed, len(outcomes))))
        # Before its table, which may run over the page; the picture cannot, and would leave half a page empty.
        yield distribution_picture(wording, outcomes)
    yield Table(
        columns,
        tuple(_cells(row) for row in rows),
        wording.say(_("Communities, clear results and declared types")),
    )


def _in_words(wording: Wording, found: Counter[str | None], total: int) -> str:
    counted = [t.id for t in wording.types if found[t.id]]
    part = _("{type} {count} ({share})")
    told = wording.join(
        wording.say(part, type=wording.type(id_), count=found[id_], share=_share(found[id_], total))
        for id_ in sorted(counted, key=lambda id_: -found[id_])
    )
    if not told:
        return wording.say(_("None of the {all} communities has a type yet."), all=total)
    return wording.say(_("Of {all} communities by type: {types}."), all=total, types=told)


def _cells(row: Sequence[str]) -> tuple[Inline, ...]:
    return tuple(plain(cell) for cell in row)


def _by_group(wording: Wording, outcomes: Sequence[Outcome], sections: Sections) -> Iterator[Block]:
    groups = list(dict.fromkeys(o.group for o in outcomes))
    if len(groups) < 2:
        return
    yield sections.section(wording.say(_("Types by subdistrict")))
    ids = [*(t.id for t in wording.types), None]
    by = Counter((o.group, o.type) for o in outcomes)
    heads = [wording.say(_("undecided")) if i is None else wording.type(i) for i in ids]
    total = wording.say(_("Total"))
    columns = (
        Column(wording.say(_("Subdistrict")), share=2),
        *(Column(head, "right") for head in (*heads, total)),
    )
    rows = [
        _cells([group or "—", *(str(by[group, i] or "·") for i in ids), str(sum(by[group, i] for i in ids))])
        for group in groups
    ]
    sums = [sum(by[group, i] for group in groups) for i in ids]
    rows.append((strong(total), *(strong(str(n)) for n in (*sums, len(outcomes)))))
    yield places_picture(wording, outcomes)
    yield Table(columns, tuple(rows), wording.say(_("Types in each subdistrict")))


def _review(wording: Wording, outcomes: Sequence[Outcome], sections: Sections) -> Iterator[Block]:
    yield sections.section(wording.say(_("To be reviewed")))
    doubtful = [o for status in _DOUBTFUL for o in outcomes if o.status == status]
    if not doubtful:
        yield Paragraph(plain(wording.say(_("Every result is clear."))))
        return
    message = _("{count} of {all} communities should be looked at by people before a type is decided.")
    yield Paragraph(plain(wording.say(message, count=len(doubtful), all=len(outcomes))))
    heads = {
        "close": _("Close calls: discuss the two types"),
        "data-missing": _("Data missing: complete the figures named"),
        "no-type": _("No type: decide by what is known of the place"),
    }
    for status in _DOUBTFUL:
        found = [o for o in doubtful if o.status == status]
        if found:
            yield sections.part(wording.say(heads[status]))
            yield _review_table(wording, found)


def _review_table(wording: Wording, outcomes: Sequence[Outcome]) -> Table:
    columns = (
        Column(wording.say(_("Community")), share=3),
        Column(wording.say(_("Subdistrict")), share=2),
        Column(wording.say(_("Type")), share=2),
        Column(wording.say(_("Runner-up")), share=2),
        Column(wording.say(_("Lead")), "right"),
        Column(wording.say(_("What it turns on")), share=4),
    )
    return Table(columns, tuple(_cells(_review_row(wording, o)) for o in outcomes))


def _review_row(wording: Wording, outcome: Outcome) -> tuple[str, ...]:
    turns_on = chief_reason(wording.program, outcome, wording.lang)
    if outcome.status == "data-missing":
        turns_on = wording.join(wording.field(m.field) for m in outcome.missing[:3])
    return (
        outcome.name or outcome.id,
        outcome.group or "—",
        wording.type(outcome.type),
        wording.type(outcome.runner_up),
        margin_text(outcome.margin),
        turns_on,
    )


def _disagreements(wording: Wording, outcomes: Sequence[Outcome], sections: Sections) -> Iterator[Block]:
    declared = [o for o in outcomes if o.declared is not None]
    if not declared:
        return
    yield sections.section(wording.say(_("Declared and computed type differ")))
    found = [o for o in declared if differs(o)]
    message = _(
        "A type has been declared for {declared} communities; the computed type differs for {count}. "
        "The declared type stands until the office changes it."
    )
    yield Paragraph(plain(wording.say(message, declared=len(declared), count=len(found))))
    if not found:
        return
    columns = [
        Column(wording.say(_("Community")), share=3),
        Column(wording.say(_("Subdistrict")), share=2),
        Column(wording.say(_("Declared")), share=2),
        Column(wording.say(_("Computed")), share=2),
        Column(wording.say(_("Lead")), "right"),
        Column(wording.say(_("Status")), share=2),
    ]
    rows = [_differing(wording, o) for o in found]
    if any(o.decision for o in found):
        columns.append(Column(wording.say(_("Review")), share=4))
        rows = [(*row, decision_text(wording, o)) for row, o in zip(rows, found, strict=True)]
    yield Table(tuple(columns), tuple(_cells(row) for row in rows))


def _differing(wording: Wording, o: Outcome) -> tuple[str, ...]:
    return (
        o.name or o.id,
        o.group or "—",
        wording.type(o.declared),
        wording.type(o.type),
        margin_text(o.margin),
        wording.status(o),
    )

"""The charts of reports as pictures with words, drawn by the SVG module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from classify.model.outcome import Outcome
from classify.report.document import Picture, Table
from classify.report.svg import Counted, Places, Ranked, counts, looks_of, ranking, stacked
from classify.report.wording import Wording
from classify.texts import mark as _

WIDTH = 560.0  # as wide as the text of a page: letters come out at ten points
_ROW = 21.0  # close together: the chart shares the first page with its table


def scores_picture(wording: Wording, outcome: Outcome, table: Table) -> Picture:
    """Return how the types rank, with the range each score can still take; `table` stands in where nothing is drawn."""
    looks = looks_of(wording.program, wording.lang)
    ranked = sorted(outcome.scores.items(), key=lambda entry: -entry[1].score)
    rows = [Ranked(looks[id_], s.score, s.low, s.high, chosen=id_ == outcome.type) for id_, s in ranked]
    title = wording.say(_("Scores of the types"))
    told = wording.join(f"{row.look.label} {row.score:.1f}" for row in rows)
    threshold = wording.program.threshold / 10
    label = wording.say(_("needed: {threshold}"), threshold=wording.threshold())
    svg = ranking(rows, title=title, threshold=threshold, threshold_label=label, desc=told, width=WIDTH)
    return Picture(svg, _alt(wording, title, told), title, table)


def distribution_picture(wording: Wording, outcomes: Sequence[Outcome]) -> Picture:
    """Return how many communities each type has."""
    looks, found = looks_of(wording.program, wording.lang), Counter(o.type for o in outcomes)
    rows = [Counted(look, found[id_]) for id_, look in looks.items() if id_ is not None or found[None]]
    title = wording.say(_("Communities by type"))
    told = wording.join(f"{row.look.label} {row.count}" for row in rows)
    return Picture(
        counts(rows, title=title, desc=told, width=WIDTH, height=_ROW), _alt(wording, title, told), title
    )


def places_picture(wording: Wording, outcomes: Sequence[Outcome]) -> Picture:
    """Return how the communities of each subdistrict are divided among the types."""
    looks, by = looks_of(wording.program, wording.lang), Counter((o.group, o.type) for o in outcomes)
    groups = list(dict.fromkeys(o.group for o in outcomes))
    shown = {id_: look for id_, look in looks.items() if any(by[group, id_] for group in groups)}
    cells = [[by[group, id_] for id_ in shown] for group in groups]
    title = wording.say(_("Types in each subdistrict"))
    told = wording.join(f"{group or '—'} {sum(row)}" for group, row in zip(groups, cells, strict=True))
    places = Places([group or "—" for group in groups], list(shown.values()), cells)
    return Picture(stacked(places, title=title, desc=told, width=WIDTH), _alt(wording, title, told), title)


def _alt(wording: Wording, title: str, told: str) -> str:
    colon = ": " if wording.lang == "en" else "："
    return wording.sentences(title + colon + told)

"""The page of one community: result, reasons, comparison with its peers, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classify.model.outcome import Explanation, Outcome, Reason
from classify.model.profile import Value
from classify.report.alliance.partners import TITLE
from classify.report.document import Figure
from classify.report.site.alliance import community_links
from classify.report.site.blocks import Section, sections
from classify.report.site.overview import MOST_DOTS, dots_of
from classify.report.site.view import View, name_of
from classify.report.svg import Bar, Ranked, Strip, locator, ranking, signed_bars, strips
from classify.report.verdict import contender, differs, key_figures
from classify.texts import mark as _

MOST_BARS = 14
MOST_STRIPS = 8


def community(view: View, outcome: Outcome) -> dict[str, Any]:
    """Return what the page of one community shows."""
    explanation = view.run.explain(outcome, view.lang)
    values = view.run.values(outcome)
    parts = _parts(view, outcome)
    return {
        "outcome": outcome,
        "name": name_of(outcome),
        "look": view.looks[outcome.type],
        "declared": view.looks.get(outcome.declared) if outcome.declared else None,
        "differs": differs(outcome),
        "status": view.wording.status(outcome),
        "key": _key(view, outcome),
        "ranking": _ranking(view, outcome),
        "bars": _bars(view, explanation, values),
        "strips": _strips(view, outcome, values),
        "peers": _peers(view, outcome),
        "map": _map(view, outcome),
        "figures": _figures(view, values),
        "links": community_links(view, outcome.id),
        **parts,
    }


def _key(view: View, outcome: Outcome) -> list[Figure]:
    """Return the key figures without those that stand in badges already."""
    shown = {view.wording.say(m) for m in (_("Proposed type"), _("Declared type"), _("Status"))}
    return [f for f in key_figures(view.wording, outcome).figures if f.label not in shown]


def _parts(view: View, outcome: Outcome) -> dict[str, Any]:
    """Return the report's sections by what they are: result, why, why not, missing, and the rest in order.

    Its tables of peers and partners are not shown: the site has its own.
    """
    say, document = view.wording.say, view.run.document(outcome, view.lang)
    rival = contender(outcome)
    titles = {
        say(_("Result")): "result",
        say(_("Why {type}"), type=view.wording.type(outcome.type)): "why",
        say(_("How near {type} comes"), type=view.wording.type(outcome.runner_up)): "why",
        say(_("What speaks most against every type")): "why",
        say(_("Why not {type}"), type=view.wording.type(rival)): "why_not",
        say(_("What is missing")): "missing",
        say(_("Sources")): "sources",
        say(_("Communities most alike")): "document_peers",
        say(TITLE): "document_partners",
    }
    found: dict[str, Any] = dict.fromkeys(titles.values())
    rest: list[Section] = []
    for section in sections(document.blocks, view.lang):
        if section.title == say(_("How this report came about")):
            continue  # it stands at the foot of every page
        key = titles.get(section.title)
        if key and found[key] is None:
            found[key] = section
        elif section.title:
            rest.append(section)
    return {**found, "rest": rest}


def _ranking(view: View, outcome: Outcome) -> str:
    ranked = sorted(outcome.scores.items(), key=lambda entry: -entry[1].score)
    rows = [Ranked(view.looks[id_], s.score, s.low, s.high, chosen=id_ == outcome.type) for id_, s in ranked]
    say = view.wording.say
    return ranking(
        rows,
        title=say(_("Scores of all types")),
        desc=view.wording.join(f"{row.look.label} {row.score:.1f}" for row in rows),
        threshold=view.run.program.threshold / 10,
        threshold_label=say(_("needed: {threshold}"), threshold=view.wording.threshold()),
    )


def _bars(view: View, explanation: Explanation, values: dict[str, Value]) -> str:
    focus = explanation.focus
    found = [r for r in (*explanation.supporting, *explanation.opposing) if r.points.get(focus)]
    if not found:
        return ""
    bars = [_bar(view, reason, focus, values) for reason in found[:MOST_BARS]]
    return signed_bars(
        bars,
        view.looks[focus].colour,
        title=view.wording.say(_("What speaks for and against {type}"), type=view.wording.type(focus)),
        desc=view.wording.say(_("Points per rule; the text beside names every rule with its source.")),
    )


def _bar(view: View, reason: Reason, focus: str, values: dict[str, Value]) -> Bar:
    return Bar(view.wording.title(reason), reason.points[focus], view.wording.fact(reason, values))


def _strips(view: View, outcome: Outcome, values: dict[str, Value]) -> str:
    if outcome.type is None:
        return ""
    rows = [
        strip
        for measure in view.spreads.telling[outcome.type][:MOST_STRIPS]
        if (strip := _strip(view, outcome.type, measure, values)) is not None
    ]
    if not rows:
        return ""
    return strips(
        rows,
        view.looks[outcome.type].colour,
        title=view.wording.say(_("Among the communities of the same type")),
        desc=view.wording.say(
            _("The dot is this community, the dark band the middle half of its type, the stroke the median.")
        ),
    )


def _strip(view: View, type_: str, measure: str, values: dict[str, Value]) -> Strip | None:
    spread = view.spreads.spread(type_, measure)
    if spread is None or spread.low == spread.high:
        return None
    hidden = view.wording.suppression.hides(measure, values)
    value = values.get(measure)
    shown = view.wording.suppression.say(measure, values, view.lang)
    known = float(value) if isinstance(value, float | int) and not hidden else None
    middle = view.wording.say(_("median {value}"), value=view.number(measure, spread.median))
    return Strip(
        view.wording.field(measure), known, shown, spread.low, spread.quarter, spread.median,
        spread.three_quarters, spread.high, middle,
    )  # fmt: skip


def _peers(view: View, outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {
            "name": name_of(peer.outcome),
            "group": peer.outcome.group,
            "href": view.addresses.get(peer.outcome.id, ""),
            "status": view.wording.status(peer.outcome),
            "difference": f"{peer.difference:.1f}",
        }
        for peer in view.run.peers.of(outcome)
    ]


def _map(view: View, outcome: Outcome) -> str:
    if view.places.of(outcome) is None:
        return ""
    dots = dots_of(view, "../", outcome.id)
    if len(dots) > MOST_DOTS:
        dots = [d for d in dots if d.chosen]
    title = view.wording.say(_("Where {name} lies"), name=name_of(outcome))
    return locator(dots, view.places.outlines, title=title)


def _figures(view: View, values: dict[str, Value]) -> Sequence[tuple[str, str, bool]]:
    """Return the figures the rules read: label, value as people write it, whether it is missing."""
    suppression, lang = view.wording.suppression, view.lang
    return [
        (label, suppression.say(id_, values, lang), suppression.missing(id_, values))
        for id_, label in view.inputs
    ]

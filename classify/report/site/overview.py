"""The overview: key figures, distribution, heat map, and the data of the list."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from classify.model.outcome import Outcome
from classify.report.alarms import alarms
from classify.report.labels import STATUS, chief_reason, status_label
from classify.report.site.initials import initials
from classify.report.site.view import View, name_of
from classify.report.svg import Counted, Dot, heatmap, locator, scatter
from classify.report.svg import Places as TypesByPlace
from classify.report.svg import counts as counts_chart
from classify.report.verdict import differs
from classify.texts import mark as _

MOST_DOTS = 600  # communities a plane or a map can show as dots
REVIEW = {
    "close": _("Close calls: discuss the two types"),
    "data-missing": _("Data missing: complete the figures named"),
    "no-type": _("No type: decide by what is known of the place"),
}


def overview(view: View) -> dict[str, Any]:
    """Return what the overview page shows."""
    outcomes, say = view.run.outcomes, view.wording.say
    return {
        "figures": list(_figures(view)),
        "alarms": [view.wording.pick(text) for text in alarms(view.run.program, view.run.population)],
        "counts": _counts(view),
        "heatmap": _heatmap(view),
        "plane": _plane(view),
        "map": overview_map(view),
        "review": _review(view),
        "types": [
            (view.looks[t.id], view.wording.pick(t.definition)) for t in view.run.program.loaded.pack.types
        ],
        "subtitle": say(
            _("{count} communities in {groups} subdistricts"),
            count=len(outcomes),
            groups=len({o.group for o in outcomes if o.group}),
        ),
    }


def _figures(view: View) -> list[dict[str, str]]:
    outcomes, say = view.run.outcomes, view.wording.say
    status = Counter(o.status for o in outcomes)
    review = len(outcomes) - status["clear"]
    declared = sum(o.declared is not None for o in outcomes)
    known = len(view.run.population)
    part = say(_("of {count} classified"), count=known) if len(outcomes) < known else ""
    differing = sum(differs(o) for o in outcomes)
    clear = f"{100 * status['clear'] / len(outcomes):.1f}%" if outcomes else ""
    return [
        _figure(say(_("Communities")), str(len(outcomes)), part, "#"),
        _figure(say(_("Clear results")), str(status["clear"]), clear, "#status=clear"),
        _figure(say(_("To be reviewed")), str(review), "", "#status=close,data-missing,no-type"),
        _figure(say(_("Declared otherwise")), str(differing), say(_("of {count} declared"), count=declared), "#declared=differs"),
        _figure(say(_("Figures filled in")), f"{100 * filled(view):.1f}%", say(_("of those the rules read")), "quality.html"),
    ]  # fmt: skip


def _figure(label: str, value: str, note: str, href: str) -> dict[str, str]:
    return {"label": label, "value": value, "note": note, "href": href}


def filled(view: View) -> float:
    """Return the share of values that are there among the fields rules read."""
    ids = [f.id for f in view.run.program.inputs]
    there = sum(p.values.get(id_) is not None for p in view.run.profiles.values() for id_ in ids)
    return there / (len(ids) * len(view.run.profiles) or 1)


def _counts(view: View) -> str:
    found = Counter(o.type for o in view.run.outcomes)
    looks = {id_: look for id_, look in view.looks.items() if id_ is not None or found[None]}
    return counts_chart(
        [Counted(look, found[id_]) for id_, look in looks.items()],
        title=view.wording.say(_("Communities per type")),
        desc=view.wording.say(_("One bar per type; a bar leads to its communities in the list below.")),
        hrefs=[f"#type={id_ or 'none'}" for id_ in looks],
        width=420,
    )


def _heatmap(view: View) -> str:
    groups = list(dict.fromkeys(o.group for o in view.run.outcomes))
    found = Counter((o.group, o.type) for o in view.run.outcomes)
    looks = {
        id_: look
        for id_, look in view.looks.items()
        if id_ is not None or any(found[g, None] for g in groups)
    }
    ids = list(looks)
    return heatmap(
        TypesByPlace(
            [g or "—" for g in groups], list(looks.values()), [[found[g, i] for i in ids] for g in groups]
        ),
        title=view.wording.say(_("Types by subdistrict")),
        desc=view.wording.say(
            _("One row per subdistrict; a cell leads to its communities in the list below.")
        ),
        total_label=view.wording.say(_("Total")),
        href=lambda row, column: f"#sub={row}&type={ids[column] or 'none'}",
        width=420,
    )


def _plane(view: View) -> str:
    if len(view.run.outcomes) > MOST_DOTS:
        return ""
    say, scheme = view.wording.say, view.run.program.scheme
    dots = [
        Dot(o.scores[o.type].score, o.margin, view.looks[o.type], name_of(o), view.addresses.get(o.id, ""))
        for o in view.run.outcomes
        if o.type is not None and o.margin is not None
    ]
    return scatter(
        dots,
        axes=(say(_("Score of the proposed type")), say(_("Lead over the runner-up"))),
        title=say(_("Score and lead of every community")),
        desc=say(_("Below the dashed line the lead is small: discuss both types.")),
        guides=(None, scheme.margin),
        width=420,
        height=300,
    )


def overview_map(view: View) -> str:
    """Return the map of all communities that have a position, nothing where there are none or too many."""
    dots = dots_of(view, "")
    if not dots or len(dots) > MOST_DOTS:
        return ""
    title = view.wording.say(_("Map of the communities"))
    return locator(dots, view.places.outlines, title=title, width=420)


def dots_of(view: View, base: str, chosen: str = "") -> list[Dot]:
    """Return the communities with a position as dots, linked to their pages; around the `chosen` one, all there are."""
    found = []
    for o in view.run.population if chosen else view.run.outcomes:
        at = view.places.of(o)
        if at is not None:
            href = base + view.addresses[o.id] if o.id in view.addresses else ""
            found.append(Dot(at[0], at[1], view.looks[o.type], name_of(o), href, o.id == chosen))
    return found


def _review(view: View) -> list[dict[str, Any]]:
    found: Counter[str] = Counter(o.status for o in view.run.outcomes)
    return [{"status": s, "text": view.wording.say(REVIEW[s]), "count": found[s]} for s in REVIEW if found[s]]


def list_data(view: View) -> str:
    """Return the list as a script that sets `window.CLASSIFY`: labels once, one short row per community."""
    types = list(view.looks)
    groups = list(dict.fromkeys(o.group for o in view.run.outcomes))
    data = {
        "types": [
            {"id": i or "none", "label": look.label, "mark": look.mark, "colour": look.colour}
            for i, look in view.looks.items()
        ],
        "statuses": [{"id": s, "label": status_label(s, view.lang)} for s in STATUS],
        "groups": [g or "—" for g in groups],
        "words": _words(view),
    }
    type_at = {id_: i for i, id_ in enumerate(types)}
    group_at = {group: i for i, group in enumerate(groups)}
    status_at = {status: i for i, status in enumerate(STATUS)}
    rows = (script_json(_row(view, o, (type_at, group_at, status_at))) for o in view.run.outcomes)
    joined = ",\n".join(rows)
    return f"window.CLASSIFY={script_json(data)};\nwindow.CLASSIFY.rows=[\n{joined}\n];\n"


def _row(
    view: View, o: Outcome, at: tuple[Mapping[str | None, int], Mapping[str, int], Mapping[str, int]]
) -> list[Any]:
    types, groups, statuses = at
    second = types[o.runner_up] if o.runner_up is not None and o.scores[o.runner_up].high > 0 else None
    return [
        o.id, name_of(o), groups[o.group], types[o.type], statuses[o.status],
        o.scores[o.type].score if o.type is not None else None, second, o.margin,
        types.get(o.declared) if o.declared is not None else None, 1 if differs(o) else 0,
        chief_reason(view.run.program, o, view.lang), view.addresses.get(o.id, ""), initials(o.name),
    ]  # fmt: skip


def _words(view: View) -> dict[str, str]:
    say = view.wording.say
    return {
        "shown": say(_("Showing {shown} of {all} communities"), shown="%1", all="%2"),
        "more": say(_("Show all")),
        "none": say(_("No community matches. Clear a filter or change the search.")),
        "differs": say(_("differs")),
    }


def script_json(data: Any) -> str:
    """Return data as JSON that may stand in a script, whatever names contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text

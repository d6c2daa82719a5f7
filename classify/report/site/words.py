"""What the templates say, marked for translation: templates themselves hold no words."""

from __future__ import annotations

from types import SimpleNamespace

from classify.report.alliance.overview import TITLE
from classify.report.alliance.partners import TITLE as PARTNERS
from classify.report.wording import Wording
from classify.texts import mark as _

WORDS = {
    "skip": _("Skip to the content"),
    "nav": _("Pages"),
    "overview": _("Overview"),
    "rules": _("Rules"),
    "quality": _("Data quality"),
    "alliance": TITLE,
    "provenance": _("How these pages came about"),
    # the overview
    "counts": _("Communities per type"),
    "heatmap": _("Types by subdistrict"),
    "plane": _("Score and lead of every community"),
    "plane_note": _("Below the dashed line the lead is small: discuss both types."),
    "map": _("Map of the communities"),
    "review": _("To be reviewed"),
    "review_none": _("Every result is clear."),
    "list": _("List of the communities"),
    "search": _("Search by name, code or pinyin initials"),
    "filters": _("Filters"),
    "clear": _("Clear all filters"),
    "csv": _("This view as CSV"),
    "noscript": _("The list needs JavaScript; the other pages work without it."),
    "keys": _(
        "Charts and key figures lead to the list; the address keeps what is chosen, so that it can be passed on."
    ),
    "name": _("Community"),
    "group": _("Subdistrict"),
    "type": _("Type"),
    "status": _("Status"),
    "score": _("Score"),
    "second": _("Runner-up"),
    "lead": _("Lead"),
    "declared": _("Declared type"),
    "reason": _("What it turns on"),
    "id": _("Code"),
    "all": _("Show all"),
    "same": _("same as computed"),
    "differs": _("differs from computed"),
    "undeclared": _("not declared"),
    "declaration": _("Declaration"),
    # a community
    "crumb": _("You are here"),
    "result": _("Result"),
    "scores": _("Scores of all types"),
    "scores_note": _("From 0 to 100 points; a whisker shows the range a score can still take."),
    "computed": _("Computed type"),
    "none": _("none"),
    "missing": _("What is missing"),
    "comparison": _("Among the communities of the same type"),
    "comparison_note": _(
        "The dot is this community, the dark band the middle half of its type, the stroke the median."
    ),
    "comparison_none": _("Too few communities of this type are known for a comparison."),
    "peers": _("Communities most alike"),
    "peers_note": _(
        "These communities of the same type differ least when the evidence is compared rule by rule; "
        "exchange with them is worthwhile."
    ),
    "difference": _("Evidence differs by (points)"),
    "figures": _("The figures the rules read"),
    "where": _("Where it lies"),
    "sources": _("Sources"),
    "before": _("previous"),
    "after": _("next"),
    "contents": _("On this page"),
    # the alliance, and its part of a community's page
    "as_of": _("As of"),
    "comma": _(": "),
    "streets": _("Alliance by subdistrict"),
    "board": _("Coverage board"),
    "board_note": _("A tile leads to its community."),
    "cards": _("Street cards"),
    "cards_note": _("The lines of a community stand out when the pointer or the keyboard is on its row."),
    "differences": _("What changed"),
    "organisation": _("Organisation board"),
    "matrix": _("Agreements between subdistricts"),
    "poster": _("Poster (A3)"),
    "partners": PARTNERS,
    "partners_column": _("Partners"),
    "partners_none": _("No agreement is in force."),
    "until": _("until"),
    "needs": _("Needs and proposals"),
    "needs_none": _("No need is on record."),
    "urgent": _("urgent"),
    "served_by": _("Served by:"),
    "proposed": _("Proposed:"),
    # the rules
    "rules_title": _("The rules"),
    "rules_note": _("Every rule in words, with its source and how many of the communities it spoke in."),
    "decision": _("How scores become a type"),
    "types": _("The types"),
    "parameters": _("Parameters"),
    "parameter": _("Parameter"),
    "value": _("Value"),
    "since": _("Since"),
    "source": _("Source"),
    "pack": _("Pack"),
    "fired": _("spoke in"),
    "unknown": _("could not be told in"),
    "weights": _("Points at most"),
    # the data
    "quality_title": _("Quality of the data"),
    "quality_note": _("What was noticed while reading, and which figures are missing where."),
    "filled": _("Figures filled in"),
    "filled_note": _("of those the rules read"),
    "findings": _("Findings"),
    "findings_none": _("Nothing was noticed."),
    "severity": _("Severity"),
    "finding": _("Finding"),
    "repair": _("Repair"),
    "places": _("Places"),
    "count": _("Count"),
    "gaps": _("Missing figures by subdistrict"),
    "gaps_note": _("Share of communities without the figure; those the rules read come first, marked ●."),
    "gaps_none": _("No figure that matters is missing."),
    "field": _("Figure"),
    "whole": _("All"),
    "read": _("read by rules"),
}


def words(wording: Wording) -> SimpleNamespace:
    """Return what the templates say in the language of the site, as attributes."""
    return SimpleNamespace(**{key: wording.say(message) for key, message in WORDS.items()})

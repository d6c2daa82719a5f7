"""Every invariant of an alliance, as findings with the cell they are about.

Dates, ids, hierarchy and agreements are checked for the whole time the tables tell of; what only makes sense on one
day (orphans, document numbers, alliances of everybody) as of `at`. Everything is one pass over the tables.
"""

from __future__ import annotations

from classify.alliance import check_agreements, check_hierarchy, check_links, check_offers, check_rows
from classify.alliance.model import Alliance
from classify.alliance.pause import uncollected
from classify.alliance.rows import Day
from classify.alliance.state import State
from classify.errors import Finding


@uncollected
def check(alliance: Alliance, at: Day | None = None) -> list[Finding]:
    """Return everything wrong or doubtful, in the order units, agreements, links, offers, needs."""
    state = State(alliance, at or alliance.newest)
    return [
        *check_rows.dangling(alliance),
        *check_rows.same_ids(alliance),
        *check_rows.reversed_dates(alliance),
        *check_rows.codes(alliance),
        *check_hierarchy.hierarchy(alliance, state),
        *check_agreements.agreements(alliance, state),
        *check_links.links(alliance),
        *check_rows.needs(alliance),
        *check_offers.offers(alliance),
    ]

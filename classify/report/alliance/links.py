"""An alliance as documents see it: on one day, everything worked out once and only when asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from classify.alliance.answer import Table
from classify.alliance.checks import check
from classify.alliance.community import Section, Sections
from classify.alliance.coverage import Coverage, coverage
from classify.alliance.diff import Difference, diff
from classify.alliance.problem import Wishes
from classify.alliance.state import State
from classify.alliance.suggest import Suggestion, suggest
from classify.alliance.summary import Line, lines
from classify.alliance.views import coverage_view, diff_view
from classify.alliance.views_risk import suggest_view
from classify.errors import Finding

WITHIN = 90  # days in which an agreement ends soon


class Links:
    """Hold an alliance on one day; proposals are worked out once for all communities."""

    def __init__(self, state: State, findings: Sequence[Finding] = (), wishes: Wishes | None = None) -> None:
        """Keep the state, what was noticed while reading, and the office's decisions; nothing is worked out yet."""
        self.state, self._wishes = state, wishes
        self._noticed = findings

    @cached_property
    def suggestion(self) -> Suggestion:
        """Return the proposals for the open needs."""
        return suggest(self.state, self._wishes)

    @cached_property
    def coverage(self) -> Coverage:
        """Return who is covered and how agreements fare."""
        return coverage(self.state, WITHIN)

    @cached_property
    def difference(self) -> Difference:
        """Return what changed since the same day a year before."""
        at = self.state.at
        # Only the 29th of February has no like a year before.
        first = at.replace(year=at.year - 1) if (at.month, at.day) != (2, 29) else at - dt.timedelta(366)
        return diff(self.state.alliance, first, at)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Return what was noticed while reading, and which rules of an alliance the tables break."""
        return (*self._noticed, *check(self.state.alliance, self.state.at))

    @cached_property
    def lines(self) -> list[Line]:
        """Return the figures per subdistrict."""
        return lines(self.state, self.coverage, self.suggestion)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Return the tables of coverage, changes and proposals by id; `changed` holds what became of communities."""
        covered = coverage_view(self.state, self.coverage, WITHIN).tables
        # What was ruled out is for the list, not for readers of reports.
        wanted = suggest_view(self.state, replace(self.suggestion, forbidden=())).tables
        found = {table.id: table for table in (*covered, *wanted)}
        changes = diff_view(self.difference, self.state.alliance.name).tables
        return {**found, **{f"changed-{table.id}": table for table in changes}}

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self.state, self.suggestion, WITHIN)

    def of(self, community: str) -> Section | None:
        """Return the section of a community, `None` where the alliance does not know it."""
        return self._sections.of(community) if community in self.state.units else None

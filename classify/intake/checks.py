"""Consistency within a profile: the pack's own checks, evaluated on what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from classify.errors import Finding, Place
from classify.expression.evaluate import Evaluator
from classify.expression.tree import Node
from classify.model.field import Check, Field
from classify.model.profile import Profile


class Checker:
    """Run a pack's checks on profiles; compiled once."""

    def __init__(
        self,
        checks: Sequence[Check],
        trees: Mapping[str, Node],
        indicators: Mapping[str, Node],
        parameters: Mapping[str, float],
        fields: Iterable[Field],
    ) -> None:
        """Compile `trees`, the condition of each check by its id."""
        self._checks = {c.id: c for c in checks}
        self._labels = {f.id: f.label for f in fields}
        self._evaluator = Evaluator(trees, indicators, parameters)

    def findings(self, profile: Profile) -> list[Finding]:
        """Return a finding for every check that is false; unknown is not false."""
        results = self._evaluator.run(profile.values)
        return [self._finding(self._checks[id_], profile) for id_, holds in results.items() if holds is False]

    def _finding(self, check: Check, profile: Profile) -> Finding:
        origin = profile.origin
        cells = [origin.cells[f] for f in check.fields if f in origin.cells]
        place = Place(origin.file, origin.sheet, line=origin.row, cell=" ".join(cells) or f"{origin.row}")
        fill = {"say": check.say, "how": check.repair, "severity": check.severity}
        return Finding("INTAKE019", place, fill)

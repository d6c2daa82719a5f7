"""Run the cases beside the rules."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from classify.advice.adviser import Adviser
from classify.errors import refuse
from classify.insight.explain import Explainer
from classify.model.case import Case
from classify.model.outcome import Outcome
from classify.model.profile import Profile
from classify.proof.subject import NEWEST
from classify.rulepack.cases import PlacedCase, read_cases
from classify.rulepack.loaded import LoadedPack
from classify.scoring.decision import Policy
from classify.scoring.outcome import Scorer
from classify.scoring.program import Program, compile_program
from classify.texts import mark as _
from classify.texts import translate

_HEADER = re.compile(r"^pack:", re.MULTILINE)


@dataclass(frozen=True)
class Miss:
    """Hold one expectation that is not met, ready to be worded in either language."""

    message: str
    fill: Mapping[str, str]

    def say(self, lang: str) -> str:
        """Return what was expected and what came."""
        return translate(self.message, lang).format(**self.fill)


@dataclass(frozen=True)
class CaseResult:
    """Hold a case, its outcome and every expectation it does not meet (none: the case holds)."""

    placed: PlacedCase
    outcome: Outcome
    misses: tuple[Miss, ...]

    def as_data(self, lang: str) -> dict[str, object]:
        """Return the result as plain data."""
        case, outcome = self.placed.case, self.outcome
        head = {
            "name": case.name,
            "place": str(self.placed.place),
            "type": outcome.type,
            "status": outcome.status,
        }
        return {**head, "passed": not self.misses, "misses": [miss.say(lang) for miss in self.misses]}


@dataclass
class Casebook:
    """Run cases; the scheme is compiled once per date."""

    loaded: LoadedPack
    policies: Mapping[str, Policy] | None = None
    _scorers: dict[str | None, Scorer] = field(default_factory=dict)
    _advisers: dict[str | None, Adviser] = field(default_factory=dict)

    def run(self, placed: PlacedCase) -> CaseResult:
        """Return what one case came to. Without a date of its own it runs under the newest parameters."""
        case, scorer = placed.case, self.scorer(placed)
        profile = Profile(id=case.name, name=case.name, values=dict(placed.values))
        outcome = scorer.score(profile)
        misses = [*_decision(case, outcome), *_rules(case, outcome, scorer.program), *_figures(case, outcome)]
        if case.expect.items or case.expect.no_items:
            misses += self._items(placed, profile, outcome)
        return CaseResult(placed, outcome, tuple(misses))

    def scorer(self, placed: PlacedCase) -> Scorer:
        """Return what scores a case, under the parameters of its date or the newest ones."""
        date = placed.case.as_of
        if date not in self._scorers:
            try:
                as_of = datetime.date.fromisoformat(date) if date else NEWEST
            except ValueError:
                raise refuse("RULES031", placed.place, date=str(date)) from None
            self._scorers[date] = Scorer(compile_program(self.loaded, as_of, self.policies))
        return self._scorers[date]

    def _items(self, placed: PlacedCase, profile: Profile, outcome: Outcome) -> Iterator[Miss]:
        scorer, expect = self.scorer(placed), placed.case.expect
        adviser = self._advisers.setdefault(placed.case.as_of, Adviser(scorer.program))
        advice = adviser.advise(Explainer(scorer).values(profile), outcome)
        present = {line.id for entry in advice.lists for line in entry.lines}
        for id_ in expect.items:
            if id_ not in present:
                yield Miss(_("the line {id} should be proposed, and is not"), {"id": id_})
        for id_ in expect.no_items:
            if id_ in present:
                yield Miss(_("the line {id} should not be proposed, and is"), {"id": id_})

    def run_all(self) -> Sequence[CaseResult]:
        """Return the results of all cases of the loaded packs."""
        return [self.run(placed) for placed in read_cases(self.loaded)]


def _decision(case: Case, outcome: Outcome) -> Iterator[Miss]:
    expect = case.expect
    wanted = {"type": expect.type} if "type" in expect.model_fields_set else {}
    wanted |= {k: v for k, v in (("status", expect.status), ("runner_up", expect.runner_up)) if v is not None}
    messages = {
        "type": _("the type should be {expected}, and is {found}"),
        "status": _("the status should be {expected}, and is {found}"),
        "runner_up": _("the runner-up should be {expected}, and is {found}"),
    }
    for key, expected in wanted.items():
        found = getattr(outcome, key)
        if found != expected:
            yield Miss(messages[key], {"expected": expected or "—", "found": found or "—"})


def _rules(case: Case, outcome: Outcome, program: Program) -> Iterator[Miss]:
    fired, unknown = {e.rule: e for e in outcome.fired}, {e.rule: e for e in outcome.unknown}
    active = {r.rule.id for r in program.rules}

    def state(id_: str) -> str:
        if id_ in fired:
            return f"{fired[id_].degree:g}"
        if id_ in unknown:
            return f"{unknown[id_].low:g} … {unknown[id_].high:g}"
        return "0" if id_ in active else "—"

    groups: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        (_("the rule {id} should fire; its degree is {degree}"), case.expect.fires, fired),
        (_("the rule {id} should be left open; its degree is {degree}"), case.expect.unknown, unknown),
        (
            _("the rule {id} should be silent; its degree is {degree}"),
            case.expect.silent,
            active - fired.keys() - unknown.keys(),
        ),
    )
    for message, ids, actual in groups:
        yield from (Miss(message, {"id": id_, "degree": state(id_)}) for id_ in ids if id_ not in actual)


def _figures(case: Case, outcome: Outcome) -> Iterator[Miss]:
    missing = {m.field for m in outcome.missing}
    for id_ in case.expect.missing:
        if id_ not in missing:
            listed = ", ".join(sorted(missing)) or "—"
            yield Miss(_("{id} should be among the missing figures: {found}"), {"id": id_, "found": listed})
    for type_, (low, high) in case.expect.scores.items():
        score = outcome.scores[type_].score
        if not low <= score <= high:
            fill = {"type": type_, "low": f"{low:g}", "high": f"{high:g}", "found": f"{score:g}"}
            yield Miss(_("the score of {type} should lie in {low} … {high}, and is {found}"), fill)


def pack_folder(path: Path) -> Path | None:
    """Return the folder of the pack that a case file or folder belongs to: the nearest with a header."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.parents):
        for file in sorted(folder.glob("*.y*ml")):
            if _HEADER.search(file.read_text(encoding="utf-8", errors="replace")):
                return folder
    return None


def chosen(cases: Sequence[PlacedCase], paths: Sequence[Path]) -> list[PlacedCase]:
    """Return the cases that stand in one of some files or folders."""
    wanted = [path.resolve() for path in paths]
    return [c for c in cases if any(Path(c.place.file).resolve().is_relative_to(path) for path in wanted)]

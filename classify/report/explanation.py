"""The reasoning for one community on a terminal: sentences anyone can read, ids only at the margin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from classify.model.outcome import Explanation, Outcome, Reason
from classify.model.profile import Value
from classify.report.reasons import against_all, rival_reasons, unmet
from classify.report.verdict import contender, declared_sentence, nearest_sentence, status_sentence
from classify.report.width import fit, width
from classify.report.wording import Wording, basis_of
from classify.report.wrap import wrap
from classify.scoring.program import Program
from classify.texts import mark as _

CELLS = 88
_POINTS = 8
Paint = Callable[[str], str]


def explanation_text(
    explanation: Explanation,
    program: Program,
    lang: str,
    values: Mapping[str, Value] | None = None,
    *,
    cells: int = CELLS,
    strong: Paint = str,
    faint: Paint = str,
) -> list[str]:
    """Return the reasoning as lines of at most `cells` cells.

    `values` are the profile's fields: with them, figures that would give away a small number of people are
    held back even where only a share of them is quoted, and the missing fields are named. `strong` and
    `faint` dress headings and references, for terminals that can.
    """
    known = values if values is not None else _known(explanation)
    return list(_Teller(Wording(program, lang), explanation, known, cells, strong, faint).tell())


def _known(explanation: Explanation) -> dict[str, Value]:
    groups = (
        explanation.supporting, explanation.opposing, explanation.rival,
        explanation.other, explanation.silent, explanation.open,
    )  # fmt: skip
    return {name: value for group in groups for reason in group for name, value in reason.values.items()}


class _Teller:
    def __init__(
        self,
        wording: Wording,
        explanation: Explanation,
        values: Mapping[str, Value],
        cells: int,
        strong: Paint,
        faint: Paint,
    ) -> None:
        self._wording, self._explanation, self._values = wording, explanation, values
        self._cells, self._strong, self._faint = cells, strong, faint

    def tell(self) -> Iterator[str]:
        explanation, wording = self._explanation, self._wording
        yield from self._headline(explanation.outcome)
        yield from self._scores(explanation.outcome)
        second = contender(explanation.outcome)
        if explanation.outcome.type is None and second is None:
            yield from self._against_all()
        else:
            yield from self._both_sides(explanation.focus)
        if explanation.outcome.type and second:
            yield from self._runner_up(second)
        elif second:
            yield from self._heading(wording.say(_("Would speak for it, but does not hold")))
            yield from self._unmet(second)
        yield from self._open()
        yield from self._silent()

    def _both_sides(self, type_: str) -> Iterator[str]:
        explanation, wording = self._explanation, self._wording
        yield from self._heading(wording.say(_("For {type}"), type=wording.type(type_)))
        yield from self._reasons(explanation.supporting, type_)
        yield from self._heading(wording.say(_("Against {type}"), type=wording.type(type_)))
        yield from self._reasons(explanation.opposing, type_)

    def _unmet(self, type_: str) -> Iterator[str]:
        for reason, most in unmet(self._wording, self._explanation, type_):
            yield from self._reason(reason, f"0/{most:.1f}", brief=True)

    def _against_all(self) -> Iterator[str]:
        yield from self._heading(self._wording.say(_("What speaks most against every type")))
        for reason in against_all(self._explanation):
            yield from self._reason(reason, self._wording.points(min(reason.points.values())))

    def _headline(self, outcome: Outcome) -> Iterator[str]:
        wording = self._wording
        name = outcome.name or outcome.id
        place = wording.say(_(" ({group})"), group=outcome.group) if outcome.group else ""
        yield self._strong(f"{name}{place}") + "  " + self._faint(outcome.id)
        if outcome.type:
            message = _("Proposed type: {type} ({status})")
            fill = {"type": wording.type(outcome.type), "status": wording.status(outcome)}
            yield self._strong(wording.say(message, **fill))
            yield from wrap(status_sentence(wording, outcome), self._cells)
        else:
            message = _("No type is proposed ({status})") if outcome.missing else _("No type is proposed")
            yield self._strong(wording.say(message, status=wording.status(outcome)))
            yield from wrap(nearest_sentence(wording, outcome), self._cells)
        yield from wrap(declared_sentence(wording, outcome), self._cells)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self._strong(text)

    def _scores(self, outcome: Outcome) -> Iterator[str]:
        wording = self._wording
        yield from self._heading(wording.say(_("Scores")))
        labels = {id_: wording.type(id_) for id_ in outcome.scores}
        size = max(width(label) for label in labels.values())
        for id_, score in sorted(outcome.scores.items(), key=lambda s: -s[1].score):
            settled = score.low == score.high
            span = "" if settled else f"  [{score.low:.1f}, {score.high:.1f}]"
            yield f"  {fit(labels[id_], size)}  {score.score:5.1f}{span}"

    def _reasons(self, reasons: Sequence[Reason], type_: str) -> Iterator[str]:
        if not reasons:
            yield "  " + self._wording.say(_("nothing"))
        for reason in reasons:
            yield from self._reason(reason, self._wording.points(reason.points[type_]))

    def _reason(self, reason: Reason, points: str, *, brief: bool = False) -> Iterator[str]:
        wording, indent = self._wording, " " * (_POINTS + 2)
        # A hyphen, because office terminals that speak GBK have no minus sign.
        yield f"{fit(points.replace('−', '-'), _POINTS, right=True)}  {wording.title(reason)}"
        yield from wrap(wording.sentences(wording.fact(reason, self._values)), self._cells, indent, indent)
        if not brief:
            yield from wrap(wording.why(reason), self._cells, indent, indent)
            source = wording.say(_("Source: {source}"), source=wording.source(basis_of(reason)))
            lines = wrap(f"{source} · {reason.pack} · {reason.rule}", self._cells, indent, indent)
            yield from (self._faint(line) for line in lines)

    def _runner_up(self, rival: str) -> Iterator[str]:
        wording = self._wording
        label = wording.type(rival)
        favour, against = rival_reasons(self._explanation, rival)
        yield from self._heading(wording.say(_("Runner-up {type}"), type=label))
        told = {r.rule for r in (*self._explanation.supporting, *self._explanation.opposing)}
        for reason in (*favour, *against):
            yield from self._reason(reason, wording.points(reason.points[rival]), brief=reason.rule in told)
        yield from self._unmet(rival)

    def _open(self) -> Iterator[str]:
        wording, outcome, reasons = self._wording, self._explanation.outcome, self._explanation.open
        if not reasons:
            return
        yield from self._heading(wording.say(_("What is missing")))
        if outcome.missing:
            size = max(width(wording.field(m.field)) for m in outcome.missing)
            for missing in outcome.missing:
                swing = wording.say(
                    _("moves the lead by up to {points} points"), points=f"{missing.swing:.1f}"
                )
                yield f"  {fit(wording.field(missing.field), size)}  {swing}"
        else:
            fields = wording.join(wording.field(f) for f in wording.missing_fields(reasons, self._values))
            message = _("Missing: {fields}. Whatever these figures are, the result stays the same.")
            yield from wrap(wording.say(message, fields=fields), self._cells, "  ", "  ")
        titles = wording.join(wording.title(r) for r in reasons)
        yield from wrap(
            wording.say(_("Rules that cannot be told yet: {titles}"), titles=titles), self._cells, "  ", "  "
        )

    def _silent(self) -> Iterator[str]:
        wording, explanation = self._wording, self._explanation
        for reasons, message in (
            (explanation.other, _("Rules that concern other types ({count})")),
            (explanation.silent, _("Rules that do not hold ({count})")),
        ):
            if reasons:
                yield from self._heading(wording.say(message, count=len(reasons)))
                lines = wrap(wording.join(wording.title(r) for r in reasons), self._cells, "  ", "  ")
                yield from (self._faint(line) for line in lines)

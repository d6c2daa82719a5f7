"""The advice of a scheme: its methods and list items, narrowed to what one profile calls for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from classify.advice.suppression import Suppression
from classify.advice.templates import Filler
from classify.expression.evaluate import Evaluator
from classify.model.advice import Action, ListItem, Method
from classify.model.advised import (
    Advice,
    AdvisedLine,
    AdvisedList,
    AdvisedMethod,
    AdvisedTeam,
    Hint,
    Point,
    State,
)
from classify.model.outcome import Outcome
from classify.model.profile import Value
from classify.model.text import Text, composed
from classify.rulepack.loaded import TreeKey
from classify.scoring.program import Program
from classify.texts import mark as _
from classify.texts import translate

_SECTIONS = ("items", "methods")


class Adviser:
    """Draw up advice by one program; compile once, use for many."""

    def __init__(self, program: Program, minimum: int | None = None) -> None:
        """Compile the conditions; figures about fewer people than `minimum` are not quoted."""
        loaded = program.loaded
        trees = {key: tree for key, tree in loaded.trees.items() if key[0] in _SECTIONS}
        self.program = program
        self._conditions: Evaluator[TreeKey] = Evaluator(trees, program.indicators, program.numbers)
        self._reads = {key: program.fields_of(tree) for key, tree in trees.items()}
        self._suppression = Suppression(program, minimum)
        self._filler = Filler(loaded.names, self._suppression)
        self._methods = {m.type: m for m in loaded.pack.methods}
        self._kinds = {(entry.id, k.id): k.label for entry in loaded.pack.lists for k in entry.kinds}

    def advise(
        self, values: Mapping[str, Value], outcome: Outcome, more: Sequence[AdvisedLine] = ()
    ) -> Advice:
        """Return the advice for a profile.

        `values` holds its fields and indicators; `more` are lines of other origin, which come behind the
        scheme's own.
        """
        holds = self._conditions.run(values)
        method = self._methods.get(outcome.type or "")
        return Advice(
            id=outcome.id,
            type=outcome.type,
            status=outcome.status,
            method=self._method(method, values, holds) if method else None,
            statement=self._statement(outcome) if outcome.type is None else None,
            hint=self._hint(outcome),
            lists=self._lists(outcome.type, values, holds, more),
        )

    def _method(
        self, method: Method, values: Mapping[str, Value], holds: Mapping[TreeKey, Value]
    ) -> AdvisedMethod:
        def points(section: str) -> tuple[Point, ...]:
            actions: Sequence[Action] = getattr(method, section)
            found = (self._point(a, ("methods", method.type, section, a.id), values, holds) for a in actions)
            return tuple(point for point in found if point is not None)

        return AdvisedMethod(
            label=method.label,
            aim=method.aim,
            basis=method.basis,
            actions=points("actions"),
            metrics=points("metrics"),
            property_mode=points("property_mode"),
            service_points=points("service_points"),
            teams=self._teams(method, values),
            teams_basis=method.teams_basis,
        )

    def _point(
        self, action: Action, key: TreeKey, values: Mapping[str, Value], holds: Mapping[TreeKey, Value]
    ) -> Point | None:
        state = _state(key, holds)
        if state is None:
            return None
        lacks = self._lacks(key, state, values)
        return Point(id=action.id, text=action.text, basis=action.basis, state=state, lacks=lacks)

    def _teams(self, method: Method, values: Mapping[str, Value]) -> tuple[AdvisedTeam, ...]:
        weights = {e.team: e.weight for e in method.teams}
        teams = [
            AdvisedTeam(
                team=team.id,
                label=team.label,
                weight=weights.get(team.id, 0),
                headcount=self._headcount(team.count_field or "", values),
            )
            for team in self.program.loaded.pack.teams
        ]
        return tuple(sorted(teams, key=lambda t: -t.weight))

    def _headcount(self, id_: str, values: Mapping[str, Value]) -> int | None:
        return None if self._suppression.hides(id_, values) else _whole(values.get(id_))

    def _lists(
        self,
        type_: str | None,
        values: Mapping[str, Value],
        holds: Mapping[TreeKey, Value],
        more: Sequence[AdvisedLine],
    ) -> tuple[AdvisedList, ...]:
        pack = self.program.loaded.pack
        states = {i.id: _state(("items", i.id), holds) for i in pack.items if not i.types or type_ in i.types}
        present = {id_ for id_, state in states.items() if state is not None} | {line.id for line in more}
        own = [self._line(i, state, values) for i in pack.items if (state := states.get(i.id)) is not None]
        lines = [_linked(line, present) for group in (own, more) for line in sorted(group, key=_urgency)]
        return tuple(
            AdvisedList(
                id=d.id,
                label=d.label,
                basis=d.basis,
                lines=tuple(line for line in lines if line.list == d.id),
            )
            for d in pack.lists
        )

    def _line(self, item: ListItem, state: State, values: Mapping[str, Value]) -> AdvisedLine:
        unquotable = self._filler.lacking(item.detail, values) if item.detail else ()
        lacks = self._lacks(("items", item.id), state, values)
        return AdvisedLine(
            id=item.id,
            list=item.list,
            text=self._filler.fill(item.text, values),
            basis=item.basis,
            state=state,
            lacks=lacks or self._labels(unquotable),
            kind=self._kinds.get((item.list, item.kind or "")),
            detail=self._filler.fill(item.detail, values) if item.detail and not unquotable else None,
            owner=item.owner,
            priority=item.priority,
            leads_to=item.leads_to,
            uses=item.uses,
        )

    def _lacks(self, key: TreeKey, state: State, values: Mapping[str, Value]) -> tuple[Text, ...]:
        if state == "proposed":
            return ()
        return self._labels(id_ for id_ in sorted(self._reads[key]) if values.get(id_) is None)

    def _labels(self, ids: Iterable[str]) -> tuple[Text, ...]:
        return tuple(self.program.loaded.names[id_].label for id_ in ids)

    def _hint(self, outcome: Outcome) -> Hint | None:
        method = self._methods.get(outcome.runner_up or "")
        if outcome.status != "close" or method is None:
            return None
        label = next(t.label for t in self.program.types if t.id == method.type)
        return Hint(type=method.type, label=label, method=method.label)

    def _statement(self, outcome: Outcome) -> Text:
        if outcome.status == "data-missing" and outcome.missing:
            return composed(partial(_missing, self._labels(m.field for m in outcome.missing)))
        threshold = f"{self.program.threshold / 10:g}"
        return composed(partial(_unclaimed, threshold))


def _state(key: TreeKey, holds: Mapping[TreeKey, Value]) -> State | None:
    """Return how a line stands: an unknown condition asks for a check, a false one drops the line."""
    if key not in holds or holds[key] is True:
        return "proposed"
    return "check" if holds[key] is None else None


def _urgency(line: AdvisedLine) -> tuple[int, str]:
    return line.priority, line.id


def _linked(line: AdvisedLine, present: set[str]) -> AdvisedLine:
    """Return the line without links to lines that are not there."""
    if present.issuperset(line.leads_to) and present.issuperset(line.uses):
        return line
    leads_to = tuple(id_ for id_ in line.leads_to if id_ in present)
    return line.model_copy(
        update={"leads_to": leads_to, "uses": tuple(id_ for id_ in line.uses if id_ in present)}
    )


def _whole(value: Value) -> int | None:
    return round(value) if isinstance(value, float | int) and not isinstance(value, bool) else None


def _missing(labels: Iterable[Text], lang: str) -> str:
    message = translate(
        _(
            "No type is proposed yet, because these figures are missing: {fields}. "
            "Until then only what suits any community is recommended."
        ),
        lang,
    )
    return message.format(fields=translate(_(", "), lang).join(label.say(lang) for label in labels))


def _unclaimed(threshold: str, lang: str) -> str:
    message = translate(
        _(
            "No type is proposed: none of the types reaches {threshold} points. "
            "The office decides by what it knows of the place; what follows suits any community."
        ),
        lang,
    )
    return message.format(threshold=threshold)

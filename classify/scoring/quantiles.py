"""Parameters that a district takes from its own table: quantiles of a field or an indicator."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from classify.errors import refuse
from classify.expression.evaluate import Evaluator
from classify.expression.tree import Name, Node, names_below
from classify.model.profile import Profile, Value
from classify.rulepack.loaded import LoadedPack
from classify.rulepack.references import number_in
from classify.scoring.program import in_force


def district_values(
    loaded: LoadedPack, as_of: datetime.date, profiles: Sequence[Profile]
) -> dict[str, float]:
    """Return the value of every parameter in force that is a quantile of these profiles.

    The quantile is the smallest value that at least this share of the known ones does not exceed: always a
    value that occurs, so no rounding enters. A parameter with too few known values is left out and keeps its
    stand-in. Raises `ClassifyError` where a quantile is taken of something that depends on a quantile.
    """
    dated = in_force(loaded, as_of, [])
    wanted = {id_: d.entry.quantile for id_, d in dated.items() if d.entry.quantile is not None}
    if not wanted:
        return {}
    indicators = {i.id: loaded.trees["indicators", i.id] for i in loaded.pack.indicators}
    numbers = {id_: d.value for id_, d in dated.items() if id_ not in wanted}
    for id_, quantile in wanted.items():
        _refuse_circle(loaded, id_, quantile.of, indicators, wanted)
    evaluator = Evaluator({id_: Name(q.of) for id_, q in wanted.items()}, indicators, numbers)
    rows = [evaluator.run(profile.values) for profile in profiles]
    found = {}
    for id_, quantile in wanted.items():
        known = _known([row[id_] for row in rows])
        if len(known) >= max(quantile.least, 1):
            found[id_] = _quantile(known, number_in(quantile.at) or 0.0)
    return found


def _refuse_circle(
    loaded: LoadedPack, id_: str, of: str, indicators: Mapping[str, Node], wanted: Mapping[str, object]
) -> None:
    others = sorted(names_below([Name(of)], indicators) & wanted.keys())
    if others:
        raise refuse("RULES044", loaded.place("parameters", id_), id=id_, of=of, other=others[0])


def _known(values: Sequence[Value]) -> list[float]:
    return sorted(v for v in values if isinstance(v, float | int) and not isinstance(v, bool))


def _quantile(ordered: Sequence[float], at: float) -> float:
    # The rank is counted in whole thousandths of the table, so that 0.1 + 0.2 cannot move it.
    rank = -(-round(at * 1000) * len(ordered) // 1000)
    return ordered[min(max(rank, 1), len(ordered)) - 1]

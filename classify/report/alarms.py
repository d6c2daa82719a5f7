"""Doubts about a whole run: too many communities of one type."""

from __future__ import annotations

from collections.abc import Sequence

from classify.model.outcome import Outcome
from classify.model.text import Text
from classify.scoring.program import Program


def alarms(program: Program, outcomes: Sequence[Outcome]) -> list[Text]:
    """Return what the scheme's alarms say about these outcomes, with the share filled in."""
    found = []
    for alarm in program.scheme.alarms:
        share = sum(o.type == alarm.type for o in outcomes) / max(len(outcomes), 1)
        limit = _share(alarm.share_above)
        if share > limit:
            fill = {"share": f"{share:.0%}", "limit": f"{limit:.0%}"}
            found.append(Text(zh=alarm.say.zh.format(**fill), en=alarm.say.en.format(**fill)))
    return found


def _share(limit: float | str) -> float:
    return float(limit.rstrip("%")) / 100 if isinstance(limit, str) else limit

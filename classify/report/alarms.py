"""Doubts about a whole run: too many communities of one type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from classify.model.outcome import Outcome
from classify.model.scheme import Alarm
from classify.model.text import Text, composed
from classify.scoring.program import Program


def alarms(program: Program, outcomes: Sequence[Outcome]) -> list[Text]:
    """Return what the scheme's alarms say about these outcomes, with the share filled in."""
    found = []
    for alarm in program.scheme.alarms:
        share = sum(o.type == alarm.type for o in outcomes) / max(len(outcomes), 1)
        limit = _share(alarm.share_above)
        if share > limit:
            found.append(composed(partial(_told, alarm, f"{share:.0%}", f"{limit:.0%}")))
    return found


def _told(alarm: Alarm, share: str, limit: str, lang: str) -> str:
    return alarm.say.say(lang).format(share=share, limit=limit)


def _share(limit: float | str) -> float:
    return float(limit.rstrip("%")) / 100 if isinstance(limit, str) else limit

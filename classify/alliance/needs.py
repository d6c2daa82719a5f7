"""Needs from the communities' lists: every line of a needs list that an offer could answer becomes one."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from classify.alliance.answer import harmless, said
from classify.alliance.rows import Need
from classify.alliance.tables import NEEDS
from classify.alliance.words import SUPPLY_KINDS, label
from classify.model.advised import Advice

NEEDS_LIST = "needs"
_SUPPLIES = Path(__file__).with_name("supplies.csv")


def supplies(path: Path = _SUPPLIES) -> dict[str, str]:
    """Return which kind of offer answers which line of a list; a table with the columns `item` and `kind`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["item"]: row["kind"] for row in csv.DictReader(file) if row.get("item") and row.get("kind")
        }


def needs_from_advice(advices: Iterable[Advice], kinds: Mapping[str, str], since: dt.date) -> list[Need]:
    """Return one need per community and kind; lines that still have to be checked give none.

    A line of first priority does not make a need urgent: what is urgent is for the office to say.
    """
    found: dict[tuple[str, str], Need] = {}
    for advice in advices:
        for listed in advice.lists:
            for line in listed.lines if listed.id == NEEDS_LIST else ():
                kind = kinds.get(line.id)
                if kind is not None and line.state == "proposed":
                    need = Need(f"N-{advice.id}-{kind}", advice.id, kind, source=line.id, valid_from=since)
                    found.setdefault((advice.id, kind), need)
    return list(found.values())


def merged(edited: Sequence[Need], generated: Iterable[Need]) -> list[Need]:
    """Return the needs edited by hand as they are, and those of the lists that are not among them.

    What was ended by hand stays ended: the line of the list it came from makes no new need.
    """
    there = {(n.community, n.kind) for n in edited if n.valid_to is None}
    ended = {(n.community, n.source) for n in edited if n.valid_to is not None and n.source}
    ids = {n.id for n in edited}
    return [
        *edited,
        *(
            n
            for n in generated
            if (n.community, n.kind) not in there and (n.community, n.source) not in ended and n.id not in ids
        ),
    ]


def needs_csv(rows: Iterable[Need], lang: str) -> str:
    """Return the table of needs as CSV, the way an office program opens it and hands it back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.label.say(lang) for column in NEEDS.columns])
    for need in rows:
        cells = need._replace(kind=label(SUPPLY_KINDS, need.kind).say(lang))[:-1]
        writer.writerow([harmless(said(cell, lang)) for cell in cells])
    return "\ufeff" + text.getvalue()

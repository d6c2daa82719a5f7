"""What a form says about a field: its heading, what may be entered, and the rule that holds entries to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from classify.expression.sentence import NO, YES, number_text
from classify.intake.places import letters
from classify.model.field import Field
from classify.texts import mark as _
from classify.texts import script, translate

_NEED = {"required": _("required"), "recommended": _("recommended"), "optional": _("optional")}
_TYPES = {
    "count": _("whole number"),
    "number": _("number"),
    "share": _("share"),
    "year": _("year"),
    "flag": _("yes or no"),
    "choice": _("choice"),
    "text": _("text"),
    "code": _("code"),
    "date": _("date"),
}
LISTS = "_lists"  # the sheet with the entries of all dropdowns


class Columns:
    """Word the columns of one form in a language."""

    def __init__(self, fields: Sequence[Field], lang: str) -> None:
        """Take the fields in the order of their columns."""
        self.lang = lang
        self.entries = {f.id: self.choices(f) for f in fields if f.type in ("choice", "flag")}

    def heading(self, field: Field) -> str:
        """Return a column's heading with its unit, and a star where it must be filled in."""
        unit = field.unit if field.unit and field.type not in ("year", "share") else ""
        brackets = (f"（{script(unit, self.lang)}）" if self.lang != "en" else "") if unit else ""
        return field.label.say(self.lang) + brackets + ("*" if field.need == "required" else "")

    def rule(self, field: Field) -> dict[str, Any]:
        """Return the validation of a column; it refuses what cannot be true and only warns of what is unusual."""
        low, high = field.range
        if field.id in self.entries:
            letter = letters(list(self.entries).index(field.id))
            return {
                "validate": "list",
                "source": f"={LISTS}!${letter}$1:${letter}${len(self.entries[field.id])}",
            }
        if field.type in ("count", "year"):
            return _between("integer", 0 if low is None else int(low), 10**9 if high is None else int(high))
        if field.type == "number":
            return _between("decimal", -1e12 if low is None else low, 1e12 if high is None else high)
        if field.type == "share":
            return _between("decimal", 0, 1)
        if field.type == "date":
            return {"validate": "any"}
        return (
            {"validate": "length", "criteria": "<=", "value": 200} if field.type in ("text", "code") else {}
        )

    def about(self, field: Field) -> str:
        """Return what may be entered: meaning, need, kind, range, choices."""
        parts = [
            field.about.say(self.lang) if field.about else "",
            self.need(field),
            self.type(field),
        ]
        if range_ := self.range(field):
            parts.append(range_)
        if field.id in self.entries:
            parts.append(("、" if self.lang != "en" else ", ").join(self.entries[field.id]))
        return ("；" if self.lang != "en" else "; ").join(part.rstrip("。.") for part in parts if part)

    def range(self, field: Field) -> str:
        """Return the lowest and highest value, empty where both are open."""
        ends = ["" if end is None else number_text(end, field.type, None, self.lang) for end in field.range]
        return " – ".join(ends) if any(ends) else ""

    def choices(self, field: Field) -> list[str]:
        """Return what may be chosen, in the order of the field."""
        if field.type == "flag":
            return [text.say(self.lang) for text in (YES, NO)]
        return [label.say(self.lang) for label in field.choices.values()]

    def need(self, field: Field) -> str:
        """Return how much a field is needed."""
        return translate(_NEED[field.need], self.lang)

    def type(self, field: Field) -> str:
        """Return what kind of entry a field takes."""
        return translate(_TYPES[field.type], self.lang)


def _between(kind: str, low: float, high: float) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}

"""Find out whose row it is: identifiers, names where there are none, duplicates, renamed and split communities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classify.errors import Filler, Finding, Place
from classify.intake.accounts import Account
from classify.intake.schema import Options, Renamed, Schema
from classify.intake.sheets import ReadRow, Sheet
from classify.intake.wording import fold, listed, same
from classify.model.profile import Origin, Profile, Value

_TAIL = re.compile(r"(?:社区居民委员会|居民委员会|社区居委会|居委会|社区)$")
_CODES = re.compile(r"[;；,，、\s]+")


def plain_name(name: str) -> str:
    """Return a community's name without what offices add to it: 社区, 居委会, blanks, width, script."""
    folded = fold(name)
    return _TAIL.sub("", folded) or folded


@dataclass
class _Seen:
    place: Place
    values: dict[str, Value]
    rest: tuple[tuple[str, str], ...]


@dataclass
class Identifier:
    """Turn rows into profiles; what is left out is found in `findings` and in the accounts."""

    schema: Schema
    options: Options
    findings: list[Finding]
    account: Account = field(default_factory=Account)
    _ids: dict[str, _Seen] = field(default_factory=dict)
    _names: dict[tuple[str, str], tuple[str, Place]] = field(default_factory=dict)
    _history: list[tuple[str, str, Place]] = field(default_factory=list)

    def profiles(self, sheets: Sequence[Sheet]) -> Iterator[Profile]:
        """Yield a profile for each row that has an identifier and shares none with an earlier row."""
        renamed = {fold(entry.was): entry for entry in self.options.renamed}
        for sheet in sheets:
            known = [id_ for id_ in self.schema.table.id if id_ in sheet.columns]
            by_name = not known and self.schema.table.name in sheet.columns
            if by_name and sheet.rows:
                self._tell_names_used(sheet, sheet.heading_row)
            for row in sheet.rows:
                self._complete(sheet, row)
                self._rename(sheet, row, renamed)
                profile = self._profile(sheet, row, known, by_name=by_name)
                if profile is None:
                    self.account += row.account.left_out()
                else:
                    self.account += row.account
                    yield profile
        self._former_codes()

    def _place(self, sheet: Sheet, row: ReadRow, field_: str) -> Place:
        return Place(sheet.grid.file, sheet.grid.sheet, cell=row.cells.get(field_, f"A{row.number}"))

    def _tell_names_used(self, sheet: Sheet, row: int) -> None:
        fill = {"fields": listed(self.schema.by_id[id_].label for id_ in self.schema.table.id)}
        self.findings.append(Finding("INTAKE066", sheet.grid.place(row, 0), fill))

    def _complete(self, sheet: Sheet, row: ReadRow) -> None:
        """Fill in what the title or the sheet's name says for all rows."""
        for field_, value in ((self.schema.table.group, sheet.group), (self.schema.table.date, sheet.date)):
            if field_ and value and row.values.get(field_) is None:
                row.values[field_] = value

    def _rename(self, sheet: Sheet, row: ReadRow, renamed: dict[str, Renamed]) -> None:
        for field_ in (self.schema.table.name, *self.schema.table.id):
            value = row.values.get(field_) if field_ else None
            entry = renamed.get(fold(value)) if isinstance(value, str) else None
            if field_ is None or entry is None:
                continue
            # The new names come from the mapping file, so they may be told.
            code = "INTAKE067" if len(entry.now) == 1 else "INTAKE068"
            self.findings.append(
                Finding(code, self._place(sheet, row, field_), {"now": same("、".join(entry.now))})
            )
            if len(entry.now) == 1:
                row.values[field_] = entry.now[0]

    def _profile(self, sheet: Sheet, row: ReadRow, known: Sequence[str], *, by_name: bool) -> Profile | None:
        name, group = self._said(row, self.schema.table.name), self._said(row, self.schema.table.group)
        identifiers = {id_: str(row.values[id_]) for id_ in known if row.values.get(id_) is not None}
        if name and not identifiers and self.schema.table.name:
            if not by_name:
                self._tell_names_used(sheet, row.number)
            identifiers = {self.schema.table.name: self._name_as_id(name, group)}
        if not identifiers:
            wanted = known or [self.schema.table.name or ""]
            fill: dict[str, Filler] = {
                "fields": listed(self.schema.by_id[id_].label for id_ in wanted if id_)
            }
            self.findings.append(Finding("INTAKE021", self._place(sheet, row, wanted[0]), fill))
            return None
        clash = next((id_ for id_, value in identifiers.items() if value in self._ids), None)
        if clash:
            self._tell_clash(sheet, row, clash, self._ids[identifiers[clash]])
            return None
        first = next(iter(identifiers))
        place = self._place(sheet, row, first)
        seen = _Seen(place, row.values, row.rest)
        self._ids.update((value, seen) for value in identifiers.values())
        self._remember_name(sheet, row, name, group, identifiers[first])
        # Not validated once more: the values were just read by their types, and a district in fifty thousand rows counts.
        origin = Origin.model_construct(
            file=sheet.grid.file, sheet=sheet.grid.sheet, row=row.number, cells=row.cells
        )
        return Profile.model_construct(
            id=identifiers[first], name=name, group=group, values=row.values, origin=origin
        )

    def _name_as_id(self, name: str, group: str) -> str:
        """Return the name, with its subdistrict where another one has a community of the same name."""
        key = plain_name(name)
        others = {g for (g, n) in self._names if n == key} - {fold(group)}
        return f"{group}·{name}" if others and group else self._names.get((fold(group), key), (name, None))[0]

    def _tell_clash(self, sheet: Sheet, row: ReadRow, clash: str, earlier: _Seen) -> None:
        place = self._place(sheet, row, clash)
        names = {clash, self.schema.table.name}
        equal = earlier.rest == row.rest and all(
            earlier.values.get(id_) == value for id_, value in row.values.items() if id_ not in names
        )
        if equal:
            self.findings.append(Finding("INTAKE049", place, {"other": str(earlier.place)}))
        else:
            fill: dict[str, Filler] = {"field": self.schema.by_id[clash].label, "other": str(earlier.place)}
            self.findings.append(Finding("INTAKE022", place, fill))

    def _remember_name(self, sheet: Sheet, row: ReadRow, name: str, group: str, id_: str) -> None:
        history = row.values.get(self.schema.table.history or "")
        if isinstance(history, str):
            place = self._place(sheet, row, self.schema.table.history or "")
            self._history += [(code, id_, place) for code in _CODES.split(history) if code]
        if not name or not self.schema.table.name:
            return
        place, key = self._place(sheet, row, self.schema.table.name), (fold(group), plain_name(name))
        if key in self._names:
            self.findings.append(Finding("INTAKE050", place, {"other": str(self._names[key][1])}))
        else:
            self._names[key] = (id_, place)

    def _former_codes(self) -> None:
        """Tell where a former code of one community is the code of another row: one of them may be counted twice."""
        for code, id_, place in self._history:
            other = self._ids.get(code)
            if other is not None and code != id_:
                self.findings.append(Finding("INTAKE050", place, {"other": str(other.place)}))

    @staticmethod
    def _said(row: ReadRow, field_: str | None) -> str:
        value = row.values.get(field_) if field_ else None
        return value if isinstance(value, str) else ""

"""Read the cells of one row, column by column, and keep the account of what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from classify.errors import Filler, Finding, Place
from classify.intake.accounts import Account
from classify.intake.cells import BLANKS, Grid, Raw, Row
from classify.intake.columns import Reading
from classify.intake.figures import figure_in
from classify.intake.numbers import number_in, percent, whole
from classify.intake.places import Addresses
from classify.intake.ranges import Part, exceeding
from classify.intake.scales import WHY, Settled
from classify.intake.values import shown
from classify.intake.verdicts import Complaint, Noted, Parts, Rejected
from classify.model.field import Field
from classify.model.profile import Value


class GivenShare(NamedTuple):
    """Hold a share that was given for a field, what it is a share of, and the cell it stands in."""

    share: float
    total: Field
    cell: str


class _Cell(NamedTuple):
    value: Value
    share: float | None = None
    complaints: tuple[Complaint, ...] = ()


@dataclass
class _Line:
    """Gather what one row gives while its cells are read; `bad` are the cells that were rejected."""

    number: str
    values: dict[str, Value] = field(default_factory=dict)
    complaints: list[tuple[str, Complaint]] = field(default_factory=list)
    shares: dict[str, GivenShare] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)

    def complain(self, cell: str, complaint: Complaint) -> None:
        """Keep a complaint about a cell; an error makes the cell one that was rejected."""
        self.complaints.append((cell, complaint))
        if Finding(complaint.code, fill=complaint.fill).severity == "error":
            self.bad.add(cell)


class RowReader:
    """Read the rows of one sheet."""

    def __init__(
        self,
        grid: Grid,
        readings: Sequence[Reading],
        pairs: Sequence[Part],
        totals: Mapping[str, Field],
        minimum: int,
    ) -> None:
        """Keep what is the same for all rows; columns with a field of their own come before shares of it."""
        self._grid, self._pairs, self._totals, self._minimum = grid, pairs, totals, minimum
        self._readings = sorted(readings, key=lambda reading: reading.share_of is not None)
        self._positions = frozenset(reading.column.position for reading in readings)
        self._fields = {reading.field.id: reading.field for reading in readings}
        # Where a field has a column of its own and one for its share, its cell is in the former.
        self._letters: dict[str, str] = {}
        for reading in self._readings:
            self._letters.setdefault(reading.field.id, reading.letters)

    def read(self, row: Row, original: Row) -> tuple[dict[str, Value], list[Finding], Account]:
        """Return values, findings, and the account of the row as it stands in the file."""
        line = _Line(str(row.number))
        values, raws, width = line.values, row.cells, len(row.cells)
        for reading in self._readings:
            position, id_ = reading.column.position, reading.field.id
            raw = raws[position] if position < width else None
            if raw is None:
                values.setdefault(id_, None)
            elif type(raw) is int and reading.plain_from <= raw <= reading.plain_to:
                values[id_] = float(raw)
            elif type(raw) is str and raw in reading.known:
                values[id_] = reading.known[raw]
            else:
                self._take(line, reading, raw, row.number)
        self._convert(line)
        cells = self.addresses(row.number)
        self._exceed(line, cells)
        if line.bad:
            values.update((id_, None) for id_, cell in cells.items() if cell in line.bad)
        file, sheet = self._grid.file, self._grid.sheet
        findings = [Finding(c.code, Place(file, sheet, cell=cell), c.fill) for cell, c in line.complaints]
        return values, findings, self._account(original, line)

    def _take(self, line: _Line, reading: Reading, raw: Raw, row: int) -> None:
        """Read one cell that needs more than a look."""
        id_, cell = reading.field.id, reading.letters + line.number
        read = self._cell(raw, reading, row)
        for complaint in read.complaints:
            line.complain(cell, complaint)
        if read.share is not None:
            total = reading.share_of or self._totals[id_]
            line.shares[id_] = GivenShare(read.share, total, cell)
            line.values.setdefault(id_, None)
        elif reading.share_of is not None and reading.field.type != "share":
            line.values.setdefault(id_, None)
        else:
            line.values[id_] = read.value
            if isinstance(raw, str) and not read.complaints and reading.scale is None:
                reading.known[raw] = read.value

    def addresses(self, row: int) -> Addresses:
        """Return the cells of a row by field."""
        return Addresses(self._letters, row)

    def _cell(self, raw: Raw, reading: Reading, row: int) -> _Cell:
        label = reading.column.target.label if reading.column.target else reading.field.label
        if row in reading.merged:
            return _Cell(None, None, (Complaint("INTAKE063", {"field": label}),))
        if reading.scale is not None and (settled := reading.scale.cells.get(row)):
            return self._settled(raw, settled, reading)
        try:
            read = reading.read(raw)
        except Rejected as rejected:
            counted = self._counted(raw, reading)
            return counted or _Cell(None, None, (rejected.complaint,))
        notes: tuple[Complaint, ...] = (read.note,) if isinstance(read, Noted) else ()
        value = read.value if isinstance(read, Noted) else read
        if isinstance(value, Parts):
            return _Cell(None, value.share, notes)
        if reading.share_of is not None and reading.field.type != "share" and isinstance(value, float):
            return _Cell(None, value, notes)
        if reading.doubt and isinstance(value, float) and (complaint := reading.doubt(value)):
            notes += (complaint,)
        return _Cell(value, None, notes)

    def _settled(self, raw: Raw, settled: Settled, reading: Reading) -> _Cell:
        """Return a figure without a sign as the column's evidence has it."""
        label = reading.column.target.label if reading.column.target else reading.field.label
        if settled.share is None:
            return _Cell(None, None, (Complaint("INTAKE056", {"field": label}),))
        notes: tuple[Complaint, ...] = ()
        said: dict[str, Filler] = {"field": label, "value": percent(settled.share)}
        if number_in(raw) == 1:
            notes = (Complaint("INTAKE033", {**said, "why": WHY[settled.why]}),)
        elif settled.odd:
            notes = (Complaint("INTAKE057", {**said, "why": WHY[settled.why]}),)
        elif isinstance(raw, str) and (rough := figure_in(raw)) and not rough.exact:
            notes = (Complaint("INTAKE053", {**said, "written": " ".join(raw.split())}),)
        if reading.percent_points:
            points = float(f"{settled.share * 100:.12g}")
            doubted = reading.doubt(points) if reading.doubt else None
            return _Cell(points, None, (*notes, doubted) if doubted else notes)
        if reading.share_of is not None:
            return _Cell(None, settled.share, notes)
        doubted = reading.doubt(settled.share) if reading.doubt else None
        return _Cell(settled.share, None, (*notes, doubted) if doubted else notes)

    def _counted(self, raw: Raw, reading: Reading) -> _Cell | None:
        """Return a count that stands where a share is wanted; the row's total turns it into one."""
        total = reading.share_of or self._totals.get(reading.field.id)
        if reading.field.type != "share" or total is None:
            return None
        rough = figure_in(raw) if isinstance(raw, str) else None
        persons = rough is not None and rough.unit is not None and not rough.share
        number = whole(rough.middle) if rough and persons else whole(number_in(raw))
        return _Cell(None, -number) if number is not None and (persons or number > 100) else None

    def _convert(self, line: _Line) -> None:
        """Turn given shares into counts, and counts given as shares into shares, by the total of the row."""
        values = line.values
        for id_, (share, total, cell) in line.shares.items():
            field, base, own = self._fields[id_], values.get(total.id), values.get(id_)
            labels: dict[str, Filler] = {"field": field.label, "total_field": total.label}
            if isinstance(own, float):
                self._compare(line, field, own, share, base, cell)
            elif not isinstance(base, float) or (share < 0 and not 0 < -share <= base):
                line.complain(cell, Complaint("INTAKE061", labels))
            else:
                value = -share / base if share < 0 else float(round(share * base))
                values[id_] = value
                line.complain(
                    cell, Complaint("INTAKE060", {**labels, "value": shown(field, value, self._minimum)})
                )

    def _compare(self, line: _Line, field: Field, own: float, share: float, base: Value, cell: str) -> None:
        """Tell where a share differs from what the counts of its row come to."""
        if not isinstance(base, float) or base <= 0 or share < 0 or abs(own / base - share) <= 0.0051:
            return
        hidden = shown(field, own, self._minimum).startswith("<")
        computed = "…" if hidden else percent(round(own / base, 4))
        fill: dict[str, Filler] = {"field": field.label, "value": percent(share), "computed": computed}
        line.complain(cell, Complaint("INTAKE062", fill))

    def _exceed(self, line: _Line, cells: Mapping[str, str]) -> None:
        for id_, complaint in exceeding(line.values, self._pairs, self._minimum).items():
            line.complain(cells[id_], complaint)

    def _account(self, row: Row, line: _Line) -> Account:
        missing = {cell for cell, complaint in line.complaints if complaint.code == "INTAKE054"} - line.bad
        filled = elsewhere = 0
        for position, cell in enumerate(row.cells):
            if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip(BLANKS)):
                filled += 1
                elsewhere += position not in self._positions
        bad = len(line.bad)
        return Account(filled, filled - elsewhere - bad - len(missing), len(missing), bad, elsewhere)

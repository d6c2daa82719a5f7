"""Settle figures without a sign by the shares that stand beside them and must add up to 1."""

from collections.abc import Sequence

from classify.intake.cells import Row
from classify.intake.columns import Reading
from classify.intake.numbers import parts_in
from classify.intake.scales import Settled, by_sum

_TOGETHER = 3


def settle_by_sums(readings: Sequence[Reading], body: Sequence[Row]) -> None:
    """Look again at open cells of columns that are shares of one total: the row's sum may decide."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.scale is not None and reading.share_of is not None:
            groups.setdefault(reading.share_of.id, []).append(reading)
    for group in groups.values():
        if len(group) >= _TOGETHER:
            for row in body:
                _settle_row(group, row)


def _settle_row(group: Sequence[Reading], row: Row) -> None:
    cells = {r.column.position: r.scale.cells.get(row.number) for r in group if r.scale}
    still_open = [r for r in group if (cell := cells[r.column.position]) and cell.share is None]
    if len(still_open) != 1:
        return
    (reading,) = still_open
    known = [_share(r, row, cells[r.column.position]) for r in group if r is not reading]
    raw = row.cells[reading.column.position]
    number = (
        float(raw)
        if isinstance(raw, (int, float)) or (isinstance(raw, str) and raw.replace(".", "", 1).isdigit())
        else None
    )
    if number is None or any(share is None for share in known) or reading.scale is None:
        return
    settled = by_sum(number, sum(share for share in known if share is not None))
    if settled:
        reading.scale.cells[row.number] = settled


def _share(reading: Reading, row: Row, cell: Settled | None) -> float | None:
    if cell is not None:
        return cell.share
    position = reading.column.position
    return parts_in(row.cells[position]) if position < len(row.cells) else None

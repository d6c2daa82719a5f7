"""Assemble the 169 communities: who they are, where, how large, and all their figures."""

from typing import NamedTuple

from kinds import Dice, stream
from names import COUNTY_CODE, SUBDISTRICTS, Subdistrict
from office import declare, leave_out
from profiles import Place, Row, profile

RESIDENTS = 926_100
SQUARE_KILOMETRES = 83.42
AS_OF = "2025-12-31"


class Seat(NamedTuple):
    """Hold who a community is, before it has any figures."""

    local_id: str
    code: str
    name: str
    kind: str
    subdistrict: str
    old_city: bool
    circle: str | None


def communities() -> list[Row]:
    """Make the office's table: one row per community, keyed by field id."""
    table = seats()
    rows = [_identity(seat) | profile(place) for seat, place in zip(table, _places(table), strict=True)]
    declare(rows, {seat.local_id: seat.kind for seat in table})
    leave_out(rows)
    return rows


def seats() -> list[Seat]:
    """Return who is where; their order does not give away the kind."""
    return [
        Seat(
            f"D{number:02}-{at:03}",
            f"{COUNTY_CODE}{number:03}{at:03}",
            name,
            kind,
            area.name,
            area.old_city,
            area.circle,
        )
        for number, area in enumerate(SUBDISTRICTS, 1)
        for at, (name, kind) in enumerate(_shuffled(area), 1)
    ]


def _shuffled(subdistrict: Subdistrict) -> list[tuple[str, str]]:
    """List a subdistrict's (name, kind) pairs, shuffled."""
    pairs = [(name, kind) for kind, names in subdistrict.communities.items() for name in names.split()]
    return sorted(pairs, key=lambda pair: stream(pair[0], "order").random())


def _identity(seat: Seat) -> Row:
    """Fill the columns that say who a row is about."""
    return {
        "local_id": seat.local_id,
        "community_code": seat.code,
        "community_name": f"{seat.name}社区",
        "subdistrict_name": seat.subdistrict,
        "as_of_date": AS_OF,
        "circle": seat.circle,
    }


def _places(table: list[Seat]) -> list[Place]:
    """Draw residents and area of every community, so that the district's totals come out.

    Residents are scaled everywhere. Area is scaled outside the old city only, because the old city's
    densities are known.
    """
    dice = {seat: Dice(seat.kind, seat.name) for seat in table}
    drawn = {seat: dice[seat].value("residents") for seat in table}
    scale = RESIDENTS / sum(drawn.values())
    residents = {seat: round(drawn[seat] * scale) for seat in table}
    area = {seat: residents[seat] / 1000 / dice[seat].value(_density(seat)) for seat in table}
    inside = sum(area[seat] for seat in table if seat.old_city)
    stretch = (SQUARE_KILOMETRES - inside) / (sum(area.values()) - inside)
    stretched = {seat: area[seat] * (1 if seat.old_city else stretch) for seat in table}
    return [
        Place(seat.name, seat.kind, seat.old_city, residents[seat], round(stretched[seat], 3))
        for seat in table
    ]


def _density(seat: Seat) -> str:
    """Name the quantity that holds the density range where the seat is."""
    return f"thousand_per_km2_{'old_city' if seat.old_city else 'outside'}"

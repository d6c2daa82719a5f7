"""Do to the table what an office does: declare types for some communities, leave cells empty."""

from collections.abc import Mapping

from columns import DECLARED, HEADINGS, IDENTITY, TYPE_LABELS
from kinds import stream
from profiles import Row

DECLARED_SHARE = 0.60
DISPUTED = 5
# What an office that sees it otherwise would call it; dormitories have no type of their own.
OTHER_OPINION = {
    "open-street": "commercial",
    "old-estate": "mixed",
    "commodity": "mixed",
    "resettlement": "commodity",
    "commercial": "open-street",
    "mixed": "old-estate",
    "dormitory": "commodity",
}

MISSING_SHARE = 0.05
# No type can be told without these, so they are never blanked at random …
KEPT = frozenset(
    {"residents_total", "households_total", "population_basis", "area_km2"}
    | {field for field in HEADINGS if field.startswith("dwellings_")}
)
# … but they are in these communities, which nobody can decide before somebody asks.
UNDECIDABLE = {
    "榆荫二村社区": ("dwellings_old_estate",),
    "帆语花园社区": ("dwellings_commodity",),
    "荷锄家园社区": ("dwellings_resettlement",),
    "染香弄社区": ("dwellings_open",),
    "芷汀社区": ("dwellings_old_estate", "dwellings_commodity"),
}


def declare(rows: list[Row], kinds: Mapping[str, str]) -> None:
    """Give most rows the office's own type, which for some is not the type they were made as.

    Borderline cases are what the meetings are held for: all are declared, and seen from their other side.
    """
    for row in rows:
        row.update(dict.fromkeys(DECLARED))
    borderline = [row for row in rows if "/" in kinds[row["local_id"]]]
    plain = [row for row in rows if "/" not in kinds[row["local_id"]]]
    plain = _lowest(plain, "declared", round(DECLARED_SHARE * len(rows)) - len(borderline))
    disputed = {row["local_id"] for row in _lowest(plain, "disputed", DISPUTED)}
    for row in (*borderline, *plain):
        kind = kinds[row["local_id"]].split("/")[-1]
        if row["local_id"] in disputed or kind not in TYPE_LABELS:
            kind = OTHER_OPINION[kind]
        row.update(zip(DECLARED, (kind, *_meeting(row)), strict=True))


def leave_out(rows: list[Row]) -> None:
    """Blank the share of cells that is missing in the district; who a row is about is never blank."""
    figures = [field for field in HEADINGS if field not in (*IDENTITY, *DECLARED)]
    for row in rows:
        row.update(dict.fromkeys(UNDECIDABLE.get(row["community_name"], ())))
    blanks = sum(len(fields) for fields in UNDECIDABLE.values())
    cells = [(row, field) for row in rows for field in figures if field not in KEPT]
    cells.sort(key=lambda cell: stream(cell[0]["local_id"], f"blank {cell[1]}").random())
    for row, field in cells[: round(MISSING_SHARE * len(figures) * len(rows)) - blanks]:
        row[field] = None


def _lowest(rows: list[Row], stream_name: str, number: int) -> list[Row]:
    """Draw `number` of the rows, returned in the order of the draw."""
    return sorted(rows, key=lambda row: stream(row["local_id"], stream_name).random())[:number]


def _meeting(row: Row) -> tuple[str, str]:
    """Return day and minutes of the subdistrict's meeting that declared the type."""
    area = int(row["local_id"][1:3])
    minutes = f"{row['subdistrict_name']}社区分类会商纪要〔2025〕{area + 1}号"
    return f"2025-{3 + area % 3:02}-{8 + 2 * area:02}", minutes

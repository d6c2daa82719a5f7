"""What is true of the fictitious district, whoever generates it."""

import csv
import itertools
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

DISTRICT = Path(__file__).parents[2] / "samples" / "district"
TEXTS = ("local_id", "community_code", "community_name", "subdistrict_name", "as_of_date", "circle")
WORDS = ("population_basis", "heritage_zone", "designated_commercial_district")
DECLARED = ("declared_type", "declared_on", "declared_basis")

PROFILE = Path(__file__).parents[2] / "rules" / "community-profile"
FORMS = ("traditional", "old_estate", "commodity", "resettlement", "affordable_dorm", "other")
MODES = ("market", "state", "shared", "self_managed", "entrusted", "none")
OLD_CITY = ("D01", "D02", "D03", "D04")

Row = dict[str, Any]


def constants(file: str) -> dict[str, Any]:
    """Return what a file of the generator defines; only for files that import none of the others."""
    return runpy.run_path(str(DISTRICT / file))


@pytest.fixture(scope="session")
def headings() -> dict[str, str]:
    return dict(constants("columns.py")["HEADINGS"])


@pytest.fixture(scope="session")
def rows(headings: dict[str, str]) -> list[Row]:
    """Return the committed CSV keyed by field id: numbers as numbers, empty cells as None."""
    with (DISTRICT / "communities.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    return [{field: _value(field, row[heading]) for field, heading in headings.items()} for row in table]


def _value(field: str, cell: str) -> str | float | None:
    if cell == "":
        return None
    if field in (*TEXTS, *WORDS, *DECLARED):
        return cell
    return float(cell.removesuffix("%")) / 100 if cell.endswith("%") else float(cell)


def number(row: Row, *fields: str) -> float | None:
    """Add up cells; None where one of them is empty."""
    cells = [row[field] for field in fields]
    return None if None in cells else sum(cells)


def known(rows: list[Row], *fields: str) -> list[tuple[float, ...]]:
    """Return the cells of the rows that have all of `fields`."""
    return [tuple(row[field] for field in fields) for row in rows if None not in (row[f] for f in fields)]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the generator as its readers do, with warnings as errors."""
    out = tmp_path_factory.mktemp("district")
    command = [sys.executable, "-B", "-W", "error", str(DISTRICT / "generate.py"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def test_the_generator_writes_the_committed_csv_to_the_byte(generated: Path) -> None:
    assert (generated / "communities.csv").read_bytes() == (DISTRICT / "communities.csv").read_bytes()


def test_the_generator_writes_the_committed_workbook_cell_by_cell(generated: Path) -> None:
    """Bytes may differ between versions of the compressor; cells, formats and dates may not."""
    written, committed = (load_workbook(folder / "communities.xlsx") for folder in (generated, DISTRICT))
    for ours, theirs in itertools.zip_longest(written.active.iter_rows(), committed.active.iter_rows()):
        assert [(c.value, c.number_format) for c in ours] == [(c.value, c.number_format) for c in theirs]
    assert written.properties.modified == committed.properties.modified == written.properties.created


def test_two_runs_write_the_same_workbook_to_the_byte(generated: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(DISTRICT / "generate.py"), "--out", str(tmp_path)], check=True)
    assert (tmp_path / "communities.xlsx").read_bytes() == (generated / "communities.xlsx").read_bytes()


def test_workbook_and_csv_say_the_same(rows: list[Row], headings: dict[str, str]) -> None:
    sheet = load_workbook(DISTRICT / "communities.xlsx").active
    head, *body = sheet.iter_rows(values_only=True)
    assert list(head) == list(headings.values())
    for row, cells in zip(rows, body, strict=True):
        for field, cell in zip(headings, cells, strict=True):
            shown = f"{cell:%Y-%m-%d}" if hasattr(cell, "strftime") else cell
            assert shown == row[field] or shown == pytest.approx(row[field]), (row["local_id"], field)


def test_codes_are_text_and_the_heading_row_stays_in_view() -> None:
    sheet = load_workbook(DISTRICT / "communities.xlsx").active
    assert sheet.freeze_panes == "D2"
    assert {cell.data_type for cell in sheet["B"]} == {"s"}


def test_every_heading_is_the_label_of_its_field(headings: dict[str, str]) -> None:
    fields = [
        field
        for file in PROFILE.glob("fields*.yaml")
        for field in yaml.safe_load(file.read_text(encoding="utf-8"))["fields"]
    ]
    labels = {field["id"]: field["label"]["zh"] for field in fields}
    assert headings == {field: labels[field] for field in headings}


def test_every_choice_is_a_choice_of_its_field() -> None:
    words = constants("columns.py")["WORDS"]
    for file in PROFILE.glob("fields*.yaml"):
        for field in yaml.safe_load(file.read_text(encoding="utf-8"))["fields"]:
            if field["id"] in words and "choices" in field:
                labels = {choice: text["zh"] for choice, text in field["choices"].items()}
                assert words[field["id"]] == labels


def test_the_district_has_169_communities_in_eight_subdistricts(rows: list[Row]) -> None:
    sizes = [len(list(group)) for _, group in itertools.groupby(row["subdistrict_name"] for row in rows)]
    assert sizes == [23, 30, 21, 21, 12, 24, 20, 18]
    assert len({row["community_name"] for row in rows}) == sum(sizes) == 169


def test_ids_and_codes_are_fictitious_and_well_formed(rows: list[Row]) -> None:
    for row in rows:
        area, seat = re.fullmatch(r"D(0[1-8])-(\d{3})", row["local_id"]).groups()
        assert row["community_code"] == f"9998010{area}{seat}"
        assert 1 <= int(seat) <= 199
    assert len({row["community_code"] for row in rows}) == len(rows)


def test_no_name_is_the_name_of_a_real_place(rows: list[Row]) -> None:
    lines = Path(__file__).with_name("real-names.txt").read_text(encoding="utf-8").splitlines()
    real_names = [name for line in lines if not line.startswith("#") for name in line.split()]
    assert len(real_names) > 150
    names = {row[field] for row in rows for field in ("community_name", "subdistrict_name")}
    assert [(name, real) for name in names for real in real_names if real in name] == []


def test_residents_and_area_have_the_totals_of_the_real_district(rows: list[Row]) -> None:
    assert sum(row["residents_total"] for row in rows) == pytest.approx(926_100, rel=0.01)
    assert sum(row["area_km2"] for row in rows) == pytest.approx(83.42, rel=0.01)


def test_the_old_city_is_dense_and_the_rest_is_not(rows: list[Row]) -> None:
    density = {True: [], False: []}
    for row in rows:
        density[row["local_id"][:3] in OLD_CITY].append(row["residents_total"] / row["area_km2"])
    assert 11_000 <= min(density[True]) <= max(density[True]) <= 30_000
    assert sum(density[False]) / len(density[False]) < 0.6 * sum(density[True]) / len(density[True])


def test_three_in_ten_of_the_registered_are_sixty_or_older(rows: list[Row]) -> None:
    pairs = known(rows, "residents_60plus", "registered_population")
    assert sum(old for old, _ in pairs) / sum(registered for _, registered in pairs) == pytest.approx(
        0.30, abs=0.02
    )


def test_households_have_two_to_three_people_and_about_one_dwelling(rows: list[Row]) -> None:
    for row in rows:
        assert 2.2 <= row["residents_total"] / row["households_total"] <= 2.9, row["local_id"]
        assert 0.75 <= row["dwellings_total"] / row["households_total"] <= 1.5, row["local_id"]


def test_housing_forms_add_up_to_all_dwellings(rows: list[Row]) -> None:
    forms = [f"dwellings_{form}" for form in FORMS]
    for row in rows:
        total = number(row, *forms)
        assert total is None or total == row["dwellings_total"], row["local_id"]


def test_ways_of_property_management_add_up_to_all_compounds(rows: list[Row]) -> None:
    modes = [f"compounds_property_{mode}" for mode in MODES]
    for row in rows:
        total = number(row, *modes)
        assert None in (total, row["compounds_total"]) or total == row["compounds_total"], row["local_id"]


def test_categories_of_requests_stay_within_all_requests(rows: list[Row], headings: dict[str, str]) -> None:
    categories = [field for field in headings if field.startswith("tickets_") and field != "tickets_total"]
    assert len(categories) == 13
    for row in rows:
        total = sum(row[category] or 0 for category in categories)
        assert row["tickets_total"] is None or total <= row["tickets_total"], row["local_id"]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("residents_60plus", "residents_total"),
        ("residents_65plus", "residents_60plus"),
        ("residents_80plus", "residents_65plus"),
        ("residents_0_14", "residents_total"),
        ("migrants_total", "residents_total"),
        ("rented_dwellings", "dwellings_total"),
        ("dwellings_pre2001", "dwellings_total"),
        ("dwellings_open", "dwellings_total"),
        ("compounds_gated", "compounds_total"),
        ("compounds_with_property", "compounds_total"),
        ("compounds_with_committee", "compounds_total"),
        ("compounds_committee_party", "compounds_with_committee"),
        ("blocks_no_lift", "blocks_total"),
        ("low_income_households", "households_total"),
    ],
)
def test_a_part_is_never_more_than_its_whole(rows: list[Row], part: str, whole: str) -> None:
    assert all(a <= b for a, b in known(rows, part, whole))


def test_floor_area_per_dwelling_is_that_of_real_flats(rows: list[Row]) -> None:
    assert all(62 <= area / homes <= 140 for area, homes in known(rows, "residential_gfa", "dwellings_total"))


def test_half_of_the_dwellings_are_as_old_as_the_median_says(rows: list[Row]) -> None:
    for year, old, homes in known(rows, "median_build_year", "dwellings_pre2001", "dwellings_total"):
        assert (year <= 2000) == (old > homes / 2)


def test_protection_zones_lie_in_the_old_city(rows: list[Row]) -> None:
    zoned = {row["local_id"][:3] for row in rows if row["heritage_zone"] not in (None, "不涉及")}
    assert zoned == set(OLD_CITY)


def test_a_few_communities_are_so_large_that_they_draw_a_warning(rows: list[Row]) -> None:
    assert 1 <= sum(row["residents_total"] > 15_000 for row in rows) <= 4
    assert max(row["residents_total"] for row in rows) <= 20_000


def test_one_cell_in_twenty_is_missing_and_never_who_a_row_is_about(
    rows: list[Row], headings: dict[str, str]
) -> None:
    figures = [field for field in headings if field not in (*TEXTS, *DECLARED)]
    cells = [row[field] for row in rows for field in figures]
    assert 0.045 <= cells.count(None) / len(cells) <= 0.055
    kept = (*TEXTS[:5], "residents_total", "dwellings_total", "households_total", "population_basis")
    assert [(row["local_id"], field) for row in rows for field in kept if row[field] is None] == []


def test_every_figure_is_missing_somewhere_or_needed_everywhere(
    rows: list[Row], headings: dict[str, str]
) -> None:
    holes = {field for field in headings for row in rows if row[field] is None}
    assert {"migrants_total", "median_build_year", "commercial_gfa", "satisfaction_pct", *WORDS[1:]} <= holes


def test_the_office_declared_six_in_ten_with_day_and_ground(rows: list[Row]) -> None:
    declared = [row for row in rows if row["declared_type"]]
    assert len(declared) == round(0.6 * len(rows))
    for row in rows:
        assert len({row[field] is None for field in DECLARED}) == 1, row["local_id"]
        assert row["declared_on"] is None or "2025-01-01" <= row["declared_on"] <= row["as_of_date"]


def test_the_readme_speaks_of_communities_that_exist(rows: list[Row]) -> None:
    names = {row["local_id"]: row["community_name"] for row in rows}
    text = (DISTRICT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"`(D\d\d-\d\d\d)` (\w+社区)", text)
    assert len(told) >= 8
    assert all(names[local_id] == name for local_id, name in told)

"""Pictures are sound SVG, name everyone, keep rows apart and need no colour."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from classify.alliance.diff import diff
from classify.alliance.model import Alliance
from classify.alliance.reading import read_alliance
from classify.alliance.rows import Unit
from classify.alliance.state import State
from classify.report.alliance.boards import boards, difference_board
from classify.report.alliance.poster import HEIGHT, WIDTH, poster, street_card
from classify.report.alliance.streets import streets
from classify.report.svg.canvas import fitted, text_width

SAMPLE = Path(__file__).parents[2] / "samples" / "alliance"
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def sample() -> State:
    alliance, _findings = read_alliance([SAMPLE])
    return State(alliance, alliance.newest)


def test_the_poster_names_every_community_in_full(sample: State) -> None:
    root = ET.fromstring(poster(sample, "zh"))  # noqa: S314 - our own text
    texts = {t.text for t in root.iter(TEXT)}
    missing = [h.name for s in streets(sample) for h in s.homes if h.name not in texts]
    assert missing == []
    assert root.get("width") == "420mm"


def test_nothing_lies_outside_the_sheet_and_no_letter_is_too_small_to_read(sample: State) -> None:
    root = ET.fromstring(poster(sample, "zh"))  # noqa: S314
    for text in root.iter(TEXT):
        if text.get("text-anchor") is None and "transform" not in (text.attrib or {}):
            size = float(text.get("font-size", "0"))
            assert float(text.get("x", "0")) + text_width(text.text or "", size) <= WIDTH + 1, text.text
            assert 0 <= float(text.get("y", "0")) <= HEIGHT
    sizes = [float(t.get("font-size", "0")) for t in root.iter(TEXT)]
    # Four units to the millimetre: 5 units are 3.5 points.
    assert min(sizes) >= 5


def test_rows_of_a_panel_do_not_touch(sample: State) -> None:
    svg = street_card(streets(sample)[1], "zh")
    names = re.findall(r'y="([0-9.]+)" font-size="([0-9.]+)" text-anchor="end" class="name"', svg)
    places = sorted((float(y), float(size)) for y, size in names)
    assert all(b[0] - a[0] >= a[1] for a, b in pairwise(places))


def test_what_ends_soon_is_dashed_not_only_red(sample: State) -> None:
    svg = poster(sample, "zh")
    red = re.findall(r"<path[^>]*#b3261e[^>]*>", svg)
    assert red
    assert all("stroke-dasharray" in path for path in red)


def test_boards_have_a_tile_for_everyone(sample: State) -> None:
    made = boards(sample, "en")
    assert made.keys() == {"coverage", "organisation", "matrix"}
    tiles = made["coverage"].count('rx="4"')
    assert tiles == 169
    found = diff(sample.alliance, dt.date(2024, 12, 31), sample.at)
    assert difference_board(sample, found, "en").count('rx="4"') == len(found.changes)
    for svg in made.values():
        ET.fromstring(svg)  # noqa: S314


def test_names_are_escaped_and_an_empty_district_is_drawn() -> None:
    evil = Alliance(units=(Unit("c", "<script>&\"'社区", "community", subdistrict="<b>街道"),))
    svg = poster(State(evil, dt.date(2025, 1, 1)), "en")
    assert "<script>" not in svg
    ET.fromstring(svg)  # noqa: S314
    ET.fromstring(poster(State(Alliance(), dt.date(2025, 1, 1)), "en"))  # noqa: S314


def test_three_hundred_communities_in_twelve_streets_still_fit() -> None:
    units = tuple(
        Unit(f"c{n}", f"春风里第{n}社区", "community", subdistrict=f"第{n % 12}街道") for n in range(300)
    )
    root = ET.fromstring(poster(State(Alliance(units=units), dt.date(2025, 1, 1)), "zh"))  # noqa: S314
    names = [t for t in root.iter(TEXT) if t.get("class") == "name"]
    assert len(names) == 300
    assert min(float(t.get("font-size", "0")) for t in names) >= 7


def test_text_is_cut_to_its_room() -> None:
    assert fitted("云堰街道党建联盟", 80, 10) == "云堰街道党建联盟"
    assert fitted("云堰街道党建联盟", 60, 10) == "云堰街道党…"

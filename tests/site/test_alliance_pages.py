"""The alliance on the site: a page for all, three columns for each community, nothing where no alliance was given."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from classify.alliance.model import Alliance
from classify.alliance.rows import Agreement, Need, Party, Unit
from classify.alliance.state import State
from classify.engine import Run
from classify.report.alliance.links import Links
from classify.report.site import alliance, site_files


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    return (site / "alliance.html").read_text(encoding="utf-8")


def of(site: Path, community: str) -> str:
    text = (site / "c" / f"{community}.html").read_text(encoding="utf-8")
    return text[text.index('id="alliance"') : text.index("</section>", text.index('id="alliance"'))]


def test_every_page_leads_to_the_alliance(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "alliance.html" in path.read_text(encoding="utf-8"), path.name


def test_without_an_alliance_nothing_speaks_of_one(district: Run) -> None:
    files = dict(site_files(replace(district, links=None), "zh"))
    assert "alliance.html" not in files
    assert not any("党建联盟" in text and "alliance.html" in text for text in files.values())


def test_the_figures_of_the_page_are_those_of_the_tables(district: Run, page: str) -> None:
    assert district.links is not None
    state = district.links.state
    figures = re.findall(r"<strong>(\d+)</strong>", page)[:5]
    homes = [u.id for u in state.alliance.units if u.kind == "community" and u.id in state.units]
    signed = {p.unit for parties in state.members.values() for p in parties}
    soon = [
        a
        for a in state.agreements
        if (end := state.alliance.agreement[a].valid_to) is not None and (end - state.at).days <= 90
    ]
    unserved = [n for n in state.needs if state.remaining(n)]
    expected = [len(state.agreements), len(signed & set(homes)), len(soon), len(unserved)]
    assert [int(f) for f in figures[:4]] == expected
    assert int(figures[4]) == len(district.links.suggestion.proposals)


def test_the_tiles_of_all_communities_lead_to_pages_that_exist(site: Path, page: str) -> None:
    board = page[page.index('id="board"') : page.index('id="cards"')]
    led = re.findall(r'<a href="(c/[^"]+)"', board)
    assert len(led) == len(set(led)) == 169
    assert all((site / address).is_file() for address in led)


def test_a_community_names_partners_days_left_and_proposals_with_their_reason(
    district: Run, site: Path
) -> None:
    assert district.links is not None
    proposal = district.links.suggestion.proposals[0]
    text = of(site, proposal.community)
    assert district.links.state.alliance.name(proposal.unit) in text
    assert proposal.reason.say("zh") in text
    unmet = district.links.suggestion.unmet[0]
    assert unmet.proof.say("zh") in of(site, unmet.community)


def test_an_agreement_about_to_end_is_marked_by_more_than_colour(district: Run, site: Path) -> None:
    assert district.links is not None
    state = district.links.state
    ending = district.links.coverage.expiring[0].agreement
    home = state.communities_in(ending.id)[0]
    tile = next(t for t in of(site, home).split('<div class="tile')[1:] if ending.name in t)
    assert tile.startswith(" ending")
    assert re.search(r"剩余 \d+ 天", tile)


def test_a_drawing_too_large_for_a_page_is_a_file_whose_tiles_still_lead_to_pages(
    district: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alliance, "MOST_INLINE", 30_000)
    files = dict(site_files(district, "zh"))
    assert "assets/coverage.svg" in files
    assert 'href="assets/coverage.svg"' in files["alliance.html"]
    led = re.findall(r'href="\.\./(c/[^"]+)"', str(files["assets/coverage.svg"]))
    assert len(led) == 169
    assert set(led) <= files.keys()


def test_the_poster_is_a_file_of_its_own(site: Path) -> None:
    root = ET.parse(site / "assets" / "poster.svg").getroot()  # noqa: S314 - our own file
    assert root.get("width") == "420mm"


def test_names_of_units_are_words_whatever_they_hold(district: Run) -> None:
    evil = "<script>alert(1)</script>&\"'\u202e"
    home = district.outcomes[0]
    units = (
        Unit(home.id, evil, "community", subdistrict=evil),
        Unit("x", evil, "enterprise", subdistrict=evil),
    )
    hostile = Alliance(
        units=units,
        agreements=(Agreement("a", evil, "pair"),),
        parties=(Party("a", home.id, "host"), Party("a", "x", "provider")),
        needs=(Need("n", home.id, evil),),
    )
    few = replace(district, outcomes=district.outcomes[:1], links=Links(State(hostile, hostile.newest)))
    for name, text in site_files(few, "en"):
        assert "<script>alert" not in text, name
        assert "\u202e" not in text, name

"""A site of a few communities: only they get pages, and all communities are what they are compared with."""

import re
from functools import cache

import pytest

from classify.engine import Run
from classify.report.site import site_files

ASKED = frozenset({"D01-021", "D04-011"})


@pytest.fixture(scope="module")
def part(district: Run) -> dict[str, str]:
    return dict(site_files(district.only(ASKED), "zh"))


@pytest.fixture(scope="module")
def whole(district: Run) -> dict[str, str]:
    return dict(site_files(district, "zh"))


@cache
def card(page: str, name: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return found[0]


def test_only_who_is_asked_for_gets_a_page_and_stands_in_the_list(part: dict[str, str]) -> None:
    assert {n for n in part if n.startswith("c/")} == {f"c/{id_}.html" for id_ in ASKED}
    data = part["assets/data.js"]
    assert data.count('"D0') == len(ASKED)


@pytest.mark.parametrize("id_", sorted(ASKED))
def test_a_community_is_compared_with_all_of_its_type(
    part: dict[str, str], whole: dict[str, str], id_: str
) -> None:
    name = f"c/{id_}.html"
    assert card(part[name], "comparison") == card(whole[name], "comparison")
    assert 'class="chart"' in card(part[name], "comparison")


def test_the_communities_most_alike_are_named_and_linked_only_where_they_have_a_page(
    part: dict[str, str], whole: dict[str, str], district: Run
) -> None:
    peers = district.peers.of(district.outcome("D01-021"))
    found, linked = card(part["c/D01-021.html"], "peers"), card(whole["c/D01-021.html"], "peers")
    for peer in peers:
        assert peer.outcome.name in found
        assert f"{peer.outcome.id}.html" in linked
        assert f"{peer.outcome.id}.html" not in found


def test_the_overview_and_every_foot_say_how_many_of_how_many(
    part: dict[str, str], whole: dict[str, str]
) -> None:
    assert "<strong>2</strong> <small>参与分类共 169 个</small>" in part["index.html"]
    assert "参与分类共" not in whole["index.html"]
    for name, text in part.items():
        if name.endswith(".html"):
            assert "只列出参与分类的 169 个社区中的 2 个" in text, name
    assert not any("只列出参与分类" in text for text in whole.values())


def test_rules_and_data_quality_are_those_of_the_whole_run(
    part: dict[str, str], whole: dict[str, str]
) -> None:
    for name in ("rules.html", "quality.html"):
        assert part[name].partition("<footer")[0] == whole[name].partition("<footer")[0]

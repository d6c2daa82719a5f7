import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import GeneratorType

import pytest
from bad_names import BAD_NAMES

from classify.engine import Run
from classify.report.site import pages, site_files, view
from classify.report.site.view import needs_review

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "classify" / "report" / "site" / "assets"


class Read(HTMLParser):
    """Collect what a page links to, its anchors and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for key, value in attrs:
            if key in ("href", "src"):
                self.links.append(value or "")
            if key == "id":
                self.anchors.add(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def html(folder: Path) -> Iterator[tuple[Path, Read]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Read(path.read_text(encoding="utf-8"))


def test_a_district_of_169_gets_a_page_for_each_and_three_for_all(site: Path) -> None:
    names = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert {
        "index.html",
        "rules.html",
        "quality.html",
        "assets/data.js",
        "assets/site.js",
        "assets/site.css",
    } <= names
    assert len([n for n in names if n.startswith("c/")]) == 169
    assert all(n.isascii() for n in names)


def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(site: Path) -> None:
    read = dict(html(site))
    for path, page in read.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            file = (path.parent / target).resolve() if target and not target.startswith("data:") else path
            assert file.exists(), (path, link)
            if anchor and "=" not in anchor:
                assert anchor in read[file].anchors, (path, link)


def test_no_page_names_any_address_of_a_network(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file():
            found = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]+", path.read_text(encoding="utf-8")))
            assert found <= {"http://www.w3.org"}, path


def test_every_page_says_what_it_was_made_from_and_that_people_decide(site: Path, english: Path) -> None:
    for folder, sentence in ((site, "由人认定"), (english, "people decide")):
        for path, page in html(folder):
            footer = page.text
            assert sentence in footer, path
            assert "2025-12-31" in footer
            assert "six-types" in footer
            assert re.search(r"\b[0-9a-f]{8}\b", footer)
            assert "classify 0." in footer
            assert "rongxiang" in footer


def test_a_site_is_in_one_language(english: Path) -> None:
    text = Read((english / "quality.html").read_text(encoding="utf-8")).text
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"[\u4e00-\u9fff]+街道", "", text)), (
        "names keep their language"
    )
    assert 'lang="en"' in (english / "index.html").read_text(encoding="utf-8")
    assert "Sample District" in (english / "index.html").read_text(encoding="utf-8")


def test_the_declared_type_stands_beside_the_computed_one(district: Run, site: Path) -> None:
    outcome = next(o for o in district.outcomes if o.declared and o.type and o.declared != o.type)
    page = (site / "c" / f"{outcome.id}.html").read_text(encoding="utf-8")
    beside = page[page.index('class="beside"') : page.index("</dl>")]
    wording = district.wording("zh")
    assert wording.type(outcome.type) in beside
    assert wording.type(outcome.declared) in beside
    assert 'class="differs"' in beside


def test_every_rule_is_told_in_words_with_the_number_of_communities_it_spoke_in(
    district: Run, site: Path
) -> None:
    page = Read((site / "rules.html").read_text(encoding="utf-8"))
    assert {r.rule.id for r in district.program.rules} <= page.anchors
    rule = district.program.rules[0].rule
    spoke = sum(any(e.rule == rule.id for e in o.fired) for o in district.outcomes)
    assert f"{rule.id} · {district.wording('zh').say('spoke in')} {spoke} / 169" in page.text
    assert "开放街巷住房占比高于 50%（开放街巷标准）" in page.text


def test_every_finding_is_on_the_data_page(district: Run, site: Path) -> None:
    text = Read((site / "quality.html").read_text(encoding="utf-8")).text
    assert district.findings
    assert {f.code for f in district.findings} <= set(re.findall(r"[A-Z]+\d{3}", text))
    assert all(f.message("zh") in text for f in district.findings)


def test_missing_figures_are_counted_per_subdistrict(district: Run, site: Path) -> None:
    profiles = [p for p in district.profiles.values() if p.group == "柳浦街道"]
    gaps = sum(p.values.get("rented_dwellings") is None for p in profiles)
    page = (site / "quality.html").read_text(encoding="utf-8")
    row = page[page.index("出租住房套数") :].partition("</tr>")[0]
    assert f"{100 * gaps / len(profiles):.0f}%" in row


def test_a_figure_about_too_few_people_is_on_no_page(district: Run, site: Path) -> None:
    profile = next(
        p for p in district.profiles.values() if 0 < (p.values.get("low_income_households") or 0) < 10
    )
    page = Read((site / "c" / f"{profile.id}.html").read_text(encoding="utf-8"))
    assert not re.search(rf"困难家庭户数 {profile.values['low_income_households']:.0f}\b", page.text)


def test_a_community_is_compared_with_its_type_and_its_nearest_are_linked(district: Run, site: Path) -> None:
    outcome = district.outcomes[1]
    page = (site / "c" / f"{outcome.id}.html").read_text(encoding="utf-8")
    nearest = district.peers.of(outcome)
    assert nearest
    assert all(f'href="../c/{peer.outcome.id}.html"' in page for peer in nearest)
    assert 'class="chart"' in page[page.index('id="comparison"') :]


def test_above_the_limit_only_communities_that_need_review_get_a_page(
    district: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_PAGES", 100)
    names = [name for name, _text in site_files(district, "zh")]
    assert (
        len([n for n in names if n.startswith("c/")]) == sum(needs_review(o) for o in district.outcomes) < 60
    )
    data = dict(site_files(district, "zh"))["assets/data.js"]
    assert len(rows_of(data)) == 169


def test_every_community_gets_a_page_when_asked_for(district: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_PAGES", 1)
    files = site_files(district, "zh", every=True)
    assert isinstance(files, GeneratorType), "pages come one at a time"
    assert sum(name.startswith("c/") for name, _text in files) == 169


def rows_of(script: str) -> list[list[object]]:
    return list(json.loads(script.partition("window.CLASSIFY.rows=")[2].strip().rstrip(";")))


def test_the_worst_names_stand_in_the_list_unchanged_and_break_out_of_nothing(bad_site: Path) -> None:
    script = (bad_site / "assets" / "data.js").read_text(encoding="utf-8")
    assert "<" not in script
    assert [row[1] for row in rows_of(script)][: len(BAD_NAMES)] == list(BAD_NAMES)


def test_the_worst_names_stand_on_their_pages_as_words(bad: Run, bad_site: Path) -> None:
    addresses = view.View(bad, "zh").addresses
    assert len(set(addresses.values())) == len(bad.outcomes)
    for outcome in bad.outcomes[: len(BAD_NAMES)]:
        page = Read((bad_site / addresses[outcome.id]).read_text(encoding="utf-8"))
        assert " ".join(outcome.name.split()) in page.text
        assert "script" not in page.tags
        assert "img" not in page.tags


def test_an_id_no_file_may_be_called_gets_another_name(bad: Run) -> None:
    addresses = view.View(bad, "zh").addresses
    assert addresses["CON"] == "c/_00004.html"
    assert addresses["甲-04"] == "c/_00005.html"


def test_signs_that_turn_or_hide_text_are_dropped(bad: Run) -> None:
    content = dict.fromkeys(("counts", "heatmap", "plane", "map"), "") | {"subtitle": "甲\u202e乙\0丙\ud800"}
    lists: dict[str, list[str]] = {name: [] for name in ("figures", "alarms", "review", "types")}
    text = pages._page(view.View(bad, "zh", "t"), "overview", "", content | lists)
    assert "甲乙丙" in text
    text.encode()


@pytest.mark.parametrize(
    "sign", [":has(", ":is(", ":where(", "gap:", "inset:", "min(", "clamp(", "aspect-ratio", ":focus-visible"]
)
def test_the_style_sheet_asks_nothing_of_browsers_younger_than_2018(sign: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", (ASSETS / "site.css").read_text(encoding="utf-8"))
    assert sign not in css.replace("column-gap:", "")


def test_our_own_script_and_style_are_a_few_kilobytes() -> None:
    assert sum((ASSETS / name).stat().st_size for name in ("site.css", "site.js")) < 28_000

"""The site as people use it: in a browser that can reach no network."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_names import BAD_NAMES
from browser import Page, browser

from classify.engine import Run
from classify.report.site.view import View

pytestmark = pytest.mark.slow
PACKAGES = ("axe-core@4", "acorn@8")


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of axe-core and acorn; CLASSIFY_NODE_MODULES names one that is there already."""
    ready = os.environ.get("CLASSIFY_NODE_MODULES")
    if ready:
        return Path(ready)
    folder = tmp_path_factory.mktemp("npm")
    npm = shutil.which("npm")
    assert npm, "no npm; .ci/packages.txt names the package"
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run([npm, "install", *quiet, "--prefix", str(folder), *PACKAGES], check=True, cwd=folder)
    return folder / "node_modules"


@pytest.fixture(scope="module")
def shared() -> Iterator[Page]:
    with browser() as page:
        yield page


@pytest.fixture
def page(shared: Page) -> Iterator[Page]:
    shared.requests.clear()
    shared.complaints.clear()
    shared.size(1280)
    yield shared
    assert shared.complaints == []
    assert [r for r in shared.requests if not r.startswith(("file:", "data:", "about:", "blob:"))] == []


def pages_of(district: Run, folder: Path) -> list[Path]:
    """Return one page of every kind: those for all, and a community of each status."""
    of_status = {o.status: o.id for o in district.outcomes}
    return [folder / n for n in ("index.html", "rules.html", "quality.html", "alliance.html")] + [
        folder / "c" / f"{id_}.html" for id_ in of_status.values()
    ]


def shown(page: Page) -> list[str]:
    return list(
        page.run("[...document.querySelectorAll('#table tbody tr td:first-child')].map(e => e.textContent)")
    )


def choose(page: Page, facet: str, index: int) -> str:
    """Tick one option of a facet and return its number."""
    box = f"document.querySelectorAll('[data-facet={facet}] label')[{index}]"
    page.run(f"{box}.querySelector('input').click()")
    return str(page.run(f"{box}.querySelector('.n').textContent"))


def search(page: Page, words: str) -> None:
    page.run("q.focus(), q.select()")
    page.write(words)


def test_no_page_asks_a_network_or_complains(page: Page, district: Run, site: Path) -> None:
    for path in pages_of(district, site):
        page.open(path)
        assert page.run("document.querySelector('h1').textContent.length") > 1
    assert any(r.endswith("data.js") for r in page.requests)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_to_complain_about(
    page: Page, district: Run, site: Path, modules: Path, width: int
) -> None:
    axe = (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for path in pages_of(district, site):
        page.size(width).open(path)
        page.run(axe + ";0")
        found = page.run(
            "axe.run(document, {preload: false, resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))"
        )
        told = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in json.loads(found)]
        assert told == [], path.name


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_screen(page: Page, district: Run, site: Path, width: int) -> None:
    for path in pages_of(district, site):
        page.size(width).open(path)
        assert page.run("document.documentElement.scrollWidth") <= width, path.name


def test_the_lines_of_a_street_card_stand_out_for_who_has_the_keyboard_on_a_row(
    page: Page, site: Path
) -> None:
    page.open(site / "alliance.html")
    seen = "getComputedStyle(document.querySelector('.street a .ties')).opacity"
    faint = float(page.run(seen))
    page.run("document.querySelector('.street a').focus()")
    assert faint < float(page.run(seen)) == 1


def test_a_tile_of_the_coverage_board_leads_to_its_community(page: Page, site: Path) -> None:
    page.open(site / "alliance.html")
    led = page.run("document.querySelector('#board ~ .board a').href.baseVal")
    page.open(site / str(led))
    assert page.run("document.querySelector('#alliance').textContent") == "联建伙伴"


def test_the_script_is_of_2015(page: Page, site: Path, modules: Path) -> None:
    page.open(site / "rules.html")
    page.run((modules / "acorn" / "dist" / "acorn.js").read_text(encoding="utf-8") + ";0")
    for name in ("site.js", "data.js"):
        text = json.dumps((site / "assets" / name).read_text(encoding="utf-8"))
        assert page.run(f"acorn.parse({text}, {{ecmaVersion: 2015, sourceType: 'script'}}).type") == "Program"
    late = r"\.(flat|flatMap|replaceAll|matchAll|padStart|padEnd|at|includes|fromEntries|entries|values)\("
    assert re.findall(late, (site / "assets" / "site.js").read_text(encoding="utf-8")) == []


def test_search_finds_names_codes_and_pinyin_initials(page: Page, site: Path) -> None:
    page.open(site / "index.html")
    assert len(shown(page)) == 169
    for words in ("柳荫三村", "lysc", "LYSC", "d01-002", "lysc d01"):
        search(page, words)
        assert shown(page) == ["柳荫三村社区"], words
    search(page, "no such place")
    assert page.run("document.querySelectorAll('#table tbody tr').length") == 1
    assert page.run("document.querySelector('#shown').textContent").count("0") >= 1


def test_facets_narrow_the_list_by_the_number_they_announce(page: Page, district: Run, site: Path) -> None:
    page.open(site / "index.html")
    number = choose(page, "type", 1)
    assert len(shown(page)) == int(number) == sum(o.type == "old-estate" for o in district.outcomes)
    both = choose(page, "sub", 0)
    group = district.outcomes[0].group
    assert (
        len(shown(page))
        == int(both)
        == sum(o.type == "old-estate" and o.group == group for o in district.outcomes)
    )
    page.run("document.querySelector('#clear').click()")
    assert len(shown(page)) == 169


def test_two_options_of_one_facet_widen_the_list(page: Page, district: Run, site: Path) -> None:
    page.open(site / "index.html")
    choose(page, "status", 1)
    choose(page, "status", 2)
    assert len(shown(page)) == sum(o.status in ("close", "data-missing") for o in district.outcomes)


def test_declared_types_that_differ_can_be_listed(page: Page, district: Run, site: Path) -> None:
    page.open(site / "index.html", "#declared=differs")
    differing = [o.name for o in district.outcomes if o.declared not in (None, o.type)]
    assert shown(page) == differing


def test_a_heading_sorts_up_then_down_then_as_it_was(page: Page, district: Run, site: Path) -> None:
    page.open(site / "index.html")
    first = shown(page)
    head = "document.querySelector('th[data-key=lead]')"
    button = f"{head}.querySelector('button').click(), {head}.getAttribute('aria-sort')"
    cells = "[...document.querySelectorAll('#table tbody tr td:nth-child(6)')]"
    leads = f"{cells}.map(e => parseFloat(e.textContent)).filter(n => n === n)"
    assert page.run(button) == "ascending"
    assert page.run(leads) == sorted(o.margin for o in district.outcomes if o.margin is not None)
    assert page.run(button) == "descending"
    assert page.run(leads)[0] == max(o.margin for o in district.outcomes if o.margin is not None)
    assert page.run(button) == "none"
    assert shown(page) == first


def test_the_address_keeps_what_is_chosen_and_brings_it_back(page: Page, site: Path) -> None:
    page.open(site / "index.html")
    choose(page, "type", 2)
    search(page, "社区")
    page.run("document.querySelector('th[data-key=name] button').click()")
    hash_, before = page.run("location.hash"), shown(page)
    page.open(site / "index.html", hash_)
    assert shown(page) == before
    assert page.run("q.value") == "社区"
    assert page.run("document.querySelectorAll('[data-facet=type] input')[2].checked") is True


def test_who_is_sent_an_address_sees_the_list_it_narrows(page: Page, site: Path) -> None:
    seen = "(r => r.top >= 0 && r.top < innerHeight)(document.getElementById('list').getBoundingClientRect())"
    assert page.open(site / "index.html", "#type=mixed").run(seen) is True
    assert page.open(site / "index.html").run(seen) is False


def test_an_address_somebody_spoilt_still_opens(page: Page, site: Path) -> None:
    page.open(site / "index.html", "#type=nonsense&sort=constructor&q=%E0%A4%A&__proto__=1&=&status")
    assert len(shown(page)) == 169


def test_charts_and_key_figures_lead_to_the_list(page: Page, district: Run, site: Path) -> None:
    page.open(site / "index.html")
    page.run("location.hash = document.querySelector('#review ~ ul a, .review a').getAttribute('href')")
    assert len(shown(page)) == sum(o.status == "close" for o in district.outcomes)
    cell = page.run("document.querySelectorAll('#heatmap ~ svg a')[1].getAttribute('href')")
    page.run(f"location.hash = {json.dumps(cell)}")
    number = int(page.run("document.querySelectorAll('#heatmap ~ svg a')[1].textContent.replace(/\\D/g, '')"))
    assert len(shown(page)) == number


READ = """new Promise(done => {
  const reader = new FileReader();
  reader.onload = () => done(Array.from(new Uint8Array(reader.result)));
  reader.readAsArrayBuffer(window.saved);
})"""


def csv_of(page: Page) -> str:
    """Return what the CSV button saves."""
    page.run("URL.createObjectURL = blob => { window.saved = blob; return 'data:,'; }, 0")
    page.run("HTMLAnchorElement.prototype.click = () => 0, 0")
    page.run("document.querySelector('#csv').click()")
    return bytes(page.run(READ)).decode("utf-8")


def test_the_view_can_be_saved_as_csv_that_office_programs_read(page: Page, site: Path) -> None:
    page.open(site / "index.html", "#q=lysc")
    text = csv_of(page)
    assert text.startswith("\ufeffid,name,")
    assert text.count("\r\n") == 2
    assert "柳荫三村社区" in text


def test_bad_names_are_words_in_the_list_in_the_csv_and_on_their_pages(
    page: Page, bad: Run, bad_site: Path
) -> None:
    page.open(bad_site / "index.html")
    assert shown(page)[: len(BAD_NAMES)] == list(BAD_NAMES)
    cells = csv_of(page)
    assert all(f"'{name}" in cells.replace('""', '"') for name in (*BAD_NAMES[:4], BAD_NAMES[-1]))
    for outcome in bad.outcomes[: len(BAD_NAMES)]:
        page.open(bad_site / View(bad, "zh").addresses[outcome.id])
        assert page.run("document.querySelector('h1 .named').textContent") == outcome.name
        assert page.run("window.hurt") is None
        assert page.run("document.documentElement.scrollWidth") <= 1280


def test_everything_can_be_reached_and_used_by_keyboard_alone(page: Page, site: Path) -> None:
    page.open(site / "index.html")
    seen: list[str] = []
    for _ in range(400):
        page.press("Tab")
        name = page.run(
            "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
        )
        seen.append(str(name))
        if name == "csv":
            break
    assert {"skip", "brand", "q", "clear"} <= {
        *seen,
        *(("clear",) if page.run("document.querySelector('#clear').disabled") else ()),
    }
    assert "csv" in seen
    page.run("document.querySelectorAll('[data-facet=type] input')[3].focus()")
    page.press(" ")
    assert len(shown(page)) == int(
        page.run("document.querySelectorAll('[data-facet=type] .n')[3].textContent")
    )
    page.run("document.querySelector('th[data-key=score] button').focus()")
    page.press("Enter")
    assert page.run("document.querySelector('th[data-key=score]').getAttribute('aria-sort')") == "ascending"
    outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus can be seen"


def test_a_page_prints_on_a4_with_its_headings_and_its_provenance(
    page: Page, site: Path, tmp_path: Path
) -> None:
    reader = shutil.which("pdftotext")
    assert reader, "no pdftotext; .ci/packages.txt names the package"
    for name in ("index.html", "c/D01-002.html"):
        pdf = tmp_path / "page.pdf"
        pdf.write_bytes(page.open(site / name).paper())
        boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes()))
        assert {(round(float(w)), round(float(h))) for w, h in boxes} <= {(595, 842), (596, 842), (595, 841)}
        text = subprocess.run([reader, "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
        assert "classify 0." in text
        if name == "index.html":
            sheets = [s for s in text.split("\f") if "社区" in s]
            heading = page.run("document.querySelector('th[data-key=reason] .printed').textContent")
            assert sum(heading in sheet for sheet in sheets) >= len(sheets) - 3, (
                "headings repeat on the list's pages"
            )
            assert text.count("D01") or "柳荫三村社区" in text


def test_a_list_of_thousands_opens_with_its_first_rows_and_shows_all_on_demand(
    page: Page, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    shutil.copytree(site, folder)
    more = "window.CLASSIFY.rows = [].concat.apply([], Array(30).fill(window.CLASSIFY.rows));"
    with (folder / "assets" / "data.js").open("a", encoding="utf-8") as file:
        file.write(more)
    page.open(folder / "index.html")
    assert len(shown(page)) == 300
    page.run("document.querySelector('#all').click()")
    assert len(shown(page)) == 169 * 30
    assert page.run("document.querySelector('#all').hidden") is True

"""Word files as LibreOffice lays them out: pages, lines to a page, characters to a line, fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from office_runs import district, hostile

from classify.report.document import Document, Paragraph, plain
from classify.report.docx.renderer import own_renderer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
# Every official font gets a stand-in of its own, so that the fonts of a PDF tell which style asked for which.
STAND_INS = {
    "方正小标宋简体": ("Noto Serif CJK SC", "bold"), "仿宋_GB2312": ("Noto Serif CJK SC", "regular"),
    "楷体_GB2312": ("Noto Sans CJK SC", "bold"), "黑体": ("Noto Sans CJK SC", "regular"), "宋体": ("Noto Serif CJK SC", "regular"),
}  # fmt: skip
LINE = 28.95


def pdf(folder: Path, data: bytes) -> Path:
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{stand_in}</string></edit>'
        f'<edit name="weight" mode="assign" binding="strong"><const>{weight}</const></edit></match>'
        for name, (stand_in, weight) in STAND_INS.items()
    )
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>{rules}</fontconfig>',
        encoding="utf-8",
    )
    source = folder / "report.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(
        call,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
    )
    return folder / "report.pdf"


def words(path: Path) -> list[list[tuple[float, float, str]]]:
    """Return per page the words with their left end and baseline, from top to bottom."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = told.split("<page ")[1:]
    word = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
    return [[(float(x), float(y), text) for x, y, text in word.findall(page)] for page in pages]


def lines(page: list[tuple[float, float, str]]) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for _x, y, text in sorted(page, key=lambda w: (round(w[1]), w[0])):
        if found and abs(found[-1][0] - y) < 3:
            found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            found.append((y, text))
    return found


def fonts(path: Path) -> list[str]:
    told = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    return sorted({line.split()[0].partition("+")[2] for line in told.splitlines()[2:]})


@cache
def prose() -> bytes:
    text = "社区分类治理情况说明文字" * 250
    return own_renderer()(Document("说明", "", "zh", (Paragraph(plain(text)),)))


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    pages = words(pdf(tmp_path, prose()))
    full = [line for line in lines(pages[1]) if len(line[1]) > 20]
    assert len(full) == 22
    assert {len(text) for _y, text in full} == {28}
    assert all(abs(below - above - LINE) < 0.2 for (above, _a), (below, _b) in pairwise(full))


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(tmp_path: Path) -> None:
    pages = words(pdf(tmp_path, prose()))
    places = []
    for number, page in enumerate(pages[:4], start=1):
        (dashed,) = [line for line in lines(page) if line[1] == f"—{number}—"]
        places.append(min(x for x, y, _t in page if abs(y - dashed[0]) < 3))
    assert places[0] > 400 < places[2]
    assert places[1] < 120 > places[3]


@pytest.mark.parametrize(
    ("kind", "most"), [("community", 12), ("subdistrict", 40), ("district", 12), ("hostile", 14)]
)
def test_every_kind_of_report_opens_and_its_pages_are_full(kind: str, most: int, tmp_path: Path) -> None:
    run = hostile() if kind == "hostile" else district()
    document = {
        "community": lambda: run.document(run.outcome("D01-021"), "zh"),
        "subdistrict": lambda: run.subdistrict("柳浦街道", "zh"),
        "district": lambda: run.summary("zh"),
        "hostile": lambda: run.document(run.outcomes[6], "zh"),
    }[kind]()
    path = pdf(tmp_path, own_renderer()(document))
    pages = words(path)
    assert 3 <= len(pages) <= most
    assert all(max(x for x, _y, _t in page) < 595 - 26 / 25.4 * 72 + 20 for page in pages), (
        "nothing runs off the page"
    )
    assert all(sum(len(t) for _x, _y, t in page) > 100 for page in pages), "no page is all but empty"
    chinese = [f for f in fonts(path) if "CJK" in f]
    assert len({f.partition("-VKana")[0] for f in chinese}) == 4, (
        "song and fang-song, kai, hei, title: each its own font"
    )
    assert {f for f in fonts(path) if "CJK" not in f} <= {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSans",
        "LiberationSans-Bold",
        "OpenSymbol",
    }


def test_every_report_of_a_subdistrict_opens(tmp_path: Path) -> None:
    run, render = district(), own_renderer()
    folder = tmp_path / "in"
    folder.mkdir()
    chosen = [o for o in run.outcomes if o.group == "棠湾街道"]
    for outcome in chosen:
        (folder / f"{outcome.id}.docx").write_bytes(render(run.document(outcome, "zh")))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    call = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        *map(str, sorted(folder.iterdir())),
    ]
    subprocess.run(
        call, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True
    )
    found = list(tmp_path.glob("*.pdf"))
    assert len(found) == len(chosen) == 12
    for path in found:
        *_before, last = words(path)
        # Page number and imprint are two; five more are a section, not what ran over.
        assert len(lines(last)) >= 2 + 5, f"{path.name}: the last page holds next to nothing"

"""What every document says it was made from, and what it says where only a part of a run is shown."""

import dataclasses
import datetime as dt
import json
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from office_runs import SAMPLE, district
from word_files import body, text_of

from classify.engine import Run
from classify.engine import run as run_engine
from classify.report.changes import ChangedRule
from classify.report.closing import MOST_RULES, provenance_lines
from classify.report.formats import as_json, word
from classify.report.markdown import markdown
from classify.report.provenance import AllianceUsed, PluginUsed
from classify.report.site import site_files
from classify.report.wording import Wording
from classify.report.xlsx.annex import annex

PACK = """
pack: {id: ours, version: 2.1.0, title: {zh: 我区标准, en: Our district}, extends: [six-types]}
scheme: {margin: 12}
parameters:
  - id: majority_share
    values:
      '2024-09-12': {value: 55%, basis: {kind: expert}}
rules:
  - id: six.old-estate.majority
    weigh: {old-estate: 4}
  - id: ours.school-quarter
    title: {zh: 少儿多, en: Many children}
    criterion: population
    when: residents_0_14 > 100
    weigh: {commodity: 1}
    why: {zh: 年轻家庭多, en: Young families}
    basis: {kind: expert}
"""
TOLD = (
    "多数标准 55%（默认 50%，由 ours 修改）",
    "接近判定的领先分数 12（默认 10，由 ours 修改）",
    "修改过的规则：老新村住房过半（ours）。",
    "增加的规则：少儿多（ours）。",
    "我区标准 2.1.0（ours，",
    "数据时点：2025-12-31",
    "rongxiang 1.0.0（随程序提供）",
    "由人认定",
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("ours")
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    return run_engine([SAMPLE], [folder])


def forms(run: Run) -> dict[str, str]:
    """Return one document in every form, as text."""
    document = run.document(run.outcome("D01-021"), "zh")
    book = openpyxl.load_workbook(BytesIO(annex(run, Wording(run.program, "zh"))))
    site = dict(site_files(run.only({"D01-021"}), "zh"))
    pages = {name: text for name, text in site.items() if name.endswith(".html")}
    return {
        "docx": text_of(body(word(document))),
        "md": markdown(document),
        "json": as_json(document),
        "summary": markdown(run.summary("zh")),
        "subdistrict": markdown(run.subdistrict("柳浦街道", "zh")),
        "xlsx": "\n".join(str(row[0].value) for row in book["说明"].iter_rows()),
        **pages,
    }


@pytest.mark.usefixtures("_compiled")
def test_whatever_a_pack_has_changed_stands_in_every_document_and_on_every_page(ours: Run) -> None:
    found = forms(ours)
    assert {"docx", "xlsx", "index.html", "rules.html", "quality.html", "c/D01-021.html"} <= set(found)
    assert {
        (name, part) for name, text in found.items() for part in TOLD if part not in text.replace("\\", "")
    } == set()


@pytest.fixture
def _compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()


@cache
def part() -> Run:
    return district().only({"D01-021", "D01-002", "D04-011"})


def lines(run: Run, lang: str = "en") -> str:
    return "\n".join(provenance_lines(run.wording(lang), run.provenance))


def test_nothing_is_said_to_be_changed_where_nothing_is() -> None:
    assert "All parameters have the values" in lines(district())
    assert "Rules" not in lines(district()).replace("Rule packs", "")
    assert "Shown are" not in lines(district())
    assert "Alliance" not in lines(district())


def test_an_alliance_is_named_with_its_day_and_its_files() -> None:
    used = AllianceUsed(
        dt.date(2025, 12, 31), (("units.csv", "0123456789abcdef"), ("links.csv", "fedcba98" * 8))
    )
    told = lines(dataclasses.replace(district(), alliance=used))
    assert "Alliance as of 2025-12-31, from units.csv (01234567), links.csv (fedcba98)." in told


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2025-12-31", "2025-12-31"), "Figures as of 2025-12-31."),
        (("2025-12-31", "2025-06-30"), "Figures as of 2025-06-30 – 2025-12-31."),
        (("", "2025-06-30"), "Figures as of 2025-06-30."),
        (("", ""), "The table gives no date for its figures."),
    ],
)
def test_figures_of_different_days_are_told_from_the_first_to_the_last(
    tmp_path: Path, dates: tuple[str, str], told: str
) -> None:
    head, *rows = SAMPLE.read_text(encoding="utf-8-sig").splitlines()
    at = head.split(",").index("数据时点")
    cells = [row.split(",") for row in rows[: len(dates)]]
    for row, date in zip(cells, dates, strict=True):
        row[at] = date
    (tmp_path / "t.csv").write_text("\n".join([head, *map(",".join, cells)]), encoding="utf-8")
    assert told in lines(run_engine([tmp_path / "t.csv"], as_of=dt.date(2025, 12, 31)))


def test_a_plugin_is_named_without_the_folder_it_lies_in(tmp_path: Path) -> None:
    found = dataclasses.replace(district().provenance, plugins=(PluginUsed("p", "1.0", "folder"),))
    told = "\n".join(provenance_lines(district().wording("en"), found))
    assert "p 1.0 (from a folder of its own)" in told
    assert str(tmp_path.parent) not in told


def test_of_many_changed_rules_the_first_are_named_and_the_rest_counted() -> None:
    title = district().program.rules[0].rule.title
    rules = tuple(ChangedRule(f"r{i}", title, "ours", added=True) for i in range(MOST_RULES + 3))
    told = provenance_lines(district().wording("en"), dataclasses.replace(district().provenance, rules=rules))
    (line,) = [text for text in told if text.startswith("Rules added")]
    assert line.count("(by ours)") == MOST_RULES
    assert line.endswith("and 3 more.")


def test_a_part_of_a_run_says_how_many_of_how_many() -> None:
    assert "Shown are 3 of the 169 communities" in lines(part())
    assert "Shown are 2 of the 23" in markdown(part().subdistrict("柳浦街道", "en"))
    assert "Shown are" not in markdown(part().document(part().outcome("D01-021"), "en"))
    assert part().only({"D01-021"}).provenance.part == (1, 169), "a part of a part"
    book = openpyxl.load_workbook(BytesIO(annex(part(), Wording(part().program, "en"))))
    assert all(
        "3 of 169 communities" in sheet["A2"].value for sheet in book if sheet.sheet_state == "visible"
    )


def test_a_community_has_the_same_peers_whether_it_is_asked_for_alone_or_with_all() -> None:
    outcome = district().outcome("D01-021")
    assert part().peers.of(outcome) == district().peers.of(outcome)
    assert markdown(part().document(outcome, "zh")) == markdown(district().document(outcome, "zh"))


def test_what_is_common_in_the_district_is_told_by_all_its_communities_also_in_the_annex_of_a_part() -> None:
    def common(run: Run) -> list[tuple[object, ...]]:
        book = openpyxl.load_workbook(BytesIO(annex(run, Wording(run.program, "zh"))))
        return list(book["共性问题和个性问题"].iter_rows(min_row=3, values_only=True))

    assert common(part()) == common(district())


def test_a_report_of_a_part_lists_only_the_part() -> None:
    data = json.loads(as_json(part().summary("en")))
    assert data["blocks"][0]["figures"][0]["value"] == "3"
    book = openpyxl.load_workbook(BytesIO(annex(part(), Wording(part().program, "zh"))))
    assert book["分类结果"].max_row == 3 + 3

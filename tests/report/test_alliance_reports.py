"""What the reports and the annex say of an alliance that was handed in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from classify.alliance import answer
from classify.alliance.model import Alliance
from classify.alliance.proposals import read_wishes, with_list
from classify.alliance.reading import read_alliance
from classify.alliance.state import State
from classify.cli.reporting import links_of, strangers
from classify.engine import Run, run
from classify.report.alliance.links import Links
from classify.report.alliance.tables import block_of
from classify.report.document import KeyFigures, Table
from classify.report.markdown import markdown
from classify.report.xlsx.annex import annex

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def linked() -> Run:
    alliance, findings = read_alliance([SAMPLES / "alliance"])
    made = run([SAMPLES / "district" / "communities.csv"])
    return dataclasses.replace(made, links=Links(State(alliance, alliance.newest), findings))


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(annex(linked(), linked().wording("zh"))))


def test_a_district_report_sums_up_its_alliance() -> None:
    document = linked().summary("zh")
    text = markdown(document)
    assert "、党建联盟" in text
    found = linked().links
    assert found is not None
    figures = [b for b in document.blocks if isinstance(b, KeyFigures)][-1].figures
    assert [f.value for f in figures[:2]] == [
        str(found.coverage.in_force),
        str(sum(x.covered for x in found.lines)),
    ]
    assert "另有" in text, "a long table says how much of it is elsewhere"


def test_a_subdistrict_report_holds_its_own_communities_alone() -> None:
    outcome = linked().outcomes[0]
    text = markdown(linked().subdistrict(outcome.group, "zh"))
    inside = {o.name for o in linked().outcomes if o.group == outcome.group}
    found = linked().links
    assert found is not None
    names = {found.state.alliance.name(p.community) for p in found.suggestion.proposals}
    part = text[text.index("结对建议") : text.index("、各社区情况")]
    assert any(name in part for name in names & inside)
    assert not any(f"| {name} |" in part for name in names - inside)


def test_without_an_alliance_the_reports_are_as_before() -> None:
    bare = dataclasses.replace(linked(), links=None)
    assert "党建联盟" not in [getattr(b, "text", "") for b in bare.summary("zh").blocks]
    assert not [
        s
        for s in openpyxl.load_workbook(io.BytesIO(annex(bare, bare.wording("zh")))).sheetnames
        if "联盟" in s
    ]


def test_every_table_of_the_alliance_is_a_sheet_that_filters() -> None:
    found = linked().links
    assert found is not None
    sheets = [s for s in book().worksheets if s.title.startswith("联盟-")]
    assert len(sheets) == 13
    for sheet in sheets:
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.max_row > 3
    rows = {s.title: s.max_row - 3 for s in sheets}
    assert rows["联盟-拟建清单"] == len(found.suggestion.proposals)
    assert rows["联盟-仍有缺口"] == len(found.suggestion.unmet)
    assert rows["联盟-将到期协议"] == len(found.coverage.expiring)


def test_proposals_locked_in_the_annex_are_read_back(tmp_path: Path) -> None:
    copy = openpyxl.load_workbook(io.BytesIO(annex(linked(), linked().wording("zh"))))
    sheet = copy["联盟-拟建清单"]
    sheet["A4"], sheet["A5"] = "锁定", "排除"
    keep, avoid = ((sheet[f"B{row}"].value, sheet[f"G{row}"].value) for row in (4, 5))
    copy.save(tmp_path / "edited.xlsx")
    found = linked().links
    assert found is not None
    wishes, findings = read_wishes([tmp_path / "edited.xlsx"], found.state)
    assert findings == []
    assert (set(wishes.locked), set(wishes.forbidden)) == ({keep}, {avoid})


def test_what_the_office_decided_in_an_annex_stands_in_the_next_one(tmp_path: Path) -> None:
    copy = openpyxl.load_workbook(io.BytesIO(annex(linked(), linked().wording("zh"))))
    sheet = copy["联盟-拟建清单"]
    sheet["A4"], sheet["A5"] = "锁定", "排除"
    decided = {tuple(sheet[f"{c}{row}"].value for c in "ABG") for row in (4, 5)}
    copy.save(tmp_path / "annex.xlsx")
    links, findings = links_of([SAMPLES / "alliance"], None, (), [tmp_path / "annex.xlsx"])
    assert links is not None
    assert not [f for f in findings if f.severity == "error"]
    ruled_out = next(pair[1:] for pair in decided if pair[0] == "排除")
    assert ruled_out not in {(p.need, p.offer) for p in links.suggestion.proposals}
    again = dataclasses.replace(linked(), links=links)
    sheet = openpyxl.load_workbook(io.BytesIO(annex(again, again.wording("zh"))))["联盟-拟建清单"]
    rows = {tuple(row[i] for i in (0, 1, 6)) for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert decided <= rows
    assert len(links.tables["proposals"].rows) == len(links.suggestion.proposals)


def test_an_annex_without_a_list_of_proposals_decides_nothing(tmp_path: Path) -> None:
    bare = dataclasses.replace(linked(), links=None)
    (tmp_path / "annex.xlsx").write_bytes(annex(bare, bare.wording("zh")))
    assert with_list([tmp_path / "annex.xlsx"]) == []


def test_communities_the_alliance_does_not_know_are_told() -> None:
    few = Links(State(Alliance(), dt.date(2025, 1, 1)))
    [finding] = strangers(few, linked().outcomes)
    assert "169 of 169" in finding.message("en")
    assert strangers(linked().links, linked().outcomes) == []
    assert strangers(None, linked().outcomes) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_of_a_table_are_numbers_that_stand_right(lang: str) -> None:
    tables = [b for b in linked().summary(lang).blocks if isinstance(b, Table)]
    streets = next(t for t in tables if len(t.columns) == 10 and len(t.rows) == len(linked().links.lines))  # type: ignore[union-attr]
    assert [c.align for c in streets.columns] == ["left", *["right"] * 9]


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    columns = {"kind": "Kind", "units": "Units", "organisation": "Organisation coverage"}
    counted = answer.Table("ratios", "", columns, [("小区", 219, answer.ratio(134, 219)), ("企业", 7, "0/0")])
    named = answer.Table("expiring", "", columns, [("共建", "柳浦一村社区、柳浦小学", "有")])
    wording = linked().wording("zh")
    assert [c.share for c in block_of(wording, counted).columns] == [2, 1, 2]
    assert [c.share for c in block_of(wording, named).columns] == [2, 4, 1]

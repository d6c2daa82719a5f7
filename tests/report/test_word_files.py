import dataclasses
from functools import cache

import pytest
from office_runs import HOSTILE, SAMPLE, district, hostile, some
from word_files import DOC_PR, W, body, out_of_order, parts, text_of, trees

from classify.alliance.reading import read_alliance
from classify.alliance.state import State
from classify.report.alliance.links import Links
from classify.report.clean import clean
from classify.report.docx.measures import TEXT_WIDTH
from classify.report.docx.renderer import own_renderer
from classify.report.docx.template import template_bytes
from classify.report.formats import word


@cache
def community(lang: str = "zh") -> bytes:
    return own_renderer()(district().document(district().outcome("D01-021"), lang))


@cache
def summary() -> bytes:
    return own_renderer()(some("D01-021", "D02-022", "D06-013", "D01-007", "D02-014").summary("zh"))


@pytest.mark.parametrize("made", [template_bytes, community, summary])
def test_properties_stand_in_the_order_the_schema_asks_for(made) -> None:
    assert out_of_order(made()) == []


def test_headings_are_real_headings_and_can_be_listed_in_a_table_of_contents() -> None:
    styles = [style.get(f"{W}val") for style in body(community()).iter(f"{W}pStyle")]
    assert styles.count("Heading1") >= 8
    assert styles.count("Heading2") >= 4
    sheet = dict(trees(community()))["word/styles.xml"]
    names = {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in sheet.iter(f"{W}style")}
    assert [names[f"Heading{n}"] for n in range(1, 5)] == [f"heading {n}" for n in range(1, 5)]
    levels = [
        s.find(f"{W}pPr/{W}outlineLvl") for s in sheet.iter(f"{W}style") if "Heading" in s.get(f"{W}styleId")
    ]
    assert [level.get(f"{W}val") for level in levels] == ["0", "1", "2", "3"]


def test_headings_of_the_second_level_stand_out_without_their_font() -> None:
    sheet = dict(trees(community()))["word/styles.xml"]
    style = next(s for s in sheet.iter(f"{W}style") if s.get(f"{W}styleId") == "Heading2")
    assert style.find(f"{W}rPr/{W}b") is not None
    assert int(style.find(f"{W}pPr/{W}spacing").get(f"{W}before")) > 0


def test_a_picture_stands_before_its_table_which_alone_can_run_over_the_page() -> None:
    text = text_of(body(summary()))
    assert text.index("图1") < text.index("表1") < text.index("图2") < text.index("表2")


def test_every_style_used_exists_and_every_font_is_set_in_all_four_slots() -> None:
    for data in (community(), summary()):
        found = dict(trees(data))
        known = {s.get(f"{W}styleId") for s in found["word/styles.xml"].iter(f"{W}style")}
        used = {
            e.get(f"{W}val")
            for t in found.values()
            for tag in ("pStyle", "rStyle", "tblStyle")
            for e in t.iter(W + tag)
        }
        assert used <= known
        slots = {f"{W}{slot}" for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        for tree in found.values():
            assert all(set(fonts.attrib) == slots for fonts in tree.iter(f"{W}rFonts"))


def test_official_fonts_are_named_with_substitutes_and_never_shipped() -> None:
    table = dict(trees(community()))["word/fontTable.xml"]
    fonts = {f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in table.iter(f"{W}font")}
    assert {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"} <= fonts.keys()
    assert all(fonts.values())
    assert not [name for name in parts(community()) if name.endswith((".ttf", ".odttf", ".fntdata"))]


def test_the_page_is_the_one_of_the_standard() -> None:
    section = body(community()).find(f".//{W}sectPr")
    millimetres = {
        k.removeprefix(W): round(int(v) / 1440 * 25.4) for k, v in section.find(f"{W}pgMar").attrib.items()
    }
    assert {k: millimetres[k] for k in ("top", "bottom", "left", "right")} == {
        "top": 37,
        "bottom": 35,
        "left": 28,
        "right": 26,
    }
    assert section.find(f"{W}docGrid").attrib == {f"{W}type": "lines", f"{W}linePitch": "579"}
    kinds = {r.get(f"{W}type") for r in section.iter(f"{W}footerReference")}
    assert {"default", "even"} <= kinds
    assert dict(trees(community()))["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_tables_repeat_their_headings_and_never_tear_a_row() -> None:
    for table in body(community()).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
        assert sum(widths) == TEXT_WIDTH
        assert all(
            [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in row.iter(f"{W}tc")] == widths
            for row in rows
        )
    headed = [
        t for t in body(community()).iter(f"{W}tbl") if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    ]
    assert len(headed) >= 6


def test_charts_are_pictures_that_say_what_they_show() -> None:
    told = [e.get("descr") for e in body(community()).iter(DOC_PR)]
    assert len(told) == 1
    assert "商圈型 70.7" in told[0]
    assert len([e for e in body(summary()).iter(DOC_PR) if e.get("descr")]) == 2
    pictures = [blob for name, blob in parts(community()).items() if name.startswith("word/media/")]
    assert [blob[:4] for blob in pictures] == [b"\x89PNG"]


def test_a_report_says_what_it_was_made_from_on_every_page_and_at_the_end() -> None:
    text = text_of(body(community()))
    for part in ("数据时点：2025-12-31", "six-types", "各项参数均为规则包的默认值", "rongxiang", "由人认定"):
        assert part in text
    footers = [text_of(tree) for name, tree in trees(community()) if name.startswith("word/footer")]
    assert all("six" in f or "六型" in f for f in footers if f)
    assert any("2025-12-31" in f for f in footers)


def test_a_report_holds_every_part_the_office_needs() -> None:
    text = text_of(body(community()))
    for part in ("为什么是商圈型", "为什么不是开放式街区型", "数据缺口", "圈际互动", "需求问题清单", "社区资源清单",
                 "社区服务清单", "治理任务清单", "物业模式", "服务点", "队伍", "同类相近社区", "来源"):  # fmt: skip
        assert part in text, part


def test_the_summary_holds_what_the_district_needs() -> None:
    text = text_of(body(summary()))
    for part in (
        "类型分布",
        "分街道情况",
        "需复核的社区",
        "共性问题和个性问题",
        "分类工作方法",
        "老新村型 1 个（20.0%）",
    ):
        assert part in text, part


def test_the_same_report_is_the_same_file() -> None:
    document = district().document(district().outcome("D01-007"), "zh")
    assert word(document) == word(document)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_name_that_hurts_is_text_and_nothing_else(number: int) -> None:
    run = hostile()
    document = run.document(run.outcomes[number], "zh")
    data = own_renderer()(document)
    shown = clean(run.outcomes[number].name).strip()
    assert " ".join(shown.split()) in " ".join(text_of(body(data)).split())
    assert out_of_order(data) == []


def test_a_report_in_english_holds_no_chinese_but_names_and_places() -> None:
    text = text_of(body(community("en")))
    assert "Why Business circle" in text
    assert "为什么" not in text


def test_partners_and_proposals_stand_in_the_report_where_an_alliance_is_given() -> None:
    alliance, _findings = read_alliance([SAMPLE.parents[1] / "alliance"])
    run = dataclasses.replace(district(), links=Links(State(alliance, alliance.newest)))
    text = text_of(body(own_renderer()(run.document(run.outcome("D01-021"), "zh"))))
    assert "柳浦市场监管所" in text
    assert "联建伙伴" in text
    assert "联建伙伴" not in text_of(body(community()))


def test_what_a_report_ends_with_is_small_and_stays_together() -> None:
    notes = [
        p for p in body(community()).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='Note']") is not None
    ]
    kept = ["、".join(sorted(c.tag.rpartition("}")[2] for c in p.find(f"{W}pPr"))) for p in notes]
    together, ending = "keepLines、keepNext、pStyle", "pStyle"
    where = [i for i, k in enumerate(kept) if k == ending]
    assert len(where) == 2, "one section on how the report came about, one on its sources"
    assert {k for k in kept if k != ending} == {together}
    assert where[-1] == len(kept) - 1


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    tables = [t for t in body(community()).iter(f"{W}tbl") if len(list(t.iter(f"{W}tr"))) > 3]
    for table in tables:
        rows = list(table.iter(f"{W}tr"))[1:]
        kept = [row.find(f".//{W}keepNext") is not None for row in rows]
        assert kept[0]
        assert kept[-2:] == [True, False]

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from classify.engine import Run
from classify.report.svg import (
    Bar,
    Counted,
    Dot,
    Look,
    Places,
    Ranked,
    Strip,
    counts,
    heatmap,
    locator,
    looks_of,
    ranking,
    scatter,
    signed_bars,
    stacked,
    strips,
)
from classify.report.svg.canvas import FAINT, INK, text_width
from classify.report.svg.looks import COLOURS, NONE_COLOUR, tint

OLD, NEW = Look("老新村型", "老", COLOURS[1]), Look("商品房型", "品", COLOURS[2])
TABLE = Places(["柳浦街道", "望津街道"], [OLD, NEW], [[3, 0], [1, 12]])
STRIP = Strip("老年人口占比", 0.31, "31%", 0.1, 0.2, 0.25, 0.3, 0.4, "中位数 25%")
CHARTS = {
    "reasons": signed_bars([Bar("过半", 45, "73%"), Bar("缺", -3.5)], OLD.colour, title="为什么"),
    "ranking": ranking(
        [Ranked(OLD, 70, 60, 80, chosen=True), Ranked(NEW, 20, 20, 20)],
        title="得分",
        threshold=50,
        threshold_label="50",
    ),
    "counts": counts([Counted(OLD, 4), Counted(NEW, 12)], title="数量", hrefs=["#a", "#b"]),
    "heat map": heatmap(TABLE, title="街道", total_label="合计", href=lambda row, column: f"#{row}-{column}"),
    "stacked": stacked(TABLE, title="构成"),
    "strips": strips([STRIP], OLD.colour, title="同类"),
    "scatter": scatter(
        [Dot(60, 5, OLD, "甲", "c/a.html"), Dot(90, 50, NEW, "乙")], axes=("得分", "分差"), title="分布"
    ),
    "map": locator([Dot(120.6, 31.3, OLD, "甲", chosen=True), Dot(120.7, 31.4, NEW, "乙")], title="位置"),
}


def drawn(chart: str) -> ElementTree.Element:
    return ElementTree.fromstring(chart)  # noqa: S314 - we drew it


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_sound_xml_with_a_name_and_a_view_box(name: str) -> None:
    root = drawn(CHARTS[name])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].tag.endswith("title")
    assert root[0].text == root.get("aria-label")
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert width == 400
    assert height > 0


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_asks_for_anything_outside_itself(name: str) -> None:
    assert set(re.findall(r"https?://[^\"' ]+", CHARTS[name])) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|<image|<script|<style", CHARTS[name])


@pytest.mark.parametrize("name", ["ranking", "counts", "heat map", "stacked", "scatter", "map"])
def test_colour_is_never_the_only_code_for_a_type(name: str) -> None:
    texts = ["".join(e.itertext()) for e in drawn(CHARTS[name]).iter() if e.tag.endswith("text")]
    assert {"老", "品"} <= set(texts)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [*COLOURS, NONE_COLOUR])
def test_white_marks_can_be_read_on_every_colour(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("colour", [*COLOURS, NONE_COLOUR])
def test_dark_numbers_can_be_read_on_every_tint_of_the_heat_map(colour: str) -> None:
    assert min(contrast(tint(colour, share / 100), INK) for share in range(14, 51)) >= 4.5
    assert contrast(FAINT, "#ffffff") >= 4.5


def test_neighbouring_types_differ_in_lightness_so_that_a_black_and_white_print_tells_them_apart() -> None:
    assert all(COLOURS[i] != COLOURS[i + 1] for i in range(len(COLOURS) - 1))
    assert all(a != b for a, b in pairwise(COLOURS))


def test_a_label_full_of_markup_stays_a_label() -> None:
    chart = signed_bars([Bar("<b>&\"'", 3, "]]><script>")], OLD.colour, title="<x>&\0\ud800")
    words = "".join(drawn(chart).itertext())
    assert "<b>&\"'" in words
    assert "]]><script>" in words
    assert "\0" not in chart


def test_a_long_label_is_cut_with_an_ellipsis_and_whole_in_the_tip() -> None:
    chart = signed_bars([Bar("长" * 200, 3)], OLD.colour, title="t")
    texts = [e.text or "" for e in drawn(chart).iter() if e.tag.endswith("}text")]
    assert texts[0].endswith("…")
    assert text_width(texts[0], 14) <= 400
    assert "长" * 200 in chart


def test_for_is_to_the_right_of_zero_and_against_to_the_left() -> None:
    root = drawn(CHARTS["reasons"])
    rects = [e for e in root.iter() if e.tag.endswith("rect")]
    zero = float(next(e for e in root.iter() if e.tag.endswith("line")).get("x1", ""))
    assert float(rects[0].get("x", "")) == pytest.approx(zero, abs=0.1)
    left = float(rects[1].get("x", "")) + float(rects[1].get("width", ""))
    assert left == pytest.approx(zero, abs=0.2)


def test_only_a_score_that_can_still_change_has_a_whisker() -> None:
    assert CHARTS["ranking"].count('stroke="#1c2128" stroke-width="1.5"') == 1
    assert "60–80" in CHARTS["ranking"]


@pytest.mark.parametrize(
    "chart",
    [
        signed_bars([], OLD.colour, title="t"),
        ranking([], title="t", threshold=50, threshold_label=""),
        counts([], title="t"),
        counts([Counted(OLD, 0)], title="t"),
        heatmap(Places([], [], []), title="t", total_label=""),
        stacked(Places(["a"], [OLD], [[0]]), title="t"),
        strips([], OLD.colour, title="t"),
        strips([Strip("x", None, "—", 1, 1, 1, 1, 1)], OLD.colour, title="t"),
        scatter([], axes=("", ""), title="t"),
        scatter([Dot(1, 1, OLD, "a")], axes=("", ""), title="t"),
        locator([], title="t"),
        locator([Dot(120, 31, OLD, "a")], title="t"),
    ],
)
def test_charts_of_nothing_and_of_one_thing_are_sound_too(chart: str) -> None:
    drawn(chart)
    assert "nan" not in chart
    assert "inf" not in chart


def test_the_looks_of_a_scheme_are_its_own_short_signs_and_all_differ(district: Run) -> None:
    looks = looks_of(district.program, "zh")
    assert [look.mark for look in looks.values()] == ["开", "老", "品", "动", "圈", "混", "?"]
    assert len({look.colour for look in looks.values()}) == len(looks)

"""Two vocabularies that may be mixed: names, operators, numbers and signs, longest match first."""

from __future__ import annotations

from typing import Any

import pytest
from small_table import NAMES, PACK, tree

from classify.expression.sentence import before_words, number_text
from classify.expression.tree import Arithmetic, Compare, Logic, Member, Name, Not, Number, Quote
from classify.expression.words import MULTIPLIERS, UNIT_WORDS, WORDS

SAME = [
    ("aged_share >= 25% and build_year < 2000", "60岁及以上人口占比 ≥ 25% 且 建成年份 早于 2000年"),
    ('zone in ["core"] or (x < 0.8 and not lift)', '保护区 属于 ["核心区"] 或（甲值 < 0.8 且 非 有电梯）'),
    (
        "at_least(2, lift, x > 1, residents > residents)",
        "至少满足(2, 有电梯, 甲值 大于 1, 「人口数」 > 人口数)",
    ),
    ("missing(x)", "缺失（甲值）"),
    ("residents >= 12000", "常住人口不低于1.2万人"),
    ("residents >= 12000", "常住人口 达到 12 千人"),
    ("x == 1 - 2 * 3 / 4 + 5", "甲值 等于 1 减 2 乘以 3 除以 4 加 5"),
    ("lift", "有电梯 为 是"),
    ("not lift", "有电梯 等于 否"),
    ("not lift", "lift != true"),
    ("lift", "lift != false"),
    ('not zone in ["core"]', "保护区 不属于 [“核心区”]"),
    ('not zone in ["core"]', "zone not in ['Core']"),
    ("max(x, 2) > largest(1, x, 3)", "最大值(甲值，2) 高于 第几大（1、甲值、3）"),
    ("min(x, abs(x), coalesce(x, 1)) <= 0.005", "最小值(x, 绝对值(x), 取首个有值(x, 1)) 不高于 5‰"),
    ("ratio >= 2", "昼夜比 至少 2倍"),
    ("aged_share >= aged_line", "60岁及以上人口占比不低于老龄标准"),
    ("x × 2 ÷ 4 − 1 ≠ 0", "x * 2 / 4 - 1 != 0"),
    ("lift && (x > 1 || x <> 3)", "lift 并且 (x > 1 或者 x != 3)"),
    ("area > 3 and floor > 20000", "辖区面积(平方公里) > 3km² 而且 建筑面积 > 2万平方米"),
    ("Share of 60+ (%) > 0.2", "aged_share > 20%"),
    ("ｘ　＞　２５％", "x > 25%"),
    ("x\u200b > 1\ufeff", "x > 1"),
    ("x >\n  1\n\tand\u3000lift", "x > 1 and lift"),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=[one for one, _ in SAME])
def test_both_vocabularies_give_the_same_tree(one: str, other: str) -> None:
    assert tree(one) == tree(other)


@pytest.mark.parametrize("op", [">=", "<=", ">", "<", "==", "!="])
def test_every_word_of_a_comparison_means_the_same(op: str) -> None:
    for word in WORDS[op]:
        for text in (f"x {word} 5", f"甲值{word}5", f"甲值 {word}5"):
            assert tree(text) == Compare(op, Name("x"), Number(5.0)), text  # type: ignore[arg-type]


def test_every_word_of_logic_means_the_same() -> None:
    for word in WORDS["and"]:
        assert tree(f"lift {word} over") == Logic("and", (Name("lift"), Name("over")))
    for word in WORDS["or"]:
        assert tree(f"有电梯 {word} 超过标准") == Logic("or", (Name("lift"), Name("over")))
    for word in WORDS["not"]:
        assert tree(f"{word} 有电梯") == Not(Name("lift"))


def test_every_unit_word_is_read_with_its_unit() -> None:
    for unit, words in UNIT_WORDS.items():
        for word in words:
            for text in (f"5{word}", f"5 {word}", f"0.5千{word}"):
                number = tree(text)
                assert isinstance(number, Number), text
                assert number.unit == unit
    for word, factor in MULTIPLIERS.items():
        assert tree(f"2{word}") == Number(float(2 * factor))


def test_a_label_that_begins_with_digits_is_a_name_and_not_a_number() -> None:
    assert tree("60岁及以上人口 > 60") == Compare(">", Name("aged"), Number(60.0))
    assert tree("2000年前建成套数 > 2000") == Compare(">", Name("before"), Number(2000.0))
    assert tree("建成年份 < 2000年") == Compare("<", Name("build_year"), Number(2000.0))


def test_the_longest_of_several_names_is_meant() -> None:
    assert tree("60岁及以上人口占比 > 0.2") == Compare(">", Name("aged_share"), Number(0.2))
    assert tree("60岁及以上人口>0.2") == Compare(">", Name("aged"), Number(0.2))
    assert tree("人口数 > 1") == Compare(">", Name("residents"), Number(1.0))


def test_a_name_may_begin_with_the_word_of_an_operator() -> None:
    assert tree("超过标准") == Name("over")
    assert tree("甲值超过3 且 超过标准") == Logic("and", (Compare(">", Name("x"), Number(3.0)), Name("over")))
    assert tree("非遗 且 非非遗") == Logic("and", (Name("notable"), Not(Name("notable"))))


def test_an_operator_that_is_part_of_a_longer_word_is_not_one() -> None:
    for text in ("lift andover", "notlift", "x inside", "lift or3"):
        with pytest.raises(Exception, match="EXPR0"):
            tree(text)


def test_corner_brackets_quote_any_name() -> None:
    assert tree("「60岁及以上人口占比」 > 「aged_line」") == Compare(
        ">", Name("aged_share"), Name("aged_line")
    )
    assert tree("「 Share of 60+ (%) 」 > 0.2") == tree("aged_share > 0.2")
    assert tree("「辖区面积（平方公里）」 > 3") == tree("area > 3")


def test_every_spelling_of_every_name_is_read() -> None:
    for symbol in NAMES.symbols.values():
        for spelling in symbol.spellings():
            assert tree(spelling) == Name(symbol.id)
            assert tree(f"「{spelling}」") == Name(symbol.id)


def test_text_keeps_its_full_width_signs_and_is_trimmed_and_composed() -> None:
    assert tree("kind == “（一）＞”") == Compare("==", Name("kind"), Quote("（一）＞"))
    assert tree("kind == ' e\u0301 '") == Compare("==", Name("kind"), Quote("é"))
    assert tree("kind == ＂a'b＂") == Compare("==", Name("kind"), Quote("a'b"))
    assert tree("kind == ＇a＇") == Compare("==", Name("kind"), Quote("a"))
    assert tree("kind == ‘a’") == Compare("==", Name("kind"), Quote("a"))


def test_a_choice_is_named_by_id_or_label() -> None:
    for word in ("core", "核心区", "Core", " core "):
        assert tree(f'zone == "{word}"') == Compare("==", Name("zone"), Quote("core"))
    assert tree('coalesce(zone, "无") == "核心区"') == tree('coalesce(zone, "none") == "core"')


NUMBERS: list[tuple[str, float]] = [
    ("25%", 0.25), ("２５．５％", 0.255), ("5‰", 0.005), ("1.2万", 12_000.0), ("3亿", 3e8), ("0.3千", 300.0),
    ("1.1%", 0.011), ("0.07%", 0.0007), ("007", 7.0), ("1000000000000000", 1e15), ("0.1", 0.1), ("-5", -5.0),
    ("- 5%", -0.05), ("--5", 5.0), ("0." + "0" * 120 + "1", 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS, ids=[t[:20] for t, _ in NUMBERS])
def test_numbers_are_read_in_decimals(text: str, number: float) -> None:
    assert tree(text) == Number(number)


def test_digits_of_other_scripts_are_no_digits() -> None:
    with pytest.raises(Exception, match="EXPR"):
        tree("x > 1٣")


PRECEDENCE: list[tuple[str, str]] = [
    ("lift or over and notable", "lift or (over and notable)"),
    ("not lift and over", "(not lift) and over"),
    ("not x > 1", "not (x > 1)"),
    ("x + 2 * 3 > 1 - 2 - 3", "(x + (2 * 3)) > ((1 - 2) - 3)"),
    ("x / 2 / 3 * 4 > 0", "(((x / 2) / 3) * 4) > 0"),
    ("-x * 2 > 1", "(0 - x) * 2 > 1"),
    ("1 < x <= 3", "1 < x and x <= 3"),
    ("1 < x < 3 < residents != 5", "1 < x and x < 3 and 3 < residents and residents != 5"),
    ("lift and (over and notable)", "lift and over and notable"),
    ("(lift or over) or notable", "lift or over or notable"),
    ("not zone in ['core']", "zone not in ['core']"),
    ("lift == over and notable", "(lift == over) and notable"),
]


@pytest.mark.parametrize(("text", "meant"), PRECEDENCE, ids=[t for t, _ in PRECEDENCE])
def test_what_binds_more_tightly(text: str, meant: str) -> None:
    assert tree(text) == tree(meant)


def test_division_is_not_regrouped() -> None:
    assert tree("x - (2 - 3)") == Arithmetic("-", Name("x"), Arithmetic("-", Number(2.0), Number(3.0)))
    assert tree("x / (2 / 3)") != tree("x / 2 / 3")


STRUCTURED: list[tuple[Any, str]] = [
    ({"all": ["lift", {"any": ["x > 1", "over"]}]}, "lift and (x > 1 or over)"),
    ({"all": ["lift"]}, "lift"),
    ({"all": [{"all": ["lift", "over"]}, "notable"]}, "lift and over and notable"),
    ({"not": "x > 1"}, "not x > 1"),
    ({"at_least": {"k": 2, "of": ["lift", "over", {"field": "x", "op": ">", "value": 1}]}}, "at_least(2, lift, over, x > 1)"),
    ({"field": "60岁及以上人口占比", "op": "不低于", "value": "25%"}, "aged_share >= 25%"),
    ({"field": "aged_share", "op": "＞＝", "value": 0.25}, "aged_share >= 25%"),
    ({"field": "aged_share", "op": ">=", "value": "老龄标准"}, "aged_share >= aged_line"),
    ({"field": "residents", "op": "<", "value": {"field": "人口数"}}, "residents < residents"),
    ({"field": "residents", "op": ">", "value": "1.2万人"}, "residents > 12000"),
    ({"field": "zone", "op": "in", "value": ["核心区", "none"]}, 'zone in ["core", "none"]'),
    ({"field": "zone", "op": "不属于", "value": ["core"]}, 'zone not in ["core"]'),
    ({"field": "kind", "op": "==", "value": "25%"}, 'kind == "25%"'),
    ({"field": "kind", "op": "==", "value": "x"}, 'kind == "x"'),
    ({"field": "lift", "op": "==", "value": False}, "not lift"),
    ({"field": "lift", "op": "为", "value": "是"}, "lift"),
    ({"field": "x", "op": ">", "value": 1e-7}, "x > 0.0000001"),
    ({"field": "x", "op": "in", "value": [-1, 2.5]}, "x in [-1, 2.5]"),
    ({"all": [True, "lift"]}, "true and lift"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text"), STRUCTURED, ids=[t for _, t in STRUCTURED])
def test_structured_notation_gives_the_tree_of_the_text(data: Any, text: str) -> None:
    assert tree(data) == tree(text)


def test_trees_compare_by_meaning_and_not_by_place_or_spelling() -> None:
    assert tree("  aged_share>=25%") == tree("aged_share >= 0.25")
    assert hash(tree("x in [25%]")) == hash(Member(Name("x"), (Number(0.25),)))
    assert PACK.trees["indicators", "size"] == tree("常住人口/户数")


@pytest.mark.parametrize(
    ("value", "kind", "unit", "shown"),
    [
        (4, "count", "处", "4 处计满"),
        (0.8, "share", None, "80% 计满"),
        (5, "number", None, "5 计满"),
        (2000, "year", None, "2000年计满"),
    ],
)
def test_a_number_stands_apart_from_chinese_words_unless_its_unit_is_chinese(
    value: float, kind: str, unit: str | None, shown: str
) -> None:
    assert before_words(number_text(value, kind, unit, "zh"), "zh") + "计满" == shown


def test_a_density_is_told_per_square_kilometre() -> None:
    assert number_text(25070.31, "number", "人/平方公里", "zh") == "25,070.31 人/平方公里"
    assert tree("11000 人/km²") == Number(11000.0, "人/平方公里")

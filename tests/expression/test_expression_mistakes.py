"""What is refused, and where: columns count characters, whatever stands before the mistake."""

from __future__ import annotations

from typing import Any

import pytest
from small_table import tree

from classify.errors import ClassifyError, Finding

# Text with ‸ where the mistake must be placed (before that character), and its code.
PLACES: list[tuple[str, str]] = [
    ("有电梯 且 ‸residnts > 3", "EXPR011"),
    ("kind == “𠮷野家😀” and ‸residnts > 3", "EXPR011"),
    ("（（甲值＞３） 且 ‸甲乙丙丁 ＞ ３）", "EXPR010"),
    ("x > 1 且 「常住人口」 > 「‸常驻人口」", "EXPR011"),
    ("x > ‸5abc", "EXPR003"),
    ("常住人口 ‸≥ 25%", "EXPR021"),
    ("常住人口 ‸> 3户 或 户数 > 3人", "EXPR021"),
    ("ratio ‸> 3人", "EXPR021"),
    ("size > ‸3人", "EXPR021"),
    ("建成年份 ‸> 3人", "EXPR021"),
    ("floor ‸> 3km²", "EXPR021"),
    ("60岁及以上人口占比 > ‸25", "EXPR024"),
    ("‸25 < aged_share", "EXPR024"),
    ("aged_share in [0.1, ‸10]", "EXPR024"),
    ("min(aged_share, ‸25) > 0.1", "EXPR024"),
    ("1 - aged_share < 0.2 and ‸100 - aged_share > 1", "EXPR024"),
    ("‸min(residents, households) > 3", "EXPR021"),
    ("residents ‸+ households > 3", "EXPR021"),
    ("x > 1 and ‸x", "EXPR020"),
    ("not ‸kind", "EXPR020"),
    ("x ‸== kind", "EXPR022"),
    ("kind ‸< 'b'", "EXPR023"),
    ("lift ‸>= over", "EXPR023"),
    ("zone == ‸'heart'", "EXPR025"),
    ("coalesce(zone, ‸'heart') == 'core'", "EXPR025"),
    ("zone in ['core', ‸'heart']", "EXPR025"),
    ("‸at_least(0, lift)", "EXPR026"),
    ("‸at_least(x, lift)", "EXPR026"),
    ("‸largest(2, x) > 1", "EXPR026"),
    ("‸abs(x, x) > 1", "EXPR026"),
    ("x in [1, ‸residents]", "EXPR027"),
    ("x in [1, ‸size]", "EXPR027"),
    ("x in [1, ‸abs(1)]", "EXPR027"),
    ("kind in ['a', ‸' ']", "EXPR028"),
    ("x > 1 ‸x < 3", "EXPR012"),
    ("(x > 1‸", "EXPR008"),
    ("x > 1 and   ‸", "EXPR008"),
    ("‸", "EXPR007"),
    ("x in ‸x", "EXPR009"),
    ("x in [‸]", "EXPR009"),
    ("x > 1‸;", "EXPR005"),
    ("x ‸=< 1", "EXPR005"),
    ("x ‸=== 1", "EXPR005"),
    ("lift ‸OR over", "EXPR005"),
    ("‸True", "EXPR005"),
    ("x > kind‸.upper()", "EXPR006"),
    ("x > ‸sum(x)", "EXPR015"),
    ("x > (‸lambda)", "EXPR006"),
    ("x > ‸'a", "EXPR002"),
    ("x > ‸「甲值", "EXPR002"),
    ("kind == ‸f'{x}'", "EXPR010"),
    ("x > 1 ‸# note", "EXPR006"),
    ("x > 10 ‸^ 3", "EXPR005"),
    ("x‸[0] > 1", "EXPR012"),
    ("x > ‸99999999999999999999", "EXPR004"),
]


def findings(source: Any, wanted: str = "boolean") -> tuple[Finding, ...]:
    with pytest.raises(ClassifyError) as caught:
        tree(source, wanted)
    return caught.value.findings


@pytest.mark.parametrize(("marked", "code"), PLACES, ids=[m for m, _ in PLACES])
def test_a_mistake_is_placed_at_its_character(marked: str, code: str) -> None:
    column = marked.index("‸") + 1
    first = findings(marked.replace("‸", "").rstrip() if code == "EXPR008" else marked.replace("‸", ""))[0]
    expected = len(marked[: column - 1].rstrip()) + 1 if code == "EXPR008" else column
    assert (first.code, first.place.line, first.place.column) == (code, 1, expected)
    for lang in ("en", "zh"):
        assert first.message(lang)
        assert first.repair(lang)


def test_all_mistakes_of_meaning_are_told_at_once() -> None:
    found = findings("x > 'a' and zone == 'heart' and residents > 3户")
    assert [f.code for f in found] == ["EXPR022", "EXPR025", "EXPR021"]


def test_a_close_name_is_suggested_in_the_vocabulary_used() -> None:
    assert findings("residnets > 1")[0].fill["close"] == "residents"
    assert findings("常往人口 > 1")[0].fill["close"] == "常住人口"


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('ls')", "eval('1')", "x.__class__", "x.real > 1", "(lambda: 1)()", "[x for x in x]",
        "{x}", "{'a': x}", "f'{x}'", "x if lift else 1", "x := 3", "(x := 3) > 1", "x[0]", "x[1:2]", "x ** 2 > 1",
        "9**9**9 > x", "x // 2", "x % 2 == 1", "x & 1", "x | 1", "~x", "x << 2", "x >> 2", "x @ x", "print(x)",
        "exec('x')", "open('/etc/passwd')", "x is None", "*x", "**x", "x, x", "...", "lift;over", "yield x", "await x",
        "not", "and", "`x`", "$x", "x?", "1e999 > x", "0b11 > x", "1_000 > x", "1j > x", "'a' 'b' == kind", "x = y = 1",
        "import os", "del x", "x\\n", "x > 1 or __builtins__", "''.join(x)", "str(x) == 'a'", "len(kind) > 3", "!x",
    ],
)  # fmt: skip
def test_python_is_not_spoken_here(text: str) -> None:
    first = findings(text)[0]
    assert first.place.line == 1
    assert 1 <= first.place.column <= len(text) + 1
    assert first.repair("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 900 + "x", "EXPR014"),
        ("(" * 5000 + "x", "EXPR001"),
        ("not " * 400 + "lift", "EXPR014"),
        ("-" * 1500 + "x > 1", "EXPR014"),
        ("abs(" * 300 + "x", "EXPR014"),
        ("x" + "+x" * 900 + " > 1", "EXPR014"),
        ("x" + "*x" * 39 + " > 1", "EXPR014"),
        (("(" + "x+" * 20) * 30 + "x" + ")" * 30 + " > 1", "EXPR014"),
        ("lift" + " or lift" * 300, "EXPR001"),
        ("x > " + "9" * 1900, "EXPR004"),
        ("x > 1." + "9" * 1900, ""),
        ("lift" + " or lift" * 200, ""),
        ("x" + "+x" * 37 + " > 1", ""),
        ("(" * 40 + "lift" + ")" * 40, ""),
        ("x" + " < x" * 400, ""),
    ],
    ids=lambda value: str(value)[:12],
)
def test_length_and_depth_are_capped(text: str, code: str) -> None:
    if code:
        assert findings(text)[0].code == code
    else:
        tree(text, "boolean")


def nested(depth: int, key: str = "not") -> Any:
    data: Any = "lift"
    for _ in range(depth):
        data = {"not": data} if key == "not" else {"all": [data, "over"]}
    return data


def test_structured_notation_is_capped_alike() -> None:
    tree(nested(38))
    assert findings(nested(41))[0].code == "EXPR014"
    assert findings(nested(2000))[0].code == "EXPR014"
    assert findings({"not": "not " * 39 + "lift"})[0].code == "EXPR014"


@pytest.mark.parametrize(
    "data",
    [None, 3.5, [], ["lift"], {}, {"all": None}, {"all": {}}, {"field": "x"}, {"at_least": 3}, {1: 2}, {"not": None},
     {"field": None, "op": ">", "value": 1}, {"field": "x", "op": None, "value": 1}, {"field": "x", "op": ">", "value": None},
     {"field": "x", "op": "in", "value": []}, {"field": "x", "op": "in", "value": [[1]]}, {"all": [1.0]},
     {"field": "x", "op": ">", "value": float("nan")}, {"field": "x", "op": ">", "value": float("inf")},
     {"field": "x", "op": ">", "value": 10**400}, {"at_least": {"k": "2", "of": ["lift"]}}, b"lift"],
    ids=repr,
)  # fmt: skip
def test_data_that_is_no_condition_is_refused_and_never_crashes(data: Any) -> None:
    assert findings(data)[0].code.startswith("EXPR0")

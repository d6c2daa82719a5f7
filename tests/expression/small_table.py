"""A small table with every kind of field, to read conditions against."""

from __future__ import annotations

from typing import Any

from classify.expression.evaluate import Evaluator
from classify.expression.text import read
from classify.expression.tree import Node
from classify.rulepack.load import load_data
from classify.rulepack.loaded import LoadedPack


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _field(id_: str, zh: str, en: str, type_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "label": both(zh, en), "type": type_, **more}


BASIS = {"kind": "expert"}
PACK: LoadedPack = load_data(
    {
        "pack": {"id": "small", "version": "1", "title": both("小", "small")},
        "fields": [
            _field("residents", "常住人口", "Residents", "count", unit="人", aliases=["人口数"]),
            _field("aged", "60岁及以上人口", "Residents of 60 and more", "count", unit="人"),
            _field("households", "户数", "Households", "count", unit="户"),
            _field("aged_share", "60岁及以上人口占比", "Share of 60+ (%)", "share"),
            _field("build_year", "建成年份", "Year of building", "year"),
            _field("before", "2000年前建成套数", "Dwellings before 2000", "count", unit="套"),
            _field("floor", "建筑面积", "Floor area", "number", unit="m²"),
            _field("area", "辖区面积（平方公里）", "Area", "number", unit="km²"),
            _field("ratio", "昼夜比", "Day-night ratio", "number", unit="倍"),
            _field("x", "甲值", "X value", "number"),
            _field("lift", "有电梯", "Has a lift", "flag"),
            _field("over", "超过标准", "Over standard", "flag"),
            _field("notable", "非遗", "Intangible heritage", "flag"),
            _field(
                "zone",
                "保护区",
                "Zone",
                "choice",
                choices={"core": both("核心区", "Core"), "none": both("无", "No")},
            ),
            _field("kind", "类别", "Kind", "text"),
        ],
        "indicators": [
            _field("size", "户均人口", "Household size", "number", value="residents / households"),
        ],
        "parameters": [
            {
                "id": "aged_line",
                "label": both("老龄标准", "Standard of age"),
                "type": "share",
                "values": {"2024-01-01": {"value": "25%", "basis": BASIS}},
            }
        ],
    }
)
NAMES = PACK.names
NUMBERS = {"aged_line": 0.25}


def tree(text: Any, wanted: str = "any") -> Node:
    return read(text, NAMES, wanted)


def value(text: Any, **values: Any) -> Any:
    """Evaluate a condition or formula with these values, all others missing."""
    indicators = {"size": PACK.trees["indicators", "size"]}
    return Evaluator({"it": tree(text)}, indicators, NUMBERS).run(values)["it"]

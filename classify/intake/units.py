"""Units as they stand behind figures and in headings, and how they relate to a field's own."""

import re
from typing import NamedTuple

_SQUARE_METRES = {
    **dict.fromkeys(("m2", "m²", "平方米", "平米", "平方", "平", "㎡"), 1.0),
    **dict.fromkeys(("km2", "km²", "平方公里", "平方千米", "k㎡", "㎢"), 1e6),
    **dict.fromkeys(("公顷", "ha"), 1e4),
    **dict.fromkeys(("亩",), 10_000 / 15),
}
_PERSONS = ("人", "名", "口", "位", "人口", "persons", "people")
_COUNTED = "户 家 套 间 个 处 幢 栋 座 件 支 所 条 辆 张 次 起 宗 项 批 组 片 家庭 戶 households dwellings"
_THINGS = tuple(_COUNTED.split())
_PARTS = {"%": 0.01, "％": 0.01, "百分比": 0.01, "百分点": 0.01, "‰": 0.001}
_OTHER = {"倍": "ratio", "年": "year", "元": "money"}
MULTIPLIERS = {"十": 10.0, "百": 100.0, "千": 1_000.0, "k": 1_000.0, "万": 10_000.0, "w": 10_000.0, "亿": 1e8}
_FAMILY: dict[str, tuple[str, float]] = {
    **{name: ("area", factor) for name, factor in _SQUARE_METRES.items()},
    **dict.fromkeys(_PERSONS, ("person", 1.0)),
    **dict.fromkeys(_THINGS, ("thing", 1.0)),
    **{name: ("share", factor) for name, factor in _PARTS.items()},
    **{name: (family, 1.0) for name, family in _OTHER.items()},
}
_LONGEST_FIRST = sorted(_FAMILY, key=len, reverse=True)
UNIT = "|".join(re.escape(name) for name in _LONGEST_FIRST if name not in _PARTS)
_WRITTEN = re.compile(rf"(?:单位)?[:：]?\s*(十|百|千|万|亿)?\s*({'|'.join(map(re.escape, _LONGEST_FIRST))})?")


class Unit(NamedTuple):
    """Hold a unit as written, the family it belongs to, and its size within the family."""

    written: str
    family: str
    size: float


def unit_in(text: str) -> Unit | None:
    """Return the unit a text such as `万人`, `单位：km²` or `%` names, `None` where it is anything else."""
    text = text.strip().lower().replace("％", "%")
    found = _WRITTEN.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return None
    family, size = _FAMILY[found[2]] if found[2] else ("", 1.0)
    return Unit((found[1] or "") + (found[2] or ""), family, size * MULTIPLIERS.get(found[1] or "", 1.0))


def unit_of_field(unit: str | None) -> Unit:
    """Return the unit of a field; what has none fits everything."""
    family, size = _FAMILY.get((unit or "").lower(), ("", 1.0))
    return Unit(unit or "", family, size)


def factor(written: Unit, own: Unit) -> float | None:
    """Return what to multiply a figure by to get it in the field's own unit; `None` where the two do not agree."""
    if not written.family or not own.family or written.family == own.family:
        return written.size / (own.size if written.family else 1.0)
    return None

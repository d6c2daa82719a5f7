"""The forms in which offices write a number: exact, rounded, as a range, in words. Nothing is guessed.

`figure_in` understands a text completely or not at all; what was assumed is said by `Figure.exact`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from classify.intake.chinese import NUMERAL, chinese_number
from classify.intake.numbers import HALF_WIDTH
from classify.intake.traditional import TO_SIMPLIFIED
from classify.intake.units import MULTIPLIERS, UNIT, Unit, unit_in

_DASH = r"\s*(?:-|—{1,2}|–|―|~|～|至|到)\s*"
_NUMBER = r"(?:\d{1,3}(?:[,， ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_MULTIPLIER = r"[万千百亿wWk]"
_TERM = rf"(?:{_NUMBER}\s*(?:{_MULTIPLIER})?(?:\s*\d+\s*[千百])?|{NUMERAL}+(?:[万亿](?:{NUMERAL}+)?)?|{NUMERAL}*[万亿]{NUMERAL}*)"
_BEFORE = (
    r"约|大约|大概|约为|约有|近|将近|接近|估计|约计|超|超过|逾|不足|不到|不少于|不超过|不低于|不高于|至少|至多|最多|最少"
    r"|多于|少于|高于|低于|≈|>|<|≥|≤|>=|<="
)
_AFTER = r"左右|上下|余|多|以上|以下|以内|许|\+"
_FIGURE = re.compile(
    rf"(?P<before>{_BEFORE})?\s*(?P<low>{_TERM})(?P<lowsign>[%％‰]|成)?(?:{_DASH}(?P<high>{_TERM}))?"
    rf"\s*(?P<after1>{_AFTER})?\s*(?P<multiplier>[万千])?\s*(?P<sign>[%％‰]|成[半一二三四五六七八九\d]?)?\s*(?P<unit>{UNIT})?\s*(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?P<before>{_BEFORE})?\s*(?P<of>百|千|[一二三四五六七八九十]+)分之(?P<part>{NUMERAL}+|{_NUMBER})(?:点(?P<rest>{NUMERAL}+))?\s*(?P<after>{_AFTER})?"
)
_GAP = re.compile(r"(?<![\d.] )(?<=\d) (?=\d{3}(?:\D|$))")
_HALF = {"一半": 0.5, "半数": 0.5, "约半": 0.5, "约一半": 0.5, "半数左右": 0.5, "一半左右": 0.5}
_SIGNS = {"%": 0.01, "％": 0.01, "‰": 0.001, "成": 0.1}
_LONGEST = 30
_MISSING = (
    "— —— - -- --- – / \\ // … …… * ** *** ? ？ ／ n/a na nil null none nan unknown missing tbd "
    "无 无数据 暂无 暂无数据 未统计 未掌握 不掌握 不详 未知 不清楚 不明 待定 待统计 待核实 待补 缺 缺失 缺报 暂缺 空 未填 未报 "
    "无法统计 没有数据 不适用 无资料 尚未统计 暂未统计 暂无统计 暂未掌握 尚未掌握 统计中 同上年未统计"
)
MISSING = frozenset(_MISSING.split())


class Figure(NamedTuple):
    """Hold a number as it was written: its ends (equal without a range), whether it is a part of 1, its unit.

    `exact` is false where the text rounds, bounds or gives a range, or writes the number in words.
    """

    low: float
    high: float
    share: bool
    exact: bool
    unit: Unit | None

    @property
    def middle(self) -> float:
        """Return the number, for a range the middle."""
        return self.low if self.low == self.high else float(f"{(self.low + self.high) / 2:.12g}")


@lru_cache(maxsize=20_000)
def figure_in(text: str) -> Figure | None:
    """Return the number a text writes, `None` where any part of it is not understood."""
    text = " ".join(text.translate(HALF_WIDTH).translate(TO_SIMPLIFIED).split())
    # Only 1 133 may have a gap inside; 1 2 is two figures.
    text = _GAP.sub("", text)
    if not text or len(text) > _LONGEST or re.search(r"\d \d", text):
        return None
    text = text.replace(" ", "")
    if text in _HALF:
        return Figure(0.5, 0.5, share=True, exact=False, unit=None)
    return _parts(text) or _fraction(text) or _figure(text)


def is_missing(text: str) -> bool:
    """Tell whether a text says that the figure is not known."""
    return (
        "".join(text.translate(HALF_WIDTH).translate(TO_SIMPLIFIED).split()).casefold().strip("()（）")
        in MISSING
    )


def _figure(text: str) -> Figure | None:
    found = _FIGURE.fullmatch(text)
    if not found:
        return None
    both = float(MULTIPLIERS[(found["multiplier"] or "").lower()]) if found["multiplier"] else 1.0
    low, high = _term(found["low"]), _term(found["high"]) if found["high"] else None
    if (
        low is None
        or (found["high"] and high is None)
        or (found["multiplier"] and not found["after1"] and found["low"][-1:] in "万千百亿")
    ):
        return None
    if high is not None and not found["lowsign"]:
        # 1-2万 and 3~5千: the multiplier behind the second number belongs to both.
        low = low * _trailing(found["high"]) if _trailing(found["low"]) == 1 and low < high / 10 else low
    sign = found["sign"] or found["lowsign"] or ""
    if found["lowsign"] and high is None and found["sign"]:
        return None
    part = _SIGNS.get(sign[:1], 1.0)
    half = _tail_of_tenths(found["sign"] or "")
    ends = [
        float(f"{_exactly(number * both, part) + half:.15g}")
        for number in (low, low if high is None else high)
    ]
    if ends[1] < ends[0]:
        return None
    told = any(found[name] for name in ("before", "after", "after1", "high")) or "成" in sign
    words = re.search(r"[^\d.,，+\- ]", found["low"]) is not None or bool(found["multiplier"])
    return Figure(
        ends[0], ends[1], bool(sign), not (told or words), unit_in(found["unit"]) if found["unit"] else None
    )


def _tail_of_tenths(sign: str) -> float:
    """Return what 半 or a digit adds behind 成: 三成半 is 0.35, 二成三 is 0.23."""
    tail = sign[1:] if sign.startswith("成") else ""
    digit = 5.0 if tail == "半" else float(tail) if tail.isdigit() else chinese_number(tail)
    return (digit or 0.0) / 100


def _exactly(number: float, part: float) -> float:
    """Multiply without losing the last digit: 25.1% is 0.251."""
    return float(f"{number * part:.15g}") if part != 1.0 else number


def _term(text: str) -> float | None:
    found = re.fullmatch(rf"({_NUMBER})\s*({_MULTIPLIER})?(?:(\d+)([千百]))?", text)
    if not found:
        return chinese_number(text)
    grouped = found[1].replace(",", "").replace("，", "").replace(" ", "")
    if grouped != found[1] and found[1].startswith("0"):
        return None
    number = float(grouped) * MULTIPLIERS.get((found[2] or "").lower(), 1.0)
    if found[3]:
        number += float(found[3]) * MULTIPLIERS[found[4]]
    return float(f"{number:.15g}")


def _trailing(text: str) -> float:
    return MULTIPLIERS.get(text[-1:].lower(), 1.0)


def _parts(text: str) -> Figure | None:
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    whole = {"百": 100.0, "千": 1_000.0}.get(found["of"]) or chinese_number(found["of"])
    part = (
        chinese_number(found["part"])
        if re.fullmatch(NUMERAL + "+", found["part"])
        else float(found["part"].replace(",", ""))
    )
    if not whole or part is None:
        return None
    if found["rest"]:
        digits = [chinese_number(sign) for sign in found["rest"]]
        part += sum((digit or 0) * 10.0 ** -(place + 1) for place, digit in enumerate(digits))
    value = float(f"{part / whole:.12g}")
    return Figure(value, value, share=True, exact=False, unit=None)


def _fraction(text: str) -> Figure | None:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
    if not found or not 0 < int(found[1]) < int(found[2]):
        return None
    value = int(found[1]) / int(found[2])
    return Figure(value, value, share=True, exact=False, unit=None)

"""Chinese numerals: 三千五百, 一万二, 两百零六, 〇, and digits written one by one as in 一九八五."""

_DIGITS = {
    sign: value
    for value, signs in enumerate(
        ("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
NUMERAL = "[〇零○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]"


def chinese_number(text: str) -> float | None:
    """Return the number a Chinese numeral stands for, `None` where it is none or is written irregularly."""
    if not text or any(s not in _DIGITS and s not in _UNITS and s not in _LARGE for s in text):
        return None
    if len(text) > 1 and all(s in _DIGITS for s in text):
        return float("".join(str(_DIGITS[s]) for s in text))
    total = 0.0
    for sign in ("亿", "万"):
        if sign in text:
            head, _, text = text.partition(sign)
            part = _below_ten_thousand(head)
            if part is None or not part:
                return None
            total += part * _LARGE[sign]
            # 一万二 means 12,000, 一万零二 means 10,002.
            if len(text) == 1 and text in _DIGITS:
                return total + _DIGITS[text] * _LARGE[sign] / 10
    rest = _below_ten_thousand(text) if text else 0
    return None if rest is None else total + rest


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, None, 10_000
    for position, sign in enumerate(text):
        if sign in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[sign]
        elif sign in _UNITS and _UNITS[sign] < last:
            last = _UNITS[sign]
            if digit is None and not (last == 10 and position == 0):
                return None
            total += (1 if digit is None else digit) * last
            digit = None
        else:
            return None
    if digit is None:
        return total if text else None
    # 三千五 means 3,500, 三千零五 means 3,005, 十五 means 15.
    loose = last > 10 and last < 10_000 and not (len(text) > 1 and text[-2] in "〇零○")
    return total + (digit * last // 10 if loose else digit)

"""First letters of the pinyin of Chinese names, so that `lpmd` finds 柳浦名邸."""

from __future__ import annotations

from itertools import product

from classify.report.site.second_level import LETTERS

MOST = 4  # spellings of one name, where characters have several readings

# The first level of GB 2312 is ordered by pinyin: where each letter begins.
_BEGINS = (
    ("a", 0xB0A1), ("b", 0xB0C5), ("c", 0xB2C1), ("d", 0xB4EE), ("e", 0xB6EA), ("f", 0xB7A2), ("g", 0xB8C1),
    ("h", 0xB9FE), ("j", 0xBBF7), ("k", 0xBFA6), ("l", 0xC0AC), ("m", 0xC2E8), ("n", 0xC4C3), ("o", 0xC5B6),
    ("p", 0xC5BE), ("q", 0xC6DA), ("r", 0xC8BB), ("s", 0xC8F6), ("t", 0xCBFA), ("w", 0xCDDA), ("x", 0xCEF4),
    ("y", 0xD1B9), ("z", 0xD4D1),
)  # fmt: skip
_FIRST_END, _SECOND = 0xD7FA, 0xD8A1
# Readings that names of places use beside the one under which the character is filed.
_ALSO = {
    "长": "cz", "行": "hx", "乐": "ly", "重": "cz", "朝": "cz", "厦": "xs", "柏": "b", "单": "ds", "石": "sd",
    "会": "hk", "都": "d", "曾": "zc", "家": "j", "解": "jx", "校": "xj", "盛": "sc", "沈": "s", "蕃": "fb", "弄": "ln",
    "莘": "sx", "浒": "hx", "甪": "l", "堰": "y", "邸": "d", "圩": "wx", "渚": "z", "埭": "d",
}  # fmt: skip


def initials(name: str) -> str:
    """Return the first letters of a name, several spellings separated by blanks; signs are left out."""
    letters = [options for char in name.lower() if (options := _letters(char))]
    spellings = ("".join(choice) for choice in product(*letters))
    found: dict[str, None] = {}
    for spelling in spellings:
        found[spelling] = None
        if len(found) == MOST:
            break
    return " ".join(found).strip()


def _letters(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() else ""
    if char in _ALSO:
        return _ALSO[char]
    try:
        high, low = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return ""
    code = high << 8 | low
    if code >= _SECOND:
        index = (high - 0xD8) * 94 + low - 0xA1
        return LETTERS[index] if index < len(LETTERS) else ""
    if code < _BEGINS[0][1] or code > _FIRST_END:
        return ""
    return next(letter for letter, begin in reversed(_BEGINS) if code >= begin)

"""Section numbers as official documents write them: 一、 and （一） in Chinese, 1 and 1.1 in English."""

from __future__ import annotations

from classify.report.document import Heading

_DIGITS = "〇一二三四五六七八九"


class Sections:
    """Count the headings of one document."""

    def __init__(self, lang: str) -> None:
        """Start before the first section."""
        self._lang, self._section, self._part = lang, 0, 0

    def section(self, text: str) -> Heading:
        """Return the next heading of the first level."""
        self._section, self._part = self._section + 1, 0
        return Heading(1, text, f"{self._section}" if self._lang == "en" else f"{chinese(self._section)}、")

    def part(self, text: str) -> Heading:
        """Return the next heading of the second level."""
        self._part += 1
        english = f"{self._section}.{self._part}"
        return Heading(2, text, english if self._lang == "en" else f"（{chinese(self._part)}）")


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese figures."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")

"""Write `classify/report/site/second_level.py`: the pinyin initials of the second level of GB 2312.

`python tools/pinyin.py` needs pypinyin (MIT; `pip install pypinyin`), the product does not: characters of the first level are
filed by pinyin, those of the second by radical, so that 3,008 letters are all there is to know.
"""

from __future__ import annotations

from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parent.parent / "classify" / "report" / "site" / "second_level.py"


def main() -> None:
    """Write the letters in the order of the code."""
    letters = ""
    for row in range(0xD8, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312")
            letters += pinyin(char, style=Style.NORMAL)[0][0][0]
    lines = "\n".join(f'    "{letters[i : i + 94]}"' for i in range(0, len(letters), 94))
    text = (
        '"""Pinyin initials of the second level of GB 2312; written by `tools/pinyin.py`, do not edit."""\n\n'
    )
    TARGET.write_text(f"{text}LETTERS = (\n{lines}\n)\n", encoding="utf-8")


if __name__ == "__main__":
    main()

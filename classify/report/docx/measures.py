"""The measures of GB/T 9704-2012, in the units Word counts in.

22 lines of 28 characters on A4: LibreOffice and Word agree on them with a grid of lines, an exact line height
and characters set a quarter point closer; a grid of characters breaks in LibreOffice.
"""

from __future__ import annotations

MILLIMETRE = 1440 / 25.4  # in twentieths of a point
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = (round(mm * MILLIMETRE) for mm in (37, 35, 28, 26))
FOOTER = round(17 * MILLIMETRE)
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINE = 579  # 28.95 points: 22 of them are 225 mm less a hair
CLOSER = -5  # a quarter of a point
TEXT_WIDTH_EMU = TEXT_WIDTH * 635

# Sizes by their Chinese names, in half points.
NO_2, NO_3, NO_4, SMALL_4, NO_5, SMALL_5 = 44, 32, 28, 24, 21, 18

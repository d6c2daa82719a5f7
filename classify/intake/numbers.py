"""The forms of a number that can mean only one thing; everything else is left to the finding's reader."""

import re

from classify.intake.cells import Percent, Raw

# Full-width signs only: wider normalisation would turn 5² into 52.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
# The stages after this one treat what is larger as missing; a spreadsheet keeps 15 digits.
LARGEST = 1e15

_DIGITS = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_PLAIN = re.compile(_DIGITS + r"(?:[eE][+-]?[0-9]{1,3})?")
# A leading zero (0,133) would be a decimal comma.
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PARTS = re.compile(rf"({_DIGITS})\s*([%‰])")


def number_in(raw: Raw) -> float | None:
    """Return a number such as `1133`, `1,133`, `１１３３`; None for truth values, percentages and dates."""
    if isinstance(raw, str):
        number = _parsed(raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, (bool, Percent)):
        number = raw
    else:
        return None
    # Not-a-number fails this comparison too.
    return float(number) if number is not None and -LARGEST < number < LARGEST else None


def parts_in(raw: Raw) -> float | None:
    """Return the share a cell with the sign % or ‰ stands for, exact in its last digit; else None."""
    if isinstance(raw, Percent):
        return float(raw)
    found = _PARTS.fullmatch(raw.translate(HALF_WIDTH)) if isinstance(raw, str) else None
    return float(f"{found[1]}e-{2 if found[2] == '%' else 3}") if found else None


def whole(number: float | None) -> float | None:
    """Return a whole number, None for a fraction; the last bit a formula may have lost is no fraction."""
    if number is None:
        return None
    near = float(round(number))
    return near if abs(number - near) <= 1e-9 * max(1.0, abs(near)) else None


def percent(share: float) -> str:
    """Return a share as a reader writes it: 25.5%."""
    return f"{share * 100:.10g}%"


def _parsed(text: str) -> float | None:
    if not _PLAIN.fullmatch(text):
        text = text.translate(HALF_WIDTH)
        if _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        elif not _PLAIN.fullmatch(text):
            return None
    return float(text)

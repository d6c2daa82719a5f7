"""What may not be shown: names of sole traders, which are mostly people's names; and the check of codes."""

from __future__ import annotations

from classify.alliance.rows import Unit
from classify.errors import Finding, Place

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SOLE_TRADER = "92"


def uscc_sound(code: str) -> bool:
    """Tell whether a unified social credit code has 18 permitted signs and the right check sign."""
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        return False
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code[:17], _WEIGHTS, strict=True))
    # Without the outer remainder a total divisible by 31 would look for sign number 31.
    return _SIGNS[(31 - total % 31) % 31] == code[17]


def masked(unit: Unit, place: Place) -> tuple[Unit, list[Finding]]:
    """Return the unit without the name a sole trader is registered under, and a note that says so."""
    if not unit.uscc.startswith(SOLE_TRADER):
        return unit, []
    return unit._replace(name=f"个体工商户 {unit.id}"), [Finding("ALLIANCE016", place, {"id": unit.id})]

"""What may not be shown: names of sole traders, which are mostly people's names; and the check of codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from classify.alliance.rows import Agreement, Party, Unit

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


class Masked:
    """Keep the names that must not be shown while tables are read; nothing else ever sees them."""

    def __init__(self) -> None:
        """Begin with no names."""
        self.names: dict[str, str] = {}

    @staticmethod
    def sole_trader(unit: Unit) -> bool:
        """Tell whether the unit is registered under a name that is mostly a person's."""
        return unit.uscc.startswith(SOLE_TRADER)

    def unit(self, unit: Unit) -> Unit:
        """Return the unit without its registered name."""
        self.names[unit.id] = unit.name
        return unit._replace(name=f"个体工商户 {unit.id}")

    def agreements(
        self, agreements: Sequence[Agreement], parties: Iterable[Party]
    ) -> tuple[list[Agreement], list[Agreement]]:
        """Return the agreements without registered names of their parties in the title, and those that had one."""
        hidden: defaultdict[str, list[str]] = defaultdict(list)
        for party in parties:
            if party.unit in self.names:
                hidden[party.agreement].append(party.unit)
        changed = {}
        for at, row in enumerate(agreements):
            title = row.name
            for id_ in hidden.get(row.id, ()):
                title = title.replace(self.names[id_], f"个体工商户 {id_}")
            if title != row.name:
                changed[at] = row._replace(name=title)
        return [changed.get(at, row) for at, row in enumerate(agreements)], list(changed.values())

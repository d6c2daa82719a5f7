"""Who serves which need, without writing out every pair: an alliance of n providers and m communities costs n + m."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classify.alliance.state import State


class Providers(Mapping[str, str]):
    """Map the units that serve a need to their offers; the parts are shared by all needs of an agreement and kind."""

    __slots__ = ("home", "parts")

    def __init__(self, parts: Sequence[Mapping[str, str]], home: str) -> None:
        """Take what each agreement of the community brings, and the community, which does not serve itself."""
        self.parts = sorted(parts, key=len, reverse=True) if len(parts) > 1 else parts
        self.home = home

    def __getitem__(self, unit: str) -> str:
        """Return the offer by which a unit serves the need."""
        if unit != self.home:
            for part in self.parts:
                if unit in part:
                    return part[unit]
        raise KeyError(unit)

    def __iter__(self) -> Iterator[str]:
        """Yield each unit once."""
        for unit in self.parts[0] if self.parts else ():
            if unit != self.home:
                yield unit
        yield from self.beyond()

    def beyond(self) -> Iterator[str]:
        """Yield the units that the largest part does not hold."""
        for at, part in enumerate(self.parts[1:], 1):
            for unit in part:
                if unit != self.home and not any(unit in earlier for earlier in self.parts[:at]):
                    yield unit

    def __len__(self) -> int:
        """Return the number of units; costs what the smaller parts hold."""
        if not self.parts:
            return 0
        return len(self.parts[0]) - (self.home in self.parts[0]) + sum(1 for _unit in self.beyond())


class Served:
    """Count what every unit serves; `depends` lists the needs that would be short of a provider without it."""

    def __init__(self, state: State) -> None:
        """Count the open needs of a day."""
        self.needs: Counter[str] = Counter()
        self.urgent: Counter[str] = Counter()
        self.depends: defaultdict[str, list[str]] = defaultdict(list)
        shared: Counter[int] = Counter()
        pressing: Counter[int] = Counter()
        parts: dict[int, Mapping[str, str]] = {}
        for id_, providers in state.providers.items():
            if not providers.parts:
                continue
            need, largest = state.needs[id_], providers.parts[0]
            parts[id(largest)] = largest
            shared[id(largest)] += 1
            pressing[id(largest)] += need.urgent
            if providers.home in largest:
                self._add(providers.home, -1, need.urgent)
            for unit in providers.beyond():
                self._add(unit, 1, need.urgent)
            if len(providers) <= need.wanted:
                for unit in providers:
                    self.depends[unit].append(id_)
        for key, part in parts.items():
            for unit in part:
                self.needs[unit] += shared[key]
                self.urgent[unit] += pressing[key]

    def _add(self, unit: str, by: int, urgent: bool) -> None:  # noqa: FBT001 - a need's own field
        self.needs[unit] += by
        self.urgent[unit] += by * urgent

"""Sets of values: intervals of numbers and sets of words, the little that reasoning about conditions needs.

Every operation returns a superset of what is possible, never less: what is empty here is impossible.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

INF = math.inf
_FEW = 64  # whole numbers that are looked at one by one


@dataclass(frozen=True, slots=True)
class Span:
    """Hold the numbers from `low` to `high`; an open end does not belong, `whole` leaves whole numbers only."""

    low: float = -INF
    high: float = INF
    low_open: bool = False
    high_open: bool = False
    whole: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether no number is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: Span) -> Span:
        """Return the numbers that are in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, shut = min((self.high, not self.high_open), (other.high, not other.high_open))
        return _rounded(Span(low, high, low_open, not shut, self.whole or other.whole))

    def without(self, holes: Sequence[float]) -> Span:
        """Return the numbers without single ones, where that leaves a single interval."""
        span = self
        for hole in sorted(holes):
            if span.low == hole:
                span = _rounded(replace(span, low_open=True))
        for hole in sorted(holes, reverse=True):
            if span.high == hole:
                span = _rounded(replace(span, high_open=True))
        if span.whole and span.high - span.low < _FEW and not span.empty:
            left = [n for n in range(int(span.low), int(span.high) + 1) if n not in holes]
            return span if left else Span(1, 0)
        return span


EVERYTHING = Span()
NOTHING = Span(1, 0)


def point(value: float) -> Span:
    """Return the set of one number."""
    return Span(value, value, whole=value.is_integer())


def hull(spans: Sequence[Span]) -> Span:
    """Return an interval that holds all of `spans`."""
    return Span(min(s.low for s in spans), max(s.high for s in spans), whole=all(s.whole for s in spans))


def beyond(op: str, limit: Span) -> Span:
    """Return the numbers x for which `x op y` can hold with some y of `limit`."""
    if op == ">=":
        return Span(low=limit.low, low_open=limit.low_open)
    if op == ">":
        return Span(low=limit.low, low_open=True)
    if op == "<=":
        return Span(high=limit.high, high_open=limit.high_open)
    if op == "<":
        return Span(high=limit.high, high_open=True)
    return limit if op == "==" else EVERYTHING


def _rounded(span: Span) -> Span:
    if not span.whole:
        return span
    low, high = span.low, span.high
    if math.isfinite(low):
        low = math.floor(low) + 1.0 if span.low_open and float(low).is_integer() else float(math.ceil(low))
    if math.isfinite(high):
        high = (
            math.ceil(high) - 1.0 if span.high_open and float(high).is_integer() else float(math.floor(high))
        )
    return Span(low, high, whole=True)


def calculated(op: str, left: Span, right: Span) -> Span:
    """Return what `left op right` can be.

    Rounding is monotone, so the ends computed as the engines compute them bound what they compute.
    """
    whole = left.whole and right.whole and op != "/"
    if op == "+":
        return _safe(left.low + right.low, left.high + right.high, whole=whole)
    if op == "-":
        return _safe(left.low - right.high, left.high - right.low, whole=whole)
    if op == "/":
        return _divided(left, right)
    products = [_product(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return _safe(min(products), max(products), whole=whole)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _divided(left: Span, right: Span) -> Span:
    if right.low < 0 < right.high or right.low == right.high == 0:
        return EVERYTHING  # a division by zero is unknown; whatever is near zero makes anything possible
    ends = [b for b in (right.low, right.high) if b != 0]
    found = [q for a in (left.low, left.high) for b in ends for q in _quotients(a, b)]
    if 0 in (right.low, right.high):
        # The divisor comes as close to zero as it likes, from one side.
        sign = 1.0 if right.high > 0 else -1.0
        found += [sign * math.copysign(INF, a) if a else 0.0 for a in (left.low, left.high)]
    return _safe(min(found), max(found), whole=False)


def _quotients(a: float, b: float) -> tuple[float, ...]:
    # The engines multiply by the reciprocal of a constant and divide by anything else.
    if math.isinf(b):
        return (0.0,) if math.isfinite(a) else (0.0, a if b > 0 else -a)
    return (a / b, a * (1.0 / b)) if math.isfinite(1.0 / b) else (a / b,)


def _safe(low: float, high: float, *, whole: bool) -> Span:
    return Span(-INF if math.isnan(low) else low, INF if math.isnan(high) else high, whole=whole)


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the texts in `members`, or with `others` all texts but those."""

    members: frozenset[str]
    others: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether no text is left."""
        return not self.others and not self.members

    def meet(self, other: Words) -> Words:
        """Return the texts that are in both."""
        if self.others and other.others:
            return Words(self.members | other.members, others=True)
        if self.others:
            return Words(other.members - self.members)
        return Words(self.members - other.members if other.others else self.members & other.members)


ANY_WORD = Words(frozenset(), others=True)

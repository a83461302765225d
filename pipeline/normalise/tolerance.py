"""Numbers that carry their precision: closed intervals and the arithmetic of stated figures.

A stated figure is an interval: an exact count `[v, v]`; a rounded one ± half of the last stated place; "about" ± one
whole such unit; "nearly" `[v - unit, v]`; "over" `[v, v + unit]`. Two figures agree when their intervals meet.
"""

from __future__ import annotations

from dataclasses import dataclass

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval `[low, high]` in the figure's base unit."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval from {self.low} to {self.high} is empty")

    def meets(self, other: Interval) -> bool:
        """Whether the two share a point; a hair's breadth of floating error counts as touching."""
        slack = _SLACK * max(1.0, abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: float) -> Interval:
        """Every point multiplied by a constant."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Interval(low, high)

    def over(self, other: Interval) -> Interval | None:
        """Quotient of the two; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def magnitude(self) -> Interval:
        """Interval of the absolute values."""
        if self.low <= 0 <= self.high:
            return Interval(0.0, max(-self.low, self.high))
        return self if self.low > 0 else -self


def exact(value: float) -> Interval:
    """A figure taken at its word."""
    return Interval(value, value)


def resolution(value: float, decimals: int, scale: float = 1.0) -> float:
    """Unit of the last stated place, scale included; 0 for a count below 1 000 (it is exact).

    Integers from 1 000 on are taken as rounded at their last non-zero digit.
    """
    if decimals > 0:
        return scale * 10.0**-decimals
    if scale != 1.0:
        return scale
    return trailing_unit(value) if abs(value) >= 1000 else 0.0


def trailing_unit(value: float) -> float:
    """Place of the last non-zero digit of an integer: 208 000 -> 1 000, 40 -> 10, 0 -> 1."""
    number, unit = round(abs(value)), 1
    while number and number % 10 == 0:
        number //= 10
        unit *= 10
    return float(unit)


def stated(value: float, unit: float, approx: str | None = None) -> Interval:
    """The interval a figure states. `unit` is its resolution (0: exact); `approx` about, nearly, over, under or None."""
    if approx is None:
        return Interval(value - unit / 2, value + unit / 2)
    step = unit or trailing_unit(value)
    if approx == "about":
        return Interval(value - step, value + step)
    return Interval(value - step, value) if approx in ("nearly", "under") else Interval(value, value + step)


def percent_change(base: Interval, new: Interval) -> Interval | None:
    """Change from base to new in percent; None when the base may be zero or negative."""
    if base.low <= 0:
        return None
    ends = [100 * (n / b - 1) for n in (new.low, new.high) for b in (base.low, base.high)]
    return Interval(min(ends), max(ends))


def percent_share(part: Interval, whole: Interval) -> Interval | None:
    """Part of the whole in percent; None when the whole may be zero."""
    ratio = part.over(whole)
    return None if ratio is None else ratio.times(100)


def possible_counts(share: Interval, whole: int) -> list[int]:
    """Whole counts k of `whole` whose share k / whole lies in the stated percent interval."""
    return [k for k in range(whole + 1) if share.meets(exact(100 * k / whole))] if whole > 0 else []

"""Which usual slip explains a figure that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.normalise.tolerance import Interval

Compute = Callable[[Interval, Interval], Interval | None]


def typo(stated: float, step: float, expected: Interval) -> bool:
    """Whether one mistyped digit, or two neighbours exchanged, turns a value of the interval into the stated one.

    `step` is the unit of the stated figure's last place; figures of one digit are never called mistyped.
    """
    unit = step or 1.0
    written = f"{round(stated / unit)}"
    if stated <= 0 or expected.low <= 0 or len(written) < 2:
        return False
    return any(expected.meets(Interval((v - 0.5) * unit, (v + 0.5) * unit)) for v in _variants(written))


def _variants(written: str) -> Iterable[float]:
    for n, digit in enumerate(written):
        for other in "0123456789":
            if other != digit and not (n == 0 and other == "0"):
                yield float(written[:n] + other + written[n + 1 :])
        following = written[n + 1 : n + 2]
        if following.isdigit() and following != digit and not (n == 0 and following == "0"):
            yield float(written[:n] + following + digit + written[n + 2 :])


def swapped_digits(one: float, other: float) -> bool:
    """Whether two numbers differ by two neighbouring digits exchanged, or by one of at least four digits."""
    a, b = f"{one:.10g}", f"{other:.10g}"
    if len(a) != len(b) or a == b or a.find(".") != b.find("."):
        return False
    a, b = a.replace(".", ""), b.replace(".", "")
    differing = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        return a[differing[0]] == b[differing[1]] and a[differing[1]] == b[differing[0]]
    return False


def near_miss(stated: float, step: float, expected: Interval) -> bool:
    """Whether the stated figure is the value cut off, or rounded to the wrong side: less than one unit away."""
    gap = expected.low - stated if stated < expected.low else stated - expected.high
    return 0 < gap < step

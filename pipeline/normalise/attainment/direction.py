"""Which direction is better: given, else told by the comparator, by target against baseline, or by wording."""

from __future__ import annotations

from typing import Any

from pipeline.normalise.attainment.numbers import level
from pipeline.normalise.attainment.words import Words, fold

Cell = dict[str, Any]


def direction(
    given: str | None, indicator: str, baseline: Cell, target: Cell, words: Words
) -> tuple[str | None, bool]:
    """(higher | lower | None, whether it was inferred).

    A written comparator and a wished trend say it outright. Wording counts when it points one way; only then
    target against baseline, for a cautious target may stand below what was reached already.
    """
    if given in ("higher", "lower"):
        return given, False
    for item in target.get("items") or []:
        comparator = item.get("comparator")
        if comparator in (">", ">="):
            return "higher", True
        if comparator in ("<", "<="):
            return "lower", True
    if target.get("trend") in ("increase", "decrease"):
        return ("higher" if target["trend"] == "increase" else "lower"), True
    text = fold(indicator)
    lower, higher = bool(words.lower.search(text)), bool(words.higher.search(text))
    if lower != higher:
        return ("lower" if lower else "higher"), True
    start, goal = level(baseline), level(target)
    if start is not None and goal is not None and start.unit_fits(goal) and start.value != goal.value:
        return ("higher" if goal.value > start.value else "lower"), True
    return None, False

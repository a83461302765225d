"""Which direction is better: given, else told by the comparator, by target against baseline, or by wording."""

from __future__ import annotations

from typing import Any

from pipeline.normalise.attainment.numbers import level
from pipeline.normalise.attainment.words import Words, fold

Cell = dict[str, Any]
_WAYS = {">": "higher", ">=": "higher", "<": "lower", "<=": "lower"}


def direction(
    given: str | None, indicator: str, baseline: Cell, target: Cell, words: Words
) -> tuple[str | None, bool]:
    """(higher | lower | None, whether it was inferred).

    A written comparator and a wished trend say it outright, which is no inference. Wording counts when it points one
    way; only then target against baseline, for a cautious target may stand below what was reached already.
    """
    if given in ("higher", "lower"):
        return given, False
    told = [_WAYS[c] for item in target.get("items") or [] if (c := item.get("comparator")) in _WAYS]
    if told:
        return told[0], len(set(told)) > 1
    if target.get("trend") in ("increase", "decrease"):
        return ("higher" if target["trend"] == "increase" else "lower"), False
    text = fold(indicator)
    lower, higher = bool(words.lower.search(text)), bool(words.higher.search(text))
    if lower != higher:
        return ("lower" if lower else "higher"), True
    start, goal = level(baseline), level(target)
    if start is not None and goal is not None and start.unit_fits(goal) and start.value != goal.value:
        return ("higher" if goal.value > start.value else "lower"), True
    return None, False

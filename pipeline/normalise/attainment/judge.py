"""Which judgement a target asks for: by its figure, its span, its change, its state."""

from __future__ import annotations

from pipeline.normalise.attainment.case import Case, Cell, Judgement
from pipeline.normalise.attainment.direction import direction
from pipeline.normalise.attainment.levels import (
    against_baseline,
    against_change,
    against_level,
    against_range,
    around_zero,
    change_of,
)
from pipeline.normalise.attainment.numbers import bounds, level
from pipeline.normalise.attainment.states import against_items, against_state, item_states
from pipeline.normalise.attainment.words import Words

_NOTHING = ("empty", "not_available")


def _two_meanings(cell: Cell) -> bool:
    """Whether a figure was read as decimals that may be thousands: "12,345 kpl" is twelve or twelve thousand."""
    flags = cell.get("flags") or ()
    return any(flag.startswith("ambiguous_") for flag in flags) and "thousands_point" not in flags


def judge(
    indicator: str,
    baseline: Cell,
    target: Cell,
    actual: Cell,
    *,
    texts: dict[str, str],
    explanation: str,
    better: str | None,
    words: Words,
) -> Judgement:
    """Judge one indicator from its three cells as read (the form of `explain values`).

    `texts` holds the shown `baseline`, `target` and `actual`. Nothing is guessed: what the cells do not tell is
    `not_assessable` with the reason.
    """
    way, inferred = direction(better, indicator, baseline, target, words)
    case = Case(baseline, target, actual, texts, explanation, way, inferred, words)
    if target.get("kind") in _NOTHING:
        return case.answer("not_assessable", "no_target")
    if actual.get("kind") in _NOTHING:
        return case.answer("not_assessable", "no_actual")
    if _two_meanings(target) or _two_meanings(actual):
        return case.answer("not_assessable", "unclear")
    if item_states(target) and item_states(actual):
        return against_items(case)
    limits = bounds(target)
    if limits is not None:
        return against_range(case, *limits)
    span = around_zero(target)
    if span is not None:
        return against_range(case, -span, span)
    wished = change_of(target) if target.get("kind") == "change" else None
    if wished is not None:
        return against_change(case, wished)
    goal = level(target)
    if goal is not None and (actual.get("items") or actual.get("state") is None):
        return against_level(case, goal)
    if goal is not None and actual.get("state") in words.rungs["reached"]:
        ticked = "boolean" in (actual.get("flags") or ())
        return case.answer("not_assessable", "unclear") if ticked else case.answer("met", "met_state")
    if goal is not None and actual.get("state") in words.rungs["failed"]:
        return case.answer("not_met", "missed_state")
    if (
        target.get("trend") in ("increase", "decrease", "maintain", "improve")
        and target.get("kind") == "relative_target"
    ):
        return against_baseline(case, str(target["trend"]))
    if target.get("kind") in ("compound", "series") and not target.get("state"):
        return case.answer("not_assessable", "several_items")
    return against_state(case)

"""Figures against figures: a level, a span, a change, the baseline; days against weeks."""

from __future__ import annotations

from pipeline.model.quoting import quoted
from pipeline.normalise.attainment.case import Case, Cell, Judgement
from pipeline.normalise.attainment.numbers import Level, in_days, level


def _up(case: Case, goal: Level) -> bool | None:
    """Whether a target is reached from below: by its "at least", else by the direction that is better."""
    if goal.comparator not in (None, "="):
        return goal.comparator in (">", ">=")
    return None if case.better is None else case.better == "higher"


def _progress(case: Case, goal: Level, actual: float) -> float | None:
    """Percent of the way from baseline to target; None where the target is weaker than the baseline: there is no way."""
    start = level(case.baseline)
    if start is None or start.value == goal.value:
        return None
    up = _up(case, goal)
    if up is not None and up != (goal.value > start.value):
        return None
    return round(100 * (actual - start.value) / (goal.value - start.value), 1)


_SHORT = 40


def _said(case: Case, goal: Level) -> str:
    """The target as a reader should see it: "(at most 14 days)" where a bound is written, else the figure alone."""
    text = " ".join(case.texts.get("target", "").split())
    bounded = goal.comparator not in (None, "=") and text
    return f"({quoted(text)})" if bounded and len(text) <= _SHORT else goal.written


_PLACES = ("rank", "time")
"""Units of which a larger number is neither more nor less: the third place, half past nine."""


def _met(case: Case, actual: Level, goal: Level, *, hit: bool, over: bool | None, progress: float | None) -> Judgement:  # fmt: skip
    """Met or missed; of a miss, on which side of the target the outcome lies (`over` is None where on neither)."""
    side = "" if hit or over is None or goal.unit in _PLACES else "missed_above" if over else "missed_below"
    return case.answer(
        "met" if hit else "not_met",
        "met_value" if hit else "missed_value",
        progress,
        side,
        actual=actual.written,
        target=_said(case, goal),
    )


def against_level(case: Case, goal: Level) -> Judgement:
    """One figure against one figure, by the comparator or by the direction that is better."""
    actual = level(case.actual, goal)
    if actual is None:
        return case.answer("not_assessable", "several_items" if case.actual.get("items") else "unclear")
    if not actual.unit_fits(goal):
        return _in_days(case, actual, goal)
    over = None if actual.value == goal.value else actual.value > goal.value
    progress = _progress(case, goal, actual.value)
    if goal.comparator in (">", "<"):
        hit = actual.value > goal.value if goal.comparator == ">" else actual.value < goal.value
        best = actual.high > goal.value if goal.comparator == ">" else actual.low < goal.value
    elif case.better is None:
        if actual.value == goal.value:
            return _met(case, actual, goal, hit=True, over=over, progress=progress)
        return case.answer("not_assessable", "direction_unknown", progress)
    else:
        up = case.better == "higher"
        hit = actual.value >= goal.value if up else actual.value <= goal.value
        best = actual.high >= goal.value if up else actual.low <= goal.value
    if not hit and best:
        return case.answer("not_assessable", "too_rough", progress)
    return _met(case, actual, goal, hit=hit, over=over, progress=progress)


def _in_days(case: Case, actual: Level, goal: Level) -> Judgement:
    """Days against weeks or months: judged where it comes out alike for working days and for calendar days."""
    got, wanted = in_days(actual), in_days(goal)
    up = goal.comparator in (">", ">=") or (goal.comparator in (None, "=") and case.better == "higher")
    if got is None or wanted is None or (case.better is None and goal.comparator in (None, "=")):
        return case.answer("not_assessable", "units_differ")
    surely, never = (
        (got[0] >= wanted[1], got[1] < wanted[0]) if up else (got[1] <= wanted[0], got[0] > wanted[1])
    )
    if not surely and not never:
        return case.answer("not_assessable", "units_differ")
    return _met(case, actual, goal, hit=surely, over=not up, progress=None)


def around_zero(cell: Cell) -> float | None:
    """How far from zero a target such as "±1,0 %" lets the outcome be; None for any other."""
    items = cell.get("items") or []
    if len(items) != 1 or not str(items[0].get("as_written") or "").startswith("\u00b1"):
        return None
    item = items[0]
    size = next((item[k] for k in ("change_pct", "change_pp", "value") if item.get(k) is not None), None)
    return abs(float(size)) if size else None


def against_range(case: Case, low: float, high: float) -> Judgement:
    """A figure against a span; beyond it on the better side is met too."""
    actual = level(case.actual)
    if actual is None:
        return case.answer("not_assessable", "several_items")
    inside = low <= actual.value <= high
    beyond = (case.better == "higher" and actual.value > high) or (
        case.better == "lower" and actual.value < low
    )
    if not inside and not beyond and case.better is None:
        return case.answer("not_assessable", "direction_unknown")
    hit = inside or beyond
    return case.answer(
        "met" if hit else "not_met", "met_value" if hit else "missed_value", actual=actual.written
    )


def change_of(cell: Cell) -> float | None:
    """The change in percent of a cell that states one; None for any other."""
    changes = [i["change_pct"] for i in cell.get("items") or [] if i.get("change_pct") is not None]
    return float(changes[0]) if len(changes) == 1 else None


def against_change(case: Case, wished: float) -> Judgement:
    """A target that is itself a change ("+5 %"): against the stated change, else against baseline and actual."""
    reached = change_of(case.actual)
    if reached is None:
        start = level(case.baseline)
        actual = level(case.actual, start)
        if start is None or actual is None or start.value == 0 or not start.unit_fits(actual):
            return case.answer("not_assessable", "no_baseline")
        reached = 100 * (actual.value - start.value) / start.value
    hit = reached >= wished if wished >= 0 else reached <= wished
    return case.change(hit=hit, reached=(reached, "percent"), wished=(wished, "percent"))


def against_baseline(case: Case, trend: str) -> Judgement:
    """A wish without a figure (growth, the same level) against baseline and actual."""
    start = level(case.baseline)
    actual = level(case.actual, start)
    if start is None or actual is None:
        stated = case.actual.get("trend") or case.actual.get("state")
        if stated and stated == {"improve": "improved"}.get(trend, trend):
            return case.answer("met", "met_state")
        return case.answer("not_assessable", "no_baseline")
    if not start.unit_fits(actual):
        return case.answer("not_assessable", "units_differ")
    wish = {"increase": "wish_increase", "decrease": "wish_decrease"}.get(trend, "wish_maintain")
    if trend in ("improve", "maintain", "approach") and case.better is None:
        return case.answer("not_assessable", "direction_unknown")
    if trend == "improve":
        wish = "wish_increase" if case.better == "higher" else "wish_decrease"
    if wish == "wish_maintain":
        hit = actual.value >= start.value if case.better == "higher" else actual.value <= start.value
    else:
        hit = actual.value > start.value if wish == "wish_increase" else actual.value < start.value
    basis = "met_baseline" if hit else "missed_baseline"
    return case.answer(
        "met" if hit else "not_met", basis, wish=wish, actual=actual.written, baseline=start.written
    )

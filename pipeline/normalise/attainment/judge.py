"""The judgement: target and actual as read → met, partly, not_met, not_assessable, with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.normalise.attainment.direction import direction
from pipeline.normalise.attainment.numbers import Level, bounds, in_days, level
from pipeline.normalise.attainment.words import Words, fold
from pipeline.normalise.values import read_value

Cell = dict[str, Any]
_NOTHING = ("empty", "not_available")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`basis` is the code of the sentence; `texts` fill it. `progress` is percent of the way to the target."""

    attainment: str
    basis: str
    texts: dict[str, str]
    better: str | None = None
    inferred: bool = False
    progress: float | None = None

    def say(self, words: Words, lang: str) -> str:
        """The basis as a sentence; an inferred direction is said to be inferred."""
        texts = {k: (words.say(v, lang) if v.startswith("wish_") else v) for k, v in self.texts.items()}
        if self.basis in ("met_change", "missed_change") and lang != "en":
            texts |= {k: texts[k].replace(".", ",") for k in ("actual", "target") if k in texts}
        sentence = words.say(self.basis, lang, **texts)
        if not self.inferred or self.better is None or self.basis not in ("met_value", "missed_value"):
            return sentence
        return f"{sentence} {words.say('inferred', lang, way=words.say(f'way_{self.better}', lang))}"


@dataclass(frozen=True, slots=True)
class _Case:
    """All a judgement looks at: the three cells with their texts."""

    baseline: Cell
    target: Cell
    actual: Cell
    texts: dict[str, str]
    explanation: str
    better: str | None
    inferred: bool
    words: Words

    def answer(self, attainment: str, basis: str, progress: float | None = None, **texts: str) -> Judgement:
        return Judgement(attainment, basis, {**self.texts, **texts}, self.better, self.inferred, progress)


def _progress(case: _Case, goal: float, actual: float) -> float | None:
    start = level(case.baseline)
    if start is None or start.value == goal:
        return None
    return round(100 * (actual - start.value) / (goal - start.value), 1)


_SHORT = 40


def _said(case: _Case, goal: Level) -> str:
    """The target as a reader should see it: with its "at most" where one is written, else the figure alone."""
    text = " ".join(case.texts.get("target", "").split())
    bounded = goal.comparator not in (None, "=") and text
    return text if bounded and len(text) <= _SHORT else goal.written


def _against_level(case: _Case, goal: Level) -> Judgement:
    actual = level(case.actual, goal)
    if actual is None:
        return case.answer("not_assessable", "several_items" if case.actual.get("items") else "unclear")
    if not actual.unit_fits(goal):
        return _in_days(case, actual, goal)
    texts = {"actual": actual.written, "target": _said(case, goal)}
    progress = _progress(case, goal.value, actual.value)
    if goal.comparator in (">", "<"):
        hit = actual.value > goal.value if goal.comparator == ">" else actual.value < goal.value
        best = actual.high > goal.value if goal.comparator == ">" else actual.low < goal.value
    elif case.better is None:
        if actual.value == goal.value:
            return case.answer("met", "met_value", progress, **texts)
        return case.answer("not_assessable", "direction_unknown", progress)
    else:
        up = case.better == "higher"
        hit = actual.value >= goal.value if up else actual.value <= goal.value
        best = actual.high >= goal.value if up else actual.low <= goal.value
    if not hit and best:
        return case.answer("not_assessable", "too_rough", progress)
    return case.answer("met" if hit else "not_met", "met_value" if hit else "missed_value", progress, **texts)


def _in_days(case: _Case, actual: Level, goal: Level) -> Judgement:
    """Days against weeks or months: judged where it comes out alike for working days and for calendar days."""
    got, wanted = in_days(actual), in_days(goal)
    up = goal.comparator in (">", ">=") or (goal.comparator in (None, "=") and case.better == "higher")
    if got is None or wanted is None or (case.better is None and goal.comparator in (None, "=")):
        return case.answer("not_assessable", "units_differ")
    texts = {"actual": actual.written, "target": _said(case, goal)}
    surely, never = (
        (got[0] >= wanted[1], got[1] < wanted[0]) if up else (got[1] <= wanted[0], got[0] > wanted[1])
    )
    if not surely and not never:
        return case.answer("not_assessable", "units_differ")
    return case.answer(
        "met" if surely else "not_met", "met_value" if surely else "missed_value", None, **texts
    )


def _around_zero(cell: Cell) -> float | None:
    """How far from zero a target such as "±1,0 %" lets the outcome be; None for any other."""
    items = cell.get("items") or []
    if len(items) != 1 or not str(items[0].get("as_written") or "").startswith("\u00b1"):
        return None
    item = items[0]
    size = next((item[k] for k in ("change_pct", "change_pp", "value") if item.get(k) is not None), None)
    return abs(float(size)) if size else None


def _against_range(case: _Case, low: float, high: float) -> Judgement:
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


def _change(cell: Cell) -> tuple[float, str] | None:
    changes = [(i["change_pct"], i) for i in cell.get("items") or [] if i.get("change_pct") is not None]
    return (float(changes[0][0]), f"{changes[0][0]:+g} %") if len(changes) == 1 else None


def _against_change(case: _Case, wished: tuple[float, str]) -> Judgement:
    """A target that is itself a change ("+5 %"): against the stated change, else against baseline and actual."""
    reached = _change(case.actual)
    if reached is None:
        start = level(case.baseline)
        actual = level(case.actual, start)
        if start is None or actual is None or start.value == 0 or not start.unit_fits(actual):
            return case.answer("not_assessable", "no_baseline")
        pct = 100 * (actual.value - start.value) / start.value
        reached = pct, f"{pct:+.1f} %"
    hit = reached[0] >= wished[0] if wished[0] >= 0 else reached[0] <= wished[0]
    return case.answer(
        "met" if hit else "not_met",
        "met_change" if hit else "missed_change",
        actual=reached[1],
        target=wished[1],
    )


def _against_baseline(case: _Case, trend: str) -> Judgement:
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


def _item_states(cell: Cell) -> list[str]:
    return [str(i["state"]) for i in cell.get("items") or [] if i.get("state") and i.get("value") is not None]


def _parts(text: str, words: Words) -> list[str | None]:
    """The states of a text's parts between commas and "and"."""
    parts = [p for p in words.joining.split(text) if p.strip()]
    return [
        read_value({"text": p, "field": "actual", "lang": None, "context": {}}, words.lexicon).get("state")
        for p in parts
    ]


def _conditions(text: str, words: Words) -> int:
    """How many states a target asks for at once: "valmis ja käynnissä" is two."""
    return sum(state not in (None, "other") for state in _parts(text, words))


def _parts_short(text: str, words: Words) -> bool:
    """Whether an outcome of several parts has one that tells no state, or one that is only planned."""
    states = _parts(text, words)
    waiting = {None, "other", *(words.rungs["short"] - words.rungs["running"])}
    return len(states) > 1 and any(state in waiting for state in states)


def _after_the_deadline(target: Cell, actual: Cell) -> bool:
    """Whether what a target wants by a day was done on a later one: "by 30.6.2023", "1.9.2023"."""
    due = [p["end"] for i in target.get("items") or [] if (p := i.get("period")) and p.get("end")]
    done = [p["start"] for i in actual.get("items") or [] if (p := i.get("period")) and p.get("start")]
    return len(due) == 1 and len(done) == 1 and done[0] > due[0]


def _against_state(case: _Case) -> Judgement:
    rungs = case.words.rungs
    wanted, got = case.target.get("state"), case.actual.get("state")
    if wanted in (None, "other") or got in (None, "other"):
        return case.answer("not_assessable", "unclear")
    target, actual = case.texts.get("target", ""), case.texts.get("actual", "")
    if _conditions(target, case.words) > 1 and _parts_short(actual, case.words):
        return case.answer("not_assessable", "several_conditions")
    if got == "not_needed" or (
        got in rungs["short"] and case.words.not_needed.search(fold(case.explanation))
    ):
        return case.answer("not_assessable", "not_needed")
    later = "after_report_year" in (case.actual.get("flags") or ())
    if later and got in rungs["reached"] and "after_report_year" not in (case.target.get("flags") or ()):
        return case.answer("not_met", "missed_state")  # "valmistuu 2/2024": it was not done in the year
    if wanted in rungs["reached"]:
        if got in rungs["reached"]:
            if _after_the_deadline(case.target, case.actual):
                return case.answer("partly", "late_state", target=target, actual=actual)
            same_kind = got in (wanted, "done") or wanted == "done"
            return case.answer(*(("met", "met_state") if same_kind else ("not_assessable", "unclear")))
        if got in rungs["nearly"]:
            return case.answer("partly", "partly_state")
        if got in rungs["short"]:
            return case.answer("not_met", "missed_state")
    if wanted in rungs["running"]:
        if got == wanted or got in rungs["reached"] or (got in rungs["running"] and wanted == "in_progress"):
            return case.answer("met", "met_state")
        if got in rungs["short"] and got not in rungs["running"]:
            return case.answer("not_met", "missed_state")
    if got == wanted:
        return case.answer("met", "met_state")
    return case.answer("not_assessable", "unclear")


def _against_items(case: _Case) -> Judgement:
    """Counts with a state each ("1 uusi + 1 vireille"): met when each wanted state is reached as often."""
    wanted, got = _item_states(case.target), _item_states(case.actual)
    reached = case.words.rungs["reached"]
    want_done, got_done = sum(s in reached for s in wanted), sum(s in reached for s in got)
    if got_done >= want_done and len(got) >= len(wanted):
        return case.answer("met", "met_state")
    return case.answer("partly" if len(got) >= len(wanted) or got_done else "not_assessable", "partly_items")


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
    case = _Case(baseline, target, actual, texts, explanation, way, inferred, words)
    if target.get("kind") in _NOTHING:
        return case.answer("not_assessable", "no_target")
    if actual.get("kind") in _NOTHING:
        return case.answer("not_assessable", "no_actual")
    if _two_meanings(target) or _two_meanings(actual):
        return case.answer("not_assessable", "unclear")
    if _item_states(target) and _item_states(actual):
        return _against_items(case)
    limits = bounds(target)
    if limits is not None:
        return _against_range(case, *limits)
    span = _around_zero(target)
    if span is not None:
        return _against_range(case, -span, span)
    wished = _change(target) if target.get("kind") == "change" else None
    if wished is not None:
        return _against_change(case, wished)
    goal = level(target)
    if goal is not None and (actual.get("items") or actual.get("state") is None):
        return _against_level(case, goal)
    if goal is not None and actual.get("state") in words.rungs["reached"]:
        ticked = "boolean" in (actual.get("flags") or ())
        return case.answer("not_assessable", "unclear") if ticked else case.answer("met", "met_state")
    if goal is not None and actual.get("state") in words.rungs["failed"]:
        return case.answer("not_met", "missed_state")
    if (
        target.get("trend") in ("increase", "decrease", "maintain", "improve")
        and target.get("kind") == "relative_target"
    ):
        return _against_baseline(case, str(target["trend"]))
    if target.get("kind") in ("compound", "series") and not target.get("state"):
        return case.answer("not_assessable", "several_items")
    return _against_state(case)

"""States against states: done, in use, under way, not begun; and counts that have a state each."""

from __future__ import annotations

from pipeline.normalise.attainment.case import Case, Cell, Judgement
from pipeline.normalise.attainment.words import Words, fold
from pipeline.normalise.values import read_value


def item_states(cell: Cell) -> list[str]:
    """The states of counts that have one each ("1 uusi + 1 vireillä")."""
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


def against_state(case: Case) -> Judgement:
    """A state against a state, by the rungs of the word lists."""
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


def against_items(case: Case) -> Judgement:
    """Counts with a state each ("1 uusi + 1 vireille"): met when each wanted state is reached as often."""
    wanted, got = item_states(case.target), item_states(case.actual)
    reached = case.words.rungs["reached"]
    want_done, got_done = sum(s in reached for s in wanted), sum(s in reached for s in got)
    if got_done >= want_done and len(got) >= len(wanted):
        return case.answer("met", "met_state")
    return case.answer("partly" if len(got) >= len(wanted) or got_done else "not_assessable", "partly_items")

"""Financial targets that stand in prose only: the wished change against the change the outcome tells."""

from __future__ import annotations

import re
from typing import Any

from pipeline.normalise.attainment.judge import Judgement
from pipeline.normalise.attainment.words import Words, fold
from pipeline.normalise.claims import read_claims

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ])")
_CHANGES = ("pct_change", "difference")
_STEM = 7  # Finnish cases change a word's end; seven letters tell the measures of a budget apart


def _changes(text: str, year: int | None, lang: str) -> list[tuple[Any, set[str]]]:
    """Statements of change in a prose text, each with the word stems of its sentence."""
    record = {
        "indicator": {
            "text": "", "action": "", "baseline_text": None, "target_text": None, "actual_text": None,
            "unit_hint": None, "better": None, "report_year": year,
        },
        "explanation": text,
        "lang": lang,
    }  # fmt: skip
    found = []
    for claim in read_claims(record):
        if claim.type not in _CHANGES or claim.stated is None:
            continue
        around = [s for s in _SENTENCE.split(text) if claim.quote in s] or [text]
        stems = {w[:_STEM] for w in re.findall(r"[^\W\d_]{6,}", fold(around[0]))}
        found.append((claim, stems))
    return found


def judge_financial(target: str, actual: str, *, year: int | None, lang: str, words: Words) -> Judgement:
    """Compare the one change the target states with the change of the same measure and kind in the outcome.

    `not_assessable` whenever measure, kind or direction is not plain.
    """
    texts = {"target": target, "actual": actual}
    if not target.strip():
        return Judgement("not_assessable", "no_target", texts)
    if not actual.strip():
        return Judgement("not_assessable", "no_actual", texts)
    wished = _changes(target, year, lang)
    if len(wished) != 1:
        return Judgement("not_assessable", "unclear", texts)
    claim, stems = wished[0]
    same = [c for c, s in _changes(actual, year, lang) if c.type == claim.type and len(s & stems) >= 1]
    if claim.type == "difference":
        same = [c for c in same if c.unit == claim.unit]
    if not same:
        return Judgement("not_assessable", "unclear", texts)
    reached = same[0]
    down = words.lower.search(fold(claim.quote + " " + target)) and not words.higher.search(fold(claim.quote))
    hit = abs(reached.stated) >= abs(claim.stated)
    better = "lower" if down else "higher"
    shown = {"target": claim.quote, "actual": reached.quote}
    progress = round(100 * abs(reached.stated) / abs(claim.stated), 1) if claim.stated else None
    basis = "met_change" if hit else "missed_change"
    return Judgement("met" if hit else "not_met", basis, shown, better, False, progress)

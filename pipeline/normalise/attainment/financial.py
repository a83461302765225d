"""Financial targets that stand in prose only: the wished change against the change the outcome tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.normalise.attainment.case import Judgement
from pipeline.normalise.attainment.words import Words, fold
from pipeline.normalise.claims import read_claims
from pipeline.normalise.values import read_value

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ])")
_CHANGES = ("pct_change", "difference")
_STEM = 7  # Finnish cases change a word's end; seven letters tell the measures of a budget apart


def _changes(text: str, year: int | None, lang: str, words: Words) -> list[tuple[Any, set[str]]]:
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
    for claim in read_claims(record, words.expectations):
        if claim.type not in _CHANGES or claim.stated is None:
            continue
        around = [s for s in _SENTENCE.split(text) if claim.quote in s] or [text]
        found.append((claim, _stems(around[0], words)))
    return found


@dataclass(frozen=True, slots=True)
class _Wish:
    """A change that the target asks for."""

    type: str
    stated: float
    unit: str | None
    quote: str


def _stems(text: str, words: Words) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"[^\W\d_]{6,}", fold(text)) if not words.common.match(w)}


def _wishes(text: str, year: int | None, lang: str, words: Words) -> list[tuple[Any, set[str]]]:
    """Changes a target asks for: stated ones, else sentences that read as a change ("tulot nousevat 3 %")."""
    found = _changes(text, year, lang, words)
    if found:
        return found
    for sentence in _SENTENCE.split(text):
        question = {"text": sentence, "field": "target", "lang": lang, "context": {"report_year": year}}
        reading = read_value(question, words.lexicon)
        items = [i for i in reading["items"] if i.get("change_pct") is not None]
        if reading["kind"] == "change" and len(items) == 1:
            stated = float(items[0]["change_pct"])
            # what shall change stands before the figure; what comes after it says by which means
            subject = _stems(sentence[: items[0]["start"]], words) or _stems(sentence, words)
            found.append((_Wish("pct_change", stated, "percent", sentence.strip()), subject))
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
    wished = _wishes(target, year, lang, words)
    if len(wished) != 1:
        return Judgement("not_assessable", "unclear", texts)
    claim, stems = wished[0]
    alike = [
        (len(s & stems), c)
        for c, s in _changes(actual, year, lang, words)
        if c.type == claim.type and s & stems
    ]
    most = max((n for n, _ in alike), default=0)
    same = [c for n, c in alike if n == most]
    if claim.type == "difference":
        same = [c for c in same if c.unit == claim.unit]
    if not same or len({c.stated for c in same}) > 1:
        return Judgement("not_assessable", "unclear", texts)
    reached = same[0]
    down = words.lower.search(fold(claim.quote + " " + target)) and not words.higher.search(fold(claim.quote))
    if reached.stated * claim.stated < 0:
        # a saving told as a fall, or the other way: not plain
        return Judgement("not_assessable", "unclear", texts)
    hit = abs(reached.stated) >= abs(claim.stated)
    better = "lower" if down else "higher"
    progress = round(100 * abs(reached.stated) / abs(claim.stated), 1) if claim.stated else None
    basis = "met_change" if hit else "missed_change"
    amounts = {"target": (claim.stated, claim.unit), "actual": (reached.stated, reached.unit)}
    return Judgement("met" if hit else "not_met", basis, texts, better, False, progress, changes=amounts)

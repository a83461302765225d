"""Averages: a total by the number of its units ("312 days, 8.4 visitors a day"), money by what the row counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure, unit_of
from pipeline.normalise.claims.operands import akin, cell, known_words
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.tolerance import Interval


def per_unit_claims(record: Record) -> Iterator[Claim]:
    """Such as "312 days, 8.4 visitors a day": an average against the row's value and the number of units."""
    actual = cell(record, "actual")
    for sentence in record.sentences:
        found = [f for f in sentence.figures if f.counted and not f.sign]
        for rate in found:
            unit = _rate_unit(record, sentence, rate)
            if not unit:
                continue
            by_row = _per_row_unit(record, sentence, rate, unit, found)
            if by_row is not None:
                yield by_row
                continue
            divisors = [
                f for f in found if f is not rate and (f.unit == unit or f.noun[:4] == unit[:4] != "")
            ]
            if len(divisors) != 1 or actual is None or actual.figure.unit not in (None, rate.unit):
                continue
            yield _per_unit(sentence, rate, divisors[0], actual)


def _per_row_unit(
    record: Record, sentence: Sentence, rate: Figure, unit: str, found: Sequence[Figure]
) -> Claim | None:
    """Such as "42 500 euros in all, 8 500 a project": money by what the row counts; confirmed or passed over."""
    actual, totals = (
        cell(record, "actual"),
        [f for f in found if f.unit == rate.unit and f.value > rate.value],
    )
    if actual is None or actual.figure.unit is not None or rate.unit is None or len(totals) != 1:
        return None
    if not akin(unit, known_words(record)):
        return None
    claim = _per_unit(sentence, rate, actual.figure, Operand("total", totals[0], sentence.where))
    return claim if claim.verdict == CONSISTENT else None


def _rate_unit(record: Record, sentence: Sentence, rate: Figure) -> str | None:
    before = sentence.before(rate)
    if rate.unit and rate.case == "in" and record.words.has("average", before):
        return rate.unit
    each = re.match(r"[^\d,.;]{0,30}?\b([^\W\d_]+)\s+(?:kohti|kohden)\b", sentence.after(rate), re.IGNORECASE)
    if each:
        return each[1].lower()
    match = re.match(
        r"[^\d,.;]{0,30}?\b(?:per|i|om|a|each|every)\s+([^\W\d_]+)", sentence.after(rate), re.IGNORECASE
    )
    told = record.words.has("average", sentence.text) or record.words.has("or", before)
    if match and record.words.lang != "fi" and told:
        unit, _ = unit_of(match[1].lower(), record.words.lang, record.words.lexicon)
        return unit or match[1].lower()
    return None


def _per_unit(sentence: Sentence, rate: Figure, divisor: Figure, total: Operand) -> Claim:
    expected = total.figure.interval.over(divisor.interval)
    if expected is None:
        return build(sentence, "per_unit", "total / units", NOT_CHECKABLE, figure=rate, stated=rate.value)
    step = rate.resolution or (1.0 if rate.value == round(rate.value) else 0.0)
    band = Interval(min(rate.low, rate.value - step / 2), max(rate.high, rate.value + step / 2))
    right = expected.meets(band)
    fits = None if right else "typo_digit" if typo(rate.value, step, expected) else "none"
    verdict = CONSISTENT if right else INCONSISTENT if fits == "typo_digit" else NOT_CHECKABLE
    return build(
        sentence, "per_unit", "total / units", verdict, figure=rate, stated=rate.value, band=band, expected=expected,
        point=total.figure.value / divisor.value, fits=fits if verdict == INCONSISTENT else None,
        operands=(total, Operand("units", divisor, sentence.where)),
        details={"part": total.figure.text, "whole": divisor.text},
    )  # fmt: skip

"""Averages: a total by the number of its units ("312 days, 8.4 visitors a day"), money by what the row counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import TIME, Figure, unit_of
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.operands import cell, known_words, names_row
from pipeline.normalise.claims.record import Record, Sentence, content_words
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.column_unit import MONEY
from pipeline.normalise.tolerance import Interval

_MONTHS = 12.0
_NEAR = 25
_LEAD = 40  # characters before a rate in which it may be said to be one
_NAME = 2  # words before a figure that may name what it counts: "leirejä toteutui 14"
OCCASION = "occasion"  # the unit of "at a time": the times that something was held
APIECE = "apiece"  # the unit of "each", whatever is counted
_PER_OWN = r"\s*«per_behind»"  # "35 päivää kohden"
_PER_AFTER = r"[^\d,.;]{0,30}?(?:\b([^\W\d_]+)\s+«per_behind»|«per_before»\s+([^\W\d_]+))"
# the unit told first, in Finnish also by its case: "kurssia kohti oli siis 12", "kurssilla oli siis 12"
_PER_FIRST = r"([^\W\d_]+)\s+«per_behind»\s[^\d,.;]{0,40}$|«one_of»\s([^\W\d_]+)\s[^\d,.;]{0,30}$|([^\W\d_]{3,}(?:ss[aä]|ll[aä]))\s«copula»\s(?:\w+\s){1,2}$"


def per_unit_claims(record: Record) -> Iterator[Claim]:
    """Such as "312 days, 8.4 visitors a day": an average against the total it shares out and the number of units."""
    for index, sentence in enumerate(record.sentences):
        for rate in sentence.amounts:
            unit = _rate_unit(record, sentence, rate)
            if unit and unit == rate.unit and record.words.around(_PER_OWN).match(sentence.after(rate)):
                rate = replace(rate, unit=None)  # noqa: PLW2901 - the unit is what it is told per
            claim = _claim(record, index, rate, unit) if unit else None
            if claim:
                yield claim


def mean_claims(record: Record) -> Iterator[Claim]:
    """Such as "64 in spring and 70 in autumn, on average 67": the mean of the figures before it.

    Weights are not told: a mean that is no plain one is wrong only where it lies outside all its figures.
    """
    for sentence in record.sentences:
        for mean in sentence.figures:
            before = sentence.before(mean)
            said = None if mean.sign or mean.approx else record.words.last("average", before)
            if said is None:
                continue
            earlier = [f for f in sentence.figures if f.end <= mean.start]
            told = [
                f for f in earlier if (f.unit == mean.unit or f.case == "in") and not f.sign and not f.word
            ]
            if len(told) < 2 or len(told) != len(earlier):
                continue
            led = before[: said.start()]
            shared_out = record.words.has("or", led) or record.words.has("total", sentence.text)
            if shared_out or _rate_unit(record, sentence, mean) not in (None, mean.unit):
                continue  # "58 calls, in all 209 tenders or 3.6 on average" is no mean of 58 and 209
            low, high = min(f.low for f in told), max(f.high for f in told)
            plain = Interval(sum(f.low for f in told) / len(told), sum(f.high for f in told) / len(told))
            outside = mean.low > high or mean.high < low
            if plain.meets(mean.interval) or outside:
                yield build(
                    sentence, "average", "mean of the figures", INCONSISTENT if outside else CONSISTENT, figure=mean,
                    stated=mean.value, band=mean.interval, expected=plain, unit=mean.unit, fits="none" if outside else None,
                    operands=[Operand("part", f, sentence.where) for f in told],
                )  # fmt: skip


def _claim(record: Record, index: int, rate: Figure, unit: str) -> Claim | None:
    sentence, actual = record.sentences[index], cell(record, "actual")
    by_row = _per_row_unit(record, sentence, rate, unit)
    if by_row is not None:
        return by_row
    divisor = _divisor(record, index, rate, unit)
    if divisor is None:
        return _per_month(record, sentence, rate, unit)
    kind = rate.unit.partition("/")[0] if rate.unit else None  # "96 euros an inhabitant" shares out euros
    own = [
        f
        for f in sentence.amounts
        if f not in (rate, divisor.figure) and f.unit == kind and f.value > rate.value
    ]
    totals = [Operand("total", f, sentence.where) for f in own]
    said = any(actual and f.interval.meets(actual.figure.interval) for f in own)  # the row's value told again
    if actual and not said and _is_total_of(actual.figure, rate, kind, unit):
        totals.append(actual)
    claims = [_per_unit(record, sentence, rate, divisor, total, certain=len(totals) == 1) for total in totals]
    return next((c for c in claims if c.verdict == CONSISTENT), claims[0] if len(claims) == 1 else None)


def _is_total_of(actual: Figure, rate: Figure, kind: str | None, unit: str) -> bool:
    """Whether the row's value may be what is shared out: of the rate's kind, or a count where no money or time is told."""
    if actual.unit is None:
        return kind not in MONEY and (
            kind not in TIME or kind == unit
        )  # "8,4 päivässä", but not "4 tuntia kävijää kohti"
    return actual.unit == kind and rate.unit is not None


def _divisor(record: Record, index: int, rate: Figure, unit: str) -> Operand | None:
    """The number of the units among which something is shared out: in the sentence, else in the one before."""
    for sentence in reversed(record.sentences[max(0, index - 1) : index + 1]):
        others = [f for f in sentence.amounts if f is not rate and f.unit in (None, unit) and f.value > 1]
        if unit == APIECE:
            found = [f for f in others if f.unit is None]
        elif unit == OCCASION:
            found = [f for f in others if record.words.lists["times"].fullmatch(f.noun)]
        else:
            found = [f for f in others if f.unit == unit or _is_of(sentence, f, unit)]
        if len(found) == 1:
            return Operand("units", found[0], sentence.where)
    return None


def _is_of(sentence: Sentence, figure: Figure, unit: str) -> bool:
    """Whether a figure counts a unit: "14 leiriä", or its name before it ("leirejä toteutui 14")."""
    if len(figure.noun) > 2:
        return figure.noun[:4] == unit[:4] or (len(unit) > 3 and akin(unit, [figure.noun]))
    named = [w for w in content_words(sentence.before(figure))[-_NAME:] if len(w) > 3]
    return bool(named) and len(unit) > 3 and akin(unit, named)


def _per_row_unit(record: Record, sentence: Sentence, rate: Figure, unit: str) -> Claim | None:
    """Such as "42 500 euros in all, 8 500 a project": something shared out by what the row counts; confirmed or passed over."""
    actual = cell(record, "actual")
    totals = [f for f in sentence.amounts if f.unit == rate.unit and f.value > rate.value]
    if actual is None or actual.figure.unit is not None or len(totals) != 1 or actual.figure.value < 2:
        return None
    if not akin(unit, known_words(record)):
        return None
    divisor = Operand("units", actual.figure, "actual")
    claim = _per_unit(
        record, sentence, rate, divisor, Operand("total", totals[0], sentence.where), certain=False
    )
    return claim if claim.verdict == CONSISTENT else None


def _per_month(record: Record, sentence: Sentence, rate: Figure, unit: str) -> Claim | None:
    """Such as "6 120 portions, that is 510 a month": a year's figure by its twelve months; confirmed or passed over."""
    if unit != "month" or record.words.has("partial", sentence.text):
        return None
    actual = cell(record, "actual")
    told = [f for f in sentence.amounts if f.end <= rate.start and f.unit != "month"]
    totals = [Operand("total", f, sentence.where) for f in told[-1:]] + ([actual] if actual else [])
    months = Figure(_MONTHS, _MONTHS, _MONTHS, 0.0, "12", rate.start, rate.start)
    for total in totals:
        claim = _per_unit(
            record, sentence, rate, Operand("units", months, sentence.where), total, certain=False
        )
        if claim.verdict == CONSISTENT:
            return claim
    return None


def _rate_unit(record: Record, sentence: Sentence, rate: Figure) -> str | None:
    """The unit that a figure is told per: its name in the text, a unit of time, or APIECE; None for a figure that is no average."""
    words, before, after = record.words, sentence.before(rate), sentence.after(rate)
    near = sentence.between(max(sentence.start, rate.start - _LEAD), rate.start)  # "eli yksi matka maksoi"
    told = bool(words.has("average", before) or words.has("or", near))
    if rate.unit and rate.case == "in" and told:
        return rate.unit
    if told and words.has("apiece", after[:_NEAR]):
        return APIECE
    if told and words.has("per_time", after[:_NEAR]):
        return OCCASION
    if rate.unit and words.around(_PER_OWN).match(after):
        return rate.unit
    each = words.around(_PER_AFTER).match(after)
    if each and each[2] and not (told or words.has("average", sentence.text)):
        return None  # "500 kronor i juni", "twelve a day" of something else
    if each is None and told:
        each = words.around(_PER_FIRST).search(sentence.between(sentence.start, rate.start))
    return _unit(record, next(g for g in each.groups() if g)) if each else None


def _unit(record: Record, word: str) -> str:
    """The unit that a word names, else the word."""
    unit, _ = unit_of(word.lower(), record.words.lang, record.words.lexicon)
    return unit or word.lower()


def _per_unit(
    record: Record, sentence: Sentence, rate: Figure, divisor: Operand, total: Operand, *, certain: bool
) -> Claim:  # fmt: skip
    """The claim of an average. `certain`: no other total may be meant, so that one that does not fit is wrong."""
    expected = total.figure.interval.over(divisor.figure.interval)
    if expected is None:
        return build(sentence, "per_unit", "total / units", NOT_CHECKABLE, figure=rate, stated=rate.value)
    step = rate.resolution or (1.0 if rate.value == round(rate.value) else 0.0)
    band = Interval(min(rate.low, rate.value - step / 2), max(rate.high, rate.value + step / 2))
    right = expected.meets(band)
    fits = None if right else "typo_digit" if typo(rate.value, step, expected) else "none"
    plain = fits == "typo_digit" or (
        len(rate.noun) > 3 and names_row(record, rate.noun) and total.where == "actual"
    )
    verdict = CONSISTENT if right else INCONSISTENT if certain and plain else NOT_CHECKABLE
    return build(
        sentence, "per_unit", "total / units", verdict, figure=rate, stated=rate.value, band=band, expected=expected,
        point=total.figure.value / divisor.figure.value, fits=fits if verdict == INCONSISTENT else None,
        operands=(total, divisor),
        details={"part": total.figure.text, "whole": divisor.figure.text},
    )  # fmt: skip

"""Periods against each other: the months the prose counts, the months of the target, what came after the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, Claim, build
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.restate import restated
from pipeline.normalise.periods import Period, find
from pipeline.normalise.text import clean

_PART = ("month", "month_range", "quarter", "half", "third")


def periods(record: Record, text: str) -> list[Period]:
    """Periods of a text; year-less ones take the report year."""
    return find(clean(text), record.words.lexicon, record.year, text)


def months(period: Period) -> tuple[str, str]:
    """First and last month without the year: 1-6/2023 and 1-6/2022 are the same months."""
    return (period.start or period.end)[5:7], period.end[5:7]


def _parts(record: Record, text: str) -> list[Period]:
    return [p for p in periods(record, text) if p.type in _PART]


def row_period(record: Record) -> Period | None:
    """The part of the year the row is about, as its target tells it, else its indicator; None when not plain."""
    for text in (record.cells["target"].text, record.indicator):
        found = _parts(record, text)
        if len({months(p) for p in found}) == 1:
            return found[0]
        if found:
            return None
    return None


def _claim(place: Sentence, stated: Period, expected: Period, verdict: str) -> Claim:
    details = {"other": stated.text.strip(" ()"), "base": expected.text.strip(" ()")}
    return build(
        place,
        "period_match",
        "same months",
        verdict,
        details=details,
        fits="period" if verdict == INCONSISTENT else None,
    )


def period_claims(record: Record) -> Iterator[Claim]:
    """Whether the months counted in prose, and in the actual cell, are those of the target."""
    wanted = row_period(record)
    if wanted is not None:
        held = record.cells["actual"]
        own = _parts(record, held.text)
        if len(own) == 1:
            place = Sentence(held.text, "actual", 0, held.figures, ())
            same = months(own[0]) == months(wanted)
            told = list(_in_prose(record, wanted))
            in_words = not same and any(c.verdict == INCONSISTENT for c in told)
            if not in_words and (
                same or _both_ranges(own[0], wanted)
            ):  # one finding, where it is said in words
                yield _claim(place, own[0], wanted, CONSISTENT if same else INCONSISTENT)
            yield from told
        else:
            yield from _in_prose(record, wanted)
    else:
        own = _parts(record, record.cells["actual"].text)
        if len(own) == 1:  # the actual's cell alone tells its quarter
            yield from _in_prose(record, own[0], said_again=True)
    yield from _dates(record)
    yield from _in_order(record)


def _both_ranges(one: Period, other: Period) -> bool:
    """A last month may stand for a cumulative figure; only two stretches of months can differ for sure."""
    return one.type != "month" and other.type != "month"


def _in_prose(record: Record, wanted: Period, *, said_again: bool = False) -> Iterator[Claim]:
    """The actual said again with other months than the target's.

    `said_again`: only a sentence that says the actual again is held against these months, which are the actual's own.
    """
    for sentence in record.sentences:
        found = [p for p in sentence.periods if p.type in _PART]
        whole = record.words.has("full_year", sentence.text)
        if (
            whole
            and not found
            and any(restated(record, f, ("actual",)) for f in sentence.amounts if not f.word)
        ):
            yield _claim(sentence, replace(wanted, text=whole[0]), wanted, INCONSISTENT)
        if len(found) != 1:
            continue
        fiscal = "fiscal_year_april" in found[0].flags  # its last quarter is of the next calendar year
        if not fiscal and (found[0].start or "")[:4] not in ("", str(record.year)):
            continue
        same = months(found[0]) == months(wanted)
        actual = any(restated(record, f, ("actual",)) for f in sentence.figures if f.counted and not f.word)
        if same and (actual or not said_again):
            yield _claim(sentence, found[0], wanted, CONSISTENT)
        elif actual and not same and _both_ranges(found[0], wanted):
            yield _claim(sentence, found[0], wanted, INCONSISTENT)


def _dates(record: Record) -> Iterator[Claim]:
    """Dates in the report year, dates in order, work that ends after the target's time, weekdays of dates."""
    targets, wanted = periods(record, record.cells["target"].text), row_period(record)
    for sentence in record.sentences:
        found = sentence.periods
        yield from _weekdays(record, sentence, found)
        inside = [p for p in found if wanted and p.type in ("date", "date_range") and _within(p, wanted)]
        if inside and len(inside) == len([p for p in found if p.type in ("date", "date_range")]):
            yield build(sentence, "date_in_period", "date in the row's period", CONSISTENT)
            continue
        dates = [p for p in found if p.type in ("date", "month") and "year_from_report" not in p.flags]
        if (
            dates
            and record.year is not None
            and all(p.year <= record.year for p in dates)
            and not sentence.figures
        ):
            yield build(sentence, "date_in_period", "date <= end of the report year", CONSISTENT)
        late = [p for p in found if targets and p.start and p.start > max(t.end for t in targets)]
        if late and not sentence.figures:
            yield build(sentence, "period_vs_target", "date > target's date", CONSISTENT)


def _in_order(record: Record) -> Iterator[Claim]:
    """Two neighbouring sentences whose dates follow each other; a document dated before what was decided of it."""
    text = record.texts["explanation"]
    for sentence in record.sentences:
        yield from _dated(record, sentence)
    for one, two in pairwise(record.sentences):
        dated = [[p for p in s.periods if p.type in ("date", "month") and "year_from_report" not in p.flags]
                 for s in (one, two)]  # fmt: skip
        if all(dated) and max(p.end for p in dated[0]) < min(p.start or p.end for p in dated[1]):
            both = Sentence(text[one.start : two.end], "explanation", one.start, (), ())
            yield build(both, "date_order", "first date < second date", CONSISTENT)


def _dated(record: Record, sentence: Sentence) -> Iterator[Claim]:
    days = [p for p in sentence.periods if p.type == "date" and "year_from_report" not in p.flags]
    own = [p for p in days if record.words.has("dated", sentence.between(p.at - 12, p.at))]
    others = [p for p in days if p not in own]
    if len(own) == 1 and others and all(own[0].end <= p.end for p in others):
        yield build(sentence, "date_order", "date of the document <= date of the decision", CONSISTENT)


def _within(one: Period, other: Period) -> bool:
    return (other.start or other.end) <= (one.start or one.end) and one.end <= other.end


_DAY_NAME = r"([^\W\d_]+)(?:\s+«article»)?\s*\d{0,2}$"  # "måndagen den", "Monday the 1"


def _weekdays(record: Record, sentence: Sentence, found: Sequence[Period]) -> Iterator[Claim]:
    for period in found:
        if period.type != "date" or "year_from_report" in period.flags:
            continue
        before = sentence.between(period.at - 16, period.at).lower()
        named = record.words.around(_DAY_NAME).search(before.rstrip(" ,"))
        if named is None:
            continue
        day = next((n for n, stem in enumerate(record.words.weekdays) if named[1].startswith(stem)), None)
        if day is None:
            continue
        right = date.fromisoformat(period.end).weekday() == day
        verdict = CONSISTENT if right else INCONSISTENT
        yield build(sentence, "calendar", "weekday of the date", verdict, fits=None if right else "none")

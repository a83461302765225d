"""Periods and dates in a text: years, halves, quarters, months, weeks, seasons, school years, deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.period_forms import (
    NUMERIC,
    Found,
    Reader,
    budget_year,
    full_year,
    iso_day,
    months_of,
    plain_year,
    short_month,
    week_of,
)
from pipeline.normalise.period_words import PeriodWords, period_words


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as written. ISO days; `start` None for a deadline. `cue`: a word said that a year is meant."""

    type: str
    start: str | None
    end: str
    text: str
    at: int
    to: int
    flags: tuple[str, ...] = ()
    cue: bool = False
    reference: bool = False

    @property
    def year(self) -> int:
        """Year in which the period begins (for a deadline: ends)."""
        return int((self.start or self.end)[:4])

    def as_dict(self) -> dict[str, str | None]:
        """The `period` object of an item."""
        return {"type": self.type, "start": self.start, "end": self.end, "text": self.text}


def _worded(words: PeriodWords) -> Iterator[tuple[re.Pattern[str], Reader]]:
    def month_of(name: str) -> int:
        return words.month(name)

    def months(m: re.Match[str], year: int | None) -> Found | None:
        base = full_year(m["year"]) if m["year"] else year
        if base is None:
            return None
        return months_of(base, month_of(m["a"]), month_of(m["b"] or m["a"]), assumed=not m["year"])

    def span(m: re.Match[str], year: int | None) -> Found | None:
        base = full_year(m["year"]) if m["year"] else year
        if base is None:
            return None
        first, last = month_of(m["a"] or m["a2"]), month_of(m["b"] or m["b2"])
        return months_of(base, first, last, assumed=not m["year"]) if first < last else None

    def named_date(m: re.Match[str], year: int | None) -> Found | None:
        base = full_year(m["year"]) if m["year"] else year
        if base is None:
            return None
        month = month_of(m["a"])
        start, end = iso_day(base, month, int(m["d1"])), iso_day(base, month, int(m["d2"] or m["d1"]))
        if not start or not end or end < start:
            return None
        return Found("date_range" if m["d2"] else "date", start, end, not m["year"])

    def season(m: re.Match[str], year: int | None) -> Found | None:
        base = full_year(m["year"]) if m["year"] else year
        if base is None:
            return None
        name, (m1, d1), (m2, d2) = words.season(m["a"])
        flags = ("season_bounds_from_indicator",) if name == "summer_season" else ("season_bounds_assumed",)
        start = iso_day(base - (m1 > m2), m1, d1)
        return Found("season", start, iso_day(base, m2, d2), not m["year"], flags)

    def part(m: re.Match[str], year: int | None) -> Found | None:
        base = full_year(m["year"]) if m["year"] else year
        if base is None:
            return None
        first, last, kind = words.part(m["a"])
        return months_of(base, first, last, kind, assumed=not m["year"])

    yield words.named_date, named_date
    yield words.spans, span
    yield words.months, months
    yield words.parts, part
    yield words.seasons, season


@lru_cache(maxsize=4)
def _patterns(words: PeriodWords) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple(_worded(words))


def _taken(spans: list[Period], start: int, end: int) -> bool:
    return any(p.at < end and start < p.to for p in spans)


_SHORT = (
    (
        re.compile(
            r"(?<![\w.,/\-])(?P<m1>0?[1-9]|1[0-2])(?:-(?P<m2>0?[1-9]|1[0-2]))?/(?P<year>\d\d)(?![\w/%]|[.,]\d|\s?%)"
        ),
        short_month,
    ),
)


def _gather(
    text: str,
    patterns: tuple[tuple[re.Pattern[str], Reader], ...],
    year: int | None,
    found: list[Period],
    original: str,
) -> None:
    for pattern, reader in patterns:
        for m in pattern.finditer(text):
            if _taken(found, m.start(), m.end()):
                continue
            read = reader(m, year)
            if read is None or read.end is None:
                continue
            end = m.start() + len(m.group().rstrip())
            flags = read.flags + (("year_from_report",) if read.assumed else ())
            found.append(
                Period(
                    read.type,
                    read.start,
                    read.end,
                    original[m.start() : end],
                    m.start(),
                    end,
                    flags,
                    read.cue,
                )
            )


def find(
    text: str,
    lexicon: Lexicon,
    report_year: int | None = None,
    original: str | None = None,
    lang: str | None = None,
) -> list[Period]:
    """Periods of a cleaned text in reading order. Year-less ones take `report_year`, or are left out without one."""
    words = period_words(lexicon)
    found: list[Period] = []
    source = text if original is None else original
    digits = words.figures.search(text) is not None
    if digits:
        _gather(text, ((words.weeks, week_of), (words.accounts, budget_year)), report_year, found, source)
        _gather(text, NUMERIC, report_year, found, source)
    if digits or words.hint.search(text):
        _gather(text, _patterns(words), report_year, found, source)
    if digits:
        _gather(text, ((words.years, plain_year),), report_year, found, source)
    if digits and words.starts.search(text):
        _gather(text, _SHORT, report_year, found, source)
    found += _year_end(text, source, words, report_year, found)
    found.sort(key=lambda p: p.at)
    return [_bound(text, _school(text, p, words, lang), words, source) for p in found]


def _year_end(
    text: str, source: str, words: PeriodWords, report_year: int | None, found: list[Period]
) -> list[Period]:
    m = words.year_end.search(text)
    if m is None or report_year is None or _taken(found, m.start(), m.end()):
        return []
    end = f"{report_year}-12-31"
    return [
        Period(
            "deadline",
            None,
            end,
            source[m.start() : m.end()],
            m.start(),
            m.end(),
            ("year_from_report",),
            cue=True,
        )
    ]


def _school(text: str, period: Period, words: PeriodWords, lang: str | None) -> Period:
    before = words.school_before.search(text[max(0, period.at - 24) : period.at])
    if not before and lang == "en" and period.type == "school_year":
        first = int((period.start or period.end)[:4])
        start, end = f"{first}-04-01", f"{first + 1}-03-31"
        return replace(period, type="fiscal_year", start=start, end=end, flags=("fiscal_year_april",))
    if not before or period.type not in ("year_range", "school_year"):
        return period
    first = int((period.start or period.end)[:4])
    return replace(period, type="school_year", start=f"{first}-08-01", end=f"{first + 1}-07-31", cue=True)


def _bound(text: str, period: Period, words: PeriodWords, source: str) -> Period:
    """The period with what its neighbours say: a deadline, something to compare with."""
    before, after = text[max(0, period.at - 30) : period.at].lower(), text[period.to : period.to + 30].lower()
    late = words.deadline_after.match(after)
    if late:
        end = period.to + late.end()
        return replace(period, type="deadline", start=None, text=source[period.at : end], to=end, cue=True)
    early = words.deadline_before.search(before)
    if early:
        start = period.at - (len(before) - early.start())
        return replace(
            period, type="deadline", start=None, text=source[start : period.to], at=start, cue=True
        )
    if words.since.match(period.text):
        return replace(period, reference=True)
    if words.level_figure.match(after):
        return replace(period, cue=True)
    if period.type == "year" and (
        words.reference_after.match(after) or words.reference_before.search(before)
    ):
        return replace(period, reference=True, cue=True)
    return period

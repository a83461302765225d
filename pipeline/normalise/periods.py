"""Periods and dates in a text: years, halves, quarters, months, weeks, seasons, school years, deadlines."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.period_words import PeriodWords, period_words

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_SEP = r"\s?[/.\-]?\s?"


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


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _end_of(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    start: str | None
    end: str | None
    assumed: bool = False
    flags: tuple[str, ...] = ()
    cue: bool = True


def _months(
    year: int, first: int, last: int, kind: str | None = None, assumed: bool = False
) -> _Found | None:
    if not (1 <= first <= 12 and 1 <= last <= 12 and first <= last):
        return None
    kind = kind or ("month" if first == last else "month_range")
    return _Found(kind, f"{year:04d}-{first:02d}-01", _end_of(year, last), assumed)


def _quarter(m: re.Match[str], year: int | None) -> _Found | None:
    given = m["year"]
    number = m["q"] or m["q2"]
    n = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(number.lower()) or int(number)
    base = _full(given) if given else year
    if base is None:
        return None
    if m["fiscal"]:
        # An April to March year: its fourth quarter falls in the next calendar year.
        found = _months(base + (n == 4), 3 * n + 1 if n < 4 else 1, 3 * n + 3 if n < 4 else 3, "quarter")
        return found and replace(found, flags=("fiscal_year_april",))
    return _months(base, 3 * n - 2, 3 * n, "quarter", not given)


def _half(m: re.Match[str], year: int | None) -> _Found | None:
    base = _full(m["year"]) if m["year"] else year
    first = int(m["h"])
    return None if base is None else _months(base, 6 * first - 5, 6 * first, "half", not m["year"])


def _third(m: re.Match[str], year: int | None) -> _Found | None:
    n = int(m["t"])
    return _months(_full(m["year"]), 4 * n - 3, 4 * n, "third")


def _month_range(m: re.Match[str], year: int | None) -> _Found | None:
    return _months(_full(m["year"]), int(m["m1"]), int(m["m2"]))


def _month(m: re.Match[str], year: int | None) -> _Found | None:
    return _months(_full(m["year"]), int(m["m1"]), int(m["m1"]))


def _date(m: re.Match[str], year: int | None) -> _Found | None:
    y = _full(m["year"])
    end = _day(y, int(m["m2"]), int(m["d2"]))
    return (end and _Found("date", end, end)) or None


def _iso(m: re.Match[str], year: int | None) -> _Found | None:
    end = _day(int(m["year"]), int(m["m2"]), int(m["d2"]))
    return (end and _Found("date", end, end)) or None


def _date_range(m: re.Match[str], year: int | None) -> _Found | None:
    given = m["year"]
    last = _full(given) if given else year
    if last is None:
        return None
    first = _full(m["year1"]) if m["year1"] else last
    start = _day(first, int(m["m1"] or m["m2"]), int(m["d1"]))
    end = _day(last, int(m["m2"]), int(m["d2"]))
    return _Found("date_range", start, end, not given) if start and end and start <= end else None


def _short_date(m: re.Match[str], year: int | None) -> _Found | None:
    end = _day(year, int(m["m2"]), int(m["d2"])) if year else None
    return (end and _Found("date", end, end, True)) or None


def _year_range(m: re.Match[str], year: int | None) -> _Found | None:
    first, last = int(m["y1"]), _full(m["y2"]) if len(m["y2"]) == 4 else int(m["y1"][:2] + m["y2"])
    if last <= first or last - first > 60:
        return None
    return _Found("year_range", f"{first}-01-01", f"{last}-12-31", cue=False)


def _split_year(m: re.Match[str], year: int | None) -> _Found | None:
    first = int(m["y1"])
    last = int(m["y1"][:2] + m["y2"][-2:])
    if last != first + 1:
        return None
    return _Found("school_year", f"{first}-08-01", f"{last}-07-31", cue=False)


def _short_month(m: re.Match[str], year: int | None) -> _Found | None:
    """ "2/24" is a month where its year is near the reporting year and no denominator or rank is meant."""
    if year is None or abs(_full(m["year"]) - year) > 2:
        return None
    found = _months(_full(m["year"]), int(m["m1"]), int(m["m2"] or m["m1"]))
    return found and replace(found, flags=("two_digit_year",))


def _week(m: re.Match[str], year: int | None) -> _Found | None:
    base = _full(m["year"]) if m["year"] else year
    if base is None or not 1 <= int(m["w"]) <= 52:
        return None
    monday = date.fromisocalendar(base, int(m["w"]), 1)
    last = int(m["w2"] or m["w"])
    sunday = monday + timedelta(days=6 + 7 * max(0, last - int(m["w"])))
    return _Found("week", monday.isoformat(), sunday.isoformat(), not m["year"])


def _plain_year(m: re.Match[str], year: int | None) -> _Found | None:
    y = int(m["year"])
    return _Found("year", f"{y}-01-01", f"{y}-12-31", cue=bool(m["cue"] or m["after"]))


_Reader = Callable[[re.Match[str], "int | None"], "_Found | None"]
_NUMERIC: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(r"(?<![\w.,/\-])" + pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"(?P<d1>\d{{1,2}})\.(?:\s?(?P<m1>\d{{1,2}})\.\s?(?P<year1>{_YEAR})?)?\s?-\s?(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<year>{_YEAR})?(?!\d)", _date_range),
        (rf"(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<year>{_YEAR}|\d\d(?!\d))(?!\d)", _date),
        (rf"(?P<d2>\d{{1,2}})(?P<mark>[/-])(?P<m2>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})(?!\d)", _date),
        (rf"(?P<year>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?", _iso),
        (rf"(?P<m1>\d{{1,2}})\.?\s?-\s?(?P<m2>\d{{1,2}})\.?\s?[/.]\s?(?P<year>{_YEAR})(?![\d,])", _month_range),
        (rf"(?P<m1>0?[1-9]|1[0-2])\.?\s?[/.]\s?(?P<year>{_YEAR})(?![\d,])", _month),
        (rf"h\s?(?P<h>[12])(?:{_SEP}(?P<year>{_YEAR}|\d\d(?=\b)))?(?![\d]|\w|-[^\W\d_])", _half),
        (rf"q\s?(?P<q>[1-4])(?P<q2>)(?:{_SEP}(?P<year>{_YEAR}|\d\d(?=\b))(?P<fiscal>/\d\d(?!\d))?)?(?![\w]|-[^\W\d_])", _quarter),
        (rf"t(?P<t>[123])\s?[/ ]\s?(?P<year>{_YEAR})(?!\d)", _third),
        (rf"(?P<year>{_YEAR})\s?[/-]?\s?q(?P<q>[1-4])(?P<q2>)(?P<fiscal>)(?!\w)", _quarter),
        (rf"(?P<year>{_YEAR})\s?[/-]?\s?h(?P<h>[12])(?!\w)", _half),
        (rf"(?P<q>iv|i{{1,3}})(?P<q2>)\s?[/]\s?(?P<year>{_YEAR})(?P<fiscal>)(?!\w)", _quarter),
        (r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?!\d)", _short_date),
        (rf"(?P<y1>{_YEAR})\s?/\s?(?P<y2>(?:20)?\d\d)(?!\d)", _split_year),
        (rf"(?P<y1>{_YEAR})\s?-\s?(?P<y2>{_YEAR}|\d\d)(?![\d,%]|\s?%)", _year_range),
    )
)  # fmt: skip


def _worded(words: PeriodWords) -> Iterator[tuple[re.Pattern[str], _Reader]]:
    def month_of(name: str) -> int:
        return words.month(name)

    def months(m: re.Match[str], year: int | None) -> _Found | None:
        base = _full(m["year"]) if m["year"] else year
        if base is None:
            return None
        return _months(base, month_of(m["a"]), month_of(m["b"] or m["a"]), assumed=not m["year"])

    def named_date(m: re.Match[str], year: int | None) -> _Found | None:
        base = _full(m["year"]) if m["year"] else year
        if base is None:
            return None
        month = month_of(m["a"])
        start, end = _day(base, month, int(m["d1"])), _day(base, month, int(m["d2"] or m["d1"]))
        if not start or not end or end < start:
            return None
        return _Found("date_range" if m["d2"] else "date", start, end, not m["year"])

    def season(m: re.Match[str], year: int | None) -> _Found | None:
        base = _full(m["year"]) if m["year"] else year
        if base is None:
            return None
        name, (m1, d1), (m2, d2) = words.season(m["a"])
        flags = ("season_bounds_from_indicator",) if name == "summer_season" else ("season_bounds_assumed",)
        start = _day(base - (m1 > m2), m1, d1)
        return _Found("season", start, _day(base, m2, d2), not m["year"], flags)

    def part(m: re.Match[str], year: int | None) -> _Found | None:
        base = _full(m["year"]) if m["year"] else year
        if base is None:
            return None
        first, last, kind = words.part(m["a"])
        return _months(base, first, last, kind, not m["year"])

    yield words.named_date, named_date
    yield words.months, months
    yield words.parts, part
    yield words.seasons, season
    yield words.weeks, _week


@lru_cache(maxsize=4)
def _patterns(words: PeriodWords) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple(_worded(words))


def _taken(spans: list[Period], start: int, end: int) -> bool:
    return any(p.at < end and start < p.to for p in spans)


# A glance before the full patterns: most figures have nothing in them that could be a period.
_MAYBE = re.compile(
    r"(?:19[5-9]|20\d)\d|[hqt]\s?[1-4]|\d\s?\.\s?[-\d]|\d/\d\d|v(?:ko|iik|k|eck)|w(?:ee)?k|uke", re.IGNORECASE
)
_SHORT = (
    (
        re.compile(
            r"(?<![\w.,/\-])(?P<m1>0?[1-9]|1[0-2])(?:-(?P<m2>0?[1-9]|1[0-2]))?/(?P<year>\d\d)(?![\w/%]|[.,]\d|\s?%)"
        ),
        _short_month,
    ),
)


def _gather(
    text: str,
    patterns: tuple[tuple[re.Pattern[str], _Reader], ...],
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
    digits = _MAYBE.search(text) is not None
    if digits:
        _gather(text, _NUMERIC, report_year, found, source)
    if digits or words.hint.search(text):
        _gather(text, _patterns(words), report_year, found, source)
    if digits:
        _gather(text, ((words.years, _plain_year),), report_year, found, source)
    if digits and words.starts.search(text):
        _gather(text, _SHORT, report_year, found, source)
    found.sort(key=lambda p: p.at)
    return [_bound(text, _school(text, p, words, lang), words, source) for p in found]


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
    if period.text.lower().startswith("vuodesta"):
        return replace(period, reference=True)
    if words.level_figure.match(after):
        return replace(period, cue=True)
    if period.type == "year" and (
        words.reference_after.match(after) or words.reference_before.search(before)
    ):
        return replace(period, reference=True, cue=True)
    return period

"""Periods written in figures: dates, months, quarters, halves, weeks, years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_YEAR = r"(?:19[5-9]\d|20\d\d)"


_SEP = r"\s?[/.\-]?\s?"


def iso_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form, None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _end_of(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def full_year(year: str) -> int:
    """A year of two digits is of this century."""
    return int(year) if len(year) == 4 else 2000 + int(year)


@dataclass(frozen=True, slots=True)
class Found:
    """A period as a form gives it; `assumed`: its year is the reporting year; `cue`: the form leaves no doubt."""

    type: str
    start: str | None
    end: str | None
    assumed: bool = False
    flags: tuple[str, ...] = ()
    cue: bool = True


def months_of(
    year: int, first: int, last: int, kind: str | None = None, *, assumed: bool = False
) -> Found | None:
    """First to last month of a year; None when they are no months."""
    if not (1 <= first <= 12 and 1 <= last <= 12 and first <= last):
        return None
    kind = kind or ("month" if first == last else "month_range")
    return Found(kind, f"{year:04d}-{first:02d}-01", _end_of(year, last), assumed)


def _quarter(m: re.Match[str], year: int | None) -> Found | None:
    given = m["year"]
    number = m["q"] or m["q2"]
    n = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(number.lower()) or int(number)
    base = full_year(given) if given else year
    if base is None:
        return None
    if m["fiscal"]:
        # An April to March year: its fourth quarter falls in the next calendar year.
        found = months_of(base + (n == 4), 3 * n + 1 if n < 4 else 1, 3 * n + 3 if n < 4 else 3, "quarter")
        return found and replace(found, flags=("fiscal_year_april",))
    return months_of(base, 3 * n - 2, 3 * n, "quarter", assumed=not given)


def _half(m: re.Match[str], year: int | None) -> Found | None:
    base = full_year(m["year"]) if m["year"] else year
    first = int(m["h"])
    return None if base is None else months_of(base, 6 * first - 5, 6 * first, "half", assumed=not m["year"])


def _third(m: re.Match[str], _year: int | None) -> Found | None:
    n = int(m["t"])
    return months_of(full_year(m["year"]), 4 * n - 3, 4 * n, "third")


def _month_range(m: re.Match[str], _year: int | None) -> Found | None:
    return months_of(full_year(m["year"]), int(m["m1"]), int(m["m2"]))


def _month(m: re.Match[str], _year: int | None) -> Found | None:
    return months_of(full_year(m["year"]), int(m["m1"]), int(m["m1"]))


def _date(m: re.Match[str], _year: int | None) -> Found | None:
    y = full_year(m["year"])
    end = iso_day(y, int(m["m2"]), int(m["d2"]))
    return (end and Found("date", end, end)) or None


def _iso(m: re.Match[str], _year: int | None) -> Found | None:
    end = iso_day(int(m["year"]), int(m["m2"]), int(m["d2"]))
    return (end and Found("date", end, end)) or None


def _date_range(m: re.Match[str], year: int | None) -> Found | None:
    given = m["year"]
    last = full_year(given) if given else year
    if last is None:
        return None
    first = full_year(m["year1"]) if m["year1"] else last
    start = iso_day(first, int(m["m1"] or m["m2"]), int(m["d1"]))
    end = iso_day(last, int(m["m2"]), int(m["d2"]))
    return Found("date_range", start, end, not given) if start and end and start <= end else None


def _short_date(m: re.Match[str], year: int | None) -> Found | None:
    end = iso_day(year, int(m["m2"]), int(m["d2"])) if year else None
    return (end and Found("date", end, end, True)) or None


def _year_range(m: re.Match[str], _year: int | None) -> Found | None:
    first, last = int(m["y1"]), full_year(m["y2"]) if len(m["y2"]) == 4 else int(m["y1"][:2] + m["y2"])
    if last <= first or last - first > 60:
        return None
    return Found("year_range", f"{first}-01-01", f"{last}-12-31", cue=False)


def _fiscal(m: re.Match[str], _year: int | None) -> Found | None:
    y = full_year(m["year"])
    return Found("year", f"{y}-01-01", f"{y}-12-31")


def _split_year(m: re.Match[str], _year: int | None) -> Found | None:
    first = int(m["y1"])
    last = int(m["y1"][:2] + m["y2"][-2:])
    if last != first + 1:
        return None
    return Found("school_year", f"{first}-08-01", f"{last}-07-31", cue=False)


def short_month(m: re.Match[str], year: int | None) -> Found | None:
    """A month of a two-digit year, "2/24"; its year must be near the reporting year."""
    if year is None or abs(full_year(m["year"]) - year) > 2:
        return None
    found = months_of(full_year(m["year"]), int(m["m1"]), int(m["m2"] or m["m1"]))
    return found and replace(found, flags=("two_digit_year",))


def week_of(m: re.Match[str], year: int | None) -> Found | None:
    """ISO week or weeks of a year."""
    base = full_year(m["year"]) if m["year"] else year
    if base is None or not 1 <= int(m["w"]) <= 52:
        return None
    monday = date.fromisocalendar(base, int(m["w"]), 1)
    last = int(m["w2"] or m["w"])
    sunday = monday + timedelta(days=6 + 7 * max(0, last - int(m["w"])))
    return Found("week", monday.isoformat(), sunday.isoformat(), not m["year"])


def plain_year(m: re.Match[str], _year: int | None) -> Found | None:
    """A year alone; a word before it or a colon after it is a cue that it is one."""
    y = int(m["year"])
    return Found("year", f"{y}-01-01", f"{y}-12-31", cue=bool(m["cue"] or m["after"]))


def budget_year(m: re.Match[str], _year: int | None) -> Found | None:
    """The year of accounts or a budget with two digits, "TP21"."""
    y = full_year(m["year"])
    return Found("year", f"{y}-01-01", f"{y}-12-31", cue=True)


Reader = Callable[[re.Match[str], "int | None"], "Found | None"]


NUMERIC: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(r"(?<![\w.,/\-])" + pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"(?P<d1>\d{{1,2}})\.(?:\s?(?P<m1>\d{{1,2}})\.\s?(?P<year1>{_YEAR})?)?\s?-\s?(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<year>{_YEAR})?(?!\d)", _date_range),
        (rf"(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<year>{_YEAR}|\d\d(?!\d))(?!\d)", _date),
        (rf"(?P<d2>\d{{1,2}})(?P<mark>[/-])(?P<m2>\d{{1,2}})(?P=mark)(?P<year>{_YEAR})(?!\d)", _date),
        (rf"(?P<year>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?", _iso),
        (rf"(?P<m1>\d{{1,2}})\.?\s?-\s?(?P<m2>\d{{1,2}})\.?\s?[/.]\s?(?P<year>{_YEAR})(?!\d|,\d)", _month_range),
        (rf"(?P<m1>0?[1-9]|1[0-2])\.?(?:/|\.\s?)(?P<year>{_YEAR})(?!\d|,\d)", _month),
        (rf"(?P<year>{_YEAR})\s?[/-]?\s?q(?P<q>[1-4])(?P<q2>)(?P<fiscal>)(?!\w)", _quarter),
        (rf"(?P<year>{_YEAR})\s?[/-]?\s?h(?P<h>[12])(?!\w)", _half),
        (rf"h\s?(?P<h>[12])(?:{_SEP}(?P<year>{_YEAR}|\d\d(?=\b)))?(?![\d]|\w|-[^\W\d_])", _half),
        (rf"q\s?(?P<q>[1-4])(?P<q2>)(?:{_SEP}(?P<year>{_YEAR}|\d\d(?=\b))(?P<fiscal>/\d\d(?!\d))?)?(?![\w]|-[^\W\d_])", _quarter),
        (rf"t(?P<t>[123])\s?[/ ]\s?(?P<year>{_YEAR})(?!\d)", _third),
        (rf"(?P<q>iv|i{{1,3}})(?P<q2>)\s?[/]\s?(?P<year>{_YEAR})(?P<fiscal>)(?!\w)", _quarter),
        (r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?!\d)", _short_date),
        (rf"(?:fy\s?)?(?P<y1>{_YEAR})\s?/\s?(?P<y2>(?:20)?\d\d)(?!\d)", _split_year),
        (r"fy\s?(?P<year>\d\d)(?!\d)", _fiscal),
        (rf"(?P<y1>{_YEAR})\s?-\s?(?P<y2>{_YEAR}|\d\d)(?!\d|,\d|\s?%)", _year_range),
    )
)  # fmt: skip

"""Patterns of the words that name periods, built from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from pipeline.normalise import listed
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import any_of

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_Day = tuple[int, int]


@dataclass(frozen=True, eq=False)
class PeriodWords:
    """Compiled once for a lexicon; compared by identity."""

    month_names: tuple[tuple[str, int], ...]
    season_names: tuple[tuple[str, str, _Day, _Day], ...]
    part_names: tuple[tuple[re.Pattern[str], int, int, str], ...]
    hint: re.Pattern[str]
    figures: re.Pattern[str]
    spans: re.Pattern[str]
    months: re.Pattern[str]
    named_date: re.Pattern[str]
    seasons: re.Pattern[str]
    parts: re.Pattern[str]
    weeks: re.Pattern[str]
    accounts: re.Pattern[str]
    years: re.Pattern[str]
    level_figure: re.Pattern[str]
    year_end: re.Pattern[str]
    starts: re.Pattern[str]
    school_before: re.Pattern[str]
    deadline_after: re.Pattern[str]
    deadline_before: re.Pattern[str]
    reference_after: re.Pattern[str]
    reference_before: re.Pattern[str]
    since: re.Pattern[str]

    def month(self, name: str) -> int:
        """Number of the month a written form begins with."""
        folded = name.lower()
        return next(number for stem, number in self.month_names if folded.startswith(stem))

    def season(self, name: str) -> tuple[str, _Day, _Day]:
        """Name of the season and its first and last (month, day)."""
        folded = name.lower()
        return next((n, a, b) for stem, n, a, b in self.season_names if folded.startswith(stem))

    def part(self, name: str) -> tuple[int, int, str]:
        """First month, last month and type of a named part of the year."""
        return next(
            (a, b, kind) for pattern, a, b, kind in self.part_names if pattern.fullmatch(name.lower())
        )


def _months(listed: dict[str, list[str]], short: dict[str, int]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A pattern of month names in all languages, and (beginning, number) of each, the longest first."""
    stems: dict[str, int] = {}
    for names in listed.values():
        stems.update({name: number for number, name in enumerate(names, start=1)})
    finnish = listed.get("fi", [])
    others = [n for lang, names in listed.items() if lang != "fi" for n in names]
    either = "|".join(sorted(short, key=len, reverse=True))
    abbreviated = rf"(?:{either})\.?(?=\s+(?:19|20)\d\d|\s?[-–]\s?(?:{either}))"
    for name, number in short.items():
        stems.setdefault(name, number)
    pattern = rf"(?:{any_of(finnish)})kuu[^\W\d_]*|(?:{any_of(others)})(?:n|s)?(?![^\W\d_])|{abbreviated}"
    return pattern, tuple(sorted(stems.items(), key=lambda s: -len(s[0])))


def _around(words: list[str], *, after: bool) -> re.Pattern[str]:
    body = any_of(words)
    if after:
        return re.compile(rf"\s+(?:{body})(?![^\W_])", re.IGNORECASE)
    return re.compile(rf"(?<![^\W_])(?:{body})\s+$", re.IGNORECASE)


@lru_cache(maxsize=4)
def period_words(lexicon: Lexicon) -> PeriodWords:
    """The patterns of a lexicon, compiled at the first call."""
    lists: dict[str, Any] = lexicon.lists["markers"]

    one_of = partial(listed.one_of, lexicon)
    month, month_names = _months(lists["months"], lists["months_short"])
    named = [
        (f"(?:{'|'.join(row['words'])})", int(row["months"][0]), int(row["months"][1]), str(row["type"]))
        for row in lists["parts_of_year"]
    ]
    short = any_of(lists["months"]["fi"])
    seasons = [
        (str(w), n, tuple(s["from"]), tuple(s["to"])) for n, s in lists["seasons"].items() for w in s["words"]
    ]
    seasons.sort(key=lambda s: -len(s[0]))
    season = any_of([f"{s[0]}*" for s in seasons])
    during = one_of("during_words")
    year = rf"(?:[\s,]*(?:(?:{during})\s)?\(?(?:{one_of('month_year_words')})?\s?(?P<year>{_YEAR})(?!\d)\)?)?"
    dash = rf"\s?(?:-|–|{one_of('to_words', 'through_words')})\s?"
    parts = "|".join(p for p, *_ in named)
    cues, weeks, accounts = (
        one_of("year_cues", "year_words"),
        one_of("week_words"),
        one_of("account_year_words"),
    )
    flag = re.IGNORECASE
    return PeriodWords(
        month_names,
        tuple(seasons),
        tuple((re.compile(p, flag), a, b, k) for p, a, b, k in named),
        re.compile(rf"(?<![^\W_])(?:{month}|(?:{short})-|{season}|{parts})", flag),
        # A glance before the full patterns: most figures have nothing in them that could be a period.
        re.compile(rf"(?:19[5-9]|20\d)\d|[hqt]\s?[1-4]|(?:{accounts})\s?\d\d|\d\s?\.\s?[-\d]|\d/\d\d|fy\s?\d|{weeks}", flag),
        # "between April and October", and in Finnish by the cases of the months
        re.compile(rf"(?<![^\W_])(?:(?:{one_of('between_words')})\s(?P<a>{month})\s(?:{one_of('and_words')})\s(?P<b>{month})|(?P<a2>(?:{short})kuu(?:sta|n alusta))\s(?P<b2>(?:{short})kuu(?:hun|n loppuun)))(?![^\W_]){year}", flag),
        re.compile(rf"(?<![^\W_])(?:(?P<a>(?:{short})(?=\s?-\s?(?:{short})kuu)|{month})(?:{dash}(?P<b>{month}))?)(?:\s+(?:{during}))?{year}", flag),
        re.compile(rf"(?<![\d.])(?P<d1>\d{{1,2}})\.?(?:\s?-\s?(?P<d2>\d{{1,2}})\.?)?\s+(?:(?:{one_of('day_month_words')})\s+)?(?P<a>{month}){year}", flag),
        re.compile(rf"(?<![^\W_])(?P<a>{season})(?![^\W\d_]){year}", flag),
        re.compile(rf"(?<![^\W_])(?P<a>{parts})(?![^\W\d_]){year}", flag),
        re.compile(rf"(?<![^\W_])(?:{weeks})\.?\s?(?P<w>\d{{1,2}})(?:\s?-\s?(?P<w2>\d{{1,2}}))?(?:\s?/\s?(?P<year>{_YEAR}))?(?![\d/,%])", flag),
        re.compile(rf"(?<![\w.,/\-])(?:{accounts})\s?-?'?(?P<year>[0-4]\d)(?![\d.,%/])", flag),
        re.compile(rf"(?:(?<![^\W_])(?P<cue>{cues})[\s:]*|(?<![\w.,/\-+$€£]))(?P<year>{_YEAR})(?![\d\-]|[,.]\d|\s?%|[^\W\d_])(?(cue)|(?!\s\d{{3}}(?!\d)\s\d{{3}}))(?P<after>:|\s+(?:{during})|(?=\)))?", flag),
        re.compile(rf"\s+(?:{one_of('level_names')})\s*:?\s*(?:{one_of('level_about')})?\s*\(?\d", flag),
        re.compile(rf"(?<![^\W_])(?:{any_of(lists['year_end'])})(?![^\W_])", flag),
        re.compile(rf"(?<![^\W_])(?:{one_of('month_beside')})(?![^\W_])", flag),
        re.compile(rf"(?:{any_of(lists['school_words'])})\s+$", flag),
        re.compile(rf"(?:\s+(?:{one_of('deadline_edges')}))?\s+(?:{any_of(lists['deadline_after'])})(?![^\W_])", flag),
        _around(lists["deadline_before"], after=False),
        _around(lists["reference_after"], after=True),
        _around(lists["reference_before"], after=False),
        re.compile(one_of("since_words"), flag),
    )  # fmt: skip

"""Periods and dates in a text."""

from __future__ import annotations

import pytest

from pipeline.normalise.lexicon import load
from pipeline.normalise.periods import find
from pipeline.normalise.text import clean


def read(text: str, year: int | None = 2023, lang: str | None = None) -> list[str]:
    found = find(clean(text), load(), year, text, lang)
    return [f"{p.type} {p.start or ''}..{p.end}{' reference' if p.reference else ''}" for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H1/2023", ["half 2023-01-01..2023-06-30"]),
        ("2023 H2", ["half 2023-07-01..2023-12-31"]),
        ("Q2/2024", ["quarter 2024-04-01..2024-06-30"]),
        ("III/2023", ["quarter 2023-07-01..2023-09-30"]),
        ("T2/2023", ["third 2023-05-01..2023-08-31"]),
        ("1-7/2022", ["month_range 2022-01-01..2022-07-31"]),
        ("12/2021", ["month 2021-12-01..2021-12-31"]),
        ("2/2024", ["month 2024-02-01..2024-02-29"]),
        ("valmis 2/24", ["month 2024-02-01..2024-02-29"]),
        ("valmis 1-3/24", ["month_range 2024-01-01..2024-03-31"]),
        ("30.6.2023", ["date 2023-06-30..2023-06-30"]),
        ("30/06/2023", ["date 2023-06-30..2023-06-30"]),
        ("2023-06-30", ["date 2023-06-30..2023-06-30"]),
        ("3.5.", ["date 2023-05-03..2023-05-03"]),
        ("1.1.–31.8.2023", ["date_range 2023-01-01..2023-08-31"]),
        ("1.8.2022-31.7.2023", ["date_range 2022-08-01..2023-07-31"]),
        ("11.–17. joulukuuta", ["date_range 2023-12-11..2023-12-17"]),
        ("14. syyskuuta 2022", ["date 2022-09-14..2022-09-14"]),
        ("12 March 2023", ["date 2023-03-12..2023-03-12"]),
        ("tammi–kesäkuun aikana (2022)", ["month_range 2022-01-01..2022-06-30"]),
        ("loka-joulukuussa", ["month_range 2023-10-01..2023-12-31"]),
        ("huhtikuusta lokakuuhun 2022", ["month_range 2022-04-01..2022-10-31"]),
        ("tammikuun alusta kesäkuun loppuun", ["month_range 2023-01-01..2023-06-30"]),
        ("between April and October", ["month_range 2023-04-01..2023-10-31"]),
        ("mellan april och oktober", ["month_range 2023-04-01..2023-10-31"]),
        ("in April and October", ["month 2023-04-01..2023-04-30", "month 2023-10-01..2023-10-31"]),
        ("januari–juni 2023", ["month_range 2023-01-01..2023-06-30"]),
        ("mars 2023", ["month 2023-03-01..2023-03-31"]),
        ("syksy 2023", ["season 2023-08-01..2023-12-31"]),
        ("talvella 2024", ["season 2023-12-01..2024-02-28"]),
        ("kesäsesonkina", ["season 2023-05-01..2023-09-30"]),
        ("vko 38", ["week 2023-09-18..2023-09-24"]),
        ("viikot 10–12/2023", ["week 2023-03-06..2023-03-26"]),
        ("lukuvuosi 2022–2023", ["school_year 2022-08-01..2023-07-31"]),
        ("kouluvuodelle 2023-24", ["school_year 2023-08-01..2024-07-31"]),
        ("2024–2026", ["year_range 2024-01-01..2026-12-31"]),
        ("v. 2022 ja v. 2023", ["year 2022-01-01..2022-12-31", "year 2023-01-01..2023-12-31"]),
        ("vuoteen 2030 mennessä", ["deadline ..2030-12-31"]),
        ("senast 31.12.2024", ["deadline ..2024-12-31"]),
        ("by the end of 2024", ["deadline ..2024-12-31"]),
        ("kesäkuun 2024 loppuun mennessä", ["deadline ..2024-06-30"]),
        ("vuoden 1990 tasosta", ["year 1990-01-01..1990-12-31 reference"]),
        ("parempi kuin 2021", ["year 2021-01-01..2021-12-31 reference"]),
        ("vuodesta 2019", ["year 2019-01-01..2019-12-31 reference"]),
        ("jämfört med 2022", ["year 2022-01-01..2022-12-31 reference"]),
        ("first half of 2023", ["half 2023-01-01..2023-06-30"]),
        ("4. kvartaali 2023", ["quarter 2023-10-01..2023-12-31"]),
    ],
)
def test_period(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "1 234",
        "20 - 25",
        "2/3",
        "45/90",
        "2 023",
        "12,2023",
        "13/2023",
        "31.2.2023",
        "H3",
        "H2-hanke",
        "Q5",
        "2/60",
        "10-2023-5 x",
        "toukka",
        "kesken",
        "0-3/2023",
    ],
)
def test_no_period(text: str) -> None:
    assert read(text) == []


def test_a_period_without_year_needs_the_reporting_year() -> None:
    assert read("Q3", None) == []
    assert read("loka-joulukuussa", None) == []
    assert read("Q3", 2021) == ["quarter 2021-07-01..2021-09-30"]


def test_an_english_split_year_is_a_fiscal_year_unless_a_school_year_is_named() -> None:
    assert read("2022/23", lang="en") == ["fiscal_year 2022-04-01..2023-03-31"]
    assert read("academic year 2022/23", lang="en") == ["school_year 2022-08-01..2023-07-31"]
    assert read("2022/23", lang="fi") == ["school_year 2022-08-01..2023-07-31"]
    assert read("Q2 2023/24", lang="en") == ["quarter 2023-07-01..2023-09-30"]
    assert read("Q4 2023/24", lang="en") == ["quarter 2024-01-01..2024-03-31"]

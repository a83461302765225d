"""Smaller families: bullets, weighted changes, dates, cells, multiples and their bands."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.normalise.claims import CONSISTENT, NOT_CHECKABLE, read_claims
from pipeline.normalise.claims.slips import near_miss, swapped_digits, typo
from pipeline.normalise.claims.spelt import fraction_band, multiple_band
from pipeline.normalise.tolerance import Interval, exact
from tests.claim_records import record, right, wrong

BULLETS = "Kampanjoita:\n- kevät ja kesä,\n- syksyn messut (some, radio),\n- joulukadun avaus."


@pytest.mark.parametrize(
    ("intro", "cells", "found", "confirmed"),
    [
        ("", ("2", "2", "3"), [], True),
        ("", ("2", "2", "5"), [], False),
        ("Neljä kampanjaa:", ("2", "2", "4"), [("list_count", "none")], False),
        ("Kolme kampanjaa:", ("2", "2", "3"), [], True),
    ],
)
def test_bullets_are_counted(
    intro: str, cells: tuple[str, str, str], found: list[Any], confirmed: bool
) -> None:
    text = BULLETS.replace("Kampanjoita:", intro) if intro else BULLETS
    asked = record("fi", "Kampanjoiden määrä", cells, text, hint="kpl")
    assert wrong(asked) == found
    assert ("list_count" in right(asked)) == confirmed


@pytest.mark.parametrize(
    ("text", "confirmed"),
    [
        ("Yöpymisiä oli 104 000 (−5 %), joista kotimaisia 82 000 (−8 %) ja ulkomaisia 22 000 (+10 %).", True),
        (
            "Yöpymisiä oli 104 000 (+5 %), joista kotimaisia 82 000 (−8 %) ja ulkomaisia 22 000 (+10 %).",
            False,
        ),
    ],
)
def test_the_change_of_a_total_against_its_parts(text: str, confirmed: bool) -> None:
    asked = record("fi", "Yöpymiset", ("2021 ja 2022: 97 000", "99 000", "104 000"), text, hint="yötä")
    assert wrong(asked) == []
    assert ("weighted_change" in right(asked)) == confirmed


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fi", "Avajaiset pidettiin perjantaina 24.11.2023.", []),
        ("fi", "Avajaiset pidettiin torstaina 24.11.2023.", [("calendar", "none")]),
        ("sv", "Invigningen hölls torsdagen den 24 november 2023.", [("calendar", "none")]),
        ("sv", "Invigningen hölls fredagen den 24 november 2023.", []),
        ("sv", "Invigningen hölls fredagen den 24.11.2023.", []),
        ("en", "The opening was on Friday 24 November 2023.", []),
        ("fi", "Avajaiset pidettiin marraskuussa 2023.", []),
    ],
)
def test_weekdays_of_dates(lang: str, text: str, found: list[Any]) -> None:
    assert wrong(record(lang, "Puisto avattu", ("ei", "kyllä", "kyllä"), text, year=2023)) == found


def test_dates_in_order_and_work_after_the_target() -> None:
    asked = record("fi", "Suunnitelma", ("kesken", "valmis Q2/2023", "kesken"), "Luonnos käsiteltiin 3.2.2023. Lausunnot saatiin 5.5.2023. Suunnitelma valmistuu vuoden 2024 aikana.", year=2023)  # fmt: skip
    assert {"date_order", "date_in_period", "period_vs_target"} <= right(asked)


CELLS = [
    (("400", "420 (+5 %)", "480 (+20 %)"), []),
    (("400", "420 (+5 %)", "480 (+14 %)"), [("pct_change", "vs_target")]),
    (("400", "420 (+20 %)", "480 (+20 %)"), [("pct_change", "vs_target_or_none")]),
    (("400 (2019)", "420", "480 (+2 %)"), []),
    (("2021: 390 2022: 400", "420", "480 (+2 %)"), []),
    (("400", "420", "480 (14 %)"), []),
    (("64 %", "70 %", "73 % (+9 %-yks.)"), []),
    (("64 %", "70 %", "73 % (+6 %-yks.)"), [("pp_change", "vs_target_or_none")]),
    (("", "", "480 (+2 %)"), []),
]


@pytest.mark.parametrize(("cells", "found"), CELLS, ids=[str(c[0]) for c in CELLS])
def test_changes_written_in_the_cells(cells: tuple[str, str, str], found: list[tuple[str, str]]) -> None:
    got = wrong(record("fi", "Asiakkaat", cells, "", hint=""))
    assert [kind for kind, _ in got] == [kind for kind, _ in found]
    if found and found[0][1] == "vs_target":
        assert got == found


def test_an_unclear_base_is_said_to_be_unclear() -> None:
    claims = read_claims(record("fi", "Asiakkaat", ("2021: 390 2022: 400", "420", "480 (+2 %)"), ""))
    assert [c.verdict for c in claims] == [NOT_CHECKABLE]


@pytest.mark.parametrize(
    ("approx", "low", "high"),
    [(None, 48, 52), ("about", 47, 53), ("nearly", 45, 50), ("amply", 50, 55), ("over", 50, 100)],
)
def test_bands_of_fractions(approx: str | None, low: float, high: float) -> None:
    assert fraction_band(50, approx) == Interval(low, high)


@pytest.mark.parametrize(
    ("times", "approx", "inside", "outside"),
    [(2, None, 2.1, 2.2), (2, "about", 2.2, 2.3), (2, "nearly", 1.75, 2.05), (2, "over", 2.4, 1.9), (0.5, "nearly", 0.55, 0.45), (0.5, "over", 0.4, 0.6)],
)  # fmt: skip
def test_bands_of_multiples(times: float, approx: str | None, inside: float, outside: float) -> None:
    band = multiple_band(times, approx)
    assert band.meets(exact(inside))
    assert not band.meets(exact(outside))


def test_slips_of_the_pen() -> None:
    assert typo(8.4, 0.1, Interval(7.38, 7.42))
    assert not typo(8.4, 0.1, Interval(6.1, 6.2))
    assert not typo(5, 1, exact(7))
    assert swapped_digits(2140, 2410)
    assert not swapped_digits(2140, 2150)
    assert not swapped_digits(214, 2140)
    assert near_miss(19, 1, exact(19.6))
    assert not near_miss(19, 1, exact(21))


def test_a_text_without_full_stops_is_cut_and_keeps_its_places() -> None:
    text = "kävijöitä tuli lisää " * 120 + "kävijöitä oli 912, mikä on 12 enemmän kuin edellisvuonna"
    asked = record("fi", "Kävijät", ("900", "905", "912"), text)
    found = [c for c in read_claims(asked) if c.verdict == CONSISTENT]
    assert {c.type for c in found} == {"difference", "restatement"}
    assert all(text[c.start : c.end] == c.quote and len(c.quote) <= 1000 for c in found)

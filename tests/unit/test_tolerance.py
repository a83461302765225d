"""Intervals of stated figures and the arithmetic over them."""

from __future__ import annotations

import pytest

from pipeline.normalise.tolerance import (
    Interval,
    exact,
    percent_change,
    percent_share,
    possible_counts,
    resolution,
    stated,
    trailing_unit,
)


@pytest.mark.parametrize(
    ("value", "decimals", "scale", "unit"),
    [
        (63, 0, 1, 0),
        (999, 0, 1, 0),
        (1000, 0, 1, 1000),
        (11952, 0, 1, 1),
        (135000, 0, 1, 1000),
        (22.5, 1, 1, 0.1),
        (1.8e6, 1, 1e6, 1e5),
        (2e6, 0, 1e6, 1e6),
    ],
)
def test_the_last_stated_place(value: float, decimals: int, scale: float, unit: float) -> None:
    assert resolution(value, decimals, scale) == pytest.approx(unit)


@pytest.mark.parametrize(
    ("value", "unit", "approx", "low", "high"),
    [
        (63, 0, None, 63, 63),
        (135000, 1000, None, 134500, 135500),
        (13, 1, "about", 12, 14),
        (157000, 1000, "nearly", 156000, 157000),
        (45, 1, "over", 45, 46),
        (430, 0, "over", 430, 440),
        (96000, 1000, "under", 95000, 96000),
    ],
)
def test_what_a_figure_states(value: float, unit: float, approx: str | None, low: float, high: float) -> None:
    assert stated(value, unit, approx) == Interval(low, high)


def test_intervals_touch_or_stay_apart() -> None:
    assert Interval(1, 2).meets(Interval(2, 3))
    assert not Interval(1, 2).meets(Interval(2.001, 3))
    with pytest.raises(ValueError, match="empty"):
        Interval(2, 1)


def test_arithmetic() -> None:
    assert Interval(1, 2) + Interval(3, 5) == Interval(4, 7)
    assert Interval(1, 2) - Interval(3, 5) == Interval(-4, -1)
    assert -Interval(1, 2) == Interval(-2, -1)
    assert Interval(1, 2).times(-3) == Interval(-6, -3)
    assert Interval(-1, 4).magnitude() == Interval(0, 4)
    assert Interval(-4, -1).magnitude() == Interval(1, 4)
    assert Interval(1, 2).over(Interval(4, 5)) == Interval(0.2, 0.5)
    assert Interval(1, 2).over(Interval(-1, 1)) is None


def test_percentages_of_the_worked_examples() -> None:
    grown = percent_change(stated(1290000, 10000), stated(1490000, 10000))
    assert grown is not None
    assert grown.meets(stated(15, 1, "about"))
    wrong = percent_change(stated(113000, 1000), stated(135000, 1000))
    assert wrong is not None
    assert not wrong.meets(stated(13, 1))
    assert percent_change(exact(0), exact(5)) is None
    share = percent_share(exact(63), exact(131))
    assert share is not None
    assert share.meets(stated(48, 1))
    assert percent_share(exact(1), exact(0)) is None


def test_possible_shares_of_a_small_count() -> None:
    assert possible_counts(stated(31, 1), 29) == [9]
    assert possible_counts(stated(38, 1), 17) == []
    assert possible_counts(stated(38, 1), 0) == []


@pytest.mark.parametrize(("value", "unit"), [(208000, 1000), (40, 10), (11952, 1), (0, 1)])
def test_place_of_the_last_digit(value: float, unit: float) -> None:
    assert trailing_unit(value) == unit

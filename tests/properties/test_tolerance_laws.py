"""Laws of intervals: what holds for the points holds for the intervals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.tolerance import Interval, exact, percent_change, percent_share, stated

ENDS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 3))
POSITIVE = st.floats(0.5, 1e6, allow_nan=False).map(lambda v: round(v, 3))
INTERVALS = st.tuples(ENDS, ENDS).map(lambda e: Interval(min(e), max(e)))


@given(INTERVALS, INTERVALS)
def test_meeting_is_mutual(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)


@given(INTERVALS, INTERVALS)
def test_a_difference_holds_the_difference_of_the_middles(one: Interval, other: Interval) -> None:
    middle = (one.low + one.high) / 2 - (other.low + other.high) / 2
    assert (one - other).meets(exact(middle))


@given(st.floats(0, 1e6, allow_nan=False), st.sampled_from([0.1, 1.0, 10.0, 1000.0]), st.sampled_from([None, "about", "nearly", "over", "under"]))  # fmt: skip
def test_a_figure_states_itself(value: float, unit: float, approx: str | None) -> None:
    assert stated(value, unit, approx).meets(exact(value))


@given(POSITIVE, POSITIVE, st.sampled_from([0.0, 0.1, 1.0]))
def test_rounded_operands_never_lose_the_true_change(base: float, new: float, unit: float) -> None:
    found = percent_change(Interval(max(0.4, base - unit / 2), base + unit / 2), stated(new, unit))
    assert found is not None
    assert found.meets(exact(100 * (new / base - 1)))


@given(POSITIVE, POSITIVE)
def test_a_part_of_itself_is_a_hundred(part: float, whole: float) -> None:
    same = percent_share(exact(whole), exact(whole))
    assert same is not None
    assert same.meets(exact(100))
    found = percent_share(exact(min(part, whole)), exact(max(part, whole)))
    assert found is not None
    assert found.high <= 100 + 1e-6

"""Recomputes a change, a difference or a multiple from its base and its new value, and names the slip."""

from __future__ import annotations

from typing import Any

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import Pair, baseline_years, levels
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.slips import Compute, near_miss, swapped_digits, typo
from pipeline.normalise.claims.trust import EXPLAINED, refutes
from pipeline.normalise.tolerance import Interval, exact, percent_change, trailing_unit

TYPES = {"percent": ("pct_change", "percent"), "pp": ("pp_change", "percentage_point")}


def _minus(base: Interval, new: Interval) -> Interval:
    return new - base


def computing(figure: Figure) -> Compute:
    """How a figure's expected value comes from base and new value."""
    return percent_change if figure.unit == "percent" else _minus


def _magnitudes(band: Interval, expected: Interval, direction: int) -> tuple[Interval, Interval]:
    if direction:
        return (band if direction > 0 else -band), expected
    return band, expected.magnitude()


def agrees(band: Interval, expected: Interval, direction: int) -> bool:
    """Whether a stated magnitude of a direction (+1, -1, 0 unknown) agrees with the signed expected interval."""
    one, other = _magnitudes(band, expected, direction)
    return one.meets(other)


def earlier_name(record: Record) -> str:
    """The slip's name for a figure taken against the baseline though another base is meant."""
    years = baseline_years(record)
    return "vs_baseline" if years and record.year and record.year - 1 not in years else "previous_year"


def _loose(figure: Figure) -> Interval:
    """Such as "About 70" in round tens is recognised as 72: wide enough to name a slip, never to judge by."""
    half = trailing_unit(figure.value) / 2 if figure.approx and figure.value == round(figure.value) else 0.0
    return Interval(min(figure.low, figure.value - half), max(figure.high, figure.value + half))


def slip(
    record: Record, figure: Figure, pair: Pair, direction: int, expected: Interval
) -> tuple[str, str | None]:
    """(slip, figure that explains it as written); ("none", None) when no usual slip gives the stated figure."""
    compute, band = computing(figure), _loose(figure)
    new, base = pair.new.figure, pair.base.figure
    for role in ("target", "baseline"):
        other = levels(record, role, new)
        if other is None or pair.base.where == role:
            continue
        found = compute(
            exact(other.figure.value) if role == "target" else other.figure.interval, new.interval
        )
        way = (
            0 if pair.base.where == "target" else direction
        )  # short of the target, yet grown since the baseline
        if found and agrees(band, found, way):
            return ("vs_target" if role == "target" else earlier_name(record)), other.figure.text
    if figure.unit == "percent":
        back = percent_change(new.interval, base.interval)
        if back and agrees(band, -back, direction):
            return "wrong_denominator", new.text
        if back and agrees(band, back, direction):
            return "swapped", None
    if direction and agrees(band, -expected, direction):
        return "swapped", None
    aim = levels(record, "target", new)
    planned = (
        compute(base.interval, exact(aim.figure.value)) if aim and pair.base.where == "baseline" else None
    )
    if aim and planned and agrees(band, planned, direction):
        return "vs_target", aim.figure.text
    size = expected.magnitude()
    if figure.resolution and near_miss(figure.value, figure.resolution, size) and figure.approx is None:
        return "rounding", None
    return ("typo_digit", None) if typo(figure.value, figure.resolution, size) else ("none", None)


def _planned(record: Record, figure: Figure, pair: Pair, direction: int) -> bool:
    """Whether the stated figure is the change that the target wished from the base, not the one from the target."""
    aim = levels(record, "target", pair.new.figure)
    if aim is None or pair.base.where != "baseline":
        return False
    wished = computing(figure)(pair.base.figure.interval, exact(aim.figure.value))
    from_target = computing(figure)(exact(aim.figure.value), pair.new.figure.interval)
    told = from_target is not None and agrees(_loose(figure), from_target, direction)
    return not told and wished is not None and agrees(_loose(figure), wished, direction)


def mixed_up(figure: Figure, pair: Pair, expected: Interval, direction: int) -> str | None:
    """A confusion of kinds that gives the stated figure: points for percent, the multiple for growth, the scale."""
    new, base = pair.new.figure, pair.base.figure
    if figure.unit == "percent" and new.unit == base.unit == "percent" and agrees(figure.interval, new.interval - base.interval, direction):  # fmt: skip
        return "pp_as_percent"
    relative = percent_change(base.interval, new.interval)
    if figure.unit == "pp" and relative and agrees(figure.interval, relative, direction):
        return "percent_as_pp"
    ratio = new.interval.over(base.interval)
    if figure.unit == "percent" and direction >= 0 and ratio and ratio.times(100).meets(figure.interval):
        return "ratio_as_growth"
    scales = (figure.interval.times(factor) for factor in (10, 100, 1000, 0.1, 0.01, 0.001))
    return "scale" if figure.resolution and any(agrees(s, expected, direction) for s in scales) else None


def beside(place: Sentence, pair: Pair, figure: Figure) -> str | None:
    """Such as "135 000 (+13 %)": the value with the change in brackets after it, as written in a cell."""
    if place.where == "explanation" or not figure.paren or pair.new.where != place.where:
        return None
    return place.between(pair.new.figure.start, figure.end + 1)


def _deficit(pair: Pair, band: Interval, expected: Interval) -> bool:
    """Whether two deficits differ by so much: "2.8 million more" of a loss is less in the table."""
    return pair.base.figure.high < 0 and pair.new.figure.high < 0 and band.meets(expected.magnitude())


def change_claim(
    record: Record,
    place: Sentence,
    figure: Figure,
    pair: Pair | None,
    direction: int,
    base_year: int | None = None,
) -> Claim:
    """Claim of a change in percent, in percentage points or in units. `direction` +1 rise, -1 fall, 0 not told.

    `base_year` is the year that the words compare with; it stands in the formula.
    """
    kind, unit = TYPES.get(
        figure.unit or "", ("difference", figure.unit or (pair.base.figure.unit if pair else None))
    )
    base = f"base of {base_year}" if base_year else "base"
    formula = f"new / {base} - 1" if kind == "pct_change" else f"new - {base}"
    stated, band = (direction or 1) * figure.value, figure.interval
    signed = band if direction >= 0 else -band
    shown: dict[str, Any] = {"figure": figure, "stated": stated, "band": signed, "unit": unit}
    expected = computing(figure)(pair.base.figure.interval, pair.new.figure.interval) if pair else None
    if pair is None or expected is None:
        return build(place, kind, formula, NOT_CHECKABLE, **shown)
    operands = (
        Operand("base", pair.base.figure, pair.base.where),
        Operand("new", pair.new.figure, pair.new.where),
    )
    point = computing(figure)(exact(pair.base.figure.value), exact(pair.new.figure.value))
    more: dict[str, Any] = {"operands": operands, "expected": expected, "point": point.low if point else None}
    if agrees(band, expected, direction) or _deficit(pair, band, expected):
        return build(place, kind, formula, CONSISTENT, **shown, **more)
    name, other = slip(record, figure, pair, direction, expected)
    special = mixed_up(figure, pair, expected, direction)
    if name in EXPLAINED and special != "pp_as_percent":
        special = None
    name = "none" if special else name
    exchanged = point is not None and swapped_digits(figure.value, abs(point.low))
    if not refutes(pair.trust, special or name, figure, exchanged=exchanged):
        return build(place, kind, formula, NOT_CHECKABLE, **shown, operands=operands)
    if name == "vs_target" and other and _planned(record, figure, pair, direction):
        special, name = "planned", "vs_target"
    details: dict[str, Any] = {"base_name": pair.name, "base": pair.base.figure.text, "new": pair.new.figure.text, "other": other,
               "special": special, "head": beside(place, pair, figure)}  # fmt: skip
    return build(place, kind, formula, INCONSISTENT, **shown, **more, fits=name, details=details)

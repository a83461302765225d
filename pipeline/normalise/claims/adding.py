"""What sums are made of: amounts of one kind, their total, and the claim that they make it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.tolerance import Interval, exact


def same_unit(one: Figure, other: Figure) -> bool:
    """Only like may be added up: 46 000 trips and 116 000 euros have no sum."""
    return one.unit == other.unit


def total_of(figures: Sequence[Figure]) -> Interval:
    """Interval of the sum."""
    total = exact(0.0)
    for figure in figures:
        total += figure.interval
    return total


def amounts(record: Record, sentence: Sentence) -> list[Figure]:
    """Amounts of a sentence that are levels."""
    skip = {c.figure.start for c in changes(record, sentence)}
    return [f for f in sentence.amounts if f.start not in skip]


def sum_claim(
    sentence: Sentence,
    total: Figure,
    parts: Sequence[Figure],
    *,
    certain: bool,
    where: str = "",
) -> Claim:
    """The claim of a sum. `certain`: the text promises it, so that parts that miss the total are wrong."""
    expected = total_of(parts)
    right = expected.meets(total.interval)
    verdict = CONSISTENT if right else INCONSISTENT if certain else NOT_CHECKABLE
    value = sum(p.value for p in parts)
    fits = None if verdict != INCONSISTENT else "typo_digit" if typo(total.value, total.resolution or 1, expected) else "none"  # fmt: skip
    operands = [Operand("part", p, sentence.where) for p in parts] + [
        Operand("total", total, where or sentence.where)
    ]
    return build(
        sentence, "sum", "sum of parts", verdict, figure=total, operands=operands, stated=total.value,
        band=total.interval, expected=expected, point=value, unit=total.unit, fits=fits,
    )  # fmt: skip

"""The change of a total against the changes of its parts: "237 000 (−2,4 %), of which 208 000 (−4 %) and 28 000 (+10 %)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.tolerance import Interval


@dataclass(frozen=True, slots=True)
class Moved:
    """An amount with the change written beside it."""

    amount: Figure
    change: Figure
    sentence: Sentence

    def before(self) -> Interval | None:
        """The amount before the change."""
        sign = -1 if self.change.sign == "-" else 1
        low, high = sorted((1 + sign * self.change.low / 100, 1 + sign * self.change.high / 100))
        return self.amount.interval.over(Interval(low, high))


def moved_amounts(sentence: Sentence) -> list[Moved]:
    """Such as "208 000 (−4 %)": amounts with a signed percentage in brackets."""
    pairs = zip(sentence.figures, sentence.figures[1:], strict=False)
    return [Moved(a, c, sentence) for a, c in pairs
            if a.amount and c.unit == "percent" and c.sign and c.paren]  # fmt: skip


def weighted_claims(record: Record) -> Iterator[Claim]:
    """The change of a total that its parts confirm, or that lies outside all of theirs.

    A mismatch within their range stays unjudged: the parts may leave something out.
    """
    everything = [m for s in record.sentences for m in moved_amounts(s)]
    for sentence in record.sentences:
        own = [m for m in everything if m.sentence is sentence]
        for total in everything:
            parts = [m for m in own if m is not total and m.amount.value < total.amount.value]
            if len(parts) >= 2 and _make_up(parts, total):
                yield _claim(sentence, total, parts)


def _make_up(parts: Sequence[Moved], total: Moved) -> bool:
    step = max(p.amount.resolution for p in [*parts, total])
    return abs(sum(p.amount.value for p in parts) - total.amount.value) <= step * len(parts)


def _claim(sentence: Sentence, total: Moved, parts: Sequence[Moved]) -> Claim:
    sign = -1 if total.change.sign == "-" else 1
    band = total.change.interval if sign > 0 else -total.change.interval
    earlier = [p.before() for p in parts]
    low, high = sum(e.low for e in earlier if e), sum(e.high for e in earlier if e)
    now = sum(p.amount.value for p in parts)
    operands = [Operand("part", p.amount, p.sentence.where) for p in parts]
    known: dict[str, Any] = {"figure": total.change, "operands": operands, "stated": sign * total.change.value, "band": band, "unit": "percent"}  # fmt: skip
    kind, formula = "weighted_change", "sum of parts / sum of earlier parts - 1"
    if None in earlier or low <= 0:
        return build(sentence, kind, formula, NOT_CHECKABLE, **known)
    expected = Interval(100 * (now / high - 1), 100 * (now / low - 1))
    if expected.meets(band):
        return build(sentence, kind, formula, CONSISTENT, **known, expected=expected)
    if _beyond(band, parts) and total.sentence is sentence:
        return build(sentence, kind, formula, INCONSISTENT, **known, expected=expected, fits="none")
    return build(sentence, kind, formula, NOT_CHECKABLE, **known, expected=expected)


def _beyond(band: Interval, parts: Sequence[Moved]) -> bool:
    """Whether a total's change is smaller, or greater, than that of every part: no weights can make it so."""
    told = [-p.change.interval if p.change.sign == "-" else p.change.interval for p in parts]
    return band.high < min(t.low for t in told) or band.low > max(t.high for t in told)

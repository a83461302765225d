"""Multiples ("doubled", "2,5-kertainen") and fractions that tell a change ("a quarter smaller")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.normalise.claims.change import pair_of
from pipeline.normalise.claims.changes import Change, direction
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.compare import change_claim
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import LIKELY, SURE, Pair, levels
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import around
from pipeline.normalise.claims.spelt import change_words, fractions, multiples
from pipeline.normalise.claims.trust import refutes
from pipeline.normalise.tolerance import Interval, exact


def multiple_claims(record: Record) -> Iterator[Claim]:
    """Every multiple of the explanation, and every fraction by which something changed."""
    for index, sentence in enumerate(record.sentences):
        for figure in multiples(record, sentence):
            yield _multiple(record, index, sentence, figure)
        for figure in fractions(record, sentence):
            told = change_words(record, sentence, figure)
            if told:
                change = _change(record, sentence, figure, direction(record, told))
                yield change_claim(record, sentence, figure, pair_of(record, index, change), change.direction)


def _change(record: Record, sentence: Sentence, figure: Figure, way: int) -> Change:
    segment = around(record, sentence, figure)
    target = bool(record.words.has("target", segment.text))
    return Change(figure, sentence, segment, way, target)


def _multiple(record: Record, index: int, sentence: Sentence, figure: Figure) -> Claim:
    pair = pair_of(record, index, _change(record, sentence, figure, 0))
    kind, formula = "ratio", "new / base"
    shown: dict[str, Any] = {
        "figure": figure,
        "stated": figure.value,
        "band": figure.interval,
        "unit": "times",
    }
    expected = pair.new.figure.interval.over(pair.base.figure.interval) if pair else None
    if pair is None or expected is None:
        return build(sentence, kind, formula, NOT_CHECKABLE, **shown)
    operands = (
        Operand("base", pair.base.figure, pair.base.where),
        Operand("new", pair.new.figure, pair.new.where),
    )
    more: dict[str, Any] = {
        "operands": operands,
        "expected": expected,
        "point": pair.new.figure.value / pair.base.figure.value,
    }
    if expected.meets(figure.interval):
        return build(sentence, kind, formula, CONSISTENT, **shown, **more)
    # "Three times more" is read as three or as four times: only what fits neither is wrong.
    growth = expected.meets(_shifted(figure.interval)) and record.words.has(
        "comparative", sentence.after(figure)[:25]
    )
    name, other = _slip(record, figure, pair, expected)
    trust = SURE if pair.trust == LIKELY else pair.trust
    if growth or not refutes(trust, name):
        return build(sentence, kind, formula, NOT_CHECKABLE, **shown, operands=operands)
    details: dict[str, Any] = {"base_name": pair.name, "base": pair.base.figure.text, "other": other}
    return build(sentence, kind, formula, INCONSISTENT, **shown, **more, fits=name, details=details)


def _shifted(band: Interval) -> Interval:
    return band + exact(1.0)


def _slip(record: Record, figure: Figure, pair: Pair, expected: Interval) -> tuple[str, str | None]:
    for role, name in (("target", "vs_target"), ("baseline", "previous_year")):
        other = levels(record, role, pair.new.figure)
        if other is None or pair.base.where == role:
            continue
        found = pair.new.figure.interval.over(other.figure.interval)
        if found and found.meets(figure.interval):
            return name, other.figure.text
    back = exact(1.0).over(expected)
    if back and back.meets(figure.interval):
        return "swapped", None
    return "none", None

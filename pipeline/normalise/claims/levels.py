"""Levels told in prose, with what is said of their time, and the pairs that they make by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.operands import LIKELY, SURE, Pair, cell, same_unit, strangers
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, around
from pipeline.normalise.claims.spelt import multiples
from pipeline.normalise.tolerance import stated

_LINK = 12  # characters that a linking word takes: "2019, då förbrukningen var 20,0 GWh" is of 2019
_TELLING = 20  # a smaller number may agree with the actual by chance


@dataclass(frozen=True, slots=True)
class Level:
    """A level told in prose with what is said about its time: a year, "the year before", from or to."""

    figure: Figure
    year: int | None
    previous: bool
    sentence: Sentence

    def operand(self, name: str) -> Operand:
        """The level as an operand."""
        return Operand(name, self.figure, self.sentence.where)


def _tag(record: Record, sentence: Sentence, figure: Figure) -> tuple[int | None, bool]:
    before, after = sentence.before(figure), sentence.after(figure)
    begin = around(record, sentence, figure).start
    if not record.words.around(r"«when»\s*$").search(sentence.between(begin - _LINK, begin)):
        # "… sex dagar kortare än året före, vilket beror på att 22 platser öppnades": another clause, another time
        before = before[max(0, begin - (figure.start - len(before))) :]
    parts = record.words.last("of_which", before)
    before = before[parts.end() :] if parts else before
    cut = record.words.around("[,;]|«and»|«when»").search(after)
    after = after[: cut.start()] if cut else after
    start = figure.start - len(before)
    named = [y for at, y in sentence.years if start <= at < figure.start]
    following = [y for at, y in sentence.years if figure.end <= at < figure.end + len(after)]
    year = named[-1] if named else following[0] if following else None
    words = record.words
    previous = bool(words.has("previous", before)) or (
        bool(words.has("previous", after)) and not moved(record, after)
    )
    return year, previous


def moved(record: Record, text: str) -> bool:
    """Whether a text compares (more than, fewer than …)."""
    return bool(record.words.has("rise", text) or record.words.has("fall", text))


def prose_levels(record: Record, sentence: Sentence, skip: Sequence[Figure], like: str | None) -> list[Level]:
    """Levels of the sentence: amounts (or, for "percent", percentages) that are no change themselves."""
    told = record.once("levels", sentence, lambda: _levels(record, sentence))
    passed = {f.start for f in skip}  # figures of one sentence are told apart by where they stand
    return [
        v
        for v in told
        if v.figure.start not in passed and (v.figure.unit == "percent") == (like == "percent")
    ]


def _levels(record: Record, sentence: Sentence) -> list[Level]:
    times = [(f.start, f.end) for f in multiples(record, sentence)]
    return [
        Level(figure, *_tag(record, sentence, figure), sentence)
        for figure in sentence.figures
        if not any(start <= figure.start < end for start, end in times)
        and not (
            figure.sign
            or figure.unit == "pp"
            or (figure.word and not _earlier_word(record, sentence, figure))
        )
    ]


def _earlier_word(record: Record, sentence: Sentence, figure: Figure) -> bool:
    """Whether a number word is a level of the year before ("last summer only nine")."""
    return (
        len(figure.noun) < 4
        and figure.unit is None
        and bool(record.words.has("previous", sentence.before(figure)[-30:]))
    )


def explicit_pair(figures: Sequence[Figure], where: str) -> Pair | None:
    """Such as "from 29.2 million to 42.6 million": the base and the new value as written, when there is one such pair."""
    pairs = []
    for one, two in pairwise(figures):
        if one.case == "from" and two.case == "to":
            base = one
            if one.unit is None and (two.unit is not None or two.scale > 1):
                base = in_unit_of(one, two)
            if same_unit(base, two):
                pairs.append((base, two))
    if len(pairs) != 1:
        return None
    base, new = pairs[0]
    return Pair(Operand("base", base, where), Operand("new", new, where), "previous", SURE)


def in_unit_of(one: Figure, two: Figure) -> Figure:
    """A bare figure in the unit and scale of the one that it is told with."""
    if two.unit == "percent":
        decimals = len(one.text.split(",")[1]) if "," in one.text else 0
        band = stated(one.value, 10.0**-decimals, one.approx)
        return replace(one, unit="percent", low=band.low, high=band.high, resolution=10.0**-decimals)
    scale = two.scale if one.scale == 1 else 1.0
    low, high, step = (v * scale for v in (one.low, one.high, one.resolution))
    return replace(one, unit=two.unit, value=one.value * scale, low=low, high=high, resolution=step)


def _alike(one: Level, other: Level) -> bool:
    a, b = one.figure.noun, other.figure.noun
    return same_unit(one.figure, other.figure) and (len(a) < 4 or len(b) < 4 or akin(a, [b]) or akin(b, [a]))


def tagged_pair(record: Record, levels: Sequence[Level], trust: int) -> Pair | None:
    """Such as "In 2021 it was X and in 2023 Y", "X, when it was Y the year before"."""
    if len(levels) != 2 or not _alike(*levels):
        return None
    one, two = levels
    if one.previous != two.previous:
        base, new = (one, two) if one.previous else (two, one)
        if new.year is not None and record.year is not None and new.year != record.year:
            return None
    elif one.year and two.year and one.year != two.year:
        base, new = (one, two) if one.year < two.year else (two, one)
    elif (one.year is None) != (two.year is None):
        base, new = (one, two) if one.year is not None else (two, one)
        if record.year is None or base.year is None or base.year >= record.year:
            return None
        trust = min(trust, LIKELY)
    else:
        return None
    return Pair(base.operand("base"), new.operand("new"), "previous", trust)


def new_value(
    record: Record, segment: Segment, figure: Figure, skip: Sequence[Figure], *, percent: bool
) -> tuple[Operand | None, int]:
    """(new value, how sure it is): 2 the segment's own level is the actual's, 1 it has none, 0 it has another.

    `skip` are the figures of the sentence that tell changes, and so no level.
    """
    actual = cell(record, "actual", percent=percent)
    levels = prose_levels(record, segment.sentence, [figure, *skip], "percent" if percent else None)
    own = [v for v in levels if v.figure.end <= figure.start and not v.previous and v.figure.case not in ("from", "by")
           and (v.year is None or v.year == record.year)]  # fmt: skip
    told = [f for f in segment.figures if f.end <= figure.start and f.amount and f.unit and f not in skip]
    if actual and told and not same_unit(told[-1], actual.figure):
        # "income was 2.4 million euros, 12 per cent over the budget" in a row of percentages
        return actual, 0
    if record.year and any(
        v.year and v.year > record.year for v in levels if segment.start <= v.figure.start < figure.start
    ):
        return actual, 0  # "for 2024 4.41 million is budgeted, 110 000 more than for 2023"
    after = [v for v in levels if v.figure.start >= segment.end]
    if actual and not own and after and _goes_on(record, segment, after[0], actual.figure):
        return actual, 2
    if not own or (actual is None and len(own) > 1):
        return actual, int(actual is not None)
    last = own[-1]
    if actual is None:
        return last.operand("new"), 0
    if same_unit(last.figure, actual.figure) and last.figure.interval.meets(actual.figure.interval):
        return actual, 2 if _tells_row(record, segment, last.figure) else 1
    others = [cell(record, role, percent=percent) for role in ("baseline", "target")]
    if any(o and same_unit(o.figure, last.figure) and _same(o.figure, last.figure) for o in others):
        return actual, 1
    return actual, 0


def _same(one: Figure, other: Figure) -> bool:
    """Whether two levels are one figure: equal, or rounded so that more than an edge of them is common (6.3 is not 6.4)."""
    return one.value == other.value or max(one.low, other.low) < min(one.high, other.high)


def _goes_on(record: Record, segment: Segment, level: Level, actual: Figure) -> bool:
    """Whether a sentence ends its statement with the actual: "rose by 5 per cent and was 46 %"."""
    between = segment.sentence.between(segment.end, level.figure.start)
    meets = same_unit(level.figure, actual) and level.figure.interval.meets(actual.interval)
    return meets and level.figure.value >= _TELLING and not level.previous and not strangers(record, between)


def _tells_row(record: Record, segment: Segment, level: Figure) -> bool:
    """Whether the actual said again shows that a segment speaks of the row.

    It stands in the segment, or before it with digits enough, and the segment names nothing of its own.
    """
    if segment.start <= level.start:
        return level.value >= _TELLING
    return level.value >= 5 * _TELLING and not strangers(record, segment.text)

"""Finds the base and the new value of a change told in prose, and how surely they are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import (
    GUESS,
    LIKELY,
    SURE,
    WEAK,
    Pair,
    akin,
    base_trust,
    baseline_years,
    cell,
    same_unit,
    strangers,
)
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, plain
from pipeline.normalise.claims.spelt import multiples
from pipeline.normalise.tolerance import stated

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
    parts = record.words.last("of_which", before)
    before = before[parts.end() :] if parts else before
    cut = re.search(r"[,;]|\b(?:ja|och|and|kun|when|while|medan)\b", after)
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
    found = []
    times = [(f.start, f.end) for f in multiples(record, sentence)]
    for figure in sentence.figures:
        if any(start <= figure.start < end for start, end in times):
            continue
        if (
            figure in skip
            or figure.sign
            or figure.unit == "pp"
            or (figure.word and not _earlier_word(record, sentence, figure))
        ):
            continue
        if (figure.unit == "percent") == (like == "percent"):
            found.append(Level(figure, *_tag(record, sentence, figure), sentence))
    return found


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
                base = _in_unit_of(one, two)
            if same_unit(base, two):
                pairs.append((base, two))
    if len(pairs) != 1:
        return None
    base, new = pairs[0]
    return Pair(Operand("base", base, where), Operand("new", new, where), "previous", SURE)


def _in_unit_of(one: Figure, two: Figure) -> Figure:
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
    if not own or (actual is None and len(own) > 1):
        return actual, int(actual is not None)
    last = own[-1]
    if actual is None:
        return last.operand("new"), 0
    if same_unit(last.figure, actual.figure) and last.figure.interval.meets(actual.figure.interval):
        return actual, 2 if _tells_row(record, segment, last.figure) else 1
    others = [cell(record, role, percent=percent) for role in ("baseline", "target")]
    if any(
        o and same_unit(o.figure, last.figure) and o.figure.interval.meets(last.figure.interval)
        for o in others
    ):
        return actual, 1
    return actual, 0


def _tells_row(record: Record, segment: Segment, level: Figure) -> bool:
    """Whether the actual said again shows that a segment speaks of the row.

    It stands in the segment, or before it with digits enough, and the segment names nothing of its own.
    """
    if segment.start <= level.start:
        return level.value >= _TELLING
    return level.value >= 5 * _TELLING and not strangers(record, segment.text)


def _moving_clause(record: Record, text: str, told: Sequence[str]) -> str:
    """The first clause between commas that tells a movement, else the whole text: "declined by 5 %, less than …"."""
    clauses = re.split(r",\s|\s(?:ja|och|and)\s", text)
    return next((c for c in clauses if moved(record, c) and any(f in c for f in told)), text)


def named_base(record: Record, segment: Segment, *, percent: bool) -> tuple[Operand | None, str, int]:
    """(base, its name, trust) of a change whose base the segment names by a word or a year, or does not name."""
    words, text = record.words, plain(record, segment.text)
    base, trust = cell(record, "baseline", percent=percent), base_trust(record)
    if words.has("elsewhere", _moving_clause(record, text, [f.text for f in segment.figures])):
        return None, "", GUESS
    years = [y for y in segment.years if y != record.year]
    listed = _listed(record, segment, years, percent=percent)
    if listed and not words.has("target", text):
        return listed, "baseline", SURE
    if words.has("target", text) and not years and not words.has("previous", text):
        return cell(record, "target", percent=percent), "target", SURE
    if aimed(record, text, years):
        return cell(record, "target", percent=percent), "target", WEAK
    if years:
        known = baseline_years(record)
        if len(known) > 1 and set(years) == known and not record.cells["baseline"].by_year:
            return base, "baseline", SURE  # a school year, or a term of several, named in both places
        if len(set(years)) == 1 and years[0] in known:
            return (
                base,
                "baseline",
                SURE if len(known) == 1 or years[0] in record.cells["baseline"].years else LIKELY,
            )
        if len(set(years)) == 1 and not known and record.year == years[0] + 1:
            return base, "baseline", LIKELY
        return None, "", GUESS
    if _unknown_comparison(record, text):
        return base, "baseline", GUESS
    own = set(record.cells["baseline"].years)
    if words.has("previous", text) or words.has("within_year", text):
        fits = not own or record.year is None or own == {record.year - 1}
        return (base, "baseline", SURE) if fits else (None, "", GUESS)
    if words.has("baseline", text):
        return base, "baseline", SURE
    return base, "baseline", trust


_THAN = re.compile(r"(?<!\w)(?:kuin|än|than)\s+(?P<base>[^.,;]+)", re.IGNORECASE)


def _unknown_comparison(record: Record, text: str) -> bool:
    """Whether a text compares with something that is no level of the row ("more than was intended")."""
    found = _THAN.search(text)
    spelt = (*record.words.multiples, *record.words.fractions)
    if (
        found is None
        or re.match(r"\D{0,2}\d", found["base"])
        or any(p.match(found["base"]) for p, _ in spelt)
    ):
        return False  # "more than 500", "more than doubled"
    return not any(
        record.words.has(name, found["base"]) for name in ("previous", "baseline", "target", "within_year")
    )


def aimed(record: Record, text: str, years: Sequence[int]) -> bool:
    """Whether a text goes past a limit without naming one ("the set level was exceeded by 5"): the target is meant."""
    words = record.words
    if years or not words.has("past_limit", text):
        return False
    return not any(words.has(name, text) for name in ("previous", "baseline", "within_year"))


def compared_year(record: Record, segment: Segment) -> int | None:
    """The one earlier year a segment compares with, by its number or as "the previous year"; None when not plain."""
    years = {y for y in segment.years if y != record.year}
    if record.year is None or len(years) > 1 or record.words.has("elsewhere", segment.text):
        return None
    if years:
        return next((y for y in years if y < record.year), None)
    return record.year - 1 if record.words.has("previous", segment.text) else None


def _listed(record: Record, segment: Segment, years: Sequence[int], *, percent: bool) -> Operand | None:
    """The level of the named (or previous) year in a baseline cell that tells several years."""
    wanted = set(years)
    if not wanted and record.year and record.words.has("previous", segment.text):
        wanted = {record.year - 1}
    found = [
        f for y, f in record.cells["baseline"].by_year if y in wanted and (f.unit == "percent") == percent
    ]
    return Operand("baseline", found[0], "baseline") if len(found) == len(wanted) == 1 else None

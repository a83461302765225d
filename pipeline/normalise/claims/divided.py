"""A whole and what it is divided into: "913 dwellings: 747 rented …", "C, of which A and B", "Of the 468, 421 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.claims.adding import same_unit, sum_claim, total_of
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.levels import in_unit_of
from pipeline.normalise.claims.operands import cell
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.spoken import named as _named
from pipeline.normalise.claims.wholes import is_whole


def divided_claims(record: Record, index: int, found: Sequence[Figure]) -> Iterator[Claim]:
    """Every whole of a sentence with its parts; `found` are the sentence's amounts that are levels."""
    sentence = record.sentences[index]
    yield from _with_rest(record, sentence, found)
    yield from _with_colon(record, sentence, found)
    yield from _of_which(record, index, found)
    yield from _partition(record, sentence, found)


def _with_rest(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "in total 372, 148 by us and the remaining 181 by others": a total first, and the rest last."""
    if len(found) < 3 or not all(same_unit(f, found[0]) for f in found):
        return
    total, *parts = found
    first = record.words.has("total", sentence.text[: total.end - sentence.start + 14])
    if first and record.words.has("rest", sentence.between(parts[-2].end, parts[-1].start)):
        yield sum_claim(
            sentence, total, parts, certain=len(found) == len([f for f in sentence.figures if f.counted])
        )


def _with_colon(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "913 dwellings: 747 rented and 166 others"."""
    for n, total in enumerate(found[:-1]):
        gap = sentence.between(total.end, found[n + 1].start)
        if not re.match(r"[^.,;:\d]{0,40}:\s", gap):
            continue
        unit = {f.unit for f in found[n + 1 :]} | {total.unit}
        # "16 980 MWh: 7 240, 5 310 and 4 430 MWh": the unit stands once for all
        like = len(unit - {None}) == 1
        last = found[-1]
        rest = [in_unit_of(f, last) if like and f.unit is None and last.unit else f for f in found[n + 1 :]]
        parts = [f for f in rest if (like or same_unit(f, total)) and not f.paren]
        plain = len(parts) == len(found) - n - 1 and not record.words.has("example", gap)
        if len(parts) >= 2 and max(p.value for p in parts) < total.value:
            yield sum_claim(sentence, total, parts, certain=plain)
        return


def _of_which(record: Record, index: int, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "C, of which A and B": a match confirms; parts larger than the whole refute."""
    sentence = record.sentences[index]
    pronoun = record.words.has("of_which", sentence.text)
    if pronoun is None:
        yield from _marked(record, sentence, found)
        return
    at = sentence.start + pronoun.start()
    before, after = [f for f in found if f.end <= at], [f for f in found if f.start >= at]
    if not before or not after or not all(same_unit(f, before[-1]) for f in after):
        return
    total, parts = before[-1], after
    if len(parts) >= 2 and (total_of(parts).meets(total.interval) or _too_many(total, parts)):
        yield sum_claim(sentence, total, parts, certain=True)
    elif any(p.low > total.high for p in parts) and len(before) == 1 and not total.paren:
        part = max(parts, key=lambda p: p.value)
        details = {"whole": total.text, "part": part.text}
        yield build(
            sentence, "part_of_whole", "part <= whole", INCONSISTENT, figure=part, stated=part.value,
            band=part.interval, expected=total.interval, point=total.value, unit=total.unit, fits="none",
            operands=(Operand("whole", total, sentence.where), Operand("part", part, sentence.where)), details=details,
        )  # fmt: skip


_NEARLY = 0.1


def _partition(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "The 134 recruits went to parks (58), libraries (39) and schools (37)": the row's value and three parts or more.

    A list of parts that makes nearly the whole is meant to make all of it; one that makes much less is a choice.
    """
    actual = cell(record, "actual")
    if (
        len(found) < 4
        or actual is None
        or found[0].value != actual.figure.value
        or len(found) != len(sentence.figures)
    ):
        return
    total, parts = found[0], found[1:]
    plain = (
        not any(f.approx or f.word for f in found)
        and len({f.paren for f in parts}) == 1
        and all(same_unit(f, total) for f in parts)
    )
    last = sentence.between(parts[-2].end, parts[-1].start)
    if (
        not plain
        or not record.words.has("and", last)
        or any(record.words.has(n, sentence.text) for n in ("example", "total", "of_which", "rest"))
    ):
        return
    gap = abs(sum(p.value for p in parts) - total.value)
    if total_of(parts).meets(total.interval) or gap <= _NEARLY * total.value:
        yield sum_claim(sentence, total, parts, certain=True)


_SLIGHTLY = 1.05


def _too_many(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether three parts or more make slightly more than their whole: they divide it up, and one of them is wrong.

    Two parts may overlap (30 women, 20 young people of 48), and many may make much more than the whole.
    """
    plain = not total.approx and not any(p.approx for p in parts)
    return (
        plain
        and len(parts) >= 3
        and total.high < total_of(parts).low
        and total_of(parts).high <= _SLIGHTLY * total.value
    )


def _marked(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "Of the 468 applications 421 were approved, 39 refused and 8 withdrawn"."""
    bare = [f for f in found if not f.paren]
    if (
        len(bare) < 3
        or not is_whole(record, sentence, bare[0])
        or not all(same_unit(f, bare[0]) for f in bare)
    ):
        return
    total, parts = bare[0], bare[1:]
    if total_of(parts).meets(total.interval) or _too_many(total, parts):
        yield sum_claim(sentence, total, parts, certain=True)


def named_parts(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "from Germany (4 200 nights)": a part in brackets, counted in the row's own unit, within the row's value."""
    actual = cell(record, "actual")
    for part in found:
        if actual and part.paren and same_unit(part, actual.figure) and part.noun and _named(record, part):
            if part.high <= actual.figure.low:
                yield build(
                    sentence, "part_of_whole", "part <= whole", CONSISTENT, figure=part, stated=part.value,
                    band=part.interval, expected=actual.figure.interval, point=actual.figure.value,
                    operands=(actual, Operand("part", part, sentence.where)), unit=part.unit,
                )  # fmt: skip
            return

"""Sums and parts: "A and B, in all C"; "C, of which A and B"; shares that make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import cell
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.restate import named as _named
from pipeline.normalise.claims.share import share_figures
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.claims.wholes import is_whole
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
    return [f for f in sentence.figures if f.counted and not f.sign and f.start not in skip]


def _parts_before(total: Figure, found: Sequence[Figure]) -> list[Figure]:
    """The unbroken run of amounts of the total's unit before it."""
    parts: list[Figure] = []
    before = [f for f in found if f.end <= total.start]
    moved = {"from", "to"} <= {
        f.case for f in before
    }  # "from 5 to 7"; "30 from workshops" alone is an amount
    for figure in reversed(before):
        if not same_unit(figure, total) or (moved and figure.case in ("from", "to")):
            break
        parts.insert(0, figure)
    return parts


def sum_claims(record: Record) -> Iterator[Claim]:
    """Every stated total with its parts, in a sentence; totals of the row over two or three sentences."""
    told = False
    for index, sentence in enumerate(record.sentences):
        found = amounts(record, sentence)
        for claim in (*_stated_totals(record, sentence, found), *_with_rest(record, sentence, found), *_with_colon(record, sentence, found), *_of_which(record, index, found)):  # fmt: skip
            told = told or claim.verdict == CONSISTENT
            yield claim
        yield from _hundred(record, sentence)
        yield from _named_parts(record, sentence, found)
    if not told:
        yield from _row_total(record)


def _stated_totals(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    for total in found:
        before = sentence.before(total)
        if not record.words.has("total", before) and not record.words.has(
            "total", sentence.after(total)[:14]
        ):
            continue
        parts = _parts_before(total, found)
        if len(parts) == 2 and parts[0].word and parts[0].value >= 2:
            # "in all three halls 420, in all 1 260": so many times the same
            times = [parts[1]] * round(parts[0].value)
            if total_of(times).meets(total.interval):
                yield _sum(sentence, total, times, certain=False)
                continue
        both = record.words.has("each", sentence.between(sentence.start, total.start))
        if both and len(parts) == 1:
            parts = parts * 2
        if len(parts) < 2:
            continue
        sure = _announced(record, before[: _at(record, before)]) or both is not None
        yield _sum(
            sentence,
            total,
            parts,
            certain=sure
            and len(parts) == len(found) - 1
            and len(parts) <= 4
            and not any(p.word for p in parts),
        )


def _announced(record: Record, gap: str) -> bool:
    """Whether what stands between the parts and "in all" says that a sum comes: a comma, or "that is"."""
    words = gap.split()
    if gap.rstrip().endswith(",") or any(w.endswith(",") for w in words[-2:]):
        return True
    found = record.words.last("or", gap)
    return found is not None and len(gap[found.end() :].split()) <= 1


def _at(record: Record, before: str) -> int:
    found = record.words.has("total", before)
    return found.start() if found else len(before)


def _with_rest(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "in total 372, 148 by us and the remaining 181 by others": a total first, and the rest last."""
    if len(found) < 3 or not all(same_unit(f, found[0]) for f in found):
        return
    total, *parts = found
    first = record.words.has("total", sentence.text[: total.end - sentence.start + 14])
    if first and record.words.has("rest", sentence.between(parts[-2].end, parts[-1].start)):
        yield _sum(
            sentence, total, parts, certain=len(found) == len([f for f in sentence.figures if f.counted])
        )


def _with_colon(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
    """Such as "913 dwellings: 747 rented and 166 others"."""
    for n, total in enumerate(found[:-1]):
        gap = sentence.between(total.end, found[n + 1].start)
        if not re.match(r"[^.,;:\d]{0,40}:\s", gap):
            continue
        unit = {f.unit for f in found[n + 1 :]} | {total.unit}
        like = (
            len(unit - {None}) == 1
        )  # "16 980 MWh: 7 240, 5 310 and 4 430 MWh": the unit stands once for all
        parts = [f for f in found[n + 1 :] if (like or same_unit(f, total)) and not f.paren]
        plain = len(parts) == len(found) - n - 1 and not record.words.has("example", gap)
        if len(parts) >= 2 and max(p.value for p in parts) < total.value:
            yield _sum(sentence, total, parts, certain=plain)
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
        yield _sum(sentence, total, parts, certain=True)
    elif any(p.low > total.high for p in parts) and len(before) == 1 and not total.paren:
        part = max(parts, key=lambda p: p.value)
        details = {"whole": total.text, "part": part.text}
        yield build(
            sentence, "part_of_whole", "part <= whole", INCONSISTENT, figure=part, stated=part.value,
            band=part.interval, expected=total.interval, point=total.value, unit=total.unit, fits="none",
            operands=(Operand("whole", total, sentence.where), Operand("part", part, sentence.where)), details=details,
        )  # fmt: skip


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
        yield _sum(sentence, total, parts, certain=True)


def _named_parts(record: Record, sentence: Sentence, found: Sequence[Figure]) -> Iterator[Claim]:
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


def _restates(total: Figure, actual: Operand | None) -> bool:
    """Whether a total is the row's own value: then it is a part that does not fit."""
    return actual is not None and actual.figure.interval.meets(total.interval)


def _sum(
    sentence: Sentence,
    total: Figure,
    parts: Sequence[Figure],
    *,
    certain: bool,
    where: str = "",
    blame: bool = True,
) -> Claim:
    """The claim of a sum; `blame` tells whether a mistyped total may be suspected."""
    expected = total_of(parts)
    right = expected.meets(total.interval)
    verdict = CONSISTENT if right else INCONSISTENT if certain else NOT_CHECKABLE
    value = sum(p.value for p in parts)
    fits = None if verdict != INCONSISTENT else "typo_digit" if blame and typo(total.value, total.resolution or 1, expected) else "none"  # fmt: skip
    operands = [Operand("part", p, sentence.where) for p in parts] + [
        Operand("total", total, where or sentence.where)
    ]
    return build(
        sentence, "sum", "sum of parts", verdict, figure=total, operands=operands, stated=total.value,
        band=total.interval, expected=expected, point=value, unit=total.unit, fits=fits,
    )  # fmt: skip


def _hundred(record: Record, sentence: Sentence) -> Iterator[Claim]:
    """Shares of one sentence that make a hundred; only "the rest" promises that they do."""
    shares = [f for f in share_figures(record, sentence) if not f.word and not f.paren]
    if len(shares) < 2:
        return
    total = total_of(shares)
    rest = record.words.has("rest", sentence.between(shares[-2].end, shares[-1].start))
    if total.meets(exact(100.0)):
        verdict = CONSISTENT
    elif rest and len(shares) == len([f for f in sentence.figures if f.unit == "percent"]):
        verdict = INCONSISTENT
    else:
        return
    yield build(
        sentence, "sum_to_100", "sum of shares", verdict, figure=shares[-1], stated=100.0, band=exact(100.0),
        operands=[Operand("share", f, sentence.where) for f in shares], expected=total,
        point=sum(f.value for f in shares), unit="percent", fits="none" if verdict == INCONSISTENT else None,
    )  # fmt: skip


def _row_total(record: Record) -> Iterator[Claim]:
    """Amounts of neighbouring sentences that make the row's own value ("46 000 on the app. 89 000 in cash.")."""
    actual = cell(record, "actual")
    if actual is None or actual.figure.value < 2:
        return
    for first, second in zip(record.sentences, [*record.sentences[1:], None], strict=False):
        pool = [(f, s) for s in (first, second) if s for f in amounts(record, s)]
        pool = [(f, s) for f, s in pool if same_unit(f, actual.figure) and 0 < f.value < actual.figure.value and not f.word]  # fmt: skip
        for size in (2, 3):
            for chosen in combinations(pool[:8], size):
                parts = [f for f, _ in chosen]
                exactly = abs(sum(p.value for p in parts) - actual.figure.value) <= max(
                    p.resolution for p in parts
                )
                alike = len({p.noun[:4] for p in parts if len(p.noun) > 3}) <= 1
                if exactly and alike and chosen[-1][1] is not None and actual.figure.value >= 100:
                    yield _sum(chosen[-1][1], actual.figure, parts, certain=False, where="actual")

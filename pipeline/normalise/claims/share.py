"""Shares with their whole: k of n, the percentage beside a count, attainment of the target, possible shares of n."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import cell, same_unit
from pipeline.normalise.claims.parts import share_of_named_part
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.share_parts import counts, part_of, share_figures
from pipeline.normalise.claims.slips import near_miss, typo
from pipeline.normalise.claims.trust import partial
from pipeline.normalise.claims.wholes import Whole, find_whole, named_whole
from pipeline.normalise.column_unit import MONEY
from pipeline.normalise.tolerance import Interval, exact, percent_share, possible_counts

_LARGEST = 500


def _verdict(record: Record, sentence: Sentence, share: Figure, part: Operand, whole: Whole) -> Claim:
    expected = percent_share(part.figure.interval, whole.operand.figure.interval)
    point = percent_share(exact(part.figure.value), exact(whole.operand.figure.value))
    shown: dict[str, Any] = {"figure": share, "stated": share.value, "band": share.interval, "unit": "percent",
             "operands": (part, Operand("whole", whole.operand.figure, whole.operand.where))}  # fmt: skip
    if expected is None or point is None:
        return build(sentence, "share", "part / whole", NOT_CHECKABLE, **shown)
    if expected.meets(share.interval):
        return build(
            sentence, "share", "part / whole", CONSISTENT, **shown, expected=expected, point=point.low
        )
    if not whole.certain:
        return build(sentence, "share", "part / whole", NOT_CHECKABLE, **shown)
    fits, other = _slip(record, sentence, share, part.figure, whole)
    details: dict[str, Any] = {"part": part.figure.text, "whole": whole.operand.figure.text, "other": other}
    return build(sentence, "share", "part / whole", INCONSISTENT, **shown, expected=expected, point=point.low,
                 fits=fits, details=details)  # fmt: skip


def _slip(
    record: Record, sentence: Sentence, share: Figure, part: Figure, whole: Whole
) -> tuple[str, str | None]:
    if share.word:
        return "none", None
    told = {f.start: f for s in (sentence, *record.sentences) for f in counts(s)}.values()
    others = [
        f for f in told if f is not part and f.value != whole.operand.figure.value and same_unit(f, part)
    ]
    target = record.level("target", percent=False)
    if target and target is not whole.operand.figure and _gives(part, target, share):
        return "vs_target", target.text
    base = record.level("baseline", percent=False)
    if base and whole.operand.where == "actual" and _gives(part, base, share):
        return "wrong_denominator", base.text
    rest = [f for f in others if f.start > whole.operand.figure.start]
    total = sum(f.value for f in [part, *rest])
    if rest and share.interval.meets(exact(100 * part.value / total)):
        return "wrong_denominator", _grouped(total)
    for other in others:
        if _gives(part, other, share):
            return "wrong_denominator", other.text
    left = whole.operand.figure.value - part.value
    if left > 0 and share.interval.meets(exact(100 * part.value / left)):
        return "wrong_denominator", _grouped(left)
    ratio = 100 * part.value / whole.operand.figure.value
    if share.interval.meets(exact(100 - ratio)) or (ratio and share.interval.meets(exact(10000 / ratio))):
        return "swapped", None
    if near_miss(share.value, share.resolution, exact(ratio)):
        return "rounding", None
    return ("typo_digit", None) if typo(share.value, share.resolution, exact(ratio)) else ("none", None)


def _grouped(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\u00a0")


def _gives(part: Figure, whole: Figure, share: Figure) -> bool:
    found = percent_share(part.interval, whole.interval)
    return found is not None and found.meets(share.interval)


def feasibility(sentence: Sentence, share: Figure, whole: Whole) -> Claim:
    """Whether any whole count k of n gives the stated percentage."""
    figure, n = whole.operand.figure, int(whole.operand.figure.value)
    possible = possible_counts(share.interval, n)
    shown: dict[str, Any] = {"figure": share, "stated": share.value, "band": share.interval, "unit": "percent",
             "operands": (Operand("whole", figure, whole.operand.where),)}  # fmt: skip
    kind, formula = "integer_feasibility", "k / whole for a whole k"
    rough = share.value % 10 == 0 and possible_counts(share.interval + Interval(-1.0, 1.0), n)
    if rough and not possible:
        return build(sentence, kind, formula, NOT_CHECKABLE, **shown)  # "60 per cent" of 33, said for 61
    if possible:
        value = exact(100 * possible[0] / n)
        return build(sentence, kind, formula, CONSISTENT, **shown, point=value.low)
    k = int(share.value * n / 100)
    details: dict[str, Any] = {"whole": figure.text, "near": [(k, n), (min(k + 1, n), n)]}
    return build(sentence, kind, formula, INCONSISTENT, **shown, fits="none", details=details)


def attainment(record: Record, sentence: Sentence, share: Figure) -> Whole | None:
    """The target, when the share is one of it ("61 % of the target", "tavoitteesta toteutui 61 prosenttia")."""
    before, after = (
        re.split(r"[,.;:]", t) for t in (sentence.before(share)[-45:], sentence.after(share)[:30])
    )
    said = record.words.has("of_target", before[-1])
    earlier = [f for f in sentence.figures if f.end <= share.start and f.unit == "percent"]
    # "90 % of the target and 1.2 % of the network": what stands right after a percentage is said of that one
    if said and earlier and sentence.between(earlier[-1].end, share.start).lstrip().startswith(said[0]):
        said = None
    adverb = record.words.has("so_much", share.text) and record.words.has("target", sentence.before(share))
    if partial(record, sentence.between(sentence.start, share.start)):
        return None
    target = cell(record, "target")
    granted = record.words.has("of_money", before[-1]) or record.words.has("of_money", after[0])
    granted = granted if target and target.figure.unit in MONEY else None
    if not said and not adverb and not granted and not record.words.has("of_target", after[0]):
        return None
    return Whole(target, certain=True) if target else None


def share_claims(record: Record) -> Iterator[Claim]:
    """Every share of the explanation."""
    for index, sentence in enumerate(record.sentences):
        amounts = counts(sentence)
        of_row: list[
            tuple[Figure, Figure, Whole, Claim]
        ] = []  # shares that are perhaps of the row's own value
        for share in share_figures(record, sentence):
            target, actual = attainment(record, sentence, share), cell(record, "actual")
            spared = part_of(record, sentence, share, amounts) if target else None
            if target and spared in [c.figure for c in changes(record, sentence)]:
                # "underspent by 0.3 million, or 1.6 % of the budget": the difference is the part
                yield _verdict(record, sentence, share, Operand("part", spared, sentence.where), target)
                continue
            if target and actual and same_unit(target.operand.figure, actual.figure):
                yield _verdict(record, sentence, share, Operand("part", actual.figure, "actual"), target)
                continue
            part = part_of(record, sentence, share, amounts)
            named = None if part else share_of_named_part(record, index, share)
            said = part and named_whole(record, index, part)
            by_name = _by_name(record, sentence, share, *named) if named else None
            if by_name is None and part and said:
                by_name = _by_name(record, sentence, share, Operand("part", part, sentence.where), said)
            if by_name:
                yield by_name
                continue
            whole = find_whole(record, index, share, part)
            if part and whole and part is not whole.operand.figure:
                claim = _verdict(record, sentence, share, Operand("part", part, sentence.where), whole)
                if whole.operand.where == "actual":
                    of_row.append((share, part, whole, claim))
                else:
                    yield claim
            elif whole and whole.certain and not part:
                own = actual and _own_part(sentence, share, actual, whole, record)
                if own:
                    yield own
                elif _countable(whole.operand.figure, share):
                    yield feasibility(sentence, share, whole)
        yield from _beside(record, sentence, of_row)


def _beside(
    record: Record, sentence: Sentence, told: list[tuple[Figure, Figure, Whole, Claim]]
) -> Iterator[Claim]:
    """Shares of the row's own value; one that holds ("40, or 25 %") shows what those beside it are shares of."""
    shown = any(claim.verdict == CONSISTENT for *_, claim in told)
    for share, part, whole, claim in told:
        again = None
        if shown and claim.verdict == NOT_CHECKABLE:
            again = _by_name(record, sentence, share, Operand("part", part, sentence.where), whole.operand)
        yield again or claim


def _own_part(
    sentence: Sentence, share: Figure, actual: Operand, whole: Whole, record: Record
) -> Claim | None:
    """Such as "three quarters of the 16 plans" where the row counts 12: the row's own value, which may only confirm."""
    total = whole.operand.figure
    if not same_unit(actual.figure, total) or not 1 < actual.figure.value < total.value:
        return None
    claim = _verdict(record, sentence, share, actual, Whole(whole.operand, certain=False))
    return claim if claim.verdict == CONSISTENT else None


def _by_name(
    record: Record, sentence: Sentence, share: Figure, part: Operand, whole: Operand
) -> Claim | None:
    """The share of a part that only its name tells: confirmed, or refuted where a usual slip gives the stated figure."""
    claim = _verdict(record, sentence, share, part, Whole(whole, certain=True))
    explained = claim.verdict == INCONSISTENT and claim.fits not in (None, "none") and not share.word
    return claim if claim.verdict == CONSISTENT or explained else None


def _countable(whole: Figure, share: Figure) -> bool:
    small = 0 < whole.value <= _LARGEST and whole.value == round(whole.value) and whole.unit is None
    return small and whole.approx is None and not share.word

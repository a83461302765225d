"""Parts of a whole told before: the share of a named part, and what is left of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.operands import cell, same_unit
from pipeline.normalise.claims.record import Record, Sentence, content_words
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.tolerance import Interval, exact

_NAME = 5  # words after an amount that may name what it is


def _amounts(sentence: Sentence) -> list[Figure]:
    return [f for f in sentence.amounts if not f.approx]


def _around(record: Record, index: int) -> list[Sentence]:
    """The sentence itself and the one before."""
    return record.sentences[max(0, index - 1) : index + 1]


def whole_of(found: list[Figure]) -> tuple[Figure, list[Figure]] | None:
    """The one amount that the others add up to exactly, and those others; None when there is none."""
    for total in found:
        parts = [f for f in found if f is not total and same_unit(f, total)]
        if len(parts) >= 2 and sum(p.value for p in parts) == total.value:
            return total, parts
    return None


def _named_part(record: Record, sentence: Sentence, parts: list[Figure], words: list[str]) -> Figure | None:
    """The only part whose own words are those given: the names stand after the amounts, or all before them."""
    hits = []
    if not content_words(sentence.after(parts[-1])) and all(content_words(sentence.before(p)) for p in parts):
        named = [
            p
            for p in parts
            if any(akin(w, words) for w in content_words(sentence.before(p))[-1:] if len(w) > 3)
        ]
        return named[0] if len(named) == 1 else None
    for part in parts:
        after = content_words(sentence.after(part))[:_NAME]
        own = [w for w in after if len(w) > 3]
        own += [part.noun] if len(part.noun) > 3 else []
        if not after or record.words.lists["and"].fullmatch(
            after[0]
        ):  # "kiitoksia 372 ja moitteita 868": the name stands before
            own = [w for w in content_words(sentence.before(part))[-1:] if len(w) > 3]
        hits += [part] if any(akin(w, words) for w in own) else []
    return hits[0] if len(hits) == 1 else None


def share_of_named_part(record: Record, index: int, share: Figure) -> tuple[Operand, Operand] | None:
    """(part, whole) of a share whose part is named by the words beside it ("the share of private care was 18 %")."""
    here = record.sentences[index]
    words = [
        w for w in content_words(here.before(share) + " " + here.after(share).split(",")[0]) if len(w) > 3
    ]
    for sentence in reversed(_around(record, index)):
        made = whole_of(_amounts(sentence))
        part = _named_part(record, sentence, made[1], words) if made else None
        if made and part:
            return Operand("part", part, sentence.where), Operand("whole", made[0], sentence.where)
    return _of_the_row(record, index, words)


def _of_the_row(record: Record, index: int, words: list[str]) -> tuple[Operand, Operand] | None:
    """Such as "The beginners' share was 65 %" after "350 were beginners and 190 advanced, the rest …": the row's own whole."""
    actual = cell(record, "actual")
    if actual is None or index == 0:
        return None
    sentence = record.sentences[index - 1]
    parts = [f for f in _amounts(sentence) if f.value < actual.figure.value and same_unit(f, actual.figure)]
    # "640, and 208 of them were teachers"
    told = any(f.value == actual.figure.value for f in sentence.amounts)
    part = _named_part(record, sentence, parts, words) if len(parts) > 1 or (parts and told) else None
    return (Operand("part", part, sentence.where), actual) if part else None


def _net(record: Record, index: int) -> Iterator[Claim]:
    """Such as "301 were founded and 149 closed, a net gain of 152": one amount less another, and no third beside them."""
    sentence = record.sentences[index]
    for net in _amounts(sentence):
        if not record.words.has("net", sentence.before(net)):
            continue
        told = [[f for f in _amounts(s) if f.start < net.start] for s in _around(record, index)]
        others = told[-1] if len(told[-1]) == 2 else [f for found in told for f in found]
        if len(others) != 2:
            continue
        whole, part = sorted(others, key=lambda f: -f.value)
        expected = exact(whole.value - part.value)
        right, mistyped = expected.meets(net.interval), typo(net.value, 1.0, expected)
        if not right and not mistyped:
            continue
        yield build(sentence, "difference", "whole - part", CONSISTENT if right else INCONSISTENT, figure=net,
                    stated=net.value, band=net.interval, expected=expected, unit=net.unit, fits=None if right else "typo_digit",
                    operands=[Operand("base", part, sentence.where), Operand("new", whole, sentence.where)],
                    details={"base_name": "other", "base": part.text, "new": whole.text})  # fmt: skip


def remainder_claims(record: Record) -> Iterator[Claim]:
    """Such as "54 forms are left" after "164 of 218": a whole less its part; it is confirmed or passed over."""
    for index, sentence in enumerate(record.sentences):
        yield from _net(record, index)
        if not record.words.has("left", sentence.text):
            continue
        told = [f for s in _around(record, index) for f in _amounts(s)]
        for rest in [
            f
            for f in _amounts(sentence)
            if record.words.has("left", sentence.before(f) + " " + sentence.after(f))
        ]:
            pair = next(
                ((w, p) for w in told for p in told if rest not in (w, p) and w.value - p.value == rest.value > 1 and p.value > 1
                 and same_unit(w, p) and same_unit(w, rest)), None)  # fmt: skip
            if pair:
                expected: Interval = exact(pair[0].value - pair[1].value)
                operands = [
                    Operand(n, f, sentence.where) for n, f in zip(("whole", "part"), pair, strict=True)
                ]
                yield build(sentence, "difference", "whole - part", CONSISTENT, figure=rest, stated=rest.value,
                            band=rest.interval, expected=expected, operands=operands, unit=rest.unit)  # fmt: skip
                break

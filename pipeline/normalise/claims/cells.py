"""Statements inside the cells: a signed percentage beside an amount ("135 000 (+13 %)")."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.changes import direction
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.compare import change_claim
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import LIKELY, SURE, Pair, base_trust, cell, same_unit
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.slips import typo
from pipeline.normalise.claims.wholes import Whole, before_pronoun, marked_whole
from pipeline.normalise.tolerance import Interval, percent_share


def place(record: Record, role: str) -> Sentence:
    """A cell as a sentence."""
    held = record.cells[role]
    return Sentence(held.text, role, 0, held.figures, ())


def _signed(record: Record, role: str) -> Figure | None:
    found = [f for f in record.cells[role].figures if f.sign in ("+", "-") and f.unit in ("percent", "pp")]
    return found[0] if len(found) == 1 else None


def _beside(record: Record) -> int:
    """A change beside the value, with a baseline in the same row, is read against that baseline."""
    trust = base_trust(record)
    return SURE if trust == LIKELY else trust


def cell_claims(record: Record) -> Iterator[Claim]:
    """Changes written beside the value of a target or actual cell."""
    for role in ("target", "actual"):
        figure, new = _signed(record, role), None
        if figure is None or not figure.paren:
            continue
        amounts = [
            f for f in record.cells[role].figures if f is not figure and not f.sign and f.end <= figure.start
        ]
        if len(amounts) != 1:
            continue
        new = Operand(role, amounts[0], role)
        base = cell(record, "baseline", percent=amounts[0].unit == "percent")
        pair = Pair(base, new, "baseline", _beside(record)) if base else None
        yield change_claim(record, place(record, role), figure, pair, -1 if figure.sign == "-" else 1)


def cell_shares(record: Record) -> Iterator[Claim]:
    """The percentage of the actual cell against counts told in prose ("46 kpl (39 %)"; "118, of which 46")."""
    held = record.cells["actual"]
    shares = [f for f in held.figures if f.unit == "percent" and not f.sign]
    counts = [f for f in held.figures if f.amount]
    if len(shares) == 1 and len(counts) == 2:
        yield from _share_of_two(record, shares[0], counts)
    if len(shares) != 1 or len(counts) > 1:
        return
    for index, sentence in enumerate(record.sentences):
        for part in sentence.amounts:
            if counts and part.value != counts[0].value:
                continue
            whole = before_pronoun(record, index, part) or marked_whole(record, index, part)
            if whole is None or not whole.certain or whole.operand.figure.value <= part.value:
                continue
            found = percent_share(part.interval, whole.operand.figure.interval)
            right = found is not None and found.meets(shares[0].interval)
            if found is None or not (right or counts):
                continue
            wrong = (
                INCONSISTENT
                if counts and _mistyped(shares[0], found) and not whole.operand.figure.approx
                else NOT_CHECKABLE
            )
            yield _cell_share(
                record, shares[0], Operand("part", part, sentence.where), whole, found, wrong=wrong
            )
            return
    yield from _unmarked_whole(record, shares[0], counts)


def _mistyped(share: Figure, found: Interval) -> bool:
    return typo(share.value, share.resolution or 1.0, found)


def _unmarked_whole(record: Record, share: Figure, counts: list[Figure]) -> Iterator[Claim]:
    """Such as "846 answers (64 %)" and in the text "sent to 1 321": the only amount that gives the share confirms it."""
    if len(counts) != 1 or counts[0].value < _COUNTABLE:
        return
    for sentence in record.sentences:
        for total in (f for f in sentence.amounts if not f.approx and f.value > counts[0].value):
            found = percent_share(counts[0].interval, total.interval)
            if found and found.meets(share.interval) and total.unit == counts[0].unit:
                whole = Whole(Operand("whole", total, sentence.where), certain=False)
                yield _cell_share(record, share, Operand("part", counts[0], "actual"), whole, found)
                return


_COUNTABLE = 20  # below it a share agrees with some number of the text by chance
_OF = r"[^\d(),;]{0,20}(?:/|«whole_of»|«total»)\s*(?:«whole_named»\s)?"


def _share_of_two(record: Record, share: Figure, counts: list[Figure]) -> Iterator[Claim]:
    """Such as "212 of 265 (80 %)", all in the cell."""
    part, total = counts
    between = record.cells["actual"].text[part.end : total.start]
    if not record.words.around(_OF).fullmatch(between) or total.value <= part.value:
        return
    whole = Whole(Operand("whole", total, "actual"), certain=True)
    found = percent_share(part.interval, total.interval)
    if found is not None:
        yield _cell_share(record, share, Operand("part", part, "actual"), whole, found, wrong=INCONSISTENT)


def _cell_share(
    record: Record, share: Figure, part: Operand, whole: Whole, found: Interval, wrong: str = NOT_CHECKABLE
) -> Claim:
    right = found.meets(share.interval)
    fits = (
        ("typo_digit" if _mistyped(share, found) else "none") if not right and wrong == INCONSISTENT else None
    )
    total = whole.operand.figure
    details = {"part": part.figure.text, "whole": total.text}
    return build(
        place(record, "actual"), "share", "part / whole", CONSISTENT if right else wrong, figure=share,
        stated=share.value, band=share.interval, expected=found, point=100 * part.figure.value / total.value,
        unit="percent", details=details, fits=fits,
        operands=(part, Operand("whole", total, whole.operand.where)),
    )  # fmt: skip


def cell_direction(record: Record) -> Iterator[Claim]:
    """A target that names a direction ("growth to 228 000", "more than before") against the numbers."""
    base = cell(record, "baseline")
    held = record.cells["target"]
    way = direction(record, held.text)
    if base is None or way == 0 or record.words.has("elsewhere", held.text):
        return
    new = cell(record, "target") if held.figures else cell(record, "actual")
    if new is None or not same_unit(base.figure, new.figure):
        return
    if (new.figure.value - base.figure.value) * way > 0:
        yield build(place(record, "target"), "direction", "sign of new - base", CONSISTENT, operands=(base, new), stated=float(way))  # fmt: skip

"""Words against numbers: was the target met, did the figure rise or fall."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from pipeline.normalise.claims.bases import named_base
from pipeline.normalise.claims.changes import changes, direction
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.levels import explicit_pair, moved
from pipeline.normalise.claims.operands import FAINT, SURE, cell, on_subject, same_unit
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, segments
from pipeline.normalise.claims.trust import trusted

_QUOTED = 90  # characters of a statement that its message repeats


def better(record: Record) -> int:
    """+1 when more is better, -1 when less is; 0 when neither the row nor baseline and target tell it."""
    given = {"higher": 1, "lower": -1}.get(record.better or "", 0)
    base, target = _main(record, "baseline"), _main(record, "target")
    told = 0
    if base and target and same_unit(base.figure, target.figure):
        told = (target.figure.value > base.figure.value) - (target.figure.value < base.figure.value)
    return given or told


def _main(record: Record, role: str) -> Operand | None:
    return cell(record, role) or cell(record, role, percent=True)


def _pair(record: Record, role: str) -> tuple[Operand, Operand] | None:
    for percent in (False, True):
        base, actual = cell(record, role, percent=percent), cell(record, "actual", percent=percent)
        if base and actual and same_unit(base.figure, actual.figure):
            return base, actual
    return None


def met(record: Record) -> bool | None:
    """Whether the actual reaches the target; None when the cells do not tell, or rounding leaves it open."""
    pair, way = _pair(record, "target"), better(record)
    if pair is None or way == 0:
        return None
    gap = (pair[1].figure.value - pair[0].figure.value) * way
    touching = pair[0].figure.interval.meets(pair[1].figure.interval)
    return None if touching and gap < 0 else gap >= 0


def stated_status(record: Record, text: str) -> bool | None:
    """True for "the target was met", False for "was not", None when the text says neither plainly."""
    words = record.words
    if words.has("missed", text):
        return False
    if words.has("of_target", text) and ("%" in text or words.has("percent_word", text)):
        return None
    if words.has("so_much", text):
        return None  # "the target was met by 95 per cent"
    if words.has("partly", text) or words.has("elsewhere", text):
        return None
    return True if words.has("achieved", text) else None


def status_claims(record: Record) -> Iterator[Claim]:
    """Statements that the target was met or missed, in prose and in the actual cell."""
    truth, pair = met(record), _pair(record, "target")
    for sentence in record.sentences:
        for segment in segments(record, sentence):
            said = stated_status(record, segment.text)
            if said is not None:
                yield _status(record, sentence, segment, pair, said=said, truth=truth)
    held = record.cells["actual"]
    if pair and record.words.has("done", held.text) and not record.words.has("not", held.text):
        place = Sentence(held.text, "actual", 0, held.figures, ())
        grown = better(record) == 0 and pair[1].figure.value >= pair[0].figure.value
        if truth or grown:
            yield _told(place, CONSISTENT, pair, said=True)


def plain_side(side: str, actual: float, target: float) -> bool:
    """Whether the actual stands on the side of the target that a text says."""
    return actual < target if side == "below_target" else actual > target


def position_claims(record: Record) -> Iterator[Claim]:
    """Such as "came in below target", by the numbers alone, whichever way is better."""
    pair = _pair(record, "target")
    if pair is None:
        return
    target, actual = pair[0].figure, pair[1].figure
    for sentence in record.sentences:
        for segment in segments(record, sentence):
            sides = [
                name for name in ("below_target", "above_target") if record.words.has(name, segment.text)
            ]
            if (
                len(sides) != 1
                or segment.figures
                or any(record.words.has(n, segment.text) for n in ("not", "partly", "elsewhere"))
            ):
                continue
            if plain_side(sides[0], actual.value, target.value):
                yield _told(sentence, CONSISTENT, pair, said=True)
                continue
            gap = actual.low - target.high if sides[0] == "below_target" else target.low - actual.high
            if gap > 0 and trusted(record, segment, SURE) == SURE:
                yield _told(sentence, INCONSISTENT, pair, said=True)


def _status(
    record: Record, sentence: Sentence, segment: Segment, pair: tuple[Operand, Operand] | None, *, said: bool,
    truth: bool | None,
) -> Claim:  # fmt: skip
    if truth is None or pair is None:
        return _told(sentence, NOT_CHECKABLE, pair, said=said)
    if truth == said:
        return _told(sentence, CONSISTENT, pair, said=said)
    other_year = any(y != record.year for y in segment.years)
    several = record.words.has("several", segment.text) or _counts_something(segment, pair)
    exact_equal = pair[0].figure.value == pair[1].figure.value
    plain = on_subject(record, segment.text) or trusted(record, segment, SURE) == SURE
    sure = plain and not other_year and not several and not exact_equal
    agreed = better_is_sure(record)
    return _told(sentence, INCONSISTENT if sure and agreed else NOT_CHECKABLE, pair, said=said)


def _counts_something(segment: Segment, pair: tuple[Operand, Operand]) -> bool:
    """Whether the statement has a figure of its own ("met in nine months"): then it may be of a part."""
    known = {operand.figure.value for operand in pair}
    return any(figure.value not in known for figure in segment.figures)


def better_is_sure(record: Record) -> bool:
    """Whether the better direction is told by the row, or plain from its baseline and target."""
    return record.better in ("higher", "lower") or not record.words.has("bound", record.cells["target"].text)


def _told(place: Sentence, verdict: str, pair: tuple[Operand, Operand] | None, *, said: bool) -> Claim:
    quoted = shorten(place.text.strip(), _QUOTED, placeholder=" …").rstrip(".")
    details = {"base": pair[0].figure.text, "other": pair[1].figure.text, "said": quoted} if pair else {}
    return build(
        place, "target_comparison", "actual against target", verdict, operands=pair or (), details=details,
        fits="none" if verdict == INCONSISTENT else None, unit=None, stated=float(said),
    )  # fmt: skip


def direction_claims(record: Record) -> Iterator[Claim]:
    """Such as "The waiting time shortened", "fewer than the year before": movement without a figure of its own."""
    for sentence in record.sentences:
        yield from _against_itself(record, sentence)
        told = {c.segment.start for c in changes(record, sentence)}
        for segment in segments(record, sentence):
            turned = record.better and any(record.words.has(n, segment.text) for n in ("improve", "worsen"))
            if (
                segment.start in told
                or not (moved(record, segment.text) or turned)
                or record.words.has("target", segment.text)
            ):
                continue
            yield from _direction(record, sentence, segment)


def _against_itself(record: Record, sentence: Sentence) -> Iterator[Claim]:
    """Such as "fell from 16.8 to 17.9": a sentence whose words and figures go different ways."""
    for segment in segments(record, sentence):
        pair, way = explicit_pair(segment.figures, sentence.where), direction(record, segment.text)
        turn = record.words.has("improve", segment.text) or record.words.has("worsen", segment.text)
        if pair is None or way == 0 or turn or record.words.has("not", segment.text):
            continue
        base, new = pair.base.figure, pair.new.figure
        if base.unit == "percent" and record.words.has("change_noun", segment.text):
            continue  # "growth slowed from 6 to 2 per cent"
        if new.high < base.low if way > 0 else new.low > base.high:
            yield _moved(sentence, way, INCONSISTENT, (pair.base, pair.new))


def _direction(record: Record, sentence: Sentence, segment: Segment) -> Iterator[Claim]:
    way = direction(record, segment.text)
    pair = _pair(record, "baseline")
    if way == 0 or pair is None or record.words.has("not", segment.text):
        return
    base, _, trust = named_base(record, segment, percent=pair[0].figure.unit == "percent")
    if base is None or base.figure is not pair[0].figure:
        return
    trust = trusted(record, segment, trust)
    real = (pair[1].figure.low > pair[0].figure.high) - (pair[1].figure.high < pair[0].figure.low)
    if real == way and (trust > FAINT or not segment.figures):
        yield _moved(sentence, way, CONSISTENT, pair)
    elif real == -way and trust == SURE:
        yield _moved(sentence, way, INCONSISTENT, pair)


def _moved(place: Sentence, way: int, verdict: str, pair: tuple[Operand, Operand]) -> Claim:
    details = {"base": pair[0].figure.text, "other": pair[1].figure.text}
    return build(
        place, "direction", "sign of new - base", verdict, operands=pair, stated=float(way), details=details,
        fits="swapped" if verdict == INCONSISTENT else None,
    )  # fmt: skip

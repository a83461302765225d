"""Changes told in prose: in percent, in percentage points, in units, against baseline, target or an earlier figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.normalise.claims.bases import compared_year, named_base, unknown_comparison
from pipeline.normalise.claims.changes import Change, changes, levels_before
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim
from pipeline.normalise.claims.compare import change_claim
from pipeline.normalise.claims.levels import Level, explicit_pair, new_value, prose_levels, tagged_pair
from pipeline.normalise.claims.operands import (
    GUESS,
    LIKELY,
    SURE,
    WEAK,
    Pair,
    on_subject,
    same_unit,
    strangers,
)
from pipeline.normalise.claims.record import Record
from pipeline.normalise.claims.segments import Segment, own_piece
from pipeline.normalise.claims.trust import EXPLAINED, telling, trusted


def pair_of(record: Record, index: int, change: Change) -> Pair | None:
    """Base and new value of a change, in its own unit: written out, told by years, or taken from the cells."""
    pair, figure = _pair_of(record, index, change), change.figure
    measured = figure.unit not in ("percent", "pp", "times", None)
    if pair and measured and not (same_unit(figure, pair.new.figure) and same_unit(figure, pair.base.figure)):
        return None  # "18 km more, and 163 200 euros were spent, or 800 euros a kilometre"
    return pair


def _pair_of(record: Record, index: int, change: Change) -> Pair | None:
    sentence, segment, figure = change.sentence, change.segment, change.figure
    where, skip = sentence.where, [c.figure for c in changes(record, sentence)]
    like = "percent" if figure.unit == "pp" else None
    passed = {f.start for f in skip}
    own = [f for f in segment.figures if f.start not in passed]
    pair = explicit_pair(own, where)
    if pair is None and on_subject(record, segment.text):
        pair = explicit_pair([f for f in levels_before(sentence, figure) if f.start not in passed], where)
    if pair and not change.target:
        return (
            pair
            if (pair.base.figure.unit == "percent") == (like == "percent") or figure.unit == "percent"
            else None
        )
    levels = prose_levels(record, sentence, skip, like)
    tagged = tagged_pair(record, levels, SURE)
    if tagged and not change.target:
        return tagged
    if not levels and index and not change.target:
        before = record.sentences[index - 1]
        earlier = prose_levels(record, before, [c.figure for c in changes(record, before)], like)
        told = tagged_pair(record, earlier, trusted(record, segment, SURE))
        old = record.level("baseline", percent=like == "percent")
        # "540 was wrong, the right baseline is 504": no new level is told
        if told and not (old and told.new.figure.value == old.value):
            return told
    return _against_cells(record, index, change, like)


def _earlier(record: Record, level: Level) -> bool:
    return level.previous or (level.year is not None and (record.year is None or level.year < record.year))


def _stands_in(segment: Segment, told: Level) -> bool:
    """Whether a level may be the base of a segment: it stands in it, or the segment names no year of its own."""
    return segment.start <= told.figure.start < segment.end or not segment.years


def _contradicts(record: Record, told: Level) -> bool:
    """Whether "the year before" of the text is not the row's baseline: then the text may speak of another measure."""
    base = record.level("baseline", percent=told.figure.unit == "percent")
    return told.previous and base is not None and same_unit(base, told.figure) and not base.interval.meets(told.figure.interval)  # fmt: skip


def _against_cells(record: Record, index: int, change: Change, like: str | None) -> Pair | None:
    segment, figure, sentence = change.segment, change.figure, change.sentence
    percent = like == "percent"
    if figure.unit in ("percent", "times") and record.level("actual", percent=False) is None:
        percent = record.level("actual", percent=True) is not None
    skip = [c.figure for c in changes(record, sentence)]
    based = [v for v in prose_levels(record, sentence, skip, like)
             if _stands_in(segment, v) and (v.figure.case == "from" or (_earlier(record, v) and v.figure.case != "to"))]  # fmt: skip
    new, agrees = new_value(record, segment, figure, skip, percent=percent)
    told = change.repeats
    if told and told.counted and new and (new.figure.unit == "percent" or not same_unit(told, new.figure)):
        return None  # "by 6 days, or 18 %" speaks of days, and so not of a row of percentages or of pieces
    if len(based) == 1 and not change.target:
        if index and new is None:
            earlier = prose_levels(record, record.sentences[index - 1], [], like)
            now = [v for v in earlier if v.year == record.year and same_unit(v.figure, based[0].figure)]
            new = now[0].operand("new") if len(now) == 1 else None
        if new is None or not same_unit(based[0].figure, new.figure):
            return None
        sure = agrees and not _contradicts(record, based[0])
        return Pair(
            based[0].operand("base"), new, "previous", trusted(record, segment, SURE if sure else GUESS)
        )
    base, name, trust = named_base(record, own_piece(record, segment, figure), percent=percent)
    if base is None or new is None or not same_unit(base.figure, new.figure):
        return None
    if figure.unit not in ("percent", "pp", "times") and not same_unit(figure, new.figure):
        return None
    gap = (new.figure.interval - base.figure.interval).magnitude()
    if told and told.counted and told.unit and new.figure.unit is None and not gap.meets(told.interval):
        return None  # "by 560 MWh, or 14 %" in a row that counts lamps
    return Pair(base, new, name, trusted(record, segment, trust, named=agrees == 2) if agrees else GUESS)


def change_claims(record: Record) -> Iterator[Claim]:
    """Every change of the explanation.

    A figure with digits enough that fits the row shows what its sentence speaks of, whatever words it uses: what else
    the sentence tells is then likely of the row too.
    """
    for index, sentence in enumerate(record.sentences):
        borne_out, right = False, set[int]()
        for change in changes(record, sentence):
            pair = pair_of(record, index, change)
            if pair and borne_out and _near_subject(record, change):
                again = change.repeats is not None  # "56 more, or 24 %": the difference has shown the base
                pair = replace(pair, trust=max(pair.trust, SURE if again else LIKELY))
            elif pair and change.repeats and change.repeats.start in right:
                pair = replace(pair, trust=max(pair.trust, LIKELY))
            year = None if change.target else compared_year(record, change.segment)
            claim = change_claim(record, sentence, change.figure, pair, change.direction, year)
            if (
                claim.verdict == INCONSISTENT
                and claim.fits == "vs_target"
                and pair
                and _past_target(record, change, pair)
            ):
                claim = change_claim(record, sentence, change.figure, None, change.direction, year)
            if claim.verdict == NOT_CHECKABLE and pair:
                claim = _surer(record, change, pair, year) or claim
            held = claim.verdict == CONSISTENT and pair is not None and pair.new.where == "actual"
            borne_out = borne_out or (held and change.figure.unit != "percent" and telling(change.figure, 2))
            right |= {change.figure.start} if held else set()
            yield claim


def _surer(record: Record, change: Change, pair: Pair, year: int | None) -> Claim | None:
    """A percentage that only a slip gives, where another sentence shows that its two figures are the row's ("172 more than last year")."""
    figure = change.figure
    if figure.unit != "percent" or not telling(figure, 3):
        return None
    likely = replace(pair, trust=max(pair.trust, WEAK))
    claim = change_claim(record, change.sentence, figure, likely, change.direction, year)
    return claim if claim.fits in EXPLAINED and _difference_holds(record) else None


def _difference_holds(record: Record) -> bool:
    """Whether some sentence tells the row's own difference from its baseline, with digits enough."""
    for index, sentence in enumerate(record.sentences):
        for change in changes(record, sentence):
            if change.figure.unit == "percent" or not telling(change.figure, 2):
                continue
            pair = pair_of(record, index, change)
            if pair is None or pair.base.where != "baseline":
                continue
            if change_claim(record, sentence, change.figure, pair, change.direction).verdict == CONSISTENT:
                return True
    return False


def _past_target(record: Record, change: Change, pair: Pair) -> bool:
    """Whether a figure that fits the target is told of a limit under another name: "the agreed level was passed by 1 118"."""
    text = change.segment.text
    limit = any(record.words.has(n, text) for n in ("exceed", "short"))
    based = any(record.words.has(n, text) for n in ("previous", "baseline", "within_year"))
    return pair.base.where == "baseline" and limit and not based and not change.segment.years


def _near_subject(record: Record, change: Change) -> bool:
    """Whether a change says again what stands before it, or its segment names nothing of its own."""
    text = change.segment.text
    if record.words.has("partial", text) or record.words.has("elsewhere", text):
        return False
    if unknown_comparison(record, text):
        return False  # "1.8 points less than was promised"
    return change.repeats is not None or not strangers(record, text)

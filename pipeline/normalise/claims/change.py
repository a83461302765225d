"""Changes told in prose: in percent, in percentage points, in units, against baseline, target or an earlier figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.normalise.claims.bases import (
    Level,
    compared_year,
    explicit_pair,
    named_base,
    new_value,
    prose_levels,
    tagged_pair,
    trusted,
)
from pipeline.normalise.claims.claim import CONSISTENT, Claim
from pipeline.normalise.claims.compare import change_claim, telling
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import (
    GUESS,
    LIKELY,
    SURE,
    Pair,
    akin,
    known_words,
    on_subject,
    same_unit,
    strangers,
)
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, around, moves, plain

_NEAR = 40


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that tells a change, where it stands, its direction, and the figure it repeats ("or 42 %")."""

    figure: Figure
    sentence: Sentence
    segment: Segment
    direction: int
    target: bool
    repeats: Figure | None = None


def repeats(record: Record, sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure says again, in other units, what stands before it ("eli 22 %", "or 42 %", "(−25 %)")."""
    before = sentence.before(figure)
    for name in ("or", "which_is"):
        found = record.words.last(name, before)
        if found and len(before) - found.end() < _NEAR:
            return True
    after = sentence.between(figure.end, figure.end + _NEAR)
    if figure.unit == "percent" and _APPOSED.search(before) and moves(record, " ".join(after.split()[:1])):
        return True
    return bool(figure.paren and figure.sign)


_APPOSED = re.compile(r",\s+(?:(?:an?|en|ett)\s+)?$", re.IGNORECASE)  # "116 tonnes more, an 18 % rise"


def direction(record: Record, text: str) -> int:
    """+1 for a text of growth, -1 of decline, 0 when it tells neither or both."""
    words = record.words
    good = {"higher": 1, "lower": -1}.get(record.better or "", 0)
    up = bool(words.has("rise", text) or words.has("exceed", text))
    down = bool(words.has("fall", text) or words.has("short", text))
    turn = bool(words.has("improve", text)) - bool(words.has("worsen", text))
    return (up - down) or turn * good


def _tells_change(record: Record, sentence: Sentence, segment: Segment, figure: Figure) -> bool:
    words = record.words
    before = sentence.between(max(segment.start, figure.start - len(sentence.before(figure))), figure.start)
    after = sentence.between(figure.end, min(segment.end, figure.end + len(sentence.after(figure))))
    if figure.unit == "pp" or (figure.sign and figure.paren and figure.unit == "percent"):
        return True
    if figure.case != "by" and figure.unit != "pp" and _quotes_target(record, before):
        return False
    if figure.case == "to" or (figure.case in ("from", "in") and not figure.word):
        return False
    if figure.unit == "percent":
        following = re.split(r"[,;]", after)[0]
        return moves(record, following[:_NEAR]) or moves(record, before) or _comparative(record, following)
    if _comparative(record, re.split(r"[,;]", after)[0]):
        return True
    if _copula(record, before):
        return False
    if figure.case == "by" and moves(record, before + " " + after):
        return True
    if any(words.has(name, before) for name in ("rise", "fall", "improve", "worsen")):
        told = not figure.word or figure.unit is not None or (len(figure.noun) > 3 and akin(figure.noun, known_words(record)))  # fmt: skip
        return told and not _is_level(record, figure)
    return bool((words.has("exceed", before) or words.has("short", before)) and words.has("target", segment.text)
                and not words.has("target", after[:_NEAR]) and not _is_level(record, figure))  # fmt: skip


_AFTER_TARGET = re.compile(
    r"\s*(?:(?:of|på|om|oli|var|was|is|:)\s*(?:\w+\s)?)?(?P<paren>\()?$", re.IGNORECASE
)


def _quotes_target(record: Record, before: str) -> bool:
    """Such as "The target (80 %)", "the target of 90 %": what the target is, not by how much it was missed."""
    named = record.words.last("target", before)
    gap = _AFTER_TARGET.fullmatch(before[named.end() :]) if named else None
    if named is None or gap is None:
        return False
    plain = not re.search(r"(?:sta|stä)$", named[0], re.IGNORECASE) and (
        record.words.lang != "sv" or gap[0].strip() != ""
    )
    return bool(gap["paren"]) or plain


def _comparative(record: Record, after: str) -> bool:
    found = record.words.has("comparative", after)
    if found is None or _OR_MORE.search(after[: found.start()]):
        return False
    return len(re.findall(r"\w+", after[: found.start()])) <= 2


_OR_MORE = re.compile(r"(?<!\w)(?:tai|eller|or)\s+$", re.IGNORECASE)  # "three rooms or more" compares nothing


_COPULA = re.compile(
    r"(\w+)\s+(?:oli|on|olivat|ovat|var|är|was|were|is|stood at|blev)\s+(?:\w+\s)?$", re.IGNORECASE
)


def _copula(record: Record, before: str) -> bool:
    """Whether the figure is what something was ("kävijöitä oli 500"), not how much it rose ("kasvua oli 500")."""
    found = _COPULA.search(before)
    return found is not None and not moves(record, found[1])


def _is_level(record: Record, figure: Figure) -> bool:
    for role in ("baseline", "target", "actual"):
        level = record.level(role, percent=figure.unit == "percent")
        if level and same_unit(level, figure) and level.value == figure.value:
            return True
    return False


def changes(record: Record, sentence: Sentence) -> list[Change]:
    """The figures of a sentence that tell a change."""
    return record.once("changes", sentence, lambda: _changes(record, sentence))


def _changes(record: Record, sentence: Sentence) -> list[Change]:
    found: list[Change] = []
    for figure in sentence.figures:
        segment = around(record, sentence, figure)
        again = repeats(record, sentence, figure)
        last = found[-1] if found and again and found[-1].figure.end <= figure.start else None
        beside = found[-1] if found and figure.paren and not figure.sign and _beside(sentence, found[-1].figure, figure) else None  # fmt: skip
        last = last or beside
        if (
            last
            and figure.unit in ("percent", None, last.figure.unit)
            and figure.case not in ("to", "from", "in")
        ):
            found.append(Change(figure, sentence, last.segment, last.direction, last.target, last.figure))
        elif _tells_change(record, sentence, segment, figure):
            found.append(_change(record, sentence, segment, figure))
        elif again and figure.unit == "percent" and explicit_pair(_before(sentence, figure), sentence.where):
            found.append(Change(figure, sentence, segment, direction(record, segment.text), False))
    return found


def _beside(sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether a percentage stands in brackets right after a difference: "up by 5 600 (10.7 %)"."""
    gap = sentence.between(one.end, other.start) if one.end <= other.start else "?"
    alone = re.match(r"\s*\)", sentence.between(other.end, other.end + 3)) is not None
    return (
        other.unit == "percent"
        and one.counted
        and alone
        and re.fullmatch(r"\s*(?:[^\W\d_]+\s*)?\(", gap) is not None
    )


def _before(sentence: Sentence, figure: Figure) -> list[Figure]:
    return [f for f in sentence.figures if f.end <= figure.start and not f.sign]


def _change(record: Record, sentence: Sentence, segment: Segment, figure: Figure) -> Change:
    words, text = record.words, plain(record, segment.text)
    target = bool(words.has("target", text) and not words.has("previous", text))
    if figure.sign and figure.paren:
        return Change(figure, sentence, segment, -1 if figure.sign == "-" else 1, target)
    before = sentence.between(max(segment.start, figure.start - len(sentence.before(figure))), figure.start)
    after = sentence.between(figure.end, min(segment.end, figure.end + len(sentence.after(figure))))
    near = before[-_NEAR:] + " " + after[:_NEAR]
    way = direction(record, near) or direction(record, text)
    if target and record.better == "lower" and (words.has("exceed", text) or words.has("short", text)):
        way = 0
    return Change(figure, sentence, segment, way, target)


def pair_of(record: Record, index: int, change: Change) -> Pair | None:
    """Base and new value of a change: written out, told by years, or taken from the cells."""
    sentence, segment, figure = change.sentence, change.segment, change.figure
    where, skip = sentence.where, [c.figure for c in changes(record, sentence)]
    like = "percent" if figure.unit == "pp" else None
    own = [f for f in segment.figures if f not in skip]
    pair = explicit_pair(own, where)
    if pair is None and on_subject(record, segment.text):
        pair = explicit_pair([f for f in _before(sentence, figure) if f not in skip], where)
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
        if told:
            return told
    return _against_cells(record, index, change, like)


def _earlier(record: Record, level: Level) -> bool:
    return level.previous or (level.year is not None and level.year != record.year)


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
    if figure.unit == "percent" and record.level("actual", percent=False) is None:
        percent = record.level("actual", percent=True) is not None
    skip = [c.figure for c in changes(record, sentence)]
    based = [v for v in prose_levels(record, sentence, skip, like)
             if _stands_in(segment, v) and (v.figure.case == "from" or (_earlier(record, v) and v.figure.case != "to"))]  # fmt: skip
    new, agrees = new_value(record, segment, figure, skip, percent=percent)
    told = change.repeats
    if told and told.counted and new and new.figure.unit == "percent":
        return None  # "by 6 days, or 18 %" speaks of days, and so not of a row of percentages
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
    base, name, trust = named_base(record, segment, percent=percent)
    if base is None or new is None or not same_unit(base.figure, new.figure):
        return None
    if figure.unit not in ("percent", "pp", "times") and not same_unit(figure, new.figure):
        return None
    return Pair(base, new, name, trusted(record, segment, trust, named=agrees == 2) if agrees else GUESS)


def change_claims(record: Record) -> Iterator[Claim]:
    """Every change of the explanation.

    A figure with digits enough that fits the row shows what its sentence speaks of, whatever words it uses: what else
    the sentence tells is then likely of the row too.
    """
    for index, sentence in enumerate(record.sentences):
        borne_out = False
        for change in changes(record, sentence):
            pair = pair_of(record, index, change)
            if pair and borne_out and _near_subject(record, change):
                pair = replace(pair, trust=max(pair.trust, LIKELY))
            year = None if change.target else compared_year(record, change.segment)
            claim = change_claim(record, sentence, change.figure, pair, change.direction, year)
            counted = change.figure.counted and pair is not None and pair.new.where == "actual"
            borne_out = borne_out or (claim.verdict == CONSISTENT and counted and telling(change.figure, 2))
            yield claim


def _near_subject(record: Record, change: Change) -> bool:
    """Whether a change says again what stands before it, or its segment names nothing of its own."""
    text = change.segment.text
    if record.words.has("partial", text) or record.words.has("elsewhere", text):
        return False
    return change.repeats is not None or not strangers(record, text)

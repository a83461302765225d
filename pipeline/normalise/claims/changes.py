"""The figures of a sentence that tell a change: by which words they are known, which way they go, what they repeat."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.claims.bases import aimed
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.levels import explicit_pair
from pipeline.normalise.claims.operands import known_words, same_unit
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, around, moves, own_piece, plain

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
    before, _ = _beside_figure(sentence, around(record, sentence, figure), figure)
    for name in ("or", "which_is"):
        found = record.words.last(name, before)
        if (
            found
            and len(before) - found.end() < _NEAR
            and not record.words.has("than", before[found.end() :])
        ):
            return True
    after = sentence.between(figure.end, figure.end + _NEAR)
    if (
        figure.unit == "percent"
        and record.words.around(_APPOSED).search(before)
        and moves(record, " ".join(after.split()[:1]))
    ):
        return True
    return bool(figure.paren and figure.sign) or record.words.around(_NOUN_APPOSED).search(before) is not None


# as in: fell by 46 kg, a cut of 8 per cent
_NOUN_APPOSED = r",\s+(?:«article»\s+)?(?:\w+\s+)?«change_noun»\s+(?:\w{2,3}\s+)?(?:«about»\s+)?$"
_APPOSED = r",\s+(?:«article»\s+)?$"  # "116 tonnes more, an 18 % rise"


def direction(record: Record, text: str) -> int:
    """+1 for a text of growth, -1 of decline, 0 when it tells neither or both."""
    words = record.words
    good = {"higher": 1, "lower": -1}.get(record.better or "", 0)
    up = bool(words.has("rise", text) or words.has("exceed", text))
    down = bool(words.has("fall", text) or words.has("short", text))
    turn = bool(words.has("improve", text)) - bool(words.has("worsen", text))
    return (up - down) or turn * good


def _beside_figure(sentence: Sentence, segment: Segment, figure: Figure) -> tuple[str, str]:
    """What stands in the segment before and after a figure, up to the figures next to it."""
    start = max(segment.start, figure.start - len(sentence.before(figure)))
    end = min(segment.end, figure.end + len(sentence.after(figure)))
    return sentence.between(start, figure.start), sentence.between(figure.end, end)


def _tells_change(record: Record, sentence: Sentence, segment: Segment, figure: Figure) -> bool:
    words = record.words
    before, after = _beside_figure(sentence, segment, figure)
    earlier = [
        f for f in sentence.figures if f.end <= figure.start and f.case == "from" and f.start >= segment.start
    ]
    if earlier and len(before.split()) <= 1:
        # "rose from 61 per cent by 7 per cent"
        before = sentence.between(segment.start, earlier[-1].start) + before
    if figure.unit == "pp" or (figure.sign and figure.paren and figure.unit == "percent"):
        return True
    if figure.case != "by" and figure.unit != "pp" and _quotes_target(record, before):
        return False
    reached = words.last("reached", before)
    if (
        figure.case == "to"
        or (reached and not before[reached.end() :].strip())
        or (figure.case in ("from", "in") and not figure.word)
    ):
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


_AFTER_TARGET = r"\s*(?:(?:«told_as»|:)\s*(?:\w+\s)?)?(?P<paren>\()?$"


def _quotes_target(record: Record, before: str) -> bool:
    """Such as "The target (80 %)", "the target of 90 %": what the target is, not by how much it was missed."""
    named = record.words.last("target", before)
    gap = record.words.around(_AFTER_TARGET).fullmatch(before[named.end() :]) if named else None
    if named is None or gap is None:
        return False
    led = gap[0].strip() != ""
    away = re.search(r"(?:sta|stä)$" if not led else r"(?:sta|stä|seen|oon)$", named[0], re.IGNORECASE)
    plain = away is None and (record.words.lang != "sv" or led)  # "tavoitteeseen on matkaa 5": how far it is
    return bool(gap["paren"]) or plain


def _comparative(record: Record, after: str) -> bool:
    found = record.words.has("comparative", after)
    if found is None or record.words.around(_OR_MORE).search(after[: found.start()]):
        return False
    return len(re.findall(r"\w+", after[: found.start()])) <= 2


_OR_MORE = r"«alternative»\s+$"  # "three rooms or more" compares nothing


def _copula(record: Record, before: str) -> bool:
    """Whether the figure is what something was ("kävijöitä oli 500"), not how much it rose ("kasvua oli 500")."""
    found = record.words.around(r"(\w+)\s+«copula»\s+(?:\w+\s)?$").search(before)
    clause = re.split(r"[,;]", before[: found.start(1)])[-1] if found else ""
    return found is not None and not moves(record, found[1]) and not record.words.has("change_noun", clause)


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
        if last and _another(record, sentence, last.figure, figure):
            last = None
        if again and _ambiguous(record, sentence, found, figure):
            continue
        if last and _measured_anew(record, sentence, figure):
            last = None
        if last and record.words.has("of_which", sentence.between(last.figure.end, figure.start)):
            last = None  # "six more, and of these a quarter, or 11": the quarter is said again
        if (
            last
            and figure.unit in ("percent", None, last.figure.unit)
            and figure.case not in ("to", "from", "in")
        ):
            found.append(Change(figure, sentence, last.segment, last.direction, last.target, last.figure))
        elif _tells_change(record, sentence, segment, figure):
            found.append(_change(record, sentence, segment, figure))
        elif found and figure.unit == "percent" and not figure.sign and _compares_too(record, segment):
            found.append(Change(figure, sentence, segment, found[-1].direction, False))
        elif (
            again
            and figure.unit == "percent"
            and explicit_pair(levels_before(sentence, figure), sentence.where)
        ):
            found.append(Change(figure, sentence, segment, direction(record, segment.text), False))
    return found


def _ambiguous(record: Record, sentence: Sentence, found: list[Change], figure: Figure) -> bool:
    """Whether several changes may be said again: "30 more than last year and 15 over plan, that is 9 % and 4 % respectively"."""
    if len({c.target for c in found}) < 2:
        return False
    tail = sentence.between(figure.end, sentence.end)
    later = [f for f in sentence.figures if f.start >= figure.end]
    joined = bool(later and record.words.has("and", sentence.between(figure.end, later[0].start)))
    return joined or bool(record.words.has("each_of_two", tail))


def _measured_anew(record: Record, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure after "which is" is held against the target on its own: "by 4.3 km, which is 1.2 km short of the target"."""
    after = record.words.around(r"[,;]|«and»").split(sentence.after(figure))[0]
    return bool(record.words.has("target", after)) and any(
        record.words.has(n, after) for n in ("exceed", "short", "comparative")
    )


def _another(record: Record, sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Whether a third figure is told between two: of "46 above target, and 88, or 8 %" it is the 88 that is said again."""
    between = [f for f in sentence.figures if one.end <= f.start < other.start]
    gaps = [sentence.between(one.end, f.start) for f in between]
    return any("," in gap or record.words.has("and", gap) for gap in gaps)


def _compares_too(record: Record, segment: Segment) -> bool:
    """Whether a clause only names another base for the movement before it: "… and compared with 2019 by 13 per cent"."""
    return bool(record.words.has("compared", segment.text)) and not moves(record, segment.text)


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


def levels_before(sentence: Sentence, figure: Figure) -> list[Figure]:
    """Unsigned figures of the sentence that end before the figure."""
    return [f for f in sentence.figures if f.end <= figure.start and not f.sign]


def _change(record: Record, sentence: Sentence, segment: Segment, figure: Figure) -> Change:
    own = own_piece(record, segment, figure)
    words, text = record.words, plain(record, own.text)
    target = bool(words.has("target", text) and not words.has("previous", text)) or aimed(
        record, text, [y for y in own.years if y != record.year]
    )
    if figure.sign and figure.paren:
        return Change(figure, sentence, segment, -1 if figure.sign == "-" else 1, target)
    before, after = _beside_figure(sentence, segment, figure)
    near = before[-_NEAR:] + " " + after[:_NEAR]
    way = direction(record, near) or direction(record, text)
    if target and record.better != "higher" and (words.has("exceed", text) or words.has("short", text)):
        way = 0  # "11 days short of the target" is above it where less is better
    return Change(figure, sentence, segment, way, target)

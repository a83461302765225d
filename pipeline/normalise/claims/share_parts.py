"""The count that a share belongs to: what stands beside the percentage, in brackets, after "or", or before "of 50"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.figures import TIME, Figure
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import moves
from pipeline.normalise.claims.spelt import change_words, fractions
from pipeline.normalise.claims.wholes import is_whole

_SAME, _ABOUT = "(?:«or»|«which_is»)", "(?:«about»|«total»)"
_TO_SHARE = rf"^[^,.;()]{{0,25}}(?:,?\s*{_SAME}\s+)[^\d(]{{0,25}}$"  # from a part to its share: "P eli p %"
_FROM_SHARE = rf",?\s*{_SAME}\s+(?:{_ABOUT}\s+)?"  # from a share to its part: "p % eli P"
_AFTER_WHOLE = rf"^[^.;:()\d]{{0,60}},\s{_SAME}\s+(?:«told_in»\s)?(?:{_ABOUT}\s+)?$"  # "P of n …, or p %"
_LINK = rf",\s{_SAME}\s+(?:{_ABOUT}\s+)?$"
_OPENED = r"[^.;:()\d]{0,60}\((?:(?:«about»|«nearly»|«over»)\s)?"


def share_figures(record: Record, sentence: Sentence) -> list[Figure]:
    """Percentages and fractions of the sentence that tell a share, not a change and not last year's."""
    skip = {f.figure.start for f in changes(record, sentence)}
    found = [f for f in sentence.figures if f.unit == "percent" and not f.sign and f.start not in skip]
    words = [f for f in fractions(record, sentence)
             if not moves(record, sentence.between(f.end, f.end + 25)) and not change_words(record, sentence, f)]  # fmt: skip
    return sorted([*found, *words], key=lambda f: f.start)


def counts(sentence: Sentence, skip: Sequence[Figure] = ()) -> list[Figure]:
    """Amounts of the sentence."""
    return [f for f in sentence.amounts if f not in skip]


def part_of(record: Record, sentence: Sentence, share: Figure, amounts: Sequence[Figure]) -> Figure | None:
    """The count a share belongs to: "P (p %)", "p (P)", "(P) osuus p %", "P eli p %"."""
    after = [f for f in amounts if f.start >= share.end]
    if after and _follows(record, sentence, share, after[0]):
        return after[0]
    told = [f for f in amounts if f.end <= share.start]
    before = [f for f in told if not _lasts(record, f)] or told
    if not before:
        return None
    tail = _gap(sentence, before[-1], share, [f for f in told if f not in before])
    if (
        len(before) > 1
        and is_whole(record, sentence, before[-1])
        and not is_whole(record, sentence, before[-2])
    ):
        said = record.words.around(_AFTER_WHOLE).search(tail)
        return before[-2] if said or (share.paren and re.fullmatch(r"[^.;:()\d]{0,40}\(", tail)) else None
    pair = None if share.paren else _told_of_whole(record, sentence, before)
    if pair:
        said = record.words.around(_AFTER_WHOLE).search(sentence.between(pair[1].end, share.start))
        if said or record.words.around(_LINK).search(tail):
            return pair[0]
    return before[-1] if _precedes(record, sentence, share, before[-1], tail) else None


def _gap(sentence: Sentence, part: Figure, share: Figure, times: Sequence[Figure]) -> str:
    """What stands between a count and its share, without the digits of the times in it ("… within 30 days (96 %)")."""
    text = sentence.between(part.end, share.start)
    for figure in times:
        if figure.start >= part.end:
            at = figure.start - part.end
            text = text[:at] + "·" * (figure.end - figure.start) + text[figure.end - part.end :]
    return text


def _follows(record: Record, sentence: Sentence, share: Figure, part: Figure) -> bool:
    """Whether a count stands right after its share: "p % (P)", "more than half of them (171)", "p % eli P"."""
    gap = sentence.between(share.end, part.start)
    said = re.fullmatch(r"\s*(?:(.+?)\s*)?\(\s*", gap)
    if said and (said[1] is None or record.words.lists["of_which"].fullmatch(said[1])):
        return True
    return record.words.around(_FROM_SHARE).fullmatch(gap) is not None


def _precedes(record: Record, sentence: Sentence, share: Figure, part: Figure, gap: str) -> bool:
    """Whether a count stands right before its share: "P (p %)", "(P) osuus p %", "96, 22 per cent, …", "P eli p %"."""
    if share.paren and record.words.around(_OPENED).fullmatch(gap):
        return _bare(record, sentence, share)
    if part.paren and re.fullmatch(r"\)[^.;()\d]{0,40}", gap):
        return True
    if re.fullmatch(r",\s", gap) and sentence.after(share).startswith(","):
        return True
    return record.words.around(_TO_SHARE).match(gap) is not None


def _lasts(record: Record, figure: Figure) -> bool:
    """Whether a figure is a time ("within 56 days"), in a row that measures none."""
    actual = record.level("actual", percent=False)
    timed = figure.unit in TIME or record.words.lists["duration"].fullmatch(figure.noun) is not None
    return timed and not (actual and actual.unit in TIME)


def _told_of_whole(
    record: Record, sentence: Sentence, before: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """The one "46 of 50" among figures, which a share after other figures ("…, within 13 weeks, which is 92 %") is of."""
    of = record.words.around(r"[^\d(),;.]{0,20}\s«whole_of»\s+(?:«whole_named»\s+)?")
    found = [
        (a, b)
        for a, b in pairwise(before)
        if of.fullmatch(sentence.between(a.end, b.start)) and a.value < b.value
    ]
    return found[0] if len(found) == 1 and found[0][1] is not before[-1] else None


def _bare(record: Record, sentence: Sentence, share: Figure) -> bool:
    inside = sentence.between(share.end, share.end + 60).split(")")[0]
    return bool(record.words.around(r"\s*(?:(?:«of_all»|«whole_of»|«share»).*)?").fullmatch(inside))

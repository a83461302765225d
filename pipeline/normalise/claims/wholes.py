"""The whole a share is taken of: "of 31 targets", "331, of whom", "(131 in all)", or the row's own value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.operands import cell, names_row, same_unit
from pipeline.normalise.claims.record import Record, Sentence, content_words
from pipeline.normalise.claims.words import Words

_OF = r"«whole_of»\s+(?:«whole_named»|[^\W\d_]+s|[^\W\d_]+['’]s)?\s*$"
_IN_BRACKETS = r"([^\W\d_]+)\s*\((?:«total»\s)?$"
_NAMED_FIRST = r"\s*(?:«whole_of»\s|[^()\d]*(?:sta|stä)\s*\()"
_ELATIVE = re.compile(r"[^\W\d_]{3,}(?:sta|stä)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole; `certain` when the text says that the share is of this figure."""

    operand: Operand
    certain: bool


def is_whole(record: Record, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure stands as a whole: "31 tavoitteesta", "lisäyksestä (8 050)", "av 31 mål", "of the 31"."""
    before = sentence.text[: figure.start - sentence.start]
    if record.words.lang != "fi":
        return bool(record.words.around(_OF).search(before))
    if figure.paren:
        held = record.words.around(_IN_BRACKETS).search(before)
        return bool(held and _ELATIVE.search(held[1]))
    return figure.case == "from"


def find_whole(record: Record, index: int, share: Figure, part: Figure | None) -> Whole | None:
    """The whole of a share; None when nothing tells it."""
    sentence = record.sentences[index]
    amounts = [f for f in sentence.amounts if f is not part]
    marked = [f for f in amounts if is_whole(record, sentence, f) and _compatible(f, part)]
    if len(marked) == 1 and _near(sentence, marked[0], share, part):
        return Whole(Operand("whole", marked[0], sentence.where), certain=True)
    if marked:
        return None
    inner = _in_brackets(record.words, sentence, share, amounts)
    if inner and part:
        return Whole(Operand("whole", inner, sentence.where), certain=True)
    pronoun = record.words.last("of_which", sentence.between(sentence.start, share.start))
    if pronoun:
        told = _before_pronoun(record, index, sentence.start + pronoun.start(), part)
        return told or _own_value(record, part)
    return _own_value(record, part)


def marked_whole(record: Record, index: int, part: Figure) -> Whole | None:
    """The one figure of a part's sentence that stands as a whole ("of 31 targets")."""
    sentence = record.sentences[index]
    found = [f for f in sentence.amounts if f is not part and is_whole(record, sentence, f)]
    sure = len(found) == 1 and _compatible(found[0], part)
    return Whole(Operand("whole", found[0], sentence.where), certain=True) if sure else None


def before_pronoun(record: Record, index: int, part: Figure) -> Whole | None:
    """The figure that "of whom" points at, for a part that stands after the pronoun."""
    sentence = record.sentences[index]
    pronoun = record.words.last("of_which", sentence.between(sentence.start, part.start))
    return _before_pronoun(record, index, sentence.start + pronoun.start(), part) if pronoun else None


def _compatible(whole: Figure, part: Figure | None) -> bool:
    return part is None or (same_unit(whole, part) and part.value <= whole.value)


def _near(sentence: Sentence, whole: Figure, share: Figure, part: Figure | None) -> bool:
    """Between a whole and its share stands nothing else that could be the whole."""
    start, end = sorted((min(whole.end, share.end), max(whole.start, share.start)))
    between = sentence.between(start, end)
    if part is not None:
        return True
    if len(re.findall(r"\w+", between)) > 5 or re.search(r"[.;:,]", between):
        return False
    own = re.sub(r"^\s*(?:[^\W\d_]+\s+){0,2}?[^\W\d_]+(?:sta|stä)(?!\w)", "", between, flags=re.IGNORECASE)
    return not re.search(r"[^\W\d_]{4,}(?:sta|stä)(?!\w)", own)


def _in_brackets(words: Words, sentence: Sentence, share: Figure, amounts: list[Figure]) -> Figure | None:
    """Such as "48 % of all decisions (131)": the whole in brackets after its name."""
    for figure in amounts:
        if figure.paren and figure.start >= share.end:
            gap = sentence.between(share.end, figure.start)
            named = words.around(_NAMED_FIRST).match(gap)
            return figure if named and gap.rstrip().endswith("(") else None
    return None


def _before_pronoun(record: Record, index: int, at: int, part: Figure | None) -> Whole | None:
    """The figure "of whom" points at: the last one before it, in this sentence or the one before."""
    for back in (index, index - 1):
        if back < 0:
            break
        sentence = record.sentences[back]
        moved = [c.figure for c in changes(record, sentence)]  # "eight over the target" are nobody's whole
        told = [f for f in sentence.amounts if f.end <= at and f is not part]
        found = [f for f in told if f not in moved]
        gap = sentence.between(told[-1].end, at) if told and back == index else "."
        if told and told[-1] in moved and re.fullmatch(r"[^,;.()\d]{0,15},?\s*", gap):
            # "1 490 MWh were saved, 870 MWh of which": surely no other whole, yet it may be none at all
            last, sure = told[-1], False
        elif found:
            last, sure = found[-1], len(found) == 1 and not found[-1].paren
        else:
            continue
        return (
            Whole(Operand("whole", last, sentence.where), certain=sure) if _compatible(last, part) else None
        )
    return None


_CLAUSE = 4  # words of a clause in which a whole is named: "osallistuneista alakoululaisia oli 2 119"
_BACK = 2  # sentences in which a whole may have been told


def named_whole(record: Record, index: int, part: Figure) -> Operand | None:
    """Such as "Of those chosen 243" where 405 were chosen, told before or by the row: the only figure of that name."""
    sentence = record.sentences[index]
    if record.words.lang != "fi":
        return _of_the_rows(record, sentence, part)
    words = content_words(re.split(r"[,;:.]", sentence.before(part))[-1])
    names = [w for w in words[-_CLAUSE:] if _ELATIVE.fullmatch(w)]
    if len(names) != 1 or part.paren:
        return None
    name = names[0]
    found: list[Operand] = []
    for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
        before = record.sentences[back]
        found = found or [
            Operand("whole", f, before.where)
            for f in before.amounts
            if f.value > part.value and akin(name, [f.noun, *content_words(before.before(f))[-1:]])
        ]
    actual = cell(record, "actual")
    if not found and actual and actual.figure.value > part.value and names_row(record, name):
        found = [actual]
    return found[0] if len(found) == 1 and _compatible(found[0].figure, part) else None


_OF_ALL = r"^\s*«whole_of»\s+(?:«whole_named»\s+)?([^\d,;:.]{3,40}?)(?:,|\s\w+)?\s*$"


def _of_the_rows(record: Record, sentence: Sentence, part: Figure) -> Operand | None:
    """Such as "Of the plots let, 34.5 % (221)", "Av alla elever spelade 38 procent": the row's value, named first."""
    first = min((f.start for f in sentence.figures), default=part.start)
    held = record.words.around(_OF_ALL).search(sentence.between(sentence.start, first))
    named = [w for w in content_words(held[1]) if len(w) > 3] if held else []
    actual = cell(record, "actual")
    if not named or not names_row(record, named[0]) or actual is None or part.value >= actual.figure.value:
        return None
    return actual if _compatible(actual.figure, part) else None


def _own_value(record: Record, part: Figure | None) -> Whole | None:
    """The row's own value, which may confirm a share but never refute it ("Hakijoista kolmannes (212)")."""
    actual = cell(record, "actual")
    if (
        actual is None
        or part is None
        or not _compatible(actual.figure, part)
        or part.value == actual.figure.value
    ):
        return None
    return Whole(actual, certain=False)

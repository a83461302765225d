"""Whether two words name the same: forms of one word, or a compound and its head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_STEM = 5
_SECOND_PART = 6  # letters: both words go on with a part of their own
_LONGEST_ENDING = 9  # "-määrässä", "-antalet": longer, and it is another thing
_MOST_OF_A_HEAD = 0.45  # of a word: "palvelupisteissä" is no form of "palvelu"


def akin(word: str, known: Iterable[str]) -> bool:
    """Whether a word names the same as known ones: the same stem, the head of a known compound, a compound of two of them.

    A compound of which only one part is known is another thing: visitor satisfaction, child visitors.
    """
    return _akin(word, tuple(known))


@lru_cache(maxsize=65536)  # the words of a row are held against those of its text over and over
def _akin(word: str, known: tuple[str, ...]) -> bool:
    if len(word) < 4:
        return word in known
    word, known = _strong(word), tuple(_strong(k) for k in known)
    stem = word[: max(4, min(_STEM, len(word) - 1))]
    return any(_same_stem(word, k) or _is_head(word, stem, k) for k in known) or _made_of(word, known)


_PART = 5  # letters that make a part of a compound known


def _made_of(word: str, known: tuple[str, ...]) -> bool:
    """Whether both parts of a compound are known: "avgiftsintäkterna" of "parkeringsavgifter, intäkter"."""
    for head in (k[:_PART] for k in known if len(k) > _PART):
        at = word.find(head, _PART)
        first = word[:at].removesuffix("s") if at > 0 else ""
        if len(first) >= _PART and any(first in k and not k.startswith(head) for k in known):
            return True
    return False


def _is_head(word: str, stem: str, known: str) -> bool:
    """Whether a word is the last part of a known compound: "suunnitelmien" of "kotoutumissuunnitelmat"."""
    at = known.find(stem, 2)
    if at <= 0 or len(known) < len(stem) + 2 or _goes_on(word, known[at:]):
        return False
    return _shared(word, known[at:]) >= _MOST_OF_A_HEAD * len(word)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


_GRADES = tuple((re.compile(weak), strong) for weak, strong in (
    (r"(?<=.)([kpt])\1", r"\1"), (r"(?<=.)ng", "nk"), (r"(?<=.)nn", "nt"), (r"(?<=.)mm", "mp"), (r"(?<=.)(?:ll|ld)", "lt"), (r"(?<=.)d", "t"),
))  # fmt: skip


@lru_cache(maxsize=4096)
def _strong(word: str) -> str:
    """A word with the consonants that Finnish inflection changes made alike: "hoidosta" as "hoitoa", "tontit" as "tontti"."""
    for weak, strong in _GRADES:
        word = weak.sub(strong, word)
    return word


def _goes_on(one: str, other: str) -> bool:
    """Whether two words go on with a part of their own after what they share: parking income, parking halls."""
    return min(len(one), len(other)) - _shared(one, other) >= _SECOND_PART


def _same_stem(one: str, other: str) -> bool:
    if _goes_on(one, other):
        return False
    shared = _shared(one, other)
    return shared >= 4 and shared >= 0.55 * min(len(one), len(other)) and len(one) - shared <= _LONGEST_ENDING

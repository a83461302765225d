"""What is doubtful in the writing of a cell's figures: separators of two kinds, marks of two meanings, estimates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.normalise.lexer import Reading
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import listed, pattern, standing
from pipeline.normalise.numerals import Number

_THREE = re.compile(r"[+-]?(\d{1,3})([.,])\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:([\s.,'])\d{3})+(?!\d)")
_JOINED = re.compile(r"\d{5,}")


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns of the words that make a figure an estimate, or a provisional one."""
    return tuple(
        (name, pattern(standing(listed(lexicon, key))))
        for name, key in (("estimate", "estimate_words"), ("provisional", "provisional_words"))
    )


def _styles(numbers: Sequence[Number]) -> set[str]:
    """How thousands are told apart: by a space, a point, a comma, or not at all (from five digits on)."""
    found = set()
    for number in numbers:
        body = number.as_written.strip("+-\u2212\u2013 ")
        grouped = _GROUPED.match(body)
        if grouped:
            found.add(" " if grouped[1].isspace() else grouped[1])
        elif _JOINED.match(body) and not number.decimals:
            found.add("")
    return found


def _two_meanings(number: Number, lang: str | None, lexicon: Lexicon) -> str | None:
    """The flag of three digits after a single mark that may be decimals or thousands; None where only one makes sense.

    A point is nobody's mark of thousands for certain, so it is doubtful when read so; a comma (in English a point) read
    as decimals is doubtful where things are counted, of which there are no thousandths.
    """
    three = _THREE.fullmatch(number.as_written.strip())
    if three is None or three[1] == "0" or number.is_percent or number.scale != 1:
        return None
    as_decimals = number.decimals == 3
    if as_decimals and number.unit not in lexicon.counted:
        return None
    if not as_decimals and (three[2] == "," or lang is None):
        return None
    return "ambiguous_point" if three[2] == "." else "ambiguous_comma"


def doubts(reading: Reading, lang: str | None, lexicon: Lexicon) -> list[str]:
    """Flags of what is doubtful in the figures of a cell."""
    flags = ["mixed_thousands_format"] if len(_styles(reading.numbers)) > 1 else []
    flags += sorted({flag for n in reading.numbers if (flag := _two_meanings(n, lang, lexicon))})
    if reading.numbers:
        flags += [name for name, pattern in _words(lexicon) if pattern.search(reading.plain)]
    return flags

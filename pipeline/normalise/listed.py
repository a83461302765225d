"""Patterns of the words of `expectations/lexicon/markers.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalise.alternation import alternation
from pipeline.normalise.lexicon import Lexicon

NOTHING = "(?!)"
"""A pattern that is found nowhere: that of a list somebody has emptied."""


def any_of(words: Iterable[str]) -> str:
    """An alternation of words; `stem*` takes any ending; longest first."""
    parts = sorted({w.strip() for w in words}, key=len, reverse=True)
    if not parts:
        return NOTHING
    return alternation(re.escape(w.strip("*")) + (r"[^\W\d_]*" if w.endswith("*") else "") for w in parts)


def standing(words: Iterable[str]) -> str:
    """An alternation of words that stand by themselves; of `*part` the rest of its word, before it, is left out."""
    told = list(words)
    whole, ends = ([w for w in told if w.startswith("*") is loose] for loose in (False, True))
    return rf"(?:(?<![^\W_])(?:{any_of(whole)})|(?:{any_of(ends)}))(?![^\W_])"


def listed(lexicon: Lexicon, *names: str) -> list[str]:
    """The words of the named lists, one list after the other."""
    marks = lexicon.lists["markers"]
    return [str(w) for name in names for w in marks[name]]


def one_of(lexicon: Lexicon, *names: str) -> str:
    """An alternation of the words of the named lists."""
    return any_of(listed(lexicon, *names))


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of words: capitals do not count."""
    return re.compile(text, re.IGNORECASE)

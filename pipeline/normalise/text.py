"""Text as people type it into cells, made comparable without losing a place in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t\v\f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        "\r": "\n",
        "\uff0b": "+",
        "\u2215": "/",
        "\u2044": "/",
    }
)
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[:'\-][^\W\d_][^\W_]*)*")


def composed(text: str) -> str:
    """The text in NFC without soft hyphens and zero-width marks: the text all offsets of a reading refer to."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def clean(text: str) -> str:
    """Unusual spaces, dashes, minus signs and quotes as the plain ones, character by character (same length)."""
    return text.translate(_ALIKE)


def lead_in(text: str, at: int, reach: int = 80) -> str:
    """The text just before `at`: as far back as words may belong to what stands there."""
    return text[max(0, at - reach) : at]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, hyphens inside it dropped. `dot` tells whether a full stop follows at once."""

    key: str
    start: int
    end: int
    dot: bool


def words(text: str) -> list[Word]:
    """The words of a cleaned text in reading order; a word begins with a letter."""
    return [
        Word(m.group().lower().replace("-", ""), m.start(), m.end(), text[m.end() : m.end() + 1] == ".")
        for m in _WORD.finditer(text)
    ]

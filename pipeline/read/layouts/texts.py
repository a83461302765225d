"""Texts of cells as the tables hold them: white space folded, list numbers and headings taken off."""

from __future__ import annotations

import re

from pipeline.read.labels import Labels

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_TAGS = re.compile(r"</?(?:b|p|i|strong|em|br)\s*/?>", re.IGNORECASE)


# What nobody sees at the ends of a text: all white space, and the signs of no width that web pages leave.
EDGES = " \t\n\r\f\v\u00a0\u2007\u202f\u2009\u200a\u3000\u200b\u200c\u200d\u2060\ufeff"


def tidy(text: str) -> str:
    """Runs of white space as one space or one newline; bold and paragraph tags taken off."""
    text = _TAGS.sub("", text).replace("\r", "\n")
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip(EDGES)


def numbered_pattern(labels: Labels) -> re.Pattern[str]:
    """Matches "Mittari 2." (any language) at the start of a text or line, or after a sentence's end."""
    words = "|".join(re.escape(w) for w in labels.families.get("numbered", ()))
    return re.compile(
        rf"(?:(?<=^)|(?<=\n)|(?<=[.!?:)] )|(?<=  ))\s*(?:{words})\s+(\d{{1,2}})\s*[.:)]\s*", re.IGNORECASE
    )


def split_numbered(text: str, labels: Labels) -> tuple[str, list[tuple[int, str]]]:
    """(text before the first mark, [(number, part), …]); marks that do not count upwards are no marks."""
    marks = list(numbered_pattern(labels).finditer(text))
    numbers = [int(m[1]) for m in marks]
    if not marks or numbers != sorted(set(numbers)):
        return text.strip(), []
    ends = [m.start() for m in marks[1:]] + [len(text)]
    parts = [(int(m[1]), text[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
    return text[: marks[0].start()].strip(), parts


def route(text: str, number: int | None, labels: Labels, *, siblings: int) -> str:
    """The part of a shared explanation that belongs to one indicator.

    Without marks every indicator gets the whole; with marks its own part (and what stands before the first mark).
    """
    lead, parts = split_numbered(text, labels)
    if not parts or siblings < 2 or number is None:
        return text
    own = [part for n, part in parts if n == number]
    return "\n".join(p for p in (lead, *own) if p)

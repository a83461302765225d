"""Word lists of suites as one pattern each: `{fi: […], sv: […], en: […]}`, each word a regular expression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Words = Mapping[str, Iterable[str]]
NEVER = r"[^\s\S]"
"""Matches nothing: the pattern of an empty list."""


def _alternatives(words: Words) -> str:
    return "|".join(f"(?:{w})" for name in sorted(words) for w in words[name])


def starting(words: Words) -> str:
    """Case-blind pattern that finds a word of the lists at the beginning of a word, anywhere in a text."""
    found = _alternatives(words)
    return rf"(?i)(?:^|[^\pL\pN])(?:{found})" if found else NEVER


def anywhere(words: Words) -> str:
    """Case-blind pattern that finds a word of the lists anywhere, inside words too."""
    found = _alternatives(words)
    return rf"(?i)(?:{found})" if found else NEVER


def whole(words: Words) -> str:
    """Case-blind pattern that takes a whole text, white space and a final stop or bang apart."""
    found = _alternatives(words)
    return rf"(?i)^\s*(?:{found})\s*[.!]*\s*$" if found else NEVER

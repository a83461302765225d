"""Phrases of one table, indexed so that a text is looked through once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.normalise.text import Word

_GAP = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table: its canonical name and attributes."""

    name: str
    rank: int
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Element:
    text: str
    open_end: bool
    open_start: bool
    dot: bool

    def fits(self, word: Word) -> bool:
        if self.dot and not word.dot:
            return False
        if self.open_start:
            return self.text in word.key if self.open_end else word.key.endswith(self.text)
        return word.key.startswith(self.text) if self.open_end else word.key == self.text


@dataclass(frozen=True, slots=True)
class _Phrase:
    entry: Entry
    lang: str
    elements: tuple[_Element | None, ...]
    weight: int

    def foreign(self, lang: str | None) -> bool:
        """Whether it is one short word of another language: "sen" is late in Swedish and its in Finnish."""
        first = self.elements[0]
        if lang is None or self.lang in (lang, "any") or len(self.elements) > 1 or first is None:
            return False
        return len(first.text) <= 3 and not first.open_end

    def ends(self, words: Sequence[Word], at: int) -> int | None:
        """Index after the phrase when it stands at word `at`; None when it does not."""
        for n, element in enumerate(self.elements):
            if element is None:
                tail = _Phrase(self.entry, self.lang, self.elements[n + 1 :], 0)
                for skip in range(_GAP + 1):
                    end = tail.ends(words, at + skip)
                    if end is not None:
                        return end
                return None
            if at >= len(words) or not element.fits(words[at]):
                return None
            at += 1
        return at


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: its entry, the words `[first, last)` and the offsets `[start, end)`."""

    entry: Entry
    first: int
    last: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """Canonical name of the entry."""
        return self.entry.name


@dataclass(slots=True)
class Table:
    """Phrases indexed by the first two letters of their first word."""

    index: dict[str, list[_Phrase]] = field(default_factory=dict)
    loose: list[_Phrase] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)

    def add(self, entry: Entry, lang: str, phrase: str) -> None:
        """Take one phrase into the table."""
        elements = tuple(_element(part) for part in phrase.lower().split())
        first = elements[0]
        if first is None:
            raise SettingsError(f"The phrase {phrase!r} in expectations/lexicon begins with a gap.")
        found = _Phrase(
            entry, lang, elements, sum(len(e.text) + e.dot for e in elements if e) + len(elements)
        )
        if first.open_start:
            self.loose.append(found)
            self.parts.add(first.text)
        else:
            self.index.setdefault(first.text[:2], []).append(found)

    def at(self, words: Sequence[Word], n: int, lang: str | None = None) -> Match | None:
        """The longest phrase at word `n`; among equals the one of language `lang`."""
        best: tuple[tuple[int, bool, int], _Phrase, int] | None = None
        key = words[n].key
        candidates = self.index.get(key[:2])
        loose = self.loose if self.loose and any(part in key for part in self.parts) else ()
        if candidates is None and not loose:
            return None
        for phrase in (*(candidates or ()), *loose):
            first = phrase.elements[0]
            if first is None or not first.fits(words[n]):
                continue
            end = n + 1 if len(phrase.elements) == 1 else phrase.ends(words, n)
            if end is None or phrase.foreign(lang):
                continue
            order = (phrase.weight, phrase.lang in (lang, "any"), phrase.entry.rank)
            if best is None or order > best[0]:
                best = (order, phrase, end)
        if best is None:
            return None
        last = words[best[2] - 1]
        dotted = best[1].elements[-1] is not None and best[1].elements[-1].dot
        return Match(best[1].entry, n, best[2], words[n].start, last.end + dotted)

    def find(self, words: Sequence[Word], lang: str | None = None) -> Iterator[Match]:
        """Phrases from left to right, none overlapping the one before."""
        n = 0
        while n < len(words):
            match = self.at(words, n, lang)
            if match is None:
                n += 1
                continue
            yield match
            n = match.last


def _element(part: str) -> _Element | None:
    if part == "…":
        return None
    dot = part.endswith(".")
    body = part.rstrip(".").replace("-", "")
    return _Element(body.strip("*"), body.endswith("*"), body.startswith("*"), dot)

"""Segments of a sentence: the piece around a figure that has its own subject and verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Record, Sentence

_CUT = re.compile(
    r",\s+(?:mutta|vaikka|joten|jolloin|kun|men|medan|när|då|but|while|whereas|so|when)\s+|[;:]\s+|\s[–-]\s+"
    r"|,\s+(?:(?:ja|och|and)\s+|(?=eikä\s))|\s+(?:mutta|kun|medan|while|whereas|but|men)\s+",
    re.IGNORECASE,
)
MOVES = ("rise", "fall", "exceed", "short", "improve", "worsen")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence; offsets are those of the whole text."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words as written."""
        return self.sentence.between(self.start, self.end)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Figures that begin inside it."""
        return tuple(f for f in self.sentence.figures if self.start <= f.start < self.end)

    @property
    def years(self) -> tuple[int, ...]:
        """Years named inside it."""
        return tuple(y for at, y in self.sentence.years if self.start <= at < self.end)


def moves(record: Record, text: str) -> bool:
    """Whether a text has a word of movement (rose, fell, exceeded, fell short)."""
    words = record.words
    return any(words.has(name, text) for name in MOVES) or any(p.search(text) for p, _ in words.multiples)


def _joined(record: Record, sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for found in record.words.lists["and"].finditer(sentence.text, start, end):
        left, right = sentence.text[begin : found.start()], sentence.text[found.end() : end]
        later = any(found.end() <= f.start - sentence.start < end for f in sentence.figures)
        if moves(record, left) and (moves(record, right) or later):
            pieces.append((begin, found.start()))
            begin = found.end()
    return [*pieces, (begin, end)]


def segments(record: Record, sentence: Sentence) -> list[Segment]:
    """The sentence cut at its clauses, and at an "and" that joins two statements."""
    return record.once("segments", sentence, lambda: _segments(record, sentence))


def _segments(record: Record, sentence: Sentence) -> list[Segment]:
    cuts, begin = [], 0
    for found in _CUT.finditer(sentence.text):
        cuts.append((begin, found.start()))
        begin = found.end()
    cuts.append((begin, len(sentence.text)))
    pieces = [piece for a, b in cuts for piece in _joined(record, sentence, a, b)]
    return [Segment(sentence, sentence.start + a, sentence.start + b) for a, b in pieces if b > a]


def around(record: Record, sentence: Sentence, figure: Figure) -> Segment:
    """The segment a figure stands in."""
    for piece in segments(record, sentence):
        if piece.start <= figure.start < piece.end:
            return piece
    return Segment(sentence, sentence.start, sentence.end)

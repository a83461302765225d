"""Segments of a sentence: the piece around a figure that has its own subject and verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Record, Sentence

_ONE = r"«one»\s"
_SHORT = 40  # characters of a remark on where the target is
_SOON, _NEAR = 12, 30  # how far into a clause its figure, or its word of comparison, may stand
MOVES = ("rise", "fall", "exceed", "short", "improve", "worsen")


# where a clause of its own begins
_CUTS = r",\s+«clause_after_comma»\s+|[;:]\s+|\s[–-]\s+|,\s+(?:«and»\s+|(?=«nor»\s))|,?\s+«clause»\s+"


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


def plain(record: Record, text: str) -> str:
    """A text of growth or decline without what it says of attainment ("… and the target was met")."""
    words = record.words
    if not (words.has("rise", text) or words.has("fall", text)):
        return text
    bare = words.lists["missed"].sub(" ", words.lists["achieved"].sub(" ", text))
    return bare if words.has("rise", bare) or words.has("fall", bare) else text


_COMMA = re.compile(r",\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _based(record: Record, text: str) -> bool:
    """Whether a text names what it compares with."""
    if record.words.has("compared", text) and _YEAR.search(text):
        return True
    return any(record.words.has(name, text) for name in ("target", "previous", "baseline"))


def _joined(record: Record, sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    pieces, begin = [], start
    for found in record.words.lists["and"].finditer(sentence.text, start, end):
        left, right = sentence.text[begin : found.start()], sentence.text[found.end() : end]
        later = any(found.end() <= f.start - sentence.start < end for f in sentence.figures) or any(
            p.search(right) for p, _ in record.words.multiples
        )
        earlier = any(begin <= f.start - sentence.start < found.start() for f in sentence.figures)
        likened = _YEAR.search(left) and any(p.search(left) for p, _ in record.words.multiples)
        compared = earlier and later and (_based(record, left) or likened) and _based(record, right)
        judged = record.words.has("achieved", right) or record.words.has("missed", right)
        aside = earlier and not later and _based(record, right) and not _based(record, left)
        told = moves(record, left) or (earlier and record.words.has("comparative", left))
        told = told or (not earlier and later and moves(record, right) and record.words.has("verbs", left))
        if compared or (told and (aside or moves(record, right) or later or judged)):
            pieces.append((begin, found.start()))
            begin = found.end()
    return [*pieces, (begin, end)]


def _apposed(record: Record, sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """A clause cut before a comparison that is added to it: "grew by half, six more than planned"."""
    for comma in re.finditer(r",\s+", sentence.text[start:end]):
        left, right = sentence.text[start : start + comma.start()], sentence.text[start + comma.end() : end]
        at = sentence.start + start + comma.end()
        own = [f for f in sentence.figures if at <= f.start < sentence.start + end]
        told = [f for f in sentence.figures if sentence.start + start <= f.start < at]
        added = bool(record.words.has("comparative", right) and own and own[0].start - at < _SOON)
        measured = any(record.words.has(name, right[:_NEAR]) for name in ("exceed", "short"))
        spelt = bool(
            record.words.around(_ONE).match(right) and record.words.has("comparative", right[:_NEAR])
        )
        # ", just ahead of target"
        stood = not own and len(right) <= _SHORT and record.words.has("comparative", right)
        compared = bool((own or spelt) and (added or measured or spelt)) or bool(stood)
        if told and compared and _based(record, right) and moves(record, left):
            return [(start, start + comma.start()), (start + comma.end(), end)]
    return [(start, end)]


def segments(record: Record, sentence: Sentence) -> list[Segment]:
    """The sentence cut at its clauses, and at an "and" that joins two statements."""
    return record.once("segments", sentence, lambda: _segments(record, sentence))


def _segments(record: Record, sentence: Sentence) -> list[Segment]:
    cuts, begin = [], 0
    for found in record.words.around(_CUTS).finditer(sentence.text):
        cuts.append((begin, found.start()))
        begin = found.end()
    cuts.append((begin, len(sentence.text)))
    cuts = [part for a, b in cuts for part in _apposed(record, sentence, a, b)]
    pieces = [piece for a, b in cuts for piece in _joined(record, sentence, a, b)]
    return [Segment(sentence, sentence.start + a, sentence.start + b) for a, b in pieces if b > a]


def own_piece(record: Record, segment: Segment, figure: Figure) -> Segment:
    """The piece between the commas around a figure when it names what it compares with, else the whole segment.

    "10 per cent under the frame, 1.2 less than last year": each figure has a base of its own.
    """
    cuts = [(segment.start + m.start(), segment.start + m.end()) for m in _COMMA.finditer(segment.text)]
    start = max((to for _, to in cuts if to <= figure.start), default=segment.start)
    end = min((at for at, _ in cuts if at >= figure.end), default=segment.end)
    piece = Segment(segment.sentence, start, end)
    return piece if _based(record, piece.text) else segment


def around(record: Record, sentence: Sentence, figure: Figure) -> Segment:
    """The segment a figure stands in."""
    for piece in segments(record, sentence):
        if piece.start <= figure.start < piece.end:
            return piece
    return Segment(sentence, sentence.start, sentence.end)

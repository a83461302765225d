"""Figures that belong together: ranges, fractions, figures in brackets; and the period of each."""

from __future__ import annotations

import re

from pipeline.normalise.lexer import Reading
from pipeline.normalise.numerals import Number
from pipeline.normalise.text import lead_in
from pipeline.normalise.values.brackets import (
    ELATIVE,
    Grouped,
    between,
    bracketed,
    inherit,
    percent_in_brackets,
    piece_of,
    share_after,
)
from pipeline.normalise.values.item import Piece
from pipeline.normalise.values.vocabulary import vocabulary

_RANGE = re.compile(r"\s?(?:-|\.{2,3}|\u2026)\s?")


_ARROW = re.compile(r"\s?(?:->|-->|=>|\u2192|\u27a1|\u2794|\u21d2|\u279c)\s?")


_SLASH = re.compile(r"\.?\s?/\s?")


_SCORE_TOPS = {4, 5, 6, 7, 10, 100}


def group(reading: Reading) -> Grouped:
    """Pieces in reading order; each figure is in at most one."""
    found = Grouped()
    numbers = list(reading.numbers)
    n = 0
    while n < len(numbers):
        step = (
            _pair(reading, numbers, n, found)
            or bracketed(reading, numbers, n, found)
            or share_after(reading, numbers, n, found)
        )
        if not step:
            found.pieces.append(piece_of(numbers[n]))
            step = 1
        n += step
    return found


def _pair(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    if n + 1 >= len(numbers):
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap, words = between(reading, first, second), vocabulary(reading.lexicon)
    if _ARROW.fullmatch(gap):
        inherit(second, first)
        inherit(first, second)
        found.pieces += [piece_of(first), piece_of(second)]
        found.pieces[-2].label, found.pieces[-1].label = "from", "to"
        found.shape = "series"
        found.flags.append("arrow")
        return 2
    if (
        _RANGE.fullmatch(gap)
        and _same_unit(first, second)
        and first.value < second.value
        and second.sign in (None, "-")
    ):
        return _range(first, second, reading, found)
    if _SLASH.fullmatch(gap) and not first.is_percent and second.unit != "percent":
        return _fraction(reading, first, second, found)
    out_of = not gap.strip() and re.match(r":?(?:stä|sta)(?![^\W_])", reading.masked[second.end :])
    of = words.out_of.fullmatch(gap)
    if of and rank_before(reading, first):
        return _fraction(reading, first, second, found)
    if (
        words.to.fullmatch(gap)
        and gap[0].isspace()
        and _same_unit(first, second)
        and first.value < second.value
        and not words.origin.search(lead_in(reading.masked, first.start))
    ):
        return _range(first, second, reading, found)
    if (
        (of or out_of)
        and not first.decimals
        and first.value <= second.value
        and first.unit in (None, "piece")
    ):
        return _count_of(reading, numbers, n, found)
    if of and first.decimals and second.value in _SCORE_TOPS and first.unit is None:
        first.unit, first.unit_text = "score", reading.text[first.end : second.end].strip()
        found.flags.append(f"scale_max_{second.as_written}")
        found.pieces.append(piece_of(first, second))
        return 2
    before, after = reading.masked[max(0, first.start - 12) : first.start], reading.masked[second.stop :]
    if words.joined.fullmatch(gap) and (words.between.search(before) or words.between.match(after.lstrip())):
        return _range(first, second, reading, found)
    if _from_to(reading, first, second, gap):
        inherit(first, second)
        piece = Piece(first, second, from_to=True, start=first.start, end=second.stop)
        if first.is_percent and second.is_percent:
            piece.change_pp = second.value - first.value
        found.pieces.append(piece)
        found.shape = "from_to"
        found.flags.append("from_to")
        return 2
    return 0


def _range(first: Number, second: Number, reading: Reading, found: Grouped) -> int:
    inherit(first, second)
    if second.scale != 1 and first.scale == 1:
        first.value, first.scale = first.value * second.scale, second.scale
    first.per = first.per or second.per
    piece = Piece(
        first, second, as_written=reading.text[first.start : second.end], start=first.start, end=second.stop
    )
    found.pieces.append(piece)
    return 2


def _same_unit(first: Number, second: Number) -> bool:
    return first.unit is None or first.unit == second.unit


def _from_to(reading: Reading, first: Number, second: Number, gap: str) -> bool:
    """Whether two figures are a way travelled: "80 %:sta 85 %:iin", "från 80 till 85", "from 80 to 85"."""
    tail = reading.masked[second.end : second.stop + 8].lower()
    head = reading.masked[first.end : first.stop].lower() + gap.lower()
    if re.search(r"st[aä](?![^\W_])", head[:24]) and re.search(
        r"(?::(?:iin|een|aan|ään|hin|oon|seen)|[^\W\d_]+(?:iin|een|aan|ään|hun|teen))(?![^\W_])", tail
    ):
        return len(gap.strip()) < 14
    words = vocabulary(reading.lexicon)
    before = reading.masked[max(0, first.start - 8) : first.start]
    return words.origin.search(before) is not None and words.to.fullmatch(gap) is not None


def _fraction(reading: Reading, first: Number, second: Number, found: Grouped) -> int:
    top = second.value
    ranked = reading.masked[first.end : first.end + 1] == "."
    if ranked or rank_before(reading, first):
        first.unit, first.unit_text = "rank", f"/{second.as_written}"
        found.flags += ["rank", f"rank_of_{second.as_written}"]
        found.pieces.append(piece_of(first, second))
        return 2
    if second.decimals or second.unit not in (None, "piece", "score", "person") or top <= 0:
        return 0
    if first.decimals or (second.unit == "score" and top in _SCORE_TOPS):
        first.unit, first.unit_text = "score", reading.text[first.end : second.end].strip()
        found.flags.append(f"scale_max_{second.as_written}")
        found.pieces.append(piece_of(first, second))
        return 2
    if (
        0 < first.value < top
        and first.unit is None
        and (top <= 4 or (top == 5 and ELATIVE.match(reading.masked, second.end)))
    ):
        percent = round(100 * first.value / top, 3)
        piece = Piece(
            first,
            value=percent,
            as_written=reading.text[first.start : second.end],
            share_pct=percent,
            start=first.start,
            end=second.stop,
        )
        first.unit, first.unit_text = "percent", None
        tail = ELATIVE.match(reading.masked, second.end)
        piece.share_of = tail.group().strip() if tail else None
        found.pieces.append(piece)
        found.shape = "share"
        found.flags.append("fraction")
        return 2
    if first.value > top:
        return 0
    if second.unit not in (None, "piece"):
        first.unit, first.unit_text = second.unit, second.unit_text
    piece = Piece(first, share_of=second.as_written, start=first.start, end=second.stop)
    found.pieces.append(piece)
    found.shape = "share"
    found.flags.append("numerator_denominator")
    return 2 + percent_in_brackets(reading, piece, reading.numbers, reading.numbers.index(second))


def _count_of(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    first, second = numbers[n], numbers[n + 1]
    first.unit = second.unit if second.unit not in (None, "piece", "percent") else "piece"
    piece = Piece(first, share_of=second.as_written, start=first.start, end=second.stop)
    found.pieces.append(piece)
    found.shape = "share"
    return 2 + percent_in_brackets(reading, piece, numbers, n + 1)


def rank_before(reading: Reading, number: Number) -> bool:
    """Whether a word of rank ("sija 5") stands just before the figure."""
    before = lead_in(reading.masked, number.start)
    return vocabulary(reading.lexicon).rank_before.search(before) is not None

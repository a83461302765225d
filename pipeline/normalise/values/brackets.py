"""A figure in brackets, or after a comma, that says more of the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.normalise.identifiers import MASK
from pipeline.normalise.lexer import Reading
from pipeline.normalise.numerals import Number
from pipeline.normalise.values.item import Piece
from pipeline.normalise.values.vocabulary import vocabulary

_OPEN = re.compile(r"[^)]*\(\s*([^()\d]*)$")


ELATIVE = re.compile(
    r"[^,;()\n]*?[^\W\d_]+(?:sta|stä|ista|istä)(?![^\W_])(?:\s[^\W\d_]+(?:sta|stä))?", re.IGNORECASE
)


@dataclass(slots=True)
class Grouped:
    """Pieces of a text, with flags found on the way and what the figures turned out to be."""

    pieces: list[Piece] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    shape: str | None = None  # series, share, score, from_to


def between(reading: Reading, first: Number, second: Number) -> str:
    """The text from the end of one figure (unit included) to the beginning of the next."""
    return reading.masked[first.stop : second.start]


def piece_of(number: Number, last: Number | None = None) -> Piece:
    """The text from the end of one figure (unit included) to the beginning of the next."""
    return Piece(number, start=number.start, end=(last or number).stop)


def inherit(taker: Number, giver: Number) -> None:
    """A piece that spans from one figure to the end of another."""
    if taker.unit is None and giver.unit is not None:
        taker.unit, taker.unit_text, taker.per = giver.unit, giver.unit_text, taker.per or giver.per


def percent_in_brackets(reading: Reading, piece: Piece, numbers: list[Number], n: int) -> int:
    """Give a figure without a unit the unit of its neighbour."""
    if (
        n + 1 < len(numbers)
        and numbers[n + 1].is_percent
        and vocabulary(reading.lexicon).percent_of_fraction.fullmatch(
            between(reading, numbers[n], numbers[n + 1])
        )
    ):
        piece.share_pct, piece.end = numbers[n + 1].value, numbers[n + 1].stop
        return 1
    return 0


def bracketed(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    """A figure with another in brackets after it: a change, a share, the year before, the size of a sample."""
    if n + 1 >= len(numbers):
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap = between(reading, first, second)
    opened = _OPEN.fullmatch(gap)
    words = vocabulary(reading.lexicon)
    if opened is None or len(gap) > 40 or words.other_level.match(opened[1]):
        return 0
    if re.match(r":(?:stä|sta)(?![^\W_])", reading.masked[second.end :]) and first.value <= second.value:
        first.unit = first.unit or "piece"
        found.pieces.append(piece_of(first, second))
        found.pieces[-1].share_of, found.shape = second.as_written, "share"
        return 2
    if words.sample.search(gap):
        first.unit = first.unit or ("score" if first.decimals else None)
        found.flags.append(f"sample_size_{second.value:.0f}")
        found.pieces.append(piece_of(first, second))
        return 2
    piece = piece_of(first, second)
    if second.is_pp:
        piece.change_pp, piece.change_base = second.value, "baseline_assumed"
    elif (
        words.previous.match(opened[1].strip(MASK + " :"))
        or (first.sign and (second.unit in (None, first.unit)))
        or (
            first.unit is not None
            and first.unit == second.unit
            and not second.sign
            and not opened[1].strip(MASK + " :")
        )
    ):
        return _with_previous(
            first, second, found, "looks_like_a_change" if first.is_percent and first.sign else None
        )
    elif second.is_percent and second.sign:
        piece.change_pct, piece.change_base = second.value, "baseline_assumed"
    elif second.is_percent and not first.is_percent:
        piece.share_pct, found.shape = second.value, "share"
        whole = ELATIVE.match(reading.masked, second.stop) or words.share_of_in_brackets.match(
            reading.masked, second.stop
        )
        if whole:
            piece.share_of = (whole.groupdict().get("of") or whole.group()).strip()
    elif second.sign and second.unit in (None, first.unit):
        found.flags += ["absolute_change_in_parentheses", "ambiguous"]
    elif (
        second.unit is None
        and not opened[1].strip(MASK + " :")
        and re.match(rf"[\s{MASK}]*\)", reading.masked[second.stop :])
    ):
        return _with_previous(first, second, found, "ambiguous")
    else:
        return 0
    found.pieces.append(piece)
    return 2


def _with_previous(first: Number, second: Number, found: Grouped, flag: str | None) -> int:
    if second.unit is None and first.unit is not None:
        inherit(second, first)
        if second.scale == 1 and first.scale != 1:
            second.value, second.scale = second.value * first.scale, first.scale
        found.flags.append("unit_inherited")
    found.flags += ["previous_year_in_parentheses", *([flag] if flag else [])]
    found.pieces += [piece_of(first), piece_of(second)]
    found.pieces[-2].label, found.pieces[-1].label = "current", "previous_year"
    found.shape = "series"
    return 2


def share_after(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    """One measure said twice: "22,4 GWh, 36 % tavoitteesta", "2 345 t, -33 %", "130 kpl eli 52 %"."""
    if n + 1 >= len(numbers) or numbers[n].is_percent or numbers[n].is_pp or not numbers[n + 1].is_percent:
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap = between(reading, first, second)
    piece, words = piece_of(first, second), vocabulary(reading.lexicon)
    tail = reading.masked[second.stop : second.stop + 20].strip()
    if re.fullmatch(r"\s?[,;/]?\s?", gap) and (first.unit or second.sign) and MASK not in gap:
        if second.sign:
            piece.change_pct, piece.change_base = second.value, "baseline_assumed"
        elif words.share_of_target.match(tail):
            piece.share_pct, piece.share_of = (
                second.value,
                reading.text[second.stop : second.stop + 20].strip().split(",")[0].split()[0],
            )
        else:
            return 0
        found.shape = "compound"
    elif words.that_is.fullmatch(gap):
        piece.share_pct, found.shape = second.value, "share"
    else:
        return 0
    found.pieces.append(piece)
    return 2

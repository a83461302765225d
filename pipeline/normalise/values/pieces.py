"""Figures that belong together: ranges, fractions, figures in brackets; and the period of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.normalise.identifiers import MASK
from pipeline.normalise.lexer import Reading
from pipeline.normalise.numerals import Number
from pipeline.normalise.periods import Period
from pipeline.normalise.values.item import Piece

_RANGE = re.compile(r"\s?(?:-|\.{2,3}|\u2026)\s?")
_TO = re.compile(r"\s(?:to|till|til)\s")
_BETWEEN = re.compile(r"(?:välillä|mellan|mellom|between)\b", re.IGNORECASE)
_ARROW = re.compile(r"\s?(?:->|-->|=>|\u2192|\u27a1|\u2794|\u21d2|\u279c)\s?")
_SLASH = re.compile(r"\.?\s?/\s?")
_OF = re.compile(
    r"\s?(?:av|of|out of|af|kautta)\s(?:de |totalt |the |a total of |kaikkiaan )?", re.IGNORECASE
)
_SAMPLE = re.compile(r"\(?\s?n\s?=\s?$|vastaajia\s$|svarande\s$", re.IGNORECASE)
_OPEN = re.compile(r"[^)]*\(\s*([^()\d]*)$")
_PREVIOUS = re.compile(
    r"(?:ed\.?|edv\.?|edel|viime|föreg|fjol|prev|last|prior|forrige|i fjor)", re.IGNORECASE
)
_AIM = re.compile(r"(?:tavoit|mål|target|goal|lähtö|ta\b|budget|talousarv|budj)", re.IGNORECASE)
_ELATIVE = re.compile(
    r"[^,;()\n]*?[^\W\d_]+(?:sta|stä|ista|istä)(?![^\W_])(?:\s[^\W\d_]+(?:sta|stä))?", re.IGNORECASE
)
_SHARE_OF = re.compile(r"\s*(?:av|of|from|behandling av)\s+(?P<of>[^,;()\n.]+)", re.IGNORECASE)
_FRACTIONS = {2, 3, 4, 5, 10}
_SCORE_TOPS = {4, 5, 6, 7, 10, 100}


@dataclass(slots=True)
class Grouped:
    """Pieces of a text, with flags found on the way and what the figures turned out to be."""

    pieces: list[Piece] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    shape: str | None = None  # series, share, score, from_to


def between(reading: Reading, first: Number, second: Number) -> str:
    """The text from the end of one figure (unit included) to the beginning of the next."""
    return reading.masked[first.stop : second.start]


def group(reading: Reading) -> Grouped:
    """Pieces in reading order; each figure is in at most one."""
    found = Grouped()
    numbers = list(reading.numbers)
    n = 0
    while n < len(numbers):
        step = (
            _pair(reading, numbers, n, found)
            or _bracketed(reading, numbers, n, found)
            or _share_after(reading, numbers, n, found)
        )
        if not step:
            found.pieces.append(_piece(numbers[n]))
            step = 1
        n += step
    return found


def _piece(number: Number, last: Number | None = None) -> Piece:
    return Piece(number, start=number.start, end=(last or number).stop)


def _pair(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    if n + 1 >= len(numbers):
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap = between(reading, first, second)
    if _ARROW.fullmatch(gap):
        _inherit(second, first)
        _inherit(first, second)
        found.pieces += [_piece(first), _piece(second)]
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
    if _OF.fullmatch(gap) and rank_before(reading, first):
        return _fraction(reading, first, second, found)
    if (
        _TO.fullmatch(gap)
        and _same_unit(first, second)
        and first.value < second.value
        and not re.search(r"(?:from|från|fra)\s$", reading.masked[: first.start])
    ):
        return _range(first, second, reading, found)
    if (
        (_OF.fullmatch(gap) or out_of)
        and not first.decimals
        and first.value <= second.value
        and first.unit in (None, "piece")
    ):
        return _count_of(reading, numbers, n, found)
    if _OF.fullmatch(gap) and first.decimals and second.value in _SCORE_TOPS and first.unit is None:
        first.unit, first.unit_text = "score", reading.text[first.end : second.end].strip()
        found.flags.append(f"scale_max_{second.as_written}")
        found.pieces.append(_piece(first, second))
        return 2
    words = reading.masked[max(0, first.start - 12) : first.start]
    joined = re.fullmatch(r"\s?(?:och|og|and|ja)\s?", gap)
    if joined and (_BETWEEN.search(words) or _BETWEEN.match(reading.masked[second.stop :].lstrip())):
        return _range(first, second, reading, found)
    if _from_to(reading, first, second, gap):
        _inherit(first, second)
        piece = Piece(first, second, from_to=True, start=first.start, end=second.stop)
        if first.is_percent and second.is_percent:
            piece.change_pp = second.value - first.value
        found.pieces.append(piece)
        found.shape = "from_to"
        found.flags.append("from_to")
        return 2
    return 0


def _range(first: Number, second: Number, reading: Reading, found: Grouped) -> int:
    _inherit(first, second)
    if second.scale != 1 and first.scale == 1:
        first.value, first.scale = first.value * second.scale, second.scale
    first.per = first.per or second.per
    piece = Piece(
        first, second, as_written=reading.text[first.start : second.end], start=first.start, end=second.stop
    )
    found.pieces.append(piece)
    return 2


def _inherit(taker: Number, giver: Number) -> None:
    if taker.unit is None and giver.unit is not None:
        taker.unit, taker.unit_text, taker.per = giver.unit, giver.unit_text, taker.per or giver.per


def _same_unit(first: Number, second: Number) -> bool:
    return first.unit is None or first.unit == second.unit


def _from_to(reading: Reading, first: Number, second: Number, gap: str) -> bool:
    """ "80 %:sta 85 %:iin", "från 80 till 85", "from 80 to 85"."""
    tail = reading.masked[second.end : second.stop + 8].lower()
    head = reading.masked[first.end : first.stop].lower() + gap.lower()
    if re.search(r"st[aä](?![^\W_])", head[:24]) and re.search(
        r"(?::(?:iin|een|aan|ään|hin|oon|seen)|[^\W\d_]+(?:iin|een|aan|ään|hun|teen))(?![^\W_])", tail
    ):
        return len(gap.strip()) < 14
    before = reading.masked[max(0, first.start - 8) : first.start].lower()
    return bool(
        re.search(r"(?:från|fra|from)\s$", before)
        and re.fullmatch(r"\s?(?:till|til|to)\s", gap, re.IGNORECASE)
    )


def _fraction(reading: Reading, first: Number, second: Number, found: Grouped) -> int:
    top = second.value
    ranked = reading.masked[first.end : first.end + 1] == "."
    if ranked or rank_before(reading, first):
        first.unit, first.unit_text = "rank", f"/{second.as_written}"
        found.flags += ["rank", f"rank_of_{second.as_written}"]
        found.pieces.append(_piece(first, second))
        return 2
    if second.decimals or second.unit not in (None, "piece", "score", "person") or top <= 0:
        return 0
    if first.decimals or (second.unit == "score" and top in _SCORE_TOPS):
        first.unit, first.unit_text = "score", reading.text[first.end : second.end].strip()
        found.flags.append(f"scale_max_{second.as_written}")
        found.pieces.append(_piece(first, second))
        return 2
    if first.value < top and top in _FRACTIONS and first.unit is None and top != 10:
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
        tail = _ELATIVE.match(reading.masked, second.end)
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
    return 2 + _percent_in_brackets(reading, piece, reading.numbers, reading.numbers.index(second))


def _count_of(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    first, second = numbers[n], numbers[n + 1]
    first.unit = second.unit if second.unit not in (None, "piece", "percent") else "piece"
    piece = Piece(first, share_of=second.as_written, start=first.start, end=second.stop)
    found.pieces.append(piece)
    found.shape = "share"
    return 2 + _percent_in_brackets(reading, piece, numbers, n + 1)


def _percent_in_brackets(reading: Reading, piece: Piece, numbers: list[Number], n: int) -> int:
    if (
        n + 1 < len(numbers)
        and numbers[n + 1].is_percent
        and re.fullmatch(
            r"[^(\d]{0,12}[(,]\s?|\s?(?:eli|=|,|-)\s?", between(reading, numbers[n], numbers[n + 1])
        )
    ):
        piece.share_pct, piece.end = numbers[n + 1].value, numbers[n + 1].stop
        return 1
    return 0


def rank_before(reading: Reading, number: Number) -> bool:
    """Whether a word of rank ("sija 5") stands just before the figure."""
    return bool(
        re.search(
            r"(?:sija|sijoitus|sijalla|plats|placering|place|position|rank|ranking|plassering)\.?:?\s?$",
            reading.masked[: number.start],
            re.IGNORECASE,
        )
    )


def _bracketed(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    """A figure with another in brackets after it: a change, a share, the year before, the size of a sample."""
    if n + 1 >= len(numbers):
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap = between(reading, first, second)
    opened = _OPEN.fullmatch(gap)
    if opened is None or len(gap) > 40:
        return 0
    if _AIM.match(opened[1]):
        return 0
    if _SAMPLE.search(gap):
        first.unit = first.unit or ("score" if first.decimals else None)
        found.flags.append(f"sample_size_{second.value:.0f}")
        found.pieces.append(_piece(first, second))
        return 2
    piece = _piece(first, second)
    if second.is_pp:
        piece.change_pp, piece.change_base = second.value, "baseline_assumed"
    elif (
        _PREVIOUS.match(opened[1].strip(MASK + " :"))
        or (first.sign and (second.unit in (None, first.unit)))
        or (first.unit is not None and first.unit == second.unit and not opened[1].strip(MASK + " :"))
    ):
        return _with_previous(
            reading, first, second, found, "looks_like_a_change" if first.is_percent and first.sign else None
        )
    elif second.is_percent and second.sign:
        piece.change_pct, piece.change_base = second.value, "baseline_assumed"
    elif second.is_percent and not first.is_percent:
        piece.share_pct, found.shape = second.value, "share"
        whole = _ELATIVE.match(reading.masked, second.stop) or _SHARE_OF.match(reading.masked, second.stop)
        if whole:
            piece.share_of = (whole.groupdict().get("of") or whole.group()).strip()
    elif second.sign and second.unit in (None, first.unit):
        found.flags += ["absolute_change_in_parentheses", "ambiguous"]
    elif (
        second.unit is None
        and not opened[1].strip(MASK + " :")
        and re.match(rf"[\s{MASK}]*\)", reading.masked[second.stop :])
    ):
        return _with_previous(reading, first, second, found, "ambiguous")
    else:
        return 0
    found.pieces.append(piece)
    return 2


def _with_previous(reading: Reading, first: Number, second: Number, found: Grouped, flag: str | None) -> int:
    if second.unit is None and first.unit is not None:
        _inherit(second, first)
        if second.scale == 1 and first.scale != 1:
            second.value, second.scale = second.value * first.scale, first.scale
        found.flags.append("unit_inherited")
    found.flags += ["previous_year_in_parentheses", *([flag] if flag else [])]
    found.pieces += [_piece(first), _piece(second)]
    found.pieces[-2].label, found.pieces[-1].label = "current", "previous_year"
    found.shape = "series"
    return 2


def _share_after(reading: Reading, numbers: list[Number], n: int, found: Grouped) -> int:
    """ "22,4 GWh, 36 % tavoitteesta", "2 345 t, -33 %", "130 kpl eli 52 %": one measure, said twice."""
    if n + 1 >= len(numbers) or numbers[n].is_percent or numbers[n].is_pp or not numbers[n + 1].is_percent:
        return 0
    first, second = numbers[n], numbers[n + 1]
    gap = between(reading, first, second)
    piece = _piece(first, second)
    tail = reading.masked[second.stop : second.stop + 20].strip().lower()
    if re.fullmatch(r"\s?[,;/]?\s?", gap) and (first.unit or second.sign) and MASK not in gap:
        if second.sign:
            piece.change_pct, piece.change_base = second.value, "baseline_assumed"
        elif re.match(r"(?:tavoitteesta|av målet|of (?:the )?target|av målnivå)", tail):
            piece.share_pct, piece.share_of = (
                second.value,
                reading.text[second.stop : second.stop + 20].strip().split(",")[0].split()[0],
            )
        else:
            return 0
        found.shape = "compound"
    elif re.fullmatch(r"\s?,?\s?(?:eli|dvs\.?|or|i\.e\.|det vill säga|=)\s?", gap):
        piece.share_pct, found.shape = second.value, "share"
    else:
        return 0
    found.pieces.append(piece)
    return 2


def attach_periods(found: Grouped, periods: list[Period]) -> list[Period]:
    """Give each piece its period; returns the periods that were given. References and school-year names are not."""
    usable = [p for p in periods if not p.reference]
    if not usable or not found.pieces:
        return []
    limits = [p for p in usable if p.type == "deadline"]
    for piece in found.pieces if limits else []:
        piece.period = limits[0]
    dated = [p for p in usable if p.type != "deadline"]
    if not dated:
        return limits
    if dated[0].at < found.pieces[0].start:
        _period_first(found, dated)
    else:
        for period in dated:
            inside = next((p for p in found.pieces if 0 <= p.start - period.to <= 3), None)
            if inside is not None and inside.period is None and period.text.endswith(":"):
                inside.period = period
                continue
            before = [p for p in found.pieces if p.start < period.at]
            if before and before[-1].period is None:
                before[-1].period = period
    return limits + dated


def _period_first(found: Grouped, dated: list[Period]) -> None:
    """A period stands before its figures: "2019: 5, 2021: 7", "2019 and 2021: 5", "2021/2022: 5/7"."""
    pieces = list(found.pieces)
    runs: list[tuple[list[Period], list[Piece]]] = []
    for thing in sorted([*dated, *pieces], key=lambda t: t.at if isinstance(t, Period) else t.start):
        if isinstance(thing, Period):
            if not runs or runs[-1][1]:
                runs.append(([], []))
            runs[-1][0].append(thing)
        elif runs:
            runs[-1][1].append(thing)
    found.pieces = [p for p in pieces if not any(p in run[1] for run in runs)]
    for named, held in runs:
        if len(named) > 1 and len(held) == 1 and all(p.type == "year" for p in named):
            for period in named:
                copy = Piece(
                    held[0].number, held[0].high, period=period, start=held[0].start, end=held[0].end
                )
                found.pieces.append(copy)
            found.flags += ["one_value_for_two_years", "ambiguous"]
            continue
        for n, piece in enumerate(held):
            piece.period = piece.period or named[min(n, len(named) - 1)]
            found.pieces.append(piece)

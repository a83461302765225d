"""Figures of a text: value with its interval, unit, approximator, case and place; names and years taken off first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.normalise.claims.words import Words
from pipeline.normalise.tolerance import Interval, resolution, stated

_SPACE = "[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<![\d.,:/])(?P<sign>[+\-\u2212–±]\s?)?(?<![^\W\d_])"
    rf"(?P<whole>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d|,\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d|\.\d)|\d+)"
    r"(?P<decimals>[.,]\d+)?(?![\d/])"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_TO = re.compile(r"(?<!tt)(?:aa|ää|oo|öö|uu|yy|ee|ii)n$|h[aeiouyäö]n$|seen$", re.IGNORECASE)
_FROM = re.compile(r"(?<!i)(?:sta|stä)$|(?:lta|ltä)$", re.IGNORECASE)
_BY = re.compile(r"(?:lla|llä)$", re.IGNORECASE)
_IN = re.compile(r"(?:ssa|ssä)$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?<!\w)(från|from|till|to|med|by)\s+(?:[a-zåäö]{2,9}\s+)?(?:€|£|\$)?$", re.IGNORECASE
)
_CASES = {"från": "from", "from": "from", "till": "to", "to": "to", "med": "by", "by": "by"}
_NOUN = re.compile(r"\s?([^\W\d_][\w-]*)")
_PER = re.compile(r"\s?/\s?(?P<per>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written and as an interval, in its base unit. Offsets are those of the whole text."""

    value: float
    low: float
    high: float
    resolution: float
    text: str
    start: int
    end: int
    unit: str | None = None
    noun: str = ""
    approx: str | None = None
    sign: str | None = None
    case: str | None = None
    paren: bool = False
    word: bool = False
    whole: str = ""

    @property
    def interval(self) -> Interval:
        """What the figure states."""
        return Interval(self.low, self.high)

    @property
    def counted(self) -> bool:
        """Whether it is an amount rather than a percentage."""
        return self.unit not in ("percent", "pp")


def years(text: str) -> list[tuple[int, int]]:
    """(offset, year) of every year named in the text."""
    return [(m.start(), int(m.group())) for m in _YEAR.finditer(text)]


def masked(text: str, words: Words) -> str:
    """The text with years and names (dates, routes, plan ids, phone numbers) blanked; offsets stay valid."""
    text = words.identifiers.sub(lambda m: "\u2591" * len(m.group()), text)
    return _YEAR.sub(lambda m: "\u2591" * len(m.group()), text)


def _value(match: re.Match[str], lang: str) -> tuple[float, int]:
    whole, decimals = match["whole"], match["decimals"] or ""
    if "," in whole and lang != "en" and whole.count(",") == 1:
        return float(whole.replace(",", ".")), 3  # a Finnish or Swedish decimal comma with three places
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{decimals[1:] or 0}"), len(decimals[1:])


def _unit(text: str, at: int, words: Words) -> tuple[str | None, float, int]:
    unit, scale, end = None, 1.0, at
    for _ in range(2):
        for pattern, name, factor in words.units:
            found = pattern.match(text, end)
            if found:
                unit, scale, end = name, scale * factor, found.end()
                break
        else:
            break
        if unit:
            break
    return unit, scale, end


def _approx(before: str, words: Words) -> str | None:
    tail = before[-24:].rstrip(" \u00a0\u202f€£$(")
    for name in ("over", "nearly", "about"):
        found = words.last(name, tail)
        if found and found.end() >= len(tail) - (1 if tail.endswith(".") else 0):
            return name
    return None


def _case(text: str, start: int, end: int, noun: str, lang: str) -> str | None:
    if lang != "fi":
        found = _PREPOSITION.search(text[max(0, start - 26) : start])
        return _CASES[found[1].lower()] if found else None
    ending = re.search(r":(\w+)$", text[start:end]) or re.match(r":(\w+)", text[end:])
    last = re.search(r"([^\W\d_]+)$", text[start:end])
    forms = [ending[1]] if ending else [w for w in (last[1] if last else noun,) if len(w) > 3]
    for form in forms:
        for case, pattern in (("from", _FROM), ("by", _BY), ("in", _IN)):
            if pattern.search(form):
                return case
        if _TO.search(form) or (ending and form in {"een", "aan", "ään", "hin", "iin", "oon", "seen"}):
            return "to"
    return None


def _finish(text: str, clean: str, start: int, end: int, value: float, decimals: int, words: Words, **more: object) -> Figure:  # fmt: skip
    colon = re.match(r":[^\W\d_]+", clean[end:])
    body = end + (colon.end() if colon else 0)
    unit, scale, stop = _unit(clean, body, words)
    if unit is None and scale == 1.0 and clean[max(0, start - 1) : start] in {"€", "£", "$"}:
        unit = {"€": "EUR", "£": "GBP", "$": "USD"}[clean[start - 1]]
    per = _PER.match(clean, stop)
    noun = _NOUN.match(clean, stop)
    value *= scale
    approx = _approx(clean[:start], words)
    step = resolution(value, decimals, scale)
    if unit in ("percent", "pp"):
        step = 10.0**-decimals
    if more.get("word"):
        step = 0.0 if unit is None else step
    interval = stated(value, step, approx)
    case = _case(clean, start, stop, noun[1] if noun else "", words.lang)
    before = clean[:start]
    if per and unit not in ("percent", "pp"):
        unit = f"{unit or 'piece'}/{per['per'].lower()}"
        stop = per.end()
    return Figure(
        value, interval.low, interval.high, step, text[start:stop].strip(), start, stop, unit,
        noun[1].lower() if noun else "", approx, paren=before.count("(") > before.count(")"), case=case,
        sign=more.get("sign") or None, word=bool(more.get("word")), whole=text[start:end],
    )  # fmt: skip


def _numerals(text: str, clean: str, words: Words) -> Iterator[Figure]:
    for match in _NUMBER.finditer(clean):
        value, decimals = _value(match, words.lang)
        sign = (match["sign"] or "").strip().replace("\u2212", "-").replace("–", "-") or None
        before = clean[: match.start()].rstrip()
        if sign and (before[-1:].isalnum() or before[-1:] == "░"):
            sign = None  # a dash between two things is no sign
        start = match.start() if sign else match.start("whole")
        end = match.end()
        if clean[end : end + 2] in (", ", ",%") and re.match(r",\s?%", clean[end:]):
            end += 1  # "- 4, %": a comma without its digit
        signed = -value if sign == "-" else value
        found = _finish(text, clean, start, end, abs(signed), decimals, words, sign=sign)
        yield found


def _spelt(text: str, clean: str, words: Words) -> Iterator[Figure]:
    for pattern, value in words.numbers:
        for match in pattern.finditer(clean):
            yield _finish(text, clean, match.start(), match.end(), float(value), 0, words, word=True)


def figures(text: str, words: Words) -> list[Figure]:
    """All figures of the text in reading order, number words included; values are magnitudes, `sign` stands apart."""
    clean = masked(text, words)
    found = [*_numerals(text, clean, words), *_spelt(text, clean, words)]
    return sorted(found, key=lambda f: f.start)

"""Figures as the claims need them: a thin view of the shared lexer's numbers, with intervals and case endings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise import lexer, number_words
from pipeline.normalise.claims.case import case_of
from pipeline.normalise.column_unit import column_unit
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.numerals import Number
from pipeline.normalise.periods import Period
from pipeline.normalise.tolerance import Interval, stated

TIME = frozenset({"minute", "hour", "day", "calendar_day", "week", "month", "year"})
_UNITS = {"percentage_point": "pp", "calendar_day": "day"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_UNIT = re.compile(r"(?:\d|(?<!\w)(?P<word>[^\W\d_]{2,}))\s*(?=[^\W\d_]|%)")


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
    scale: float = 1.0

    @property
    def interval(self) -> Interval:
        """What the figure states."""
        return Interval(self.low, self.high)

    @property
    def counted(self) -> bool:
        """Whether it is an amount rather than a percentage."""
        return self.unit not in ("percent", "pp")

    @property
    def amount(self) -> bool:
        """Whether it is an amount told as a level rather than as a change ("+12")."""
        return self.counted and not self.sign


def _noun(text: str, number: Number, unit: str | None, counted: frozenset[str]) -> str:
    if unit is None and number.unit_text and number.unit in counted:
        found = _WORD.search(number.unit_text)
    else:
        found = _WORD.match(text, number.stop + (text[number.stop : number.stop + 1] == " "))
    return found.group().lower() if found else ""


def _end(text: str, number: Number, counted: frozenset[str]) -> int:
    """Where the figure ends: after its unit, but before the noun of what is counted."""
    if number.unit not in counted or number.scale != 1:
        return number.stop
    suffix = re.match(r":\w+", text[number.end :])
    return number.end + (suffix.end() if suffix else 0)


def figure_of(text: str, number: Number, lang: str, lexicon: Lexicon) -> Figure:
    """The lexer's number as a figure: its size, its interval, the sign apart."""
    counted = lexicon.counted
    unit = None if number.unit in counted else _UNITS.get(number.unit or "", number.unit)
    step = number.resolution
    if number.word:
        step = 1.0 if unit in ("percent", "pp") else 0.0
    value = abs(number.value)
    if unit == "percent" and number.approx and value >= 10 and value % 10 == 0:
        # "about 70 %", "nearly 30 %": round tens are meant more widely than their last digit
        step = min(5.0, max(2.0, 0.15 * value))
    band = stated(value, step, number.approx)
    if number.per and unit not in (None, "percent", "pp"):
        unit = f"{unit}/{number.per}"
    end, before = _end(text, number, counted), text[: number.start]
    return Figure(
        value, band.low, band.high, step, text[number.start : end].strip(), number.start, end, unit,
        _noun(text, number, unit, counted), number.approx, "+" if number.sign == "±" else number.sign,
        case_of(text, number, lang, lexicon), before.count("(") > before.count(")"), number.word, text[number.start : number.end],
        number.scale,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells: its figures and periods in reading order, and (offset, year) of every year it names."""

    figures: list[Figure]
    periods: list[Period]
    years: list[tuple[int, int]]


def read(text: str, lang: str, lexicon: Lexicon, year: int | None) -> Told:
    """The figures, periods and years of a text. Offsets are those of the text."""
    reading = lexer.read(text, lang=lang, lexicon=lexicon, report_year=year)
    named = [(m.start(), int(m.group())) for p in reading.periods for m in _YEAR.finditer(text, p.at, p.to)]
    return Told([figure_of(text, n, lang, lexicon) for n in reading.numbers], reading.periods, sorted(named))


def unit_of(text: str, lang: str, lexicon: Lexicon) -> tuple[str | None, float]:
    """(unit, scale) of a text that is a unit and nothing more ("t€", "£000", "€/as.", "%"); (None, 1) for any other."""
    found = column_unit(text, lang, lexicon)
    unit = _UNITS.get(found.unit or "", found.unit)
    return (f"{unit}/{found.per}" if found.per else unit), found.scale


def without_units(text: str, lang: str, lexicon: Lexicon) -> str:
    """The text without the units and scales that follow its figures, and without its number words."""
    for name in ("scales", "units"):
        for figure in reversed(list(_BEFORE_UNIT.finditer(text))):
            word = figure["word"]
            if word and number_words.number_word(word.lower(), lang, lexicon) is None:
                continue
            found = lexicon.forms[name].at(text, figure.end(), lang)
            if found and found[0].name not in lexicon.counted - {"piece"}:
                text = text[: figure.end()] + " " + text[found[1] :]
    return _WORD.sub(
        lambda m: (
            " " if number_words.number_word(m.group().lower(), lang, lexicon) is not None else m.group()
        ),
        text,
    )

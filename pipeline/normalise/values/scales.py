"""Figures that frame another one: "scale 1–5", "1:18", "2 h 15 min"."""

from __future__ import annotations

import re

from pipeline.normalise.lexer import Reading
from pipeline.normalise.numerals import Number
from pipeline.normalise.text import lead_in
from pipeline.normalise.values.vocabulary import vocabulary

_RATIO = re.compile(r"(?<![\w.,:/])1\s?:\s?$")


def take(reading: Reading) -> list[str]:
    """Take the bounds of a scale off the figures, join hours and minutes, name ratios. Returns flags."""
    flags = _bounds(reading)
    _ratios(reading)
    _hours(reading)
    return flags


def _bounds(reading: Reading) -> list[str]:
    words = vocabulary(reading.lexicon)
    for n, number in enumerate(reading.numbers[1:], start=1):
        said = words.scale.search(lead_in(reading.masked, number.lead)) or words.scale.search(
            lead_in(reading.masked, number.start)
        )
        if said is None or reading.numbers[0].is_percent:
            continue
        last = n
        following = reading.numbers[n + 1 : n + 2]
        gap = reading.masked[number.end : following[0].start] if following else ""
        if re.fullmatch(r"\s?-\s?", gap) or words.to.fullmatch(gap):
            last = n + 1
        elif words.scale_top.match(said.group()) and said.string[said.start() - 1 : said.start()] != "(":
            continue
        top = reading.numbers[last]
        del reading.numbers[n : last + 1]
        reading.numbers[0].unit = (
            reading.numbers[0].unit if reading.numbers[0].unit not in (None, "piece") else "score"
        )
        return [f"scale_max_{top.as_written.lstrip('-')}"]
    return []


def _ratios(reading: Reading) -> None:
    if len(reading.numbers) != 2:
        return
    one, many = reading.numbers
    if one.value == 1 and one.unit is None and _RATIO.search(lead_in(reading.masked, many.start)):
        many.unit, many.unit_text = "ratio", reading.text[one.start : many.end]
        reading.numbers.remove(one)


_SIXTIETHS = (("hour", "minute"), ("minute", "second"))


def _hours(reading: Reading) -> None:
    for first, second in zip(reading.numbers, reading.numbers[1:], strict=False):
        if (first.unit, second.unit) in _SIXTIETHS and not reading.masked[first.stop : second.start].strip():
            _join(first, second)
            reading.numbers.remove(second)
            return


def _join(hours: Number, minutes: Number) -> None:
    hours.value += minutes.value / 60
    hours.as_written = f"{hours.as_written} {hours.unit_text} {minutes.as_written}"
    hours.stop, hours.resolution = minutes.stop, 1 / 60

"""A cell text as tokens: figures with their units, periods, names that only look like figures, words, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.normalise import identifiers, number_words, numerals, periods
from pipeline.normalise.beside import (
    comparisons,
    small_words,
    take_comparisons,
    take_noun,
    take_per,
    take_unit_before,
)
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.numerals import NUMBER, Number
from pipeline.normalise.periods import Period
from pipeline.normalise.text import Word, clean, lead_in, words

_MARK = re.compile(r"[^\w\s]")


_SENTENCE_START = re.compile(r"(?:^|[.!?:\n(\-]|\d\))\s*$")
_NEXT_FIGURE = re.compile(r"\s+\S+\s\d")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text.

    Kinds: number, period, date, word, approximator, comparator, unit, punctuation, and the kinds of names:
    identifier, ordinal, list_number, law_section, phone, age, time, version, footnote.
    """

    kind: str
    start: int
    end: int
    text: str
    number: Number | None = None
    period: Period | None = None
    name: str | None = None


@dataclass(slots=True)
class Reading:
    """What the lexer knows of a text: figures, periods and names in order, its words, and the text with both masked.

    The lexicon it was read with goes along, so that whoever looks between the figures asks the same lists.
    """

    text: str
    plain: str
    masked: str
    numbers: list[Number]
    periods: list[Period]
    names: list[identifiers.Name]
    words: list[Word]
    lexicon: Lexicon


def read(text: str, *, lang: str | None, lexicon: Lexicon, report_year: int | None = None) -> Reading:
    """Figures, periods and names of a composed text. Offsets are those of `text`; nothing raises for any text."""
    plain = clean(text)
    masked = plain
    names: list[identifiers.Name] = []
    digits = any(c.isdigit() for c in plain)
    if digits:
        masked = _take(masked, identifiers.shapes(masked, lexicon), names)
    found = periods.find(masked, lexicon, report_year, text, lang)
    found = [p for p in found if not _is_amount(p, plain, lexicon, lang)]
    for period in found:
        masked = identifiers.mask(masked, period.at, period.to)
    numbers: list[Number] = []
    if digits:
        masked = _take(
            masked,
            identifiers.named(masked, lexicon, lambda at: _unit_at(masked, at, lexicon, lang, people=False)),
            names,
        )
        numbers = list(_figures(masked, text, lang, lexicon))
    listed = words(masked)
    numbers += _worded(listed, masked, text, lang, lexicon)
    numbers.sort(key=lambda n: n.start)
    matches = comparisons(listed, lexicon, lang)
    for n, number in enumerate(numbers):
        take_comparisons(number, masked, matches)
        limit = numbers[n + 1].start if n + 1 < len(numbers) else len(masked)
        take_unit_before(number, masked, listed, lexicon, lang, text)
        take_noun(number, masked, listed, lexicon, lang, text, limit)
        take_per(number, masked, lexicon, limit)
    return Reading(text, plain, masked, numbers, found, names, listed, lexicon)


def _take(masked: str, found: Iterator[identifiers.Name], names: list[identifiers.Name]) -> str:
    for name in list(found):
        if identifiers.MASK not in masked[name.start : name.end]:
            names.append(name)
            masked = identifiers.mask(masked, name.start, name.end)
    return masked


def _unit_at(text: str, at: int, lexicon: Lexicon, lang: str | None, *, people: bool = True) -> bool:
    while text[at : at + 1] == " ":
        at += 1
    unit = lexicon.forms["units"].at(text, at, lang)
    return (unit is not None and (unit[0].name != "person" or people)) or lexicon.forms["scales"].at(
        text, at, lang
    ) is not None


def _is_amount(period: Period, plain: str, lexicon: Lexicon, lang: str | None) -> bool:
    """A bare four-digit figure with a unit after it ("2000 kpl") is an amount, not a year."""
    if period.type != "year" or period.cue or not _unit_at(plain, period.to, lexicon, lang):
        return False
    return _NEXT_FIGURE.match(plain, period.to) is None


def _figures(masked: str, text: str, lang: str | None, lexicon: Lexicon) -> Iterator[Number]:
    at = 0
    while True:
        m = NUMBER.search(masked, at)
        if m is None:
            return
        number = numerals.number_at(m, masked, lang, lexicon, text)
        if number is not None:
            yield number
        at = max(m.end(), number.stop if number else m.end())


def _stated(word: Word, masked: str, lang: str | None, lexicon: Lexicon) -> tuple[float, str | None] | None:
    """The number a word states and whether it is a round one ("kymmenkunta"); None for all other words."""
    capital = masked[word.start].isupper()
    if capital and (
        word.key in lexicon.lists["number_words"]["regions"]
        or not _SENTENCE_START.search(lead_in(masked, word.start))
    ):
        return None  # a name: Satakunta is a region
    rounded = small_words(lexicon).dozens.get(word.key)
    if rounded is not None:
        exact = rounded < 5 or rounded == 12  # one and a half; a dozen
        return rounded, None if exact else "about"
    value = number_words.number_word(word.key, lang, lexicon)
    return None if value is None else (float(value), None)


def _worded(
    listed: Sequence[Word], masked: str, text: str, lang: str | None, lexicon: Lexicon
) -> Iterator[Number]:
    for n, word in enumerate(listed):
        stated = _stated(word, masked, lang, lexicon)
        if stated is None or lead_in(masked, word.start).rstrip()[-1:].isdigit():
            continue
        if word.key in lexicon.lists["number_words"]["pronouns"] and n + 1 >= len(listed):
            continue
        start, end = word.start, word.end
        number = Number(stated[0], text[start:end], start, end, end, 0.0, word=True, lead=start)
        number.flags.append("number_word")
        number.approx = stated[1]
        _word_unit(number, masked, text, lang, lexicon)
        yield number


def _word_unit(number: Number, masked: str, text: str, lang: str | None, lexicon: Lexicon) -> None:
    start = number.end + 1
    scaled = lexicon.forms["scales"].at(masked, start, lang)
    if scaled:
        number.scale, number.stop = scaled[0].scale, scaled[1]
        start = scaled[1] + 1
    found = lexicon.forms["units"].at(masked, start, lang)
    if found:
        number.unit, number.stop, number.unit_text = found[0].name, found[1], text[start : found[1]]
        number.scale *= found[0].scale
    number.value *= number.scale


def tokens(text: str, *, lang: str | None, lexicon: Lexicon, report_year: int | None = None) -> list[Token]:
    """All tokens of a composed text in reading order, none overlapping. Offsets are those of `text`."""
    reading = read(text, lang=lang, lexicon=lexicon, report_year=report_year)
    found = [
        Token("number", n.start, n.end, text[n.start : n.end], number=n, name=n.unit) for n in reading.numbers
    ]
    for n in reading.numbers:
        if n.stop > n.end:
            found.append(Token("unit", n.end, n.stop, text[n.end : n.stop], name=n.unit))
    for p in reading.periods:
        found.append(
            Token(
                "date" if p.type == "date" else "period", p.at, p.to, text[p.at : p.to], period=p, name=p.type
            )
        )
    found += [
        Token(n.kind, n.start, n.end, text[n.start : n.end], name=n.flag or None) for n in reading.names
    ]
    _rest(reading, found, lexicon, lang)
    return sorted(found, key=lambda t: t.start)


def _rest(reading: Reading, found: list[Token], lexicon: Lexicon, lang: str | None) -> None:
    taken = [(t.start, t.end) for t in found]

    def add(kind: str, start: int, end: int, name: str | None = None) -> None:
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append(Token(kind, start, end, reading.text[start:end], name=name))

    for table, kind in (("comparators", "comparator"), ("approximators", "approximator")):
        for match in lexicon.table(table).find(reading.words, lang):
            add(kind, match.start, match.end, match.name)
    for word in reading.words:
        add("word", word.start, word.end)
    for mark in _MARK.finditer(reading.plain):
        add("punctuation", mark.start(), mark.end())

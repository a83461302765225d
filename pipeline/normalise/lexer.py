"""A cell text as tokens: figures with their units, periods, names that only look like figures, words, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.normalise import identifiers, number_words, numerals, periods
from pipeline.normalise.lexicon import Lexicon, Match
from pipeline.normalise.numerals import NUMBER, Number
from pipeline.normalise.period_words import any_of
from pipeline.normalise.periods import Period
from pipeline.normalise.text import Word, clean, words

_SIGNS = {"≥": ">=", ">=": ">=", "=>": ">=", "≤": "<=", "<=": "<=", "=<": "<=", ">": ">", "<": "<"}
_SIGN = re.compile(r"(>=|=>|<=|=<|[≥≤<~≈±]|(?<![-=])>)\s?$")
_PLUS = re.compile(r"\+(?!\s?\d)")
_MARK = re.compile(r"[^\w\s]")
_NEXT_FIGURE = re.compile(r"\s+\S+\s\d")
_BETWEEN = re.compile(r"[\s(:,]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text. Kinds: number, period, date, word, approximator, comparator, unit, punctuation, and the
    kinds of names: identifier, ordinal, list_number, law_section, phone, age, time, version, footnote.
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
    """What the lexer knows of a text: figures, periods and names in order, its words, and the text with both masked."""

    text: str
    plain: str
    masked: str
    numbers: list[Number]
    periods: list[Period]
    names: list[identifiers.Name]
    words: list[Word]


@dataclass(frozen=True)
class SmallWords:
    """Small word lists of the lexicon as sets and patterns."""

    no_noun: frozenset[str]
    vague: frozenset[str]
    per: tuple[tuple[str, re.Pattern[str]], ...]
    dozens: dict[str, float]


@lru_cache(maxsize=4)
def small_words(lexicon: Lexicon) -> SmallWords:
    """The lists of a lexicon the lexer steps on, prepared once."""
    marks = lexicon.lists["markers"]
    names = (
        ("year", "yearly"),
        ("month", "monthly"),
        ("week", "weekly"),
        ("inhabitant", "per_inhabitant"),
        ("fte", "per_fte"),
    )
    per = [(n, rf"(?<![^\W_])(?:{any_of([str(w) for w in marks[k]])})(?![^\W_])") for n, k in names]
    return SmallWords(
        frozenset(str(w) for w in marks["no_noun"]),
        frozenset(str(w) for w in marks["vague"]),
        tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in per),
        {str(k): float(v) for k, v in marks["dozens"].items()},
    )


def read(text: str, *, lang: str | None, lexicon: Lexicon, report_year: int | None = None) -> Reading:
    """Figures, periods and names of a composed text. Offsets are those of `text`; nothing raises for any text."""
    plain = clean(text)
    masked = plain
    names: list[identifiers.Name] = []
    digits = any(c.isdigit() for c in plain)
    if digits:
        masked = _take(masked, identifiers.shapes(masked), names)
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
    matches = _before(listed, lexicon, lang)
    for n, number in enumerate(numbers):
        _surroundings(number, masked, matches)
        limit = numbers[n + 1].start if n + 1 < len(numbers) else len(masked)
        _unit_before(number, masked, listed, lexicon, lang, text)
        _noun(number, masked, listed, lexicon, lang, text, limit)
        _per_words(number, masked, lexicon, limit)
    return Reading(text, plain, masked, numbers, found, names, listed)


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


def _worded(
    listed: Sequence[Word], masked: str, text: str, lang: str | None, lexicon: Lexicon
) -> Iterator[Number]:
    small = small_words(lexicon)
    for n, word in enumerate(listed):
        value: float | None = small.dozens.get(word.key)
        about = value is not None and not word.key.startswith(
            ("puolito", "halvan", "tusin", "dussin", "dozen")
        )
        if value is None:
            value = number_words.number_word(word.key, lang)
            if value is None or (
                word.key in ("yksi", "yhden", "yhdellä", "yhdelle", "yhdestä") and n + 1 >= len(listed)
            ):
                continue
        before = masked[: word.start].rstrip()
        if before[-1:].isdigit():
            continue
        number = Number(
            value,
            text[word.start : word.end],
            word.start,
            word.end,
            word.end,
            0.0,
            word=True,
            lead=word.start,
        )
        number.flags.append("number_word")
        number.approx = "about" if about else None
        start = word.end + 1
        scaled = lexicon.forms["scales"].at(masked, start, lang)
        if scaled:
            number.scale, number.stop = scaled[0].scale, scaled[1]
            number.value *= number.scale
            start = scaled[1] + 1
        found = lexicon.forms["units"].at(masked, start, lang)
        if found:
            number.unit, number.stop, number.unit_text = found[0].name, found[1], text[start : found[1]]
            number.value *= found[0].scale
            number.scale *= found[0].scale
        yield number


def _before(listed: Sequence[Word], lexicon: Lexicon, lang: str | None) -> list[Match]:
    found = list(lexicon.table("comparators").find(listed, lang))
    found += lexicon.table("approximators").find(listed, lang)
    return sorted(found, key=lambda m: m.end)


def _surroundings(number: Number, masked: str, matches: Sequence[Match]) -> None:
    """Comparators and approximators that stand before (or after) the figure, however many in a row."""
    at = number.start
    while True:
        sign = _SIGN.search(masked, 0, at)
        if sign:
            at = sign.start()
            if sign[1] in _SIGNS:
                number.comparator = _SIGNS[sign[1]]
            elif sign[1] in "~≈":
                number.approx = "about"
            continue
        gap = _BETWEEN.search(masked, 0, at)
        edge = gap.start() if gap else at
        hit = next(
            (
                m
                for m in reversed(matches)
                if edge <= m.end <= at and m.start < m.end and not m.entry.attributes.get("after")
            ),
            None,
        )
        both = [m for m in matches if hit and m.end == hit.end and not m.entry.attributes.get("after")]
        if hit is None:
            break
        at = min(m.start for m in both)
        for match in both:
            if match.start == at:
                _apply(number, match)
    number.lead = min(number.lead, at)
    if _PLUS.match(masked, number.stop) and number.sign is None:
        number.comparator, number.stop = ">=", number.stop + 1
    for match in matches:
        if match.entry.attributes.get("after") and 0 <= match.start - number.stop <= 1:
            number.comparator, number.stop = match.name, match.end


def _apply(number: Number, match: Match) -> None:
    if match.name in ("about", "nearly", "over", "under"):
        number.approx = number.approx or match.name
    else:
        number.comparator = number.comparator or match.name
        if match.entry.attributes.get("soft"):
            number.flags.append("soft_comparator")


def _unit_before(
    number: Number, masked: str, listed: Sequence[Word], lexicon: Lexicon, lang: str | None, text: str
) -> None:
    """A unit written before its figure: "yöpymisvrk:t 221 000", "kpl: 12", "EUR 500"."""
    word = next((w for w in reversed(listed) if w.end <= number.lead), None)
    if number.unit is not None or word is None or masked[word.end : number.lead].strip(" :"):
        return
    found = lexicon.forms["units"].at(masked, word.start, lang)
    if (
        found
        and found[1] >= word.end
        and (found[0].name in ("overnight", "trip") or word.end - word.start <= 3)
        and found[0].name not in ("year", "hour", "minute", "score", "t", "m")
    ):
        number.unit, number.unit_text = found[0].name, text[word.start : word.end]
        number.value, number.scale = number.value * found[0].scale, number.scale * found[0].scale


def _noun(
    number: Number,
    masked: str,
    listed: Sequence[Word],
    lexicon: Lexicon,
    lang: str | None,
    text: str,
    limit: int,
) -> None:
    """The counted thing after a figure without a unit: a known unit up to three words on, else a piece."""
    if number.unit is not None or (number.decimals and number.scale == 1):
        return
    small = small_words(lexicon)
    following = [w for w in listed if number.stop <= w.start < limit][:3]
    at = number.stop
    for n, word in enumerate(following):
        if (
            masked[at : word.start].strip()
            or word.key in small.no_noun
            or _status(listed, word, lexicon, lang)
        ):
            break
        found = lexicon.forms["units"].at(masked, word.start, lang) if n else None
        if found and found[0].scale == 1:
            number.unit, number.unit_text, number.stop = found[0].name, text[word.start : found[1]], found[1]
            return
        if n == 0 and masked[word.start].isupper() and not number.word:
            break
        at = word.end
        if n == 0:
            first = word
    else:
        n = len(following)
    if n and following and at > number.stop:
        number.unit, number.unit_text, number.stop = (
            "piece",
            text[first.start : at if n == 1 else first.end],
            at,
        )


def _status(listed: Sequence[Word], word: Word, lexicon: Lexicon, lang: str | None) -> bool:
    at = listed.index(word)
    state = lexicon.table("states").at(listed, at, lang)
    if state is not None and not (state.entry.attributes.get("weak") and state.name != "done"):
        return True
    return any(lexicon.table(t).at(listed, at, lang) is not None for t in ("comparators", "references"))


def _per_words(number: Number, masked: str, lexicon: Lexicon, limit: int) -> None:
    if number.per is not None:
        return
    clause = re.split(r"[,;(\n]|\.\s", masked[number.stop : limit], maxsplit=1)[0]
    for name, pattern in small_words(lexicon).per:
        found = pattern.search(clause)
        if found and (name == "year" or len(clause[: found.start()].split()) <= 2):
            number.per = name
            return


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

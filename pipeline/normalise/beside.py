"""Words beside a figure: comparisons, approximations, the counted thing, and per what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon, Match
from pipeline.normalise.listed import listed, one_of, pattern, standing
from pipeline.normalise.numerals import Number
from pipeline.normalise.text import Word, lead_in

_MANY = re.compile(r"(?:i|j)(?:a|ä|ta|tä)$")  # the Finnish plural of counting: kävijöitä, asiakkaita
_SIGNS = {"≥": ">=", ">=": ">=", "=>": ">=", "≤": "<=", "<=": "<=", "=<": "<=", ">": ">", "<": "<"}


_SIGN = re.compile(r"(>=|=>|<=|=<|[≥≤<~≈±]|(?<![-=])>)\s?$")


_PLUS = re.compile(r"\+(?!\s?\d)")


_NEAR = 40  # how far back a comparison may stand
_BETWEEN = re.compile(r"[\s(:,]*$")


def _ends_with(words: Sequence[str]) -> str:
    """Words as an alternation; `*word` takes any beginning."""
    return "|".join((r"[^\W\d_]+" if w.startswith("*") else "") + re.escape(w.strip("*")) for w in words)


@dataclass(frozen=True)
class SmallWords:
    """Small word lists of the lexicon as sets and patterns."""

    no_noun: frozenset[str]
    vague: frozenset[str]
    per: tuple[tuple[str, re.Pattern[str]], ...]
    dozens: dict[str, float]
    percent_noun: re.Pattern[str]
    ago: re.Pattern[str]


@lru_cache(maxsize=4)
def small_words(lexicon: Lexicon) -> SmallWords:
    """The lists of a lexicon the lexer steps on, prepared once."""
    names = (
        ("year", "yearly"),
        ("month", "monthly"),
        ("week", "weekly"),
        ("inhabitant", "per_inhabitant"),
        ("fte", "per_fte"),
    )
    return SmallWords(
        frozenset(listed(lexicon, "no_noun")),
        frozenset(listed(lexicon, "vague")),
        tuple((name, pattern(standing(listed(lexicon, key)))) for name, key in names),
        {str(k): float(v) for k, v in lexicon.lists["markers"]["dozens"].items()},
        pattern(
            rf"(?<![^\W_])(?:{_ends_with(listed(lexicon, 'percent_nouns'))})"
            rf"(?:(?:\s[^\s.,;]+){{0,4}}?\s(?:{one_of(lexicon, 'copulas')}))?\s?:?\s?$"
        ),
        pattern(rf"\s+(?:{one_of(lexicon, 'ago_words')})(?![^\W_])"),
    )


def comparisons(listed: Sequence[Word], lexicon: Lexicon, lang: str | None) -> list[Match]:
    """All comparisons and approximations of a text, by where they end."""
    found = list(lexicon.table("comparators").find(listed, lang))
    found += lexicon.table("approximators").find(listed, lang)
    return sorted(found, key=lambda m: m.end)


def take_comparisons(number: Number, masked: str, matches: Sequence[Match]) -> None:
    """Comparators and approximators that stand before (or after) the figure, however many in a row."""
    at = number.start
    while True:
        sign = _SIGN.search(masked, max(0, at - _NEAR), at)
        if sign:
            at = sign.start()
            if sign[1] in _SIGNS:
                number.comparator = _SIGNS[sign[1]]
            elif sign[1] in "~≈":
                number.approx = "about"
            continue
        gap = _BETWEEN.search(masked, max(0, at - _NEAR), at)
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


def take_unit_before(
    number: Number, masked: str, listed: Sequence[Word], lexicon: Lexicon, lang: str | None, text: str
) -> None:
    """A unit written before its figure: "yöpymisvrk:t 221 000", "kpl: 12", "EUR 500", "vastausprosentti oli 84"."""
    told = small_words(lexicon).percent_noun.search(lead_in(masked, number.lead, 60))
    if told and number.unit is None and number.scale == 1 and not number.word:
        number.unit, number.unit_text = "percent", told.group().split()[0].rstrip(":")
        number.resolution = 10.0**-number.decimals
        return
    word = next((w for w in reversed(listed) if w.end <= number.lead), None)
    if number.unit is not None or word is None or masked[word.end : number.lead].strip(" :"):
        return
    found = lexicon.forms["units"].at(masked, word.start, lang)
    if found and found[1] >= word.end and _stands_before(found[0].name, word):
        number.unit, number.unit_text = found[0].name, text[word.start : word.end]
        number.value, number.scale = number.value * found[0].scale, number.scale * found[0].scale


def _stands_before(unit: str, word: Word) -> bool:
    """Whether a word of this unit, just before a figure, is what the figure counts rather than a heading."""
    if unit in ("year", "hour", "minute", "score", "t", "m"):
        return False
    many = unit == "person" and _MANY.search(word.key) is not None
    return many or unit in ("overnight", "trip") or word.end - word.start <= 3


def take_noun(
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
    if state is not None and not state.entry.attributes.get("counted"):
        return True
    return any(lexicon.table(t).at(listed, at, lang) is not None for t in ("comparators", "references"))


def take_per(number: Number, masked: str, lexicon: Lexicon, limit: int) -> None:
    """Give the figure what it is divided by when a word after it says so ("vuosittain", "per capita")."""
    if number.per is not None:
        return
    before = re.split(r"[,;(\n]|\.\s", lead_in(masked, number.lead))[-1].strip()
    yearly = small_words(lexicon).per[0][1].fullmatch(before)
    if yearly:
        number.per = "year"
        return
    clause = re.split(r"[,;(\n]|\.\s", masked[number.stop : limit], maxsplit=1)[0]
    for name, words in small_words(lexicon).per:
        found = words.search(clause)
        if (
            found
            and not small_words(lexicon).ago.match(clause, found.end())
            and (name == "year" or len(clause[: found.start()].split()) <= 2)
        ):
            number.per = name
            return

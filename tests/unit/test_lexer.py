"""Tokens of a cell text."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from pipeline.normalise.lexer import Token, tokens
from pipeline.normalise.lexicon import load


def lex(text: str, lang: str | None = "fi", year: int | None = 2023) -> list[Token]:
    return tokens(text, lang=lang, lexicon=load(), report_year=year)


def number(text: str, lang: str | None = "fi") -> Any:
    found = [t.number for t in lex(text, lang) if t.number]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("n. 38 pv", "approximator number unit"),
        ("vähintään 90 %", "comparator number unit"),
        ("2022: 12 kpl", "period number unit"),
        ("Valmis 30.6.2023", "word date"),
        ("1. Porissa 40", "list_number word number"),
        ("12 §", "law_section"),
        ("puh. 044 701 1234", "word punctuation phone"),
        ("linja 12", "word identifier"),
        ("65+", "age"),
        ("3. sektori", "identifier"),
        ("klo 8-16", "time"),
        ("45 1)", "number footnote"),
        ("versio 2.1", "word identifier"),
        ("(12)", "punctuation number punctuation"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert " ".join(t.kind for t in lex(text)) == kinds


@pytest.mark.parametrize(
    "text", ["noin 1 234 hlö/kk (+5 %), 12 § ja 2/2023", "10–15 %, 044 701 1234", "väh. viisi uutta"]
)
def test_tokens_are_in_order_do_not_overlap_and_quote_the_text(text: str) -> None:
    found = lex(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "lang", "value", "resolution"),
    [
        ("1 234", "fi", 1234, 1), ("11 200", "fi", 11200, 100), ("208 000", "fi", 208000, 1000), ("40", "fi", 40, 0),
        ("4,1", "fi", 4.1, 0.1), ("2,3 M€", "fi", 2.3e6, 1e5), ("1 M€", "fi", 1e6, 1e6), ("850 t€", "fi", 850000, 1000),
        ("52 %", "fi", 52, 1), ("1,9 %", "fi", 1.9, 0.1), ("1,200", "en", 1200, 100), ("1.5", "en", 1.5, 0.1),
        ("12.300", "sv", 12300, 100), ("−0,4 M€", "fi", -4e5, 1e5), ("1 160,37", "fi", 1160.37, 0.01),
    ],
)  # fmt: skip
def test_value_and_resolution(text: str, lang: str, value: float, resolution: float) -> None:
    found = number(text, lang)
    assert found.value == pytest.approx(value)
    assert found.resolution == pytest.approx(resolution)


@pytest.mark.parametrize(
    ("text", "lang", "unit", "per"),
    [
        ("431 hlö/kk", "fi", "person", "month"), ("12,30 €/matka", "fi", "EUR", "trip"), ("5 pv/htv", "fi", "day", "fte"),
        ("3 %-yks.", "fi", "percentage_point", None), ("3 prosenttia", "fi", "percent", None), ("14 vuorokaudessa", "fi", "calendar_day", None),
        ("14 päivässä", "fi", "day", None), ("2 kuukautta", "fi", "month", None), ("800 k-m2", "fi", "floor_m2", None),
        ("30 minuuttia", "fi", "minute", None), ("12 resor", "sv", "trip", None), ("5 arbetsdagar", "sv", "day", None),
        ("3 gånger per år", "sv", "piece", "year"), ("5 årsverk", "nb", "fte", None), ("3 weeks", "en", "week", None),
        ("7 tapahtumaa", "fi", "piece", None), ("7 uutta työntekijää", "fi", "person", None), ("1 000 kr per innbygger", "nb", "NOK", "inhabitant"),
        ("12 kpl vuosittain", "fi", "piece", "year"), ("4 h/vko", "fi", "hour", "week"), ("7", "fi", None, None), ("7 ja", "fi", None, None),
    ],
)  # fmt: skip
def test_unit_and_per(text: str, lang: str, unit: str | None, per: str | None) -> None:
    found = number(text, lang)
    assert (found.unit, found.per) == (unit, per)


@pytest.mark.parametrize(
    ("text", "lang", "comparator", "approx"),
    [
        ("noin 40", "fi", None, "about"), ("~40", "fi", None, "about"), ("lähes 40", "fi", None, "nearly"),
        ("runsas 40", "fi", None, "over"), ("vajaat 40", "fi", None, "nearly"), ("≥ 40", "fi", ">=", None),
        ("=> 40", "fi", ">=", None), ("<40", "fi", "<", None), ("enint. 40", "fi", "<=", None), ("40 tai enemmän", "fi", ">=", None),
        ("c:a 40", "sv", None, "about"), ("drygt 40", "sv", None, "over"), ("högst 40", "sv", "<=", None),
        ("no more than 40", "en", "<=", None), ("40 or more", "en", ">=", None), ("ca. 40", "nb", None, "about"), ("40", "fi", None, None),
    ],
)  # fmt: skip
def test_comparison_and_approximation(
    text: str, lang: str, comparator: str | None, approx: str | None
) -> None:
    found = number(text, lang)
    assert (found.comparator, found.approx) == (comparator, approx)

"""Numbers as words, Finnish in all cases."""

from __future__ import annotations

import pytest

from pipeline.normalise.lexicon import load
from pipeline.normalise.number_words import number_word, table

WORDS = load()


@pytest.mark.parametrize(
    ("word", "lang", "number"),
    [
        ("kaksi", "fi", 2), ("kahden", "fi", 2), ("kahta", "fi", 2), ("kahdessa", "fi", 2), ("kahdesta", "fi", 2), ("kahteen", "fi", 2),
        ("kahdella", "fi", 2), ("kahdelta", "fi", 2), ("kahdelle", "fi", 2), ("kahtena", "fi", 2), ("kahdeksi", "fi", 2),
        ("kahdeksan", "fi", 8), ("kahdeksaan", "fi", 8), ("viidelletoista", "fi", 15), ("kuusikymmentäviisi", "fi", 65),
        ("sadan", "fi", 100), ("kolmet", "fi", 3), ("tuhannen", "fi", 1000), ("yhdelle", "fi", 1),
        ("tolv", "sv", 12), ("tjugofem", "sv", 25), ("sex", "sv", 6), ("åtte", "nb", 8), ("to", "nb", 2),
        ("twelve", "en", 12), ("twenty-five", "en", 25), ("ten", "en", 10), ("viisi", None, 5), ("tolv", "fi", 12),
    ],
)  # fmt: skip
def test_number_word(word: str, lang: str | None, number: int) -> None:
    assert number_word(word, lang, WORDS) == number


@pytest.mark.parametrize(
    ("word", "lang"),
    [("yhdessä", "fi"), ("yhteen", "fi"), ("kuusen", "fi"), ("toinen", "fi"), ("en", "sv"), ("ett", "sv"), ("one", "en"),
     ("to", "en"), ("sex", "fi"), ("kolmannes", "fi"), ("pari", "fi"), ("", "fi")],
)  # fmt: skip
def test_words_that_only_look_like_numbers(word: str, lang: str) -> None:
    assert number_word(word, lang, WORDS) is None


def test_finnish_table_covers_eleven_cases_of_every_number_below_a_hundred() -> None:
    counts = dict.fromkeys(range(2, 100), 0)
    for number in table("fi", WORDS).values():
        if number in counts:
            counts[number] += 1
    assert min(counts.values()) >= 10

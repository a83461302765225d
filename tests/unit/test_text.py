"""Cleaning text without losing a place in it."""

from __future__ import annotations

import pytest

from pipeline.normalise.text import clean, composed, words


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("1\u00a0234", "1 234"),
        ("1\u202f234", "1 234"),
        ("\u22125", "-5"),
        ("10\u201315", "10-15"),
        ("\u201dyksi\u201d", '"yksi"'),
        ("a\tb", "a b"),
        ("äö", "äö"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_composed_joins_accents_and_drops_invisible_marks() -> None:
    assert composed("a\u0308a\u0308ni") == "ääni"
    assert composed("suun\u00adnittelu") == "suunnittelu"
    assert composed("plain") == "plain"


def test_words_know_their_place_and_their_full_stop() -> None:
    found = words("väh. TE-tilasto 12 M€:lla c:a")
    assert [(w.key, w.dot) for w in found] == [
        ("väh", True),
        ("tetilasto", False),
        ("m", False),
        ("lla", False),
        ("c:a", False),
    ]
    assert [(w.start, w.end) for w in found][:2] == [(0, 3), (5, 15)]

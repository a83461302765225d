"""Laws of the value reader: what is written is read back, and nothing else becomes a figure."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.lexer import tokens
from pipeline.normalise.lexicon import load
from pipeline.normalise.text import clean, composed
from pipeline.normalise.values import read_value

# Thousands mark, decimal mark, languages that write so.
CONVENTIONS = [
    ("\u00a0", ",", "fi"),
    (" ", ",", "sv"),
    ("\u202f", ",", "fi"),
    (".", ",", "nb"),
    (",", ".", "en"),
    ("", ",", "fi"),
    ("", ".", "en"),
]
KINDS = {
    "quantity", "percentage", "share", "change", "range", "threshold", "relative_target", "state", "series", "compound",
    "period", "date", "not_available", "empty", "text",
}  # fmt: skip


def ask(text: str, lang: str | None = "fi", field: str = "actual") -> dict[str, Any]:
    return read_value({"text": text, "field": field, "lang": lang, "context": {"report_year": 2023}})


def written(whole: int, decimals: str, thousands: str, mark: str) -> str:
    grouped = f"{whole:,}".replace(",", thousands)
    return grouped + (mark + decimals if decimals else "")


@pytest.mark.parametrize(("thousands", "mark", "lang"), CONVENTIONS)
@given(whole=st.integers(0, 10**9), decimals=st.sampled_from(["", "5", "25", "07"]), negative=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_number_is_read_back(
    thousands: str, mark: str, lang: str, whole: int, decimals: str, negative: bool
) -> None:
    text = ("\u2212" if negative else "") + written(whole, decimals, thousands, mark) + " €"
    value = float(f"{whole}.{decimals or 0}") * (-1 if negative else 1)
    answer = ask(text, lang)
    assert [i["value"] for i in answer["items"]] == [pytest.approx(value)]
    assert answer["kind"] == "quantity"


@given(st.text(alphabet="aeikmnostuväöÄ ,.;:()-–!?\n", max_size=60))
@settings(max_examples=200, deadline=None)
def test_without_digits_and_number_words_nothing_is_a_figure(text: str) -> None:
    items = ask(text)["items"]
    digits = [i for i in items if i["as_written"] and any(c.isdigit() for c in i["as_written"])]
    assert not digits


@given(
    st.text(max_size=80),
    st.sampled_from(["fi", "sv", "nb", "en", None]),
    st.sampled_from(["target", "actual", "status", "narrative"]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_has_an_answer_with_figures_that_stand_in_it(
    text: str, lang: str | None, field: str
) -> None:
    answer = ask(text, lang, field)
    assert answer["kind"] in KINDS
    whole = composed(text)
    for item in answer["items"]:
        assert 0 <= item["start"] <= item["end"] <= len(whole)


@given(st.text(alphabet="0123456789.,:/-–+%()€§ n", max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_jumble_of_digits_has_an_answer(text: str) -> None:
    assert ask(text)["kind"] in KINDS


@given(st.text(max_size=200))
def test_cleaning_keeps_every_place(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(st.text(alphabet="abcä 0123456789.,%€-", max_size=50))
@settings(max_examples=200, deadline=None)
def test_tokens_quote_the_text_in_order(text: str) -> None:
    found = tokens(text, lang="fi", lexicon=load(), report_year=2023)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.integers(1, 999), st.sampled_from(["kpl", "pv", "hlö", "%", "htv", "€", "km", "h"]))
@settings(max_examples=60, deadline=None)
def test_spaces_do_not_change_a_reading(value: int, unit: str) -> None:
    plain = ask(f"{value} {unit}")["items"]
    for variant in (f"{value}\u00a0{unit}", f" {value} {unit} ", f"{value}{unit}", f"{value} {unit}."):
        found = ask(variant)["items"]
        assert [(i["value"], i["unit"]) for i in found] == [(i["value"], i["unit"]) for i in plain], variant

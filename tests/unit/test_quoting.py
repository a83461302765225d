"""A quoted cell has no full stop of its own before that of the sentence."""

from __future__ import annotations

import pytest

from pipeline.model.catalogue import render
from pipeline.model.quoting import quoted
from pipeline.normalise import attainment
from tests.unit.test_attainment import judged


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Otettu käyttöön.", "Otettu käyttöön"),
        ("Otettu käyttöön. ", "Otettu käyttöön"),
        ("Valmistui vuonna 2023.", "Valmistui vuonna 2023"),
        ("Osuus 45 %.", "Osuus 45 %"),
        ("Käytössä (osin).", "Käytössä (osin)"),
        ("Valmis", "Valmis"),
        ("Valmis 30.6.", "Valmis 30.6."),
        ("Työ jatkuu...", "Työ jatkuu..."),
        ("Valmistui!", "Valmistui!"),
        (".", "."),
    ],
)
def test_a_full_stop_is_left_out_and_what_is_none_is_kept(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("actual", "lang", "end"),
    [
        ("Ei käytössä.", "fi", "Toteuma ”Ei käytössä” ei vielä vastaa tavoitetta ”Malli käytössä”."),
        ("Ei käytössä.", "sv", "Utfallet ”Ei käytössä” motsvarar ännu inte målet ”Malli käytössä”."),
        ("Ei käytössä.", "en", "The actual “Ei käytössä” does not yet meet the target “Malli käytössä”."),
        ("Ei käytössä", "fi", "Toteuma ”Ei käytössä” ei vielä vastaa tavoitetta ”Malli käytössä”."),
    ],
)  # fmt: skip
def test_a_basis_ends_with_one_full_stop(expectations, actual: str, lang: str, end: str) -> None:
    words = attainment.load(expectations)
    assert judged(words, "Palvelu", "Suunnitteilla", "Malli käytössä.", actual).say(words, lang) == end


@pytest.mark.parametrize(
    ("template", "lang", "shown"),
    [
        ("Luettu: ”{observed}”.", "fi", "Luettu: ”Valmis”."),
        ("Read: “{observed}”.", "en", "Read: “Valmis”."),
        ("Luettu ”{observed}”, ei muuta.", "fi", "Luettu ”Valmis”, ei muuta."),
        ("Luettu: {observed}", "fi", "Luettu: Valmis."),
    ],
)
def test_a_message_quotes_without_the_full_stop(template: str, lang: str, shown: str) -> None:
    assert render(template, {"observed": "Valmis."}, lang) == shown

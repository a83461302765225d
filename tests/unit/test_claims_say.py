"""The sentence to the author: both figures as written, what was recomputed, the slip, in three languages."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import SettingsError
from pipeline.normalise.claims import read_claims, say
from tests.claim_records import only_wrong, record

TICKETS = ("113 000 matkaa", "119 000 (+5 %)", "135 000 (+13 %)")


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("fi", ["+13 %", "lähtötasosta 113 000", "+19,5\u00a0%", "muutos tavoitteesta 119 000"]),
        ("sv", ["+13 %", "från utgångsläget 113 000", "+19,5\u00a0%", "förändringen från målet 119 000"]),
        ("en", ["+13 %", "from the baseline 113 000", "+19.5%", "the change from the target 119 000"]),
    ],
)
def test_the_slip_is_named_in_each_language(lang: str, parts: list[str]) -> None:
    message = only_wrong(record("fi", "Lippumatkat", TICKETS, "", year=2023)).message(lang)
    assert all(part in message for part in parts)


PUBLISHED = [
    ("Matkoja tehtiin vuonna 2024 137 000.", ("120 000", "119 000", "173 000"), "173 000"),
    (
        "Kävijöistä 38 prosenttia oli lapsia; 17 koulusta 38 prosenttia osallistui.",
        ("1", "2", "3"),
        "6/17 = 35,3",
    ),
    ("Tavoite saavutettiin.", ("100", "200", "150"), "Toteuma on 150, tavoite 200"),
    ("Matkojen määrä väheni edellisvuodesta.", ("100", "200", "150"), "100 → 150"),
    (
        "Mukana oli kolme koulua: Aalto, Niitty, Ranta ja Salo.",
        ("1", "2", "3"),
        "luettelossa kohtia on kuitenkin 4",
    ),
    (
        "Matkoista 40 oli aamulla ja 70 illalla, yhteensä 120 matkaa.",
        ("90", "100", "120"),
        "osien summa on 110",
    ),
    ("Matkoja oli 500, joista 100 (25 %) tehtiin illalla.", ("400", "450", "500"), "100 on 20"),
    ("Matkojen määrä kasvoi edellisvuodesta 150 prosenttia.", ("200", "250", "300"), "ei kasvu"),
    ("Tavoite ylittyi 5 000 matkalla.", ("1 100", "1 200", "1 700"), "suuruusluokka"),
]


@pytest.mark.parametrize(("text", "cells", "part"), PUBLISHED, ids=[p[0][:30] for p in PUBLISHED])
def test_each_kind_has_its_sentence(text: str, cells: tuple[str, str, str], part: str) -> None:
    claim = only_wrong(record("fi", "Matkojen määrä", cells, text, hint="matkaa"))
    assert part in claim.message("fi")
    assert all(len(claim.message(lang)) < 220 for lang in ("fi", "sv", "en"))


def test_quote_and_offsets_belong_to_the_text() -> None:
    text = "Vuosi oli hyvä. Kävijöitä oli 15 500, kun edellisvuonna heitä oli 12 400. Kasvua kertyi 25 prosenttia."
    for claim in read_claims(record("fi", "Kävijät", ("12 400", "13 000", "15 500"), text)):
        assert claim.where == "explanation"
        assert text[claim.start : claim.end] == claim.quote


def test_json_is_the_interface() -> None:
    (claim,) = read_claims(record("en", "Trips", ("1,000", "1,100", ""), "", hint="trips")) or [None]
    assert claim is None or claim.as_json("en").keys()
    asked = record("fi", "Lippumatkat", TICKETS, "", year=2023)
    assert set(only_wrong(asked).as_json("fi")) == {"quote", "type", "stated", "expected", "unit", "verdict", "fits", "message"}  # fmt: skip


@pytest.mark.parametrize(
    "asked", [{}, {"indicator": None, "explanation": None, "lang": None}, {"explanation": "=1+1 %"}]
)
def test_an_empty_record_has_no_claims(asked: dict[str, Any]) -> None:
    assert read_claims(asked) == []


def test_right_and_open_claims_speak_too() -> None:
    asked = record(
        "sv",
        "Besökare",
        ("100", "120", "150"),
        "Besökarna ökade med 50 procent. Intäkterna ökade med 9 procent.",
    )
    said = {c.verdict: c.message("sv") for c in read_claims(asked)}
    assert said["consistent"] == "Beräkningen stämmer."
    assert "kontrolleras" in said["not_checkable"]


def test_a_broken_file_of_sentences_is_our_own_error(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "claim_messages.yaml").write_text("slips: [", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"claim_messages\.yaml"):
        say.messages(tmp_path)


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [(1234567.0, "fi", "1\u00a0234\u00a0567"), (-3.25, "sv", "\u22123,2"), (1234.0, "en", "1,234")],
)
def test_numbers_as_people_write_them(value: float, lang: str, text: str) -> None:
    assert say.number(value, lang) == text


def test_the_sentences_of_the_chosen_folder_are_said(tmp_path: Path, expectations: Path) -> None:
    own = tmp_path / "omat"
    shutil.copytree(expectations, own)
    file = own / "lexicon" / "claim_messages.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("osien summa on", "osat ovat yhdessä"), encoding="utf-8")
    claim = only_wrong(record("fi", "Kurssit", ("34", "40", "45"), "Kursseista 27 pidettiin saleissa ja 16 ulkona, yhteensä 45 kurssia."))  # fmt: skip
    assert "osien summa on 43" in claim.message("fi")
    assert "osat ovat yhdessä 43" in claim.message("fi", own)


WITH_A_FIGURE = [
    ("113 000 matkaa", "119 000 (+5 %)", "135 000 (+13 %)", "", "+19,5\u00a0%", "+19.5%"),
    ("113 000", "119 000", "135 000", "Tavoite ylittyi 21 000 matkalla.", "16\u00a0000", "16,000"),
    ("100", "120", "80", "Matkojen määrä väheni 25 prosenttia.", "\u221220,0\u00a0%", "\u221220.0%"),
]  # fmt: skip


@pytest.mark.parametrize(("baseline", "target", "actual", "text", "finnish", "english"), WITH_A_FIGURE)
def test_the_figure_alone_is_written_as_in_its_sentence(
    baseline: str, target: str, actual: str, text: str, finnish: str, english: str
) -> None:
    claim = only_wrong(record("fi", "Matkat", (baseline, target, actual), text, year=2023))
    shown = {lang: say.figure(asdict(claim), lang) for lang in ("fi", "sv", "en")}
    assert shown == {"fi": finnish, "sv": finnish, "en": english}
    assert all(str(shown[lang]) in claim.message(lang) for lang in shown)

"""The value reader: tables of cells by language, then flags, Excel's own cells and what must never be read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from values_short import short

from pipeline.normalise.values import read_value
from pipeline.normalise.values.item import KEYS

TABLES = Path(__file__).parent / "values_tables"


def rows() -> list[Any]:
    """Every line of the tables as (language, text, field, reading)."""
    found = []
    for file in sorted(TABLES.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                continue
            text, field, reading = line.split(" ¦ ")
            found.append(pytest.param(file.stem, text, field, reading, id=f"{file.stem}: {text[:40]}"))
    return found


def ask(
    text: str | None, field: str | None = "actual", lang: str | None = "fi", **context: Any
) -> dict[str, Any]:
    context.setdefault("report_year", 2023)
    return read_value({"text": text, "field": field, "lang": lang, "context": context})


@pytest.mark.parametrize(("lang", "text", "field", "reading"), rows())
def test_table(lang: str, text: str, field: str, reading: str) -> None:
    assert short(ask(text, field, lang)) == reading


@pytest.mark.parametrize(
    ("text", "flag", "near_miss"),
    [
        ("2,1 M€ euroa", "duplicate_unit", "2,1 M€"),
        ("(- 4, %)", "decimal_comma_without_digit", "(- 4,0 %)"),
        ("1. Raumalla 12 pv", "leading_list_number", "Raumalla 12 pv"),
        ("12.3", "decimal_point", "12,3"),
        ("12.300", "thousands_point", "12 300"),
        ("12\u00a0300", "nbsp", "12 300"),
        ("12\u202f300", "narrow_nbsp", "12 300"),
        ("Lähtötaso Kesken", "header_label_in_cell", "Kesken"),
        ("45 1)", "footnote_marker", "45 (1)"),
        ("'12 300", "text_prefix_apostrophe", "12 300"),
        ("Valmistuu 2/25", "two_digit_year", "Valmistuu 2/2025"),
        ("Q3", "year_from_report", "Q3/2023"),
        ("Käynnistyy 2/2024", "after_report_year", "Käynnistyi 2/2023"),
        ("3,9 / 5", "scale_max_5", "3,9"),
        ("63/131 (48 %)", "numerator_denominator", "63 (48 %)"),
        ("12 kpl (8 kpl)", "previous_year_in_parentheses", "12 kpl (+8 kpl)"),
        ("kaksi hanketta", "number_word", "2 hanketta"),
        ("135000.00000000003", "float_noise", "135000.5"),
        ("–", "dash_means_missing", "0"),
        ("useita", "vague_quantity", "5"),
        ("Valmis, jatkotyö käynnissä", "done_with_follow_up", "Valmis"),
        ("Siirtyy vuodelle 2025", "year_is_not_a_value", "Siirtyy"),
        ("2018 ja 2020 yöpymisvrk:t 96 000", "one_value_for_two_years", "2018: 96 000, 2020: 97 000"),
    ],
)
def test_flag_and_its_near_miss(text: str, flag: str, near_miss: str) -> None:
    assert flag in ask(text)["flags"]
    assert flag not in ask(near_miss)["flags"]


@pytest.mark.parametrize(
    ("text", "context", "reading"),
    [
        ("0.48", {"cell": {"type": "n", "value": 0.48, "number_format": "0%"}}, "percentage | 48 percent"),
        ("0.48", {"cell": {"type": "n", "value": 0.48, "number_format": "0.00"}}, "quantity | 0.48"),
        ("58 %", {"cell": {"type": "n", "value": 0.58, "number_format": "0 %"}}, "percentage | 58 percent"),
        ("#REF!", {"cell": {"type": "e"}}, "not_available"),
        ("2023-07-01 00:00:00", {"cell": {"type": "d", "value": "2023-07-01T00:00:00"}}, "text"),
        ("1.7.2023", {"cell": {"type": "d", "value": "2023-07-01T00:00:00"}}, "date | @2023-07-01..2023-07-01"),
        ("2023-07-01", {"cell": {"type": "d", "value": "2023-07-01T00:00:00", "number_format": "d.m.yyyy"}}, "date | @2023-07-01..2023-07-01"),
        ("1.7.", {"cell": {"type": "d", "value": "2023-07-01T00:00:00", "number_format": "d.m."}}, "text"),
        ("heinä.23", {"cell": {"type": "d", "value": "2023-07-01T00:00:00", "number_format": "mmm.yy"}}, "text"),
        ("TOSI", {"cell": {"type": "b", "value": True}}, "state <done>"),
        ("EPÄTOSI", {"cell": {"type": "b", "value": False}}, "state <not_done>"),
        ("1.35E+05", {"cell": {"type": "n", "value": 135000}}, "quantity | 135000"),
        ("$ 1,160.37", {"unit_hint": "in millions"}, "quantity | 1160370000 USD"),
        ("12,5", {"unit_hint": "1 000 €"}, "quantity | 12500"),
        ("3,985", {"unit_hint": "£000", "lang": "en"}, "quantity | 3985000"),
        ("3,985", {"unit_hint": "number", "lang": "en"}, "quantity | 3985"),
        ("83,65", {"unit_hint": "€/inv.", "lang": "sv"}, "quantity | 83.65"),
        ("2 hanketta", {"unit_hint": "€"}, "quantity | 2 piece"),
        ("12,5", {"unit_hint": "m€"}, "quantity | 12500000"),
        ("2021: 40, 2022: 45", {"unit_hint": "overnight"}, "series | 40 overnight @2021-01-01..2021-12-31 | 45 overnight @2022-01-01..2022-12-31"),
        ("40", {"unit_hint": "piece"}, "quantity | 40"),
        ("2 uutta + 1 vireillä", {"unit_hint": "piece"}, "compound | 2 piece <done> | 1 piece <in_progress>"),
        ("Q3", {"report_year": None}, "text <other>"),
        ("kesäkuussa", {"report_year": None}, "text <other>"),
        ("> 24 pv", {"better": "lower"}, "threshold | > 24 day"),
    ],
)  # fmt: skip
def test_what_the_place_of_a_cell_adds(text: str, context: dict[str, Any], reading: str) -> None:
    assert short(ask(text, **context)) == reading


def test_a_bound_that_points_the_wrong_way_is_flagged() -> None:
    flag = "comparator_contradicts_better_direction"
    assert flag in ask("> 24 pv", "target", better="lower")["flags"]
    assert flag not in ask("< 24 pv", "target", better="lower")["flags"]


@pytest.mark.parametrize(
    "text",
    [
        "§ 12", "12 §:n mukaisesti", "puh. 044 701 1234", "+358 44 701 1234", "etunimi.sukunimi1@kunta.fi", "versio 2.1", "65+",
        "15–64-vuotiaat", "yli 75-vuotiaat", "7.–9. luokat", "3. sektori", "12. kaupunginosa", "asemakaava 609 1765", "linjat 1, 3 ja 12",
        "valtatie 8", "TE24-alue", "H2-hanke", "5G-verkko", "M365", "ISO 9001", "Agenda 2030 -työ", "laki 410/2015", "klo 8–16", "24/7",
        "vuosi 2023", "28100 Pori", "Y-tunnus 0137323-9", "liite 3", "www.kunta.fi/sivu12", "vaihe 2", "åk 7–9", "Route 12", "Section 12",
        "Grade 7 pupils", "ma–pe 8–16", "COVID-19", "1990-luvulla",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["fi", None])
def test_names_with_digits_are_no_figures(text: str, lang: str | None) -> None:
    assert all(i["value"] is None and i["low"] is None for i in ask(text, lang=lang)["items"])


@pytest.mark.parametrize(
    ("text", "lang", "reading"),
    [
        ("väh. 20 kpl", None, "threshold | >= 20 piece"),
        ("högst 14 dygn", None, "threshold | <= 14 calendar_day"),
        ("at least 90%", None, "threshold | >= 90 percent"),
        ("Ej påbörjad", "fi", "state <not_started>"),
        ("Käynnissä", "sv", "state <in_progress>"),
        ("2,5 milj. euroa", "sv", "quantity | 2500000 EUR"),
        ("Toteutunut", "xx", "state <done>"),
    ],
)
def test_the_language_may_be_unknown_or_wrong(text: str, lang: str | None, reading: str) -> None:
    assert short(ask(text, "target", lang)) == reading


def test_every_item_has_every_key_and_its_place() -> None:
    item = ask("noin 1,2 M€ vuonna 2023")["items"][0]
    assert tuple(item) == KEYS
    assert (item["start"], item["end"], item["resolution"]) == (5, 11, 100_000)
    assert item["period"] == {
        "type": "year",
        "start": "2023-01-01",
        "end": "2023-12-31",
        "text": "vuonna 2023",
    }


@pytest.mark.parametrize("question", [{}, {"text": None}, {"text": "", "context": None}, {"text": "  \n"}])
def test_nothing_is_empty(question: dict[str, Any]) -> None:
    assert read_value(question) == {
        "kind": "empty",
        "items": [],
        "state": None,
        "trend": None,
        "reference": None,
        "flags": [],
    }


def test_answers_are_not_shared_between_callers() -> None:
    first = ask("12 kpl")
    first["items"].clear()
    first["flags"].append("mine")
    assert ask("12 kpl")["items"]
    assert not ask("12 kpl")["flags"]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("parempi kuin 2021", {"kind": "year", "year": 2021, "value": None}),
        ("parempi kuin maan keskiarvo", {"kind": "peer", "year": None, "value": None}),
        ("laskee 5 % edellisvuodesta", {"kind": "previous_year", "year": None, "value": None}),
        ("kasvaa", {"kind": "baseline", "year": None, "value": None}),
        ("12 kpl", None),
    ],
)
def test_reference(text: str, reference: dict[str, Any] | None) -> None:
    assert ask(text, "target")["reference"] == reference


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "1." + "1" * 400,
        "123 " * 2000,
        "1-" * 1500,
        "5 % " * 1000,
        "1/2" * 1000,
        "(" * 3000,
        "ei " * 2000,
        "@" * 3000,
    ],
    ids=["digits", "decimals", "groups", "dashes", "percents", "fractions", "brackets", "denials", "signs"],
)
def test_hostile_texts_are_answered_soon(text: str) -> None:
    begun = time.process_time()
    assert ask(text, "narrative")["kind"]
    assert time.process_time() - begun < 5


def test_account_numbers_are_no_figures() -> None:
    assert not ask("1234567890123456")["items"]
    assert ask("123456789012345")["items"][0]["value"] == 123456789012345

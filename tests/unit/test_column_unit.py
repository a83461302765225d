"""The unit of a column: how it is read, what claims make of it, and where it shows."""

import pytest

from pipeline.normalise import lexicon
from pipeline.normalise.claims import read_claims
from pipeline.normalise.column_unit import ColumnUnit, column_unit
from pipeline.write.report.reading import column_unit as beside


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("£000", "en", ColumnUnit("GBP", 1000.0)),
        ("£'000s", "en", ColumnUnit("GBP", 1000.0)),
        ("£m", "en", ColumnUnit("GBP", 1e6)),
        ("1 000 €", "fi", ColumnUnit("EUR", 1000.0)),
        ("t€", "fi", ColumnUnit("EUR", 1000.0)),
        ("€ thousand", "en", ColumnUnit("EUR", 1000.0)),
        ("€/inv.", "sv", ColumnUnit("EUR", 1.0, "inhabitant")),
        ("%", "fi", ColumnUnit("percent")),
        ("m", "fi", ColumnUnit("m")),
        ("€/kokous", "fi", ColumnUnit()),
        ("number", "en", ColumnUnit()),
        ("kpl", "fi", ColumnUnit()),
        ("", "fi", ColumnUnit()),
    ],
)
def test_a_unit_of_a_column(text, lang, found):
    assert column_unit(text, lang, lexicon.load()) == found


def told(hint, explanation):
    indicator = {"text": "Net cost", "baseline_text": "4,120", "target_text": "4,000", "actual_text": "3,985",
                 "unit_hint": hint, "better": "lower", "report_year": 2023}  # fmt: skip
    claims = read_claims({"indicator": indicator, "explanation": explanation, "lang": "en"})
    return {(c.type, c.verdict) for c in claims if c.where == "explanation"}


def test_prose_is_held_against_cells_in_the_columns_unit():
    right = told("£000", "Net spend was £3.985 million, £15,000 under budget.")
    assert right == {("restatement", "consistent"), ("difference", "consistent")}
    assert ("difference", "consistent") not in told("£000", "Net spend was £25,000 under budget.")


def test_a_total_is_not_held_against_a_cost_per_inhabitant():
    assert not {v for _, v in told("£/head", "Net spend was £3.1 million in all.")} & {"inconsistent"}


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("3,985", "£000", "(£000)"),
        ("83,65", "€/inv.", "(€/inv.)"),
        ("83,65 €", "€/inv.", ""),
        ("46 %", "%", ""),
        ("46 kpl", "kpl", ""),
        ("–", "kpl", ""),
        ("46", None, ""),
    ],
)
def test_it_stands_beside_a_bare_figure(text, unit, shown):
    assert beside(text, unit) == shown

from __future__ import annotations

import demo_report as demo
import polars as pl
import pytest
from openpyxl import load_workbook

from pipeline.model import tables as model
from pipeline.model.settings import LANGUAGES, Limits
from pipeline.read import explanations
from pipeline.read.open import open_grid
from pipeline.write import findings_book, findings_rows
from pipeline.write.i18n import translator

HEAD = 4


def made(tmp_path, lang="fi", findings=None):
    path = tmp_path / "findings.xlsx"
    findings_book.write(demo.tables()["findings"] if findings is None else findings, path, lang)
    return path, load_workbook(path)


def listed(book):
    sheet = book.worksheets[0]
    head = [c.value for c in sheet[HEAD]]
    return [dict(zip(head, [c.value for c in row], strict=True)) for row in sheet.iter_rows(min_row=HEAD + 1)]


def test_the_gravest_stand_first_by_department_and_place(tmp_path):
    rows = listed(made(tmp_path)[1])
    assert [r["Vakavuus"] for r in rows] == ["✖ Virhe"] * 4 + ["▲ Varoitus", "• Huomautus"]
    assert [r["Toimiala"] for r in rows] == ["Elinvoima", "Joukkoliikenne", "Sysselsättningen", None, "Sysselsättningen", "Elinvoima"]  # fmt: skip
    assert rows[1]["Kirjoitettu"] == "+13 %"
    assert rows[1]["Odotettu"] == "+19,5 %"


FIGURE = {"fi": "16\u00a0000", "sv": "16\u00a0000", "en": "16,000"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"figure": FIGURE}, None),
        ({}, "16000"),  # what a cell says stands as it is written there
        ({"figure": None}, "2023"),  # a year is no amount
    ],
)
def test_a_recomputed_figure_is_written_as_in_its_sentence(lang, params, expected):
    row = demo.finding("CON-14", "error", "s", expected=expected or "16000", params=params)
    told = findings_rows.rows(model.frame([row], model.FINDINGS), translator(lang))
    assert told[0]["expected"] == (expected or FIGURE[lang])


@pytest.mark.parametrize(
    "refs",
    [["A!B2", "A!C2", "A!AA2", "A!B10", "B!A1"], ["O'Hara!A2", "O'Hara!A10"], [None, "A!B2"], ["", "Vanha"]],
)
def test_places_stand_as_a_reader_meets_them(refs):
    findings = model.frame([demo.finding("R-1", "error", "s", ref=r) for r in reversed(refs)], model.FINDINGS)
    assert [r["ref"] for r in findings_rows.rows(findings, translator("fi"))] == refs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_explanations_written_here_are_read_when_it_comes_back(tmp_path, lang):
    findings = demo.tables()["findings"].with_columns(fingerprint=pl.lit("p1"))
    path, book = made(tmp_path, lang, findings)
    sheet = book.worksheets[0]
    names = [c.name for c in findings_rows.COLUMNS]
    row = HEAD + 5
    sheet.cell(row, names.index("explanation") + 1).value = "Luku on tarkistettu."
    sheet.cell(row, names.index("explained_by") + 1).value = "Aino"
    book.save(path)
    assert explanations.take(open_grid(path, Limits())) == [
        {
            "finding_id": sheet.cell(row, names.index("finding_id") + 1).value,
            "fingerprint": "p1",
            "explanation": "Luku on tarkistettu.",
            "explained_by": "Aino",
        }
    ]


@pytest.mark.parametrize("name", findings_rows.HEADINGS)
def test_the_headings_are_those_that_the_reader_knows(name):
    assert {h.casefold() for h in findings_rows.HEADINGS[name].values()} == set(explanations.HEADINGS[name])


def test_an_explained_warning_carries_its_explanation_and_status(tmp_path):
    row = demo.finding("MEA-02", "warning", "s.xlsx", ref="A!B2", change="explained", explanation="Sovittu.", explained_by="Eino")  # fmt: skip
    (shown,) = listed(made(tmp_path, findings=model.frame([row], model.FINDINGS))[1])
    assert (shown["Tila"], shown["Selitys"], shown["Selittäjä"]) == ("Selitetty", "Sovittu.", "Eino")


def test_statuses_are_chosen_from_a_list_and_the_ids_are_out_of_sight(tmp_path):
    sheet = made(tmp_path)[1].worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Korjattava,Korjattu solussa,Selitetty"'
    assert sheet.column_dimensions["N"].hidden
    assert not sheet.column_dimensions["L"].hidden
    assert sheet.freeze_panes == "B5"


def test_departments_are_counted(tmp_path):
    sheet = made(tmp_path)[1].worksheets[1]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["Toimiala", "✖ Virhe", "▲ Varoitus", "• Huomautus"],
        ["Elinvoima", 1, 0, 1],
        ["Joukkoliikenne", 1, 0, 0],
        ["Sysselsättningen", 1, 1, 0],
        ["salattu.xlsx", 1, 0, 0],
    ]


def test_text_stays_text(tmp_path):
    row = demo.finding("R-1", "error", "s.xlsx", ref="A!B2", observed="=1+1", message="@x", expected="-5 %")
    sheet = made(tmp_path, findings=model.frame([row], model.FINDINGS))[1].worksheets[0]
    cells = [c for c in sheet[HEAD + 1] if c.value in ("=1+1", "@x", "-5 %")]
    assert [c.data_type for c in cells] == ["s"] * 3


def test_without_findings_the_book_is_still_whole(tmp_path):
    book = made(tmp_path, findings=model.frame([], model.FINDINGS))[1]
    assert listed(book) == []
    assert book.worksheets[0].tables["findings"].ref == "A4:O5"

from __future__ import annotations

import demo_report as demo
import polars as pl
import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.model.errors import SettingsError
from pipeline.model.settings import LANGUAGES
from pipeline.write import docx
from pipeline.write.chapter import Line, chapter, sources
from pipeline.write.docx_parts import fitted


def held(*ids):
    rows = demo.tables()["indicators"]["indicator_id"].to_list()
    return pl.DataFrame({"indicator_id": rows, "held": [r in ids for r in rows]}, schema={"indicator_id": pl.String, "held": pl.Boolean})  # fmt: skip


def made(tmp_path, lang="fi", tables=None, back=(), reference=None):
    path = tmp_path / "report.docx"
    docx.write(tables or demo.tables(), path, lang, held=held(*back), reference_docx=reference)
    return Document(str(path))


def headings(document):
    return [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]


def rows(table):
    """Texts of a table's rows, a merged cell once."""
    told = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        told.append([c.text for c in cells])
    return told


def test_headings_follow_focus_area_goal_and_deed(tmp_path):
    told = headings(made(tmp_path))
    assert told[0] == ("Title", "Tavoitteiden toteutuminen 2023")
    assert told[1:4] == [
        ("Heading 1", "Kasvava kaupunki"), ("Heading 2", "Sujuvat yhteydet"), ("Heading 3", "Vähäpäästöinen liikenne"),
    ]  # fmt: skip
    assert [text for name, text in told if name == "Heading 1"][-1] == "Painopistettä ei ole ilmoitettu"


def test_a_card_is_the_five_column_form_with_judgement_and_explanation(tmp_path):
    card = rows(made(tmp_path, back=["a1"]).tables[1])
    assert card[:3] == [
        ["Toimenpide", "Vuoroja lisätään"],
        ["Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma"],
        ["Mittari 1.", "Kertalippumatkojen määrä loka-joulukuussa", "113 000 matkaa", "119 000 (+5 %)", "135 000 (+13 %)"],
    ]  # fmt: skip
    assert card[3] == [
        "Toteutuminen",
        "✓ Toteutunut. Toteuma 135 000 täyttää tavoitteen 119 000.\n✖ Odottaa korjausta",
    ]
    assert "Odottaa" not in card[5][1]
    assert card[-1][0].startswith(
        "Selvitys toimenpiteen toteutumisesta vuonna 2023\nMittari 1. Loka-joulukuussa"
    )


def test_the_summary_counts_each_focus_area_and_all(tmp_path):
    told = rows(made(tmp_path).tables[0])
    assert told[0] == ["Painopiste", "✓ Toteutunut", "◐ Osittain toteutunut", "✗ Ei toteutunut", "? Ei arvioitavissa", "Mittarit"]  # fmt: skip
    assert told[-1] == ["Kaikki", "3", "1", "3", "1", "8"]
    assert told[1][0] == "Kasvava kaupunki"


@pytest.mark.parametrize(("back", "note"), [(["a1"], "✖ 1 mittari odottaa"), (["a1", "c2"], "✖ 2 mittaria odottaa"), ([], None)])  # fmt: skip
def test_held_rows_are_told_at_the_top(tmp_path, back, note):
    told = [p.text for p in made(tmp_path, back=back).paragraphs if p.text.startswith("✖")]
    assert (len(told) == 1 and told[0].startswith(note)) if note else told == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_repeats_its_headers_and_has_an_alternative_text(tmp_path, lang):
    document = made(tmp_path, lang)
    for n, table in enumerate(document.tables):
        assert len(table._tbl.findall(f".//{qn('w:tblHeader')}")) == (2 if n else 1)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert document.core_properties.language == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[lang]


def test_submitted_text_says_its_language(tmp_path):
    document = made(tmp_path)
    cell = next(c for t in document.tables for r in t.rows for c in r.cells if c.text == "Gemensam modell")
    run = cell.paragraphs[0].runs[0]
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "sv-FI"


def test_the_citys_template_gives_styles_and_the_rest_of_its_text_goes(tmp_path):
    template = Document()
    template.add_paragraph("Malliteksti")
    template.styles["Heading 1"].font.name = "Kaupunki Sans"
    template.styles.element.remove(template.styles["Caption"].element)
    template.sections[0].header.paragraphs[0].text = "Kaupungin ylätunniste"
    template.save(str(tmp_path / "malli.docx"))
    document = made(tmp_path, reference=tmp_path / "malli.docx")
    assert "Malliteksti" not in [p.text for p in document.paragraphs]
    assert document.styles["Heading 1"].font.name == "Kaupunki Sans"
    assert document.sections[0].header.paragraphs[0].text == "Kaupungin ylätunniste"
    assert "Caption" in [s.name for s in document.styles]


@pytest.mark.parametrize("content", [b"not a document", b"PK\x05\x06" + b"\0" * 18])
def test_a_template_that_is_no_document_is_our_own_settings_error(tmp_path, content):
    (tmp_path / "malli.docx").write_bytes(content)
    with pytest.raises(SettingsError, match=r"malli\.docx"):
        made(tmp_path, reference=tmp_path / "malli.docx")


def test_headings_that_differ_in_case_alone_are_one(tmp_path):
    given = [
        demo.indicator("a", demo.TRANSIT, 0, goal="YRITYKSET KASVAVAT", indicator="M1"),
        demo.indicator("b", demo.GROWTH, 1, goal="Yritykset  kasvavat", indicator="M2"),
        demo.indicator("c", demo.GROWTH, 2, goal="Yritykset kasvavat nyt", indicator="M3"),
    ]
    sections = chapter(demo.tables(indicators=given), held())
    assert [s.title for s in sections[0].sections] == ["Yritykset  kasvavat", "Yritykset kasvavat nyt"]
    cards = sections[0].sections[0].sections[0].cards
    assert [(c.department, len(c.lines)) for c in cards] == [(demo.TRANSIT, 1), (demo.GROWTH, 1)]


def test_what_word_cannot_hold_is_replaced_and_nothing_is_lost_elsewhere(tmp_path):
    given = [
        demo.indicator("a", demo.TRANSIT, 0, indicator="a\x07b <x>", action=None, goal=None, deed=None, explanation="1\n\n2"),
        demo.indicator("b", demo.TRANSIT, 1, indicator=None, action=None, goal=None, deed=None, explanation="1\n\n2"),
    ]  # fmt: skip
    document = made(tmp_path, tables=demo.tables(indicators=given))
    assert rows(document.tables[1])[1][0] == "a�b <x>"
    assert rows(document.tables[2])[1] == ["Nimetön mittari", "–", "–", "–"]
    assert [name for name, _ in headings(document)] == ["Title", "Heading 1"]


def test_one_explanation_of_several_indicators_stands_once(tmp_path):
    given = [
        demo.indicator(str(n), demo.TRANSIT, n, number=n, indicator=f"M{n}", explanation="Sama.")
        for n in (1, 2)
    ]
    last = rows(made(tmp_path, tables=demo.tables(indicators=given)).tables[1])[-1]
    assert last == ["Selvitys toimenpiteen toteutumisesta vuonna 2023\nSama."]


def test_an_empty_run_makes_a_document(tmp_path):
    tables = demo.tables() | {"indicators": demo.tables()["indicators"].clear()}
    document = made(tmp_path, tables=tables)
    assert [t for _, t in headings(document)] == ["Tavoitteiden toteutuminen"]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (["M!B14", "M!B18", "M!B14"], "a.xlsx: M!B14, B18"), (["M!B14", "N!B2", "N!B3"], "a.xlsx: M!B14, N!B2, B3"),
        (["M", "M!B2"], "a.xlsx: M, M!B2"), ([""], "a.xlsx"), ([], ""),
    ],
)  # fmt: skip
def test_sources_name_each_file_and_sheet_once(places, told):
    lines = [Line("", "", "", "", "", "met", "", False, "fi", "", "a.xlsx", p) for p in places]
    assert sources(lines) == told


def test_an_indicator_without_a_number_needs_no_label_and_a_missing_action_no_row(tmp_path):
    given = [demo.indicator("a", demo.TRANSIT, 0, indicator="Matkat", action=None, number=None)]
    card = rows(made(tmp_path, tables=demo.tables(indicators=given)).tables[1])
    assert card[0] == ["Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma"]
    assert card[1][0] == "Matkat"


def kept(row):
    return all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)


def test_the_figures_of_an_indicator_stay_with_their_judgement(tmp_path):
    found = made(tmp_path).tables[1].rows
    assert [kept(row) for row in found[:4]] == [
        True,
        True,
        True,
        False,
    ]  # action, header, figures; the judgement


@pytest.mark.parametrize(
    ("widths", "heads", "texts", "result"),
    [
        ((4.0, 2.0), ([], []), (["Alue"], ["Indikatorer"]), [3.4, 2.6]),
        ((4.0, 2.6), ([], []), (["Alue"], ["Indikatorer"]), [4.0, 2.6]),
        ((2.0, 2.0), ([], []), (["Indikatorer"], ["Indikatorer"]), [2.0, 2.0]),  # no room to give
        ((4.0, 2.0), ([], []), (["Alue"], ["alla indikatorer", ""]), [3.4, 2.6]),
        ((4.0, 2.0), (["Alue"], ["Toteuma"]), ([], ["63 kpl"]), [3.78, 2.22]),  # bold is wider
        ((4.0, 2.0), (["Alue"], ["Nro"]), ([], ["63 kpl"]), [4.0, 2.0]),
    ],
)
def test_a_column_is_as_wide_as_its_longest_word(widths, heads, texts, result):
    assert fitted(widths, heads, texts) == result

from __future__ import annotations

import demo_report as demo
import polars as pl
import pytest
from openpyxl import load_workbook
from polars.testing import assert_frame_equal

from pipeline.model.settings import LANGUAGES
from pipeline.model.tables import TABLES
from pipeline.write import consolidated, data
from pipeline.write.consolidated_report import finding_rows
from pipeline.write.consolidated_tables import number_look
from pipeline.write.workbook import MAX_TEXT, fitted, outside, within

HELD = pl.DataFrame({"indicator_id": ["a1", "a2"], "held": [True, False]})


def made(tmp_path, lang="fi", tables=None, **more):
    path = tmp_path / "consolidated.xlsx"
    consolidated.write(tables or demo.tables(), path, lang, demo.facts(), **more)
    return load_workbook(path)


def tidy(book, name, schema):
    """The Excel table of this name as a frame of this schema; a blank cell is no value."""
    sheet = next(s for s in book.worksheets if name in s.tables)
    head, *rows = sheet[sheet.tables[name].ref]
    columns = [c.value for c in head]
    frame = pl.DataFrame(
        {c: [r[i].value for r in rows] for i, c in enumerate(columns)},
        schema=dict(schema),
        strict=False,
    )
    return frame.filter(pl.any_horizontal(pl.all().is_not_null()))


def blank_is_none(table):
    texts = pl.col(pl.String)
    return table.with_columns(pl.when(texts == "").then(None).otherwise(texts).name.keep())


@pytest.mark.parametrize("name", demo.tables())
def test_a_sheet_read_back_equals_its_parquet_file(tmp_path, name):
    tables = demo.tables()
    data.write(tables, tmp_path)
    book = made(tmp_path, tables=tables)
    assert_frame_equal(
        tidy(book, name, tables[name].schema), blank_is_none(pl.read_parquet(tmp_path / f"{name}.parquet"))
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cover_leads_to_every_sheet(tmp_path, lang):
    book = made(tmp_path, lang)
    cover = book.worksheets[0]
    links = {
        c.hyperlink.location.split("!")[0].strip("'") for row in cover.iter_rows() for c in row if c.hyperlink
    }
    assert links == set(book.sheetnames[1:])
    texts = {c.value for row in cover.iter_rows() for c in row}
    assert "2024-02-06_060000" in texts
    assert {"fi": "Lukuohje", "sv": "Läsanvisning", "en": "How to read this"}[lang] in texts


def test_the_report_says_its_judgement_in_words_and_links_to_source_and_findings(tmp_path):
    sheet = made(tmp_path, held=HELD, inputs="../../inputs").worksheets[1]
    head = {c.value: c.column for c in sheet[1]}
    rows = {r[head["Mittari"] - 1].value: r for r in sheet.iter_rows(min_row=2)}
    first = rows["Kertalippumatkojen määrä loka-joulukuussa"]
    assert first[head["Toteutuminen"] - 1].value == "✓ Toteutunut"
    assert first[head["Odottaa"] - 1].value == "✖ Odottaa korjausta"
    assert first[head["Havainnot"] - 1].value == "✖ Virhe 1"
    assert first[head["Havainnot"] - 1].hyperlink.location == "'Havainnot (tiedot)'!A2"
    source = first[head["Lähde"] - 1]
    assert source.value == "joukkoliikenne.xlsx › Mittarit!B14"
    assert source.hyperlink.target.replace("\\", "/") == "../../inputs/joukkoliikenne.xlsx"
    assert source.hyperlink.location == "'Mittarit'!B14"
    near = rows["Vahvojen reittien matkat"]
    assert near[head["Odottaa"] - 1].value is None
    assert near[head["Havainnot"] - 1].hyperlink is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_without_an_inputs_folder_the_source_is_text(tmp_path):
    sheet = made(tmp_path).worksheets[1]
    last = [row[-1] for row in sheet.iter_rows(min_row=2)]
    assert all(c.value and c.hyperlink is None for c in last)


@pytest.mark.parametrize("text", ["=1+1", "+13 %", "-0,8 %", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.fi", "0123"])  # fmt: skip
def test_text_stays_text(tmp_path, text):
    table = demo.tables(indicators=[demo.indicator("a1", demo.TRANSIT, 0, indicator=text, actual_text=text)])
    book = made(tmp_path, tables=table)
    cells = [c for s in book.worksheets for row in s.iter_rows() for c in row if c.value == text]
    assert len(cells) >= 4
    for cell in cells:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.quotePrefix is (text[0] in "=+-@")


def test_what_excel_cannot_hold_is_told_on_the_cover(tmp_path):
    long, control = "x" * 40_000, "a\x07b"
    table = demo.tables(
        indicators=[demo.indicator("a1", demo.TRANSIT, 0, indicator=control, explanation=long)]
    )
    book = made(tmp_path, tables=table)
    report = {c.value for c in book.worksheets[1][2]}
    assert "a�b" in report
    assert max(len(v) for v in report if isinstance(v, str)) == MAX_TEXT
    told = [c.value for c in book.worksheets[0]["D"] if c.value]
    assert told[0] == "Mitä Exceliin ei mahtunut"
    assert "Raportti!G2" in told[1]
    assert "Raportti!O2" in told[1]


def test_the_cover_has_no_notice_where_all_fits(tmp_path):
    assert made(tmp_path).worksheets[0].max_column == 2


@pytest.mark.parametrize(
    ("text", "shown", "lost"),
    [
        ("a\r\nb\tc", "a\nb\tc", False), ("a\x00b", "a\ufffdb", True), ("\ufffe", "\ufffd", True), ("ä–−", "ä–−", False),
        ("x" * MAX_TEXT, "x" * MAX_TEXT, False), ("x" * (MAX_TEXT + 1), "x" * (MAX_TEXT - 1) + "…", True),
        ("😀" * 16_383, "😀" * 16_383, False),
    ],
)  # fmt: skip
def test_fitted(text, shown, lost):
    assert fitted(text) == (shown, lost)


def test_a_long_text_of_wide_characters_fits_excels_own_count():
    text, lost = fitted("😀" * 20_000)
    assert lost
    assert len(text.encode("utf-16-le")) // 2 <= MAX_TEXT


@pytest.mark.parametrize(
    ("file", "ref", "link"),
    [
        ("a b.xlsx", "Taulu!E10", "external:../in/a%20b.xlsx#'Taulu'!E10"),
        ("a.xlsx", "O'Hara!E10", "external:../in/a.xlsx#'O''Hara'!E10"),
        ("a.xlsx", "Taulu", "external:../in/a.xlsx"), ("a.xlsx", None, "external:../in/a.xlsx"),
        ("a#b.xlsx", "Taulu!E10", None), ("100%.xlsx", None, "external:../in/100%25.xlsx"),
    ],
)  # fmt: skip
def test_links_to_other_workbooks(file, ref, link):
    assert outside("../in", file, ref) == link


def test_links_within():
    assert within("O'Hara", "A1") == "internal:'O''Hara'!A1"


@pytest.mark.parametrize(
    ("column", "value", "form"),
    [("progress_pct", 85.0, '0.0" %"'), ("report_year", 2023, "0"), ("value", 237000.0, "#,##0"), ("value", 4.25, "#,##0.0##")],
)  # fmt: skip
def test_number_formats(column, value, form):
    assert number_look(column, value) == {"num_format": form}


def test_findings_are_counted_by_owner():
    found = finding_rows(demo.tables()["findings"])
    assert found["a1"] == (2, {"error": 1})
    assert set(found) == {"a1", "c2", "c1", "b9"}


def test_an_empty_run_still_makes_a_workbook(tmp_path):
    empty = {name: pl.DataFrame(schema=dict(schema)) for name, schema in TABLES.items()}
    book = made(tmp_path, tables=empty)
    assert all(tidy(book, name, TABLES[name]).height == 0 for name in TABLES)

"""Readers of every format: the same sheet drawn once, saved in each dialect, must read alike."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Grid
from pipeline.model.settings import Limits
from pipeline.read import notes, oddities
from pipeline.read.formats import ods, stored, xlsx
from pipeline.read.formats.package import Package
from pipeline.read.formats.strings import rich, unescape
from tests.builders import all_labels

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(folder: Path, fill: object) -> Path:
    """A workbook made by `fill(workbook, sheet)`."""
    path = folder / "kirja.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        fill(workbook, workbook.add_worksheet("Taulu"))  # type: ignore[operator]
    return path


def grid(path: Path, **limits: float) -> Grid:
    found = xlsx.read(path, Limits(**limits))  # type: ignore[arg-type]
    for sheet in found.sheets:
        stored.strike(sheet)
    oddities.observe(found)
    return found


def repacked(path: Path, change: object) -> Path:
    """The same package with `change(name, data) -> list of (name, data)` applied to each part."""
    out = path.with_name(f"muutettu-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            for name, data in change(info.filename, old.read(info)):  # type: ignore[operator]
                new.writestr(name, data)
    return out


def codes(found: Grid, sheet: int = 0) -> list[tuple[str, str | None]]:
    return [(rule, ref) for rule, ref, _ in found.sheets[sheet].observations]


@pytest.mark.parametrize(
    ("value", "code", "text", "rules"),
    [
        (0.13, "0%", "13 %", []),
        (0.13, "General", "0,13", []),
        (0.1749, "0.0%", "17,5 %", []),
        (35, '0" pv"', "35 pv", []),
        (135000, '#,##0" kpl"', "135 000 kpl", []),
        (2600000, '0.0,," M€"', "2,6 M€", []),
        (-5, "#,##0_);(#,##0)", "-5", []),
        (38, r"0\ \h", "38 h", []),
        (0.30000000000000004, "General", "0,3", []),
        (45291, "d.m.yyyy", "31.12.2023", []),
        (45291, "yyyy", "2023", []),
        (45291, "mm/yyyy", "12/2023", ["REA-12"]),
        (45291, '"Toteuma "d\\.m\\.yyyy', "Toteuma 31.12.2023", []),
        (45291, 'yyyy" (utfall)"', "2023 (utfall)", []),
        (45291, "[$-409]d\\.m\\.yyyy;@", "31.12.2023", []),
        (45108, "d-mmm", "1.7.", ["REA-12"]),
        (45108, "mmm-yy", "7/2023", ["REA-12"]),
        (35, "d.m.yyyy", "35", ["REA-13"]),
        (2023, "d.m.yyyy", "2023", ["REA-13"]),
        (0.5, "h:mm", "12:00", []),
        (1.5, "[h]:mm", "36:00", []),
    ],
)
def test_a_number_shows_as_in_excel(
    tmp_path: Path, value: float, code: str, text: str, rules: list[str]
) -> None:
    found = grid(book(tmp_path, lambda w, s: s.write_number(0, 0, value, w.add_format({"num_format": code}))))
    assert found.sheets[0].text(1, 1) == text
    assert [rule for rule, _ in codes(found)] == rules


@pytest.mark.parametrize(
    ("lang", "value", "code", "text"),
    [
        ("en", 0.438, "0.0%", "43.8%"),
        ("en", 0.438, "0.0 %", "43.8 %"),
        ("en", 1850, "#,##0", "1,850"),
        ("en", 1850, "General", "1850"),
        ("en", 0.5, "General", "0.5"),
        ("en", -1234.5, "#,##0.0;(#,##0.0)", "-1,234.5"),
        ("en", 45291, "d.m.yyyy", "31.12.2023"),
        ("en", 2023, "d.m.yyyy", "2023"),
        ("sv", 0.438, "0.0%", "43,8 %"),
        ("fi", 1850, "#,##0", "1 850"),
    ],
)
def test_a_number_shows_as_its_language_writes_numbers(
    tmp_path: Path, lang: str, value: float, code: str, text: str
) -> None:
    found = grid(book(tmp_path, lambda w, s: s.write_number(0, 0, value, w.add_format({"num_format": code}))))
    stored.in_language(found.sheets[0], lang)
    assert found.sheets[0].text(1, 1) == text


def test_a_typed_text_stays_as_typed(tmp_path: Path) -> None:
    found = grid(book(tmp_path, lambda _w, s: s.write_string(0, 0, "43,8 %")))
    stored.in_language(found.sheets[0], "en")
    assert found.sheets[0].text(1, 1) == "43,8 %"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["12*"], [("REA-16", "A1")]),
        (["12 m²"], []),
        (["(5)"], [("REA-18", "A1")]),
        (["(5 hlö)"], []),
        (["38¹⁾"], [("REA-16", "A1")]),
        (["x" * 40], []),
    ],
)
def test_odd_texts_are_noticed_and_their_near_misses_are_not(
    tmp_path: Path, cells: list[str], expected: list[tuple[str, str]]
) -> None:
    found = grid(book(tmp_path, lambda _w, s: s.write_column(0, 0, cells)))
    assert codes(found) == expected


def test_struck_and_superscript_runs_are_no_value(tmp_path: Path) -> None:
    def fill(w: xlsxwriter.Workbook, s: xlsxwriter.worksheet.Worksheet) -> None:
        strike, up = w.add_format({"font_strikeout": True}), w.add_format({"font_script": 1})
        s.write_rich_string("A1", strike, "25 pv", "30 pv")
        s.write_rich_string("A2", "38", up, "1)")
        s.write_rich_string("A3", "1 200 m", up, "2", " tilaa")
        s.write_row("A4", ["poistettu", "mittari"], strike)
        s.write("A5", "poistettu", strike)
        s.write("B5", "voimassa")

    found = grid(book(tmp_path, fill))
    sheet = found.sheets[0]
    assert [sheet.text(r, 1) for r in range(1, 6)] == ["30 pv", "38", "1 200 m² tilaa", "poistettu", ""]
    assert set(codes(found)) == {("REA-14", "A1"), ("REA-16", "A2"), ("REA-15", "A4"), ("REA-14", "A5")}


def test_formulas_say_whether_they_were_counted(tmp_path: Path) -> None:
    def fill(_w: xlsxwriter.Workbook, s: xlsxwriter.worksheet.Worksheet) -> None:
        s.write_formula("A1", "=1+1", None, 2)
        s.write_formula("A2", "=1+1")  # this writer leaves a zero and asks Excel to count
        s.write_formula("A3", '=""', None, "tyhjä")
        s.write_formula("A4", "=1/0", None, "#DIV/0!")

    path = book(tmp_path, fill)
    path = repacked(
        path, lambda n, d: [(n, d.replace("<v>tyhjä</v>".encode(), b"<v></v>") if n == SHEET else d)]
    )
    found = grid(path)
    assert [found.sheets[0].text(r, 1) for r in range(1, 5)] == ["2", "", "", "#DIV/0!"]
    assert codes(found) == [("REA-09", "A2"), ("REA-11", "A4")]
    bare = repacked(path, lambda n, d: [(n, d.replace(b"<v>2</v>", b"") if n == SHEET else d)])
    assert ("REA-10", "A1") in codes(grid(bare))


def test_hidden_notes_boxes_merges_and_pictures(tmp_path: Path) -> None:
    def fill(_w: xlsxwriter.Workbook, s: xlsxwriter.worksheet.Worksheet) -> None:
        s.write_row("A1", ["a", "b", "ks. kommentti"])
        s.write_row("A2", ["c", "d"])
        s.set_row(1, None, None, {"hidden": True})
        s.set_column("B:B", None, None, {"hidden": True})
        s.write_comment("C1", "Oikea arvo 36 pv")
        s.write_comment("D1", "tyhjän solun huomautus")
        s.write_comment("A1", "ohje")
        s.insert_textbox("F5", "Selvitys ruudussa")
        s.merge_range("A4:C4", "koko leveys")

    found = grid(book(tmp_path, fill))
    assert set(codes(found)) == {
        ("REA-33", "D1"), ("REA-06", "F5"), ("REA-01", "A2"), ("REA-02", "B1"),
    }  # fmt: skip
    assert [(rule, ref) for rule, ref, _ in notes.of_sheet(found, found.sheets[0], all_labels())] == [
        ("REA-19", "C1")
    ]
    assert found.sheets[0].cells[4, 1].merged == "A4:C4"
    assert found.sheets[0].cells[1, 2].hidden
    assert not found.sheets[0].cells[1, 1].hidden


def _strict(name: str, data: bytes) -> list[tuple[str, bytes]]:
    swaps = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for old, new in swaps.items():
        data = data.replace(old, new)
    return [(name, data)]


@pytest.mark.parametrize(
    "change",
    [
        _strict,
        lambda n, d: [(n.replace("/", "\\").replace("shared", "Shared"), d)],
        lambda n, d: [] if n == "xl/styles.xml" else [(n, d)],
        lambda n, d: [(n, d.replace(b"<fills", b'<fills odd="1"><fill/></fills><fills'))],
        lambda n, d: [(n, d.replace(b'ref="A1:B2"', b'ref="A1"'))],
    ],
    ids=["strict", "backslashes", "no styles", "odd styles", "dimension"],
)
def test_dialects_read_alike(tmp_path: Path, change: object) -> None:
    path = book(tmp_path, lambda _w, s: (s.write_row("A1", ["x", 1]), s.write_row("A2", ["y", 2.5])))
    cells = {k: c.text for k, c in grid(repacked(path, change)).sheets[0].cells.items()}
    assert cells == {(1, 1): "x", (1, 2): "1", (2, 1): "y", (2, 2): "2,5"}


def _entity(name: str, data: bytes) -> list[tuple[str, bytes]]:
    if name != "xl/sharedStrings.xml":
        return [(name, data)]
    head, _, rest = data.partition(b"?>")
    return [(name, head + b'?><!DOCTYPE sst [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + rest)]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda n, d: [] if n == "xl/sharedStrings.xml" else [(n, d)], "REA-25"),
        (lambda n, d: [(n, d), (n.upper(), d)] if n == SHEET else [(n, d)], "REA-22"),
        (_entity, "REA-26"),
        (lambda n, d: [(n, d[: len(d) // 2] if n == SHEET else d)], "REA-21"),
        (lambda n, d: [] if n == SHEET else [(n, d)], "REA-25"),
        (lambda n, d: [(n, d + b" " * (30 * 1024 * 1024) if n == SHEET else d)], "REA-24"),
    ],
    ids=["no strings", "twin parts", "entity", "cut part", "no sheet", "bomb"],
)
def test_what_cannot_be_trusted_is_refused_with_its_cause(tmp_path: Path, change: object, rule: str) -> None:
    path = book(tmp_path, lambda _w, s: s.write_row("A1", ["x", 1]))
    with pytest.raises(UnreadableWorkbook) as caught:
        grid(repacked(path, change))
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("limits", "rule"),
    [({"cells": 3}, "REA-27"), ({"sheets": 0}, "REA-28"), ({"unpacked_mib": 0.001}, "REA-23")],
)
def test_each_limit_is_named(tmp_path: Path, limits: dict[str, float], rule: str) -> None:
    path = book(tmp_path, lambda _w, s: s.write_row("A1", [1, 2, 3, 4]))
    assert len(grid(path).sheets[0].cells) == 4
    with pytest.raises(UnreadableWorkbook) as caught:
        grid(path, **limits)
    assert caught.value.rule == rule


def test_damage_is_found_by_the_checksum(tmp_path: Path) -> None:
    path = book(tmp_path, lambda _w, s: s.write_column("A1", ["teksti"] * 300))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        info = package.getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(UnreadableWorkbook) as caught:
        grid(path)
    assert caught.value.rule == "REA-21"


def test_a_stray_cell_and_a_million_rows_cost_nothing(tmp_path: Path) -> None:
    def far(name: str, data: bytes) -> list[tuple[str, bytes]]:
        rows = b"".join(b'<row r="%d"/>' % n for n in range(3, 20000))
        last = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>!</t></is></c></row></sheetData>'
        return [(name, data.replace(b"</sheetData>", rows + last) if name == SHEET else data)]

    path = repacked(book(tmp_path, lambda _w, s: s.write_row("A1", ["x"])), far)
    assert sorted(grid(path).sheets[0].cells) == [(1, 1), (1048576, 16384)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("rivi_x000D_\n", "rivi\n"),
        ("_x005F_x000D_", "_x000D_"),
        ("a\r\nb", "a\nb"),
        ("_xD83D__xDE00_", "😀"),
        ("_x00G0_", "_x00G0_"),
        ("\x01x", "x"),
    ],
)
def test_escapes_are_undone_once(written: str, read: str) -> None:
    assert unescape(written) == read


def test_phonetic_runs_are_left_out() -> None:
    element = etree.fromstring(f'<si xmlns="{MAIN}"><t>kunta</t><rPh sb="0" eb="1"><t>x</t></rPh></si>')
    assert rich(element).text == "kunta"


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">
<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="p" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="s" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Taulu">
<table:table-row><table:table-cell table:style-name="p" office:value-type="percentage" office:value="0.174"><text:p>17.4%</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p><text:span text:style-name="s">25</text:span>30<text:s text:c="1"/>pv</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2023-12-31"><text:p>12/31/23</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_ods_counts_repeats_and_shows_by_style(tmp_path: Path) -> None:
    path = tmp_path / "kirja.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", ODS)
    sheet = ods.read(path, Limits()).sheets[0]
    assert {k: c.text for k, c in sheet.cells.items()} == {
        (1, 1): "17,4 %", (1, 2): "30 pv", (1, 3): "30 pv", (1048572, 1): "31.12.2023",
    }  # fmt: skip
    assert sheet.cells[1, 2].struck == "25"


def test_a_package_names_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "ei.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("muu.txt", "x")
    with pytest.raises(UnreadableWorkbook) as caught:
        xlsx.read(path, Limits())
    assert (caught.value.rule, caught.value.params) == ("REA-25", {"observed": "workbook.xml"})
    with Package(path, Limits()) as opened:
        assert opened.names() == ["muu.txt"]

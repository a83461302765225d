from __future__ import annotations

import re
import zipfile

import demo_report as demo
import pytest
import xlsxwriter
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from pipeline.model import tables as model
from pipeline.model.settings import LANGUAGES, Limits
from pipeline.read import explanations
from pipeline.read.open import open_grid
from pipeline.write import marked
from pipeline.write.marked_list import SHOWN
from pipeline.write.marked_notes import position
from pipeline.write.marked_sheet import MARK, anchor

SHEET, OTHER = "Joukkoliikenne", "O'Haran taulu"


def findings(*rows):
    given = rows or ((f"{SHEET}!E10", "error", "+13 %"),)
    return model.frame(
        [
            demo.finding(f"CON-{n:02}", s, "a.xlsx", ref=r, message=m, remedy="Laske uudelleen.", fingerprint=f"p{n}")
            for n, (r, s, m) in enumerate(given, 1)
        ],
        model.FINDINGS,
    )  # fmt: skip


@pytest.fixture
def original(tmp_path):
    """A workbook with what others put there: notes, formats, formulas, names, merged cells, a second sheet."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, other = book.add_worksheet(SHEET), book.add_worksheet(OTHER)
        red = book.add_format({"bg_color": "#FF0000"})
        sheet.write("B2", "Mittari", red)
        sheet.write("E10", "135 000 (+13 %)")
        sheet.write_formula("F10", "=1+1", None, 2)
        sheet.merge_range("A13:E13", "Selvitys")
        sheet.write_comment("B2", "Tämä on meidän", {"author": "Aino"})
        sheet.conditional_format("A1:A5", {"type": "cell", "criteria": ">", "value": 5, "format": red})
        sheet.data_validation("G1", {"validate": "list", "source": ["a", "b"]})
        sheet.print_area("A1:F20")
        other.write("A1", "Toinen")
        other.print_area("A1:B2")
        other.activate()
        book.define_name("Luku", f"={SHEET}!$E$10")
    return path


def returned(path, tmp_path, given=None, lang="fi", folder="returned"):
    return marked.write_beside(path, findings() if given is None else given, tmp_path / folder, lang)


def parts(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {n: file.read(n) for n in file.namelist()}


def c14n(data):
    return etree.tostring(etree.fromstring(data), method="c14n")


def data_of(sheet_part):
    root = etree.fromstring(sheet_part)
    return etree.tostring(root.find(f"{{{etree.QName(root).namespace}}}sheetData"), method="c14n")


def notes(path):
    return {f"{s.title}!{c.coordinate}": c.comment.text for s in load_workbook(path) for r in s.iter_rows() for c in r if c.comment}  # fmt: skip


def coloured(path):
    return {
        f"{s.title}!{area.sqref}"
        for s in load_workbook(path)
        for area in s.conditional_formatting
        for rule in area.rules
        if rule.formula == [MARK]
    }


def test_only_what_must_change_does_and_cells_never_do(original, tmp_path):
    before, after = parts(original), parts(returned(original, tmp_path))
    changed = {n for n in before if after[n] != before[n]}
    assert changed == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/comments1.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(after) - set(before) == {"xl/worksheets/sheetToteuma1.xml"}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert data_of(after[name]) == data_of(before[name])
    old, new = (etree.fromstring(p["xl/styles.xml"]) for p in (before, after))
    for a, b in zip(old, new, strict=True):
        assert [c14n(etree.tostring(e)) for e in a] == [c14n(etree.tostring(e)) for e in b][: len(a)]


def test_cells_formulas_names_and_formats_read_as_before(original, tmp_path):
    old, new = load_workbook(original), load_workbook(returned(original, tmp_path))
    assert new.sheetnames == ["Havainnot", SHEET, OTHER]
    for sheet in old:
        twin = new[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                other = twin[cell.coordinate]
                assert (other.value, other.fill.fgColor.rgb, other.number_format) == (cell.value, cell.fill.fgColor.rgb, cell.number_format)  # fmt: skip
        assert twin.print_area == sheet.print_area
        assert twin.merged_cells.ranges == sheet.merged_cells.ranges
        assert len(twin.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert new.defined_names["Luku"].attr_text == f"{SHEET}!$E$10"
    assert new.active.title == "Havainnot"
    assert [s.title for s in new if s.sheet_view.tabSelected] == ["Havainnot"]


def test_each_cell_has_its_note_and_colour(original, tmp_path):
    given = findings(
        (f"{SHEET}!E10", "warning", "Ajanjakso puuttuu."), (f"{SHEET}!E10", "error", "+13 % ei täsmää."),
        (f"{SHEET}!C13", "info", "Pitkä."), (f"{OTHER}!A1", "error", "Tyhjä."), (f"{SHEET}!Z99", "error", "Ei ole."),
        ("Kadonnut!A1", "error", "x"), (SHEET, "warning", "Taulukko"), (None, "error", "Tiedosto"),
    )  # fmt: skip
    path = returned(original, tmp_path, given)
    told = notes(path)
    assert set(told) == {f"{SHEET}!B2", f"{SHEET}!E10", f"{SHEET}!A13", f"{OTHER}!A1", f"{SHEET}!Z99"}
    assert told[f"{SHEET}!E10"] == (
        "Toteuma:\n✖ Virhe (CON-02): +13 % ei täsmää.\n→ Laske uudelleen.\n\n"
        "▲ Varoitus (CON-01): Ajanjakso puuttuu.\n→ Laske uudelleen."
    )
    assert told[f"{SHEET}!B2"] == "Tämä on meidän"
    assert coloured(path) == {f"{SHEET}!E10", f"{SHEET}!A13:E13", f"{SHEET}!Z99", f"{OTHER}!A1"}
    links = {
        c.value: c.hyperlink.location
        for r in load_workbook(path)["Havainnot"].iter_rows()
        for c in r
        if c.hyperlink
    }
    assert links == {
        f"{SHEET}!E10": f"'{SHEET}'!E10", f"{SHEET}!C13": f"'{SHEET}'!C13", f"{SHEET}!Z99": f"'{SHEET}'!Z99",
        f"{OTHER}!A1": "'O''Haran taulu'!A1", SHEET: f"'{SHEET}'!A1",
    }  # fmt: skip


def test_ours_stands_below_a_note_of_somebody_else(original, tmp_path):
    told = notes(returned(original, tmp_path, findings((f"{SHEET}!B2", "error", "Puuttuu."))))
    assert told[f"{SHEET}!B2"].startswith("Tämä on meidän\n\nToteuma:\n✖ Virhe (CON-01): Puuttuu.")


def test_a_conversation_is_left_alone(original, tmp_path):
    book = load_workbook(original)
    book[SHEET]["E10"].comment = Comment("[Threaded comment]", "tc={9F1B}")
    book.save(original)
    path = returned(original, tmp_path)
    assert notes(path)[f"{SHEET}!E10"] == "[Threaded comment]"
    assert coloured(path) == {f"{SHEET}!E10"}


@pytest.mark.parametrize("resave", [False, True])
def test_a_workbook_that_comes_back_is_marked_afresh(original, tmp_path, resave):
    first = returned(
        original, tmp_path, findings((f"{SHEET}!E10", "error", "x"), (f"{SHEET}!B2", "error", "y"))
    )
    if resave:
        book = load_workbook(first)
        book.save(first)
    again = returned(first, tmp_path, findings((f"{OTHER}!A1", "warning", "z")), folder="again")
    assert load_workbook(again).sheetnames == ["Havainnot", SHEET, OTHER]
    assert set(notes(again)) == {f"{SHEET}!B2", f"{OTHER}!A1"}
    assert notes(again)[f"{SHEET}!B2"] == "Tämä on meidän"
    assert coloured(again) == {f"{OTHER}!A1"}
    assert load_workbook(again)[OTHER].print_area == load_workbook(original)[OTHER].print_area


def test_marking_twice_the_same_is_marking_once(original, tmp_path):
    first = returned(original, tmp_path)
    again = returned(first, tmp_path, folder="again")
    assert notes(again) == notes(first)
    assert coloured(again) == coloured(first)
    assert len(parts(again)["xl/styles.xml"]) == len(parts(first)["xl/styles.xml"])
    drawn = [p["xl/drawings/vmlDrawing1.vml"].count(b"<x:Row>") for p in map(parts, (first, again))]
    assert drawn == [2, 2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reader_sees_the_departments_sheets_only_and_takes_the_explanations(original, tmp_path, lang):
    path = returned(original, tmp_path, findings((f"{SHEET}!E10", "warning", "x")), lang)
    grid, plain = open_grid(path, Limits()), open_grid(original, Limits())
    assert explanations.take(grid) == []
    texts = [{k: c.text for k, c in s.cells.items()} for s in grid.sheets]
    assert texts == [{k: c.text for k, c in s.cells.items()} for s in plain.sheets]
    book = load_workbook(path)
    names = [column.name for column in SHOWN]
    book.worksheets[0].cell(5, names.index("explanation") + 1).value = "Luku on tarkistettu."
    book.save(path)
    (taken,) = explanations.take(open_grid(path, Limits()))
    assert taken["explanation"] == "Luku on tarkistettu."
    assert taken["fingerprint"] == "p1"


def test_an_explained_warning_is_listed_but_its_cell_is_not_marked(original, tmp_path):
    row = demo.finding(
        "MEA-02", "warning", "a.xlsx", ref=f"{SHEET}!E10", change="explained", explanation="Sovittu."
    )
    path = returned(original, tmp_path, model.frame([row], model.FINDINGS))
    assert coloured(path) == set()
    assert "Sovittu." in {c.value for c in load_workbook(path)["Havainnot"][5]}


def test_macros_and_unknown_parts_travel(original, tmp_path):
    macro = tmp_path / "b.xlsm"
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(macro, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("xl/vbaProject.bin", b"\0\1macro")
        new.writestr("customXml/item1.xml", b"<a   x='1'/>")
    after = parts(returned(macro, tmp_path))
    assert after["xl/vbaProject.bin"] == b"\0\1macro"
    assert after["customXml/item1.xml"] == b"<a   x='1'/>"


def test_a_workbook_without_styles_or_notes_gets_them(tmp_path):
    path = tmp_path / "bare.xlsx"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{book}"/><Override PartName="/xl/s.xml" ContentType="{sheet}"/></Types>')  # fmt: skip
        file.writestr("_rels/.rels", f'<Relationships {package}><Relationship Id="r" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        file.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{rel}"><sheets><sheet name="{SHEET}" sheetId="1" r:id="a"/></sheets></workbook>')  # fmt: skip
        file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships {package}><Relationship Id="a" Type="{rel}/worksheet" Target="s.xml"/></Relationships>')  # fmt: skip
        file.writestr("xl/s.xml", f'<worksheet {main}><sheetData><row r="10"><c r="E10"><v>5</v></c></row></sheetData><pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/></worksheet>')  # fmt: skip
    after = returned(path, tmp_path)
    assert set(notes(after)) == {f"{SHEET}!E10"}
    assert load_workbook(after)[SHEET]["E10"].value == 5
    order = [etree.QName(e).localname for e in etree.fromstring(parts(after)["xl/s.xml"])]
    assert order == ["sheetData", "conditionalFormatting", "pageMargins", "legacyDrawing"]


def test_the_strict_dialect_keeps_its_namespaces(original, tmp_path):
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(strict, "w") as new:
        for info in old.infolist():
            data = old.read(info).replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
            data = data.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
            new.writestr(info, data)
    after = parts(returned(strict, tmp_path))
    for name in (
        "xl/worksheets/sheetToteuma1.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
    ):
        assert b"2006/main" not in after[name]
        assert b"officeDocument/2006/relationships" not in after[name]
    assert [s.name for s in open_grid(tmp_path / "returned" / "strict.xlsx", Limits()).sheets] == [
        "Havainnot",
        SHEET,
        OTHER,
    ]


def test_a_sheet_of_the_same_name_is_not_ours(original, tmp_path):
    book = load_workbook(original)
    book.create_sheet("Havainnot")["A1"] = "Lintuja"
    book.save(original)
    assert load_workbook(returned(original, tmp_path)).sheetnames == [
        "Havainnot 2",
        SHEET,
        OTHER,
        "Havainnot",
    ]


def test_theirs_own_formats_keep_their_precedence(original, tmp_path):
    book = load_workbook(original)
    rule = CellIsRule(operator="equal", formula=["1"], fill=PatternFill(bgColor="FF00FF00"))
    book[SHEET].conditional_formatting.add("E10", rule)
    book.defined_names["Toinen"] = DefinedName("Toinen", attr_text=f"{SHEET}!$A$1")
    book.save(original)
    rules = [
        r for a in load_workbook(returned(original, tmp_path))[SHEET].conditional_formatting for r in a.rules
    ]
    ours = next(r for r in rules if r.formula == [MARK])
    assert ours.priority > max(r.priority for r in rules if r is not ours)
    assert len(rules) == 3


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_cannot_be_patched_is_left_alone(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert returned(path, tmp_path) is None
    assert not (tmp_path / "returned").exists()


DAMAGES = [
    ("xl/workbook.xml", rb"<sheets>.*</sheets>", b""),
    ("xl/workbook.xml", rb"<sheets>", b'<sheets xmlns="zz9">'),
    ("xl/workbook.xml", rb'sheetId="1"', b'sheetId="zz9"'),
    ("xl/comments1.xml", rb'authorId="0"', b'authorId="9"'),
    ("xl/comments1.xml", rb'ref="B2"', b'ref="?"'),
    ("xl/styles.xml", rb"</styleSheet>", b""),
    ("_rels/.rels", rb"officeDocument\"", b'nothing"'),
]


@pytest.mark.parametrize(("part", "old", "new"), DAMAGES)
def test_a_damaged_part_never_stops_a_run(original, tmp_path, part, old, new):
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(original) as before, zipfile.ZipFile(path, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            changed = re.sub(old, new, data, count=1, flags=re.DOTALL) if info.filename == part else data
            assert (changed != data) == (info.filename == part)
            after.writestr(info, changed)
    assert returned(path, tmp_path) is None


def test_lists_that_a_careless_writer_left_out_are_made(original, tmp_path):
    path = tmp_path / "careless.xlsx"
    with zipfile.ZipFile(original) as before, zipfile.ZipFile(path, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == "xl/comments1.xml":
                data = re.sub(rb"(<comments [^>]*>).*(</comments>)", rb"\1\2", data, flags=re.DOTALL)
            after.writestr(info, data)
    assert set(notes(returned(path, tmp_path))) == {f"{SHEET}!E10"}


def test_two_files_of_one_name_are_both_returned(original, tmp_path):
    names = [returned(original, tmp_path).name for _ in range(3)]
    assert names == ["a.xlsx", "a (2).xlsx", "a (3).xlsx"]


def test_a_document_type_is_refused(original, tmp_path):
    path = tmp_path / "dtd.xlsx"
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/workbook.xml":
                data = re.sub(rb"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', data, count=1)
            new.writestr(info, data)
    assert returned(path, tmp_path) is None


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsb"])
def test_other_formats_and_clean_workbooks_are_not_written(original, tmp_path, name):
    (tmp_path / name).write_bytes(original.read_bytes())
    assert returned(tmp_path / name, tmp_path) is None
    assert returned(original, tmp_path, model.frame([], model.FINDINGS)) is None


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("Taulu!E10", ("Taulu", "E10")), ("'O''Hara'!E10", ("O'Hara", "E10")), ("A!B!C3", ("A!B", "C3")),
        ("Taulu!E10:F12", ("Taulu", "E10")), ("Taulu!A16–A20", ("Taulu", "A16")), ("Taulu!$E$10", ("Taulu", "E10")),
        ("Taulu", None), ("E10", None), (None, None), ("Taulu!E0", None), ("Taulu!", None),
    ],
)  # fmt: skip
def test_places(ref, found):
    assert marked.place(ref) == found


@pytest.mark.parametrize(
    ("cell", "first"), [("C13", "A13"), ("A13", "A13"), ("F13", "F13"), ("C14", "C14"), ("AA3", "Z2")]
)
def test_anchor(cell, first):
    assert anchor(cell, {"A13": "A13:E13", "Z2": "Z2:AB4"}) == first


def test_position():
    assert [position(c) for c in ("A1", "B3", "AA10")] == [(0, 0), (2, 1), (9, 26)]

"""Laws of what is written: texts come back whole, cells of others are never touched."""

from __future__ import annotations

import re
import zipfile

import polars as pl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from polars.testing import assert_frame_equal

from pipeline.model import tables as model
from pipeline.model.grid import address
from pipeline.model.run_facts import RunFacts
from pipeline.write import consolidated, data, marked
from pipeline.write.workbook import MAX_TEXT, fitted

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(["=1+1", "'", "''=", "-", "_x0041_", "\t@"])  # fmt: skip
HOLDABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40) | st.sampled_from(["=1+1", "a\nb", "_x0041_", "01", "TRUE", "'x"])  # fmt: skip
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(st.lists(st.tuples(st.none() | ANY, st.none() | NUMBERS), max_size=5))
def test_guarding_is_undone_by_unguarding(rows):
    table = pl.DataFrame(rows, schema={"t": pl.String, "n": pl.Float64}, orient="row")
    shown = data.guarded(table)
    assert_frame_equal(data.unguarded(shown), table)
    assert not shown["t"].str.contains(r"^[=+\-@\t\r]").any()


@settings(deadline=None, max_examples=40)
@given(ANY | st.text(st.sampled_from("a😀\n\x00\r"), min_size=1, max_size=3), st.sampled_from([1, 17_000]))
def test_a_fitted_text_fits_and_stays(piece, times):
    text = piece * times
    shown, lost = fitted(text)
    assert len(shown.encode("utf-16-le")) // 2 <= MAX_TEXT
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", shown)
    assert fitted(shown) == (shown, False)
    assert lost or shown == text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=10, deadline=None)
@given(
    rows=st.lists(
        st.tuples(HOLDABLE, st.none() | HOLDABLE, st.none() | NUMBERS, st.booleans()), min_size=1, max_size=4
    )
)
def test_the_indicators_sheet_read_back_equals_the_table(tmp_path_factory, rows):
    told = [{"indicator_id": f"i{n}", "goal": g, "target_text": t, "progress_pct": p, "hidden": h} for n, (g, t, p, h) in enumerate(rows)]  # fmt: skip
    tables = {name: model.frame([], schema) for name, schema in model.TABLES.items()}
    tables["indicators"] = model.frame(told, model.INDICATORS)
    path = tmp_path_factory.mktemp("book") / "consolidated.xlsx"
    consolidated.write(tables, path, "fi", RunFacts("r", "2024-02-06T06:00:00+02:00"))
    sheet = next(s for s in load_workbook(path).worksheets if "indicators" in s.tables)
    head, *body = [[c.value for c in row] for row in sheet[sheet.tables["indicators"].ref]]
    back = pl.DataFrame({c: [row[i] for row in body] for i, c in enumerate(head)}, schema=dict(model.INDICATORS), strict=False)  # fmt: skip
    assert_frame_equal(back, tables["indicators"])


def _workbook(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A")
        sheet.write("B2", "teksti")
        sheet.merge_range("C3:D4", "yhdistetty")
    return path


def _sheet_data(path):
    with zipfile.ZipFile(path) as file:
        return etree.tostring(etree.fromstring(file.read("xl/worksheets/sheet1.xml")).find("{*}sheetData"), method="c14n")  # fmt: skip


CELLS = st.tuples(st.integers(1, 40), st.integers(1, 40), st.sampled_from(["error", "warning", "info"]))


@settings(max_examples=10, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=6))
def test_marking_any_cells_leaves_the_cells_alone(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("marked")
    original = _workbook(folder / "a.xlsx")
    found = [{"finding_id": str(n), "rule": "R-01", "severity": s, "status": "failed", "ref": f"A!{address(r, c)}", "message": "m"} for n, (r, c, s) in enumerate(cells)]  # fmt: skip
    path = marked.write_beside(original, model.frame(found, model.FINDINGS), folder / "returned", "fi")
    assert _sheet_data(path) == _sheet_data(original)
    noted = {c.coordinate for row in load_workbook(path)["A"].iter_rows() for c in row if c.comment}
    inside = {"C3", "D3", "C4", "D4"}
    assert noted == {"C3" if address(r, c) in inside else address(r, c) for r, c, _ in cells}

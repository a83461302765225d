"""Counts as people read them: the right plural, and the same number on screen and on the page."""

from __future__ import annotations

import demo_report as demo
import polars as pl
import pytest
from lxml import html as lx

from pipeline.cli.check import _lines
from pipeline.write import phrases, report
from pipeline.write.html.pages import department_page, index_page
from pipeline.write.i18n import translator


@pytest.mark.parametrize(
    ("lang", "counts", "told"),
    [
        ("en", {"error": 1, "warning": 3}, "1 error, 3 warnings, 0 notes"),
        ("sv", {"error": 3, "warning": 1, "info": 2}, "3 fel, 1 varning, 2 upplysningar"),
        ("fi", {"error": 1, "warning": 2, "info": 1}, "1 virhe, 2 varoitusta, 1 huomautus"),
    ],
)
def test_findings_are_counted_in_the_right_form(lang, counts, told):
    assert phrases.findings(counts, translator(lang)) == told


@pytest.mark.parametrize(
    ("lang", "files", "told"),
    [("fi", 1, "1 tiedosto, 27 mittaria"), ("sv", 3, "3 filer, 27 indikatorer"), ("en", 1, "1 file, 27 indicators")],
)  # fmt: skip
def test_what_was_read_is_counted(lang, files, told):
    assert phrases.read(files, 27, translator(lang)) == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"consistent": 5}, (5, "0 do not fit")),
        ({"consistent": 5, "inconsistent": 1, "not_checkable": 1}, (6, "1 does not fit, one could not be checked")),
        ({"inconsistent": 2, "not_checkable": 8}, (2, "2 do not fit, 8 could not be checked")),
        ({}, (0, "0 do not fit")),
    ],
)  # fmt: skip
def test_statements_are_counted_with_what_became_of_them(counts, told):
    assert (phrases.recomputed(counts), phrases.of_the_recomputed(counts, translator("en"))) == told


def test_a_first_run_has_no_changes():
    t = translator("en")
    assert phrases.changes({"new": 3}, t) == ""
    assert phrases.changes({"new": 3, "open": 1, "fixed": 2}, t) == "3 new ones, 1 still open, 2 are fixed"


def _built(department):
    """A workbook of one warning that another follows from, and a note about the file; with or without a department."""
    told = {"department": department}
    findings = [
        demo.finding("COM-01", "warning", "a.xlsx", indicator_id="a1", finding_id="one", **told),
        demo.finding("MEA-02", "warning", "a.xlsx", indicator_id="a1", finding_id="two", under="one", **told),
        demo.finding("REA-01", "info", "a.xlsx", finding_id="three", **told),
    ]
    files = [{"submission": "a.xlsx", "file": "a.xlsx", "outcome": "accepted", **told}]
    row = {**demo.indicator("a1", demo.TRANSIT, 0), **told}
    tables = demo.tables(indicators=[row], findings=findings, submissions=files)
    return tables, report.build(tables, demo.catalogue(), demo.settings(), demo.facts(), "en")


@pytest.mark.parametrize("department", [demo.TRANSIT, None])
def test_a_check_counts_on_screen_what_its_page_counts(department):
    tables, built = _built(department)
    screen = _lines(tables["findings"], "en").splitlines()
    assert screen[-2] == "Findings: 0 errors, 2 warnings, 1 note."
    assert screen[-1] == "1 of them follows from another finding and is not listed here."
    (view,) = (d for d in built.departments if d.cards)
    assert built.homeless == ()
    page = lx.fromstring(department_page(built, view, alone=True))
    tiles = {t.findtext("dt"): t.xpath("string(.//span)") for t in page.find_class("tile")}
    assert [tiles[name] for name in ("Errors", "Warnings", "Notes")] == ["0", "2", "1"]
    assert len(page.find_class("finding")) == 3
    assert "2 warnings, 1 note" in index_page(built)


def test_a_check_without_findings_says_so():
    assert _lines(pl.DataFrame(schema={"under": pl.String}), "sv") == "Inga iakttagelser."

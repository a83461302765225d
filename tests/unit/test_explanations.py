"""The explanation loop: a warning explained in our own sheet stays explained until its figures change."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from pipeline.consolidate import compare, explain
from pipeline.consolidate.findings import fingerprint
from pipeline.model import tables
from pipeline.model.finding import Finding
from pipeline.model.settings import Limits
from pipeline.read import explanations
from pipeline.read.child import answer
from pipeline.read.open import open_grid

HEADER = ["Sääntö", "Solu", "Selitys", "Selittäjä", "finding_id", "fingerprint"]


def book(path: Path, *rows: list[str], data: bool = False, header: list[str] = HEADER) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Havainnot")
        sheet.write(0, 0, "Havainnot, joihin voi vastata")
        sheet.write_row(2, 0, header)
        for n, row in enumerate(rows, 3):
            sheet.write_row(n, 0, row)
        if data:
            other = workbook.add_worksheet("Seuranta")
            other.write_row(0, 0, ["Tavoite", "Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma", "Selvitys"])
            other.write_row(1, 0, ["Arki", "Käynnit", "100", "120", "130", "Hyvin meni."])
    return path


@pytest.mark.parametrize("word", ["Selitys", "Förklaring", "Explanation"])
def test_explained_rows_are_taken_out_and_blank_ones_left(tmp_path: Path, word: str) -> None:
    header = ["x", "y", word, "Selittäjä", "finding_id", "fingerprint"]
    path = book(
        tmp_path / "a.xlsx",
        ["CON-01", "A1", "Luku on tarkistettu.", "Aino", "f1", "p1"],
        ["CON-02", "A2", "", "", "f2", "p2"],
        data=True,
        header=header,
    )
    grid = open_grid(path, Limits())
    assert explanations.take(grid) == [
        {
            "finding_id": "f1",
            "fingerprint": "p1",
            "explanation": "Luku on tarkistettu.",
            "explained_by": "Aino",
        }
    ]
    assert [s.name for s in grid.sheets] == ["Seuranta"]


def test_a_sheet_that_only_looks_alike_is_data(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["a", "b", "c", "d"], header=["Sääntö", "Solu", "Selitys", "Selittäjä"])
    grid = open_grid(path, Limits())
    assert explanations.take(grid) == []
    assert len(grid.sheets) == 1


@pytest.mark.parametrize(("data", "only"), [(False, True), (True, False)])
def test_a_list_that_comes_back_alone_is_no_report(
    tmp_path: Path, expectations: Path, data: bool, only: bool
) -> None:
    path = book(tmp_path / "a.xlsx", ["CON-01", "A1", "Tarkistettu.", "", "f1", "p1"], data=data)
    told = answer(path, expectations, Limits())["book"]
    assert told["only_explanations"] is only
    assert len(told["explanations"]) == 1
    assert len(told["indicators"]) == int(data)


def findings(severity: str = "warning", print_: str = "p1", change: str = "new") -> pl.DataFrame:
    row = {
        "finding_id": "f1",
        "severity": severity,
        "fingerprint": print_,
        "change": change,
        "rule": "CON-01",
    }
    return tables.frame([row], tables.FINDINGS)


GIVEN = {"finding_id": "f1", "fingerprint": "p1", "explanation": "Tarkistettu.", "explained_by": "Aino"}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (findings(), "explained"),
        (findings(change="open"), "explained"),
        (findings(severity="error"), "new"),
        (findings(print_="muuttui"), "new"),
        (findings(change="fixed"), "fixed"),
    ],
)
def test_only_a_warning_of_the_same_figures_is_explained(table: pl.DataFrame, change: str) -> None:
    row = explain.apply(table, [GIVEN]).to_dicts()[0]
    assert row["change"] == change
    assert (row["explained_by"] == "Aino") is (change == "explained")


def test_an_explanation_lasts_to_the_next_run_without_being_sent_again() -> None:
    first = explain.apply(findings(), [GIVEN])
    second = compare.with_changes(findings(change="x"), first, "r2", {"f1"})
    assert explain.apply(second, explain.from_earlier(first))["change"].to_list() == ["explained"]
    moved = compare.with_changes(findings(print_="p2"), first, "r2", {"f1"})
    assert explain.apply(moved, explain.from_earlier(first))["change"].to_list() == ["open"]


def test_a_finding_that_was_gone_for_two_runs_is_reopened() -> None:
    other = tables.frame([{"finding_id": "g", "change": "new", "rule": "x"}], tables.FINDINGS)
    assert compare.with_changes(findings(), other, "r3", {"f1"}).filter(finding_id="f1")[
        "change"
    ].to_list() == ["reopened"]
    assert compare.with_changes(findings(), other, "r3").filter(finding_id="f1")["change"].to_list() == [
        "new"
    ]


def test_the_fingerprint_is_of_what_was_seen_not_where() -> None:
    one = Finding("CON-01", observed="13 %", params={"cell": "A1", "file": "a.xlsx", "stated": "13"})
    moved = Finding("CON-01", observed="13 %", params={"cell": "B7", "file": "b.xlsx", "stated": "13"})
    other = Finding("CON-01", observed="14 %", params={"cell": "A1", "file": "a.xlsx", "stated": "13"})
    assert fingerprint(one) == fingerprint(moved) != fingerprint(other)

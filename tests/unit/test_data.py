from __future__ import annotations

import csv
import json

import demo_report as demo
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipeline.model.tables import TABLES
from pipeline.write import data
from pipeline.write.data_fields import described, description


@pytest.fixture
def folder(tmp_path):
    data.write(demo.tables(), tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("name", demo.tables())
def test_parquet_and_csv_read_back_as_they_were(folder, name):
    table = demo.tables()[name]
    assert_frame_equal(pl.read_parquet(folder / f"{name}.parquet"), table)
    back = pl.read_csv(folder / f"{name}.csv", schema=dict(table.schema))
    assert_frame_equal(data.unguarded(back), table)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("=1+1", "'=1+1"), ("+13 %", "'+13 %"), ("-0,8 %", "'-0,8 %"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"), ("\n=1", "'\n=1"), ("'quoted", "''quoted"), ("|calc", "'|calc"),
        ("13 %", "13 %"), ("− 4", "− 4"), ("–", "–"), ("", ""), (None, None), ("a=b", "a=b"), ("Ähtäri", "Ähtäri"),
    ],
)  # fmt: skip
def test_a_text_never_starts_a_formula_and_comes_back_whole(text, stored):
    table = pl.DataFrame({"t": [text], "n": [-5.0]}, schema={"t": pl.String, "n": pl.Float64})
    shown = data.guarded(table)
    assert shown.row(0) == (stored, -5.0)
    assert_frame_equal(data.unguarded(shown), table)


def test_the_csv_has_a_mark_for_excel_and_keeps_nothing_apart_from_blank(tmp_path):
    rows = [{"submission": "a", "file": 'rivi\n2 "x", y', "reason": ""}, {"submission": "=b", "file": None}]
    tables = demo.tables(submissions=rows)
    data.write(tables, tmp_path)
    raw = (tmp_path / "submissions.csv").read_bytes()
    assert raw.startswith((b"\xef\xbb\xbfsubmission,", b'\xef\xbb\xbf"submission"'))
    with (tmp_path / "submissions.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert [r["submission"] for r in read] == ["a", "'=b"]
    assert read[0]["file"] == 'rivi\n2 "x", y'
    back = pl.read_csv(tmp_path / "submissions.csv", schema=dict(TABLES["submissions"]))
    assert_frame_equal(data.unguarded(back), tables["submissions"])


def test_the_description_names_each_file_column_and_type(folder):
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["name"] for r in told["resources"]] == list(demo.tables())
    for resource in told["resources"]:
        schema = demo.tables()[resource["name"]].schema
        assert (folder / resource["path"]).is_file()
        assert all((folder / a).is_file() for a in resource["alternatives"])
        assert [f["name"] for f in resource["schema"]["fields"]] == list(schema)
        key = resource["schema"]["primaryKey"]
        assert set([key] if isinstance(key, str) else key) <= set(schema)
        for link in resource["schema"].get("foreignKeys", []):
            assert link["fields"] in schema
            assert link["reference"]["fields"] in TABLES[link["reference"]["resource"]]
    kinds = {f["name"]: f["type"] for f in told["resources"][1]["schema"]["fields"]}
    assert (kinds["progress_pct"], kinds["order"], kinds["hidden"], kinds["goal"]) == (
        "number",
        "integer",
        "boolean",
        "string",
    )


@pytest.mark.parametrize(("table", "column"), described())
def test_a_described_column_exists(table, column):
    assert column in TABLES[table]


@pytest.mark.parametrize(
    ("table", "column", "starts"),
    [
        ("findings", "severity", "error, warning"), ("findings", "explanation", "Why a warning"),
        ("indicators", "explanation", "The explanation"), ("indicators", "target_ref", "Address of the cell of target"),
        ("values", "unit", "Canonical unit"), ("values", "value_id", ""),
    ],
)  # fmt: skip
def test_descriptions(table, column, starts):
    told = description(table, column)
    assert told.startswith(starts) if starts else told == ""

"""The tables for programs: parquet, csv, and a Table Schema description of both.

The csv files are UTF-8 with a byte order mark, so that Excel shows ä and ö. A text that Excel would take for a
formula gets one apostrophe in front, and so does a text that begins with an apostrophe: taking one leading
apostrophe off gives back exactly what was there. Numbers are never touched, and parquet holds the texts as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.write.data_fields import description

GUARD = "'"
_DANGEROUS = "^[=+\\-@\t\r\n\\|%']"
"""What some spreadsheet starts a formula, a command or a text mark with."""
_TYPES = {pl.String(): "string", pl.Int64(): "integer", pl.Float64(): "number", pl.Boolean(): "boolean"}
KEYS: dict[str, str | list[str]] = {
    "submissions": "submission", "indicators": "indicator_id", "values": "value_id", "claims": "claim_id",
    "findings": "finding_id", "targets": "target_id", "history": ["indicator_id", "report_year"],
}  # fmt: skip
_LINKS = {"indicators": ("submission",), "values": ("indicator_id", "submission"), "claims": ("indicator_id", "submission")}  # fmt: skip
_OWNERS = {"submission": "submissions", "indicator_id": "indicators"}


def guarded(table: pl.DataFrame) -> pl.DataFrame:
    """The table with an apostrophe before each text that a spreadsheet would run or swallow."""
    texts = pl.col(pl.String)
    return table.with_columns(
        pl.when(texts.str.contains(_DANGEROUS)).then(pl.lit(GUARD) + texts).otherwise(texts).name.keep()
    )


def unguarded(table: pl.DataFrame) -> pl.DataFrame:
    """What `guarded` was given: one leading apostrophe is taken off each text."""
    return table.with_columns(pl.col(pl.String).str.strip_prefix(GUARD))


def _field(table: str, column: str, kind: pl.DataType) -> dict[str, str]:
    told = description(table, column)
    return {"name": column, "type": _TYPES[kind], **({"description": told} if told else {})}


def _resource(name: str, schema: Mapping[str, pl.DataType]) -> dict[str, Any]:
    links = [
        {"fields": column, "reference": {"resource": _OWNERS[column], "fields": column}}
        for column in _LINKS.get(name, ())
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "alternatives": [f"{name}.parquet"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(name, column, kind) for column, kind in schema.items()],
            **({"primaryKey": KEYS[name]} if name in KEYS else {}),
            **({"foreignKeys": links} if links else {}),
        },
    }


def describe(tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """The Table Schema description (a data package) of the csv files of these tables."""
    return {
        "profile": "tabular-data-package",
        "name": "toteuma",
        "description": (
            "The tables of one run. In the csv files a text that begins with = + - @ | % ' or white space of "
            "its kind has one apostrophe in front; take it off to get the text. The parquet files hold texts as read."
        ),
        "resources": [_resource(name, table.schema) for name, table in tables.items()],
    }


def write(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write `<table>.parquet`, `<table>.csv` and datapackage.json into the folder, which is made if absent."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
        # every text is quoted: an empty text and no text stay two things
        guarded(table).write_csv(folder / f"{name}.csv", include_bom=True, quote_style="non_numeric")
    description = json.dumps(describe(tables), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(description + "\n", encoding="utf-8")

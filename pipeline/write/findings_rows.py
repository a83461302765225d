"""Findings as rows to work through: the same columns in findings.xlsx and in the sheet of a returned workbook.

The machine columns at the end and the headings of the two columns that people fill are what `read` knows such a
sheet by when it comes back; a test holds the two together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.write.html.words import TABLES as WORDS
from pipeline.write.i18n import N_, Translator, known
from pipeline.write.symbols import severity_text

HEADINGS = {
    "explanation": {"fi": "Selitys", "sv": "Förklaring", "en": "Explanation"},
    "explained_by": {"fi": "Selittäjä", "sv": "Förklarad av", "en": "Explained by"},
}
MACHINE = ("finding_id", "fingerprint")
OPEN, MENDED, EXPLAINED = N_("To be corrected"), N_("Corrected in the cell"), N_("Explained")
STATUSES = (OPEN, MENDED, EXPLAINED)
_RANK = {"error": 0, "warning": 1, "info": 2}
_CELL = re.compile(r"^(.*!)?\$?([A-Z]{1,3})\$?(\d+)$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet. `fill` tells that a person writes there; `title` is shown as it stands when `plain`."""

    name: str
    title: str
    width: float
    fill: bool = False
    plain: bool = False


COLUMNS = (
    Column("severity", N_("Severity"), 15),
    Column("change", N_("Since the previous run"), 17),
    Column("department", N_("Department"), 20),
    Column("submission", N_("File"), 26),
    Column("ref", N_("Cell address"), 20),
    Column("rule", N_("Rule"), 10),
    Column("message", N_("What was found"), 56),
    Column("observed", N_("Written"), 32),
    Column("expected", N_("Expected"), 20),
    Column("remedy", N_("What to do"), 46),
    Column("status", N_("Status"), 16, fill=True),
    Column("explanation", "explanation", 44, fill=True),
    Column("explained_by", "explained_by", 18, fill=True),
    *(Column(name, name, 12, plain=True) for name in MACHINE),
)


def heading(column: Column, t: Translator) -> str:
    """The column's heading in the reader's language."""
    if column.name in HEADINGS:
        return HEADINGS[column.name][known(t.lang)]
    return column.title if column.plain else t(column.title)


def _place(ref: str | None) -> tuple[str, int, int, str]:
    """Order of addresses as a reader meets them: sheet, row, column; AA after Z."""
    found = _CELL.match(ref or "")
    if not found:
        return (ref or "", 0, 0, "")
    return (found[1] or "", int(found[3]), len(found[2]), found[2])


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        _RANK.get(row["severity"], len(_RANK)),
        row["department"] is None,
        row["department"] or "",
        row["submission"] or "",
        _place(row["ref"]),
        row["rule"],
        row["finding_id"],
    )


def _expected(row: Mapping[str, Any], lang: str) -> str | None:
    """What should stand there: a recomputed figure as the sentence beside it writes it, else the text itself."""
    figure = json.loads(row["params"] or "{}").get("figure")
    expected: str | None = figure.get(known(lang)) if isinstance(figure, dict) else row["expected"]
    return expected


def rows(findings: pl.DataFrame, t: Translator) -> list[dict[str, Any]]:
    """One dict a finding with the names of COLUMNS, gravest first, then by department, file and place.

    `code`, `change_code` and `status_code` are what severity, change and status are in FINDINGS.
    """
    told = []
    for row in sorted(findings.iter_rows(named=True), key=_order):
        explained = row["change"] == "explained"
        told.append(
            {
                **row,
                "code": row["severity"],
                "change_code": row["change"],
                "status_code": row["status"],
                "expected": _expected(row, t.lang),
                "severity": severity_text(row["severity"], t),
                "change": t(WORDS["changes"].get(row["change"] or "new", row["change"] or "")),
                "status": t(EXPLAINED if explained else OPEN),
            }
        )
    return told

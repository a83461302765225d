"""findings.xlsx: every standing finding, to be worked through, filtered, explained and sent back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.write.findings_rows import COLUMNS, MACHINE, STATUSES, heading, rows
from pipeline.write.html.words import SEVERITY
from pipeline.write.i18n import Translator, translator
from pipeline.write.symbols import severity_text
from pipeline.write.workbook import HEADER, LINE, TITLE, WRAP, Book, Look

_FIRST = 3
"""The header's row, counted from 0; above it stand the title and how to answer."""
_FILL: Look = {"bg_color": "#FFFBE6", "border": 1, "border_color": "#C9C3A3"}
_NAMES = [column.name for column in COLUMNS]


def write(findings: pl.DataFrame, path: Path, lang: str) -> None:
    """Write the standing findings of FINDINGS, gravest first, and a count by department.

    The status has a list to choose from; what is written beside a warning as its explanation is taken when the file
    comes back in the inputs folder.
    """
    t = translator(lang)
    with Book(path, "", t("Findings")) as book:
        sheet = book.sheet(t("Findings"), color="#7A1509")
        book.put(sheet, 0, 0, t("Findings"), TITLE)
        book.put(sheet, 1, 0, t("Correct the errors in the department's workbook. A warning may be explained instead: write the explanation and who gives it, and put this file among the inputs."))  # fmt: skip
        sheet.set_row(0, 26)
        sheet.set_row(_FIRST, 2 * LINE)
        for col, column in enumerate(COLUMNS):
            book.width(sheet, col, column.width, **({"hidden": True} if column.name in MACHINE else {}))
        told = rows(findings, t)
        for n, row in enumerate(told, _FIRST + 1):
            for col, column in enumerate(COLUMNS):
                looks = (WRAP, _FILL) if column.fill else (WRAP,)
                book.put(sheet, n, col, row[column.name], *looks)
        _dress(book, sheet, len(told), t)
        _by_department(book, told, t)


def _dress(book: Book, sheet: Any, count: int, t: Translator) -> None:
    book.table(sheet, "findings", [heading(column, t) for column in COLUMNS], _FIRST, count)
    sheet.freeze_panes(_FIRST + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3, as the report sheet
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST)
    last = _FIRST + max(count, 1)
    book.fill_by_text(sheet, (_FIRST + 1, 0, last, 0), {code: severity_text(code, t) for code in SEVERITY})
    status = _NAMES.index("status")
    sheet.data_validation(
        _FIRST + 1, status, last, status, {"validate": "list", "source": [t(status) for status in STATUSES]}
    )


def _by_department(book: Book, told: list[dict[str, Any]], t: Translator) -> None:
    """How many findings of each severity a department has; files of no known department stand by their name."""
    sheet = book.sheet(t("By department"), color="#7A1509")
    counts = Counter((row["department"] or row["submission"] or "–", row["code"]) for row in told)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(SEVERITY), 16)
    heads = [t("Department"), *(severity_text(code, t) for code in SEVERITY)]
    for col, text in enumerate(heads):
        book.put(sheet, 0, col, text, HEADER)
    for n, owner in enumerate(sorted({owner for owner, _ in counts}), 1):
        book.put(sheet, n, 0, owner, WRAP)
        for col, code in enumerate(SEVERITY, 1):
            book.put(sheet, n, col, counts[owner, code], {"num_format": "#,##0"})
    sheet.freeze_panes(1, 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

"""The tidy tables as sheets: what a pivot table, a filter or a program reads. Codes and column names as in data/."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipeline.write.i18n import N_
from pipeline.write.workbook import FILLS, ROW_LIMIT, WRAP, Book, Look

SHEETS = {
    "indicators": N_("Indicators (data)"),
    "values": N_("Values (data)"),
    "claims": N_("Claims (data)"),
    "submissions": N_("Files (data)"),
    "findings": N_("Findings (data)"),
    "targets": N_("Target register (data)"),
    "history": N_("Earlier years (data)"),
}
"""The tables in the order of their sheets; the sheet's name is translated, the table's name in Excel is the key."""
_LONG = {"explanation": 60, "message": 60, "remedy": 50, "text": 40, "quote": 40, "formula": 40, "indicator": 40, "attainment_basis": 40, "params": 30}  # fmt: skip
_FROZEN = {
    "indicators": 1,
    "values": 1,
    "claims": 1,
    "submissions": 1,
    "findings": 2,
    "targets": 1,
    "history": 2,
}
_PERCENT = ("progress_pct", "change_pct", "share_pct")
_CODED = {"indicators": ("attainment", ("met", "partly", "not_met", "not_assessable")), "findings": ("severity", ("error", "warning", "info"))}  # fmt: skip
_PLAIN = ("report_year", "number", "order", "item", "start", "end")


def number_look(column: str, value: float) -> Look:
    """The number format of a figure: years and ordinals ungrouped, percent with its sign, whole numbers whole."""
    if column in _PERCENT:
        return {"num_format": '0.0" %"'}
    if column in _PLAIN:
        return {"num_format": "0"}
    # "#,##0.##" would show 5 as "5,"
    return {"num_format": "#,##0" if float(value).is_integer() else "#,##0.0##"}


def _width(column: str, values: list[Any]) -> float:
    longest = max((len(str(v)) for v in values[:500] if v is not None), default=0)
    return float(min(max(len(column) + 4, longest + 2), _LONG.get(column, 28)))


def _looks(column: str, value: Any) -> tuple[Look, ...]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (number_look(column, value),)
    return (WRAP,) if column in _LONG else ()


def write_table(book: Book, name: str, title: str, table: pl.DataFrame) -> int:
    """A sheet with the table from its first row on; returns how many rows found no room (beyond Excel's limit)."""
    sheet = book.sheet(title, color="#6B7280")
    shown = table.head(ROW_LIMIT)
    whole = 0.0
    for col, column in enumerate(table.columns):
        values = shown[column].to_list()
        width = _width(column, values)
        whole += width
        sheet.set_column(col, col, width)
        for row, value in enumerate(values, 1):
            if value is not None and value != "":
                book.put(sheet, row, col, value, *_looks(column, value))
    book.table(sheet, name, table.columns, 0, shown.height)
    sheet.freeze_panes(1, _FROZEN.get(name, 1))
    book.wide(sheet, whole, header=0, repeated=(0, _FROZEN.get(name, 1) - 1))
    if name in _CODED:
        column, codes = _CODED[name]
        col = table.columns.index(column)
        fills = {code: code for code in codes if code in FILLS}
        book.fill_by_text(sheet, (1, col, max(shown.height, 1), col), fills)
    return table.height - shown.height

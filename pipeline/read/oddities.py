"""What is odd about cells, whatever format they came in: an observation each, at the cell."""

from __future__ import annotations

import re

from pipeline.model.grid import Cell, Grid, Sheet, column_letters
from pipeline.read import display

EXCEL_TEXT = 32_767
"""Characters that a cell of Excel can hold."""

ERROR_NAMES = {
    "#REF!": ("#VIITTAUS!", "#REFERENS!"), "#DIV/0!": ("#JAKO/0!", "#DIVISION/0!"), "#N/A": ("#PUUTTUU!", "#SAKNAS!"),
    "#VALUE!": ("#ARVO!", "#VÄRDEFEL!"), "#NAME?": ("#NIMI?", "#NAMN?"), "#NUM!": ("#LUKU!", "#OGILTIGT!"),
    "#NULL!": ("#TYHJÄ!", "#SKÄRNING!"), "#SPILL!": ("#LÄIKKYY!", "#SPILL!"), "#CALC!": ("#LASKU!", "#KALK!"),
}  # fmt: skip
_PARENTHESES = re.compile(r"\(\s*[-−–]?\d[\d\s\u00a0\u202f.,]*%?\s*\)")
_MARK = re.compile(r"(?<![A-Za-zÅÄÖåäö²³])[^\n]{0,30}[\d%€](?:\s?\*{1,3}|[⁰¹²³⁴-⁹]+⁾?)$")


def error_name(error: str) -> dict[str, str]:
    """An error value as Excel shows it, per language."""
    fi, sv = ERROR_NAMES.get(error, (error, error))
    return {"fi": fi, "sv": sv, "en": error}


def _cell(cell: Cell, sheet: Sheet) -> None:
    def note(rule: str, **params: object) -> None:
        sheet.observations.append((rule, cell.ref, params))

    if cell.kind == "error":
        note("REA-11", observed=cell.text, name=error_name(cell.text))
    elif cell.kind == "date":
        if _made_by_excel(cell.number_format):
            note("REA-12", observed=cell.text, expected=str(cell.value).removesuffix(" 00:00:00"))
    elif cell.kind == "number":
        if display.is_date(cell.number_format):
            note("REA-13", observed=cell.text)
    elif cell.kind == "text":
        if len(cell.text) > EXCEL_TEXT:
            note("REA-17", observed=len(cell.text), expected=EXCEL_TEXT)
        elif len(cell.text) < 40:
            if _PARENTHESES.fullmatch(cell.text.strip()):
                note("REA-18", observed=cell.text)
            elif _MARK.fullmatch(cell.text.strip()):
                note("REA-16", observed=cell.text)
    if cell.superscript:
        note("REA-16", observed=f"{cell.text} {cell.superscript}")
    if cell.struck and cell.struck != cell.text:
        note("REA-14", observed=cell.struck[:120], expected=cell.text[:120])


def _made_by_excel(code: str) -> bool:
    """A day and month, or month and year, without the rest: what "1-7" and "3/23" become when typed."""
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower())
    return not ("d" in bare and "m" in bare and "y" in bare) and not re.search(r"[hs]", bare) and "m" in bare


def observe(grid: Grid) -> None:
    """Add observations to each sheet of a grid: errors, conversions, deleted text, footnote marks, hidden data."""
    for sheet in grid.sheets:
        for _, cell in sorted(sheet.cells.items()):
            _cell(cell, sheet)
        cells = list(sheet.cells.values())
        if sheet.hidden_rows:
            rows = sorted(sheet.hidden_rows)
            shown = ", ".join(str(r) for r in rows[:10]) + (" …" if len(rows) > 10 else "")
            sheet.observations.append(("REA-01", f"A{rows[0]}", {"observed": shown}))
        if sheet.hidden_cols:
            columns = sorted(sheet.hidden_cols)
            first = min((c for c in cells if c.col == columns[0]), key=lambda c: c.row)
            shown = ", ".join(column_letters(c) for c in columns[:10])
            sheet.observations.append(("REA-02", first.ref, {"observed": shown}))

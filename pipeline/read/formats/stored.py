"""A stored value into a cell: what every reader of a binary format does alike."""

from __future__ import annotations

from pipeline.model.grid import Cell, Sheet
from pipeline.read import display

TRUE, FALSE = "TOSI", "EPÄTOSI"


def boolean(cell: Cell, *, value: bool) -> None:
    """TOSI or EPÄTOSI, as Excel shows it."""
    cell.kind, cell.value, cell.text = "bool", value, TRUE if value else FALSE


def number(cell: Cell, value: float, code: str, *, epoch_1904: bool) -> None:
    """A number under its format: number, date, time or duration."""
    cell.value = int(value) if value.is_integer() and abs(value) < 1e15 else value
    cell.number_format = code
    if display.is_date(code) and not display.is_number_in_date_format(value, code, epoch_1904=epoch_1904):
        shown, iso = display.moment(value, code, epoch_1904=epoch_1904)
        cell.kind, cell.text, cell.value = shown.kind, shown.text, iso  # type: ignore[assignment]  # display's kinds are cell kinds
        return
    shown = display.number(value, "General" if display.is_date(code) else code)
    cell.kind, cell.text, cell.number = "number", shown.text, shown.number


def in_language(sheet: Sheet, lang: str) -> None:
    """Number cells as the workbook's language writes numbers, which is known when its labels are."""
    marks = display.CONVENTIONS.get(lang)
    if marks is None:
        return  # as they were read
    for cell in sheet.cells.values():
        if cell.kind != "number" or not isinstance(cell.value, (int, float)):
            continue
        code = "General" if display.is_date(cell.number_format) else cell.number_format
        shown = display.number(float(cell.value), code, marks).text
        cell.text, cell.struck = shown if cell.text else "", shown if cell.struck else ""


def strike(sheet: Sheet) -> None:
    """A cell struck by its style is deleted text; a whole row struck is kept, marked and asked about."""
    rows: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        rows.setdefault(row, []).append(column)
    for row, columns in sorted(rows.items()):
        marked = [c for c in columns if (row, c) in sheet.struck_cells]
        whole = len(marked) == len(columns)
        if marked and whole:
            sheet.observations.append(("REA-15", sheet.cells[row, min(columns)].ref, {"observed": row}))
        for column in marked:
            cell = sheet.cells[row, column]
            cell.struck = cell.text
            if not whole:
                cell.text, cell.number = "", None

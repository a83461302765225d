"""Rows of a sheet as recognisers walk them."""

from __future__ import annotations

from pipeline.model.grid import Cell, Sheet
from pipeline.model.raw import Field
from pipeline.read.layouts.texts import EDGES, tidy

_TYPES = {"number": "n", "date": "d", "time": "d", "duration": "n", "bool": "b", "error": "e", "text": "s"}


def rows_of(sheet: Sheet) -> list[tuple[int, list[Cell]]]:
    """(row number, its cells with a text from left to right), in order; rows without text are left out."""
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if cell.text.strip(EDGES):
            rows.setdefault(row, []).append(cell)
    return sorted(rows.items())


def as_field(cell: Cell) -> Field:
    """A cell as a field: its shown text, and for numbers and dates what is stored."""
    stored = None
    if cell.kind != "text":
        stored = {"type": _TYPES[cell.kind], "value": cell.value, "number_format": cell.number_format}
    return Field(tidy(cell.text), cell.ref, stored)

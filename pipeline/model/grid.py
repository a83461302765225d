"""Sheets as people see them: the one form that every format's reader makes and every layout recogniser reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

CellKind = Literal["text", "number", "date", "time", "duration", "bool", "error"]
SheetState = Literal["visible", "hidden", "veryHidden"]
Observation = tuple[str, str | None, dict[str, Any]]
"""(rule code, cell address without sheet or None, message params): what was odd about a cell or sheet."""


def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA (columns count from 1, as in Excel)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """(10, 5) -> E10."""
    return f"{column_letters(column)}{row}"


@dataclass(slots=True)
class Cell:
    """One non-empty cell. `text` is what the cell shows (struck runs and superscript footnote marks taken off)."""

    row: int
    col: int
    text: str
    kind: CellKind = "text"
    value: Any = None  # the stored value, JSON-able: str, float, int, bool, ISO date
    number: float | None = None  # as a person sees it: 13 for 0.13 shown as "13 %"
    number_format: str = "General"
    struck: str = ""  # the deleted text
    superscript: str = ""  # footnote marks
    note: str = ""  # a comment, threaded or not
    formula: bool = False
    merged: str = ""  # the merged range this cell anchors, e.g. A13:E13
    hidden: bool = False  # in a hidden row or column

    @property
    def ref(self) -> str:
        """The address without the sheet."""
        return address(self.row, self.col)


@dataclass(slots=True)
class ListObject:
    """An Excel table: its range and whether its last row holds totals."""

    name: str
    ref: str
    header_rows: int = 1
    totals_rows: int = 0


@dataclass(slots=True)
class Sheet:
    """A worksheet as a sparse grid; empty cells are absent."""

    name: str
    state: SheetState = "visible"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    struck_cells: set[tuple[int, int]] = field(default_factory=set)  # struck by the cell's style
    tables: list[ListObject] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    def text(self, row: int, col: int) -> str:
        """What the cell shows; empty where there is none."""
        cell = self.cells.get((row, col))
        return cell.text if cell else ""


@dataclass(slots=True)
class Grid:
    """A workbook: its format as sniffed, its sheets in order, and what was odd about the file."""

    format: str
    sheets: list[Sheet] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)  # author, modified, title, template version

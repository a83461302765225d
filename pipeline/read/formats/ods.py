"""OpenDocument workbooks (.ods). Texts are as saved; numbers are shown by their style, in our convention.

Repeated rows and columns are counted, not unrolled: Excel ends every sheet with a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Cell, Grid, Sheet, address
from pipeline.model.settings import Limits
from pipeline.read.formats import ods_styles, stored
from pipeline.read.formats.ods_styles import Styles, attribute
from pipeline.read.formats.package import Package, local

_REPEATED = 1000  # a filled cell repeated more often than this is a fill, not data
_ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 - cell dates have no zone
_COLLAPSED = ("collapse", "filter")


@dataclass(slots=True)
class _Texts:
    """Paragraphs of a cell with struck and raised spans taken off."""

    styles: Styles
    kept: str = ""
    struck: str = ""
    raised: str = ""

    def paragraph(self, element: Any) -> None:
        if self.kept:
            self.kept += "\n"
        self._walk(element, "")

    def _walk(self, element: Any, style: str) -> None:
        self._add(element.text or "", style)
        for child in element:
            name = local(child)
            if name == "s":
                self._add(" " * int(attribute(child, "c") or 1), style)
            elif name in ("tab", "line-break"):
                self._add("\t" if name == "tab" else "\n", style)
            elif name != "annotation":
                own = attribute(child, "style-name") if name == "span" else None
                self._walk(child, own or style)
            self._add(child.tail or "", style)

    def _add(self, text: str, style: str) -> None:
        if style in self.styles.struck:
            self.struck += text
        elif style in self.styles.raised:
            self.raised += text
        else:
            self.kept += text


@dataclass(slots=True)
class _Table:
    """A sheet being filled: its styles, default styles of column ranges, and what is hidden."""

    sheet: Sheet
    styles: Styles
    limits: Limits
    defaults: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def style(self, element: Any, row_style: str | None, column: int) -> str:
        """The cell's own style, else its row's, else its column's."""
        own = attribute(element, "style-name") or row_style
        return own or next((s for low, high, s in self.defaults if low <= column <= high), "")


def _days(text: str) -> float | None:
    try:
        return (datetime.fromisoformat(text) - _ORIGIN).total_seconds() / 86400
    except ValueError:
        return None


def _fill(cell: Cell, element: Any, code: str) -> None:
    """Value and shown text of a cell that holds more than text."""
    kind = attribute(element, "value-type") or "string"
    value, day = attribute(element, "value"), attribute(element, "date-value")
    cell.formula = attribute(element, "formula") is not None
    if cell.formula and cell.text.startswith(("Err:", "#")):
        cell.kind, cell.value = "error", cell.text
    elif kind == "boolean" or (kind == "float" and cell.text in ("TRUE", "FALSE")):
        stored.boolean(cell, value=(attribute(element, "boolean-value") or value) in ("true", "1"))
    elif kind in ("float", "percentage", "currency") and value is not None:
        stored.number(
            cell, float(value), code or ("0%" if kind == "percentage" else "General"), epoch_1904=False
        )
    elif kind == "date" and day is not None and (serial := _days(day)) is not None:
        stored.number(cell, serial, code or "d.m.yyyy", epoch_1904=False)
    elif kind == "time":
        cell.kind, cell.value = "duration", attribute(element, "time-value")


def _cell(element: Any, row: int, column: int, style: str, styles: Styles) -> Cell | None:
    texts = _Texts(styles)
    note = ""
    for child in element:
        name = local(child)
        if name == "p":
            texts.paragraph(child)
        elif name == "annotation":
            note = "\n".join("".join(p.itertext()) for p in child if local(p) == "p").strip()
    if not (texts.kept or texts.struck or note):
        return None
    text = texts.kept.strip("\n")
    cell = Cell(row, column, text, value=text, struck=texts.struck, superscript=texts.raised, note=note)
    _fill(cell, element, styles.formats.get(style, ""))
    return cell


def _row(element: Any, row: int, times: int, table: _Table) -> None:
    sheet, column = table.sheet, 1
    row_style = attribute(element, "default-cell-style-name")
    for child in element:
        if local(child) not in ("table-cell", "covered-table-cell"):
            continue
        again = int(attribute(child, "number-columns-repeated") or 1)
        style = table.style(child, row_style, column)
        if len(child) and local(child) == "table-cell" and _cell(child, row, column, style, table.styles):
            for down in range(times if times <= _REPEATED else 1):
                for right in range(again if again <= _REPEATED else 1):
                    found = _cell(child, row + down, column + right, style, table.styles)
                    if found is not None:
                        sheet.cells[found.row, found.col] = found
                        if style in table.styles.struck and not found.struck:
                            sheet.struck_cells.add((found.row, found.col))
            if len(sheet.cells) > table.limits.cells:
                raise UnreadableWorkbook(
                    "REA-27", observed=f"> {table.limits.cells}", expected=table.limits.cells
                )
            _merge(child, row, column, sheet)
        column += again


def _merge(element: Any, row: int, column: int, sheet: Sheet) -> None:
    wide = int(attribute(element, "number-columns-spanned") or 1)
    high = int(attribute(element, "number-rows-spanned") or 1)
    if wide > 1 or high > 1:
        merge = f"{address(row, column)}:{address(row + high - 1, column + wide - 1)}"
        sheet.merges.append(merge)
        sheet.cells[row, column].merged = merge


def _sheet(element: Any, styles: Styles, limits: Limits) -> Sheet:
    sheet = Sheet(attribute(element, "name") or "")
    if attribute(element, "style-name") in styles.hidden:
        sheet.state = "hidden"
    table = _Table(sheet, styles, limits)
    row = column = 1
    for part in element.iter():
        name = local(part)
        if name == "table-column":
            last = column + int(attribute(part, "number-columns-repeated") or 1) - 1
            if attribute(part, "visibility") in _COLLAPSED:
                table.hidden.append((column, last))
            if style := attribute(part, "default-cell-style-name"):
                table.defaults.append((column, last, style))
            column = last + 1
        elif name == "table-row":
            times = int(attribute(part, "number-rows-repeated") or 1)
            before = len(sheet.cells)
            _row(part, row, times, table)
            if len(sheet.cells) > before and attribute(part, "visibility") in _COLLAPSED:
                sheet.hidden_rows.add(row)
            row += times
    for cell in sheet.cells.values():
        if any(low <= cell.col <= high for low, high in table.hidden):
            sheet.hidden_cols.add(cell.col)
        cell.hidden = cell.col in sheet.hidden_cols or cell.row in sheet.hidden_rows
        if cell.note and not cell.text:
            sheet.observations.append(("REA-33", cell.ref, {"observed": cell.note[:200]}))
    return sheet


def read(path: Path, limits: Limits) -> Grid:
    """The workbook as a grid."""
    with Package(path, limits) as package:
        root = package.xml("content.xml")
        styles = ods_styles.read(package, root)
        tables = [e for e in root.iter() if local(e) == "table"]
        if len(tables) > limits.sheets:
            raise UnreadableWorkbook("REA-28", observed=len(tables), expected=limits.sheets)
        return Grid("ods", [_sheet(t, styles, limits) for t in tables])

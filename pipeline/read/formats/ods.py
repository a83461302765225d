"""OpenDocument workbooks (.ods): the file itself says what each cell shows, so the shown text is simply read.

Repeated rows and columns are counted, not unrolled: Excel ends every sheet with a million of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Cell, CellKind, Grid, Sheet, address
from pipeline.model.settings import Limits
from pipeline.read.formats.package import Package, local

_KINDS: dict[str, CellKind] = {
    "float": "number", "percentage": "number", "currency": "number", "date": "date", "time": "duration",
    "boolean": "bool",
}  # fmt: skip
_REPEATED = 1000  # a filled cell repeated more often than this is a fill, not data
_ERRORS = ("Err:", "#")


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def _struck_styles(root: Any) -> set[str]:
    found = set()
    for style in root.iter():
        if local(style) != "style":
            continue
        for part in style:
            if local(part) == "text-properties" and attribute(part, "text-line-through-style") not in (
                None,
                "none",
            ):
                found.add(attribute(style, "name") or "")
    return found


def _raised_styles(root: Any) -> set[str]:
    return {
        attribute(style, "name") or ""
        for style in root.iter()
        if local(style) == "style"
        for part in style
        if local(part) == "text-properties"
        and (attribute(part, "text-position") or "").startswith(("super", "33", "58"))
    }


class _Texts:
    """Paragraphs of a cell with struck and raised spans taken off."""

    def __init__(self, struck: set[str], raised: set[str]) -> None:
        self._styles = struck, raised
        self.kept = self.struck = self.raised = ""

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
            elif name == "tab":
                self._add("\t", style)
            elif name == "line-break":
                self._add("\n", style)
            elif name != "annotation":
                own = attribute(child, "style-name") if name == "span" else None
                self._walk(child, own or style)
            self._add(child.tail or "", style)

    def _add(self, text: str, style: str) -> None:
        struck, raised = self._styles
        if style in struck:
            self.struck += text
        elif style in raised:
            self.raised += text
        else:
            self.kept += text


def _cell(element: Any, row: int, column: int, styles: tuple[set[str], set[str]]) -> Cell | None:
    texts = _Texts(*styles)
    note = ""
    for child in element:
        name = local(child)
        if name == "p":
            texts.paragraph(child)
        elif name == "annotation":
            note = "\n".join("".join(p.itertext()) for p in child if local(p) == "p").strip()
    if not (texts.kept or texts.struck or note):
        return None
    cell = Cell(row, column, texts.kept.strip("\n"), struck=texts.struck, superscript=texts.raised, note=note)
    kind = attribute(element, "value-type") or "string"
    stored = (
        attribute(element, "value") or attribute(element, "date-value") or attribute(element, "boolean-value")
    )
    cell.kind = _KINDS.get(kind, "text")
    cell.value = stored if stored is not None else cell.text
    cell.formula = attribute(element, "formula") is not None
    if cell.formula and cell.text.startswith(_ERRORS) and attribute(element, "value") in (None, "0"):
        cell.kind = "error"
    if cell.kind == "number" and stored is not None:
        cell.value = cell.number = float(stored) * (100 if kind == "percentage" else 1)
    return cell


def _row(
    element: Any, row: int, times: int, sheet: Sheet, styles: tuple[set[str], set[str]], limits: Limits
) -> None:
    column = 1
    for child in element:
        if local(child) not in ("table-cell", "covered-table-cell"):
            continue
        again = int(attribute(child, "number-columns-repeated") or 1)
        found = _cell(child, row, column, styles) if len(child) and local(child) == "table-cell" else None
        if found:
            for down in range(times if times <= _REPEATED else 1):
                for right in range(again if again <= _REPEATED else 1):
                    copy = _cell(child, row + down, column + right, styles)
                    if copy:
                        sheet.cells[copy.row, copy.col] = copy
            if len(sheet.cells) > limits.cells:
                raise UnreadableWorkbook("REA-27", observed=f"> {limits.cells}", expected=limits.cells)
            wide = int(attribute(child, "number-columns-spanned") or 1)
            high = int(attribute(child, "number-rows-spanned") or 1)
            if wide > 1 or high > 1:
                merge = f"{address(row, column)}:{address(row + high - 1, column + wide - 1)}"
                sheet.merges.append(merge)
                sheet.cells[row, column].merged = merge
        column += again


def _sheet(table: Any, styles: tuple[set[str], set[str]], hidden: set[str], limits: Limits) -> Sheet:
    sheet = Sheet(attribute(table, "name") or "")
    if attribute(table, "style-name") in hidden:
        sheet.state = "hidden"
    row, column, hidden_columns = 1, 1, []
    for element in table.iter():
        name = local(element)
        if name == "table-column":
            again = int(attribute(element, "number-columns-repeated") or 1)
            if attribute(element, "visibility") in ("collapse", "filter"):
                hidden_columns.append((column, column + again - 1))
            column += again
        elif name == "table-row":
            times = int(attribute(element, "number-rows-repeated") or 1)
            before = len(sheet.cells)
            _row(element, row, times, sheet, styles, limits)
            if len(sheet.cells) > before and attribute(element, "visibility") in ("collapse", "filter"):
                sheet.hidden_rows.add(row)
            row += times
    for cell in sheet.cells.values():
        if any(low <= cell.col <= high for low, high in hidden_columns):
            sheet.hidden_cols.add(cell.col)
        cell.hidden = cell.col in sheet.hidden_cols or cell.row in sheet.hidden_rows
        if cell.note and not cell.text:
            sheet.observations.append(("REA-33", cell.ref, {"observed": cell.note[:200]}))
    return sheet


def read(path: Path, limits: Limits) -> Grid:
    """The workbook as a grid, texts as the program that saved it showed them."""
    with Package(path, limits) as package:
        root = package.xml("content.xml")
        styles = _struck_styles(root), _raised_styles(root)
        hidden = {
            attribute(style, "name") or ""
            for style in root.iter()
            if local(style) == "style"
            for part in style
            if local(part) == "table-properties" and attribute(part, "display") == "false"
        }
        tables = [e for e in root.iter() if local(e) == "table"]
        if len(tables) > limits.sheets:
            raise UnreadableWorkbook("REA-28", observed=len(tables), expected=limits.sheets)
        return Grid("ods", [_sheet(t, styles, hidden, limits) for t in tables])

"""One pass over a worksheet's XML: real cells only, so that a million empty rows cost nothing."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Cell, Sheet
from pipeline.read import display
from pipeline.read.formats import stored
from pipeline.read.formats.package import Package, local
from pipeline.read.formats.strings import Rich, rich, unescape
from pipeline.read.formats.styles import Styles, truthy

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_EXTERNAL = re.compile(r"\[(\d+)\]")
_HIDDEN_WIDTH = 0.01


def split_address(text: str) -> tuple[int, int] | None:
    """E10 → (10, 5); None where it is no address."""
    match = _ADDRESS.match(text)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


@dataclass(slots=True)
class Workbook:
    """What the cells of every sheet need: texts, formats, date system, names of linked workbooks."""

    strings: list[Rich] | None
    styles: Styles
    epoch_1904: bool
    links: dict[str, str]
    max_cells: int
    recalculates: bool = False  # saved by a program that leaves the counting to Excel
    read_cells: int = 0


def _number(cell: Cell, text: str, code: str, book: Workbook) -> None:
    try:
        value = float(text)
    except ValueError:
        cell.text, cell.value = text, text  # a writer's mistake; the text is what we have
        return
    stored.number(cell, value, code, epoch_1904=book.epoch_1904)


def _text(cell: Cell, found: Rich) -> None:
    cell.text = cell.value = found.text
    cell.struck, cell.superscript = found.struck, found.superscript


def _shared(cell: Cell, text: str, book: Workbook) -> None:
    if book.strings is None:
        raise UnreadableWorkbook("REA-25", observed="sharedStrings.xml")
    try:
        _text(cell, book.strings[int(text)])
    except (ValueError, IndexError) as error:
        raise UnreadableWorkbook("REA-21", observed=f"sharedStrings.xml[{text}]") from error


def _content(cell: Cell, element: Any, style: int, book: Workbook, sheet: Sheet) -> None:
    """Fill text, kind and value from a `<c>` element."""
    kind = element.get("t") or "n"
    text: str | None = None
    formula: str | None = None
    for child in element:
        name = local(child)
        if name == "v":
            text = child.text or ""
        elif name == "is":
            _text(cell, rich(child))
        elif name == "f":
            formula = child.text or ""
    cell.formula = formula is not None
    if formula:
        for number in _EXTERNAL.findall(formula):
            if number in book.links:
                sheet.observations.append(("REA-05", cell.ref, {"observed": book.links[number]}))
                break
    if cell.formula and (text is None or (text == "" and kind != "str")):
        sheet.observations.append(("REA-10", cell.ref, {"observed": f"={formula}" if formula else "="}))
        return
    if cell.formula and book.recalculates and text == "0" and kind == "n":
        sheet.observations.append(("REA-09", cell.ref, {"observed": f"={formula}" if formula else "="}))
        return
    if text is None or text == "":
        return
    if kind == "s":
        _shared(cell, text, book)
    elif kind in ("str", "inlineStr"):
        _text(cell, Rich(unescape(text).strip("\n")))
    elif kind == "b":
        stored.boolean(cell, value=text in ("1", "true"))
    elif kind == "e":
        cell.kind, cell.text, cell.value = "error", text, text
    elif kind == "d":
        cell.kind, cell.value, cell.text = "date", text, display.iso_date(text)
    else:
        _number(cell, text, book.styles.format(style), book)
    if cell.kind == "text" and cell.text:
        cell.text = display.typed(cell.text, book.styles.format(style))


def _row(element: Any, row: int, sheet: Sheet, book: Workbook) -> None:
    column = 0
    hidden = truthy(element.get("hidden")) or (
        element.get("ht") is not None
        and truthy(element.get("customHeight"))
        and float(element.get("ht")) == 0
    )
    for child in element:
        if local(child) != "c":
            continue
        at = split_address(child.get("r") or "")
        column = at[1] if at else column + 1
        if len(child) == 0:
            continue
        style = int(child.get("s") or 0)
        cell = Cell(row, column, "")
        _content(cell, child, style, book, sheet)
        if cell.text == "" and not cell.struck:
            continue
        book.read_cells += 1
        if book.read_cells > book.max_cells:
            raise UnreadableWorkbook("REA-27", observed=f"> {book.max_cells}", expected=book.max_cells)
        if book.styles.is_struck(style) and cell.text and not cell.struck:
            sheet.struck_cells.add((row, column))
        cell.hidden = hidden
        sheet.cells[row, column] = cell
        if hidden:
            sheet.hidden_rows.add(row)


def _columns(element: Any) -> list[tuple[int, int]]:
    """Ranges of hidden columns; a range may reach to the sheet's edge, so it is not spelt out."""
    return [
        (int(c.get("min") or 0), int(c.get("max") or 0))
        for c in element
        if truthy(c.get("hidden")) or (c.get("width") is not None and float(c.get("width")) < _HIDDEN_WIDTH)
    ]


def read(package: Package, part: str, sheet: Sheet, book: Workbook) -> str:
    """Fill the sheet from its part. Answers the root's name: `worksheet`, or what it is instead (then unread)."""
    data = package.checked(part)
    hidden_columns: list[tuple[int, int]] = []
    row = 0
    root = ""
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        for event, element in events:
            name = local(element)
            if event == "start":
                if not root:
                    root = name
                    if element.getroottree().docinfo.doctype:
                        raise UnreadableWorkbook("REA-26", observed=part)
                    if root != "worksheet":
                        return root
                continue
            if name == "row":
                row = int(element.get("r") or row + 1)
                if len(element):
                    _row(element, row, sheet, book)
                element.clear()
                # emptied rows would pile up under sheetData
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif name == "cols":
                hidden_columns = _columns(element)
            elif name == "mergeCell" and element.get("ref"):
                sheet.merges.append(element.get("ref"))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableWorkbook("REA-21", observed=part) from error
    for cell in sheet.cells.values():
        if any(low <= cell.col <= high for low, high in hidden_columns):
            cell.hidden = True
            sheet.hidden_cols.add(cell.col)
    return root

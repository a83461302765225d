"""Old binary workbooks (.xls, BIFF) through xlrd: it alone keeps number formats, struck fonts and hidden columns."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as OldSheet

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Cell, Grid, Sheet, SheetState, address
from pipeline.model.settings import Limits
from pipeline.read.formats import stored

_STATES: dict[int, SheetState] = {0: "visible", 1: "hidden", 2: "veryHidden"}
_SUPERSCRIPT = 1
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


@dataclass(slots=True)
class _Parts:
    """A text split by its runs' fonts."""

    kept: str = ""
    struck: str = ""
    raised: str = ""


def _parts(book: Book, sheet: OldSheet, row: int, column: int, text: str, font: int) -> _Parts:
    """Rich-text runs: each begins at its offset with its font; before the first the cell's own font holds."""
    runs = [(0, font), *sheet.rich_text_runlist_map.get((row, column), [])]
    parts = _Parts()
    if len(runs) == 1:
        return _Parts(kept=text)
    for n, (start, number) in enumerate(runs):
        end = runs[n + 1][0] if n + 1 < len(runs) else len(text)
        if book.font_list[number].struck_out:
            parts.struck += text[start:end]
        elif book.font_list[number].escapement == _SUPERSCRIPT:
            parts.raised += text[start:end]
        else:
            parts.kept += text[start:end]
    return parts


def _cell(book: Book, old: OldSheet, sheet: Sheet, row: int, column: int) -> None:
    found = old.cell(row, column)
    if found.ctype in _EMPTY:
        return
    cell = Cell(row + 1, column + 1, "")
    style = book.xf_list[found.xf_index] if found.xf_index is not None else None
    code = book.format_map[style.format_key].format_str if style is not None else "General"
    if found.ctype == xlrd.XL_CELL_TEXT:
        font = style.font_index if style is not None else 0
        parts = _parts(book, old, row, column, found.value, font)
        cell.text = parts.kept.replace("\r\n", "\n").strip("\n")
        cell.struck, cell.superscript = parts.struck, parts.raised
        cell.value = cell.text
    elif found.ctype == xlrd.XL_CELL_BOOLEAN:
        stored.boolean(cell, value=bool(found.value))
    elif found.ctype == xlrd.XL_CELL_ERROR:
        cell.kind = "error"
        cell.text = cell.value = xlrd.error_text_from_code.get(found.value, "#N/A")
    else:
        stored.number(cell, float(found.value), code, epoch_1904=book.datemode == 1)
    if not cell.text and not cell.struck:
        return
    if style is not None and not cell.struck and book.font_list[style.font_index].struck_out:
        sheet.struck_cells.add((cell.row, cell.col))
    note = old.cell_note_map.get((row, column))
    cell.note = note.text if note is not None else ""
    sheet.cells[cell.row, cell.col] = cell


def _sheet(book: Book, old: OldSheet, limits: Limits) -> Sheet:
    sheet = Sheet(old.name, state=_STATES.get(old.visibility, "visible"))
    for row in range(old.nrows):
        for column in range(old.row_len(row)):
            _cell(book, old, sheet, row, column)
        if len(sheet.cells) > limits.cells:
            raise UnreadableWorkbook("REA-27", observed=f"> {limits.cells}", expected=limits.cells)
    for top, bottom, left, right in old.merged_cells:
        sheet.merges.append(f"{address(top + 1, left + 1)}:{address(bottom, right)}")
    used_rows = {row for row, _ in sheet.cells}
    used_columns = {column for _, column in sheet.cells}
    sheet.hidden_rows = {r + 1 for r, info in old.rowinfo_map.items() if info.hidden} & used_rows
    sheet.hidden_cols = {c + 1 for c, info in old.colinfo_map.items() if info.hidden} & used_columns
    for cell in sheet.cells.values():
        cell.hidden = cell.row in sheet.hidden_rows or cell.col in sheet.hidden_cols
    return sheet


def read(path: Path, limits: Limits) -> Grid:
    """The workbook as a grid. A damaged or encrypted one raises UnreadableWorkbook."""
    log = io.StringIO()  # xlrd prints about dialects; nobody reads that
    try:
        book = xlrd.open_workbook(
            file_contents=path.read_bytes(), formatting_info=True, logfile=log, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        rule = "REA-20" if "encrypted" in str(error).lower() else "REA-21"
        raise UnreadableWorkbook(rule, observed=str(error)[:200]) from error
    except (
        ValueError,
        IndexError,
        KeyError,
        AssertionError,
        EOFError,
        OSError,
        NotImplementedError,
    ) as error:
        # a damaged file surprises xlrd in many ways; each means that the file cannot be read
        raise UnreadableWorkbook("REA-21", observed=type(error).__name__) from error
    if book.nsheets > limits.sheets:
        raise UnreadableWorkbook("REA-28", observed=book.nsheets, expected=limits.sheets)
    return Grid("xls", [_sheet(book, old, limits) for old in book.sheets()])

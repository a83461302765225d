r"""Workbooks drawn as text: what a planner sees in Excel, as lines that a reviewer can read in a diff.

    == Lauttaliikenne                  a sheet; "== Listat (hidden)" is a hidden one
    **MITTARI** | Matkat | Lähtötaso   a row, its cells from column A; ** makes bold, an empty line is an empty row
    || #259000 {# ##0} | #0,5 {0 %}    a number with its format; #2023-05-16 is a date, #=A1 a formula
    > Selvitys: …                      one cell over columns A to E, merged
    // …                               a remark, left out of the workbook
    @ merge A2:A4                      of the sheet: a merged range; so are
    @ hide 3 F                         hidden rows and columns,
    @ table A1:I6 totals               an Excel table, its last row holding totals,
    @ strike A4:I4                     cells struck through

"¶" stands for a line break within a cell, "\|" for the sign itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {"A": 34, "B": 60, "C": 26, "D": 26, "E": 30}
MOMENT = datetime(2024, 1, 15, 12, 0)  # noqa: DTZ001 - Office properties carry no zone
_NUMBER = re.compile(r"^#(?P<stored>[^{]+?)\s*(?:\{(?P<format>.*)\})?$")


def _stored(text: str) -> object:
    if text.startswith("="):
        return text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() and "," not in text else number


def _fill(cell: Cell, text: str) -> None:
    text = text.strip()
    bold = len(text) > 4 and text.startswith("**") and text.endswith("**")
    shown = (text[2:-2] if bold else text).replace("¶", "\n").replace("\\|", "|")
    number = _NUMBER.match(shown)
    if number:
        cell.value = _stored(number["stored"].strip())  # type: ignore[assignment]
        cell.number_format = number["format"] or cell.number_format
    else:
        cell.value = shown
        cell.data_type = "s"  # a text that begins with "=" or "-" stays a text
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _property(sheet: Worksheet, line: str) -> None:
    kind, *words = line[1:].split()
    if kind == "merge":
        sheet.merge_cells(words[0])
    elif kind == "hide":
        for word in words:
            line_of = sheet.row_dimensions[int(word)] if word.isdigit() else sheet.column_dimensions[word]
            line_of.hidden = True
    elif kind == "table":
        table = Table(displayName=f"Taulukko{len(sheet.tables) + 1}", ref=words[0])
        table.totalsRowCount = 1 if "totals" in words else None
        sheet.add_table(table)
    elif kind == "strike":
        for cells in sheet[words[0]]:
            for cell in cells:
                cell.font = Font(strike=True)
    else:
        raise ValueError(f"{line!r} is no property of a sheet")


def _row(sheet: Worksheet, row: int, line: str) -> None:
    if line.startswith(">"):
        _fill(sheet.cell(row, 1), line[1:])  # type: ignore[arg-type]
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
        return
    for column, text in enumerate(re.split(r"(?<!\\)\|", line), start=1):
        if text.strip():
            _fill(sheet.cell(row, column), text)  # type: ignore[arg-type]


def draw(text: str) -> Workbook:
    """The workbook that the text draws; a text without a `==` line makes one sheet named Taul1."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = book.properties.lastModifiedBy = "Kuvitteila"
    book.properties.created = book.properties.modified = MOMENT
    sheet: Worksheet | None = None
    row = 0
    for line in text.splitlines():
        if line.startswith("//"):
            continue
        head = re.fullmatch(r"== (.+?)(?: \((hidden)\))?", line.rstrip())
        if head or sheet is None:
            sheet = book.create_sheet(head[1] if head else "Taul1")
            sheet.sheet_state = (head[2] if head else None) or "visible"
            for letter, width in WIDTHS.items():
                sheet.column_dimensions[letter].width = width
            row = 0
            if head:
                continue
        if line.startswith("@ "):
            _property(sheet, line)
            continue
        row += 1
        if line.strip():
            _row(sheet, row, line)
    return book


def as_bytes(book: Workbook) -> bytes:
    """The same bytes for the same drawing: parts in order, each with one fixed moment."""
    made = io.BytesIO()
    book.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                # openpyxl stamps the moment of saving over the moment that was set
                stamp = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            part = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, content)
    return out.getvalue()


def draw_file(drawing: Path, target: Path) -> None:
    """Write the workbook that a text file draws."""
    target.write_bytes(as_bytes(draw(drawing.read_text(encoding="utf-8"))))

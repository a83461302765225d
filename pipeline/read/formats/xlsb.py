"""Binary workbooks (.xlsb): values through python-calamine, formats through our own pass over the records."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Cell, Grid, Sheet, SheetState
from pipeline.model.settings import Limits
from pipeline.read.formats import stored, xlsb_styles
from pipeline.read.formats.package import Package
from pipeline.read.formats.styles import Styles
from pipeline.read.formats.xlsb_styles import SheetStyles
from pipeline.read.oddities import ERROR_NAMES

_STATES: tuple[tuple[SheetVisibleEnum, SheetState], ...] = (
    (SheetVisibleEnum.Hidden, "hidden"),
    (SheetVisibleEnum.VeryHidden, "veryHidden"),
)
_ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 - cell dates have no zone


def _state(visible: SheetVisibleEnum) -> SheetState:
    return next((state for known, state in _STATES if visible == known), "visible")


def _serial(value: date | time | timedelta) -> float:
    """A moment back to Excel's count of days, so that one place alone decides what is shown."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 86400
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    when = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
    return (when - _ORIGIN).total_seconds() / 86400


def _cell(value: Any, row: int, column: int, code: str) -> Cell:
    cell = Cell(row, column, "")
    if isinstance(value, bool):
        stored.boolean(cell, value=value)
    elif isinstance(value, (int, float)):
        stored.number(cell, float(value), code, epoch_1904=False)
    elif isinstance(value, (date, time, timedelta)):
        stored.number(cell, _serial(value), code if code != "General" else "d.m.yyyy", epoch_1904=False)
    else:
        text = str(value).replace("\r\n", "\n").strip("\n")
        cell.text = cell.value = text
        if text in ERROR_NAMES:
            cell.kind = "error"
    return cell


def _fill(sheet: Sheet, old: Any, looks: SheetStyles, styles: Styles, limits: Limits) -> None:
    start = old.start or (0, 0)
    for down, values in enumerate(old.to_python(skip_empty_area=True)):
        for right, value in enumerate(values):
            if value == "" or value is None:
                continue
            at = start[0] + down + 1, start[1] + right + 1
            style = looks.style.get(at, -1)
            cell = _cell(value, *at, styles.format(style))
            if cell.text:
                sheet.cells[at] = cell
                if styles.is_struck(style):
                    sheet.struck_cells.add(at)
        if len(sheet.cells) > limits.cells:
            raise UnreadableWorkbook("REA-27", observed=f"> {limits.cells}", expected=limits.cells)
    for cell in sheet.cells.values():
        if cell.row in looks.hidden_rows:
            sheet.hidden_rows.add(cell.row)
        if any(low <= cell.col <= high for low, high in looks.hidden_columns):
            sheet.hidden_cols.add(cell.col)
        cell.hidden = cell.row in sheet.hidden_rows or cell.col in sheet.hidden_cols


def read(path: Path, limits: Limits) -> Grid:
    """The workbook as a grid. Limits of the package hold here too, before calamine sees the file."""
    grid = Grid("xlsb")
    with Package(path, limits) as package:
        parts, _ = xlsb_styles.sheet_parts(package)
        styles = xlsb_styles.styles(package)
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
            if len(workbook.sheet_names) > limits.sheets:
                raise UnreadableWorkbook("REA-28", observed=len(workbook.sheet_names), expected=limits.sheets)
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    grid.observations.append(
                        ("REA-04", None, {"sheet": about.name, "observed": str(about.typ).rpartition(".")[2]})
                    )
                    continue
                sheet = Sheet(about.name, state=_state(about.visible))
                part = parts.get(about.name, "")
                looks = (
                    xlsb_styles.sheet_styles(package, part) if part and package.has(part) else SheetStyles()
                )
                _fill(sheet, workbook.get_sheet_by_name(about.name), looks, styles, limits)
                grid.sheets.append(sheet)
        except CalamineError as error:
            raise UnreadableWorkbook("REA-21", observed=str(error)[:200]) from error
    return grid

"""New Excel workbooks: the one module that knows xlsxwriter. Submitted text stays text, whatever it looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import xlsxwriter

from pipeline.model.grid import address

MAX_TEXT = 32_767
LINE, TALLEST = 15.0, 409.0
"""Height of a line and of the tallest row, in points."""
_PAGE = 270
"""Characters that an A3 page holds across where they are still read with ease."""
MAX_LINKS = 60_000
"""Excel takes 65 530 links a sheet; above that the whole file would be refused."""
ROW_LIMIT = 1_048_575
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "|")
Look = Mapping[str, Any]
BODY: Look = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
WRAP: Look = {"text_wrap": True}
TITLE: Look = {"bold": True, "font_size": 18}
HEADING: Look = {"bold": True, "font_size": 13, "font_color": "#17365D"}
HEADER: Look = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#17365D", "text_wrap": True, "border": 1}
LINK: Look = {"font_color": "#0B4F9E", "underline": 1}
FILLS = {
    "met": {"bg_color": "#DDEFE0", "font_color": "#10451D"},
    "partly": {"bg_color": "#FFF1C9", "font_color": "#5C4300"},
    "not_met": {"bg_color": "#F9DCD7", "font_color": "#7A1509"},
    "not_assessable": {"bg_color": "#E7E7EA", "font_color": "#3A3A41"},
    "error": {"bg_color": "#F9DCD7", "font_color": "#7A1509"},
    "warning": {"bg_color": "#FFF1C9", "font_color": "#5C4300"},
    "info": {"bg_color": "#E3ECF7", "font_color": "#17365D"},
}


def fitted(text: str) -> tuple[str, bool]:
    """The text as Excel can hold it, and whether anything was lost: control characters, or more than 32 767 units."""
    clean = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    lost = clean != text.replace("\r\n", "\n").replace("\r", "\n")
    # Excel counts a character outside the basic plane as two, and a half of one is none
    wide = clean.encode("utf-16-le")
    if len(wide) > 2 * MAX_TEXT:
        return wide[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…", True
    return clean, lost


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width (in characters), somewhat generously."""
    room = max(int(width) - 1, 1)
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))


def within(sheet: str, cell: str) -> str:
    """A place in the same workbook as a link: `internal:'Sheet'!A1`."""
    return f"internal:'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def outside(folder: str, file: str, ref: str | None) -> str | None:
    """A cell of another workbook as a link, or None where Excel cannot write one (a name with # in it)."""
    if "#" in file or "#" in folder:
        return None
    target = "/".join(part for part in (folder.rstrip("/"), file) if part)
    sheet, mark, cell = (ref or "").rpartition("!")
    place = f"#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}" if mark and "#" not in sheet else ""
    return f"external:{quote(target, safe='/,()')}{place}"


@dataclass(slots=True)
class Book(AbstractContextManager["Book"]):
    """A workbook being written; use as a context manager. `lost` lists the cells whose text could not be kept whole."""

    path: Path
    started: str
    title: str
    author: str = "Toteuma"
    lost: list[str] = field(default_factory=list)
    _file: Any = None
    _looks: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    _links: dict[str, int] = field(default_factory=dict)
    _widths: dict[tuple[str, int], float] = field(default_factory=dict)
    _lines: dict[tuple[str, int], int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._file = xlsxwriter.Workbook(
            str(self.path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        properties: dict[str, Any] = {"title": self.title, "author": self.author}
        if self.started:
            # the run's own moment: two runs over the same files differ in nothing else
            properties["created"] = datetime.fromisoformat(self.started).replace(tzinfo=None)
        self._file.set_properties(properties)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        for (name, row), lines in self._lines.items():
            if lines > 1:
                # told, for not every program fits the rows of a new file itself
                self._file.get_worksheet_by_name(name).set_row(row, min(LINE * lines, TALLEST))
        self._file.close()

    def sheet(self, name: str, *, color: str = "#17365D") -> Any:
        """A new worksheet; Excel takes 31 characters of name, and no brackets, colons, slashes or wildcards."""
        sheet = self._file.add_worksheet(name)
        sheet.set_tab_color(color)
        sheet.set_paper(9)
        return sheet

    def wide(self, sheet: Any, width: float, *, header: int, repeated: tuple[int, int]) -> None:
        """Print a wide sheet readably: A3 across, as many pages wide as its `width` (in characters) needs.

        The `header` row and the `repeated` columns (first, last) come again on each page.
        """
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(max(1, -(-int(width) // _PAGE)), 0)
        sheet.repeat_rows(header)
        sheet.repeat_columns(*repeated)

    def width(self, sheet: Any, col: int, width: float, **options: Any) -> None:
        """Set a column's width in characters, before its cells are put: wrapped text makes the row tall enough."""
        sheet.set_column(col, col, width, None, options)
        self._widths[sheet.get_name(), col] = width

    def look(self, *looks: Look) -> Any:
        """A format made of these looks over the body's; the same looks give the same format."""
        merged = {key: value for one in (BODY, *looks) for key, value in one.items()}
        key = tuple(sorted(merged.items()))
        if key not in self._looks:
            self._looks[key] = self._file.add_format(merged)
        return self._looks[key]

    def put(self, sheet: Any, row: int, col: int, value: Any, *looks: Look) -> None:
        """Write one value (rows and columns count from 0): text as text, numbers and booleans as such, None as blank."""
        if value is None or value == "":
            sheet.write_blank(row, col, None, self.look(*looks))
        elif isinstance(value, bool):
            sheet.write_boolean(row, col, value, self.look(*looks))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, col, value, self.look(*looks))
        else:
            text = self._fit(sheet, row, col, str(value))
            if any(one.get("text_wrap") for one in looks):
                self._grow(sheet, row, col, text)
            # without the mark, a text such as "=1+1" would turn into a formula when somebody edits the cell
            marks: tuple[Look, ...] = ({"quote_prefix": True},) if text.startswith(_FORMULA_LIKE) else ()
            sheet.write_string(row, col, text, self.look(*looks, *marks))

    def link(self, sheet: Any, row: int, col: int, text: str, target: str | None, *looks: Look) -> None:
        """Write a text that leads to `target` (from `within` or `outside`); plain text where it cannot."""
        used = self._links.get(sheet.get_name(), 0)
        if target is None or used >= MAX_LINKS or len(target) > 2000:
            self.put(sheet, row, col, text, *looks)
            return
        self._links[sheet.get_name()] = used + 1
        shown = self._fit(sheet, row, col, text)
        self._grow(sheet, row, col, shown)
        sheet.write_url(row, col, target, self.look(LINK, *looks), string=shown)

    def _grow(self, sheet: Any, row: int, col: int, text: str) -> None:
        room = self._widths.get((sheet.get_name(), col))
        if room:
            lines = lines_of(text, room)
            key = sheet.get_name(), row
            self._lines[key] = max(self._lines.get(key, 1), lines)

    def _fit(self, sheet: Any, row: int, col: int, value: str) -> str:
        text, lost = fitted(value)
        if lost:
            self.lost.append(f"{sheet.get_name()}!{address(row + 1, col + 1)}")
        return text

    def table(self, sheet: Any, name: str, columns: Sequence[str], first: int, rows: int) -> None:
        """Make the cells from row `first` (0-based, the header) an Excel table with filters; at least one data row."""
        sheet.add_table(
            first,
            0,
            first + max(rows, 1),
            len(columns) - 1,
            {
                "name": name,
                "style": "Table Style Light 1",
                "columns": [{"header": c, "header_format": self.look(HEADER)} for c in columns],
            },
        )

    def fill_by_text(self, sheet: Any, area: tuple[int, int, int, int], texts: Mapping[str, str]) -> None:
        """Colour the cells of the area whose text begins as told: {code of FILLS: text}. The text stays the message."""
        for code, text in texts.items():
            rule = {"type": "text", "criteria": "begins with", "value": text, "format": self._file.add_format(FILLS[code])}  # fmt: skip
            sheet.conditional_format(*area, rule)

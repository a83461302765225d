"""Merged ranges: which cell speaks for a covered one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.grid import Cell, Sheet

_RANGE = re.compile(r"\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$")
_MOST = 5000  # cells; a larger merged range is decoration


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def span(ref: str) -> Span | None:
    """`A13:E14` as numbers; None where it is no range."""
    found = _RANGE.match(ref)
    if not found:
        return None
    return Span(int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))


class Merges:
    """Covered cells of a sheet → the top-left cell of their range."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cover: dict[tuple[int, int], Span] = {}
        for ref in sheet.merges:
            area = span(ref)
            if area is None or (area.bottom - area.top + 1) * (area.right - area.left + 1) > _MOST:
                continue
            for row in range(area.top, area.bottom + 1):
                for col in range(area.left, area.right + 1):
                    self._cover[row, col] = area

    def at(self, row: int, col: int) -> Span | None:
        """The merged range that covers a cell."""
        return self._cover.get((row, col))

    def speaker(self, row: int, col: int) -> Cell | None:
        """The cell whose text is seen at (row, col): its own, or the top-left one of its merged range."""
        area = self._cover.get((row, col))
        return self._sheet.cells.get((area.top, area.left) if area else (row, col))

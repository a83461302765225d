"""Cells that say no more than "see the note": their value stands where no table shows it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model.grid import Grid, Observation, Sheet
from pipeline.read.labels import Labels

# Formats whose notes are quoted: one of an .xls begins with its author's name, which is nobody's business here.
_QUOTABLE = ("xlsx", "xlsm")


@lru_cache(maxsize=4)
def _sees_note(labels: Labels) -> re.Pattern[str]:
    see, named, alone = (labels.words(name) for name in ("see", "note_named", "note_alone"))
    return re.compile(rf"^\W*(?:{see})\.?\b.{{0,20}}(?:{named})|^\W*(?:{alone})\W*$", re.IGNORECASE)


def of_sheet(grid: Grid, sheet: Sheet, labels: Labels) -> list[Observation]:
    """An observation for each cell that only points at its own note."""
    if grid.format not in _QUOTABLE:
        return []
    return [
        ("REA-19", cell.ref, {"observed": cell.note[:200], "expected": cell.text[:120]})
        for cell in sheet.cells.values()
        if cell.note and _sees_note(labels).search(cell.text)
    ]

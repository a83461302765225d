"""A register that lies on its side: labels down one column, one indicator a column.

Mittari      | Käynnit | Lainat
Lähtötaso    | 900     | 4 100
Tavoitetaso  | 950     | 4 200
Toteuma      | 910     | 4 350

The sheet is turned and read as a register; every address is turned back.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from pipeline.model.grid import Cell, Observation, Sheet, address
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import LEVELS, Labels
from pipeline.read.layouts import register
from pipeline.read.layouts.cells import rows_of
from pipeline.read.layouts.heading import parse
from pipeline.read.layouts.merges import column_number, span

NAME = "turned"
_LEAST = 2  # indicators side by side, and levels told of them; one alone is a form
_LONGEST_VALUE = 60
_ADDRESS = re.compile(r"(?<![A-Z])([A-Z]{1,3})(\d{1,7})(?!\d)")


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that the labels of this sheet's fields stand below each other, and the indicators beside."""
    column, columns = _side(sheet, labels)
    if len(columns) < _LEAST:
        return 0.0, ["no column of labels with several indicators beside it"]
    return 1.0, [f"column {column} names the fields of {len(columns)} indicators"]


def _side(sheet: Sheet, labels: Labels) -> tuple[int, set[int]]:
    """(the column of labels, the columns that have a name and two levels in its rows); (0, none) where there is none."""
    rows = [cells for _, cells in rows_of(sheet)]
    heads = Counter(cells[0].col for cells in rows)
    for column, _ in heads.most_common(2):
        told: dict[str, list[Cell]] = {}
        for cells in rows:
            heading = parse(cells[0].text, labels) if cells[0].col == column else None
            if heading is None or heading.kind != "label" or heading.field not in ("indicator", *LEVELS):
                continue
            if (heading.field in told and heading.field != "actual") or any(
                (m := labels.whole(c.text)) and not m.typo for c in cells[1:]
            ):
                return 0, set()  # a second indicator below, or a header row: another layout
            told.setdefault(heading.field, cells[1:])
        levels = [name for name in LEVELS if name in told]
        if "indicator" not in told or len(levels) < _LEAST:
            continue
        filled = Counter(c.col for name in levels for c in told[name] if len(c.text) <= _LONGEST_VALUE)
        return column, {c.col for c in told["indicator"] if filled[c.col] >= _LEAST}
    return 0, set()


def _turned(sheet: Sheet) -> Sheet:
    areas = [area for ref in sheet.merges if (area := span(ref))]
    return Sheet(
        sheet.name,
        sheet.state,
        {(col, row): replace(cell, row=col, col=row) for (row, col), cell in sheet.cells.items()},
        [f"{address(a.left, a.top)}:{address(a.right, a.bottom)}" for a in areas],
        set(sheet.hidden_cols),
        set(sheet.hidden_rows),
        {(col, row) for row, col in sheet.struck_cells},
    )


def _back(text: str) -> str:
    """Addresses of the turned sheet as those of the sheet."""
    return _ADDRESS.sub(lambda m: address(column_number(m[1]), int(m[2])), text)


def _home(found: Field) -> Field:
    return replace(found, ref=_back(found.ref))


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """Indicators from left to right, with the cell of every field, and what was odd."""
    made, notes = register.read(_turned(sheet), labels)
    for raw in made:
        raw.fields = {name: _home(found) for name, found in raw.fields.items()}
        raw.explanation_refs = [_back(ref) for ref in raw.explanation_refs]
        raw.explanation_place = _back(raw.explanation_place)
    told: list[Observation] = []
    for rule, ref, params in notes:
        own: dict[str, Any] = {k: _back(v) if k == "cells" else v for k, v in params.items()}
        told.append((rule, ref and _back(ref), own))
    return made, told

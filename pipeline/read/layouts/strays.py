"""Texts that belong to no table: beside it, under it, far from it; and what is odd about its header."""

from __future__ import annotations

import re

from pipeline.model.grid import Cell, Observation, Sheet
from pipeline.read.labels import Labels
from pipeline.read.layouts.cells import rows_of
from pipeline.read.layouts.headers import Header

_MARK = re.compile(r"^\s*(?:\*|\d{1,2}\)|[¹²³⁴⁵])")
_MOST = 10  # observations of one kind a sheet


def is_footnote(cell: Cell, labels: Labels) -> bool:
    """A remark under a table: it begins with a footnote mark or a word such as "Lähde:"."""
    return bool(_MARK.match(cell.text)) or any(
        cell.text.strip().casefold().startswith(word) for word in labels.families.get("footnote", ())
    )


def _unread(sheet: Sheet, header: Header, labels: Labels) -> list[Cell]:
    """Headings that name nothing we know, over columns that hold something; a running number is nothing to read."""
    unknown = header.headed - header.parsed
    rows = [(number, [c for c in cells if c.col in unknown]) for number, cells in rows_of(sheet)]
    told = [c for number, cells in rows if header.top <= number <= header.bottom for c in cells]
    filled = {c.col for number, cells in rows if number > header.bottom for c in cells}
    return [
        c
        for c in told
        if c.col in filled and c.kind == "text" and not labels.is_a("running_number", c.text.strip(" .:"))
    ]


def of_header(sheet: Sheet, header: Header, labels: Labels) -> list[Observation]:
    """Misspelt headings, two columns under one heading, levels told by years."""
    notes: list[Observation] = [
        ("LAY-05", cell.ref, {"observed": cell.text[:120], "expected": label}) for cell, label in header.typos
    ]
    notes += [
        ("LAY-20", cell.ref, {"observed": cell.text[:120]}) for cell in _unread(sheet, header, labels)[:_MOST]
    ]
    if header.conflict:
        first, *_ = header.conflict
        cells = ", ".join(c.ref for c in header.conflict)
        notes.append(
            ("LAY-11", first.ref, {"observed": first.text[:120], "cells": cells, "sheet": sheet.name})
        )
    if header.by_year:
        told = [
            (name, header.cells[name]) for name in ("baseline", "target", "actual") if name in header.cells
        ]
        columns = {
            lang: ", ".join(f"{labels.names[name][lang]} {c.text.strip()} ({c.ref})" for name, c in told)
            for lang in ("fi", "sv", "en")
        }
        notes.append(("LAY-16", told[0][1].ref, {"observed": told[0][1].text[:120], "columns": columns}))
    return notes


def _unheaded(cells: list[Cell], tables: list[Header]) -> list[Cell]:
    """Cells of a table's row in a column of it that has no heading; lines of one text are told elsewhere."""
    found = []
    for cell in cells:
        own = [h for h in tables if h.left <= cell.col <= h.right]
        if not own or any(cell.col in h.headed or cell.col in h.columns.values() for h in own):
            continue
        beside = [c for c in cells if any(c.col in h.columns.values() for h in own)]
        found += [cell] if len(beside) > 1 and cell.row > max(h.bottom for h in own) else []
    return found


def of_tables(
    sheet: Sheet,
    found: list[Header],
    leftovers: list[tuple[Header, list[tuple[int, list[Cell]]]]],
    labels: Labels,
) -> list[Observation]:
    """Texts on the tables' rows but in no headed column, and rows below them that are no footnotes."""
    outside: list[Cell] = []
    top = min(h.top for h in found)
    for number, cells in rows_of(sheet):
        if number < top:
            continue
        tables = [h for h in found if h.top <= number]
        outside += [
            c for c in cells if c.kind == "text" and not any(h.left <= c.col <= h.right for h in tables)
        ]
        outside += _unheaded(cells, tables)
    lost: list[Cell] = []
    for _, rows in leftovers:
        for _, cells in rows:
            if not is_footnote(cells[0], labels):
                (outside if len(cells) == 1 else lost).append(cells[0])
    notes: list[Observation] = [("LAY-12", c.ref, {"observed": c.text[:120]}) for c in outside[:_MOST]]
    return notes + [("LAY-17", c.ref, {"observed": c.text[:120]}) for c in lost[:_MOST]]

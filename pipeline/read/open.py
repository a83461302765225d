"""A file → a grid: the reader is chosen by the format that the content shows, never by the name."""

from __future__ import annotations

import importlib
from pathlib import Path

from pipeline.intake.sniff import sniff
from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Grid
from pipeline.model.settings import Limits
from pipeline.read import oddities
from pipeline.read.formats import stored
from pipeline.read.formats.package import damage

MIB = 1024 * 1024
READERS = {"xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsb", "xls": "xls", "ods": "ods"}
"""Format → module of `pipeline.read.formats`, imported when needed: who reads .xlsx has no use for the others."""


def open_grid(path: Path, limits: Limits) -> Grid:
    """Read a workbook into a grid with all its observations. Raises UnreadableWorkbook naming the true cause."""
    size = path.stat().st_size
    if size > limits.file_mib * MIB:
        raise UnreadableWorkbook(
            "REA-34", observed=f"{size / MIB:.1f} MiB", expected=f"{limits.file_mib:.0f} MiB"
        )
    format_ = sniff(path)
    if format_ not in READERS:
        raise UnreadableWorkbook("REA-29", observed=format_)
    reader = importlib.import_module(f"pipeline.read.formats.{READERS[format_]}")
    with damage(path.name):
        grid: Grid = reader.read(path, limits)
    for sheet in grid.sheets:
        stored.strike(sheet)
    oddities.observe(grid)
    return grid

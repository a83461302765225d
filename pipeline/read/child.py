"""The process that reads one workbook.

Run as `python -m pipeline.read.child FILE EXPECTATIONS < limits.json`; the answer is JSON on standard output:
`{"book": …}`, `{"rule": …, "params": …}` of an unreadable workbook, or `{"settings": …}` when our own labels are wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError, UnreadableWorkbook
from pipeline.model.raw import RawBook
from pipeline.model.settings import Limits
from pipeline.read import explanations, labels
from pipeline.read.layouts import recognise
from pipeline.read.limits import EXIT_MEMORY, bound_memory
from pipeline.read.open import open_grid


def _book(file: Path, expectations: Path, limits: Limits) -> RawBook:
    grid = open_grid(file, limits)
    sheets = len(grid.sheets)
    explained = explanations.take(grid)
    if len(grid.sheets) < sheets and not any(s.cells for s in grid.sheets):
        return RawBook(format=grid.format, explanations=explained, only_explanations=True)
    book = recognise(grid, labels.load(expectations))
    book.explanations = explained
    return book


def answer(file: Path, expectations: Path, limits: Limits) -> dict[str, Any]:
    """What the parent is told of one file."""
    try:
        return {"book": _book(file, expectations, limits).as_json()}
    except UnreadableWorkbook as error:
        return {"rule": error.rule, "params": error.params}
    except SettingsError as error:
        return {"settings": str(error)}


def main(arguments: Sequence[str]) -> int:
    """Read, recognise, answer on standard output."""
    limits = Limits(**json.load(sys.stdin))
    bound_memory(limits)
    try:
        text = json.dumps(answer(Path(arguments[0]), Path(arguments[1]), limits), ensure_ascii=False)
    except MemoryError:
        return EXIT_MEMORY
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Readers side by side on one workbook of 100 indicators: what each costs, and what each keeps of what people see.

    python benchmarks/readers.py [ROUNDS]

Prints the median of the rounds as a ratio to our own pass; asserts nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import python_calamine
import xlsxwriter

from pipeline.model.settings import Limits
from pipeline.read.formats import xlsx

TEXT = "Toteuma jäi tavoitteesta, koska palvelu avattiin vasta syksyllä. " * 8


def make(path: Path) -> None:
    """A register of 100 indicators with number formats and long explanations."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Seuranta")
        days = book.add_format({"num_format": '0" pv"'})
        sheet.write_row(0, 0, ["Tavoite", "Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma", "Selvitys"])
        for n in range(1, 101):
            sheet.write_row(n, 0, [f"Tavoite {n // 5}", f"Mittari {n}"])
            for column in range(2, 5):
                sheet.write_number(n, column, n * column, days)
            sheet.write(n, 5, f"{n}. {TEXT}")


def ours(path: Path) -> None:
    """Texts as shown, runs, notes, hidden parts, formulas without values."""
    xlsx.read(path, Limits())


def openpyxl_once(path: Path) -> None:
    """Values and formats."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value, cell.number_format


def openpyxl_twice(path: Path) -> None:
    """Values, formats, rich text and formulas: what it takes to see a formula without a value."""
    openpyxl_once(path)
    book = openpyxl.load_workbook(path, rich_text=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def calamine(path: Path) -> None:
    """Values alone."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


READERS: tuple[Callable[[Path], None], ...] = (ours, openpyxl_once, openpyxl_twice, calamine)


def main() -> None:
    """Time the readers in turn, so that a busy machine slows all alike."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {reader.__name__: [] for reader in READERS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seuranta.xlsx"
        make(path)
        for _ in range(rounds):
            for reader in READERS:
                start = time.perf_counter()
                reader(path)
                times[reader.__name__].append(time.perf_counter() - start)
    base = statistics.median(times["ours"])
    for reader in READERS:
        median = statistics.median(times[reader.__name__])
        print(f"{reader.__name__:15} {median * 1000:7.1f} ms  {median / base:5.2f} x   {reader.__doc__}")


if __name__ == "__main__":
    main()

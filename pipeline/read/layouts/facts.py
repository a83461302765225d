"""What the workbook says of itself: department, year, language."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.model.grid import Grid, Sheet
from pipeline.model.raw import RawBook
from pipeline.read.labels import Labels, fold
from pipeline.read.layouts.cells import rows_of
from pipeline.read.layouts.texts import tidy

_YEAR = re.compile(r"(?<![\d.])(20[1-4]\d)(?!\d|\s?\d{3})")
_YEAR_SAID = re.compile(
    r"(?:vuonna|vuodelle|vuoden|år|in|for|toteuma|utfall|actual|tp)\s+(20[1-4]\d)", re.IGNORECASE
)


def languages(sheet: Sheet, labels: Labels) -> Counter[str]:
    """How many labels of each language the sheet holds."""
    return Counter(m.lang for c in sheet.cells.values() if len(c.text) < 80 and (m := labels.whole(c.text)))


def _top(sheet: Sheet, labels: Labels) -> list[str]:
    """The texts above the first label: title, sector, unit."""
    top: list[str] = []
    for _, row in rows_of(sheet):
        if any(labels.whole(c.text) or labels.leading(c.text) for c in row):
            break
        top += [tidy(c.text) for c in row]
    return top


def take(book: RawBook, grid: Grid, labels: Labels) -> None:
    """Fill language, year, unit and department of the book from its data sheets.

    A department is taken only where a line says so ("Toimiala: …", or a short line with the word in it that stands
    on its own); else the file name decides, which is intake's.
    """
    counts: Counter[str] = Counter()
    years: Counter[int] = Counter()
    names = {s["name"] for s in book.sheets if s["role"] == "data"}
    for sheet in grid.sheets:
        if sheet.name not in names:
            continue
        counts += languages(sheet, labels)
        for cell in sheet.cells.values():
            heading = cell.text[:110]
            if len(cell.text) < 110 or labels.begins("explanation", heading):
                years.update(int(y) for y in set(_YEAR_SAID.findall(heading)))
        for text in _top(sheet, labels):
            head, mark, rest = text.partition(":")
            if mark and labels.is_a("department", head) and rest.strip():
                book.department = book.department or rest.strip()
            years.update(int(y) for y in _YEAR.findall(text))
    if counts:
        best = counts.most_common(1)[0][0]
        book.language = best if best in ("fi", "sv", "en") else "sv" if best == "nb" else "fi"
    if years:
        book.report_year = max(years, key=lambda y: (years[y], y))


def is_aside(sheet: Sheet, labels: Labels) -> bool:
    """Cover, instruction, example and lookup sheets, told by the sheet's name."""
    name = fold(sheet.name)
    return labels.is_a("instruction", sheet.name) or any(
        re.search(rf"(?<!\w){re.escape(word)}", name) for word in labels.families.get("instruction", ())
    )

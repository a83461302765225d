"""What the workbook says of itself: department, unit, year, period, language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pipeline.model.grid import Cell, Grid, Sheet
from pipeline.model.raw import Field, RawBook
from pipeline.read.labels import HIERARCHY, LEVELS, Labels
from pipeline.read.layouts.cells import rows_of
from pipeline.read.layouts.heading import parse
from pipeline.read.layouts.texts import tidy

_YEAR = re.compile(r"(?<![\d.])(20[1-4]\d)(?!\d|\s?\d{3})")
_PART = re.compile(r"\s[-–—/|]\s")  # what parts a title; a year does too
_HEADING = 110
_LABEL = 80
_SECTOR_LINE = 60
_COLUMN_HEAD = 40


@dataclass(slots=True)
class Facts:
    """Facts of one sheet, from the lines above its first target."""

    department: Field | None = None
    unit: Field | None = None
    period: str | None = None
    years: Counter[int] = field(default_factory=Counter)


def language(sheets: Iterable[Sheet], labels: Labels) -> str | None:
    """The language of most labels of the data sheets; None where they hold no label."""
    counts = Counter(
        match.lang
        for sheet in sheets
        for cell in sheet.cells.values()
        if len(cell.text) < _LABEL and (match := labels.whole(cell.text))
    )
    if not counts:
        return None
    best = counts.most_common(1)[0][0]
    return best if best in ("fi", "sv", "en") else "sv" if best == "nb" else "fi"


def _top(sheet: Sheet, labels: Labels) -> list[list[Cell]]:
    """The rows above the first label of an indicator or its hierarchy: title, sector, unit."""
    top: list[list[Cell]] = []
    for _, row in rows_of(sheet):
        found = [labels.whole(c.text) or labels.leading(c.text) for c in row]
        if any(m and m.field in (*HIERARCHY, *LEVELS, "indicator", "explanation") for m in found):
            break
        top.append(row)
    return top


def _pairs(row: list[Cell]) -> list[tuple[str, Field]]:
    """(label, value) of "Toimiala: X" in one cell and "Toimiala | X" in two."""
    pairs = []
    for n, cell in enumerate(row):
        head, mark, rest = cell.text.partition(":")
        if mark and rest.strip():
            pairs.append((head, Field(tidy(rest), cell.ref)))
        elif n + 1 < len(row):
            pairs.append((head, Field(tidy(row[n + 1].text), row[n + 1].ref)))
    return pairs


def _named(text: str, labels: Labels) -> bool:
    """Whether a short text ends with the word for a department, and is more than that word."""
    words = labels.fold(text).split()
    if not words or len(text) > _SECTOR_LINE:
        return False
    endings = labels.words("department_endings")
    for word in labels.families.get("department", ()):
        longer = len(words) > 1 or len(words[-1]) > len(word) + 2
        if longer and re.search(rf"{re.escape(word)}(?:{endings})?$", words[-1]):
            return True
    return False


def _behind_comma(text: str, labels: Labels) -> str:
    """What stands behind the last comma, unless the comma is the name's own: "Kasvu, oppiminen ja kulttuuri -toimiala"."""
    tail = text.rpartition(",")[2].strip()
    words = labels.fold(tail).split()
    conjunctions = labels.families.get("conjunction", ())
    listed = any(word in conjunctions and not before.endswith("-") for before, word in pairwise(words))
    return text if listed else tail


def _sector(cell: Cell, labels: Labels) -> Field | None:
    """A short line that ends with the word for a department, or the part of a title that does.

    "Sivistystoimiala 2023", "Bildningssektorn"; "Uppföljning av målen 2023, tekniska sektorn".
    """
    text = tidy(cell.text)
    if len(text) > _HEADING or any(ch in text for ch in ".:\n"):
        return None
    parts = [part.strip(" -–,()") for part in _PART.split(_YEAR.sub(" – ", text))]
    names = [name for part in parts if _named(name := _behind_comma(part, labels), labels)]
    if not names:
        return None
    name = names[-1]
    return Field(name[:1].upper() + name[1:], cell.ref)


def _shortest(found: list[Field], labels: Labels) -> Field | None:
    """The first department named, as the line says it that says nothing else."""
    same = [f for f in found if labels.fold(found[0].text).endswith(labels.fold(f.text))]
    return min(same, key=lambda f: len(f.text), default=None)


def of_sheet(sheet: Sheet, labels: Labels) -> Facts:
    """Facts of a data sheet or cover."""
    facts = Facts()
    for row in _top(sheet, labels):
        for label, value in _pairs(row):
            if labels.is_a("department", label):
                facts.department = facts.department or value
            elif labels.is_a("unit_name", label):
                facts.unit = facts.unit or value
        for cell in row:
            if len(cell.text) > _HEADING:
                continue
            facts.years.update(int(y) for y in set(_YEAR.findall(cell.text)))
            shown = cell.text.replace("–", "-")
            for name in ("interim", "year_end"):
                if facts.period is None and labels.contains(name, shown):
                    facts.period = name
    if facts.department is None:
        lines = [cell for row in _top(sheet, labels) if len(row) == 1 for cell in row]
        facts.department = _shortest([found for c in lines if (found := _sector(c, labels))], labels)
    return facts


@lru_cache(maxsize=4)
def _year_said(labels: Labels) -> re.Pattern[str]:
    """A year behind a word that says whose it is: "toteuma 2023", "för 2023"."""
    return re.compile(rf"(?:{labels.words('year_said')})\s+(20[1-4]\d)", re.IGNORECASE)


def _headings(sheet: Sheet, labels: Labels, told: set[str]) -> Counter[int]:
    """Years that headings and column heads state; `told` are the cells of indicators, whose years are their own matter."""
    years: Counter[int] = Counter()
    for cell in sheet.cells.values():
        if cell.ref in told and not labels.begins("explanation", cell.text[:_HEADING]):
            continue  # "siirtyi vuodelle 2025" is an outcome, not the report's year
        heading = cell.text[:_HEADING]
        if len(cell.text) < _HEADING or labels.begins("explanation", heading):
            named = labels.whole(cell.text) if len(cell.text) < _COLUMN_HEAD else None
            if named and named.field == "baseline":
                continue  # "Lähtötaso TP 2022" is of the year before
            years.update(int(y) for y in set(_year_said(labels).findall(heading)))
            dated = len(cell.text) < _COLUMN_HEAD and _YEAR.search(heading)
            head = parse(heading, labels) if dated else None
            if head and head.year and (head.field == "actual" or head.kind == "outturn"):
                years[head.year] += 1
    return years


def take(book: RawBook, grid: Grid, labels: Labels) -> None:
    """Fill year, period, unit and department of the book from its covers and data sheets.

    A sheet that names its own department gives it to its indicators; where sheets differ the book has none.
    """
    years: Counter[int] = Counter()
    departments: dict[str, Field] = {}
    units: list[str] = []
    roles = {s["name"]: s["role"] for s in book.sheets}
    for sheet in grid.sheets:
        data = roles.get(sheet.name) == "data"
        if sheet.state != "visible" or not (data or labels.begins("cover", sheet.name)):
            continue
        facts = of_sheet(sheet, labels)
        book.period = book.period or facts.period
        years += facts.years
        if facts.department:
            departments[sheet.name] = facts.department
        units += [facts.unit.text] if facts.unit else []
        if data:
            told = {ref for raw in book.indicators if raw.sheet == sheet.name
                    for ref in (*(f.ref for f in raw.fields.values()), *raw.explanation_refs)}  # fmt: skip
            years += _headings(sheet, labels, told)
    different = {labels.fold(f.text) for f in departments.values()}
    if len(different) == 1:
        book.department = next(iter(departments.values())).text
    if len({labels.fold(u) for u in units}) == 1:
        book.unit = units[0]
    for raw in book.indicators:
        own = departments.get(raw.sheet)
        if len(different) > 1 and own and "department" not in raw.fields:
            raw.fields["department"] = own
    if years:
        book.report_year = max(years, key=lambda y: (years[y], y))


def is_aside(sheet: Sheet, labels: Labels) -> bool:
    """Cover, instruction, example and lookup sheets, told by the words that begin the sheet's name."""
    name = labels.fold(sheet.name)
    return any(
        re.match(rf"{re.escape(word)}(?!\w)", name)
        for family in ("instruction", "cover")
        for word in labels.families.get(family, ())
    )

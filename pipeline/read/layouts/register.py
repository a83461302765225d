"""The register layout: a header row (or two), one row an indicator.

The header may stand anywhere, its columns in any order, with extra and empty ones; a hierarchy cell left blank or
merged downwards means "as above"; subtotal, footnote and repeated header rows are no indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model.grid import Cell, Observation, Sheet
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, INDICATOR_FIELDS, LEVELS, Labels, fold
from pipeline.read.layouts.cells import as_field, rows_of
from pipeline.read.layouts.texts import tidy

NAME = "register"
_YEAR_COLUMN = re.compile(
    r"^(?:(tp|ta|tot|toteuma|talousarvio|budget|bokslut|bs|bg|fy|käyttö|resultat|utfall)\.?\s*)?((?:19|20)\d\d)$"
)
_PLANS = ("ta", "talousarvio", "budget", "bg")
_FOOTNOTE = re.compile(r"^\s*(?:\*|\d\)|[¹²³])")
_UNIT_IN_HEADER = re.compile(r"[(,]\s*([^(),]{1,24}?)\s*\)?$")
_ENOUGH = 3  # label cells that make a row a header


@dataclass(slots=True)
class Header:
    """Columns of a table: field → column number; `bottom` is the header's last row."""

    top: int
    bottom: int
    columns: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    typos: list[Cell] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The rightmost column of the table."""
        return max(self.columns.values())


def _year_columns(cells: list[Cell], header: Header) -> None:
    """Columns headed by years only: plan is the target, the latest outturn the actual, the one before the baseline."""
    dated = []
    for cell in cells:
        found = _YEAR_COLUMN.match(" ".join(cell.text.casefold().split()).strip(" .:"))
        if found:
            dated.append((int(found[2]), found[1] in _PLANS, cell.col))
    outturns = sorted((year, col) for year, plan, col in dated if not plan)
    plans = sorted((year, col) for year, plan, col in dated if plan)
    if plans and "target" not in header.columns:
        header.columns["target"] = plans[-1][1]
    if outturns and "actual" not in header.columns:
        header.columns["actual"] = outturns[-1][1]
        if len(outturns) > 1 and "baseline" not in header.columns:
            header.columns["baseline"] = outturns[-2][1]


def _header(row: int, cells: list[Cell], labels: Labels) -> Header | None:
    header = Header(row, row)
    for cell in cells:
        match = labels.whole(cell.text)
        unit = None
        if match is None:
            unit = _UNIT_IN_HEADER.search(cell.text)
            match = labels.whole(cell.text[: unit.start()]) if unit else None
        if match is None or match.field in header.columns:
            continue
        header.columns[match.field] = cell.col
        if match.typo:
            header.typos.append(cell)
        if unit:
            header.units[match.field] = unit[1].strip()
    known = len(header.columns)
    if known:
        _year_columns(cells, header)
    return header if known and len(header.columns) >= _ENOUGH else None


def _named(header: Header) -> bool:
    """An indicator column (or, lacking one, a goal) and at least one level make it a table of targets."""
    return bool(set(header.columns) & {"indicator", "goal"}) and bool(set(header.columns) & set(LEVELS))


def headers(sheet: Sheet, labels: Labels) -> list[Header]:
    """Every header of the sheet, from top to bottom and left to right; two header rows count as one."""
    found: list[Header] = []
    rows = rows_of(sheet)
    at = 0
    while at < len(rows):
        number, cells = rows[at]
        header = _header(number, cells, labels)
        following = rows[at + 1] if at + 1 < len(rows) and rows[at + 1][0] == number + 1 else None
        if header is None or not _named(header):
            both = _header(number, [*cells, *following[1]], labels) if following else None
            second = _header(following[0], following[1], labels) if following else None
            if both and _named(both) and not (second and _named(second)):
                both.bottom = number + 1
                found.append(both)
                at += 2
                continue
            at += 1
            continue
        if following:
            under = {c.col for c in following[1]} - set(header.columns.values())
            labelled = [c for c in following[1] if labels.whole(c.text)]
            if labelled and len(labelled) == len(following[1]) and under:
                extra = _header(number, [*cells, *labelled], labels)
                header = extra or header
                header.bottom = number + 1
        found += _side_by_side(number, cells, header, labels)
        at += 1
    return found


def _side_by_side(number: int, cells: list[Cell], header: Header, labels: Labels) -> list[Header]:
    """Tables beside each other repeat their labels: the row is cut where a label comes a second time."""
    groups: list[list[Cell]] = [[]]
    seen: set[str] = set()
    for cell in cells:
        match = labels.whole(cell.text)
        if match and match.field in seen:
            groups.append([])
            seen = set()
        if match:
            seen.add(match.field)
        groups[-1].append(cell)
    several = [h for h in (_header(number, g, labels) for g in groups) if h and _named(h)]
    return several if len(several) > 1 else [header]


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that this sheet holds registers, and why."""
    found = headers(sheet, labels)
    if not found:
        return 0.0, ["no row has labels of an indicator and its levels"]
    best = max(found, key=lambda h: len(h.columns))
    row = len([f for f in best.columns if f in INDICATOR_FIELDS])
    return min(1.0, 0.45 + 0.07 * row), [f"row {best.top} names {', '.join(sorted(best.columns))}"]


def _ranges(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells covered by a merged range → the range's top-left cell."""
    cover: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merges:
        ends = re.match(r"([A-Z]+)(\d+):([A-Z]+)(\d+)$", merged)
        if not ends:
            continue
        left, right = _column(ends[1]), _column(ends[3])
        top, bottom = int(ends[2]), int(ends[4])
        if (bottom - top + 1) * (right - left + 1) > 5000:
            continue
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                cover[row, col] = (top, left)
    return cover


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _totals(sheet: Sheet) -> set[int]:
    """Rows that an Excel table declares to be its totals."""
    rows = set()
    for table in sheet.tables:
        end = re.search(r":[A-Z]+(\d+)$", table.ref)
        if end and table.totals_rows:
            rows |= {int(end[1]) - n for n in range(table.totals_rows)}
    return rows


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """Indicators in reading order, with the cell of every field, and what was odd."""
    out: list[RawIndicator] = []
    notes: list[Observation] = []
    found = headers(sheet, labels)
    cover, totals = _ranges(sheet), _totals(sheet)
    rows = rows_of(sheet)
    for header in found:
        notes += [("LAY-05", c.ref, {"observed": c.text[:120], "expected": ""}) for c in header.typos]
        below = [h.top for h in found if h.top > header.bottom]
        stop = min(below) if below else None
        left, right = min(header.columns.values()), header.last
        above: dict[str, Field] = {}
        for number, cells in rows:
            if number <= header.bottom or (stop is not None and number >= stop):
                continue
            own = {c.col: c for c in cells if left <= c.col <= right or c.col in header.columns.values()}
            if number in totals or _is_aside(own, header, labels):
                continue
            raw = _row(sheet, number, own, header, cover, above)
            if raw is not None:
                out.append(raw)
    return out, notes


def _is_aside(own: dict[int, Cell], header: Header, labels: Labels) -> bool:
    """Subtotals, footnotes, repeated headers and section lines."""
    if not own:
        return True
    first = own[min(own)]
    if labels.is_a("subtotal", first.text) or (len(own) == 1 and _FOOTNOTE.match(first.text)):
        return True
    repeated = sum(1 for f, col in header.columns.items() if col in own and _same(labels, own[col], f))
    return repeated >= _ENOUGH


def _same(labels: Labels, cell: Cell, name: str) -> bool:
    match = labels.whole(cell.text)
    return match is not None and match.field == name


def _row(
    sheet: Sheet,
    number: int,
    own: dict[int, Cell],
    header: Header,
    cover: dict[tuple[int, int], tuple[int, int]],
    above: dict[str, Field],
) -> RawIndicator | None:
    """One indicator, or None where the row only carries the hierarchy on."""
    fields: dict[str, Field] = {}
    for name, col in header.columns.items():
        anchor = cover.get((number, col), (number, col))
        cell = own.get(col) or (sheet.cells.get(anchor) if name not in LEVELS else None)
        if cell and cell.text.strip():
            fields[name] = as_field(cell)
    for name in HIERARCHY:
        if name in fields:
            for lower in HIERARCHY[HIERARCHY.index(name) + 1 :]:
                above.pop(lower, None)
            above[name] = fields[name]
        elif name in above:
            fields[name] = above[name]
    key = "indicator" if "indicator" in header.columns else "goal"
    here = {n for n, col in header.columns.items() if col in own and own[col].text.strip()}
    if not (here & {key, *LEVELS, "explanation", "action"}):
        return None
    if key not in here and not (here & set(LEVELS)):
        return None
    if "indicator" not in fields:
        fallback = fields.get("goal") if key == "goal" else None
        fields["indicator"] = fallback or Field("", f"{sheet.cells[number, min(own)].ref}")
    explanation = fields.pop("explanation", None)
    for name, unit in header.units.items():
        if name in LEVELS and "unit_hint" not in fields:
            fields["unit_hint"] = Field(unit, fields[name].ref if name in fields else fields["indicator"].ref)
    row_cells = list(own.values())
    return RawIndicator(
        sheet.name,
        fields,
        explanation=tidy(explanation.text) if explanation else "",
        explanation_refs=[explanation.ref] if explanation else [],
        hidden=number in sheet.hidden_rows,
        struck=bool(row_cells)
        and all(c.struck == c.text or fold(c.struck) == fold(c.text) for c in row_cells if c.text),
        quirks=[] if fields["indicator"].text else ["missing_indicator"],
    )

"""The register layout: a header row (or two), one row an indicator.

The header may stand anywhere, its columns in any order, with extra and empty ones; a hierarchy cell left blank or
merged downwards means "as above"; lines above a table that name its goal or action count for its rows; subtotal,
footnote, section and repeated header rows are no indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model.grid import Cell, Observation, Sheet
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, INDICATOR_FIELDS, LEVELS, Labels
from pipeline.read.layouts import strays
from pipeline.read.layouts.block_parts import Explained, explanation_heading
from pipeline.read.layouts.cells import as_field, rows_of
from pipeline.read.layouts.headers import Header, headers
from pipeline.read.layouts.merges import Merges, span
from pipeline.read.layouts.record import Row, indicators
from pipeline.read.layouts.texts import tidy

NAME = "register"
_ENOUGH = 3  # header labels repeated that make a row a repeated header
_COUNT = re.compile(r"^\(?\d{1,2}[.)]?\)?$")


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that this sheet holds registers, and why."""
    found = headers(sheet, labels)
    if not found:
        return 0.0, ["no row has labels of an indicator and its levels"]
    best = max(found, key=lambda h: len(h.columns))
    row = len([f for f in best.columns if f in INDICATOR_FIELDS])
    return min(1.0, 0.45 + 0.07 * row), [f"row {best.top} names {', '.join(sorted(best.columns))}"]


def totals(sheet: Sheet) -> set[int]:
    """Rows that an Excel table declares to be its totals."""
    rows: set[int] = set()
    for table in sheet.tables:
        area = span(table.ref)
        if area:
            rows |= {area.bottom - n for n in range(table.totals_rows)}
    return rows


@dataclass(slots=True)
class _Table:
    """One table while its rows are read."""

    header: Header
    above: dict[str, Field]
    out: list[RawIndicator] = field(default_factory=list)
    rows: list[tuple[int, list[Cell]]] = field(
        default_factory=list
    )  # read as nothing since the last indicator
    doubtful: list[RawIndicator] = field(default_factory=list)
    last: int = 0  # the row of the last indicator
    explained: int = 0  # how many indicators had their explanation line


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    labels: Labels
    merges: Merges
    totals: set[int]
    context: dict[str, Field] = field(default_factory=dict)
    fresh: bool = False  # the context has changed since the last header
    open: list[_Table] = field(default_factory=list)
    done: list[_Table] = field(default_factory=list)
    notes: list[Observation] = field(default_factory=list)
    told: Explained | None = None  # an explanation under its rows, while its lines come
    told_of: _Table | None = None

    def note(self, rule: str, cell: Cell, **params: object) -> None:
        self.notes.append((rule, cell.ref, {"observed": cell.text[:120], **params}))

    def begin(self, header: Header) -> None:
        """A header ends the tables whose columns it shares; the same header again goes on with the same table."""
        same = next((t for t in self.open if t.header.columns == header.columns), None)
        above = dict(same.above) if same and not self.fresh else dict(self.context)
        self.open = [t for t in self.open if not t.header.overlaps(header)]
        table = _Table(header, above, last=header.bottom)
        self.fresh = False
        self.open.append(table)
        self.done.append(table)
        self.notes += strays.of_header(self.sheet, header, self.labels)

    def is_context(self, row: list[Cell]) -> bool:
        """A line such as "Toimenpide: …" or "Toimenpide | …" that names what the rows below belong to."""
        first = row[0]
        match = self.labels.leading(first.text)
        value: Field | None = None
        if match and match.rest and len(row) == 1:
            value = Field(match.rest, first.ref)
        elif (
            len(row) == 2 and (match := self.labels.whole(first.text)) and not self.labels.whole(row[1].text)
        ):
            value = as_field(row[1])
        if match is None or value is None or match.field not in (*HIERARCHY, "responsible", "department"):
            return False
        for lower in HIERARCHY[HIERARCHY.index(match.field) :] if match.field in HIERARCHY else ():
            self.context.pop(lower, None)
        self.context[match.field] = value
        self.fresh = True
        for table in self.open:
            table.above.clear()
            table.above.update(self.context)
        return True

    def is_title(self, number: int, cells: list[Cell]) -> bool:
        """One text without a figure, apart from the rows above it and over the next header: the next table's title."""
        apart = all(number - table.last > 1 for table in self.open)
        return len(cells) == 1 and apart and not any(ch.isdigit() for ch in cells[0].text)

    def is_explanation(self, number: int, cells: list[Cell]) -> bool:
        """A line under the rows it explains: "Selvitys: …", and the lines below it that have one text only."""
        first = cells[0]
        match = explanation_heading(first, self.labels) or self.labels.whole(first.text)
        begins = match is not None and match.field == "explanation" and len(cells) <= 2
        table = next((t for t in self.open if t.header.left <= first.col <= t.header.right), None)
        if table is None or not (begins or (self.told is not None and len(cells) == 1)):
            self.tell()
            return False
        if begins:
            self.tell()
            self.told, self.told_of = Explained(), table
        if self.told is not None:
            self.told.add(tidy(match.rest) if begins and match else tidy(first.text), first)
            for cell in cells[1:]:
                self.told.add(tidy(cell.text), cell)
        table.last = number
        return True

    def tell(self) -> None:
        """The explanation's lines are over: they go to the rows above that have none."""
        if self.told is not None and self.told_of is not None:
            rows = self.told_of.out[self.told_of.explained :]
            self.told.give([raw for raw in rows if not raw.explanation], self.labels, more_follows=True)
            self.told_of.explained = len(self.told_of.out)
        self.told = self.told_of = None

    def row(self, number: int, cells: list[Cell], *, before_header: bool = False) -> None:
        """One row below a header, for every table that stands there; `before_header` when the next one is a header."""
        if before_header and self.is_title(number, cells):
            self.tell()
            return
        if not cells or self.is_context(cells):
            self.tell()
            return
        if self.is_explanation(number, cells):
            return
        for table in self.open:
            header = table.header
            own = {c.col: c for c in cells if header.left <= c.col <= header.right}
            if not own or header.conflict:
                continue
            first = own[min(own)]
            if self.is_example(first):
                self.note("LAY-19", first)
            elif number in self.totals or self.is_total(own, header):
                self.note("LAY-13", first)
            elif self.is_repeated(own, header) or self.is_counting(number, own, header):
                continue
            elif self.is_section(own, header):
                table.above[self.section_field(header)] = as_field(first)
            else:
                if strays.is_footnote(first, self.labels) and len(own) == 1:
                    continue
                read = Row(self.sheet, number, own, header, self.merges, table.above)
                made, odd = indicators(read, self.labels)
                self.notes += odd
                if made and not read.has(*LEVELS) and number - table.last > 1:
                    # texts without a level after a gap are an indicator only if more of the table follows
                    table.rows.append((number, list(own.values())))
                    table.doubtful += made
                elif made:
                    table.out += [*table.doubtful, *made]
                    table.rows.clear()
                    table.doubtful.clear()
                    table.last = number
                elif not read.continues(table.out) and not read.only_hierarchy():
                    table.rows.append((number, list(own.values())))

    def is_example(self, cell: Cell) -> bool:
        """The template's own row that shows how to fill the form."""
        head, mark, _ = cell.text.partition(":")
        return self.labels.is_a("example_row", head if mark else cell.text)

    def is_total(self, own: dict[int, Cell], header: Header) -> bool:
        """The row's first text says only "total"; or, where nothing is measured, it ends with the word."""
        first = own[min(own)]
        bare = re.sub(r"\([^)]*\)", "", first.text)
        if self.labels.is_a("subtotal", bare):
            return True
        key = header.columns[header.key]
        if key in own and header.key == "indicator":
            return False
        words = bare.casefold().rstrip(" :").split()
        levels = any(col in own for name, col in header.columns.items() if name in LEVELS)
        return levels and first.col != key and bool(words) and self.labels.is_a("subtotal", words[-1])

    def is_repeated(self, own: dict[int, Cell], header: Header) -> bool:
        """The header's own texts again."""
        same = [n for n, c in header.cells.items() if c.col in own and own[c.col].text == c.text]
        return len(same) >= min(_ENOUGH, len(header.columns))

    def is_counting(self, number: int, own: dict[int, Cell], header: Header) -> bool:
        """The row under the header that numbers the columns: 1, 2, 3 and on."""
        if number != header.bottom + 1 or len(own) < _ENOUGH:
            return False
        if not all(_COUNT.match(c.text.strip()) for c in own.values()):
            return False
        numbers = [int(re.sub(r"\D", "", own[col].text)) for col in sorted(own)]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def is_section(self, own: dict[int, Cell], header: Header) -> bool:
        """One text over the whole table's width, or one in capitals where it cannot be an indicator."""
        if len(own) != 1:
            return False
        (cell,) = own.values()
        area = self.merges.at(cell.row, cell.col)
        levels = [col for name, col in header.columns.items() if name in LEVELS]
        wide = area is not None and any(area.left < col <= area.right for col in levels)
        loud = cell.text.isupper() and len(cell.text) > 3 and cell.col == header.columns[header.key]
        return (wide or loud) and not strays.is_footnote(cell, self.labels)

    def section_field(self, header: Header) -> str:
        """The highest level of the hierarchy that the table has no column for."""
        free = [name for name in HIERARCHY if name not in header.columns and name != header.key]
        return free[0] if free else HIERARCHY[0]


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """Indicators in reading order, with the cell of every field, and what was odd."""
    found = headers(sheet, labels)
    inside = {row for h in found for row in range(h.top, h.bottom + 1)}
    reader = _Reader(sheet, labels, Merges(sheet), totals(sheet))
    tops = {h.top for h in found}
    rows = rows_of(sheet)
    following = [row for row, _ in rows[1:]] + [0]
    for (number, cells), next_row in zip(rows, following, strict=True):
        starting = [h for h in found if h.top == number]
        if starting:
            reader.tell()
        for header in starting:
            reader.begin(header)
        if starting:
            # a table beside the one that begins here goes on
            beside = [c for c in cells if not any(h.left <= c.col <= h.right for h in starting)]
            reader.row(number, beside)
        elif number not in inside:
            reader.row(number, cells, before_header=next_row in tops)
    reader.tell()
    leftovers = [(table.header, table.rows) for table in reader.done]
    reader.notes += strays.of_tables(sheet, found, leftovers, labels)
    return [raw for table in reader.done for raw in table.out], reader.notes

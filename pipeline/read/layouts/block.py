"""The block layout: a label column, and under MITTARI a small grid of baseline, target and actual.

PAINOPISTE  | …
TAVOITE     | …
TOIMENPIDE  | …
MITTARI     | text     | Lähtötaso | Tavoitetaso | Toteuma
            |          | 5         | 7           | 9
Selvitys toimenpiteen toteutumisesta vuonna 2023: …
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.grid import Cell, Observation, Sheet, address
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, LEVELS, Labels, Match
from pipeline.read.layouts import financial
from pipeline.read.layouts.block_parts import Explained, explanation_heading, level_header
from pipeline.read.layouts.cells import as_field, rows_of
from pipeline.read.layouts.texts import split_numbered, tidy

NAME = "block"
_ASIDE = ("responsible", "status", "unit_hint", "department", "source", "measured")
"""Fields that may stand on a row of their own in a block and hold for its indicators."""
_PROSE = 60  # characters of a text by itself that somebody should know is not read


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that this sheet is in the block layout, and why."""
    names: list[str] = []
    levels = headed = columnar = 0
    for _, row in rows_of(sheet):
        first = row[0]
        match = labels.whole(first.text) or labels.leading(first.text) or explanation_heading(first, labels)
        if match is None:
            continue
        beside = [m.field for c in row[1:] if (m := labels.whole(c.text))]
        # a hierarchy label whose neighbours are labels too heads a register's columns
        if match.field in HIERARCHY and beside:
            continue
        names.append(match.field)
        levels += match.field in LEVELS
        if match.field == "indicator" and set(beside) & set(LEVELS):
            headed += 1
            columnar += row[1].col == first.col + 1 and labels.whole(row[1].text) is not None
    indicators, context = names.count("indicator"), sum(n in HIERARCHY for n in names)
    reasons = [f"{indicators} indicator labels and {context} labels of the hierarchy begin rows"]
    if not indicators or not context:
        return 0.0, reasons
    if levels > headed:
        return 0.0, [*reasons, "levels begin rows of their own"]
    if columnar == indicators and "explanation" not in names:
        return 0.0, [*reasons, "the indicators stand in a column of their own"]
    return min(1.0, 0.8 + 0.05 * min(indicators, context)), reasons


@dataclass(slots=True)
class _Block:
    """One action being read: header columns, packed texts waiting for value rows, indicators, explanation."""

    columns: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[int | None, str]] = field(default_factory=list)
    cell: Cell | None = None
    indicators: list[RawIndicator] = field(default_factory=list)
    explained: Explained = field(default_factory=Explained)
    aside: dict[str, Field] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """Walks the rows once, from top to bottom."""

    sheet: Sheet
    labels: Labels
    context: dict[str, Field] = field(default_factory=dict)
    block: _Block = field(default_factory=_Block)
    pending: str = ""  # a label whose text stands in the row below
    one_cell: bool = False  # labels and texts share cells on this sheet: "Tavoite: …"
    out: list[RawIndicator] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    def note(self, rule: str, cell: Cell, **params: object) -> None:
        self.observations.append((rule, cell.ref, {"observed": cell.text[:120], **params}))

    def unfilled(self) -> None:
        """Indicators that no row of values followed."""
        cell = self.block.cell
        if cell is not None:
            for number, text in self.block.waiting:
                self.note("LAY-18", cell, observed=text[:120])
                self.add(number, Field(text, cell.ref), {}, ["no_values"])
        self.block.waiting = []

    def close(self, *, more_follows: bool = True) -> None:
        """The action is over: explanations and texts on rows of their own go to its indicators."""
        self.unfilled()
        block = self.block
        block.explained.give(block.indicators, self.labels, more_follows=more_follows)
        for raw in block.indicators:
            raw.fields = {**block.aside, **raw.fields}
        self.out += block.indicators
        self.block = _Block()

    def add(self, number: int | None, indicator: Field, values: dict[str, Field], quirks: list[str]) -> None:
        explanation = values.pop("explanation", None)
        fields = {**self.context, "indicator": indicator, **values}
        raw = RawIndicator(self.sheet.name, fields, number, quirks=quirks)
        if explanation:
            raw.explanation, raw.explanation_refs = explanation.text, [explanation.ref]
        self.block.indicators.append(raw)

    def named(self, cell: Cell, number: int | None = None) -> tuple[int | None, Field]:
        """Indicator text of a cell, its "Mittari 2." taken off."""
        lead, parts = split_numbered(cell.text, self.labels)
        if len(parts) == 1 and not lead:
            return parts[0][0], Field(tidy(parts[0][1]), cell.ref)
        return number, Field(tidy(cell.text), cell.ref)

    def indicator_row(self, first: Cell, match: Match, row: list[Cell]) -> None:
        """A row that begins with MITTARI: text and header words, or values of a second indicator without header."""
        header = level_header(first, row[1:], self.labels)
        text: Cell | None = Cell(first.row, first.col, match.rest) if match.rest else None
        others = header.others
        if header.columns:
            self.next_header()
            self.block.columns = header.columns
            for cell in header.glued_cells:
                self.note("LAY-03", cell)
            before = [c for c in others if c.col < min(header.columns.values())]
            text = text or (before[0] if before else None)
            if header.glued and text:
                number, indicator = self.named(text, match.number)
                self.add(number, indicator, header.glued, ["header_label_in_cell"])
                return
            self.wait(text, match.number)
            return
        columns = self.block.columns
        values = {name: as_field(c) for name, col in columns.items() for c in others if c.col == col}
        left = [c for c in others if not columns or c.col < min(columns.values())]
        text = text or (left[0] if left else None)
        if values and text:
            number, indicator = self.named(text, match.number)
            self.note("LAY-14", first)
            self.add(number, indicator, values, ["missing_header"])
            return
        self.close()
        self.wait(text, match.number)

    def next_header(self) -> None:
        """A second MITTARI row with headers belongs to the same action until its explanation has begun."""
        if self.block.explained.begun:
            self.close()
        else:
            self.unfilled()

    def wait(self, text: Cell | None, number: int | None) -> None:
        """The MITTARI cell's texts wait for their value rows; an empty cell waits for texts in the rows."""
        if text is None:
            return
        lead, parts = split_numbered(text.text, self.labels)
        self.block.cell = text
        if len(parts) > 1 and not lead:
            self.note("LAY-02", text, count=len(parts))
        self.block.waiting = (
            [(n, tidy(p)) for n, p in parts] if parts and not lead else [(number, tidy(text.text))]
        )

    def value_row(self, row: list[Cell]) -> bool:
        """A row of values under the header; False when it is none."""
        block = self.block
        columns = sorted(block.columns.values())
        first = row[0]
        at = {c.col: c for c in row}
        if first.col == columns[0] - 2 and columns[-1] not in at and columns[0] - 1 in at and len(row) > 1:
            # the label column holds the indicator and every value stands one column too far to the left
            number, indicator = self.named(first)
            values = {name: as_field(at[col - 1]) for name, col in block.columns.items() if col - 1 in at}
            self.note("LAY-01", first)
            self.add(number, indicator, values, ["shifted_left"])
            return True
        values = {name: as_field(at[col]) for name, col in block.columns.items() if col in at}
        if not values:
            return False
        for name, col in block.columns.items():
            # what is missing is told at the cell where it is missing
            values.setdefault(name, Field("", address(first.row, col)))
        left = [c for c in row if c.col < columns[0]]
        if left:
            number, indicator = self.named(left[-1])
            self.add(number, indicator, values, [])
        elif block.waiting and block.cell is not None:
            number, text = block.waiting.pop(0)
            packed = ["packed_cell"] if block.waiting or block.indicators else []
            self.add(number, Field(text, block.cell.ref), values, packed)
        else:
            self.note("LAY-04", first)
            self.add(None, Field("", first.ref), values, ["missing_indicator"])
        return True

    def row(self, row: list[Cell]) -> None:
        """One row of the sheet."""
        first = row[0]
        match = self.label(row)
        if match and match.typo:
            self.note("LAY-05", first, expected=match.label)
        value = row[1] if len(row) > 1 else None
        found = (
            Field(tidy(match.rest), first.ref) if match and match.rest else as_field(value) if value else None
        )
        pending, self.pending = self.pending, ""
        if pending and match is None and len(row) == 1:
            self.context[pending] = as_field(first)
        elif match and match.field in HIERARCHY:
            self.close()
            below = HIERARCHY[HIERARCHY.index(match.field) :]
            self.context = {k: v for k, v in self.context.items() if k not in below}
            if found:
                self.context[match.field] = found
            else:
                self.pending = match.field
        elif match and match.field == "indicator":
            self.indicator_row(first, match, row)
        elif match and match.field == "explanation":
            self.block.explained.begun = True
            self.block.explained.add(tidy(match.rest), first)
            for cell in row[1:]:
                self.block.explained.add(tidy(cell.text), cell)
        elif match and match.field in _ASIDE and found:
            if match.field != "unit_hint" or self.block.columns:
                self.block.aside[match.field] = found
        elif self.block.explained.begun:
            for cell in row:
                self.block.explained.add(tidy(cell.text), cell)
        elif self.block.columns and not self.value_row(row) and len(first.text) >= _PROSE:
            self.note("LAY-12", first)

    def label(self, row: list[Cell]) -> Match | None:
        """The label that begins a row; within an explanation "Tavoite: …" is prose unless the sheet labels so."""
        first = row[0]
        whole = self.labels.whole(first.text)
        if whole and (len(row) > 1 or not self.block.explained.begun or whole.field != "explanation"):
            return whole
        glued = self.labels.leading(first.text)
        if glued and glued.field in HIERARCHY:
            if self.block.explained.begun and not self.one_cell:
                return None
            self.one_cell = True
        return glued or explanation_heading(first, self.labels)


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """Indicators in reading order, with the cell of every field, and what was odd."""
    reader = _Reader(sheet, labels)
    rows = rows_of(sheet)
    narrative, used = financial.read(sheet, rows, labels)
    for number, row in rows:
        if number in used:
            reader.close()
        else:
            reader.row(row)
    reader.close(more_follows=False)
    return reader.out + narrative, reader.observations

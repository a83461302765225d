"""One row of a register → its indicators, with the cell of every field."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.grid import Cell, Observation, Sheet, address
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, LEVELS, Labels
from pipeline.read.layouts.cells import as_field
from pipeline.read.layouts.headers import Header
from pipeline.read.layouts.merges import Merges
from pipeline.read.layouts.texts import split_numbered, tidy


@dataclass(slots=True)
class Row:
    """A row within a table: its own cells by column, and the hierarchy that stands above it."""

    sheet: Sheet
    number: int
    own: dict[int, Cell]
    header: Header
    merges: Merges
    above: dict[str, Field]

    def has(self, *names: str) -> bool:
        """Whether the row itself has a text in one of these fields' columns."""
        columns = self.header.columns
        return any(name in columns and columns[name] in self.own for name in names)

    def seen(self, name: str) -> Cell | None:
        """The cell that is seen in a field's column: the row's own, or the one merged down over it."""
        col = self.header.columns[name]
        if col in self.own:
            return self.own[col]
        area = self.merges.at(self.number, col)
        if (
            area is None
            or area.top == self.number
            or area.top <= self.header.bottom
            or area.left != area.right
        ):
            return None
        return self.sheet.cells.get((area.top, area.left))

    def only_hierarchy(self) -> bool:
        """Nothing but a text of the hierarchy, for the rows below."""
        return all(
            col in {self.header.columns.get(n) for n in HIERARCHY if n != self.header.key} for col in self.own
        )

    def continues(self, made: list[RawIndicator]) -> bool:
        """A row with more of the last indicator's explanation and nothing else."""
        if not made or not self.has("explanation") or len(self.own) != 1:
            return False
        (cell,) = self.own.values()
        if not made[-1].explanation:
            return False
        made[-1].explanation += "\n" + tidy(cell.text)
        made[-1].explanation_refs.append(cell.ref)
        return True


def _hierarchy(row: Row) -> dict[str, Field]:
    """Hierarchy and other texts of the row; a blank one is as above, until something higher changes."""
    fields: dict[str, Field] = {}
    for name in row.header.columns:
        cell = row.seen(name)
        if cell and cell.text.strip():
            fields[name] = as_field(cell)
    for name in HIERARCHY:
        if name in fields:
            for lower in HIERARCHY[HIERARCHY.index(name) + 1 :]:
                # what a line above the table says counts until a column says otherwise
                if lower in row.header.columns:
                    row.above.pop(lower, None)
            row.above[name] = fields[name]
    return {**row.above, **fields}


def _parts(text: Field, labels: Labels) -> list[tuple[int, str]]:
    lead, parts = split_numbered(text.text, labels)
    return parts if not lead else []


def _packed(fields: dict[str, Field], labels: Labels) -> list[tuple[int, dict[str, Field]]]:
    """Several indicators in one cell, each with its own part of every level; empty where the counts disagree."""
    parts = _parts(fields["indicator"], labels)
    if len(parts) < 2:
        return []
    out: list[tuple[int, dict[str, Field]]] = [
        (number, {"indicator": Field(tidy(part), fields["indicator"].ref)}) for number, part in parts
    ]
    for name in LEVELS:
        if name not in fields:
            continue
        pieces = [part for _, part in _parts(fields[name], labels)] or fields[name].text.split("\n")
        if len(pieces) != len(parts):
            return []
        for (_, own), piece in zip(out, pieces, strict=True):
            own[name] = Field(tidy(piece), fields[name].ref)
    return out


def _explanation(row: Row) -> tuple[str, list[str]]:
    cells = [row.seen("explanation")] if "explanation" in row.header.columns else []
    cells += [row.own.get(col) for col in row.header.more.get("explanation", [])]
    texts = [c for c in cells if c and c.text.strip()]
    return "\n".join(tidy(c.text) for c in texts), [c.ref for c in texts]


def indicators(row: Row, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """The row's indicators (none where it only carries the hierarchy on), and what was odd."""
    header, key = row.header, row.header.key
    fields = _hierarchy(row)
    if not row.has(key, *LEVELS) or (not row.has(key) and not row.has(*LEVELS)):
        return [], []
    explanation, refs = _explanation(row)
    column = header.columns.get("explanation")
    fields.pop("explanation", None)
    quirks: list[str] = []
    notes: list[Observation] = []
    first = row.own[min(row.own)]
    if "indicator" not in fields:
        # a table without indicator texts measures its goals or actions themselves
        named = fields.get(key) if key != "indicator" else None
        blank = header.columns.get("indicator")
        fields["indicator"] = named or Field("", address(row.number, blank) if blank else first.ref)
        if key == "goal" and named and "target" not in header.columns:
            # the level aimed at stands within the goal's sentence
            fields["target"] = named
    if not fields["indicator"].text:
        quirks.append("missing_indicator")
        # a running number tells nobody which row is meant
        told = next(
            (c for c in row.own.values() if c.kind == "text" and not c.text.strip(" .").isdigit()), first
        )
        notes.append(("LAY-04", fields["indicator"].ref, {"observed": told.text[:120]}))
    for name in LEVELS:
        if name in header.columns and name not in fields:
            # what is missing is told at the cell where it is missing
            fields[name] = Field("", address(row.number, header.columns[name]))
        label = labels.leading(fields[name].text) if name in fields else None
        if label and label.field == name and label.rest:
            notes.append(("LAY-03", fields[name].ref, {"observed": fields[name].text[:120]}))
            fields[name] = Field(label.rest, fields[name].ref)
            quirks.append("header_label_in_cell")
    if "unit_hint" not in fields:
        unit = next(((header.units[n], n) for n in (*LEVELS, "indicator") if n in header.units), None)
        if unit:
            fields["unit_hint"] = Field(unit[0], header.cells[unit[1]].ref)
    texts = [c for c in row.own.values() if c.text]
    struck = bool(texts) and all(
        (c.row, c.col) in row.sheet.struck_cells
        or (c.struck and labels.fold(c.struck) == labels.fold(c.text))
        for c in texts
    )
    hidden = row.number in row.sheet.hidden_rows

    def made(number: int | None, own: dict[str, Field], odd: list[str]) -> RawIndicator:
        return RawIndicator(
            row.sheet.name,
            {**fields, **own},
            number,
            explanation,
            list(refs),
            hidden=hidden,
            struck=struck,
            quirks=odd,
            explanation_place=address(row.number, column) if column else "",
        )

    packed = _packed(fields, labels)
    if packed:
        cell = row.own.get(header.columns.get("indicator", 0), first)
        notes.append(("LAY-02", cell.ref, {"observed": cell.text[:120], "count": len(packed)}))
        return [made(number, own, ["packed_cell"]) for number, own in packed], notes
    parts = _parts(fields["indicator"], labels)
    if len(parts) == 1:
        number, text = parts[0]
        return [made(number, {"indicator": Field(tidy(text), fields["indicator"].ref)}, quirks)], notes
    return [made(None, {}, quirks)], notes

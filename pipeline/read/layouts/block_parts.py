"""Parts of the block layout: the header words of a MITTARI row, and the explanation shared by an action's indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model.grid import Cell
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import LEVELS, Labels, Match
from pipeline.read.layouts.columns import Column, resolve
from pipeline.read.layouts.heading import Heading, parse
from pipeline.read.layouts.texts import route, split_numbered, tidy

_LONG_HEADING = 110
_SECTION = 70  # characters; a longer line is no heading
_MOST_HEADINGS = 2


def explanation_heading(cell: Cell, labels: Labels) -> Match | None:
    """A heading such as "Selvitys toimenpiteen toteutumisesta vuonna 2023: …", the text behind it."""
    head, mark, rest = cell.text.partition(":")
    if mark and len(head) <= _LONG_HEADING and labels.begins("explanation", head):
        return Match("explanation", "fi", rest.strip())
    return None


@dataclass(slots=True)
class LevelHeader:
    """Header words of a MITTARI row: field → column, values glued to a word, and the cells that are neither."""

    columns: dict[str, int] = field(default_factory=dict)
    glued: dict[str, Field] = field(default_factory=dict)
    glued_cells: list[Cell] = field(default_factory=list)
    others: list[Cell] = field(default_factory=list)


def level_header(first: Cell, row: list[Cell], labels: Labels) -> LevelHeader:
    """The header words beside MITTARI: "Lähtötaso", "Tavoite 2023", "TP 2022", or "Lähtötaso Suunnitteilla"."""
    out = LevelHeader()
    found = [Column(first.col, Heading("indicator", "label"), first)]
    for cell in row:
        heading = parse(cell.text, labels)
        # "Toteutunut" without a year is a value here, and no hierarchy stands beside MITTARI but a level's twin
        sure = heading and (heading.kind == "label" or heading.year)
        if heading and sure and heading.field not in ("indicator", "focus_area", "deed", "action"):
            found.append(Column(cell.col, heading, cell))
            continue
        glued = labels.leading(cell.text, colon=False, only=LEVELS)
        if glued and glued.field not in out.columns:
            out.columns[glued.field] = cell.col
            out.glued[glued.field] = Field(tidy(glued.rest), cell.ref)
            out.glued_cells.append(cell)
        else:
            out.others.append(cell)
    # years alone may be values as well as header words
    if not out.glued and all(c.heading.kind == "year" for c in found[1:]):
        out.others = row
        return out
    told = resolve(found, labels.rank)
    own = {name: c.col for name, c in told.columns.items() if name not in ("indicator", "goal")}
    out.columns = {**own, **out.columns}
    return out


@dataclass(slots=True)
class Explained:
    """Explanation lines under an action, each with its cell, until the next action begins."""

    lines: list[tuple[str, str, int]] = field(default_factory=list)  # text, address, row
    begun: bool = False

    def add(self, text: str, cell: Cell) -> None:
        """One more cell of the explanation."""
        if text:
            self.lines.append((text, cell.ref, cell.row))

    def without_headings(self) -> list[tuple[str, str]]:
        """The lines, less a section's heading that stands after an empty row before the next action."""
        lines = list(self.lines)
        for back in range(1, min(_MOST_HEADINGS, len(lines) - 1) + 1):
            tail = lines[-back:]
            gap = tail[0][2] - lines[-back - 1][2] > 1
            rows = {row for _, _, row in tail}
            if gap and len(rows) == back and all(_is_heading(text) for text, _, _ in tail):
                lines = lines[:-back]
                break
        return [(text, ref) for text, ref, _ in lines]

    def give(self, indicators: list[RawIndicator], labels: Labels, *, more_follows: bool = False) -> None:
        """Route the text to its indicators: by "Mittari 2." where it is marked so, else all of it to each."""
        lines = self.without_headings() if more_follows else [(text, ref) for text, ref, _ in self.lines]
        text = "\n".join(line for line, _ in lines)
        for raw in indicators:
            routed = route(text, raw.number, labels, siblings=len(indicators))
            own = [ref for line, ref in lines if _own_words(line, raw.number, labels) in routed]
            refs = (own or [ref for _, ref in lines]) if routed else []
            before = raw.explanation_refs if raw.explanation or not refs else []  # a blank cell's is no more
            raw.explanation = "\n".join(t for t in (raw.explanation, routed) if t)
            raw.explanation_refs = [*before, *refs]


def _is_heading(text: str) -> bool:
    return len(text) <= _SECTION and text[:1].isupper() and not re.search(r"[.!?:;,]$|\n|\d\s*%", text)


def _own_words(line: str, number: int | None, labels: Labels) -> str:
    """The part of a cell's text that went to this indicator."""
    lead, parts = split_numbered(line, labels)
    own = [part for n, part in parts if n == number]
    return own[0] if own else lead or line

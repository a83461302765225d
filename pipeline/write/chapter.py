"""The activity-report chapter as data: focus area, goal, deed, and a card for each action. Knows no file format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pipeline.normalise.identity import folded
from pipeline.write.report.model import ROLES
from pipeline.write.report.reading import column_unit
from pipeline.write.report.tally import nicest

Row = Mapping[str, Any]
LEVELS = ("focus_area", "goal", "deed")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a card."""

    number: str
    text: str
    baseline: str
    target: str
    actual: str
    attainment: str
    basis: str
    held: bool
    lang: str
    explanation: str
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action of one department with its indicators in reading order."""

    department: str
    action: str
    lang: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Section:
    """A heading with its parts below it; `level` counts from 1 (focus area), an empty title shows no heading."""

    level: int
    title: str
    lang: str
    sections: list[Section] = field(default_factory=list)
    cards: list[ActionCard] = field(default_factory=list)


def _groups(rows: Iterable[Row], key: Callable[[Row], Any]) -> list[list[Row]]:
    """Rows in groups of one key, in the order in which each key was first met."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def _same(name: str) -> Callable[[Row], str]:
    return lambda row: folded(row[name])


def _with_unit(text: str, unit: str | None) -> str:
    return " ".join(filter(None, (text, column_unit(text, unit))))


def _line(row: Row, held: frozenset[str], files: Mapping[str, str]) -> Line:
    place = row["indicator_ref"] or row["action_ref"] or row["sheet"] or ""
    file = files.get(row["submission"] or "", row["submission"] or "")
    return Line(
        number=str(row["number"]) if row["number"] is not None else "",
        text=row["indicator"] or "",
        **{role: _with_unit(row[f"{role}_text"] or "", row["unit_hint"]) for role in ROLES},
        attainment=row["attainment"] or "not_assessable",
        basis=row["attainment_basis"] or "",
        held=row["indicator_id"] in held,
        lang=row["language"] or "fi",
        explanation=row["explanation"] or "",
        file=file,
        place=place,
    )


def sources(lines: Iterable[Line]) -> str:
    """Where the lines come from, each file and sheet named once: "a.xlsx: Mittarit!B14, B18"."""
    by_file: dict[str, dict[str, None]] = {}
    for line in lines:
        by_file.setdefault(line.file, {})[line.place] = None
    told = []
    for file, places in by_file.items():
        shown, last = [], ""
        for place in filter(None, places):
            sheet, mark, cell = place.rpartition("!")
            shown.append(cell if mark and sheet == last else place)
            last = sheet if mark else ""
        told.append(": ".join(part for part in (file, ", ".join(shown)) if part))
    return "; ".join(filter(None, told))


def _cards(rows: list[Row], held: frozenset[str], files: Mapping[str, str]) -> list[ActionCard]:
    """A card an action; an indicator without an action has one of its own."""
    cards = []
    for group in _groups(rows, lambda r: (r["department"], folded(r["action"]) or r["indicator_id"])):
        first = group[0]
        lines = tuple(_line(row, held, files) for row in group)
        title = nicest(row["action"] for row in group if row["action"])
        cards.append(ActionCard(first["department"] or "", title, first["language"] or "fi", lines))
    return cards


def _sections(rows: list[Row], level: int, build: Callable[[list[Row]], list[ActionCard]]) -> list[Section]:
    name = LEVELS[level - 1]
    sections = []
    # what has no name comes last: it would stand under the heading of something else
    for group in sorted(_groups(rows, _same(name)), key=lambda g: not folded(g[0][name])):
        title = nicest(row[name] for row in group if row[name])
        section = Section(level, title, group[0]["language"] or "fi")
        if level == len(LEVELS):
            section.cards = build(group)
        else:
            section.sections = _sections(group, level + 1, build)
        sections.append(section)
    return sections


def chapter(tables: Mapping[str, pl.DataFrame], held: pl.DataFrame) -> list[Section]:
    """The chapter's focus areas with their goals, deeds and cards, in the order in which the city's files bring them.

    Names that differ in case, spacing or punctuation alone are one heading.
    """
    files: dict[str, str] = dict(tables["submissions"].select("submission", "file").iter_rows())
    back = frozenset(held.filter(pl.col("held"))["indicator_id"])
    rows: list[Row] = list(tables["indicators"].iter_rows(named=True))
    return _sections(rows, 1, lambda group: _cards(group, back, files))

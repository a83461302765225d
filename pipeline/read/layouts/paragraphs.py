"""Labelled paragraphs: "Tavoite: … / Toteuma: …", a label beside its text, or a label above it.

One label a cell or several in one cell; an indicator begins at a label that its group already has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model.grid import Cell, Observation, Sheet
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, LEVELS, Labels, Match
from pipeline.read.layouts.block_parts import explanation_heading
from pipeline.read.layouts.cells import as_field, rows_of
from pipeline.read.layouts.texts import route, tidy

NAME = "paragraphs"
CARRIED = (*HIERARCHY, "department", "responsible")
_PARTS = re.compile(r"\n|\s/\s|;\s")


@dataclass(slots=True)
class _Statement:
    """A label with its text; `refs` are all the cells that the text stands in, `row` the last of them."""

    name: str
    text: Field
    row: int
    col: int
    refs: list[str] = field(default_factory=list)
    match: Match | None = None

    def go_on(self, cell: Cell, text: str) -> None:
        """More of the text: in the same cell, or in one below it."""
        joined = "\n".join(t for t in (self.text.text, text) if t)
        if self.refs and not self.text.text:
            self.text = as_field(cell)
        else:
            self.text = Field(joined, self.text.ref)
        if cell.ref not in self.refs:
            self.refs = [*self.refs, cell.ref] if joined != text else [cell.ref]
        self.row = cell.row


def _in_one_cell(cell: Cell, labels: Labels, found: list[_Statement]) -> bool:
    """For "Tavoite: … / Toteuma: …": True where the cell holds labels with their texts."""
    parts = [
        (labels.leading(p) or _explanation(p, cell, labels), p) for p in _PARTS.split(cell.text) if p.strip()
    ]
    if not any(m and m.rest for m, _ in parts):
        return False
    begun = False
    for match, part in parts:
        if match and match.rest:
            found.append(
                _Statement(
                    match.field, Field(tidy(match.rest), cell.ref), cell.row, cell.col, [cell.ref], match
                )
            )
            begun = True
        elif begun:
            found[-1].go_on(cell, tidy(part))
    return True


def _explanation(part: str, cell: Cell, labels: Labels) -> Match | None:
    return explanation_heading(Cell(cell.row, cell.col, part), labels)


def _statements(sheet: Sheet, labels: Labels) -> list[_Statement]:
    """Every labelled text in reading order; a row right below a text, without a label of its own, goes on with it."""
    found: list[_Statement] = []
    for number, row in rows_of(sheet):
        n = 0
        while n < len(row):
            cell = row[n]
            whole = labels.whole(cell.text)
            beside = row[n + 1] if n + 1 < len(row) else None
            if whole and beside and not labels.whole(beside.text):
                found.append(
                    _Statement(whole.field, as_field(beside), number, beside.col, [beside.ref], whole)
                )
                n += 1
            elif whole:
                # the text stands below; until it is seen the statement is empty
                found.append(
                    _Statement(whole.field, Field("", cell.ref), number, cell.col, [cell.ref], whole)
                )
            elif not _in_one_cell(cell, labels, found):
                last = found[-1] if found else None
                below = last is not None and last.col == cell.col and number - last.row == 1 and len(row) == 1
                if last is not None and below and (last.name == "explanation" or not last.text.text):
                    last.go_on(cell, tidy(cell.text))
            n += 1
    told = [s for s in found if s.text.text]
    ranks = {
        s.match.label: labels.rank.get(s.match.label, 0)
        for s in told
        if s.name == "actual" and s.match and s.match.label
    }
    for statement in told:
        if (
            statement.name == "actual"
            and statement.match
            and ranks.get(statement.match.label, 0) > min(ranks.values(), default=0)
        ):
            statement.name = (
                "status"  # beside "Toteuma" the label "Toteutuminen" tells whether it was reached
            )
    return told


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that this sheet is labelled paragraphs, and why."""
    names = [s.name for s in _statements(sheet, labels)]
    levels = sum(n in LEVELS for n in names)
    if "actual" not in names or not ({"target", "goal", "indicator"} & set(names)):
        return 0.0, ["no labelled outcome beside a labelled target"]
    return min(0.8, 0.4 + 0.08 * len(set(names)) + 0.01 * levels), [
        f"labelled paragraphs: {', '.join(sorted(set(names)))}"
    ]


def _indicator(
    sheet: Sheet, fields: dict[str, Field], explained: _Statement | None, number: int | None
) -> RawIndicator:
    if "indicator" not in fields:
        named = fields.get("action") or fields.get("goal")
        fields["indicator"] = named or Field("", next(iter(fields.values())).ref)
        if "goal" in fields and "target" not in fields:
            fields["target"] = fields["goal"]  # the level aimed at stands within the goal's sentence
    return RawIndicator(
        sheet.name,
        fields,
        number,
        explanation=explained.text.text if explained else "",
        explanation_refs=list(explained.refs) if explained else [],
    )


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """Indicators in reading order; the hierarchy is carried on."""
    out: list[RawIndicator] = []
    notes: list[Observation] = []
    context: dict[str, Field] = {}
    group: dict[str, _Statement] = {}

    def close() -> None:  # the closure reads `action` and `shared` of the walk below
        if set(group) & {*LEVELS, "indicator"}:
            own = {name: s.text for name, s in group.items() if name != "explanation"}
            number = (
                group["indicator"].match.number if "indicator" in group and group["indicator"].match else None
            )
            out.append(_indicator(sheet, {**context, **own}, group.get("explanation"), number))
            if shared and "explanation" in group:
                told = group["explanation"]
                silent = [raw for raw in out[action:] if raw is out[-1] or not raw.explanation]
                for raw in silent:
                    raw.explanation = route(told.text.text, raw.number, labels, siblings=len(silent))
                    raw.explanation_refs = list(told.refs) if raw.explanation else []
        for name in CARRIED:
            if name in group:
                for lower in HIERARCHY[HIERARCHY.index(name) + 1 :] if name in HIERARCHY else ():
                    context.pop(lower, None)
                context[name] = group[name].text
        group.clear()

    statements = _statements(sheet, labels)
    names = [s.name for s in statements]
    # one explanation an action, though the action has several indicators
    shared = 0 < names.count("explanation") <= max(1, names.count("action"))
    action = 0
    for statement in statements:
        name = statement.name
        if statement.match and statement.match.typo:
            params = {"observed": statement.match.typo[:120], "expected": statement.match.label}
            notes.append(("LAY-05", statement.text.ref, params))
        if name in group or (name in (*HIERARCHY, "indicator") and set(group) & {*LEVELS, "explanation"}):
            close()
        if name in HIERARCHY:
            action = len(out)
        if name == "unit_hint" and not (set(group) & {"indicator", *LEVELS}):
            continue  # before anything is measured it is a unit of the city, which is the cover's matter
        group[name] = statement
    close()
    return out, notes

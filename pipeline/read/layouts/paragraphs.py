"""Labelled paragraphs: "Tavoite: … / Toteuma: …", one label a cell or several in one cell, one indicator a group."""

from __future__ import annotations

import re

from pipeline.model.grid import Observation, Sheet
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import HIERARCHY, LEVELS, Labels
from pipeline.read.layouts.cells import as_field, rows_of
from pipeline.read.layouts.texts import tidy

NAME = "paragraphs"
CARRIED = (*HIERARCHY, "department", "responsible")
_PARTS = re.compile(r"\n|\s/\s|;\s")


def _statements(sheet: Sheet, labels: Labels) -> list[tuple[str, Field]]:
    """(field, text) of every "Label: text" in reading order; a label alone takes the cell to its right."""
    found: list[tuple[str, Field]] = []
    for _, row in rows_of(sheet):
        skip = False
        for n, cell in enumerate(row):
            if skip:
                skip = False
                continue
            parts = [(labels.leading(p), p) for p in _PARTS.split(cell.text) if p.strip()]
            if any(m and m.rest for m, _ in parts):
                for match, part in parts:
                    if match and match.rest:
                        found.append((match.field, Field(tidy(match.rest), cell.ref)))
                    elif found:
                        field, text = found[-1]
                        found[-1] = (field, Field(f"{text.text}\n{tidy(part)}", text.ref))
                continue
            whole = labels.whole(cell.text)
            if whole and n + 1 < len(row) and not labels.whole(row[n + 1].text):
                found.append((whole.field, as_field(row[n + 1])))
                skip = True
    return found


def score(sheet: Sheet, labels: Labels) -> tuple[float, list[str]]:
    """How sure it is that this sheet is labelled paragraphs, and why."""
    names = [name for name, _ in _statements(sheet, labels)]
    levels = sum(n in LEVELS for n in names)
    if "actual" not in names or not ({"target", "goal", "indicator"} & set(names)):
        return 0.0, ["no labelled outcome beside a labelled target"]
    return min(0.8, 0.4 + 0.08 * len(set(names)) + 0.01 * levels), [
        f"labelled paragraphs: {', '.join(sorted(set(names)))}"
    ]


def read(sheet: Sheet, labels: Labels) -> tuple[list[RawIndicator], list[Observation]]:
    """An indicator begins at a label that its group already has; the hierarchy is carried on."""
    out: list[RawIndicator] = []
    context: dict[str, Field] = {}
    group: dict[str, Field] = {}

    def close() -> None:
        if not (set(group) & {*LEVELS, "indicator"}):
            context.update(group)
            group.clear()
            return
        fields = {**context, **group}
        explanation = fields.pop("explanation", None)
        if "indicator" not in fields:
            fields["indicator"] = (
                fields.get("action") or fields.get("goal") or Field("", next(iter(group.values())).ref)
            )
        out.append(
            RawIndicator(
                sheet.name,
                fields,
                explanation=explanation.text if explanation else "",
                explanation_refs=[explanation.ref] if explanation else [],
            )
        )
        context.update({k: v for k, v in group.items() if k in CARRIED})
        group.clear()

    for name, text in _statements(sheet, labels):
        levels_begun = set(group) & {*LEVELS, "explanation"}
        if name in group or (name in (*HIERARCHY, "indicator") and levels_begun):
            close()
        if name == "unit_hint" and not (set(group) & {"indicator", *LEVELS}):
            continue  # before anything is measured it is a unit of the city, which is the cover's matter
        group[name] = text
    close()
    return out, []

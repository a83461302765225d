"""Layouts are recognised, not configured: each recogniser scores a sheet, the surest one reads it."""

from __future__ import annotations

from types import ModuleType

from pipeline.model.grid import Grid, Observation, Sheet
from pipeline.model.raw import RawBook, RawIndicator
from pipeline.read import notes
from pipeline.read.formats import stored
from pipeline.read.labels import INDICATOR_FIELDS, Labels
from pipeline.read.layouts import block, facts, paragraphs, register, turned

RECOGNISERS: tuple[ModuleType, ...] = (block, register, paragraphs, turned)
"""Modules with NAME, `score(sheet, labels) -> (0..1, reasons)` and `read(sheet, labels) -> (indicators, observations)`."""

THRESHOLD = 0.5
NEAR = 0.05
LABELS_OF_A_TABLE = 3


Ranked = list[tuple[float, ModuleType, list[str]]]
"""(score, recogniser, reasons), the surest first."""


def _best(sheet: Sheet, labels: Labels) -> Ranked:
    scored = [(*module.score(sheet, labels), module) for module in RECOGNISERS]
    return sorted(((s, m, why) for s, why, m in scored), key=lambda x: -x[0])


def _near_miss(sheet: Sheet, labels: Labels) -> list[Observation]:
    """A sheet with some labels of a target table, but not enough of them to read it for certain."""
    matches = [m for c in sheet.cells.values() if len(c.text) <= 80 and (m := labels.whole(c.text))]
    found = {m.field for m in matches}
    if not found & {"indicator", "goal", "action"} or len(found & set(INDICATOR_FIELDS)) < LABELS_OF_A_TABLE:
        return []
    lacking = next((name for name in ("indicator", "target", "actual") if name not in found), "target")
    params = {"observed": ", ".join(sorted({m.label for m in matches})), "expected": labels.names[lacking]}
    return [("LAY-15", f"{sheet.name}!A1", {"sheet": sheet.name, **params})]


def _gist(indicators: list[RawIndicator]) -> list[tuple[str, str, str]]:
    """What two readings of one sheet must share to be the same reading."""
    return [(raw.text("indicator"), raw.text("target"), raw.text("actual")) for raw in indicators]


def _data_sheet(book: RawBook, sheet: Sheet, ranked: Ranked, labels: Labels) -> None:
    value, module, reasons = ranked[0]
    entry = {
        "name": sheet.name,
        "role": "other",
        "layout": None,
        "score": round(value, 2),
        "reasons": reasons,
    }
    book.sheets.append(entry)
    if value < THRESHOLD:
        if sheet.state == "visible" and not facts.is_aside(sheet, labels):
            book.observations += _near_miss(sheet, labels)
        return
    if facts.is_aside(sheet, labels):
        entry["role"] = "instruction"
        book.observations.append(("LAY-08", f"{sheet.name}!A1", {"sheet": sheet.name}))
        return
    if sheet.state != "visible":
        entry["role"] = "hidden"
        book.observations.append(("LAY-07", f"{sheet.name}!A1", {"sheet": sheet.name}))
        return
    entry.update(role="data", layout=module.NAME)
    indicators, observations = module.read(sheet, labels)
    second = ranked[1]
    near = second[0] >= THRESHOLD and value - second[0] < NEAR
    if near and _gist(indicators) != _gist(second[1].read(sheet, labels)[0]):
        params = {"sheet": sheet.name, "observed": module.NAME, "expected": second[1].NAME}
        book.observations.append(("LAY-06", f"{sheet.name}!A1", params))
    book.indicators += indicators
    book.observations += [
        (rule, f"{sheet.name}!{ref}" if ref else sheet.name, params) for rule, ref, params in observations
    ]


def recognise(grid: Grid, labels: Labels) -> RawBook:
    """Every sheet of a workbook read by the recogniser that knows it; a workbook without targets says so (LAY-09)."""
    book = RawBook(format=grid.format)
    book.observations += [(rule, ref, dict(params)) for rule, ref, params in grid.observations]
    ranked = [_best(sheet, labels) for sheet in grid.sheets]
    data = [
        sheet
        for sheet, best in zip(grid.sheets, ranked, strict=True)
        if best[0][0] >= THRESHOLD and sheet.state == "visible" and not facts.is_aside(sheet, labels)
    ]
    book.language = facts.language(data, labels) or book.language
    for sheet, best in zip(grid.sheets, ranked, strict=True):
        stored.in_language(sheet, book.language)
        observed = [*sheet.observations, *notes.of_sheet(grid, sheet, labels)]
        _data_sheet(book, sheet, best, labels)
        used = book.sheets[-1]["role"] == "data"
        for rule, ref, params in observed:
            # what is odd on a sheet that is not used concerns nobody, except that it is hidden
            if used or rule.startswith("REA-0"):
                book.observations.append(
                    (rule, f"{sheet.name}!{ref}" if ref else f"{sheet.name}", dict(params))
                )
    facts.take(book, grid, labels)
    if not book.indicators:
        sheets = ", ".join(s["name"] for s in book.sheets)
        refused = any(rule == "LAY-11" for rule, _, _ in book.observations)
        rule = "LAY-10" if any(s["role"] == "data" for s in book.sheets) else "LAY-09"
        if not refused:
            book.observations.append((rule, None, {"observed": sheets}))
    return book

"""The report as a sheet: one row an indicator in the city's own order, with its cells, its judgement and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from pipeline.write.html.words import ATTAINMENT, SEVERITY
from pipeline.write.i18n import N_, Translator
from pipeline.write.symbols import SYMBOLS, attainment_text, severity_text
from pipeline.write.workbook import HEADER, WRAP, Book, Look, outside, within

_ROW: Look = {**WRAP, "bottom": 1, "bottom_color": "#D5D9E0"}
HELD = N_("Held back until corrected")
_COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("department", N_("Department"), 18), ("focus_area", N_("Focus area"), 18), ("goal", N_("Goal"), 24),
    ("deed", N_("Deed"), 24), ("action", N_("Action"), 28), ("number", N_("No."), 6),
    ("indicator", N_("Indicator"), 36), ("unit_hint", N_("Unit"), 10), ("baseline_text", N_("Baseline"), 20), ("target_text", N_("Target"), 20),
    ("actual_text", N_("Actual"), 20), ("attainment", N_("Attainment"), 20),
    ("attainment_basis", N_("Basis of the judgement"), 36), ("progress_pct", N_("Progress, %"), 14),
    ("explanation", N_("Explanation"), 60), ("stated_status", N_("Status as stated"), 16),
    ("responsible", N_("Responsible"), 18), ("held", N_("Held back"), 16), ("findings", N_("Findings"), 24),
    ("source", N_("Source"), 46),
)  # fmt: skip
_NAMES = [name for name, _, _ in _COLUMNS]
ORDER = ("department", "submission", "order", "indicator_id")


def finding_rows(findings: pl.DataFrame) -> dict[str, tuple[int, dict[str, int]]]:
    """indicator_id -> (its first row in the findings sheet, counted from 1 with the header; findings by severity)."""
    found: dict[str, tuple[int, dict[str, int]]] = {}
    for row, (owner, severity) in enumerate(findings.select("indicator_id", "severity").iter_rows(), 2):
        if owner is not None:
            _, counts = found.setdefault(owner, (row, {}))
            counts[severity] = counts.get(severity, 0) + 1
    return found


def _counted(counts: Mapping[str, int], t: Translator) -> str:
    return ", ".join(f"{severity_text(s, t)} {counts[s]}" for s in SEVERITY if s in counts)


def write_report(
    book: Book,
    title: str,
    tables: Mapping[str, pl.DataFrame],
    t: Translator,
    *,
    held: set[str],
    inputs: str | None,
    findings_sheet: str,
) -> None:
    """The report sheet. `inputs` is the inputs folder relative to the workbook (None: sources without links).

    Rows stand by department, file and reading order; `findings_sheet` is the sheet that the counts lead to.
    """
    sheet = book.sheet(title)
    for col, (_, header, width) in enumerate(_COLUMNS):
        book.width(sheet, col, width)
        book.put(sheet, 0, col, t(header), HEADER)
    files: dict[str, str] = dict(tables["submissions"].select("submission", "file").iter_rows())
    found = finding_rows(tables["findings"])
    rows = tables["indicators"].sort(ORDER, nulls_last=True, maintain_order=True)
    for n, row in enumerate(rows.iter_rows(named=True), 1):
        for col, name in enumerate(_NAMES):
            if name in row:
                _cell(book, sheet, n, col, name, row[name], t)
        _marks(book, sheet, n, row, t, held, found, findings_sheet)
        file = files.get(row["submission"]) or row["submission"] or ""
        place = row["indicator_ref"] or row["action_ref"] or row["sheet"] or ""
        target = outside(inputs, file, place) if inputs is not None and file else None
        text = f"{file} › {place}" if place else file
        book.link(sheet, n, _NAMES.index("source"), text, target, _ROW)
    _finish(book, sheet, rows.height, t)


def _cell(book: Book, sheet: Any, n: int, col: int, name: str, value: Any, t: Translator) -> None:
    if name == "attainment":
        book.put(sheet, n, col, attainment_text(value, t), _ROW)
    elif name == "progress_pct":
        book.put(sheet, n, col, value, _ROW, {"num_format": "0"})
    else:
        book.put(sheet, n, col, value, _ROW)


def _marks(book: Book, sheet: Any, n: int, row: Mapping[str, Any], t: Translator, held: set[str], found: Mapping[str, tuple[int, dict[str, int]]], findings_sheet: str) -> None:  # fmt: skip
    owner = row["indicator_id"]
    text = f"{SYMBOLS['error']} {t(HELD)}" if owner in held else None
    book.put(sheet, n, _NAMES.index("held"), text, _ROW, {"bold": True})
    col = _NAMES.index("findings")
    if owner not in found:
        book.put(sheet, n, col, None, _ROW)
    else:
        first, counts = found[owner]
        book.link(sheet, n, col, _counted(counts, t), within(findings_sheet, f"A{first}"), _ROW)


def _finish(book: Book, sheet: Any, rows: int, t: Translator) -> None:
    last = max(rows, 1)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    # the header alone: seven frozen columns would fill a small screen
    sheet.freeze_panes(1, 0)
    # beside each half stands which indicator it is about
    told = (_NAMES.index("number"), _NAMES.index("indicator"))
    book.wide(sheet, sum(width for _, _, width in _COLUMNS), header=0, repeated=told)
    col = _NAMES.index("attainment")
    book.fill_by_text(sheet, (1, col, last, col), {code: attainment_text(code, t) for code in ATTAINMENT})
    col = _NAMES.index("held")
    book.fill_by_text(sheet, (1, col, last, col), {"error": SYMBOLS["error"]})

"""consolidated.xlsx: a cover with the run's facts, the report to read, and the tidy tables to work with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.model.run_facts import RunFacts
from pipeline.write.consolidated_report import write_report
from pipeline.write.consolidated_tables import SHEETS, write_table
from pipeline.write.html.words import ATTAINMENT, SEVERITY
from pipeline.write.html.words import TABLES as WORDS
from pipeline.write.i18n import Translator, translator
from pipeline.write.symbols import attainment_text, severity_text
from pipeline.write.workbook import FILLS, HEADING, LINE, LINK, TITLE, WRAP, Book, Look, within

_LOST_SHOWN = 20
_WHOLE: Look = {"num_format": "#,##0", "align": "left"}


def write(
    tables: Mapping[str, pl.DataFrame],
    path: Path,
    lang: str,
    facts: RunFacts,
    *,
    held: pl.DataFrame | None = None,
    inputs: str | None = None,
) -> None:
    """Write the workbook.

    `held` is the frame of `hold.held_indicators`; `inputs` the inputs folder relative to the workbook's own (None:
    the sources are text without links). A tidy sheet read back equals its parquet file, with blank and absent text
    as one, save for what Excel cannot hold (control characters, more than 32 767 characters): the cover tells of it.
    """
    t = translator(lang)
    names = {name: t(SHEETS[name]) for name in SHEETS if name in tables}
    back = set(held.filter(pl.col("held"))["indicator_id"]) if held is not None else set()
    with Book(path, facts.started, _title(facts, t)) as book:
        cover, report = book.sheet(t("Cover")), t("Report")
        write_report(book, report, tables, t, held=back, inputs=inputs, findings_sheet=names["findings"])
        missing = {name: write_table(book, name, names[name], tables[name]) for name in names}
        _cover(book, cover, facts, t, {report: t("One row per indicator: targets, actual, judgement and source")} | _guide(names, t))  # fmt: skip
        _notices(book, cover, t, {names[n]: lost for n, lost in missing.items() if lost})


def _title(facts: RunFacts, t: Translator) -> str:
    return " – ".join(part for part in (facts.city, t("Performance report")) if part)


def _guide(names: Mapping[str, str], t: Translator) -> dict[str, str]:
    told = {
        "indicators": t("Every indicator as read, with the cell of each text"),
        "values": t("Every figure and status read from the cells, with unit and precision"),
        "claims": t("Every arithmetic statement, recomputed"),
        "submissions": t("The files received and what became of each"),
        "findings": t("Everything that was found wrong, and how to correct it"),
        "targets": t("The register of approved targets"),
        "history": t("What earlier years reported, from the newest run of each"),
    }
    return {sheet: told[name] for name, sheet in names.items()}


def _cover(book: Book, sheet: Any, facts: RunFacts, t: Translator, guide: Mapping[str, str]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 78)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_first_sheet()
    sheet.activate()
    sheet.set_row(0, 26)
    book.put(sheet, 0, 0, _title(facts, t), TITLE)
    lines: list[tuple[str, Any]] = [
        (t("Run"), facts.run_id),
        (t("Created"), t.moment(facts.started)),
        (t("Period"), t(WORDS["phases"].get(facts.period, facts.period))),
        (t("Outcome"), t("Errors to correct") if facts.exit_code else t("No errors to correct")),
        (t("Indicators"), facts.counts.get("indicators")),
        (t("Held back until corrected"), facts.counts.get("held_rows")),
    ]
    row = 2
    for name, value in lines:
        book.put(sheet, row, 0, name, {"bold": True})
        book.put(sheet, row, 1, value, _WHOLE if isinstance(value, int) else {}, WRAP)
        row += 1
    row = _tally(book, sheet, row + 1, t("Attainment"), facts.counts.get("by_attainment", {}), {c: attainment_text(c, t) for c in ATTAINMENT})  # fmt: skip
    row = _tally(book, sheet, row + 1, t("Findings"), facts.counts.get("by_severity", {}), {c: severity_text(c, t) for c in SEVERITY})  # fmt: skip
    row = _heading(book, sheet, row + 1, t("Contents"))
    for name, text in guide.items():
        sheet.write_url(row, 0, within(name, "A1"), book.look(LINK), string=name)
        book.put(sheet, row, 1, text, WRAP)
        row += 1
    row = _heading(book, sheet, row + 1, t("How to read this"))
    for text in _reading(t):
        sheet.merge_range(row, 0, row, 1, "")
        book.put(sheet, row, 0, text, WRAP)
        sheet.set_row(row, LINE * (1 + len(text) // 118))
        row += 1
    row = _heading(book, sheet, row + 1, t("Versions"))
    for name, version in facts.versions.items():
        book.put(sheet, row, 0, name)
        book.put(sheet, row, 1, version)
        row += 1


def _heading(book: Book, sheet: Any, row: int, text: str) -> int:
    book.put(sheet, row, 0, text, HEADING)
    return row + 1


def _tally(book: Book, sheet: Any, row: int, title: str, counts: Mapping[str, int], texts: Mapping[str, str]) -> int:  # fmt: skip
    row = _heading(book, sheet, row, title)
    for code, text in texts.items():
        book.put(sheet, row, 0, text, FILLS[code])
        book.put(sheet, row, 1, counts.get(code, 0), _WHOLE)
        row += 1
    return row


def _reading(t: Translator) -> list[str]:
    return [
        t("Texts stand as the departments wrote them; nothing has been corrected."),
        t("The source of each row opens the department's own workbook at the cell, if the folders are where they were in the run."),
        t("Colours only repeat what the text and the symbol beside it say."),
        t("The data sheets hold codes and column names as in the data folder, so that formulas and programs may rely on them."),
    ]  # fmt: skip


def _notices(book: Book, sheet: Any, t: Translator, cut: Mapping[str, int]) -> None:
    """What Excel had no room for, below everything else on the cover's right side."""
    texts = [t("{sheet}: {n} rows did not fit in Excel.", sheet=name, n=t.number(n)) for name, n in cut.items()]  # fmt: skip
    if book.lost:
        cells = ", ".join(book.lost[:_LOST_SHOWN]) + (" …" if len(book.lost) > _LOST_SHOWN else "")
        texts.append(t("A text was shortened, or a character that Excel cannot show was replaced: {cells}.", cells=cells))  # fmt: skip
    if not texts:
        return
    book.width(sheet, 3, 60)
    book.put(sheet, 0, 3, t("What Excel could not hold"), HEADING)
    for row, text in enumerate(
        [*texts, t("The parquet files of the data folder hold everything in full.")], 2
    ):
        book.put(sheet, row, 3, text, WRAP)

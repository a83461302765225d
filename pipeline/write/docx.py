"""report.docx: the activity-report chapter, ready for the city's own template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.write import docx_parts as parts
from pipeline.write.chapter import ActionCard, Line, Section, chapter, sources
from pipeline.write.i18n import N_, Translator, known, translator
from pipeline.write.report.model import ATTAINMENTS, ROLES
from pipeline.write.report.tally import focus_groups, tally
from pipeline.write.symbols import SYMBOLS, attainment_text

_WIDTHS = (3.2, 5.6, 2.8, 2.9, 2.9)
_SUMMARY = (4.6, 2.6, 2.6, 2.6, 2.8, 2.2)
_LABEL, _HEAD, _STATUS, _HELD = "EEF1F6", "DCE3EE", "F7F8FA", "F9DCD7"
_SMALL = 9.5
_BACK = N_("Held back until corrected")


def write(
    tables: Mapping[str, pl.DataFrame],
    path: Path,
    lang: str,
    *,
    held: pl.DataFrame,
    reference_docx: Path | None = None,
) -> None:
    """Write the chapter: a summary, then a five-column card an action under focus area, goal and deed.

    `held` is the frame of `hold.held_indicators`: its held rows stand in the chapter, marked. With `reference_docx`
    the styles, margins and headers are the city's own; SettingsError when it is no Word document.
    """
    t = translator(lang)
    document = parts.opened(reference_docx)
    parts.set_language(document, known(lang))
    year = _year(tables["indicators"])
    title = t("Attainment of targets {year}", year=year) if year else t("Attainment of targets")
    document.core_properties.title = title
    document.core_properties.author = "Toteuma"
    document.add_paragraph(style=parts.style(document, "Title")).add_run(title)
    _summary(document, tables["indicators"], held, t)
    for section in chapter(tables, held):
        _section(document, section, year, t)
    document.save(str(path))


def _year(indicators: pl.DataFrame) -> int | None:
    years = Counter(y for y in indicators["report_year"].to_list() if y is not None)
    return years.most_common(1)[0][0] if years else None


def _summary(document: Any, indicators: pl.DataFrame, held: pl.DataFrame, t: Translator) -> None:
    rows = list(indicators.iter_rows(named=True))
    groups = focus_groups(rows, t("Focus area not stated"), all_needed=True)
    lines = [(group.name, group.indicators) for group in groups]
    lines.append((t("All"), tally(row["attainment"] for row in rows)))
    heads = [t("Focus area"), *(attainment_text(code, t) for code in ATTAINMENTS), t("Indicators")]
    title = t("Attainment by focus area")
    names: list[list[str]] = [[name for name, _ in lines], *([] for _ in heads[1:])]
    widths = parts.fitted(_SUMMARY, [[head] for head in heads], names)
    made = parts.table(document, len(lines) + 1, widths, title=title, headers=1,
                       text=t("Indicators by attainment, and goals met, in each focus area"))  # fmt: skip
    for cell, text in zip(made.rows[0].cells, heads, strict=True):
        _put(cell, text, bold=True, fill=_HEAD)
    for row, (name, counts) in zip(made.rows[1:], lines, strict=True):
        last = name == lines[-1][0]
        figures = [getattr(counts, code) for code in ATTAINMENTS] + [counts.total]
        for cell, text in zip(row.cells, [name, *map(t.number, figures)], strict=True):
            _put(cell, text, bold=last)
    count = int(held["held"].sum())
    if count:
        note = t.n("{n} indicator is held back until its errors are corrected; it stands in the chapter with a mark.",
                   "{n} indicators are held back until their errors are corrected; they stand in the chapter with a mark.", count)  # fmt: skip
        parts.run(document.add_paragraph(), f"{SYMBOLS['error']} {note}")


def _section(document: Any, section: Section, year: int | None, t: Translator) -> None:
    title, lang = section.title, section.lang
    if not title and section.level == 1:
        title, lang = t("Focus area not stated"), ""
    if title:
        paragraph = document.add_paragraph(style=parts.style(document, f"Heading {section.level}"))
        parts.run(paragraph, title, lang=lang)
    for part in section.sections:
        _section(document, part, year, t)
    for card in section.cards:
        _card(document, card, year, t)


def _card(document: Any, card: ActionCard, year: int | None, t: Translator) -> None:
    """The city's form: action, header, then for each indicator its cells and its judgement, last the explanation."""
    explained = _explanations(card)
    alt = ". ".join(
        part for part in (card.department, card.action, *(line.text for line in card.lines)) if part
    )
    named = bool(card.action)
    heads = [t("Baseline"), t("Target"), t("Actual")]
    bold = [[t("Action"), t("Attainment"), t("Indicator")], [], *([head] for head in heads)]
    texts = [
        [],
        [line.text for line in card.lines],
        *([getattr(line, role) for line in card.lines] for role in ROLES),
    ]
    made = parts.table(
        document, named + 1 + 2 * len(card.lines) + bool(explained), parts.fitted(_WIDTHS, bold, texts),
        title=card.action or t("Indicator"), text=alt, headers=named + 1,
    )  # fmt: skip
    rows = list(made.rows)
    if named:
        first = rows[0].cells
        _put(first[0], t("Action"), bold=True, fill=_LABEL)
        _put(parts.spanned(first, 1, 4), card.action, lang=card.lang, bold=True)
    above = rows[named].cells
    _put(parts.spanned(above, 0, 1), t("Indicator"), bold=True, fill=_HEAD)
    for cell, text in zip(above[2:], heads, strict=True):
        _put(cell, text, bold=True, fill=_HEAD)
    for row in rows[: named + 1]:
        parts.keep_with_next(row)
    for value, status, line in zip(rows[named + 1 :: 2], rows[named + 2 :: 2], card.lines, strict=False):
        _line(value, status, line, t)
        parts.keep_with_next(value)
    if explained:
        _explain(rows[-1], card, explained, year, t)
    caption = document.add_paragraph(style=parts.style(document, "Caption"))
    parts.run(caption, " · ".join(part for part in (card.department, sources(card.lines)) if part))


def _line(row: Any, status: Any, line: Line, t: Translator) -> None:
    cells = row.cells
    text = line.text or t("Indicator without a name")
    if line.number:
        _put(cells[0], f"{t('Indicator')} {line.number}.", bold=True, fill=_LABEL)
        _put(cells[1], text, lang=line.lang)
    else:  # the header above says what it is
        _put(parts.spanned(cells, 0, 1), text, lang=line.lang)
    for cell, level in zip(cells[2:], (line.baseline, line.target, line.actual), strict=True):
        _put(cell, level or "–", lang=line.lang)
    below = status.cells
    _put(below[0], t("Attainment"), bold=True, fill=_LABEL)
    wide = parts.spanned(below, 1, 4)
    _put(wide, attainment_text(line.attainment, t), bold=True, fill=_HELD if line.held else _STATUS)
    if line.basis:
        parts.run(wide.paragraphs[0], f". {line.basis}", size=_SMALL)
    if line.held:
        paragraph = wide.add_paragraph()
        parts.run(paragraph, f"{SYMBOLS['error']} {t(_BACK)}", bold=True, size=_SMALL)
        paragraph.paragraph_format.space_after = 0


def _explanations(card: ActionCard) -> list[tuple[str, str, str]]:
    """(indicator number, text, language) of each explanation; the same text of several indicators stands once."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in card.lines:
        text = line.explanation.strip()
        if text:
            first = found.get(text)
            found[text] = ("", text, line.lang) if first else (line.number, text, line.lang)
    return list(found.values())


def _explain(row: Any, card: ActionCard, explained: list[tuple[str, str, str]], year: int | None, t: Translator) -> None:  # fmt: skip
    parts.may_split(row)
    cell = parts.spanned(row.cells, 0, 4)
    head = (
        t("How the action was carried out in {year}", year=year)
        if year
        else t("How the action was carried out")
    )
    _put(cell, head, bold=True)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    for number, text, lang in explained:
        told = f"{t('Indicator')} {number}. " if number and len(card.lines) > 1 else ""
        for n, piece in enumerate(p for p in text.split("\n") if p.strip()):
            paragraph = cell.add_paragraph()
            if told and n == 0:
                parts.run(paragraph, told, bold=True, size=_SMALL)
            parts.run(paragraph, piece.strip(), lang=lang, size=_SMALL)
            paragraph.paragraph_format.space_after = 0


def _put(cell: Any, text: str, *, lang: str = "", bold: bool = False, fill: str = "") -> None:
    """Write a cell's first paragraph, without the space after that a page's paragraphs have."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    parts.run(paragraph, text, lang=lang, bold=bold, size=_SMALL)
    if fill:
        parts.shade(cell, fill)

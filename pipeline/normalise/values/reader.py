"""`read_value`: one cell text to the items, state, direction and flags it states."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.normalise import lexer, lexicon
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.text import composed
from pipeline.normalise.values import figures, phrases, special, wordless
from pipeline.normalise.values.doubts import doubts
from pipeline.normalise.values.item import Answer
from pipeline.normalise.values.scene import Question, Scene

FIELDS = ("baseline", "target", "actual", "status", "unit", "narrative")
_PERCENT_FORMAT = re.compile(r"0(?:[.,]0+)?\s?%")
_SCIENTIFIC = re.compile(r"-?\d(?:[.,]\d+)?[eE][+\-]?\d{1,2}")
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_TEXT = re.compile(r"-?\d+(?:[.,]\d+)?")


def _question(asked: dict[str, Any]) -> Question:
    context = asked.get("context") or {}
    lang = asked.get("lang")
    year = context.get("report_year")
    text = asked.get("text")
    cell = context.get("cell")
    return Question(
        composed("" if text is None else str(text)),
        str(asked.get("field") or "actual"),
        lang if lang in lexicon.LANGUAGES else None,
        str(context.get("indicator") or ""),
        context.get("better"),
        int(year) if isinstance(year, (int, float)) and 1900 < year < 2200 else None,
        context.get("unit_hint"),
        cell if isinstance(cell, dict) else {},
        bool(context.get("unit_hint") or context.get("amounts")),
    )


def read_value(question: dict[str, Any], words: Lexicon | None = None) -> dict[str, Any]:
    """What a cell text says.

    In: `{text, field, lang, context: {indicator, better, report_year, unit_hint, cell}}`; everything but `text` may be
    missing or null, and `field` and `lang` may be wrong. Out: `{kind, items, state, trend, reference, flags}`; values
    in base units, periods as ISO days, offsets within the text in NFC without invisible marks. Never raises for data.
    """
    asked = _question(question)
    lexicon_used = words or lexicon.load()
    if asked.cell:
        return _answer(asked, lexicon_used).as_dict()
    return _remembered(asked, lexicon_used).as_dict()


@lru_cache(maxsize=8192)
def _remembered(question: Question, words: Lexicon) -> Answer:
    """Workbooks repeat themselves ("Toteutunut", "100 %"); an answer is never changed once given."""
    return _answer(question, words)


def _answer(question: Question, words: Lexicon) -> Answer:
    text, flags = question.text, []
    by_cell = special.by_cell(text.strip(), question.cell)
    if by_cell:
        return by_cell
    if text.lstrip().startswith("'"):
        text = text.replace("'", " ", 1)
        flags.append("text_prefix_apostrophe")
    label = phrases.leading_label(text, words)
    if label:
        text = " " * label + text[label:]
        flags.append("header_label_in_cell")
    answer = special.plain(text, question.field, question.lang, words) or _read(question, text, words)
    if "\u00a0" in text or "\u202f" in text:
        flags.append("nbsp" if "\u00a0" in text else "narrow_nbsp")
    answer.flags = flags + answer.flags
    return answer


def _read(question: Question, text: str, words: Lexicon) -> Answer:
    lang = question.lang
    special_form = _percent_cell(question, text) or _scientific(text)
    if special_form:
        return special_form
    if question.counts and _LIKE_A_YEAR.fullmatch(text.strip()):
        return figures.one_number(float(text), text.strip())
    absent = special.missing(text, lang, words)
    if absent:
        return absent
    reading = lexer.read(text, lang=lang, lexicon=words, report_year=question.report_year)
    scene = Scene(
        question, words, reading, phrases.states(reading, words, lang), phrases.trends(reading, words, lang)
    )
    doubtful = doubts(reading, lang, words)  # asked before the reader takes figures together
    answer = wordless.share(scene) if not any(c.isdigit() for c in text) else None
    answer = answer or (figures.read(scene) if reading.numbers else wordless.read(scene))
    answer.flags = [n.flag for n in reading.names if n.flag] + answer.flags + doubtful
    return answer


def _scientific(text: str) -> Answer | None:
    """A number like "1.35E+05", as a narrow cell shows a large number."""
    body = text.strip()
    return figures.one_number(float(body.replace(",", ".")), body) if _SCIENTIFIC.fullmatch(body) else None


def _percent_cell(question: Question, text: str) -> Answer | None:
    """A fraction in a cell that Excel shows as a percentage."""
    if not _PERCENT_FORMAT.search(str(question.cell.get("number_format") or "")):
        return None
    stored = question.cell.get("value")
    body = text.strip()
    if not isinstance(stored, (int, float)) or isinstance(stored, bool) or not _NUMBER_TEXT.fullmatch(body):
        return None
    if abs(float(body.replace(",", ".")) - stored) > 1e-9:
        return None
    return figures.one_percent(100 * stored, body, flags=["excel_percent_format"])

"""Financial targets that stand in prose: a paragraph that names the target, a heading, a paragraph with the outcome."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model.grid import Cell, Sheet
from pipeline.model.raw import Field, RawIndicator
from pipeline.read.labels import Labels
from pipeline.read.layouts.texts import tidy

_HEADING = 45  # a shorter text that names financial targets is a heading, not a target


@lru_cache(maxsize=4)
def _until_year(labels: Labels) -> re.Pattern[str]:
    """The name of a target in prose: all up to its year ("… tavoite vuodelle 2023")."""
    return re.compile(rf"^(.*?(?:{labels.words('name_until')})\s+(?:19|20)\d\d)", re.IGNORECASE)


def _name(text: str, labels: Labels) -> str:
    found = _until_year(labels).match(text)
    head = text.partition(":")[0]
    return found[1] if found else head if len(head) < len(text) else text.partition(".")[0]


def read(
    sheet: Sheet, rows: list[tuple[int, list[Cell]]], labels: Labels
) -> tuple[list[RawIndicator], set[int]]:
    """(financial indicators, the row numbers they used). Headings alone are used up and give nothing."""
    out: list[RawIndicator] = []
    used: set[int] = set()
    target: Cell | None = None
    outcome = False
    for number, row in rows:
        text = tidy(row[0].text)
        if len(row) == 1 and labels.contains("financial_target", text[:120]):
            used.add(number)
            target = None if len(text) < _HEADING else row[0]
            outcome = False
        elif target is not None and len(row) == 1:
            if labels.is_a("outcome_heading", text):
                used.add(number)
                outcome = True
                continue
            head, mark, rest = text.partition(":")
            glued = bool(mark) and labels.is_a("outcome_heading", head) and bool(rest.strip())
            if outcome or glued:
                used.add(number)
                shown = rest.strip() if glued else text
                whole = tidy(target.text)
                fields = {
                    "indicator": Field(_name(whole, labels), target.ref),
                    "target": Field(whole, target.ref),
                    "actual": Field(shown, row[0].ref),
                }
                out.append(RawIndicator(sheet.name, fields, target_kind="financial"))
                target, outcome = None, False
        else:
            target, outcome = None, False
    return out, used

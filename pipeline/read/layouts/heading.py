"""One cell of a header: which field it heads, of which year, in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.read.labels import Labels, Match

Kind = Literal["label", "plan", "outturn", "forecast", "year"]
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?(?!\d)")
_MOMENT = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\s*[-–]\s*\d{1,2}\.\d{1,2}\.)?(?=\s*(?:19|20)\d\d)|\d{1,2}\s*[-–]\s*\d{1,2}\s*/(?=\s*(?:19|20)\d\d)"
    r"|\d{1,2}\s*/(?=\s*(?:19|20)\d\d)"
)
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT_BEHIND = re.compile(r",\s*([^,]{1,20})$")
_DATED: tuple[tuple[str, Kind], ...] = (
    ("year_plan", "plan"),
    ("year_outturn", "outturn"),
    ("year_forecast", "forecast"),
)
_LONGEST = 110
_DATED_TEXT = 24  # characters within which a bare year of a header stands
_CLEAR = 6  # letters that a word such as "talousarvio" needs to head a column without a year


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header cell says. `field` is empty where only a year or a word such as TP tells what is below."""

    field: str
    kind: Kind
    year: int | None = None
    unit: str = ""
    label: str = ""
    typo: str = ""
    several: bool = False


def _dated(text: str) -> tuple[str, int | None]:
    """(the text without years, dates and periods; the last year)."""
    text = _MOMENT.sub(" ", text)
    year: int | None = None
    for found in _YEAR.finditer(text):
        last = found[2] or found[1]
        year = int(last if len(last) == 4 else found[1][:2] + last)
    return _YEAR.sub(" ", text), year


def _without_year_words(text: str, labels: Labels) -> str:
    words = set(labels.families.get("year_words", ()))
    parts = labels.fold(text).split()
    while parts and parts[-1].strip(".") in words:
        parts.pop()
    while parts and parts[0].strip(".") in words:
        parts.pop(0)
    return " ".join(parts).strip(" -–:.,/")


def _without_dated_word(text: str, labels: Labels) -> str:
    """Such as "lähtötaso tp" (of the accounts of a year) without the word that only dates it."""
    head, _, last = text.rpartition(" ")
    dated = any(last.strip(".") in labels.families.get(family, ()) for family, _ in _DATED)
    return head if dated else text


@lru_cache(maxsize=4)
def _several(labels: Labels) -> re.Pattern[str]:
    """What stands between two labels of one cell: a stroke, a new line, a word such as "ja"."""
    return re.compile(rf"\s*[/|\n]\s*|\s+(?:{labels.words('between_labels')})\s+")


def _known(text: str, labels: Labels) -> Match | None:
    """A label, or the first of several in one cell ("Mittari / Indikator")."""
    found = labels.whole(text)
    if found:
        return found
    parts = [labels.whole(part) for part in _several(labels).split(text)]
    first = parts[0] if len(parts) > 1 and all(parts) else None
    if first is None:
        return None
    same = all(part is not None and part.field == first.field for part in parts)
    return replace(first, rest="" if same else text)


def _is_unit(text: str, labels: Labels) -> bool:
    """A short word in parentheses or behind a comma, unless it is a label or a part of the year."""
    if not text or len(text) > 24 or labels.whole(text):
        return False
    return not labels.contains("interim", text) and not labels.contains("year_end", text)


@lru_cache(maxsize=16384)
def parse(text: str, labels: Labels) -> Heading | None:
    """The heading, or None where the text heads nothing that we know."""
    text = text.strip()
    if not text or len(text) > _LONGEST or not (labels.maybe(text) or _YEAR.search(text[:_DATED_TEXT])):
        return None
    direct = _known(text, labels) if not re.search(r"\d", text) else None
    if direct:
        return Heading(direct.field, "label", None, "", direct.label, direct.typo, bool(direct.rest))
    bare, year = _dated(text)
    asides = [a.strip(" .,-–") for a in _PARENTHESES.findall(bare)]
    bare = _PARENTHESES.sub(" ", bare)
    unit = next((a for a in asides if _is_unit(a, labels)), "")
    for candidate in (bare, _UNIT_BEHIND.sub("", bare)):
        rest = _without_year_words(candidate, labels)
        if candidate is not bare and candidate != bare:
            behind = _UNIT_BEHIND.search(bare)
            unit = behind[1].strip() if behind and _is_unit(behind[1].strip(), labels) else unit
        if not rest:
            named = next((m for a in asides if (m := labels.whole(a))), None)
            if named and year:
                return Heading(named.field, "label", year, "", named.label, named.typo)
            return Heading("", "year", year) if year else None
        found = _known(rest, labels) or (_known(_without_dated_word(rest, labels), labels) if year else None)
        if found:
            return Heading(found.field, "label", year, unit, found.label, found.typo, bool(found.rest))
        for family, kind in _DATED:
            if rest in labels.families.get(family, ()) and (year or len(rest) >= _CLEAR):
                return Heading("", kind, year, unit, rest)
    return None

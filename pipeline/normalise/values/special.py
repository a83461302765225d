"""Cells that need no reading: empty ones, Excel's errors and dates, dashes, placeholders, ticks and lights."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.text import clean, words
from pipeline.normalise.values.item import Answer

_ERROR = re.compile(r"#{3,}|#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA|PUUTTUU!?|ARVO!|VIITTAUS!|JAKO/0!|NIMI\?|LUKU!|TYHJÄ!|SAKNAS!?|REFERENS!|DIVISION/0!|VÄRDEFEL!|NAMN\?|OGILTIGT!|VERDI!|NAVN\?|I/T)\s*", re.IGNORECASE)  # fmt: skip
_DASH = re.compile(r"[-\s.]*[-.][-\s.]*|[-/_\s]+")
_PLACEHOLDER = re.compile(
    r"[-x?_]+\s?(?:kpl|%|€|hlö|pv|htv|st|euroa?|prosenttia|h|kk|vrk|m€|t€)|[x_?]{2,}(?:[.,][x_?]+)?\s*\S{0,5}|\?+|x+\s?%|\[[^\]]*\]|<[^<>]*>|_+|[x]\.[x]+|\.{3,}|…+",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"n\s?[/.]\s?a\.?|na|e/?t|i\.?\s?t\.?|ei\s?/\s?a|i/t|u\.s\.|\(-\)|\.\.|\u2026|n\.a\.|ei tied\.",
    re.IGNORECASE,
)
_TRIM = " \t\n.!:;\u00a0"
_ISO_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)")
_FULL_YEAR = re.compile(r"[yv]{4}", re.IGNORECASE)
_SHORT_DAY = re.compile(r"\d{1,2}[./-](?:\d{1,2}|[^\W\d_]+)\.?|[^\W\d_]{3,9}[.\-/ ]\d\d", re.IGNORECASE)


@lru_cache(maxsize=4)
def _marks(lexicon: Lexicon) -> dict[str, tuple[str, tuple[str, ...]]]:
    lists = lexicon.lists["marks"]
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for group, flags in (("ticks", ("tick_mark",)), ("lights", ("traffic_light",)), ("faces", ("emoji",)),
                         ("arrows", ("arrow", "direction_not_attainment"))):  # fmt: skip
        for state, signs in lists[group].items():
            for sign in signs:
                found.setdefault(str(sign).lower(), (state, flags))
    for state, entry in lists["words"].items():
        for word in entry["words"]:
            found.setdefault(str(word).lower(), (state, (entry["flag"],)))
    return found


def by_cell(text: str, cell: dict[str, Any]) -> Answer | None:
    """What the stored cell tells better than its text: errors, yes and no, dates Excel made by itself."""
    kind, value = cell.get("type"), cell.get("value")
    if kind == "e":
        return Answer("not_available", flags=["excel_error"])
    if kind == "b" and isinstance(value, bool):
        return Answer("state", state="done" if value else "not_done", flags=["yes_no", "boolean"])
    if kind != "d":
        return None
    stored = _ISO_DAY.match(str(value or text))
    if stored is None or _FULL_YEAR.search(str(cell.get("number_format") or "")):
        return None  # a date with its year was meant as a date
    if not _ISO_DAY.match(text) and not _SHORT_DAY.fullmatch(text):
        return None
    day, month = stored[2].lstrip("0"), stored[1].lstrip("0")
    return Answer("text", flags=["excel_autodate", "ambiguous", f"probably_{day}-{month}_or_{day}.{month}."])


def plain(text: str, field: str, lang: str | None, lexicon: Lexicon) -> Answer | None:
    """An answer for a cell that is empty, an error, a dash, a placeholder or one mark; None for all others."""
    body = clean(text).strip()
    if not body:
        return Answer("empty")
    if _ERROR.fullmatch(body):
        return Answer("not_available", flags=["excel_error"])
    mark = _mark(body, field, lang, lexicon)
    if mark:
        return mark
    if _DASH.fullmatch(body):
        return Answer("not_available", flags=["dash_means_missing"])
    if _NOT.fullmatch(body):
        return Answer("not_available", flags=["not_applicable"])
    if _PLACEHOLDER.fullmatch(body):
        return Answer("not_available", flags=["placeholder"])
    return None


def _mark(body: str, field: str, lang: str | None, lexicon: Lexicon) -> Answer | None:
    key = body.strip(_TRIM).lower() or body.lower()
    if len(key) == 1 and field == "status":
        letters = lexicon.lists["marks"]["letters"]
        coded = letters.get(lang or "fi", {}).get(key)
        if coded is not None:
            return Answer("state", state=str(coded), flags=["letter_code"])
    found = _marks(lexicon).get(key) or _marks(lexicon).get(body.lower())
    if found is None or key == "=" or (key in ("on", "no") and field != "status"):
        return None
    state, flags = found
    return Answer("state", state=state, flags=list(flags))


_WHEN = re.compile(
    r"\s*\(?(?:(?:vuonna|vuoden|v\.|år|i|in|under|vuodelle|vuodelta|vuosi)\s)?(?:19|20)\d\d\)?(?:\s+aikana|\s+lopussa)?[.\s]*",
    re.IGNORECASE,
)
_REASON = re.compile(r"\s*(?:[,;:(.\-]|$)")


def missing(text: str, lang: str | None, lexicon: Lexicon) -> Answer | None:
    """An answer for a cell that says there is no value, perhaps with a date or a reason after it."""
    body = clean(text)
    listed = words(body)
    if not listed:
        return None
    first = lexicon.table("missing").at(listed, 0, lang)
    if first is None and len(listed) > 1 and len(listed) <= 6:
        skip = next(
            (
                m
                for n in range(1, len(listed))
                if (m := lexicon.table("missing").at(listed, n, lang)) and m.last == len(listed)
            ),
            None,
        )
        first = (
            skip
            if skip
            and (skip.entry.attributes.get("tail") or skip.last - skip.first > 1)
            and not any(c.isdigit() for c in body)
            else None
        )
    if first is None:
        return None
    rest = body[first.end :]
    if _WHEN.fullmatch(rest):
        rest = ""
    digits = any(c.isdigit() for c in body[: first.start] + rest)
    beyond = len(listed) - first.last if rest else 0
    weak = first.last - first.first == 1
    if weak and (beyond or digits) and not _REASON.match(rest):
        return None
    if weak and beyond > 2:
        return None
    if first.name == "new_indicator" and digits and re.search(r"\d", rest):
        return None
    state = None
    return Answer(
        "not_available",
        state=state,
        flags=[] if first.name in ("not_available", "no_value") else [first.name],
    )

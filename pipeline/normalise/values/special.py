"""Cells that need no reading: empty ones, Excel's errors and dates, dashes, placeholders, ticks and lights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from pipeline.normalise import listed
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import pattern
from pipeline.normalise.text import clean, words
from pipeline.normalise.values.item import Answer

_DASH = re.compile(r"[-\s.]*[-.][-\s.]*|[-/_\s]+")
_NO_VALUE = r"\(-\)|\.\.|\u2026"
_BLANK = r"[x_?]{2,}(?:[.,][x_?]+)?\s*\S{0,5}|\?+|x+\s?%|\[[^\]]*\]|<[^<>]*>|_+|[x]\.[x]+|\.{3,}|…+"
_TRIM = " \t\n.!:;\u00a0"
_ISO_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)")
_FULL_YEAR = re.compile(r"[yv]{4}", re.IGNORECASE)
_SHORT_DAY = re.compile(r"\d{1,2}[./-](?:\d{1,2}|[^\W\d_]+)\.?|[^\W\d_]{3,9}[.\-/ ]\d\d", re.IGNORECASE)


@dataclass(frozen=True, eq=False, slots=True)
class _Written:
    """How cells are written that hold no value, compiled once for a lexicon: each pattern is the whole of a text."""

    error: re.Pattern[str]
    not_applicable: re.Pattern[str]
    placeholder: re.Pattern[str]
    when: re.Pattern[str]
    status_only: frozenset[str]


@lru_cache(maxsize=4)
def _written(lexicon: Lexicon) -> _Written:
    one_of = partial(listed.one_of, lexicon)
    forms = one_of("not_applicable_forms").replace(r"\ ", r"\s?")
    before, after = one_of("missing_year_before"), one_of("missing_year_after")
    return _Written(
        pattern(rf"#{{3,}}|(?:{one_of('excel_errors')})\s*"),
        pattern(rf"{forms}|{_NO_VALUE}"),
        pattern(rf"[-x?_]+\s?(?:{one_of('placeholder_units')})|{_BLANK}"),
        pattern(rf"\s*\(?(?:(?:{before})\s)?(?:19|20)\d\d\)?(?:\s+(?:{after}))?[.\s]*"),
        frozenset(listed.listed(lexicon, "status_only_marks")),
    )


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
    written = _written(lexicon)
    if written.error.fullmatch(body):
        return Answer("not_available", flags=["excel_error"])
    mark = _mark(body, field, lang, lexicon)
    if mark:
        return mark
    if _DASH.fullmatch(body):
        return Answer("not_available", flags=["dash_means_missing"])
    if written.not_applicable.fullmatch(body):
        return Answer("not_available", flags=["not_applicable"])
    if written.placeholder.fullmatch(body):
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
    if found is None or key == "=" or (field != "status" and key in _written(lexicon).status_only):
        return None
    state, flags = found
    return Answer("state", state=state, flags=list(flags))


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
    if _written(lexicon).when.fullmatch(rest):
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

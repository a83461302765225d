"""Digits that are names, not figures: phone numbers, law sections, routes, ages, ordinals, list and plan numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.period_words import any_of

MASK = "\u2591"
Unit = Callable[[int], bool]
_LETTER = r"[^\W\d_]"
_SHAPES: tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, flag, re.compile(hint, re.IGNORECASE), re.compile(pattern, re.IGNORECASE))
    for kind, flag, hint, pattern in (
        ("identifier", "", r"@|//|www", r"\S+@\S+\.\w+|https?://\S+|www\.\S+"),
        ("index_base", "", r"=", r"(?<![\w.,])(?:19|20)\d\d\s?=\s?100(?![\d,.])"),
        ("phone", "", r"0\d|\+\d\d", r"(?<![\w+])\+\d{2,3}[\s\d()-]{6,}\d|(?<![\w.,])(?<!\d )0[1-9]\d{0,2}[ -]\d{3,4}[ -]?\d{2,4}(?:[ -]?\d{2,4})?(?![\w,])"),
        ("law_section", "", r"§", r"§+\s?\d+(?:\s?[-,]\s?\d+)*|(?<![\w.,])(?:\d+\s?(?:kap\.?|luvun|luku)\s)?\d+(?:\s?[-,]\s?\d+)*\s?[a-z]?\s?§(?::\w+)?(?:\s\d\s?mom\w*)?"),
        ("identifier", "", r"\d{7}-|\d/\d\d\.", r"(?<![\w.,])\d{7}-\d(?!\d)|(?<![\w.,])\d+/\d\d\.\d\d\.\d\d(?:\.\d+)?/(?:19|20)\d\d"),
        ("identifier", "", r"/[12]", r"(?<![\w.,/])(?:1[3-9]|[2-9]\d|\d{3,4})/(?:19|20)\d\d(?!\d)"),
        ("version", "", r"\d\.\d", r"(?<![\w.,])v\.?\d+(?:\.\d+)+|(?<![\w.,])\d{1,2}\.\d{1,2}\.\d{1,3}(?:\.\d+)*(?![\w.,])"),
        ("age", "", r"vuot|åri|year", rf"(?<![\w.,])\d{{1,2}}\s?-\s?\d{{1,3}}\s?-?\s?(?:vuotia|åring|åriga|year-?\s?old){_LETTER}*"),
        ("age", "", r"vuot|åri|year", rf"(?<![\w.,])\d{{1,3}}\s?-?\s?(?:vuotia|åring|åriga|year-?\s?old){_LETTER}*|(?<![\w.,])\d{{1,3}} vuotta täyttä{_LETTER}*"),
        ("age", "", r"\d\+|v\+", r"(?<![\w.,])(?:[1-9]\d)(?:-v)?\+(?:(?!\s?\d)|(?=\s\d+(?:[,.]\d+)?\s?%))"),
        ("age", "", r"v", r"(?<![\w.,])\d{1,2}\s?-\s?\d{1,2}\s?-?v\.?(?=\s*:?\s*\d|\s*:|-)"),
        ("identifier", "", r"-", r"(?-i:[A-ZÅÄÖ])[^\W\d_]+\s(?:19|20)\d\d\s?-(?=[a-zåäö]{3})|[^\W\d_]+-\d+(?:-\d+)+|(?-i:[A-ZÅÄÖ])[^\W\d_]+\s\d+\s-(?=[a-zåäö]{3})"),
        ("time", "", r"kl|at|24/7", r"(?:\bklo|\bkl|\bkello)\.?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?-\s?\d{1,2}(?:[.:]\d\d)?)?(?!\s?%|\d)|(?<![\w.,/])24/7(?!\d)"),
        ("time", "", r":", r"(?<![\w.,:/])(?:0?[02-9]|[012]\d):[0-5]\d(?![\d:])(?!\s?%)"),
        ("footnote", "footnote_marker", r"[)*]", r"(?<=[\d%])\s?(?<!\()(?:\d{1,2}\)|\*+(?!\d))|(?<=[^\W\d_])\s?\d\)(?!\w)"),
        ("time", "", r"\d\s?-\s?\d", r"\b(?:ma|ti|ke|to|pe|la|su|mån|tis|ons|tors|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)\.?(?:\s?-\s?[^\W\d_]{2,4}\.?)?\s(?:klo\s|kl\.?\s)?\d{1,2}(?:[.:]\d\d)?\s?-\s?\d{1,2}(?:[.:]\d\d)?(?!\d)"),
        ("identifier", "identifier_not_a_number", r"\d{5}", r"(?<![\w.,])\d{5}(?=\s[A-ZÅÄÖ][a-zåäö]{2,})"),
    )
)  # fmt: skip
# A glance before the full patterns: a plain figure with its unit has none of these.
_GLANCE = re.compile(
    r"[@§+/:=)*\u00b9\u00b2\u00b3\u2070-\u2079-]|\d\.\d|0\d|\d{5}|v\d|vuot|åri|year|k(?:l|ello)|www|\d\s?v",
    re.IGNORECASE,
)
_SUPER = re.compile(r"(?<=[\d%])\s?[\u00b9\u00b2\u00b3\u2070-\u2079]+\)?")
_GLUED = re.compile(
    rf"(?<![^\W_]){_LETTER}+-\d+(?:[.,]\d+)?(?![\d%])|(?<![\w.,])\d+-(?={_LETTER})(?!pros|proc|perc){_LETTER}[\w-]*|(?<![\w.,])\d+{_LETTER}\d\w*"
)
_LIST = re.compile(r"(?:^|(?<=\n))\s*\(?(?:\d{1,2}[.)]|[a-h]\))\s+(?=\S)")
_ORDINAL = re.compile(r"(?<![\w.,:/+\-])\d{1,3}\.(?:\s?(?:-|ja|och)\s?\d{1,3}\.)?\s?-?(?=[a-zåäöø]{2})")
_ENGLISH = re.compile(r"(?<![\w.,])\d+(?:st|nd|rd|th)\b|(?<![\w.,])\d+:(?:a|e)\b(?=\s)")
_NOT_GROUPED = re.compile(r"(?<![\w.,+\-/])\d+(?: \d+)+(?![\w,]|\.\d|\s?%)")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True, slots=True)
class Name:
    """Digits that are no figure: what they are, where they stand, and the flag to show for them (or "")."""

    kind: str
    start: int
    end: int
    flag: str


@lru_cache(maxsize=4)
def patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words before a name, words after one, and words of rank, of a lexicon."""
    marks = lexicon.lists["markers"]
    before, after, ranks = ([str(w) for w in marks[k]] for k in ("names_before", "names_after", "rank_words"))
    more = r"(?:\s?(?:,|-|/|&|\bja\b|\boch\b|\bog\b|\band\b)\s?\d[\d.]*[a-z]?(?![^\W_]))*"
    number = rf"\d+(?:\.\d+)*[a-z]?(?![^\W_])(?:\s\d{{3,4}}(?!\w|[.,]\d))?{more}"
    return (
        re.compile(rf"(?<![^\W_])(?:{any_of(before)})(?:\s(?:olivat|oli|ovat|on|är|var|were|are))?:?\s?(?P<n>{number})\.?(?!\s?%|,\d|\s\d{{3}}(?!\d))", re.IGNORECASE),
        re.compile(rf"(?<![\w.,])(?P<n>\d+\.?(?:\s?[-,]\s?\d+\.?){{0,8}})\s?-?\s?(?:{any_of(after)})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"(?:{any_of(ranks)})(?![^\W_])", re.IGNORECASE),
    )  # fmt: skip


def mask(text: str, start: int, end: int) -> str:
    """The text with `[start, end)` blanked; all offsets stay valid."""
    return text[:start] + MASK * (end - start) + text[end:]


def shapes(text: str) -> Iterator[Name]:
    """Names known by their form alone; they are taken off before periods are looked for."""
    if _GLANCE.search(text) is None:
        return
    for kind, flag, hint, pattern in _SHAPES:
        if hint.search(text) is None:
            continue
        for m in pattern.finditer(text):
            if kind == "version" and _is_date(m.group()):
                continue
            if kind == "footnote" and _bracketed(text, m):
                continue
            yield Name(kind, m.start(), m.end(), flag)
    for m in _SUPER.finditer(text):
        yield Name("footnote", m.start(), m.end(), "footnote_marker")


def _bracketed(text: str, m: re.Match[str]) -> bool:
    """Whether the closing bracket of a would-be footnote mark has its opening one."""
    if not m.group().endswith(")"):
        return False
    return (
        text.count("(", 0, m.start()) > text.count(")", 0, m.start())
        or text[m.start() - 1 : m.end()].strip(")").isdigit()
    )


def _is_date(text: str) -> bool:
    parts = text.split(".")
    return (
        len(parts) == 3
        and parts[0].isdigit()
        and 1 <= int(parts[0]) <= 31
        and 1 <= int(parts[1]) <= 12
        and len(parts[2]) == 2
    )


def named(text: str, lexicon: Lexicon, is_unit: Unit) -> Iterator[Name]:
    """Names known by the words or marks beside them; `is_unit(offset)` tells whether a unit stands there."""
    before, after, ranks = patterns(lexicon)
    lead = _LIST.match(text)
    ordinal = lead and after.match(text, lead.start())
    if lead and not ordinal and not ranks.match(text, lead.end()):
        yield Name("list_number", lead.start(), lead.end(), "leading_list_number")
    for m in before.finditer(text):
        if not is_unit(m.end("n")):
            yield Name("identifier", m.start("n"), m.end("n"), "identifier_not_a_number")
    for m in after.finditer(text):
        yield Name("identifier", m.start(), m.end(), "ordinal_not_a_value")
    for m in _GLUED.finditer(text):
        yield Name("identifier", m.start(), m.end(), "identifier_not_a_number")
    for m in _ORDINAL.finditer(text):
        if not ranks.match(text, m.end()) and not is_unit(m.end()):
            yield Name("ordinal", m.start(), m.end(), "ordinal_not_a_value")
    for m in _ENGLISH.finditer(text):
        yield Name("ordinal", m.start(), m.end(), "ordinal_not_a_value")
    for m in _NOT_GROUPED.finditer(text):
        if not _GROUPED.fullmatch(m.group()):
            yield Name("identifier", m.start(), m.end(), "identifier_not_a_number")

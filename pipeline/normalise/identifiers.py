"""Digits that are names, not figures: phone numbers, law sections, routes, ages, ordinals, list and plan numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from pipeline.normalise import listed
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import any_of

MASK = "\u2591"
Unit = Callable[[int], bool]
_LETTER = r"[^\W\d_]"
_Shape = tuple[str, str, re.Pattern[str], re.Pattern[str]]
_SUPER = re.compile(r"(?<=[\d%])\s?[\u00b9\u00b2\u00b3\u2070-\u2079]+\)?")
_LIST = re.compile(r"(?:^|(?<=\n))\s*\(?(?:\d{1,2}[.)]|[a-h]\))\s+(?=\S)")
_NOT_GROUPED = re.compile(r"(?<![\w.,+\-/])\d+(?: \d+)+(?![\w,]|\.\d|\s?%)")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True, slots=True)
class Name:
    """Digits that are no figure: what they are, where they stand, and the flag to show for them (or "")."""

    kind: str
    start: int
    end: int
    flag: str


@dataclass(frozen=True, eq=False, slots=True)
class Patterns:
    """Compiled once for a lexicon: names told by the words beside them, and those known by their form alone."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    ranks: re.Pattern[str]
    glued: re.Pattern[str]
    ordinal: re.Pattern[str]
    ended: re.Pattern[str]
    # A glance before the full shapes: a plain figure with its unit has none of these.
    glance: re.Pattern[str]
    shapes: tuple[_Shape, ...]


@lru_cache(maxsize=4)
def patterns(lexicon: Lexicon) -> Patterns:
    """The patterns of a lexicon, compiled at the first call."""
    one_of = partial(listed.one_of, lexicon)
    more = rf"(?:\s?(?:,|-|/|&|\b(?:{one_of('and_words')})\b)\s?\d[\d.]*[a-z]?(?![^\W_]))*"
    number = rf"\d+(?:\.\d+)*[a-z]?(?![^\W_])(?:\s\d{{3,4}}(?!\w|[.,]\d))?{more}"
    endings = listed.listed(lexicon, "ordinal_endings")
    plain, spaced = ([w for w in endings if w.startswith(":") is colon] for colon in (False, True))
    stems = any_of(w.strip("*") for w in listed.listed(lexicon, "age_words", "age_turning", "clock_words"))
    return Patterns(
        re.compile(rf"(?<![^\W_])(?:{one_of('names_before')})(?:\s(?:{one_of('names_copulas')}))?:?\s?(?P<n>{number})\.?(?!\s?%|,\d|\s\d{{3}}(?!\d))", re.IGNORECASE),
        re.compile(rf"(?<![\w.,])(?P<n>\d+\.?(?:\s?[-,]\s?\d+\.?){{0,8}})\s?-?\s?(?:{one_of('names_after')})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"(?:{one_of('rank_words')})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"(?<![^\W_]){_LETTER}+-\d+(?:[.,]\d+)?(?![\d%])|(?<![\w.,])\d+-(?={_LETTER})(?!{one_of('percent_stems')}){_LETTER}[\w-]*|(?<![\w.,])\d+{_LETTER}\d\w*"),
        re.compile(rf"(?<![\w.,:/+\-])\d{{1,3}}\.(?:\s?(?:-|{one_of('ordinal_and_words')})\s?\d{{1,3}}\.)?\s?-?(?=[a-zåäöø]{{2}})"),
        re.compile(rf"(?<![\w.,])\d+(?:(?:{any_of(plain)})\b|(?:{any_of(spaced)})\b(?=\s))"),
        re.compile(rf"[@§+/:=)*\u00b9\u00b2\u00b3\u2070-\u2079-]|\d\.\d|0\d|\d{{5}}|v\d|www|\d\s?v|{stems}", re.IGNORECASE),
        tuple(_shapes(one_of)),
    )  # fmt: skip


def _shapes(one_of: Callable[[str], str]) -> Iterator[_Shape]:
    """Kind, flag, a hint that must be found before the pattern is tried, and the pattern of each form."""
    ages, turning, clock = one_of("age_words"), one_of("age_turning"), one_of("clock_words")
    for kind, flag, hint, pattern in (
        ("identifier", "", r"@|//|www", r"\S+@\S+\.\w+|https?://\S+|www\.\S+"),
        ("index_base", "", r"=", r"(?<![\w.,])(?:19|20)\d\d\s?=\s?100(?![\d,.])"),
        ("phone", "", r"0\d|\+\d\d", r"(?<![\w+])\+\d{2,3}[\s\d()-]{6,}\d|(?<![\w.,])(?<!\d )0[1-9]\d{0,2}[ -]\d{3,4}[ -]?\d{2,4}(?:[ -]?\d{2,4})?(?![\w,])"),
        ("law_section", "", r"§", rf"§+\s?\d+(?:\s?[-,]\s?\d+)*|(?<![\w.,])(?:\d+\s?(?:{one_of('chapter_words')})\s)?\d+(?:\s?[-,]\s?\d+)*\s?[a-z]?\s?§(?::\w+)?(?:\s\d\s?(?:{one_of('moment_words')}))?"),
        ("identifier", "", r"\d{7}-|\d/\d\d\.", r"(?<![\w.,])\d{7}-\d(?!\d)|(?<![\w.,])\d+/\d\d\.\d\d\.\d\d(?:\.\d+)?/(?:19|20)\d\d"),
        ("identifier", "", r"/[12]", r"(?<![\w.,/])(?:1[3-9]|[2-9]\d|\d{3,4})/(?:19|20)\d\d(?!\d)"),
        ("version", "", r"\d\.\d", r"(?<![\w.,])v\.?\d+(?:\.\d+)+|(?<![\w.,])\d{1,2}\.\d{1,2}\.\d{1,3}(?:\.\d+)*(?![\w.,])"),
        ("age", "", ages, rf"(?<![\w.,])\d{{1,2}}\s?-\s?\d{{1,3}}\s?-?\s?(?:{ages})"),
        ("age", "", f"{ages}|{turning}", rf"(?<![\w.,])\d{{1,3}}\s?-?\s?(?:{ages})|(?<![\w.,])\d{{1,3}} (?:{turning})"),
        ("age", "", r"\d\+|v\+", r"(?<![\w.,])(?:[1-9]\d)(?:-v)?\+(?:(?!\s?\d)|(?=\s\d+(?:[,.]\d+)?\s?%))"),
        ("age", "", r"v", r"(?<![\w.,])\d{1,2}\s?-\s?\d{1,2}\s?-?v\.?(?=\s*:?\s*\d|\s*:|-)"),
        ("identifier", "", r"-", r"(?-i:[A-ZÅÄÖ])[^\W\d_]+\s(?:19|20)\d\d\s?-(?=[a-zåäö]{3})|[^\W\d_]+-\d+(?:-\d+)+|(?-i:[A-ZÅÄÖ])[^\W\d_]+\s\d+\s-(?=[a-zåäö]{3})"),
        ("time", "", rf"{clock}|24/7", rf"\b(?:{clock})\.?\s?\d{{1,2}}(?:[.:]\d\d)?(?:\s?-\s?\d{{1,2}}(?:[.:]\d\d)?)?(?!\s?%|\d)|(?<![\w.,/])24/7(?!\d)"),
        ("time", "", r":", r"(?<![\w.,:/])(?:0?[02-9]|[012]\d):[0-5]\d(?![\d:])(?!\s?%)"),
        ("footnote", "footnote_marker", r"[)*]", r"(?<=[\d%])\s?(?<!\()(?:\d{1,2}\)|\*+(?!\d))|(?<=[^\W\d_])\s?\d\)(?!\w)"),
        ("time", "", r"\d\s?-\s?\d", rf"\b(?:{one_of('weekdays')})\.?(?:\s?-\s?[^\W\d_]{{2,4}}\.?)?\s(?:(?:{clock})\.?\s)?\d{{1,2}}(?:[.:]\d\d)?\s?-\s?\d{{1,2}}(?:[.:]\d\d)?(?!\d)"),
        ("identifier", "identifier_not_a_number", r"\d{5}", r"(?<![\w.,])\d{5}(?=\s[A-ZÅÄÖ][a-zåäö]{2,})"),
    ):  # fmt: skip
        yield kind, flag, re.compile(hint, re.IGNORECASE), re.compile(pattern, re.IGNORECASE)


def mask(text: str, start: int, end: int) -> str:
    """The text with `[start, end)` blanked; all offsets stay valid."""
    return text[:start] + MASK * (end - start) + text[end:]


def shapes(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names known by their form alone; they are taken off before periods are looked for."""
    known = patterns(lexicon)
    if known.glance.search(text) is None:
        return
    for kind, flag, hint, pattern in known.shapes:
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
    known = patterns(lexicon)
    lead = _LIST.match(text)
    ordinal = lead and known.after.match(text, lead.start())
    if lead and not ordinal and not known.ranks.match(text, lead.end()):
        yield Name("list_number", lead.start(), lead.end(), "leading_list_number")
    for m in known.before.finditer(text):
        if not is_unit(m.end("n")):
            yield Name("identifier", m.start("n"), m.end("n"), "identifier_not_a_number")
    for m in known.after.finditer(text):
        yield Name("identifier", m.start(), m.end(), "ordinal_not_a_value")
    for m in known.glued.finditer(text):
        yield Name("identifier", m.start(), m.end(), "identifier_not_a_number")
    for m in known.ordinal.finditer(text):
        if not known.ranks.match(text, m.end()) and not is_unit(m.end()):
            yield Name("ordinal", m.start(), m.end(), "ordinal_not_a_value")
    for m in known.ended.finditer(text):
        yield Name("ordinal", m.start(), m.end(), "ordinal_not_a_value")
    for m in _NOT_GROUPED.finditer(text):
        if not _GROUPED.fullmatch(m.group()):
            yield Name("identifier", m.start(), m.end(), "identifier_not_a_number")

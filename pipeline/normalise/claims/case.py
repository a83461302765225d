"""The side of a change a figure stands on, as its grammar tells it: Finnish by the case of its noun, others by a preposition."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.numerals import Number

_TO = re.compile(r"prosenttiin$|(?<!tt)(?:aa|ää|oo|öö|uu|yy|ee|ii)n$|h[aeiouyäö]n$|seen$", re.IGNORECASE)
_ENDINGS = tuple(
    (case, re.compile(ending, re.IGNORECASE))
    for case, ending in (("from", "(?:sta|stä|lta|ltä)$"), ("by", "(?:lla|llä)$"), ("in", "(?:ssa|ssä)$"))
)
_TO_SUFFIX = frozenset({"een", "aan", "ään", "hin", "iin", "oon", "seen"})
_NOUN = re.compile(r"\s?([^\W\d_][\w-]*)")
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 26  # a preposition, at most one word between, and a sign of currency


@lru_cache(maxsize=4)
def _prepositions(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of prepositions that stand before a figure, and the case that each means."""
    cases = {str(w): case for case, words in lexicon.lists["markers"]["prepositions"].items() for w in words}
    pattern = rf"(?<!\w)({'|'.join(map(re.escape, cases))})\s+(?:[^\W\d_]{{2,9}}\s+)?(?:€|£|\$)?$"
    return re.compile(pattern, re.IGNORECASE), cases


@lru_cache(maxsize=4)
def _partitives(lexicon: Lexicon) -> re.Pattern[str]:
    """Nouns in the partitive, which is no place that a change starts from ("905 asiakasta", "41 hakemusta")."""
    return re.compile("|".join(f"(?:{p})$" for p in lexicon.lists["markers"]["partitives"]), re.IGNORECASE)


def case_of(text: str, number: Number, lang: str, lexicon: Lexicon) -> str | None:
    """The case of a figure: "from" (431:stä, from 431), "to", "by" or "in"; None for any other, and where nothing tells."""
    if lang != "fi":
        pattern, cases = _prepositions(lexicon)
        found = pattern.search(text[max(0, number.start - _FAR) : number.start])
        return cases[found[1].lower()] if found else None
    tail = text[number.end : number.stop]
    suffix = re.search(r":(\w+)$", tail)
    if suffix:
        forms = [suffix[1]]
    elif number.word:
        forms = [number.as_written]
    else:
        noun = _NOUN.match(text, number.stop) if number.unit is None else None
        told = _WORD.findall(tail)
        # "2,76 milj. eurolla": the scale may be shortened, and bears no ending then
        forms = told[1:2] if number.scale != 1 and len(told) > 1 else told[:1]
        forms = forms or ([noun[1]] if noun else [])
    for form in (f for f in forms if suffix or (len(f) > 3 and not _partitives(lexicon).search(f))):
        for case, ending in _ENDINGS:
            if ending.search(form):
                return case
        if (suffix and form in _TO_SUFFIX) or _TO.search(form):
            return "to"
    return None

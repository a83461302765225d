"""What a statement may be held against: levels of the cells and of the prose, and whether it speaks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.figures import MONEY, Figure, without_units
from pipeline.normalise.claims.record import Record, content_words
from pipeline.normalise.claims.spelt import TIMES

_STEM = 5
_LONGEST_ENDING = 9  # "-määrässä", "-antalet": longer, and it is another thing
_MOST_OF_A_HEAD = 0.45  # of a word: "palvelupisteissä" is no form of "palvelu"
SURE, LIKELY, WEAK, SLIGHT, FAINT, GUESS = 5, 4, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A base and the value it became. `name` tells the base (baseline, target, previous).

    `trust` SURE: no other reading of the text is left; LIKELY: an inconsistency needs a slip that explains it; WEAK:
    the slip must be another figure of the row; SLIGHT, FAINT, GUESS: the stated figure must have digits enough that a slip
    explains it by no chance (`trust.chance`).
    """

    base: Operand
    new: Operand
    name: str
    trust: int


def cell(record: Record, role: str, *, percent: bool = False) -> Operand | None:
    """The only level of a cell as an operand; None when it has none or several."""
    key = (role, percent)
    if key not in record.held:  # every family asks for the same levels
        record.held[key] = _cell(record, role, percent=percent)
    found: Operand | None = record.held[key]
    return found


def _cell(record: Record, role: str, *, percent: bool) -> Operand | None:
    figure = record.level(role, percent=percent)
    if figure and role == "target" and figure.approx is None:
        figure = replace(figure, low=figure.value, high=figure.value)  # a target is set, not measured
    return Operand(role, figure, role) if figure else None


def levels(record: Record, role: str, like: Figure) -> Operand | None:
    """The level of a cell that is of the figure's kind: a percentage for one, an amount for another."""
    found = cell(record, role, percent=like.unit == "percent")
    return found if found and same_unit(found.figure, like) else None


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures may be compared; a figure without a unit is a count of whatever is spoken of."""
    if (one.unit == "percent") != (other.unit == "percent"):
        return False
    if None in (one.unit, other.unit) and MONEY & {one.unit, other.unit}:
        return False
    if one.unit and other.unit and ("/" in one.unit) != ("/" in other.unit):
        return (
            one.unit.partition("/")[0] == other.unit.partition("/")[0]
        )  # "87 euros less" of euros an inhabitant
    return (
        one.unit == other.unit or None in (one.unit, other.unit) or {one.unit, other.unit} == {"t", "tCO2e"}
    )


def akin(word: str, known: list[str]) -> bool:
    """Whether a word names the same as a known one: the same stem, or the head of a known compound.

    A compound that only begins or ends with a known word is another thing: visitor satisfaction, child visitors.
    """
    if len(word) < 4:
        return word in known
    word, known = _strong(word), [_strong(k) for k in known]
    stem = word[: max(4, min(_STEM, len(word) - 1))]
    return any(_same_stem(word, k) or _is_head(word, stem, k) for k in known)


def _is_head(word: str, stem: str, known: str) -> bool:
    """Whether a word is the last part of a known compound: "suunnitelmien" of "kotoutumissuunnitelmat"."""
    at = known.find(stem, 2)
    return at > 0 and len(known) >= len(stem) + 2 and _shared(word, known[at:]) >= _MOST_OF_A_HEAD * len(word)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


_GRADES = tuple((re.compile(weak), strong) for weak, strong in (
    (r"(?<=.)([kpt])\1", r"\1"), (r"(?<=.)ng", "nk"), (r"(?<=.)nn", "nt"), (r"(?<=.)mm", "mp"), (r"(?<=.)(?:ll|ld)", "lt"), (r"(?<=.)d", "t"),
))  # fmt: skip


@lru_cache(maxsize=4096)
def _strong(word: str) -> str:
    """A word with the consonants that Finnish inflection changes made alike: "hoidosta" as "hoitoa", "tontit" as "tontti"."""
    for weak, strong in _GRADES:
        word = weak.sub(strong, word)
    return word


def _same_stem(one: str, other: str) -> bool:
    shared = _shared(one, other)
    return shared >= 4 and shared >= 0.55 * min(len(one), len(other)) and len(one) - shared <= _LONGEST_ENDING


def known_words(record: Record) -> list[str]:
    """Words that name what the row measures: those of the indicator, of its unit and of the cells' amounts."""
    nouns = " ".join(f.noun for held in record.cells.values() for f in held.figures)
    return [w for w in content_words(f"{record.indicator} {record.unit_text} {nouns}") if len(w) >= 4]


_ROLE_LISTS = ("comparative", "achieved", "missed", "improve", "worsen", "rise", "fall", "exceed", "short", "target", "previous", "baseline", "within_year", "about", "nearly", "over", "and",
               "or", "total", "generic", "compared", "when", "partly", "year_before", "past_limit", "neutral", "verbs")  # fmt: skip


def strangers(record: Record, text: str) -> list[str]:
    """Words of a clause that neither name what the row measures nor belong to the arithmetic."""
    if text not in record.strange:  # every family asks for the same clauses
        record.strange[text] = _strangers(record, text)
    return record.strange[text]


def _strangers(record: Record, text: str) -> list[str]:
    words, known = record.words, known_words(record)
    text = _reasons(record, text)
    text = without_units(text, words.lang, words.lexicon)
    shares = ("share",) if record.level("actual", percent=True) else ()
    for name in (*_ROLE_LISTS, *shares):
        text = words.lists[name].sub(" ", text)
    text = TIMES.sub(" ", text)
    for pattern, _ in (*words.multiples, *words.fractions):
        text = pattern.sub(" ", text)
    units = [w for w in content_words(record.unit_text) if len(w) >= 3]
    measures = _unit_names(record, record.unit_text)
    short = {w.lower() for w in re.findall(r"(?<!\w)[A-ZÅÄÖ]{2,3}(?!\w)", text)}
    own = [
        w
        for w in content_words(text)
        if (len(w) > 3 or w in short) and not akin(w, known) and not akin(w, units)
    ]
    return [w for w in own if not _alike(record, w) and not measures & _unit_names(record, w)]


def _unit_names(record: Record, text: str) -> set[str]:
    """Units that the words of a text name ("pv/htv", "henkilötyövuotta")."""
    at = record.words.lexicon.forms["units"].at
    found = (at(w, 0, record.words.lang) for w in _PIECE.findall(text))
    return {unit[0].name for unit in found if unit}


def _alike(record: Record, word: str) -> bool:
    """Whether the word lists know a word as another name of one of the row's own words."""
    named = content_words(f"{record.indicator} {record.unit_text}")
    return any(
        row.fullmatch(word) and any(heads.search(n) for n in named) for row, heads in record.words.alike
    )


def names_row(record: Record, word: str) -> bool:
    """Whether a word names what the row measures: one of its words in another form, or another name of it."""
    return akin(word, known_words(record)) or _alike(record, word)


_PIECE = re.compile(r"[^\s/]+")
_REASON = re.compile(
    r"(?:[\w-]+(?:sta|stä|lta|ltä|lla|llä|ssa|ssä|seen|lle)\s+(?=[\w-]+(?:leiden|neiden|tujen|tyjen|vien|van|vän|neen|tun|tyn)\s))?"
    r"(?:[\w-]+n\s+){1,5}$|(?:[\w-]+\s+){1,2}$",
    re.IGNORECASE,
)


def _reasons(record: Record, text: str) -> str:
    """The text without its reason ("remontin vuoksi", "på grund av …")."""
    found = record.words.has("because", text)
    if not found:
        return text
    if record.words.lang == "fi":  # postpositions: the reason stands before them, all of it in the genitive
        return _REASON.sub("", text[: found.start()]) + text[found.end() :]
    if text[: found.start()].strip():
        return text[: found.start()]
    return _main_clause(record, text, found.end())


def _main_clause(record: Record, text: str, at: int) -> str:
    """What follows a reason that stands first: after its comma, or in Swedish from the verb that the order turns round."""
    if record.words.lang == "sv":
        verbs = [
            found.start()
            for name in ("inverted", "rise", "fall", "exceed", "short")
            if (found := record.words.lists[name].search(text, at))
        ]
        return text[min(verbs) :] if verbs else text
    comma = text.find(",", at)
    return text[comma:] if comma >= 0 else text


def on_subject(record: Record, text: str) -> bool:
    """Whether a clause certainly speaks of what the row measures: no word in it points elsewhere."""
    return not strangers(record, text)


def baseline_years(record: Record) -> set[int]:
    """Years the baseline is of: those its cell names, else those the indicator's text compares with."""
    own = set(record.cells["baseline"].years)
    if own:
        return own
    return {y for y in record.indicator_years if y != record.year}


def base_trust(record: Record) -> int:
    """How surely an unnamed base is the baseline: an undated one likely, an older year's weakly, several years' not."""
    years = set(record.cells["baseline"].years)
    if not years:
        return LIKELY
    if len(years) > 1:
        return GUESS
    return SURE if record.year is None or years == {record.year - 1} else WEAK

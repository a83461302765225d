"""What a statement may be held against: levels of the cells and of the prose, and whether it speaks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.normalise.claims.claim import Operand
from pipeline.normalise.claims.figures import TIME, Figure, without_units
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.record import Record, content_words
from pipeline.normalise.claims.spelt import TIMES
from pipeline.normalise.column_unit import MONEY

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


_ALIKE = ({"t", "tCO2e"}, {"score", "nps"}, {"score", "index"})


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures may be compared; a figure without a unit is a count of whatever is spoken of."""
    if (one.unit == "percent") != (other.unit == "percent"):
        return False
    if None in (one.unit, other.unit) and MONEY & {one.unit, other.unit}:
        return False
    if one.unit and other.unit and ("/" in one.unit) != ("/" in other.unit):
        # "87 euros less" of euros an inhabitant; "1.2 million euros more" is of another row
        return one.unit.partition("/")[0] == other.unit.partition("/")[0] and one.scale == other.scale
    units = {one.unit, other.unit}
    return len(units) == 1 or None in units or units in _ALIKE


def known_words(record: Record) -> tuple[str, ...]:
    """Words that name what the row measures: those of the indicator, of its unit and of the cells' amounts."""
    if not record.known:
        record.known = _known_words(record)
    return record.known


def _known_words(record: Record) -> tuple[str, ...]:
    nouns = " ".join(f.noun for held in record.cells.values() for f in held.figures)
    return tuple(w for w in content_words(f"{record.indicator} {record.unit_text} {nouns}") if len(w) >= 4)


_ROLE_LISTS = ("comparative", "achieved", "missed", "improve", "worsen", "rise", "fall", "exceed", "short", "target", "previous", "baseline", "within_year", "about", "nearly", "over", "and",
               "or", "total", "generic", "compared", "when", "partly", "year_before", "past_limit", "neutral", "verbs")  # fmt: skip


def strangers(record: Record, text: str) -> list[str]:
    """Words of a clause that neither name what the row measures nor belong to the arithmetic."""
    if text not in record.strange:  # every family asks for the same clauses
        record.strange[text] = _strangers(record, text)
    return record.strange[text]


def _strangers(record: Record, text: str) -> list[str]:
    words, known = record.words, known_words(record)
    text = without_reason(record, text)
    text = without_units(text, words.lang, words.lexicon)
    shares = ("share",) if record.level("actual", percent=True) else ()
    actual = record.level("actual", percent=False)
    if actual and actual.unit in TIME:
        shares = (*shares, "average")  # a waiting time is an average, said or not
    for name in (*_ROLE_LISTS, *shares):
        text = words.lists[name].sub(" ", text)
    text = words.around(TIMES).sub(" ", text)
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
    """Units that the words of a text name ("pv/htv", "henkilötyövuotta"); not who is counted: children are no visitors."""
    at = record.words.lexicon.forms["units"].at
    found = (at(w, 0, record.words.lang) for w in _PIECE.findall(text))
    return {unit[0].name for unit in found if unit} - record.words.lexicon.counted


def _alike(record: Record, word: str) -> bool:
    """Whether the word lists know a word as another name of one of the row's own words."""
    if word not in record.alike:
        named = content_words(f"{record.indicator} {record.unit_text}")
        counted = record.words.around(r"(.{4,}?)«~count_heads»").fullmatch(
            word
        )  # "matkustajamäärä": passengers
        names = (word, counted[1]) if counted else (word,)
        record.alike[word] = any(
            any(row.fullmatch(name) for name in names) and any(heads.search(n) for n in named)
            for row, heads in record.words.alike
        )
    return record.alike[word]


def names_row(record: Record, word: str) -> bool:
    """Whether a word names what the row measures: one of its words in another form, or another name of it."""
    return akin(word, known_words(record)) or _alike(record, word)


_PIECE = re.compile(r"[^\s/]+")
_REASON = re.compile(
    r"(?:[\w-]+(?:sta|stä|lta|ltä|lla|llä|ssa|ssä|seen|lle)\s+(?=[\w-]+(?:leiden|neiden|tujen|tyjen|vien|van|vän|neen|tun|tyn)\s))?"
    r"(?:[\w-]+n\s+){1,5}$|(?:[\w-]+\s+){1,2}$",
    re.IGNORECASE,
)


def without_reason(record: Record, text: str) -> str:
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

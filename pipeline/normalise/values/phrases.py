"""States, directions and comparisons a text names, and which of several decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipeline.normalise.lexer import Reading
from pipeline.normalise.lexicon import Entry, Lexicon, Match
from pipeline.normalise.listed import one_of, pattern
from pipeline.normalise.values.item import reference
from pipeline.normalise.values.vocabulary import vocabulary

DIRECTIONS = ("improved", "worsened", "unchanged")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ANEW = re.compile(r"[A-ZÅÄÖØ\d<>≥≤~+\-]")


@lru_cache(maxsize=4)
def _labels(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(rf"\s*(?:{one_of(lexicon, 'field_labels')})(?::\s*|\s+(?=\S))")


def leading_label(text: str, lexicon: Lexicon) -> int:
    """Length of a field label ("Lähtötaso ", "Toteuma: ") that heads the cell; 0 for none or when nothing follows."""
    found = _labels(lexicon).match(text)
    rest = text[found.end() :] if found else ""
    if found is None or not rest.strip() or not text.lstrip()[:1].isupper() or _YEAR.match(rest):
        return 0
    # Without a colon what follows must begin anew, or the label is the first word of a sentence.
    return found.end() if ":" in found.group() or _ANEW.match(rest) else 0


def states(reading: Reading, lexicon: Lexicon, lang: str | None) -> list[Match]:
    """State phrases in reading order; a negated one ("työryhmää ei ole nimetty") is its opposite."""
    marks = lexicon.lists["markers"]
    found = lexicon.table("states").find(reading.words, lang)
    return [_turned(m, reading, marks) for m in found]


def _turned(match: Match, reading: Reading, marks: dict[str, Any]) -> Match:
    opposite = marks["opposites"].get(match.name)
    if opposite is None or match.entry.rank < 3:
        return match
    before = reading.words[max(0, match.first - 3) : match.first]
    after = reading.words[match.last : match.last + 1]
    clause = reading.plain[before[0].start : match.start] if before else ""
    denied = any(w.key in marks["negations"] for w in before) and not re.search(r"[,;.]", clause)
    if not denied and not any(w.key in marks["negations_after"] for w in after):
        return match
    return replace(match, entry=Entry(str(opposite), 6, {}))


def strongest(matches: Sequence[Match], reading: Reading | None = None) -> Match | None:
    """The state phrase that decides: highest rank, then the earliest.

    With a `reading` that has figures, deed words do not count beside them, nor nouns that a figure counts ("3 pilots").
    """
    usable = [m for m in matches if reading is None or not _taken_by_figure(m, reading)]
    return max(usable, key=lambda m: (m.entry.rank, -m.start), default=None)


def _taken_by_figure(match: Match, reading: Reading) -> bool:
    if match.entry.attributes.get("weak") or match.entry.rank < 2:
        return True
    counted = match.entry.attributes.get("counted")
    return bool(counted) and any(n.end <= match.start < n.stop for n in reading.numbers)


def state_flags(matches: Sequence[Match], chosen: Match) -> list[str]:
    """What a reader should know about the choice of a state."""
    listed = [str(f) for f in chosen.entry.attributes.get("flags", [])]
    if len({m.name for m in matches if m.entry.rank >= 3}) > 1:
        after = [m.name for m in matches if m.start > chosen.start]
        listed.append(
            "done_with_follow_up" if chosen.name == "done" and "in_progress" in after else "two_states"
        )
    return listed


def trends(reading: Reading, lexicon: Lexicon, lang: str | None) -> list[Match]:
    """Direction words in reading order; those inside a comparison ("more than", "or more") say no direction."""
    found = lexicon.table("trends").find(reading.words, lang)
    after = [
        m for m in lexicon.table("comparators").find(reading.words, lang) if m.entry.attributes.get("after")
    ]
    return [
        m for m in found
        if not any(n.lead <= m.start < n.start for n in reading.numbers)
        and not any(c.start <= m.start < c.end for c in after)
    ]  # fmt: skip


def trend(matches: Sequence[Match], reading: Reading, *, beside_figure: bool = False) -> Match | None:
    """The direction word that decides: the first; a bare "level" only when nothing else says a direction."""
    bare = vocabulary(reading.lexicon).bare_levels
    plain = [m for m in matches if reading.words[m.first].key not in bare]
    if plain:
        return plain[0]
    return None if beside_figure or not matches else matches[0]


def compared_with(reading: Reading, lexicon: Lexicon, lang: str | None) -> dict[str, Any] | None:
    """What the text compares with: a year it names, last year, the peers, the target; None when it names nothing."""
    year = next((p for p in reading.periods if p.reference), None)
    if year is not None:
        return reference("year", year.year)
    names = [m.name for m in lexicon.table("references").find(reading.words, lang)]
    for name in ("previous_year", "peer", "target", "previous", "baseline"):
        if name in names:
            return reference(name)
    return None

"""Directions and comparisons: grows, as in 2022, better than the average."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.normalise.lexicon import Lexicon, Match
from pipeline.normalise.periods import Period
from pipeline.normalise.text import Word
from pipeline.normalise.values.item import reference

_WEAK_MAINTAIN = ("taso", "nivå", "nivån", "level")


def trends(listed: Sequence[Word], lexicon: Lexicon, lang: str | None) -> list[Match]:
    """Direction words of a text in reading order."""
    return list(lexicon.table("trends").find(listed, lang))


def deciding(matches: Sequence[Match], listed: Sequence[Word], *, beside_figure: bool = False) -> Match | None:
    """The direction word that decides: the first that says a direction; a bare "level" only when nothing else does."""
    plain = [m for m in matches if listed[m.first].key not in _WEAK_MAINTAIN]
    if plain:
        return plain[0]
    return None if beside_figure or not matches else matches[0]


def compared_with(
    listed: Sequence[Word], periods: Sequence[Period], lexicon: Lexicon, lang: str | None
) -> dict[str, Any] | None:
    """What the text compares with: a year it names, last year, the peers, the target; None when it names nothing."""
    year = next((p for p in periods if p.reference), None)
    if year is not None:
        return reference("year", year.year)
    names = [m.name for m in lexicon.table("references").find(listed, lang)]
    for name in ("previous_year", "peer", "target", "previous", "baseline"):
        if name in names:
            return reference(name)
    return None

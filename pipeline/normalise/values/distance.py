"""Figures that say how far from the target something ended."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import listed, pattern, standing
from pipeline.normalise.numerals import Number
from pipeline.normalise.text import lead_in
from pipeline.normalise.values.item import Answer, Piece, reference
from pipeline.normalise.values.scene import Scene


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    names = ("over_target", "under_target", "fell_short", "target_words")
    return {name: pattern(standing(listed(lexicon, name))) for name in names}


def _side(scene: Scene, number: Number) -> int:
    """1 above the target, -1 below it, 0 when the figure is no distance from it."""
    text, patterns = scene.reading.masked, _patterns(scene.lexicon)
    if patterns["target_words"].search(text) is None and patterns["over_target"].search(text) is None:
        return 0
    after = text[number.stop :].lstrip()
    if patterns["over_target"].match(after):
        return 1
    if patterns["under_target"].match(after):
        return -1
    short = patterns["fell_short"].search(lead_in(text, number.lead))
    return -1 if short and patterns["target_words"].search(text) else 0


def from_target(scene: Scene, piece: Piece) -> Answer | None:
    """The answer for a distance from the target ("16 000 short of target"); None for any other figure."""
    number = piece.number
    if (
        number is None
        or number.sign
        or piece.high
        or piece.share_pct is not None
        or piece.change_pct is not None
    ):
        return None
    side = _side(scene, number)
    if side == 0:
        return None
    number.value = side * abs(number.value)
    piece.change_base = "target"
    if number.is_percent:
        piece.change_pct = number.value
    elif number.is_pp:
        piece.change_pp = number.value
    trend = "increase" if side > 0 else "decrease"
    return Answer(
        "change", [piece], trend=trend, reference=reference("target"), flags=["absolute_difference"]
    )

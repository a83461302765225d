"""Figures that state a change: signed, with a verb of rising or falling, in percentage points."""

from __future__ import annotations

import re

from pipeline.normalise.numerals import Number
from pipeline.normalise.text import lead_in
from pipeline.normalise.values.item import Answer, Piece, reference
from pipeline.normalise.values.scene import Scene
from pipeline.normalise.values.vocabulary import vocabulary

_TO_LEVEL = re.compile(
    r":(?:iin|een|aan|ään|hin|oon|seen|hun)(?![^\W_])|[^\W\d_]+(?:tiin|seen|teen|taan|tään|ttiin)(?![^\W_])",
    re.IGNORECASE,
)


# "Nousee yli 80 %:n": a bound in the genitive is a level, never a step.
_GENITIVE = re.compile(r"(?:%:n|prosentin|[^\W\d_]:n)(?![^\W_])", re.IGNORECASE)
_BY = re.compile(r"(?:lla|llä)(?![^\W_])", re.IGNORECASE)


AMOUNTS = ("EUR", "SEK", "NOK", "USD", "GBP", "nps", "celsius", "score", "index")


def _signed(number: Number) -> bool:
    return number.sign in ("+", "-", "\u00b1")


def to_level(scene: Scene, number: Number) -> bool:
    """Whether the figure is where something rises or falls to ("75 prosenttiin", "to 60 %")."""
    text = scene.reading.masked
    after, before = text[number.end : number.stop + 1], lead_in(text, number.lead)
    bounded = number.comparator in ("<", ">") and _GENITIVE.search(after) is not None
    return bounded or bool(_TO_LEVEL.search(after) or vocabulary(scene.lexicon).to_level.search(before))


def is_change(scene: Scene, piece: Piece, trend: str | None) -> bool:
    """Whether the figure states a change rather than a level."""
    number = piece.number
    assert number is not None
    text, words = scene.reading.masked, vocabulary(scene.lexicon)
    if piece.value is not None or piece.share_pct is not None or piece.change_pct is not None:
        return False
    if number.is_pp:
        return piece.change_pp is None
    moved = trend in ("increase", "decrease")
    level = to_level(scene, number)
    if number.is_percent:
        if _signed(number):
            return True
        partitive = re.match(r"\s?%:i?a", text[number.end :]) and scene.question.field == "narrative"
        improved = trend == "improve" and not level and not number.comparator
        return (moved and not level) or bool(partitive) or improved
    if level:
        return False
    if (
        number.sign == "\u00b1"
        or (number.sign == "+" and number.unit not in AMOUNTS)
        or (number.sign == "-" and number.unit in ("piece", "person", "day", "trip", "fte"))
    ):
        return True
    if words.more_or_fewer.match(text, number.stop) or (moved and _moves_by(scene, number)):
        return True
    by = bool(_BY.search(text[number.end : number.stop])) and number.unit != "rank"
    by = by or bool(words.by.search(lead_in(text, number.lead)))
    return (bool(words.passing.search(text)) and (by or scene.lang not in ("fi", None)) and moved) or (
        by and moved
    )


def _moves_by(scene: Scene, number: Number) -> bool:
    """A verb just before a counted amount: "vähenee 10 kpl". With "kasvu 228 000" the level itself is meant."""
    if number.unit_text is None or number.unit in ("EUR", "SEK", "NOK", "rank") or number.comparator:
        return False
    counted = number.unit_text.rstrip(".").lower()
    if (
        not (counted.endswith(("a", "ä")) or len(counted) <= 3)
        or ":" in scene.reading.masked[number.end : number.stop]
    ):
        return False
    return any(m.name in ("increase", "decrease") and 0 <= number.lead - m.end <= 1 for m in scene.trends)


def as_change(scene: Scene, piece: Piece, trend: str | None, against: dict[str, object] | None) -> Answer:
    """The answer for a change: its sign, its base and its direction."""
    number = piece.number
    assert number is not None
    if number.sign in ("+", "-"):
        trend = "increase" if number.value > 0 else "decrease" if number.value < 0 else "maintain"
    elif number.sign == "\u00b1":
        trend = "maintain" if number.value == 0 else None
    elif trend is None or trend in ("maintain", "approach", "improve"):
        trend = "increase"
    if trend == "decrease" and number.value > 0:
        number.value = -number.value
    yearly = number.per == "year" and number.is_percent
    base = "previous_year" if yearly else against["kind"] if against else None
    if base is None and scene.question.field in ("target", "actual") and number.is_percent:
        base = "baseline_assumed"
    flags: list[str] = []
    if (
        piece.period is not None
        and piece.period.type == "year_range"
        and against is None
        and number.is_percent
    ):
        against, base = reference("year", piece.period.year), "year"
    piece.change_base = str(base) if base else None
    if number.is_percent:
        piece.change_pct = number.value
    elif number.is_pp:
        piece.change_pp = number.value
    elif number.sign != "\u00b1":
        flags.append("absolute_difference")
    return Answer("change", [piece], trend=trend, reference=against, flags=flags)

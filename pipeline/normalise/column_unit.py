"""The unit of a column or header: "t€", "€ thousand", "£000", "€/inv.", "%"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.lexicon import Lexicon

MONEY = frozenset({"EUR", "SEK", "GBP", "USD", "NOK"})
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_WRITTEN_OUT = re.compile(
    r"(?P<sign>[$€£]|[^\W\d_]{2,4})\s?['’]?000(?:['’]?s)?"  # £000, £'000s, EUR 000
    r"|['’]?000s?\s(?P<named>[$€£]|[^\W\d_]{2,})"  # 000 €
    r"|1[\s\u00a0.,']?000\s?(?P<after>\S.*)"  # 1 000 €
    r"|(?P<money>[$€£])\s?(?P<letter>k|mn?|bn)"
    r"|(?P<first>k|mn?|bn)(?P<last>[$€£])",
    re.IGNORECASE,
)
_PER = re.compile(r"\s?/\s?")


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """The unit in the words of the lexicon (None: not known), what one of it is worth, and what it is told per."""

    unit: str | None = None
    scale: float = 1.0
    per: str | None = None


def _written_out(text: str) -> tuple[str, float]:
    """A scale written in figures or a letter taken off: "£000" is a thousand of "£"."""
    m = _WRITTEN_OUT.fullmatch(text)
    if m is None:
        return text, 1.0
    if letter := m["letter"] or m["first"]:
        return m["money"] or m["last"], _LETTERS[letter.lower()]
    return m["sign"] or m["named"] or m["after"], 1e3


def column_unit(text: str, lang: str | None, lexicon: Lexicon) -> ColumnUnit:
    """What a text means that is a unit and nothing more; without a unit for any other, and for words of counting."""
    rest, scale = _written_out(text.strip())
    while rest:
        found = lexicon.forms["units"].at(rest, 0, lang)
        if found and found[0].name not in lexicon.counted:
            if found[1] == len(rest):
                return ColumnUnit(found[0].name, found[0].scale * scale)
            slash = _PER.match(rest, found[1])
            per = lexicon.forms["per"].at(rest, slash.end(), lang) if slash else None
            if per and per[1] == len(rest):
                return ColumnUnit(found[0].name, found[0].scale * scale, per[0].name)
        scaled = lexicon.forms["scales"].at(rest, 0, lang) if scale == 1 else None
        if scaled and scaled[1] < len(rest):
            scale, rest = scaled[0].scale, rest[scaled[1] :].strip(" ()")
        elif (
            found
            and found[0].scale == scale == 1
            and (after := lexicon.forms["scales"].at(rest[found[1] :].strip(" ()"), 0, lang))
        ):
            scale, rest = after[0].scale, rest[: found[1]]
        else:
            break
    return ColumnUnit()

"""How surely a clause speaks of what its row measures, and what may then be called wrong.

A figure that does not fit is wrong, or speaks of something else. That it agrees by chance with what a usual slip would
give grows unlikely with its digits; so the less sure it is whose figure it is, the more digits the slip must explain.
"""

from __future__ import annotations

import re

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.operands import (
    FAINT,
    GUESS,
    LIKELY,
    SLIGHT,
    SURE,
    WEAK,
    known_words,
    names_row,
    on_subject,
    strangers,
    without_reason,
)
from pipeline.normalise.claims.record import Record, content_words
from pipeline.normalise.claims.segments import Segment, moves

EXPLAINED = ("vs_target", "vs_baseline", "previous_year", "wrong_denominator", "swapped")
_CHANCES = {SLIGHT: 0.05, FAINT: 0.006, GUESS: 0.0006}
"""The most that a chance agreement may be worth, by the trust in whose figure it is."""
_SLIPS = 4  # other figures of a row that a stated one may agree with
_FEW = 3


def digits_of(figure: Figure) -> int:
    """How many digits of a figure count: those of a rough or spelt one do not."""
    if figure.approx is not None or figure.word:
        return 1
    return max(1, len(re.sub(r"\D", "", figure.whole or figure.text).strip("0")))


def telling(figure: Figure, count: int) -> bool:
    """Whether a figure has so many digits that count that it agrees with another one hardly ever by chance."""
    return digits_of(figure) >= count and figure.approx is None and not figure.word


def chance(name: str, figure: Figure, *, exchanged: bool) -> float:
    """How often a figure of so many digits would agree by chance with what a slip gives (1 for no slip at all).

    `exchanged`: it is the right one but for two neighbouring digits.
    """
    digits = digits_of(figure)
    numbers = 9.0 * 10.0 ** (digits - 1)
    if exchanged:
        return (digits - 1) / numbers if digits > 1 else 1.0
    if name in EXPLAINED:
        return min(1.0, _SLIPS / numbers)
    if name == "typo_digit":
        return min(1.0, 9 * digits / numbers)
    return 1.0 if name in ("none", "rounding") else 1 / numbers


def refutes(trust: int, name: str, figure: Figure | None = None, *, exchanged: bool = False) -> bool:
    """Whether a figure that does not fit may be called wrong, with this trust in its base and this slip."""
    if trust == SURE or (trust == LIKELY and name != "none") or (trust == WEAK and name in EXPLAINED):
        return True
    most = _CHANCES.get(min(trust, SLIGHT), 0.0)
    return figure is not None and chance(name, figure, exchanged=exchanged) <= most


def own_clause(record: Record, segment: Segment) -> str:
    """The one piece between commas that names the row, tells a movement and a figure; else the whole segment.

    What stands around it is a reason or an aside: "…, främst till följd av …", "…, reflecting weekly collections".
    """
    pieces = re.split(r",\s", segment.text)
    if len(pieces) == 1:
        return segment.text
    told = [p for p in pieces if moves(record, p) and any(f.text in p for f in segment.figures)]
    return told[0] if len(told) == 1 and _names(record, told[0]) else segment.text


def _names(record: Record, text: str) -> bool:
    return any(names_row(record, w) for w in content_words(text) if len(w) > 3)


def trusted(record: Record, segment: Segment, trust: int, *, named: bool = False) -> int:
    """Trust in cells as operands: none when the segment may speak of something else, or of a part of the year.

    `named`: the segment tells the actual value itself, and so speaks of the row whatever its words.
    """
    text, words = own_clause(record, segment), record.words
    if partial(record, without_reason(record, text)) or partial(record, _compared(record, segment)):
        return GUESS
    if named or _of_the_row(record, segment, text):
        return trust
    strange = len(strangers(record, text))
    if words.has("baseline", text) and strange <= _FEW:
        return min(trust, LIKELY)  # "the baseline" is the form's own word: what is held against it is the row
    if not strange and words.has("target", text):
        return min(trust, LIKELY)  # and so is "the target"
    own = _names(record, text)
    if (
        own
        and strange <= _FEW - 1
        and (words.has("previous", text) or words.has("target", text) or segment.years)
    ):
        # without a base told, a figure that fits the target may well be held against it
        return min(trust, SLIGHT)
    return min(trust, FAINT) if own or strange == 1 else GUESS


def _compared(record: Record, segment: Segment) -> str:
    """The pieces between commas that say what is compared with: "Compared with the second half of last year, …"."""
    pieces = re.split(r",\s", segment.text)
    return " ".join(p for p in pieces if record.words.has("compared", p))


def partial(record: Record, text: str) -> bool:
    """Whether a text speaks of a part of the year that the row's own cells do not name too ("summer 2022")."""
    said = [m.group().lower() for m in record.words.lists["partial"].finditer(text)]
    own = " ".join([record.indicator, *(held.text for held in record.cells.values())]).lower()
    return any(word[:5] not in own for word in said)


def _of_the_row(record: Record, segment: Segment, text: str) -> bool:
    """Whether a segment speaks of what the row measures; one without a subject takes that of what stands before it."""
    if not on_subject(record, text):
        return False
    sentence, known = segment.sentence, known_words(record)
    before = sentence.between(sentence.start, segment.start)
    if any(akin(w, known) for w in content_words(text)) or on_subject(record, before):
        return True
    figures = any(f.start < segment.start for f in sentence.figures)
    return not figures and any(akin(w, known) for w in content_words(before))

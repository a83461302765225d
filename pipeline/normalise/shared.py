"""An explanation that several indicators share: a statement that fits one of them is not wrong for the others.

Under an action stand often two or three indicators and one text. "Tavoite saavutettiin" may be said of any of them: it
is wrong only where the text names the one that it does not fit, or where it fits none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model.raw import RawIndicator
from pipeline.normalise.claims import INCONSISTENT, NOT_CHECKABLE, Claim
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.record import content_words

ALONE = frozenset(
    {"sum", "sum_to_100", "list_count", "part_of_whole", "integer_feasibility", "calendar", "average"}
)
"""Types of claims that the text settles by itself, whatever the row."""
_LONG = 4
Told = tuple[RawIndicator, list[Claim]]


def settled(rows: Sequence[Told]) -> list[list[Claim]]:
    """The claims of a workbook's indicators, in their order; what one text says of several rows is weighed together."""
    groups: dict[tuple[str, tuple[str, ...], str], list[int]] = defaultdict(list)
    for n, (raw, _) in enumerate(rows):
        if raw.explanation:
            groups[raw.sheet, tuple(raw.explanation_refs), raw.explanation].append(n)
    out = [list(claims) for _, claims in rows]
    for members in groups.values():
        if len(members) > 1:
            own = _own_words({n: rows[n][0] for n in members})
            for n in members:
                others = {m: rows[m][1] for m in members if m != n}
                out[n] = [claim for c in rows[n][1] if (claim := _weighed(c, n, others, own)) is not None]
    return out


def _own_words(raws: Mapping[int, RawIndicator]) -> dict[int, list[str]]:
    """The words of each indicator that none of the others has: "määrä" tells nobody apart."""
    words = {
        n: [w for w in content_words(raw.text("indicator")) if len(w) >= _LONG] for n, raw in raws.items()
    }
    return {
        n: [w for w in own if not any(akin(w, others) for m, others in words.items() if m != n)]
        for n, own in words.items()
    }


def _weighed(
    claim: Claim, row: int, others: Mapping[int, list[Claim]], own: Mapping[int, list[str]]
) -> Claim | None:
    """The claim as it stands for its row, as one that cannot be checked, or None where another row tells it already."""
    if claim.where != "explanation" or claim.verdict != INCONSISTENT:
        return claim
    twins = {
        m: next((c for c in told if (c.start, c.type) == (claim.start, claim.type)), None)
        for m, told in others.items()
    }
    if claim.type in ALONE:
        first = all(m > row for m, twin in twins.items() if twin is not None)
        return claim if first else None
    said = content_words(claim.quote)
    named = {n for n, words in own.items() if any(akin(w, words) for w in said)}
    fits_none = all(twin is not None and twin.verdict == INCONSISTENT for twin in twins.values())
    if named == {row} or (not named and fits_none):
        return claim
    return replace(claim, verdict=NOT_CHECKABLE, fits=None)

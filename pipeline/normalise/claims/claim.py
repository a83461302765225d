"""A claim: an arithmetic statement with what it says, what its operands give, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.record import Sentence
from pipeline.normalise.claims.say import sentence
from pipeline.normalise.tolerance import Interval

CONSISTENT, INCONSISTENT, NOT_CHECKABLE = "consistent", "inconsistent", "not_checkable"


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure a claim is computed from: its name (base, new, part, whole, …), where it stands and its interval."""

    name: str
    figure: Figure
    where: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a table or JSON."""
        f = self.figure
        return {
            "name": self.name, "value": f.value, "as_written": f.text, "where": self.where,
            "start": f.start, "end": f.end, "low": f.low, "high": f.high,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One arithmetic statement. `quote` is `[start, end)` of the text `where` names; figures are in base units.

    `fits` names the slip that explains an inconsistent figure, "none" when no slip does, None otherwise.
    """

    quote: str
    where: str
    start: int
    end: int
    type: str
    formula: str
    operands: list[dict[str, Any]]
    stated: float | None
    stated_low: float | None
    stated_high: float | None
    expected: float | None
    expected_low: float | None
    expected_high: float | None
    unit: str | None
    verdict: str
    fits: str | None = None
    written: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def message(self, lang: str, folder: Path | None = None) -> str:
        """One short polite sentence in fi, sv or en: the figure as written, what was recomputed, the slip.

        `folder` is the expectations folder whose sentences are used (default: the one in use).
        """
        return sentence(self, lang, folder)

    def as_json(self, lang: str) -> dict[str, Any]:
        """The object of the interface `explain claims`."""
        return {
            "quote": self.quote, "type": self.type, "stated": self.stated, "expected": self.expected,
            "unit": self.unit, "verdict": self.verdict, "fits": self.fits, "message": self.message(lang),
        }  # fmt: skip


def build(
    place: Sentence, kind: str, formula: str, verdict: str, *, figure: Figure | None = None,
    operands: Sequence[Operand] = (), stated: float | None = None, band: Interval | None = None,
    expected: Interval | None = None, point: float | None = None, unit: str | None = None,
    fits: str | None = None, details: dict[str, Any] | None = None,
) -> Claim:  # fmt: skip
    """A claim whose quote is the sentence it stands in. `point` is the expected value, `expected` its interval."""
    text = place.text.rstrip()
    if any(o.where == place.where and not place.start <= o.figure.start < place.end for o in operands):
        text = text.rstrip(".!?")  # what the sentence before begins does not end here
    if expected is not None and point is None:
        point = (expected.low + expected.high) / 2
    return Claim(
        text, place.where, place.start, place.start + len(text), kind, formula,
        [o.as_dict() for o in operands], stated,
        band.low if band else None, band.high if band else None,
        None if point is None else round(point, 6),
        expected.low if expected else None, expected.high if expected else None,
        unit, verdict, fits, figure.text if figure else "", details or {},
    )  # fmt: skip


def restatement(
    place: Sentence,
    figure: Figure,
    cell: Operand,
    verdict: str,
    fits: str | None = None,
    other: str | None = None,
) -> Claim:
    """A figure of the prose against the cell it repeats, or should."""
    return build(
        place, "restatement", f"{cell.name} cell", verdict, figure=figure, operands=(cell,), stated=figure.value,
        band=figure.interval, expected=cell.figure.interval, point=cell.figure.value,
        unit=figure.unit or cell.figure.unit, fits=fits, details={"base": cell.figure.text, "other": other},
    )  # fmt: skip

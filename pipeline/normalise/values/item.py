"""The answer of the reader: items with every key, and the record around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.normalise.numerals import Number
from pipeline.normalise.periods import Period

KEYS = (
    "label", "value", "low", "high", "as_written", "unit", "unit_text", "scale", "per", "comparator", "approx", "period",
    "change_pct", "change_pp", "change_base", "share_pct", "share_of", "state", "resolution", "start", "end",
)  # fmt: skip


@dataclass(slots=True)
class Piece:
    """A figure with what belongs to it; becomes one item."""

    number: Number | None = None
    high: Number | None = None
    period: Period | None = None
    label: str | None = None
    state: str | None = None
    change_pct: float | None = None
    change_pp: float | None = None
    change_base: str | None = None
    share_pct: float | None = None
    share_of: str | None = None
    value: float | None = None
    as_written: str | None = None
    from_to: bool = False
    comparator: str | None = None
    start: int = 0
    end: int = 0

    def item(self) -> dict[str, Any]:
        """The item with every key, None where absent."""
        n = self.number
        found: dict[str, Any] = dict.fromkeys(KEYS)
        found.update(
            label=self.label, scale=1, comparator=self.comparator or "=", state=self.state,
            change_pct=tidy(self.change_pct), change_pp=tidy(self.change_pp), change_base=self.change_base,
            share_pct=tidy(self.share_pct), share_of=self.share_of,
            period=self.period.as_dict() if self.period else None, start=self.start, end=self.end,
            value=tidy(self.value), as_written=self.as_written,
        )  # fmt: skip
        if n is not None:
            found.update(
                unit=n.unit, unit_text=n.unit_text, scale=tidy(n.scale), per=n.per, approx=n.approx,
                comparator=n.comparator or "=", resolution=n.resolution, as_written=self.as_written or n.as_written,
            )  # fmt: skip
            if self.high is not None:
                found.update(low=tidy(n.value), high=tidy(self.high.value))
            elif self.value is None:
                found["value"] = tidy(n.value)
        return found


@dataclass(slots=True)
class Answer:
    """What a cell says. `kind` and the codes are those of the vocabulary of VALUES."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    state: str | None = None
    trend: str | None = None
    reference: dict[str, Any] | None = None
    flags: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The object of the interface `explain values`."""
        return {
            "kind": self.kind,
            "items": [p.item() for p in self.pieces],
            "state": self.state,
            "trend": self.trend,
            "reference": self.reference,
            "flags": list(dict.fromkeys(self.flags)),
        }


def tidy(value: float | None) -> float | int | None:
    """Whole numbers as integers, others without floating noise."""
    if value is None:
        return None
    rounded = round(value, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def reference(kind: str, year: int | None = None, value: float | None = None) -> dict[str, Any]:
    """What a wish or a change is compared with."""
    return {"kind": kind, "year": year, "value": value}

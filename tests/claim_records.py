"""Short way to write a row with its explanation, and to ask what the claims reader finds wrong and right in it."""

from __future__ import annotations

from typing import Any

from pipeline.normalise.claims import CONSISTENT, INCONSISTENT, Claim, read_claims


def record(
    lang: str, indicator: str, cells: tuple[str, str, str], explanation: str, *, hint: str = "",
    better: str | None = "higher", year: int = 2024,
) -> dict[str, Any]:  # fmt: skip
    """A record of the interface; `cells` are baseline, target and actual."""
    baseline, target, actual = cells
    about = {"text": indicator, "action": "", "baseline_text": baseline, "target_text": target, "actual_text": actual,
             "unit_hint": hint, "better": better, "report_year": year}  # fmt: skip
    return {"indicator": about, "explanation": explanation, "lang": lang}


def wrong(asked: dict[str, Any]) -> list[tuple[str, str | None]]:
    """(type, slip) of every inconsistent claim."""
    return [(c.type, c.fits) for c in read_claims(asked) if c.verdict == INCONSISTENT]


def right(asked: dict[str, Any]) -> set[str]:
    """Types of the consistent claims."""
    return {c.type for c in read_claims(asked) if c.verdict == CONSISTENT}


def only_wrong(asked: dict[str, Any]) -> Claim:
    """The one inconsistent claim."""
    (claim,) = [c for c in read_claims(asked) if c.verdict == INCONSISTENT]
    return claim

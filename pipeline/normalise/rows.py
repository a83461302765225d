"""Rows of VALUES and CLAIMS from what the readers answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.model.raw import Field, RawIndicator

ROLES = ("baseline", "target", "actual")
_COPIED = (
    "label", "value", "low", "high", "as_written", "resolution", "unit", "unit_text", "scale", "per", "comparator",
    "approx", "change_pct", "change_pp", "change_base", "share_pct", "share_of", "state",
)  # fmt: skip
_FLOATS = ("value", "low", "high", "resolution", "scale", "change_pct", "change_pp", "share_pct")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def value_rows(
    reading: dict[str, Any], *, indicator_id: str, submission: str, role: str, field: Field | None, sheet: str
) -> Iterable[dict[str, Any]]:
    """One row an item of a cell; a cell without items gives one row with item 0, so that no cell is lost."""
    shared = {
        "indicator_id": indicator_id,
        "submission": submission,
        "role": role,
        "kind": reading["kind"],
        "cell_state": reading.get("state"),
        "trend": reading.get("trend"),
        "reference": json.dumps(reading["reference"], ensure_ascii=False)
        if reading.get("reference")
        else None,
        "flags": ",".join(reading.get("flags") or []) or None,
        "text": field.text if field else None,
        "ref": f"{sheet}!{field.ref}" if field else None,
    }
    items = reading.get("items") or [{}]
    for n, item in enumerate(items):
        period = item.get("period") or {}
        row = {name: item.get(name) for name in _COPIED}
        row.update({name: _number(item.get(name)) for name in _FLOATS})
        yield {
            **shared,
            **row,
            "value_id": f"{indicator_id}-{role}-{n}",
            "item": n,
            "period_type": period.get("type"),
            "period_start": period.get("start"),
            "period_end": period.get("end"),
        }


def claim_ref(raw: RawIndicator, where: str, text: str, start: int) -> str | None:
    """The cell a claim stands in. An explanation over several cells is joined by newlines, one cell a line."""
    if where != "explanation":
        return raw.ref(where)
    refs = raw.explanation_refs
    if not refs:
        return None
    line = text.count("\n", 0, start)
    at = line if len(refs) == text.count("\n") + 1 else 0
    return f"{raw.sheet}!{refs[at]}"


def claim_rows(
    claims: Iterable[Any],
    raw: RawIndicator,
    *,
    indicator_id: str,
    submission: str,
    expectations: Path | None = None,
) -> Iterable[dict[str, Any]]:
    """Rows of CLAIMS; the sentence that names the slip stands in all three languages."""
    for n, claim in enumerate(claims):
        yield {
            "claim_id": f"{indicator_id}-{n}",
            "indicator_id": indicator_id,
            "submission": submission,
            "ref": claim_ref(raw, claim.where, raw.explanation, claim.start),
            "where": claim.where,
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "type": claim.type,
            "formula": claim.formula,
            "operands": json.dumps(claim.operands, ensure_ascii=False, default=str),
            **{name: _number(getattr(claim, name)) for name in
               ("stated", "stated_low", "stated_high", "expected", "expected_low", "expected_high")},
            "unit": claim.unit,
            "verdict": claim.verdict,
            "fits": claim.fits,
            **{f"message_{lang}": claim.message(lang, expectations) for lang in ("fi", "sv", "en")},
        }  # fmt: skip

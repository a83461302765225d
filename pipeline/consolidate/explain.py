"""Warnings that a department has explained: they stay, with who explained them and why, until the figures change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pipeline.model.tables import FINDINGS

EXPLAINED = "explained"
_EXPLAINABLE = ("warning", "info")


def from_earlier(earlier: pl.DataFrame | None) -> list[dict[str, Any]]:
    """Explanations that an earlier run already knew, so that they need not be sent again."""
    if earlier is None or "explanation" not in earlier.columns:
        return []
    columns = ["finding_id", "fingerprint", "explanation", "explained_by"]
    return earlier.filter(pl.col("change") == EXPLAINED).select(columns).to_dicts()


def apply(findings: pl.DataFrame, given: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """FINDINGS with `change` explained where an explanation of the same figures was given; later ones win.

    An error must be mended, so it cannot be explained away. An explanation of other figures has lapsed.
    """
    known = {
        (str(row["finding_id"]), str(row.get("fingerprint") or "")): (
            row.get("explanation"),
            row.get("explained_by"),
        )
        for row in given
    }
    rows = findings.to_dicts()
    for row in rows:
        found = known.get((row["finding_id"], row["fingerprint"]))
        if found and row["severity"] in _EXPLAINABLE and row["change"] != "fixed":
            row["change"], row["explanation"], row["explained_by"] = EXPLAINED, found[0], found[1] or None
    return pl.DataFrame(rows, schema=dict(FINDINGS)) if rows else findings

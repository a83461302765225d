"""The register of approved targets and earlier years, as the pages show them; both may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.normalise.identity import folded
from pipeline.write.report.model import ATTAINMENTS, Coverage, TargetView, YearView

Row = Mapping[str, Any]


def coverage(targets: Iterable[Row]) -> Coverage | None:
    """How many approved targets were reported, and which were not; None where there is no register."""
    rows = list(targets)
    if not rows:
        return None
    missing = tuple(
        TargetView(
            *(row[name] or "" for name in ("target_id", "department", "action", "indicator", "target"))
        )
        for row in rows
        if not row["reported"]
    )
    return Coverage(len(rows) - len(missing), len(rows), missing)


def years(history: Iterable[Row], row: Row) -> tuple[YearView, ...]:
    """What earlier years told of an indicator, oldest first; the year of the row itself and later ones left out."""
    now = row["report_year"]
    found = {
        h["report_year"]: YearView(
            h["report_year"],
            h["target_text"] or "",
            h["actual_text"] or "",
            h["attainment"] if h["attainment"] in ATTAINMENTS else "not_assessable",
        )
        for h in history
        if h["report_year"] is not None and (now is None or h["report_year"] < now)
    }
    return tuple(found[year] for year in sorted(found))


def approved_wording(row: Row) -> str:
    """The wording that was approved, where the reported one differs by more than case and punctuation."""
    approved = row["approved_wording"] or ""
    return approved if folded(approved) != folded(row["indicator"]) else ""

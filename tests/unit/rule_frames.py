"""Small frames for rule cases: a healthy row by default, and only what a case changes."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from pipeline.model import tables
from pipeline.model.clock import Clock
from pipeline.model.settings import Settings

ROLES = ("baseline", "target", "actual")
HEALTHY = {
    "indicator": "Avattujen koirapuistojen määrä", "goal": "Viihtyisä kaupunki", "action": "Puistojen avaaminen",
    "baseline_text": "5", "target_text": "7", "actual_text": "9", "report_year": 2023, "language": "fi",
    "explanation": "Puistot avattiin kesällä asukkaiden toiveiden mukaan, ja niistä on kiitetty.",
    "responsible": "Puistoyksikkö", "better": "higher", "better_inferred": False, "target_kind": "operational",
    "attainment": "met", "attainment_reason": "met_value", "attainment_basis": "Toteuma 9 täyttää tavoitteen 7.",
    "hidden": False, "struck": False, "sheet": "Mittarit",
}  # fmt: skip
REFS = {f"{c.removesuffix('_text')}_ref": f"Mittarit!{'ABCDEFGHIJK'[n]}9" for n, c in enumerate(tables.TEXTS)}
CLAIM = {
    "where": "explanation", "type": "pct_change", "formula": "a/b", "operands": "[]", "stated": 13.0,
    "expected": 19.5, "unit": "percent", "verdict": "inconsistent", "fits": "none",
    "message_fi": "Muutos on +19,5 %.", "message_sv": "Förändringen är +19,5 %.", "message_en": "The change is +19.5%.",
}  # fmt: skip


def item(value: float | None = None, kind: str = "quantity", **more: Any) -> dict[str, Any]:
    """A cell's reading with one item; `start`, `end`, `period` shorten the period's columns."""
    period = {f"period_{k}": more.pop(k) for k in ("start", "end", "type") if k in more}
    reference = more.pop("reference", None)
    shown = json.dumps(reference) if reference else None
    return {"kind": kind, "value": value, "reference": shown, **period, **more}


@dataclass(frozen=True)
class Case:
    """One row that a rule fails or passes. `rows` is how often it stands in its submission, `later` what differs then."""

    code: str
    fails: bool
    why: str
    row: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Any] = field(default_factory=dict)
    claim: dict[str, Any] | None = None
    submission: dict[str, Any] = field(default_factory=dict)
    target: dict[str, Any] | None = None
    past: tuple[dict[str, Any], ...] = ()
    rows: int = 1
    later: dict[str, Any] = field(default_factory=dict)


def _values(case: Case, key: str, submission: str, row: dict[str, Any]) -> list[dict[str, Any]]:
    out = []
    for role in ROLES:
        text = row.get(f"{role}_text")
        default = item(float(text)) if text and text.isdecimal() else item(kind="text" if text else "empty")
        given = case.cells.get(role, default)
        for n, one in enumerate(given if isinstance(given, list) else [given]):
            out.append({
                "value_id": f"{key}-{role}-{n}", "indicator_id": key, "submission": submission, "role": role,
                "item": n, "text": text, "ref": row.get(f"{role}_ref"), **one,
            })  # fmt: skip
    return out


def frames(cases: list[Case]) -> dict[str, pl.DataFrame]:
    """All cases in one set of tables, each in a submission `c<n>` of a department `D<n>`."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*tables.TABLES, "history")}
    for n, case in enumerate(cases):
        name, department = f"c{n}", f"D{n}"
        rows["submissions"].append({
            "submission": name, "file": f"{name}.xlsx", "department": department, "report_year": 2023,
            "received_at": "2024-01-20T12:00:00+02:00", "outcome": "accepted", **case.submission,
        })  # fmt: skip
        for k in range(case.rows):
            key = f"{name}-{k}"
            row = {**HEALTHY, **REFS, "indicator_id": key, "submission": name, "department": department, "order": k, **case.row, **(case.later if k else {})}  # fmt: skip
            row |= {f"{c}_ref": None for c, text in case.row.items() if text is None and f"{c}_ref" in REFS}
            rows["indicators"].append(row)
            rows["values"] += _values(case, key, name, row)
            if case.claim is not None:
                rows["claims"].append({**CLAIM, "claim_id": f"{key}-0", "indicator_id": key, "submission": name,
                                       "quote": row["explanation"], "ref": REFS["explanation_ref"], **case.claim})  # fmt: skip
            rows["history"] += [
                {"indicator_id": key, "report_year": 2022, "run_id": "r", **p} for p in case.past
            ]
        if case.target is not None:
            rows["targets"].append({"target_id": f"T{n}", "department": department, "indicator": HEALTHY["indicator"],
                                    "reported": 1, **case.target})  # fmt: skip
    schemas = {**tables.TABLES, "history": tables.HISTORY}
    return {name: tables.frame(found, schemas[name]) for name, found in rows.items()}


def settings(cases: list[Case], **more: Any) -> Settings:
    """Settings in which every case's department is expected, but for those that test an unknown one."""
    known = tuple(f"D{n}" for n, case in enumerate(cases) if "department" not in case.submission)
    return Settings(report_year=2023, deadline="2024-02-01", departments=known, **more)


CLOCK = Clock(datetime(2024, 2, 5, tzinfo=ZoneInfo("Europe/Helsinki")))

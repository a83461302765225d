"""The five tables (and the register of targets) as polars schemas, and the check that a frame has the declared shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

S, I, F, B = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()  # noqa: E741 - one letter a type keeps the tables readable
Schema = Mapping[str, pl.DataType]

SUBMISSIONS: Schema = {
    "submission": S, "file": S, "department": S, "unit": S, "report_year": I, "period": S, "received_at": S,
    "bytes": I, "sha256": S, "format": S, "template_version": S, "sheets": I, "indicators": I, "outcome": S,
    "reason": S,
}  # fmt: skip

TEXTS = ("focus_area", "goal", "deed", "action", "indicator", "baseline_text", "target_text", "actual_text",
         "explanation", "stated_status", "responsible")  # fmt: skip

INDICATORS: Schema = {
    "indicator_id": S, "submission": S, "sheet": S, "order": I, "department": S, "unit": S, "report_year": I,
    "language": S, "focus_area": S, "goal": S, "deed": S, "action": S, "number": I, "indicator": S,
    "baseline_text": S, "target_text": S, "actual_text": S, "explanation": S, "stated_status": S, "responsible": S,
    "unit_hint": S, "better": S, "better_inferred": B, "target_kind": S, "attainment": S, "attainment_basis": S,
    "attainment_reason": S, "progress_pct": F, "mixed_conditions": B, "quirks": S, "hidden": B, "struck": B,
    **{f"{name.removesuffix('_text')}_ref": S for name in TEXTS}, "explanation_refs": S,
    "target_id": S, "approved_wording": S, "approved_target": S,
}  # fmt: skip
"""`explanation_refs` lists every cell of an explanation over several, without the sheet. `order` is the reading order within the submission. `quirks` is a comma-separated list of layout quirks."""

TARGETS: Schema = {
    "target_id": S, "department": S, "action": S, "indicator": S, "unit": S, "better": S, "target": S, "baseline": S,
    "owner": S, "due": S, "reported": I,
}  # fmt: skip
"""The register of approved targets with the number of rows that answered each; empty where there is no register."""

HISTORY: Schema = {
    "indicator_id": S, "report_year": I, "run_id": S, "target_text": S, "actual_text": S, "attainment": S,
    "target_value": F, "target_unit": S, "actual_value": F, "actual_unit": S,
}  # fmt: skip
"""What earlier years reported, from the newest run of each; figures only where a cell holds one."""

VALUES: Schema = {
    "value_id": S, "indicator_id": S, "submission": S, "role": S, "item": I, "kind": S, "label": S, "value": F,
    "low": F, "high": F, "as_written": S, "resolution": F, "unit": S, "unit_text": S, "scale": F, "per": S,
    "comparator": S, "approx": S, "period_type": S, "period_start": S, "period_end": S, "change_pct": F,
    "change_pp": F, "change_base": S, "share_pct": F, "share_of": S, "state": S, "cell_state": S, "trend": S,
    "reference": S, "flags": S, "text": S, "ref": S,
}  # fmt: skip
"""One row an item; a cell without items (a state, a dash, an empty cell) has one row with item 0."""

CLAIMS: Schema = {
    "claim_id": S, "indicator_id": S, "submission": S, "ref": S, "where": S, "quote": S, "start": I, "end": I,
    "type": S, "formula": S, "operands": S, "stated": F, "stated_low": F, "stated_high": F, "expected": F,
    "expected_low": F, "expected_high": F, "unit": S, "verdict": S, "fits": S,
    "message_fi": S, "message_sv": S, "message_en": S,
}  # fmt: skip

FINDINGS: Schema = {
    "finding_id": S, "rule": S, "severity": S, "status": S, "submission": S, "department": S, "indicator_id": S,
    "ref": S, "role": S, "observed": S, "expected": S, "difference": F, "message": S, "remedy": S, "params": S,
    "under": S, "since_run": S, "change": S, "fingerprint": S, "explanation": S, "explained_by": S,
}  # fmt: skip

TABLES: dict[str, Schema] = {
    "submissions": SUBMISSIONS, "indicators": INDICATORS, "values": VALUES, "claims": CLAIMS, "findings": FINDINGS,
    "targets": TARGETS,
}  # fmt: skip


def frame(rows: Iterable[Mapping[str, Any]], schema: Schema) -> pl.DataFrame:
    """Rows to a frame of exactly this schema; a missing key is null, an unknown one a bug that raises."""
    rows = list(rows)
    unknown = sorted({key for row in rows for key in row} - set(schema))
    if unknown:
        raise ValueError(f"columns not in the schema: {', '.join(unknown)}")
    return pl.DataFrame({c: [row.get(c) for row in rows] for c in schema}, schema=dict(schema), strict=True)


def conform(table: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """The table itself, when it has the declared columns and types; else an error that names each difference."""
    wrong = [
        f"{c}: {table.schema.get(c)} instead of {t}" for c, t in schema.items() if table.schema.get(c) != t
    ]
    wrong += [f"{c}: not declared" for c in table.columns if c not in schema]
    if wrong:
        raise ValueError("; ".join(sorted(wrong)))
    return table

"""One indicator as a card: the paper form's rows, the three cells, the judgement, its findings and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.write.i18n import N_, Translator
from pipeline.write.report.findings import anchor
from pipeline.write.report.levels import chart
from pipeline.write.report.model import ATTAINMENTS, ROLES, Card, CellView, FindingView
from pipeline.write.report.prose import claim_views, segments
from pipeline.write.report.reading import column_unit, readings
from pipeline.write.report.register import approved_wording, years

Row = Mapping[str, Any]
NAMES = {"baseline": N_("Baseline"), "target": N_("Target"), "actual": N_("Actual")}
_BETTER = {"higher": N_("Higher is better"), "lower": N_("Lower is better")}
_INFERRED = {
    "higher": N_("Higher is better (inferred: the target does not say)"),
    "lower": N_("Lower is better (inferred: the target does not say)"),
}


def _cells(row: Row, values: Mapping[str, list[Row]], t: Translator) -> tuple[CellView, ...]:
    cells = []
    for role in ROLES:
        text = row[f"{role}_text"] or ""
        read = readings(values.get(role, []), t) if text.strip() else ()
        cells.append(
            CellView(role, text, row[f"{role}_ref"] or "", read, column_unit(text, row["unit_hint"]))
        )
    return tuple(cells)


def _better(row: Row, t: Translator) -> str:
    names = _INFERRED if row["better_inferred"] else _BETTER
    return t(names[row["better"]]) if row["better"] in names else ""


def _explanation_ref(row: Row) -> str:
    """The cell of the explanation, or the first and last of several: "Mittarit!A16–A20"."""
    first, several = row["explanation_ref"] or "", (row["explanation_refs"] or "").split(",")
    return f"{first}–{several[-1]}" if first and len(several) > 1 else first


def card(row: Row, values: Sequence[Row], claims: Sequence[Row], findings: tuple[FindingView, ...], t: Translator, *, held: bool, history: Sequence[Row] = ()) -> Card:  # fmt: skip
    """The card of one row of INDICATORS with its rows of VALUES, CLAIMS and HISTORY and its findings."""
    financial = row["target_kind"] == "financial"
    by_role: dict[str, list[Row]] = {}
    # the figures of a financial target's prose are no reading of it; the basis tells the amounts
    for value in () if financial else values:
        by_role.setdefault(value["role"], []).append(value)
    ordered = sorted(claims, key=lambda c: (c["where"] == "explanation", c["start"] or 0, c["claim_id"]))
    attainment = row["attainment"] if row["attainment"] in ATTAINMENTS else "not_assessable"
    better = _better(row, t)
    names = (t(NAMES["baseline"]), t(NAMES["target"]), t(NAMES["actual"]))
    return Card(
        anchor=anchor(row["indicator_id"]),
        number=str(row["number"]) if row["number"] is not None else "",
        **{name: row[name] or "" for name in ("focus_area", "goal", "deed", "action", "indicator")},
        ref=row["indicator_ref"] or row["sheet"] or "",
        lang=row["language"] or "fi",
        cells=_cells(row, by_role, t),
        attainment=attainment,
        basis=row["attainment_basis"] or "",
        better=better,
        progress_pct=row["progress_pct"],
        stated_status=row["stated_status"] or "",
        responsible=row["responsible"] or "",
        financial=financial,
        held=held,
        chart=chart(by_role, attainment, better, names, t),
        explanation=segments(row["explanation"] or "", ordered),
        explanation_ref=_explanation_ref(row),
        claims=claim_views(ordered, t),
        findings=findings,
        approved_wording=approved_wording(row),
        history=years(history, row),
    )

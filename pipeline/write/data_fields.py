"""What the columns of the tables mean, for whoever opens data/ without us. English: it is read by programs' makers."""

from __future__ import annotations

_SHARED = {
    "submission": "The file a row comes from: the key of submissions.",
    "department": "Department (sector) as the file tells it.",
    "indicator_id": "Stable between runs and years: from the register of targets, else from the words of the row.",
    "ref": "Address of the cell, such as Sheet!E10; a sheet's name alone where no cell is meant.",
    "report_year": "The year that is reported on.",
    "unit": "Canonical unit, such as EUR, percent or trip.",
    "expected": "What it should be, as computed.",
    "role": "Which cell: baseline, target or actual.",
    "explanation": "The explanation in the author's words.",
}
_OWN: dict[str, dict[str, str]] = {
    "submissions": {
        "file": "Path of the file below inputs/.",
        "unit": "Unit (part of the department) that reports.",
        "period": "The reported period as the file tells it.",
        "received_at": "When the file arrived, with its time zone.",
        "sha256": "Fingerprint of the file's bytes.",
        "format": "Format as found in the file, whatever its ending says.",
        "outcome": "accepted, accepted_with_findings, partly_accepted, held_back, unreadable, superseded or ignored.",
        "reason": "Why the file was left aside.",
    },
    "indicators": {
        "order": "Reading order within the file.",
        "unit": "Unit (part of the department) that reports.",
        "number": "The indicator's number on its form.",
        "stated_status": "The status that the author chose.",
        "better": "higher or lower; empty where it is not known.",
        "better_inferred": "Whether the direction was inferred, for neither the register nor the target tells it.",
        "target_kind": "operational or financial.",
        "attainment": "met, partly, not_met or not_assessable, as judged here.",
        "attainment_basis": "What the judgement rests on, as a sentence.",
        "progress_pct": "How much of the way from baseline to target was covered, in percent.",
        "mixed_conditions": "The indicator's wording asks for a state and for a level at once.",
        "quirks": "Layout oddities that were met, separated by commas.",
        "hidden": "The row or sheet was hidden.",
        "struck": "The row was struck through.",
        "explanation_refs": "Every cell of the explanation, without the sheet, separated by commas.",
    },
    "values": {
        "item": "Position of the item within its cell, from 0.",
        "kind": "quantity, percentage, share, change, range, threshold, relative_target, state, series, compound, period, date, not_available, empty or text.",
        "value": "The figure in its base unit, scale applied.",
        "low": "Lower end of a range.",
        "high": "Upper end of a range.",
        "as_written": "The figure as it stands in the cell.",
        "resolution": "The place to which the figure is rounded.",
        "scale": "Factor that was applied: 1, 1000 or 1000000.",
        "comparator": "Only what is written: =, <, <=, > or >=.",
        "approx": "about, nearly, over or under.",
        "change_pct": "A change that the cell states, in percent.",
        "change_pp": "A change that the cell states, in percentage points.",
        "change_base": "What the change is counted from.",
        "share_pct": "A share that the cell states, in percent.",
        "state": "Canonical state, such as done or in_use.",
        "reference": "What the value is compared with.",
        "flags": "Remarks on the writing, separated by commas.",
        "text": "The whole text of the cell.",
    },
    "claims": {
        "where": "explanation, baseline, target or actual.",
        "quote": "The statement, an exact part of its text.",
        "start": "Where the quote begins in its text, in characters from 0.",
        "end": "Where the quote ends in its text.",
        "stated": "The figure that is stated; stated_low and stated_high bound it by its precision.",
        "expected": "The figure as recomputed; expected_low and expected_high bound it by its operands' precision.",
        "verdict": "consistent, inconsistent or not_checkable.",
        "fits": "Which slip explains a figure that does not fit.",
    },
    "findings": {
        "finding_id": "Stable between runs: from what is wrong where, never from a row's number.",
        "rule": "Code of the rule; rules.html tells of each.",
        "severity": "error, warning or info.",
        "status": "failed, not_judged or rule_crashed.",
        "role": "Tells findings of one rule at one indicator apart.",
        "observed": "What the workbook says.",
        "params": "What fills the message's placeholders, as JSON.",
        "under": "The finding that explains this one.",
        "since_run": "The run that first met it.",
        "change": "new, open, fixed, reopened or explained.",
        "fingerprint": "Of the figures concerned: an explanation holds until they change.",
        "explanation": "Why a warning is in order, as the department explains it.",
        "explained_by": "Who explained it.",
    },
    "targets": {
        "reported": "How many reported rows answered this target.",
        "owner": "Who answers for the target.",
        "due": "When the target is due.",
    },
}


def description(table: str, column: str) -> str:
    """What a column means; empty where its name says it all."""
    own = _OWN.get(table, {}).get(column)
    if own is None and column.endswith("_ref"):
        return f"Address of the cell of {column.removesuffix('_ref')}."
    return own if own is not None else _SHARED.get(column, "")


def described() -> list[tuple[str, str]]:
    """(table, column) of every description of one table's own, for a test that each column still exists."""
    return [(table, column) for table, columns in _OWN.items() for column in columns]

"""Codes of the tables and the words a page shows for them (translated where they are shown)."""

from __future__ import annotations

from pipeline.write.i18n import N_
from pipeline.write.report.cards import NAMES

ATTAINMENT = {
    "met": N_("Met"),
    "partly": N_("Partly met"),
    "not_met": N_("Not met"),
    "not_assessable": N_("Not assessable"),
}
SEVERITY = {"error": N_("Error"), "warning": N_("Warning"), "info": N_("Note")}
TABLES = {
    "attainments": ATTAINMENT,
    "severities": SEVERITY,
    "plurals": {"error": N_("Errors"), "warning": N_("Warnings"), "info": N_("Notes")},
    "roles": NAMES,
    "verdicts": {
        "consistent": N_("fits"),
        "inconsistent": N_("does not fit"),
        "not_checkable": N_("cannot be checked"),
    },
    "statuses": {"not_judged": N_("Could not be judged"), "rule_crashed": N_("The rule failed")},
    "changes": {
        "new": N_("New"),
        "open": N_("Open since an earlier run"),
        "reopened": N_("Came back"),
        "fixed": N_("Fixed"),
        "explained": N_("Explained"),
    },
    "outcomes": {
        "accepted": N_("Accepted"),
        "accepted_with_findings": N_("Accepted with findings"),
        "partly_accepted": N_("Accepted in part: some rows are held back"),
        "held_back": N_("Held back until corrected"),
        "unreadable": N_("Could not be read"),
        "superseded": N_("Replaced by a newer file"),
        "ignored": N_("Not a report workbook"),
    },
    "stages": {
        "intake": N_("gathering the files"),
        "read": N_("reading"),
        "normalise": N_("interpreting"),
        "validate": N_("checking"),
        "consolidate": N_("compiling"),
        "write": N_("writing the outputs"),
    },
    "phases": {"year_end": N_("Year end"), "interim": N_("Interim")},
}
CLAIMS = {
    "pct_change": N_("change"),
    "pp_change": N_("change"),
    "difference": N_("difference"),
    "share": N_("share"),
    "part_of_whole": N_("part of the whole"),
    "per_unit": N_("amount per unit"),
    "sum": N_("sum"),
    "sum_to_100": N_("sum of shares"),
    "ratio": N_("ratio"),
    "restatement": N_("figure from the table"),
    "list_count": N_("number of items listed"),
    "weighted_change": N_("total change counted from the parts"),
    "integer_feasibility": N_("share possible for a group this size"),
    "target_comparison": N_("against the target"),
    "direction": N_("direction"),
    "period_match": N_("period"),
    "period_vs_target": N_("period"),
    "date_in_period": N_("date"),
    "date_order": N_("order of dates"),
    "calendar": N_("weekday"),
    "average": N_("average"),
}
WITHOUT_FIGURE = frozenset(
    (
        "target_comparison",
        "direction",
        "period_match",
        "period_vs_target",
        "date_in_period",
        "date_order",
        "calendar",
    )
)
"""Statements whose `stated` is a sign or a date, not a figure that a person wrote."""
THEMES = {
    "intake": N_("Receiving the file"),
    "reading": N_("Reading the workbook"),
    "layout": N_("Form and layout"),
    "completeness": N_("Completeness"),
    "consistency": N_("Consistency of figures"),
    "measurability": N_("Measurability"),
    "format": N_("How numbers are written"),
    "periods": N_("Periods"),
    "privacy": N_("Personal data"),
    "person": N_("For a person to judge"),
    "run": N_("The run itself"),
}

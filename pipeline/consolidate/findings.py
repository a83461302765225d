"""FINDINGS as a table: every stage's findings with severity by phase, texts by language, one sort."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import SEVERITIES, Finding
from pipeline.model.raw import RawBook
from pipeline.model.settings import Settings
from pipeline.model.submission import Submission
from pipeline.model.tables import FINDINGS, frame


def from_observations(submission: Submission, book: RawBook) -> list[Finding]:
    """What reading noticed, as findings of this submission; texts of one rule at one cell stand once."""
    found: dict[tuple[str, str | None, str], Finding] = {}
    for rule, ref, params in book.observations:
        finding = Finding(
            rule,
            submission=submission.submission,
            ref=ref,
            department=submission.department,
            role=str(params.get("observed", ""))[:60],
            observed=None if params.get("observed") is None else str(params["observed"]),
            expected=None if params.get("expected") is None else str(params["expected"]),
            params=params,
        )
        found.setdefault((rule, ref, finding.role), finding)
    return list(found.values())


def anchored(findings: Iterable[Finding], indicators: pl.DataFrame) -> list[Finding]:
    """Findings at a cell that an indicator's field stands in become that indicator's own.

    So identity survives moved rows, and held-back rows know what was odd about their cells. A cell shared by
    several indicators (a goal, a packed indicator cell) stays the submission's.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    refs = [c for c in indicators.columns if c.endswith("_ref")]
    for row in indicators.iter_rows(named=True):
        for column in refs:
            if row[column]:
                owners.setdefault((row["submission"], row[column]), set()).add(row["indicator_id"])
    departments = dict(indicators.select("indicator_id", "department").iter_rows())
    out = []
    for finding in findings:
        if finding.indicator_id is None and finding.submission and finding.ref:
            owner = owners.get((finding.submission, finding.ref), set())
            if len(owner) == 1:
                key = next(iter(owner))
                finding = replace(finding, indicator_id=key, department=departments[key])  # noqa: PLW2901
        out.append(finding)
    return out


_QUOTED = 140
"""Characters of a cell's text that a message quotes; the whole text stands in the tables."""


def _short(value: Any) -> Any:
    if not isinstance(value, str) or len(value) <= _QUOTED:
        return value
    return value[:_QUOTED].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


_UNSEEN = ("file", "sheet", "cell", "department", "figure")
"""Params that tell where a finding is, or only how a figure is written."""


def fingerprint(finding: Finding) -> str:
    """What the finding saw, without where: an explanation holds only while this stays the same."""
    seen = {k: v for k, v in finding.params.items() if k not in _UNSEEN}
    text = json.dumps(
        [finding.observed, finding.expected, seen], ensure_ascii=False, default=str, sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def table(
    findings: Iterable[Finding],
    catalogue: Catalogue,
    settings: Settings,
    submissions: Mapping[str, Submission],
) -> pl.DataFrame:
    """FINDINGS, sorted by severity, submission, cell and rule; switched-off rules fall away here."""
    rows: dict[str, dict[str, Any]] = {}
    for finding in findings:
        severity = finding.severity or catalogue.severity(finding.rule, settings.phase)
        if severity is None:
            continue
        submission = submissions.get(finding.submission or "")
        department = finding.department or (submission.department if submission else None)
        file = submission.file if submission else finding.submission
        sheet, _, cell = (finding.ref or "").rpartition("!")
        params = {
            "file": file, "sheet": sheet or cell or None, "cell": finding.ref, "observed": finding.observed,
            "expected": finding.expected, "department": department, **finding.params,
        }  # fmt: skip
        params = {name: _short(value) if name != "sentence" else value for name, value in params.items()}
        full = replace(finding, department=department, params=params, severity=severity)
        lang = settings.department_languages.get(department or "", settings.language)
        _, message, remedy = catalogue.texts(full, lang)
        key = full.finding_id
        twin = 1
        while key in rows:  # the same rule twice at one role of one indicator: told apart in reading order
            twin += 1
            key = f"{full.finding_id}-{twin}"
        rows[key] = {
            "finding_id": key,
            "rule": finding.rule,
            "severity": severity,
            "status": finding.status,
            "submission": finding.submission,
            "department": department,
            "indicator_id": finding.indicator_id,
            "ref": finding.ref,
            "role": finding.role or None,
            "observed": finding.observed,
            "expected": finding.expected,
            "difference": finding.difference,
            "message": message,
            "remedy": remedy,
            "params": json.dumps(params, ensure_ascii=False, default=str, sort_keys=True),
            "under": finding.under,
            "fingerprint": fingerprint(full),
        }
    for row in rows.values():
        if row["under"] not in rows:
            row["under"] = None  # the rule of its cause is switched off: then it speaks for itself
    order = {name: n for n, name in enumerate(SEVERITIES)}
    ranked = sorted(
        rows.values(),
        key=lambda r: (
            order[r["severity"]],
            r["submission"] or "",
            r["ref"] or "",
            r["rule"],
            r["finding_id"],
        ),
    )
    return frame(ranked, FINDINGS)

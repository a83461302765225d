"""Root cause first: what follows from an empty or unreadable cell is not told beside it, but under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.catalogue import UNJUDGED, Catalogue
from pipeline.model.finding import Finding
from pipeline.model.rule import Rule

_SHOWN = 8
"""How many rules a summary names."""


def _causes(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> dict[str, dict[str, Finding]]:
    """Indicator → role → the first finding that says the role's cell is empty or unreadable."""
    found: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        rule = rules.get(finding.rule)
        if rule and rule.root and finding.role and finding.indicator_id and finding.status == "failed":
            found[finding.indicator_id].setdefault(finding.role, finding)
    return found


Row = tuple[str, str | None, str | None]
"""A rule, a submission and an indicator (None where a finding is the whole submission's)."""


def _cause_of(
    finding: Finding, rule: Rule | None, causes: Mapping[str, Finding], rows: Mapping[Row, Finding]
) -> Finding | None:
    for role in rule.needs if rule else ():
        cause = causes.get(role)
        if cause and cause.finding_id != finding.finding_id:
            return cause
    for code in rule.follows if rule else ():
        cause = rows.get((code, finding.submission, finding.indicator_id))
        if cause:
            return cause
    return None


def _folded(
    findings: Iterable[Finding], rules: Mapping[str, Rule], causes: dict[str, dict[str, Finding]]
) -> list[Finding]:
    """Findings with `under` set where another finding explains them; the same sentence at a row is told once."""
    told: dict[tuple[str, str], Finding] = {}
    out = []
    findings = list(findings)
    rows: dict[Row, Finding] = {}
    for finding in findings:
        if finding.status == "failed":
            rows.setdefault((finding.rule, finding.submission, finding.indicator_id), finding)
    for finding in findings:
        own = causes.get(finding.indicator_id or "", {})
        cause = _cause_of(finding, rules.get(finding.rule), own, rows)
        sentence = finding.params.get("sentence")
        if cause is None and isinstance(sentence, Mapping) and finding.indicator_id:
            first = told.setdefault((finding.indicator_id, str(sentence.get("fi"))), finding)
            if first is not finding:
                continue
        out.append(finding if cause is None else replace(finding, under=cause.finding_id))
    return out


def _unjudged(causes: Mapping[str, Mapping[str, Finding]], rules: Mapping[str, Rule]) -> list[Finding]:
    """One summary a submission: which rules passed over how many rows for want of a cell."""
    by_role: dict[str, set[str]] = defaultdict(set)
    for rule in rules.values():
        for role in rule.needs:
            by_role[role].add(rule.code)
    codes: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Finding] = {}
    for indicator, own in causes.items():
        for role, cause in own.items():
            key = cause.submission or ""
            codes[key] |= by_role[role]
            rows[key].add(indicator)
            first.setdefault(key, cause)
    return [
        Finding(
            UNJUDGED,
            submission=cause.submission,
            department=cause.department,
            severity="info",
            status="not_judged",
            role="summary",
            observed=", ".join(sorted(codes[key])[:_SHOWN]) + (" …" if len(codes[key]) > _SHOWN else ""),
            params={"count": len(rows[key]), "rules": sorted(codes[key])},
        )
        for key, cause in first.items()
        if codes[key]
    ]


def with_causes(findings: Iterable[Finding], catalogue: Catalogue) -> list[Finding]:
    """The findings in their order, explained ones under their cause, then what could not be judged."""
    findings = list(findings)
    rules = {rule.code: rule for rule in catalogue.rules()}
    causes = _causes(findings, rules)
    return _folded(findings, rules, causes) + _unjudged(causes, rules)


def under_reading(findings: Iterable[Finding], catalogue: Catalogue) -> list[Finding]:
    """The same findings; a root one at a cell that could not be read stands under what reading said of the cell.

    A formula's error is told by the reader, which knows the formula; that the cell holds no figure follows from it.
    """
    findings = list(findings)
    rules = {rule.code: rule for rule in catalogue.rules()}
    said: dict[tuple[str | None, str], Finding] = {}
    for finding in findings:
        rule = rules.get(finding.rule)
        if finding.ref and rule and rule.theme == "reading" and "error" in rule.severity.values():
            said.setdefault((finding.submission, finding.ref), finding)
    out = []
    for finding in findings:
        rule = rules.get(finding.rule)
        cause = said.get((finding.submission, finding.ref or ""))
        follows = cause is not None and rule is not None and rule.root and finding.under is None
        out.append(replace(finding, under=cause.finding_id) if cause and follows else finding)
    return out

"""RAW → SUBMISSIONS, INDICATORS, VALUES, CLAIMS. Every figure is read here, once, with its context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.model import tables
from pipeline.model.raw import Field, RawBook, RawIndicator
from pipeline.model.settings import LANGUAGES, Settings
from pipeline.model.submission import Submission
from pipeline.normalise import attainment, targets
from pipeline.normalise.attainment.financial import judge_financial
from pipeline.normalise.claims import Claim, read_claims
from pipeline.normalise.claims import words as claim_words
from pipeline.normalise.claims.say import messages as claim_messages
from pipeline.normalise.identity import folded, indicator_id
from pipeline.normalise.rows import ROLES, claim_rows, value_rows
from pipeline.normalise.shared import settled
from pipeline.normalise.targets import Register, Target
from pipeline.normalise.values import read_value

Book = tuple[Submission, RawBook]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


@dataclass(slots=True)
class _Rows:
    """What is being gathered for the three tables."""

    indicators: list[dict[str, Any]] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)


def department_language(department: str | None, book: RawBook, settings: Settings) -> str:
    """The language a department is answered in: its own setting, else the city's."""
    return settings.department_languages.get(department or "", settings.language or book.language)


def _plain_amount(text: str, lang: str) -> bool:
    """Whether a level is a bare number that is no year: then "2000" beside it is none either."""
    body = "".join(text.split())
    body = _THOUSANDS.sub("", body) if lang == "en" else body.replace(",", ".")
    return _NUMBER.fullmatch(body) is not None and not 1900 <= float(body) < 2100


def _question(raw: RawIndicator, role: str, year: int | None, lang: str) -> dict[str, Any]:
    found = raw.fields.get(role)
    context = {
        "indicator": raw.text("indicator"),
        "better": raw.text("better") or None,
        "report_year": year,
        "unit_hint": raw.text("unit_hint") or None,
        "cell": found.cell if found else None,
        "amounts": any(_plain_amount(raw.text(other), lang) for other in ROLES if other != role),
    }
    return {"text": found.text if found else "", "field": role, "lang": lang, "context": context}


def _record(raw: RawIndicator, year: int | None, lang: str, better: str | None) -> dict[str, Any]:
    indicator = {
        "text": raw.text("indicator"),
        "action": raw.text("action"),
        **{f"{role}_text": raw.text(role) or None for role in ROLES},
        "unit_hint": raw.text("unit_hint") or None,
        "better": better,
        "report_year": year,
    }
    return {"indicator": indicator, "explanation": raw.explanation, "lang": lang}


def _texts(raw: RawIndicator) -> dict[str, Any]:
    names = {
        "baseline_text": "baseline",
        "target_text": "target",
        "actual_text": "actual",
        "stated_status": "status",
    }
    row: dict[str, Any] = {}
    for column in tables.TEXTS:
        if column == "explanation":
            row[column] = raw.explanation or None
            place = next(iter(raw.explanation_refs), raw.explanation_place)
            row["explanation_ref"] = f"{raw.sheet}!{place}" if place else None
            row["explanation_refs"] = ",".join(raw.explanation_refs) or None
            continue
        name = names.get(column, column)
        row[column] = raw.text(name) or None
        row[f"{column.removesuffix('_text')}_ref"] = raw.ref(name)
    return row


def _better(raw: RawIndicator, approved: Target | None) -> str | None:
    return raw.text("better") or (approved.better if approved else "") or None


def _one(
    raw: RawIndicator,
    order: int,
    key: str,
    book: Book,
    settings: Settings,
    words: attainment.Words,
    approved: Target | None,
    claims: Sequence[Claim],
    rows: _Rows,
) -> None:
    submission, facts = book
    year = submission.report_year
    department = raw.text("department") or submission.department
    readings = {role: read_value(_question(raw, role, year, facts.language), words.lexicon) for role in ROLES}
    better = _better(raw, approved)
    answer = department_language(department, facts, settings)
    if raw.target_kind == "financial":
        judged = judge_financial(
            raw.text("target"), raw.text("actual"), year=year, lang=facts.language, words=words
        )
    else:
        judged = attainment.judge(
            raw.text("indicator"),
            readings["baseline"],
            readings["target"],
            readings["actual"],
            texts={role: raw.text(role) for role in ROLES},
            explanation=raw.explanation,
            better=better,
            words=words,
        )
    rows.indicators.append({
        "indicator_id": key,
        "submission": submission.submission,
        "sheet": raw.sheet,
        "order": order,
        "department": department,
        "unit": raw.text("unit") or submission.unit,
        "report_year": year,
        "language": facts.language,
        **_texts(raw),
        "number": raw.number,
        "unit_hint": raw.text("unit_hint") or None,
        "better": judged.better,
        "better_inferred": judged.inferred,
        "target_kind": raw.target_kind,
        "attainment": judged.attainment,
        "attainment_basis": judged.say(words, answer),
        "attainment_reason": judged.basis,
        "progress_pct": judged.progress,
        "mixed_conditions": raw.target_kind != "financial"
        and attainment.mixed_conditions(raw.text("indicator"), facts.language, year, words),
        "quirks": ",".join(raw.quirks) or None,
        "hidden": raw.hidden,
        "struck": raw.struck,
        "target_id": approved.id if approved else None,
        "approved_wording": approved.indicator if approved else None,
        "approved_target": (approved.target or None) if approved else None,
    })  # fmt: skip
    shared = {"indicator_id": key, "submission": submission.submission}
    for role in ROLES:
        rows.values.extend(
            value_rows(readings[role], role=role, field=raw.fields.get(role), sheet=raw.sheet, **shared)
        )
    rows.claims.extend(claim_rows(claims, raw, **shared, expectations=words.expectations))


def _targets(register: Register) -> Iterable[dict[str, Any]]:
    for target in register.targets:
        facts = asdict(target)
        yield {"target_id": facts.pop("id"), **facts, "reported": register.taken.get(target.id, 0)}


def check_settings(expectations: Path) -> None:
    """Load every list that normalising needs, so that a mistake of ours stops the run before a workbook is opened."""
    attainment.load(expectations)
    for lang in LANGUAGES:
        claim_words.load(lang, expectations)
    claim_messages(expectations)
    targets.load(expectations)


def build(books: Sequence[Book], left_aside: Iterable[Submission], settings: Settings, expectations: Path) -> dict[str, pl.DataFrame]:  # fmt: skip
    """Five frames of `pipeline.model.tables` (submissions, indicators, values, claims, targets).

    Order: submissions as given, indicators in reading order. `left_aside` are submissions without rows
    (unreadable, superseded, ignored): they keep their row in SUBMISSIONS.
    """
    words = attainment.load(expectations)
    register = targets.load(expectations)
    rows, seen = _Rows(), Counter[tuple[str, str, str]]()
    for submission, book in books:
        named: list[tuple[str, Target | None]] = []
        for raw in book.indicators:
            department = raw.text("department") or submission.department
            identity = (folded(department), folded(raw.text("action")), folded(raw.text("indicator")))
            key = indicator_id(department, raw.text("action"), raw.text("indicator"), seen[identity])
            seen[identity] += 1
            approved = register.match(department, raw.text("action"), raw.text("indicator"))
            if approved is not None and register.taken[approved.id] == 1:
                key = approved.id  # the register's identity lasts when the wording does not
            named.append((key, approved))
        claims = settled([
            (raw, read_claims(_record(raw, submission.report_year, book.language, _better(raw, approved)), words.expectations))
            for raw, (_, approved) in zip(book.indicators, named, strict=True)
        ])  # fmt: skip
        for order, (raw, (key, approved), told) in enumerate(
            zip(book.indicators, named, claims, strict=True)
        ):
            _one(raw, order, key, (submission, book), settings, words, approved, told, rows)
    submissions = [s for s, _ in books] + list(left_aside)
    return {
        "submissions": tables.frame(
            [
                {c: getattr(s, c) for c in tables.SUBMISSIONS}
                for s in sorted(submissions, key=lambda s: s.submission)
            ],
            tables.SUBMISSIONS,
        ),
        "indicators": tables.frame(rows.indicators, tables.INDICATORS),
        "values": tables.frame(rows.values, tables.VALUES),
        "claims": tables.frame(rows.claims, tables.CLAIMS),
        "targets": tables.frame(_targets(register), tables.TARGETS),
    }


__all__ = ["Field", "build", "department_language"]

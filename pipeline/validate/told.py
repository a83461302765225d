"""Outcomes of checks as findings: each failing row with its place, what stands there, and the message's words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.model.finding import Finding
from pipeline.model.settings import LANGUAGES
from pipeline.normalise.claims.say import figure
from pipeline.validate.check import Check

_OWN_ROLE = {"claims": "quote", "texts": "field", "values": "role"}
"""The column that tells two findings of one rule at one indicator apart, where the suite names no role."""
_ROLE_LENGTH = 60
_SHOWN_LENGTH = 160


def _names(meta: Mapping[str, Any], key: str) -> list[str]:
    told = meta.get(key)
    return [told] if isinstance(told, str) else [n for n in told or () if isinstance(n, str)]


def _first(row: Mapping[str, Any], names: list[str]) -> Any:
    return next((row[n] for n in names if row.get(n) not in (None, "")), None)


def shown(value: Any) -> str | None:
    """A value as a message shows it: a whole float without its point, a long text by its beginning."""
    if value is None:
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 2))
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_LENGTH else textwrap.shorten(text, _SHOWN_LENGTH, placeholder=" …")


def _sentence(row: Mapping[str, Any]) -> dict[str, str] | None:
    """A claim brings its own sentence, in all languages."""
    if "message_fi" not in row:
        return None
    return {lang: row[f"message_{lang}"] or row["quote"] or "" for lang in LANGUAGES}


def of_row(check: Check, row: Mapping[str, Any], expectations: Path | None = None) -> Finding:
    """The finding of one failing row; `row` holds the view's columns and the rule's details.

    A recomputed figure stands in the params as its sentence writes it too, in the words of `expectations`.
    """
    meta = check.meta
    params: dict[str, Any] = {
        n: shown(row[n]) if isinstance(row.get(n), str) else row.get(n) for n in _names(meta, "params")
    }
    sentence = _sentence(row)
    if sentence is not None:
        params["sentence"] = sentence
    if sentence is not None and _first(row, _names(meta, "expected")) == row["expected"] is not None:
        params["figure"] = {lang: figure(row, lang, expectations) for lang in LANGUAGES}
    own = meta.get("role_column") or _OWN_ROLE.get(check.table, "")
    role = meta.get("role") or row.get(str(own)) or ""
    difference = row.get("expected") if check.table == "claims" else None
    stated = row.get("stated")
    return Finding(
        check.code,
        submission=row.get("submission"),
        ref=_first(row, _names(meta, "ref")),
        department=row.get("department"),
        indicator_id=row.get("indicator_id"),
        role=str(role)[:_ROLE_LENGTH],
        observed=shown(_first(row, _names(meta, "observed"))),
        expected=shown(_first(row, _names(meta, "expected"))),
        difference=stated - difference if difference is not None and stated is not None else None,
        params=params,
    )


def of_table(check: Check, observed: Any) -> Finding:
    """The finding of a rule about a whole table."""
    return Finding(check.code, role=str(check.meta.get("role") or ""), observed=shown(observed))


def of_crash(check: Check, why: str) -> Finding:
    """The finding of a rule that raised: no row is judged by it, and the run says so."""
    return Finding(check.code, status="rule_crashed", severity="warning", role="crash", observed=why[:200])


def rows_of(
    view: pl.DataFrame, numbers: tuple[int, ...], details: Mapping[str, list[Any]]
) -> Iterator[dict[str, Any]]:
    """The failing rows, each with its details, in the view's order."""
    for n, row in enumerate(view[list(numbers)].iter_rows(named=True)):
        yield {**row, **{name: values[n] for name, values in details.items()}}

"""Findings as people read them, in the language of the page they stand on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import SEVERITIES, Finding
from pipeline.write.i18n import known
from pipeline.write.report.model import FindingView

Row = Mapping[str, Any]
FIXED = "fixed"


def anchor(indicator_id: str | None) -> str:
    """The id of an indicator's card on its page; an id may not begin with a digit everywhere."""
    return f"m-{indicator_id}" if indicator_id else ""


def _params(row: Row) -> dict[str, Any]:
    try:
        params = json.loads(row["params"] or "{}")
    except ValueError:
        return {}
    return params if isinstance(params, dict) else {}


def _texts(row: Row, catalogue: Catalogue, lang: str) -> tuple[str, str, str]:
    """Title, message and remedy in `lang`; those of the table where the catalogue does not know the rule."""
    try:
        catalogue.rule(row["rule"])
    except KeyError:
        return row["rule"], row["message"] or row["rule"], row["remedy"] or ""
    finding = Finding(
        row["rule"],
        submission=row["submission"],
        ref=row["ref"],
        severity=row["severity"],
        status=row["status"] or "failed",
        department=row["department"],
        indicator_id=row["indicator_id"],
        role=row["role"] or "",
        observed=row["observed"],
        expected=row["expected"],
        difference=row["difference"],
        params=_params(row),
    )
    return catalogue.texts(finding, known(lang))


def view(row: Row, catalogue: Catalogue, lang: str, page: str = "", *, here: bool = True) -> FindingView:
    """One row of FINDINGS with its texts. `here` tells whether its indicator has a card on `page`."""
    title, message, remedy = _texts(row, catalogue, lang)
    return FindingView(
        finding_id=row["finding_id"],
        rule=row["rule"],
        severity=row["severity"] if row["severity"] in SEVERITIES else "warning",
        status=row["status"] or "failed",
        change=row["change"] or "new",
        title=title,
        message=message,
        remedy=remedy,
        ref=row["ref"] or "",
        observed=row["observed"] or "",
        expected=row["expected"] or "",
        department=row["department"] or "",
        page=page,
        anchor=anchor(row["indicator_id"]) if here else "",
        role=row["role"] or "",
        explanation=row["explanation"] or "",
        explained_by=row["explained_by"] or "",
        under_id=row["under"] or "",
    )


def roots_first(views: Iterable[FindingView]) -> tuple[FindingView, ...]:
    """Each finding followed by those that follow from it; a cause that stands elsewhere is not told."""
    views = list(views)
    titles = {v.finding_id: v.title for v in views}
    children: dict[str, list[FindingView]] = {}
    ordered: list[FindingView] = []
    for v in views:
        if v.under_id in titles and v.under_id != v.finding_id:
            children.setdefault(v.under_id, []).append(replace(v, under=titles[v.under_id]))
        else:
            ordered.append(replace(v, under_id=""))
    out: list[FindingView] = []
    waiting = ordered[::-1]
    while waiting:
        one = waiting.pop()
        out.append(one)
        waiting.extend(children.pop(one.finding_id, [])[::-1])
    # findings that explain each other in a ring have no root; they are told all the same
    return (*out, *(v for ring in children.values() for v in ring))


def theme_of(rule: str, catalogue: Catalogue) -> str:
    """The theme a rule is listed under; the letters of its code where the catalogue does not know it."""
    try:
        return catalogue.rule(rule).theme
    except KeyError:
        return rule.partition("-")[0]


def by_theme(rows: Iterable[Row], catalogue: Catalogue) -> tuple[tuple[str, dict[str, int]], ...]:
    """Counts by severity, a line a theme, the themes with most errors first."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        line = counts.setdefault(theme_of(row["rule"], catalogue), dict.fromkeys(SEVERITIES, 0))
        line[row["severity"]] = line.get(row["severity"], 0) + 1
    return tuple(sorted(counts.items(), key=lambda c: ([-c[1][s] for s in SEVERITIES], c[0])))

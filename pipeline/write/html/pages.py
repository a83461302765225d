"""A run's pages: index.html, departments/<name>.html, rules.html."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.model.finding import SEVERITIES
from pipeline.write import phrases
from pipeline.write.html.render import page, put
from pipeline.write.html.words import TABLES
from pipeline.write.i18n import Translator, translator
from pipeline.write.report.model import DepartmentView, Report, RuleView

LISTED = 400
"""How many findings the index lists: enough to work from, small enough to open on a shared drive."""


def _heading(report: Report, t: Translator) -> str:
    return t("Attainment of targets {year}", year=report.year) if report.year else t("Attainment of targets")


def _phase(report: Report, t: Translator) -> str:
    phases = TABLES["phases"]
    return t(phases.get(report.facts.period, report.facts.period))


def _links(t: Translator, here: str, prefix: str = "") -> list[dict[str, Any]]:
    pages = [
        ("../index.html", t("All runs")),
        ("index.html", t("This run")),
        ("report.html", t("The report")),
        ("rules.html", t("Rules")),
    ]
    return [{"href": f"{prefix}{href}", "text": text, "here": href == here} for href, text in pages]


def shared(report: Report, t: Translator, here: str, prefix: str = "") -> dict[str, Any]:
    """What the kinds of pages have in common."""
    return {
        "r": report,
        "city": report.facts.city,
        "heading": _heading(report, t),
        "phase": _phase(report, t),
        "links": _links(t, here, prefix),
        "goal_rule": t("A goal is met only if all its indicators are.")
        if report.goal_met_only_if_all
        else t("A goal is met if more than half of its indicators are."),
    }


def _rates(report: Report, t: Translator) -> list[str]:
    """How many departments answered, and how many of those on time, where it is known what was expected."""
    told, known = [], report.reporting
    answered = known["answered"]
    if "expected" in known:
        told.append(
            t("{answered} of {expected} departments have answered ({pct}).", answered=t.number(answered),
              expected=t.number(known["expected"]), pct=t.percent(100 * answered / known["expected"]))
        )  # fmt: skip
    if "on_time" in known:
        told.append(
            t("{n} of {answered} answered on time ({pct}).", n=t.number(known["on_time"]),
              answered=t.number(answered), pct=t.percent(100 * known["on_time"] / answered))
        )  # fmt: skip
    return told


def index_page(report: Report) -> str:
    """The run's first page as text."""
    t = translator(report.lang)
    listed = [f for f in report.listed if f.severity != "info"]
    return page(
        "index.html",
        report.lang,
        answered=len(report.answered),
        waiting=report.waiting,
        recomputed=phrases.recomputed(report.claims),
        of_the_recomputed=phrases.of_the_recomputed(report.claims, t),
        expected=report.expected,
        rates=_rates(report, t),
        used=[f for f in report.files if f.used],
        aside=[f for f in report.files if not f.used],
        listed=listed[:LISTED],
        listed_severities=[(name, t(TABLES["severities"][name])) for name in SEVERITIES if name != "info"],
        department_choices=[
            *((d.page.removesuffix(".html"), d.name) for d in report.departments),
            *([("none", t("Department not stated"))] if report.homeless else []),
        ],
        unlisted=len(listed) > LISTED,
        changed=phrases.changes(report.changes, t),
        **shared(report, t, "index.html"),
    )


def department_page(report: Report, department: DepartmentView, *, alone: bool = False) -> str:
    """A department's page as text, in the department's language; `alone`: without links to the run's other pages."""
    t = translator(department.lang)
    told = [f.severity for f in department.findings]
    choices = [*((name, t(word)) for name, word in TABLES["plurals"].items()), ("none", t("No findings"))]
    return page(
        "department.html",
        department.lang,
        d=department,
        counts={name: told.count(name) for name in SEVERITIES},
        severity_choices=choices,
        errors=[f for f in department.findings if f.severity == SEVERITIES[0]],
        **{**shared(report, t, "", "../"), **({"links": []} if alone else {})},
    )


def rules_page(report: Report) -> str:
    """Every rule by theme, as text."""
    t = translator(report.lang)
    themes: dict[str, list[RuleView]] = {}
    for rule in report.rules:
        themes.setdefault(rule.theme, []).append(rule)
    return page(
        "rules.html",
        report.lang,
        themes=list(themes.items()),
        phase_code="interim" if report.facts.period == "interim" else "year_end",
        **shared(report, t, "rules.html"),
    )


def write(report: Report, folder: Path) -> None:
    """Write the pages of a run into its folder (made where it lacks)."""
    put(folder / "index.html", index_page(report))
    put(folder / "rules.html", rules_page(report))
    for department in report.departments:
        put(folder / "departments" / department.page, department_page(report, department))

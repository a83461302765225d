"""Tables → Report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from pipeline.consolidate.hold import held_indicators
from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import SEVERITIES
from pipeline.model.run_facts import RunFacts
from pipeline.model.settings import Settings
from pipeline.normalise.identity import folded
from pipeline.write.i18n import N_, translator
from pipeline.write.report import findings as found
from pipeline.write.report import register
from pipeline.write.report.cards import card
from pipeline.write.report.files import file_view, safe_name
from pipeline.write.report.model import DepartmentView, FileView, FindingView, Report, RuleView
from pipeline.write.report.tally import focus_groups, group, nicest

Row = Mapping[str, Any]
NOT_STATED = N_("Department not stated")
NO_FOCUS = N_("Focus area not stated")
_VERDICTS = ("consistent", "inconsistent", "not_checkable")


@dataclass(slots=True)
class _Tables:
    """The five tables as rows, with the look-ups that every page needs."""

    submissions: list[Row]
    indicators: list[Row]
    standing: list[Row]
    fixed: list[Row]
    values: dict[str, list[Row]]
    claims: dict[str, list[Row]]
    held: frozenset[str]
    history: dict[str, list[Row]]
    targets: list[Row]
    ids: frozenset[str]
    rows_of: dict[str, list[Row]]  # folded department -> its rows of INDICATORS
    findings_of: dict[str, list[Row]]  # folded department -> its standing findings
    findings_at: dict[str, list[Row]]  # indicator_id -> its standing findings
    names: dict[str, str] = field(default_factory=dict)  # folded department -> as shown
    pages: dict[str, str] = field(default_factory=dict)  # folded department -> page


def _by_indicator(table: pl.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in table.iter_rows(named=True):
        rows.setdefault(row["indicator_id"], []).append(row)
    return rows


def _by_department(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(folded(row["department"]), []).append(row)
    return found


def _gather(tables: Mapping[str, pl.DataFrame], settings: Settings) -> _Tables:
    findings, indicators = tables["findings"], tables["indicators"]
    gone = pl.col("change").fill_null("new") == found.FIXED
    standing = findings.filter(~gone)
    held = held_indicators(indicators, standing, settings).filter("held")["indicator_id"]
    rows: list[Row] = list(indicators.sort("submission", "order", maintain_order=True).iter_rows(named=True))
    told: list[Row] = list(standing.iter_rows(named=True))
    gathered = _Tables(
        submissions=list(tables["submissions"].iter_rows(named=True)),
        indicators=rows,
        standing=told,
        rows_of=_by_department(rows),
        findings_of=_by_department(told),
        findings_at=_by_indicator(standing),
        fixed=list(findings.filter(gone).iter_rows(named=True)),
        values=_by_indicator(tables["values"]),
        claims=_by_indicator(tables["claims"]),
        held=frozenset(held.to_list()),
        ids=frozenset(indicators["indicator_id"].to_list()),
        history=_by_indicator(tables["history"]) if "history" in tables else {},
        targets=list(tables["targets"].iter_rows(named=True)) if "targets" in tables else [],
    )
    _name_pages(gathered, settings)
    return gathered


def _name_pages(tables: _Tables, settings: Settings) -> None:
    """Departments in the settings' order, then by name; each with a page of its own name."""
    by_key: dict[str, list[str]] = {}
    for name in settings.departments:
        by_key.setdefault(folded(name), []).append(name)
    told = [r["department"] for r in (*tables.indicators, *tables.submissions, *tables.standing)]
    for name in sorted({n for n in told if n}, key=str.casefold):
        by_key.setdefault(folded(name), []).append(name)
    sent = {folded(name) for name in told if name}
    if any(row["department"] is None for row in tables.indicators):
        by_key[""] = [NOT_STATED]
        sent.add("")
    for key, names in by_key.items():
        tables.names[key] = nicest(names)
        if key in sent:
            page = safe_name(tables.names[key], (p.removesuffix(".html") for p in tables.pages.values()))
            tables.pages[key] = f"{page}.html"


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes the parts of a report from the gathered tables."""

    tables: _Tables
    catalogue: Catalogue
    settings: Settings
    lang: str

    def views(self, rows: list[Row], lang: str, *, own: bool = True) -> tuple[FindingView, ...]:
        """Findings with texts; `own` says that their indicators have cards on the department's page."""
        return tuple(
            found.view(
                row,
                self.catalogue,
                lang,
                self.tables.pages.get(folded(row["department"]), ""),
                here=own and row["indicator_id"] in self.tables.ids,
            )
            for row in rows
        )

    def files(self, lang: str, key: str | None = None) -> tuple[FileView, ...]:
        """The files sent, of one department or all."""
        rows = [r for r in self.tables.submissions if key is None or folded(r["department"]) == key]
        return tuple(
            file_view(
                row,
                self.views([f for f in self.tables.standing if f["submission"] == row["submission"]], lang),
                self.tables.pages.get(folded(row["department"]), ""),
            )
            for row in rows
        )

    def department(self, key: str) -> DepartmentView:
        """One department's page, in its own language."""
        shown, page = self.tables.names[key], self.tables.pages[key]
        lang = self.settings.department_languages.get(shown, self.lang)
        t = translator(lang)
        name = t(shown) if not key else shown
        rows = self.tables.rows_of.get(key, [])
        ids = {r["indicator_id"] for r in rows}
        others = [f for f in self.tables.findings_of.get(key, []) if f["indicator_id"] not in ids]
        cards = tuple(
            card(
                row,
                self.tables.values.get(row["indicator_id"], []),
                self.tables.claims.get(row["indicator_id"], []),
                found.roots_first(self.views(self.tables.findings_at.get(row["indicator_id"], []), lang)),
                t,
                held=row["indicator_id"] in self.tables.held,
                history=self.tables.history.get(row["indicator_id"], []),
            )
            for row in rows
        )
        all_needed = self.settings.goal_met_only_if_all
        coverage = register.coverage(r for r in self.tables.targets if folded(r["department"]) == key)
        return DepartmentView(
            name=name,
            page=page,
            lang=t.lang,
            units=tuple(dict.fromkeys(r["unit"] for r in rows if r["unit"])),
            files=self.files(lang, key),
            tally=group(name, rows, all_needed=all_needed, page=page),
            cards=cards,
            unreported=coverage.missing if coverage else (),
            general=found.roots_first(self.views(others, lang)),
        )

    def rules(self) -> tuple[RuleView, ...]:
        """Every rule with its texts, and how often it spoke in this run."""
        spoke = Counter(row["rule"] for row in self.tables.standing)
        return tuple(
            RuleView(
                code=rule.code,
                theme=rule.theme,
                **{name: getattr(rule, name)[self.lang] for name in ("title", "why", "message")},
                remedy=self.catalogue.advice(rule.code, self.lang),
                year_end=self.catalogue.severity(rule.code, "year_end") or "off",
                interim=self.catalogue.severity(rule.code, "interim") or "off",
                person=rule.person,
                found=spoke[rule.code],
            )
            for rule in self.catalogue.rules()
        )


def _homeless(tables: _Tables) -> list[Row]:
    """Findings that no page shows: of files whose department nobody knows, where no indicator was read of such a one."""
    if "" in tables.pages:
        return []
    return [f for f in tables.standing if not f["department"] and f["indicator_id"] not in tables.ids]


def _gravity(row: Row) -> int:
    return [*SEVERITIES, row["severity"]].index(row["severity"])


def build(tables: Mapping[str, pl.DataFrame], catalogue: Catalogue, settings: Settings, run: RunFacts, lang: str) -> Report:  # fmt: skip
    """The whole report from the five tables; nothing is read or written.

    `lang` is the language of the run's pages; a department's page is in its own language where the settings name one.
    """
    t = translator(lang)
    gathered = _gather(tables, settings)
    make = _Builder(gathered, catalogue, settings, t.lang)
    rows, all_needed = gathered.indicators, settings.goal_met_only_if_all
    severities = Counter(row["severity"] for row in gathered.standing)
    verdicts = Counter(c["verdict"] for part in gathered.claims.values() for c in part)
    changes = Counter(row["change"] or "new" for row in (*gathered.standing, *gathered.fixed))
    years = Counter(r["report_year"] for r in rows if r["report_year"] is not None)
    return Report(
        lang=t.lang,
        facts=run,
        year=years.most_common(1)[0][0] if years else settings.report_year,
        overall=group(t("All"), rows, all_needed=all_needed),
        focus_areas=focus_groups(rows, t(NO_FOCUS), all_needed=all_needed),
        departments=tuple(make.department(key) for key in gathered.pages),
        files=make.files(t.lang),
        missing=tuple(
            name for key, name in gathered.names.items() if key not in gathered.pages and name != NOT_STATED
        ),
        severities={name: severities[name] for name in SEVERITIES},
        themes=found.by_theme(gathered.standing, catalogue),
        changes={name: changes[name] for name in ("new", "open", "reopened", "fixed", "explained")},
        listed=make.views(sorted(gathered.standing, key=_gravity), t.lang),
        homeless=make.views(_homeless(gathered), t.lang),
        fixed=make.views(gathered.fixed, t.lang, own=False),
        claims={name: verdicts[name] for name in _VERDICTS},
        goal_met_only_if_all=all_needed,
        coverage=register.coverage(gathered.targets),
        expected=bool(settings.departments),
        deadline=settings.deadline is not None,
        rules=make.rules(),
    )

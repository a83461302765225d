"""`toteuma check FILE…`: a department's own check of its workbook."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import common
from pipeline.cli.words import say

if TYPE_CHECKING:
    import polars as pl

    from pipeline.run import Examined, Job

_TEXTS = (
    "focus_area", "goal", "deed", "action", "number", "indicator", "baseline_text", "target_text", "actual_text",
    "explanation", "stated_status", "responsible", "department", "unit", "target_kind", "attainment",
    "attainment_basis", "progress_pct", "indicator_id", "better",
)  # fmt: skip
_REFS = ("focus_area", "goal", "deed", "action", "indicator", "baseline", "target", "actual")


def _bare(ref: str | None) -> str | None:
    return ref.rpartition("!")[2] if ref else None


def _indicator(row: dict[str, Any]) -> dict[str, Any]:
    refs: dict[str, Any] = {name: _bare(row[f"{name}_ref"]) for name in _REFS}
    refs["explanation"] = [r for r in (row["explanation_refs"] or "").split(",") if r]
    return {"sheet": row["sheet"], "refs": refs, **{name: row[name] for name in _TEXTS}}


def answer(examined: Examined) -> dict[str, Any]:
    """The answer of `--json`, as docs/architecture.md describes it."""
    tables = examined.tables
    submissions = tables["submissions"].to_dicts()
    rows = [_indicator(row) for row in tables["indicators"].iter_rows(named=True)]
    return {
        "submission": submissions[0] if submissions else {},
        "indicators": [row for row in rows if row["target_kind"] != "financial"],
        # targets that stand in prose only have no cells of their own, so they are told apart
        "financial_targets": [row for row in rows if row["target_kind"] == "financial"],
        "values": tables["values"].to_dicts(),
        "claims": tables["claims"].to_dicts(),
        "findings": tables["findings"].to_dicts(),
    }


def _lines(findings: pl.DataFrame, lang: str) -> str:
    from pipeline.write import phrases
    from pipeline.write.i18n import translator

    t = translator(lang)
    if not findings.height:
        return t("No findings.")
    out = []
    alone = findings.filter(findings["under"].is_null())  # what follows from another is told by that one
    for row in alone.iter_rows(named=True):
        place = f" {row['ref']}" if row["ref"] else ""
        out.append(f"{say(row['severity'], lang)} {row['rule']}{place}: {row['message']}")
        out.append(f"    → {row['remedy']}")
    counts = {
        name: findings.filter(findings["severity"] == name).height for name in ("error", "warning", "info")
    }
    out += ["", f"{t('Findings')}: {phrases.findings(counts, t)}."]
    if following := findings.height - alone.height:
        out.append(
            t.n(
                "{n} of them follows from another finding and is not listed here.",
                "{n} of them follow from other findings and are not listed here.",
                following,
            )
        )
    return "\n".join(out)


def _write_page(examined: Examined, job: Job, page: Path) -> None:
    from pipeline.model.run_facts import RunFacts
    from pipeline.write import html, report

    settings = job.settings
    facts = RunFacts(
        "", job.clock.now.isoformat(timespec="seconds"), settings.city, settings.phase, settings.language
    )
    html.write_check(
        report.build(examined.tables, examined.catalogue, settings, facts, settings.language), page
    )


@click.command(epilog='Example: toteuma check "Joukkoliikenne 2023.xlsx"')
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@common.expectations_option
@common.lang_option
@common.json_option
@common.now_option
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the findings as a web page to this file.",
)
def command(
    files: tuple[Path, ...],
    expectations: Path | None,
    lang: str | None,
    as_json: bool,
    now: str | None,
    page: Path | None,
) -> None:
    """Check workbooks before they are sent: findings on screen; nothing else is written unless asked for."""
    from pipeline.run import check

    job = common.make_job(expectations, lang, now)
    examined = check(files, job)
    if page is not None:
        _write_page(examined, job, page)
    if as_json:
        click.echo(json.dumps(answer(examined), ensure_ascii=False, default=str))
    else:
        click.echo(_lines(examined.tables["findings"], job.settings.language))
    sys.exit(examined.exit_code)

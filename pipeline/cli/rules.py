"""`toteuma rules`: the rules, listed or explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli import common


@click.group()
def command() -> None:
    """The rules by which workbooks are checked.

    Example: toteuma rules explain CON-01
    """


@command.command("list", epilog="Example: toteuma rules list --lang en")
@common.expectations_option
@common.lang_option
@common.json_option
def list_rules(expectations: Path | None, lang: str | None, as_json: bool) -> None:
    """Every rule with its code, severity and title."""
    from pipeline.model.catalogue import Catalogue

    settings, folder = common.settings_and_folder(expectations, lang)
    catalogue = Catalogue.load(folder)
    rows = [
        {"code": r.code, "theme": r.theme, "severity": catalogue.severity(r.code, settings.phase), "title": r.title[settings.language]}
        for r in catalogue.rules()
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['code']:8} {row['severity'] or 'off':8} {row['title']}")


@command.command(epilog="Example: toteuma rules explain CON-01")
@click.argument("code")
@common.expectations_option
@common.lang_option
def explain(code: str, expectations: Path | None, lang: str | None) -> None:
    """What a rule checks, why, and how to mend what it finds."""
    from pipeline.model.catalogue import Catalogue, general

    settings, folder = common.settings_and_folder(expectations, lang)
    catalogue = Catalogue.load(folder)
    known = {r.code: r for r in catalogue.rules()}
    if code.upper() not in known:
        raise click.BadParameter(f"There is no rule {code}: see `toteuma rules list`.")
    rule, language = known[code.upper()], settings.language
    severity = catalogue.severity(rule.code, settings.phase) or "off"
    click.echo(f"{click.style(rule.code, bold=True)}  {rule.title[language]}  ({severity})")
    message = general(rule.message[language], {}, language)
    for text in (rule.why[language], message, catalogue.advice(rule.code, language)):
        click.echo(f"  {text}")


def _runs(outputs: Path) -> list[Path]:
    return sorted(p.parent for p in outputs.glob("*/run.json"))


@command.command("try", epilog="Example: toteuma rules try my_suite.json --run 2024-02-01_060000")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--run", "run_id", help="The stored run to try on (default: all of them).")
@click.option("--examples", default=5, show_default=True, help="How many findings to show of each rule.")
@common.outputs_option
@common.expectations_option
@common.lang_option
@common.now_option
@common.json_option
def attempt(
    file: Path, run_id: str | None, examples: int, outputs: Path, expectations: Path | None, lang: str | None,
    now: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Try a new or changed suite on stored submissions: whom its rules would hit, how often, with examples."""
    from pipeline.consolidate import trial

    settings, folder = common.settings_and_folder(expectations, lang)
    clock = common.make_clock(settings, now)
    runs = [r for r in _runs(outputs) if run_id in (None, r.name)]
    if not runs:
        raise click.BadParameter(
            f"There is no such run in {outputs}: see `toteuma runs`.", param_hint="--run"
        )
    answers: list[dict[str, Any]] = []
    for run in runs:
        tried = trial.attempt(file, run, folder, settings, clock)
        for code in tried.codes:
            hits = [f for f in tried.findings if f.rule == code]
            shown = [
                {
                    "submission": f.submission,
                    "ref": f.ref,
                    "message": tried.catalogue.texts(f, settings.language)[1],
                }
                for f in hits[:examples]
            ]
            departments = sorted({f.department or f.submission or "" for f in hits})
            answers.append({"run_id": tried.run_id, "rule": code, "rows": tried.rows, "hits": len(hits),
                            "departments": departments, "examples": shown})  # fmt: skip
    if as_json:
        click.echo(json.dumps(answers, ensure_ascii=False))
        return
    for answer in answers:
        click.echo(f"{answer['run_id']}  {answer['rule']}  {answer['hits']} / {answer['rows']}  {', '.join(answer['departments'])}")  # fmt: skip
        for example in answer["examples"]:
            click.echo(f"    {example['submission'] or ''} {example['ref'] or ''}  {example['message']}")

"""`toteuma rules`: the rules, listed or explained."""

from __future__ import annotations

import json
from pathlib import Path

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
    from pipeline.model.catalogue import Catalogue

    settings, folder = common.settings_and_folder(expectations, lang)
    catalogue = Catalogue.load(folder)
    known = {r.code: r for r in catalogue.rules()}
    if code.upper() not in known:
        raise click.BadParameter(f"There is no rule {code}: see `toteuma rules list`.")
    rule, language = known[code.upper()], settings.language
    severity = catalogue.severity(rule.code, settings.phase) or "off"
    click.echo(f"{click.style(rule.code, bold=True)}  {rule.title[language]}  ({severity})")
    for text in (rule.why[language], rule.message[language], rule.remedy[language]):
        click.echo(f"  {text}")

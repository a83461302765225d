"""`toteuma explain values|claims`: how a text is read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from pipeline.cli import common
from pipeline.cli.words import say


@click.group()
def command() -> None:
    """How a text is read, for a person or (--jsonl) for a program.

    Example: toteuma explain values "135 000 (+13 %)"
    """


def _stream(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except json.JSONDecodeError as error:
            raise click.UsageError(f"line {number} is not JSON: {error}") from error
        click.echo(json.dumps(answer(question), ensure_ascii=False))


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


_KINDS = {"number": "green", "period": "cyan", "date": "cyan", "unit": "blue", "approximator": "magenta", "comparator": "magenta"}  # fmt: skip


@command.command(epilog='Example: toteuma explain values "135 000 (+13 %)" --field actual')
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, answer one a line.")
@click.option("--field", default="actual", show_default=True, type=click.Choice(["baseline", "target", "actual", "status", "narrative"]))  # fmt: skip
@click.option("--year", type=int, help="The report year, for periods without one.")
@common.lang_option
def values(text: str | None, jsonl: bool, field: str, year: int | None, lang: str | None) -> None:
    """The figures, periods and states of a cell text."""
    from pipeline.normalise.lexer import tokens
    from pipeline.normalise.lexicon import load
    from pipeline.normalise.values import read_value

    if jsonl:
        _stream(read_value)
        return
    if text is None:
        raise click.UsageError("Give a text, or --jsonl with questions on standard input.")
    reading = read_value(
        {"text": text, "field": field, "lang": lang or "fi", "context": {"report_year": year}}
    )
    click.echo(f"{click.style(text, bold=True)}  →  {reading['kind']}")
    pieces = tokens(text, lang=lang or "fi", lexicon=load(), report_year=year)
    click.echo("  " + " ".join(f"{click.style(p.text, fg=_KINDS.get(p.kind))}/{p.kind}" for p in pieces))
    for n, item in enumerate(reading["items"], 1):
        facts = [
            f"{k} {_shown(v)}" for k, v in item.items() if v not in (None, 1) and not isinstance(v, dict)
        ]
        period = item.get("period")
        facts += [f"period {period['start']}…{period['end']}"] if period else []
        click.echo(f"  {n}. " + click.style(", ".join(facts), fg="green"))
    for name in ("state", "trend", "reference"):
        if reading.get(name):
            click.echo(f"  {name}: {click.style(_shown(reading[name]), fg='cyan')}")
    for flag in reading.get("flags") or []:
        click.echo(f"  ! {click.style(flag, fg='yellow')}")


_COLOURS = {"consistent": "green", "inconsistent": "red", "not_checkable": "bright_black"}


@command.command(epilog='Example: toteuma explain claims "Kasvua 113 000:sta 135 000:een eli 13 %."')
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line, answer one a line.")
@click.option("--indicator", default="", help="The indicator's text.")
@click.option("--baseline", default=None, help="The baseline cell.")
@click.option("--target", default=None, help="The target cell.")
@click.option("--actual", default=None, help="The actual cell.")
@click.option("--year", type=int, help="The report year.")
@common.lang_option
def claims(
    text: str | None, jsonl: bool, indicator: str, baseline: str | None, target: str | None, actual: str | None,
    year: int | None, lang: str | None,
) -> None:  # fmt: skip
    """The arithmetic statements of an explanation and its cells, recomputed."""
    from pipeline.normalise.claims import read_claims

    if jsonl:
        _stream(
            lambda record: {"claims": [c.as_json(record.get("lang") or "fi") for c in read_claims(record)]}
        )
        return
    if text is None:
        raise click.UsageError("Give a text, or --jsonl with records on standard input.")
    language = lang or "fi"
    cells = {"baseline_text": baseline, "target_text": target, "actual_text": actual}
    context = {
        "text": indicator,
        "action": "",
        **cells,
        "unit_hint": None,
        "better": None,
        "report_year": year,
    }
    for claim in read_claims({"indicator": context, "explanation": text, "lang": language}):
        verdict = click.style(say(claim.verdict, language), fg=_COLOURS[claim.verdict])
        click.echo(f"{click.style(claim.quote, bold=True)}  [{claim.type}]  {verdict}")
        for operand in claim.operands:
            bounds = f"{_shown(operand['low'])}…{_shown(operand['high'])}"
            click.echo(
                f"    {operand['name']}: {operand['as_written']} = {_shown(operand['value'])} ({bounds})"
            )
        if claim.verdict != "not_checkable" and claim.expected is not None:
            interval = f"{_shown(claim.expected_low)}…{_shown(claim.expected_high)}"
            click.echo(
                f"    {_shown(claim.stated)} / {_shown(claim.expected)} ({interval}) {claim.unit or ''}"
            )
        if claim.verdict == "inconsistent":
            click.echo(f"    {claim.message(language)}")

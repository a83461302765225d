"""`toteuma runs`: the earlier runs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli import common


@click.command(epilog="Example: toteuma runs --json")
@common.outputs_option
@common.json_option
def command(outputs: Path, as_json: bool) -> None:
    """The earlier runs, newest last: outcome and counts of each."""
    facts = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(outputs.glob("*/run.json"))]
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for run in facts:
        counts = run["counts"]
        severity = "  ".join(f"{k} {v}" for k, v in sorted(counts["by_severity"].items()))
        click.echo(f"{run['run_id']}  {run['outcome']}  indicators {counts['indicators']}  {severity}")

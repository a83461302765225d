"""`toteuma diff A B`: what changed between two runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.cli import common


def _folder(outputs: Path, run_id: str) -> Path:
    folder = outputs / run_id
    if not (folder / "run.json").is_file():
        known = ", ".join(sorted(p.parent.name for p in outputs.glob("*/run.json"))) or "none"
        raise click.BadParameter(f"There is no run {run_id} in {outputs}; runs: {known}.")
    return folder


@click.command(epilog="Example: toteuma diff 2024-02-01_060000 2024-02-02_060000")
@click.argument("a")
@click.argument("b")
@common.outputs_option
@common.json_option
def command(a: str, b: str, outputs: Path, as_json: bool) -> None:
    """What changed from run A to run B: findings fixed, new and still open."""
    import polars as pl

    from pipeline.consolidate.compare import load_run, with_changes

    old, new = (load_run(_folder(outputs, run_id))["findings"] for run_id in (a, b))
    standing = [table.filter(pl.col("change") != "fixed") for table in (old, new)]
    compared = with_changes(standing[1], standing[0], b)
    if as_json:
        click.echo(json.dumps(compared.to_dicts(), ensure_ascii=False))
        return
    for row in compared.sort("change", "rule", "ref").iter_rows(named=True):
        click.echo(
            f"{row['change']:8} {row['rule']} {row['submission'] or ''} {row['ref'] or ''}  {row['message']}"
        )
    sys.exit(0)

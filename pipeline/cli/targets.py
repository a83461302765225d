"""`toteuma targets`: the register of approved targets."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import common
from pipeline.model.errors import SettingsError


@click.group()
def command() -> None:
    """The register of approved targets, against which reports are counted.

    Example: toteuma targets from-run 2024-02-01_060000 --to expectations/targets.csv
    """


@command.command("from-run", epilog="Example: toteuma targets from-run 2024-02-01_060000")
@click.argument("run_id")
@common.outputs_option
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), default=Path("expectations/targets.csv"), show_default=True, help="The file to write.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite an existing register.")
def from_run(run_id: str, outputs: Path, to: Path, force: bool) -> None:
    """Write the register from what a run read: each indicator with its wording, direction and target."""
    import polars as pl

    from pipeline.normalise.targets import write

    data = outputs / run_id / "data" / "indicators.parquet"
    if not data.is_file():
        known = ", ".join(sorted(p.parent.name for p in outputs.glob("*/run.json"))) or "none"
        raise click.BadParameter(
            f"There is no run {run_id} in {outputs}; runs: {known}.", param_hint="RUN_ID"
        )
    if to.exists() and not force:
        raise SettingsError(
            f"{to} exists already: name another file with --to, or overwrite it with --force."
        )
    rows = pl.read_parquet(data).filter(
        pl.col("indicator").is_not_null() & pl.col("department").is_not_null()
    )
    count = write(
        (
            {
                "id": row["indicator_id"], "department": row["department"], "action": row["action"],
                "indicator": row["indicator"], "unit": row["unit_hint"], "better": row["better"],
                "target": row["target_text"], "baseline": row["baseline_text"], "owner": row["responsible"],
            }
            for row in rows.iter_rows(named=True)
        ),
        to,
    )  # fmt: skip
    click.echo(f"{to}: {count}")

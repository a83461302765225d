"""What earlier years reported: the newest run of each year, one row an indicator and year."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.model.tables import HISTORY, frame

_TEXTS = ("indicator_id", "report_year", "target_text", "actual_text", "attainment")


def _single(values: pl.DataFrame, role: str) -> pl.DataFrame:
    """indicator_id, <role>_value, <role>_unit of cells that hold one figure; series and parts say no single one."""
    return (
        values.filter((pl.col("role") == role) & pl.col("value").is_not_null())
        .group_by("indicator_id")
        .agg(pl.len().alias("n"), pl.col("value").first(), pl.col("unit").first())
        .filter(pl.col("n") == 1)
        .select("indicator_id", pl.col("value").alias(f"{role}_value"), pl.col("unit").alias(f"{role}_unit"))
    )


def load(outputs: Path, before: str) -> pl.DataFrame:
    """HISTORY of all runs with an id smaller than `before`. Runs without data (an older form) are passed over."""
    years: dict[int, tuple[str, pl.DataFrame]] = {}
    for path in sorted(outputs.glob("*/data/indicators.parquet"), reverse=True):
        run_id = path.parent.parent.name
        if run_id >= before or run_id.startswith("."):
            continue
        indicators = pl.read_parquet(path, columns=list(_TEXTS))
        told = set(indicators["report_year"].drop_nulls().to_list())
        if told <= set(years):
            continue  # a newer run told of all these years
        values = pl.read_parquet(path.with_name("values.parquet"))
        for year in told - set(years):
            rows = indicators.filter(pl.col("report_year") == year).select(_TEXTS)
            for role in ("target", "actual"):
                rows = rows.join(_single(values, role), on="indicator_id", how="left", maintain_order="left")
            years[int(year)] = (run_id, rows)
    parts = [
        rows.with_columns(run_id=pl.lit(run_id)).select(list(HISTORY))
        for _, (run_id, rows) in sorted(years.items())
    ]
    return pl.concat(parts) if parts else frame([], HISTORY)

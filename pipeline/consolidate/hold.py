"""Accepted or held back: exactly one of them for each row, with the finding that held it."""

from __future__ import annotations

import polars as pl

from pipeline.model.settings import Settings

CLEAN, WITH_FINDINGS, PARTLY, HELD = "accepted", "accepted_with_findings", "partly_accepted", "held_back"


def held_indicators(indicators: pl.DataFrame, findings: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """INDICATORS × (indicator_id, held: bool, held_by: finding_id or null), one row each, in the same order."""
    blocking = (
        findings.filter(
            pl.col("severity").is_in(list(settings.hold_back))
            & (pl.col("status") == "failed")
            & pl.col("indicator_id").is_not_null()
        )
        .sort("finding_id")
        .group_by("indicator_id", maintain_order=True)
        .agg(held_by=pl.col("finding_id").first())
    )
    return (
        indicators.select("indicator_id")
        .join(blocking, on="indicator_id", how="left", maintain_order="left")
        .with_columns(held=pl.col("held_by").is_not_null())
        .select("indicator_id", "held", "held_by")
    )


def with_outcomes(submissions: pl.DataFrame, findings: pl.DataFrame, held: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:  # fmt: skip
    """SUBMISSIONS with the outcome told by findings and held rows; unreadable and superseded ones stay so."""
    of_rows = indicators.select("indicator_id", "submission").join(held, on="indicator_id", how="left")
    counts = of_rows.group_by("submission").agg(rows=pl.len(), held_rows=pl.col("held").sum())
    any_finding = (
        findings.filter(pl.col("severity") != "info").select("submission").unique().with_columns(found=True)
    )
    told = submissions.join(counts, on="submission", how="left", maintain_order="left").join(
        any_finding, on="submission", how="left", maintain_order="left"
    )
    rows, bad = pl.col("rows").fill_null(0), pl.col("held_rows").fill_null(0)
    fresh = (
        pl.when(pl.col("outcome") != CLEAN).then(pl.col("outcome"))
        .when((rows > 0) & (bad == rows)).then(pl.lit(HELD))
        .when(bad > 0).then(pl.lit(PARTLY))
        .when(pl.col("found").fill_null(value=False)).then(pl.lit(WITH_FINDINGS))
        .otherwise(pl.lit(CLEAN))
    )  # fmt: skip
    return told.with_columns(outcome=fresh).select(submissions.columns)

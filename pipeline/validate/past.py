"""What was expected and what was reported before, beside the rows of now: register, departments, earlier years."""

from __future__ import annotations

import polars as pl

from pipeline.model import tables
from pipeline.model.settings import Settings

_PAST = ("actual_text", "actual_value", "actual_unit")


def _key(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.to_lowercase().str.strip_chars()


def _answered(submissions: pl.DataFrame) -> pl.DataFrame:
    """Department key → number of workbooks that were read."""
    read = submissions.filter(~pl.col("outcome").is_in(["unreadable", "superseded", "ignored"]))
    return read.group_by(key=_key("department")).agg(workbooks=pl.len().cast(pl.Int64))


def targets_view(targets: pl.DataFrame, submissions: pl.DataFrame, *, complete: bool) -> pl.DataFrame:
    """TARGETS with department_answered and complete; same rows, same order."""
    return (
        targets.with_columns(key=_key("department"))
        .join(_answered(submissions), on="key", how="left", maintain_order="left")
        .with_columns(department_answered=pl.col("workbooks").fill_null(0) > 0, complete=pl.lit(complete))
        .drop("key", "workbooks")
    )


def departments_view(targets: pl.DataFrame, submissions: pl.DataFrame, settings: Settings, *, complete: bool) -> pl.DataFrame:  # fmt: skip
    """One row a department that is expected by settings or register: department, workbooks, unreadable, complete."""
    named = pl.DataFrame({"department": list(settings.departments)}, schema={"department": pl.String})
    expected = (
        pl.concat([named, targets.select("department")])
        .drop_nulls()
        .with_columns(key=_key("department"))
        .unique("key", keep="first", maintain_order=True)
    )
    return (
        expected.join(_answered(submissions), on="key", how="left", maintain_order="left")
        .with_columns(pl.col("workbooks").fill_null(0), complete=pl.lit(complete))
        .drop("key")
    )


def _same_met(indicators: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """indicator_id → in how many years running before this one the same target was met."""
    now = indicators.select("indicator_id", "report_year", now_value="target_value", now_unit="target_unit")
    past = history.rename({"report_year": "year"}).join(now, on="indicator_id")
    same = (
        (pl.col("attainment") == "met")
        & (pl.col("target_value") == pl.col("now_value"))
        & (pl.col("target_unit") == pl.col("now_unit")).fill_null(value=True)
    ).fill_null(value=False)
    back = pl.col("report_year") - pl.col("year")
    return (
        past.filter(same & (back > 0))
        .sort("indicator_id", back)
        .with_columns(step=pl.int_range(1, pl.len() + 1).over("indicator_id"), back=back)
        .filter(pl.col("step") == pl.col("back"))
        .group_by("indicator_id")
        .agg(past_same_met=pl.len().cast(pl.Int64))
    )


def with_past(indicators: pl.DataFrame, targets: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """The indicators' view with register_has_department, last year's actual as past_…, and past_same_met."""
    known = history if history is not None else tables.frame([], tables.HISTORY)
    last = known.select(
        "indicator_id",
        (pl.col("report_year") + 1).alias("report_year"),
        *[pl.col(c).alias(f"past_{c}") for c in _PAST],
    ).unique(["indicator_id", "report_year"], keep="last")
    departments = targets.select(key=_key("department")).unique().with_columns(register_has_department=pl.lit(True))  # fmt: skip
    return (
        indicators.with_columns(key=_key("department"))
        .join(departments, on="key", how="left", maintain_order="left")
        .join(last, on=["indicator_id", "report_year"], how="left", maintain_order="left")
        .join(_same_met(indicators, known), on="indicator_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("register_has_department").fill_null(value=False), pl.col("past_same_met").fill_null(0)
        )
        .drop("key")
    )

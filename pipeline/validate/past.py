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


def _running(past: pl.DataFrame, same: pl.Expr, name: str) -> pl.DataFrame:
    """indicator_id → for how many years running before this one `same` held, as a column of that name."""
    back = pl.col("report_year") - pl.col("year")
    return (
        past.filter(same.fill_null(value=False) & (back > 0))
        .sort("indicator_id", back)
        .with_columns(step=pl.int_range(1, pl.len() + 1).over("indicator_id"), back=back)
        .filter(pl.col("step") == pl.col("back"))
        .group_by("indicator_id")
        .agg(pl.len().cast(pl.Int64).alias(name))
    )


def _with_earlier(indicators: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """Every earlier year of every indicator, with what it reports now beside it (now_…)."""
    now = indicators.select(
        "indicator_id", "report_year", *[pl.col(c).alias(f"now_{c}") for c in
                                         ("target_value", "target_unit", "actual_value", "actual_unit")],
    )  # fmt: skip
    return history.rename({"report_year": "year"}).join(now, on="indicator_id")


def _same(role: str) -> pl.Expr:
    """Whether a role's figure was what it is now, in the same unit or in none told."""
    unit = (pl.col(f"{role}_unit") == pl.col(f"now_{role}_unit")).fill_null(value=True)
    return (pl.col(f"{role}_value") == pl.col(f"now_{role}_value")) & unit


def with_past(indicators: pl.DataFrame, targets: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """The indicators' view with register_has_department, last year's actual as past_…, past_same_met and past_same_actual."""
    known = history if history is not None else tables.frame([], tables.HISTORY)
    last = known.select(
        "indicator_id",
        (pl.col("report_year") + 1).alias("report_year"),
        *[pl.col(c).alias(f"past_{c}") for c in _PAST],
    ).unique(["indicator_id", "report_year"], keep="last")
    earlier = _with_earlier(indicators, known)
    running = (
        _running(earlier, _same("target") & (pl.col("attainment") == "met"), "past_same_met"),
        _running(earlier, _same("actual"), "past_same_actual"),
    )
    departments = targets.select(key=_key("department")).unique().with_columns(register_has_department=pl.lit(True))  # fmt: skip
    return (
        indicators.with_columns(key=_key("department"))
        .join(departments, on="key", how="left", maintain_order="left")
        .join(last, on=["indicator_id", "report_year"], how="left", maintain_order="left")
        .join(running[0], on="indicator_id", how="left", maintain_order="left")
        .join(running[1], on="indicator_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("register_has_department").fill_null(value=False),
            pl.col("past_same_met", "past_same_actual").fill_null(0),
        )
        .drop("key")
    )

"""Rules over rows that tell the same indicator twice."""

from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where
from pipeline.validate.views import filled


class ExpectOnceReported(RowRule):
    """An indicator stands once in a submission, under its goal and action."""

    def verdict(self) -> pl.Expr:
        """Wrong for the second and later rows of the same identity."""
        return wrong_where(pl.col("twin_number") > 0, filled("indicator"))


class ExpectOneActual(RowRule):
    """An indicator told twice in a workbook, with the same baseline and target, has one actual."""

    def verdict(self) -> pl.Expr:
        """Wrong for the second and later rows, whatever goal they stand under, where the actuals differ."""
        names = (self.column, "baseline_text", "target_text")
        same = pl.concat_str(
            ["submission", *(pl.col(c).str.to_lowercase().str.strip_chars() for c in names)], separator="\x1f"
        )
        told = filled("baseline_text") & filled("target_text") & filled("actual_text") & filled(self.column)
        differ = pl.col("actual_text").n_unique().over(same) > 1
        later = pl.int_range(pl.len()).over(same) > 0
        return wrong_where(differ & later, told)

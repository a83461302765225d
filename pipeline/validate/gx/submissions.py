"""Rules over SUBMISSIONS: the right year, a known department, in time."""

from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where

_READ = pl.col("read")


class ExpectReportYear(RowRule):
    """A workbook is of the year that is being collected. `column` is the workbook's year."""

    def verdict(self) -> pl.Expr:
        """Wrong where both years are known and differ."""
        return wrong_where(
            pl.col(self.column) != pl.col("expected_year"), _READ & pl.col("expected_year").is_not_null()
        )


class ExpectYearNotAhead(RowRule):
    """A workbook's year has begun. `column` is the workbook's year."""

    def verdict(self) -> pl.Expr:
        """Wrong where the year is after the run's own."""
        return wrong_where(
            pl.col(self.column) > pl.col("this_year"), _READ & pl.col(self.column).is_not_null()
        )


class ExpectInTime(RowRule):
    """A workbook was received by the deadline. `column` is the moment it was received."""

    def verdict(self) -> pl.Expr:
        """Wrong where late; not judged without a deadline."""
        return wrong_where(pl.col("late"), pl.col("late").is_not_null() & _READ)


class ExpectKnownDepartment(RowRule):
    """A department is one of those that are expected to answer. `column` is its name."""

    def verdict(self) -> pl.Expr:
        """Wrong where the name is none of them; not judged where none are told."""
        return wrong_where(~pl.col("known_department"), pl.col("known_department").is_not_null() & _READ)

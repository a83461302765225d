"""The base of our own rules: a judgement of whole columns in polars, asserted by Great Expectations row by row.

A rule's parameters are its typed fields and stand in the suite. The engine asks `verdict` once for all rows and
lets the library assert on the answer: True passes, False fails, null was not judged (the row is no case of it).
"""

from __future__ import annotations

from typing import Any, ClassVar

import polars as pl
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import (
    ColumnMapMetricProvider,
)


class VerdictHolds(ColumnMapMetricProvider):
    """Whether a column of verdicts is true; nulls are left out by the library before it asks."""

    condition_metric_name = "column_values.verdict_holds"

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: Any, **_kwargs: Any) -> Any:  # noqa: N805 - the library makes it a class method
        return column.astype(bool)


class VerdictsHold(ColumnMapExpectation):
    """Every verdict of a column is true."""

    map_metric: ClassVar[str] = VerdictHolds.condition_metric_name


class RowRule(ColumnMapExpectation):
    """A rule of ours. `column` is the view's column that is judged; subclasses add parameters."""

    map_metric: ClassVar[str] = VerdictHolds.condition_metric_name

    def verdict(self) -> pl.Expr:
        """True where a row is right, False where it is wrong, null where the rule says nothing of it."""
        raise NotImplementedError

    def on(self, column: str) -> Any:
        """A plain assertion over a column of verdicts, which is all that the library is asked to do."""
        return VerdictsHold(column=column, mostly=self.mostly, meta=self.meta)

    def details(self) -> dict[str, pl.Expr]:
        """Further columns that the message may show; the same length as the view."""
        return {}


def has_flag(column: str, flags: list[str]) -> pl.Expr:
    """Whether a comma-separated list holds any of the flags; null holds none."""
    return pl.any_horizontal(
        [pl.lit(value=False), *(pl.concat_str([pl.lit(","), pl.col(column).fill_null(""), pl.lit(",")]).str.contains(f",{f},", literal=True) for f in flags)]
    )  # fmt: skip


def wrong_where(wrong: pl.Expr, among: pl.Expr | None = None) -> pl.Expr:
    """A verdict: False where `wrong`, True elsewhere; judged only `among` these rows. A null answer counts as no."""
    right = ~wrong.fill_null(value=False)
    return right if among is None else pl.when(among.fill_null(value=False)).then(right)

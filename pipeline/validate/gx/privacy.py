"""Rules over texts: what must not be published as it stands."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where


class ExpectNoPersonalData(RowRule):
    """A text has none of these patterns. What was found is not repeated in any message.

    Args:
        patterns: Regular expressions by a name that tells what they find.
        fields: Fields that are judged; all where none is named.
    """

    patterns: dict[str, str]
    fields: list[str] = []

    def verdict(self) -> pl.Expr:
        """Wrong where a pattern is found."""
        found = pl.any_horizontal([pl.col(self.column).str.contains(p) for p in self.patterns.values()])
        among = pl.col("field").is_in(self.fields) if self.fields else None
        return wrong_where(found, among)

"""Rules over CLAIMS: arithmetic whose verdict the reader of claims has already reached for certain."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where


class ExpectClaimConsistent(RowRule):
    """An arithmetic statement fits the figures it speaks of. `column` is the verdict.

    Args:
        types: Types of claims that are judged.
        except_types: With no types: all but these.
        fits: Judge only claims that such a slip explains.
        except_fits: Judge only claims that none of these explains.
    """

    types: list[str] = []
    except_types: list[str] = []
    fits: list[str] | None = None
    except_fits: list[str] = []

    def verdict(self) -> pl.Expr:
        """Wrong where inconsistent; what could not be checked is not judged."""
        among = pl.col("type").is_in(self.types) if self.types else ~pl.col("type").is_in(self.except_types)
        slip = pl.col("fits").fill_null("none")
        wrong = pl.col(self.column) == "inconsistent"
        if self.fits is not None:
            wrong &= slip.is_in(self.fits)
        wrong &= ~slip.is_in(self.except_fits)
        return wrong_where(wrong, among & (pl.col(self.column) != "not_checkable"))

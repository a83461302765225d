"""Rules over CLAIMS: arithmetic whose verdict the reader of claims has already reached for certain."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where


class ExpectChangeFromBaselineYear(RowRule):
    """A change that prose tells is from a year of the baseline. `column` is the claim's formula."""

    def verdict(self) -> pl.Expr:
        """Wrong where the words compare with a year that the baseline does not name; once a row and year."""
        base_year = pl.col(self.column).str.extract(r"base of (\d{4})")
        known = pl.col("baseline_text").fill_null("").str.extract_all(r"\b(?:19|20)\d\d\b")
        first = pl.struct("indicator_id", base_year).is_first_distinct()
        among = base_year.is_not_null() & (known.list.len() > 0) & first
        return wrong_where(~known.list.contains(base_year), among & (pl.col("verdict") != "inconsistent"))

    def details(self) -> dict[str, pl.Expr]:
        """The year compared with, for the message."""
        return {"base_year": pl.col(self.column).str.extract(r"base of (\d{4})")}


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

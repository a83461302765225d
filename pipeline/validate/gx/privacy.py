"""Rules over texts: what must not be published as it stands."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import re

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


_CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def finnish_control(code: str) -> bool:
    """Whether the last character of DDMMYY-NNNC is the one that the digits before give."""
    digits = code[:6] + code[7:10]
    return _CONTROL[int(digits) % len(_CONTROL)] == code[10]


def swedish_control(code: str) -> bool:
    """Whether the last digit of (YY)YYMMDD-NNNN is the one that Luhn's sum gives."""
    digits = [int(c) for c in re.sub(r"\D", "", code)[-10:]]
    doubled = [d * 2 if n % 2 == 0 else d for n, d in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


class ExpectNoIdentityCode(RowRule):
    """A text has no personal identity code. Only a code whose control character is right counts as one.

    Args:
        finnish: Regular expression of a Finnish code; its first group is the code.
        swedish: Regular expression of a Swedish one; likewise.
    """

    finnish: str
    swedish: str

    def verdict(self) -> pl.Expr:
        """Wrong where a code is found; what was found is not repeated."""
        known = [(re.compile(self.finnish), finnish_control), (re.compile(self.swedish), swedish_control)]

        def holds(text: str) -> bool:
            return any(right(code) for pattern, right in known for code in pattern.findall(text))

        return wrong_where(pl.col(self.column).map_elements(holds, return_dtype=pl.Boolean))

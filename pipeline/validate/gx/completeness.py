"""Rules of completeness: what a row must say, and what stands in place of an answer."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, has_flag, wrong_where
from pipeline.validate.views import filled
from pipeline.validate.words import whole


class ExpectCellFilled(RowRule):
    """The text of `column` is not blank.

    Args:
        form_field: Judge only submissions whose form has this field (baseline, responsible, explanation).
        unless_filled: Not judged where this other text is filled.
        target_kind: Judge only targets of this kind (operational, financial).
    """

    form_field: str | None = None
    unless_filled: str | None = None
    target_kind: str | None = None

    def verdict(self) -> pl.Expr:
        """Wrong where blank."""
        among = pl.lit(value=True)
        if self.form_field:
            among &= pl.col(f"form_has_{self.form_field}")
        if self.unless_filled:
            among &= ~filled(self.unless_filled)
        if self.target_kind:
            among &= pl.col("target_kind") == self.target_kind
        return wrong_where(~filled(self.column), among)


class ExpectCellAnswered(RowRule):
    """A filled cell holds an answer rather than a dash, a placeholder or "not measured".

    Args:
        role: baseline, target or actual.
        unless_flags: Readings with such a flag are another rule's matter (an Excel error).
        form_field: As in ExpectCellFilled.
        reason: Judge only rows whose explanation has at least so many characters (a negative number: fewer).
    """

    role: str
    unless_flags: list[str] = []
    form_field: str | None = None
    reason: int = 0

    def verdict(self) -> pl.Expr:
        """Wrong where something is written and it was read as not available."""
        among = filled(self.column) & ~has_flag(f"{self.role}_flags", self.unless_flags)
        if self.reason:
            long = pl.col("explanation_length") >= abs(self.reason)
            among &= long if self.reason > 0 else ~long
        if self.form_field:
            among &= pl.col(f"form_has_{self.form_field}")
        return wrong_where(pl.col(f"{self.role}_reading") == "not_available", among)


class ExpectMissExplained(RowRule):
    """Where the target was missed, there is an explanation.

    Args:
        attainment: Outcomes that must be explained.
    """

    attainment: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where blank; a financial target tells its outcome in prose, which is its explanation."""
        among = pl.col("attainment").is_in(self.attainment) & (pl.col("target_kind") == "operational")
        return wrong_where(~filled(self.column), among)


class ExpectMissExplainedAtLength(RowRule):
    """Where the target was missed, the explanation has some length; a missing one is another rule's matter.

    Args:
        attainment: Outcomes that must be explained.
        min_length: Fewest characters.
    """

    attainment: list[str]
    min_length: int

    def verdict(self) -> pl.Expr:
        """Wrong where filled but short."""
        among = filled(self.column) & pl.col("attainment").is_in(self.attainment)
        return wrong_where(pl.col("explanation_length") < self.min_length, among)

    def details(self) -> dict[str, pl.Expr]:
        """The limit, for the message."""
        return {"min_length": pl.lit(self.min_length)}


class ExpectNoPlaceholderText(RowRule):
    """A text is no left-over of the form ("to be filled in", "xxx").

    Args:
        words: Regular expressions by language, each for the whole text.
        fields: Fields that are judged; all where none is named.
    """

    words: dict[str, list[str]]
    fields: list[str] = []

    def verdict(self) -> pl.Expr:
        """Wrong where the whole text is one of the words."""
        among = filled(self.column)
        if self.fields:
            among &= pl.col("field").is_in(self.fields)
        return wrong_where(pl.col(self.column).str.contains(whole(self.words)), among)


class ExpectOneOfFilled(RowRule):
    """At least one of two texts places the row: its action or, in forms without, its goal.

    Args:
        or_column: The other text.
        once_a_sheet: Tell a sheet whose rows all lack both once, as the sheet's own: its form does not ask for them.
    """

    or_column: str
    once_a_sheet: bool = False

    def verdict(self) -> pl.Expr:
        """Wrong where both are blank, though the row names an indicator; of a whole sheet its first row."""
        wrong = self._blank() & (~self._whole_sheet() | (_among().cum_sum().over(_SHEET) == 1))
        return wrong_where(wrong, _among())

    def details(self) -> dict[str, pl.Expr]:
        """Whom it is told of (`row` or `sheet`), how many rows; what names the row is left out of a sheet's."""
        whole = self._whole_sheet()
        return {
            "who": pl.when(whole).then(pl.lit("sheet")).otherwise(pl.lit("row")),
            "rows": pl.when(whole).then(_among().sum().over(_SHEET).cast(pl.Int64)),
            "indicator_id": pl.when(~whole).then("indicator_id"),
            "indicator": pl.when(~whole).then("indicator"),
            "indicator_ref": pl.when(whole).then("sheet").otherwise("indicator_ref"),
        }

    def _blank(self) -> pl.Expr:
        return ~filled(self.column) & ~filled(self.or_column)

    def _whole_sheet(self) -> pl.Expr:
        """Whether all rows of a sheet lack both, and there are several."""
        if not self.once_a_sheet:
            return pl.lit(value=False)
        lacking = (_among() & self._blank()).sum().over(_SHEET)
        return (lacking > 1) & (lacking == _among().sum().over(_SHEET))


_SHEET = ("submission", "sheet")


def _among() -> pl.Expr:
    return filled("indicator") & (pl.col("target_kind") == "operational").fill_null(value=False)

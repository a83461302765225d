"""Rules against what the council approved and what earlier years reported."""

from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, wrong_where
from pipeline.validate.views import filled
from pipeline.validate.words import anywhere

_GAP = r"[\s\u{a0}\u{202f}]"


def _folded(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars()


def _figures(column: str) -> pl.Expr:
    """The figures of a text as written, thousands joined and decimals with a point."""
    text = pl.col(column)
    for _ in range(3):  # a group a round: 1 000 000 000
        text = text.str.replace_all(rf"(\d){_GAP}(\d{{3}})(\D|$)", "$1$2$3")
    return text.str.replace_all(r"(\d),(\d)", "$1.$2").str.extract_all(r"\d+(?:\.\d+)?")


class ExpectTargetReported(RowRule):
    """Every approved target is answered. `column` is the number of rows that answer it.

    Args:
        at_most_once: Judge too many answers instead of none.
    """

    at_most_once: bool = False

    def verdict(self) -> pl.Expr:
        """Wrong where unanswered though the department's workbook is here, or answered twice."""
        if self.at_most_once:
            return wrong_where(pl.col(self.column) > 1, pl.col("complete"))
        return wrong_where(pl.col(self.column) == 0, pl.col("complete") & pl.col("department_answered"))


class ExpectWorkbookReceived(RowRule):
    """Every department that is expected to answer has a workbook. `column` is the number of its workbooks."""

    def verdict(self) -> pl.Expr:
        """Wrong where there is none; judged only when all of a city's workbooks are here."""
        return wrong_where(pl.col(self.column) == 0, pl.col("complete"))


class ExpectTargetApproved(RowRule):
    """A reported indicator is in the register. `column` is the register's id of the row."""

    def verdict(self) -> pl.Expr:
        """Wrong where the register has none like it; not judged for a department that the register does not name."""
        among = (
            pl.col("register_has_department") & filled("indicator") & (pl.col("target_kind") == "operational")
        )
        return wrong_where(pl.col(self.column).is_null(), among)


class ExpectWordingApproved(RowRule):
    """An indicator is worded as it was approved. `column` is the wording reported."""

    def verdict(self) -> pl.Expr:
        """Wrong where words differ; capitals and punctuation do not count."""
        return wrong_where(_folded(self.column) != _folded("approved_wording"), filled("approved_wording"))


class ExpectTargetAsApproved(RowRule):
    """A target has a figure of the one approved. `column` is the target reported.

    Args:
        scales: Words by language that scale a figure; where they stand, figures are not compared as written.
    """

    scales: dict[str, list[str]]

    def verdict(self) -> pl.Expr:
        """Wrong where both have figures and none is the same."""
        told, approved = _figures(self.column), _figures("approved_target")
        scaled = pl.concat_str([pl.col(self.column), pl.col("approved_target")], separator=" ").str.contains(
            anywhere(self.scales)
        )
        among = (told.list.len() > 0) & (approved.list.len() > 0) & ~scaled
        return wrong_where(told.list.set_intersection(approved).list.len() == 0, among)


class ExpectBaselineAsPublished(RowRule):
    """A baseline of last year is what last year's report gave as its actual. `column` is the baseline's figure."""

    def verdict(self) -> pl.Expr:
        """Wrong where both are known in one unit and differ by more than the baseline is rounded."""
        year = pl.col("baseline_period_end").str.slice(0, 4).cast(pl.Int64, strict=False)
        same_unit = (pl.col("baseline_unit") == pl.col("past_actual_unit")).fill_null(value=True)
        among = (
            (year == pl.col("report_year") - 1)
            & pl.col("past_actual_value").is_not_null()
            & pl.col("baseline_change_pct").is_null()
            & same_unit
        )
        rough = pl.col("baseline_resolution").fill_null(0) / 2
        return wrong_where((pl.col(self.column) - pl.col("past_actual_value")).abs() > rough, among)


class ExpectOwnerNamed(RowRule):
    """A target of the register has an owner. `column` is the owner."""

    def verdict(self) -> pl.Expr:
        """Wrong where it has none, in a register that names owners at all."""
        return wrong_where(~filled(self.column), filled(self.column).any())


class ExpectActualMoves(RowRule):
    """An actual is not the same figure year after year. `column` is the actual's figure.

    Args:
        years: In how many earlier years running the same figure was reported.
    """

    years: int

    def verdict(self) -> pl.Expr:
        """Wrong where it was the same in that many years before; nothing and everything (0, 100 %) may well stay."""
        bound = (pl.col(self.column) == 0) | (
            (pl.col(self.column) == 100) & (pl.col("actual_unit") == "percent")
        )
        return wrong_where(
            pl.col("past_same_actual") >= self.years,
            pl.col(self.column).is_not_null() & ~bound.fill_null(value=False),
        )

    def details(self) -> dict[str, pl.Expr]:
        """How often it was the same, for the message."""
        return {"years": pl.col("past_same_actual")}


class ExpectTargetRaised(RowRule):
    """A target is not the same, and met, year after year. `column` is the target's figure.

    Args:
        years: In how many earlier years running the same target was met.
    """

    years: int

    def verdict(self) -> pl.Expr:
        """Wrong where met now and in that many years before, at the same level."""
        return wrong_where(
            pl.col("past_same_met") >= self.years,
            (pl.col("attainment") == "met") & pl.col(self.column).is_not_null(),
        )

    def details(self) -> dict[str, pl.Expr]:
        """The number of years, for the message."""
        return {"years": pl.lit(self.years)}

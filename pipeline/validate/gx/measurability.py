"""Rules of measurability: targets that a figure could meet or miss, and directions that are told."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, has_flag, wrong_where


def unit_fits(one: str, other: str) -> pl.Expr:
    """Whether two roles may be compared: the same unit and per, or one of them not told."""
    same_unit = (pl.col(f"{one}_unit") == pl.col(f"{other}_unit")).fill_null(value=True)
    same_per = (pl.col(f"{one}_per") == pl.col(f"{other}_per")).fill_null(value=True)
    return same_unit & same_per


class ExpectTargetMeasurable(RowRule):
    """A target says a level, or a direction from a baseline that has one.

    Args:
        vague_flags: Flags of a target that names no level.
        relative_trends: Directions that need a baseline to start from.
    """

    vague_flags: list[str]
    relative_trends: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where vague, or relative to a baseline that holds neither a figure nor a state."""
        no_start = (
            (pl.col("baseline_items").fill_null(0) == 0)
            & pl.col("baseline_cell_state").is_null()
            & pl.col("baseline_reading").is_in(["empty", "not_available"]).fill_null(value=True)
        )
        relative = (
            (pl.col("target_reading") == "relative_target")
            & (pl.col("target_items").fill_null(0) == 0)
            & pl.col("target_trend").is_in(self.relative_trends)
            & pl.col("target_reference_value").is_null()
            & (pl.col("target_reference_kind").fill_null("baseline") == "baseline")
        )
        vague = has_flag("target_flags", self.vague_flags)
        return wrong_where(vague | (relative & no_start), ~pl.col("target_reading").is_in(["empty", "not_available"]) | vague)  # fmt: skip


class ExpectDirectionKnown(RowRule):
    """It is told whether a higher or a lower figure is better, where the judgement hung on it.

    Args:
        reason: The reason of an unjudged row that says the direction was missing.
    """

    reason: str = "direction_unknown"

    def verdict(self) -> pl.Expr:
        """Wrong where the row was not assessable for want of a direction."""
        return wrong_where(pl.col("attainment_reason") == self.reason)


class ExpectTargetBeyondLatest(RowRule):
    """A target asks for at least the latest known level.

    Args:
        readings: Kinds of target readings that name a level.
        whole_periods: Types of a baseline's period that a target without one may be compared with.
        growing_units: Units in which a cautious ceiling is no slackness, for prices rise (money).
    """

    readings: list[str]
    whole_periods: list[str] = ["year", "school_year", "deadline"]
    growing_units: list[str] = []

    def verdict(self) -> pl.Expr:
        """Wrong where the target is looser than the baseline by more than both are rounded."""
        known = (
            pl.col("better").is_in(["higher", "lower"])
            & pl.col("target_reading").is_in(self.readings)
            & pl.col("target_value").is_not_null()
            & pl.col("target_change_pct").is_null()
            & pl.col("baseline_latest").is_not_null()
            & pl.col("baseline_change_base").is_null()
            & unit_fits("target", "baseline")
            & (pl.col("target_kind") == "operational")
            & pl.col("baseline_period_type").is_in(self.whole_periods).fill_null(value=True)
            & ~(
                pl.col("target_unit").is_in(self.growing_units).fill_null(value=False)
                & (pl.col("better") == "lower")
            )
        )
        # a target is meant exactly unless it says "about"; what was reached may be rounded
        about = pl.when(pl.col("target_approx").is_not_null()).then(pl.col("target_resolution"))
        reached = pl.when(pl.col("baseline_latest").abs() >= 1000).then(pl.col("baseline_latest_step") / 2)
        slack = about.fill_null(0.0) + reached.fill_null(0.0)
        lacking = pl.when(pl.col("better") == "higher").then(
            pl.col("baseline_latest") - pl.col("target_value")
        ).otherwise(pl.col("target_value") - pl.col("baseline_latest"))  # fmt: skip
        return wrong_where(lacking > slack, known)


class ExpectComparatorFitsDirection(RowRule):
    """A written "at least" stands with more-is-better and "at most" with less-is-better.

    Args:
        flag: The reader's flag for the contradiction.
    """

    flag: str = "comparator_contradicts_better_direction"

    def verdict(self) -> pl.Expr:
        """Wrong where the direction is stated, not inferred, and the comparator points the other way."""
        upward = pl.col("target_comparator").is_in([">", ">="])
        downward = pl.col("target_comparator").is_in(["<", "<="])
        stated = pl.col("better").is_not_null() & ~pl.col("better_inferred").fill_null(value=False)
        contrary = (upward & (pl.col("better") == "lower")) | (downward & (pl.col("better") == "higher"))
        flagged = has_flag("target_flags", [self.flag])
        return wrong_where(flagged | (stated & contrary), pl.col("target_comparator").is_not_null() | flagged)


class ExpectPeerValueGiven(RowRule):
    """A target that is set by what others reach comes with what they reached.

    Args:
        peer_kinds: Kinds of reference that mean others.
    """

    peer_kinds: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where the target leans on peers and no cell of the row has their value."""
        leans = pl.col("target_reference_kind").is_in(self.peer_kinds)
        given = (
            pl.col("target_reference_value").is_not_null() | pl.col("actual_reference_value").is_not_null()
        )
        told = pl.col("actual_items").fill_null(0) > 1  # "38 days, the others 58"
        return wrong_where(~given & ~told, leans)


class ExpectPartsReported(RowRule):
    """What a baseline tells part by part, the actual tells too. `column` is the actual's text."""

    def verdict(self) -> pl.Expr:
        """Wrong where a part of the baseline has no figure of this year."""
        return wrong_where(pl.col("unreported_part").is_not_null(), pl.col("baseline_reading") == "compound")


class ExpectOneCondition(RowRule):
    """An indicator that figures measure asks for nothing besides. `column` is its wording."""

    def verdict(self) -> pl.Expr:
        """Wrong where the wording asks for a state as well; a row without a figure in its target is not judged."""
        return wrong_where(pl.col("mixed_conditions"), pl.col("target_items").fill_null(0) > 0)


class ExpectBaselineComparable(RowRule):
    """A change is told from the year that the baseline is of.

    Args:
        bases: Bases of a change that name the previous year.
    """

    bases: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where the change is from the previous year and the baseline is of an earlier one."""
        year = pl.col("baseline_period_end").str.slice(0, 4).cast(pl.Int64, strict=False)
        among = pl.col("actual_change_base").is_in(self.bases) & year.is_not_null()
        return wrong_where(year < pl.col("report_year") - 1, among)


class ExpectAssessable(RowRule):
    """A row with target and actual can be told to be met or missed.

    Args:
        reasons: Reasons that are worth a notice; others have rules of their own.
    """

    reasons: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where the row is not assessable for one of the reasons."""
        return wrong_where((pl.col("attainment") == "not_assessable") & pl.col("attainment_reason").is_in(self.reasons))  # fmt: skip


class ExpectReadingUnflagged(RowRule):
    """The reader found nothing odd of this kind in a cell.

    Args:
        flags: The reader's flags that fail the rule.
        roles: Roles that are judged; all where none is named.
        target_kind: Judge only targets of this kind (operational, financial).
    """

    flags: list[str]
    roles: list[str] = []
    target_kind: str | None = None

    def verdict(self) -> pl.Expr:
        """Wrong where the cell has one of the flags."""
        among = pl.col("item") == 0  # flags are a cell's, repeated on each of its items
        if self.roles:
            among &= pl.col("role").is_in(self.roles)
        if self.target_kind:
            among &= (pl.col("target_kind") == self.target_kind).fill_null(value=False)
        return wrong_where(has_flag(self.column, self.flags), among)

"""Rules of consistency within a row: status against figures, periods, units, and misses that the text leaves out."""

# ruff: noqa: RUF012 - the library copies the default of a field for each object
from __future__ import annotations

import polars as pl

from pipeline.validate.gx.base import RowRule, has_flag, wrong_where
from pipeline.validate.words import anywhere, starting, whole

_MEASURED = pl.col("target_kind") == "operational"


class ExpectStatusMatchesFigures(RowRule):
    """A stated status does not contradict what the figures say.

    Args:
        stated: Regular expressions by language, each for the whole status text.
        contradicts: The attainment that the status denies (met or not_met).
    """

    stated: dict[str, list[str]]
    contradicts: str

    def verdict(self) -> pl.Expr:
        """Wrong where the status says one thing and the figures the other."""
        says = pl.col(self.column).str.contains(whole(self.stated))
        return wrong_where(pl.col("attainment") == self.contradicts, says)


class ExpectMissAdmitted(RowRule):
    """Where a figure missed its target, some text of the row says so.

    Args:
        attainment: Outcomes that must be admitted.
        readings: Readings of the actual that are figures; a state such as "not in use" admits itself.
        words: Regular expressions by language that admit a miss.
        words_over: Those that admit one only where less is better ("was exceeded").
        min_length: A shorter explanation is another rule's matter.
    """

    attainment: list[str]
    readings: list[str]
    words: dict[str, list[str]]
    min_length: int
    words_over: dict[str, list[str]] = {}

    def verdict(self) -> pl.Expr:
        """Wrong where no word of the explanation, the status or the actual admits the miss."""
        figure = pl.col("actual_reading").is_in(self.readings) & pl.col("actual_cell_state").is_null()
        told = figure & (pl.col("explanation_length") >= self.min_length)
        among = pl.col("attainment").is_in(self.attainment) & (told | ~_MEASURED)
        over = pl.col(self.column).str.contains(starting(self.words_over)) & (pl.col("better") == "lower")
        admits = pl.col(self.column).str.contains(starting(self.words)) | over.fill_null(value=False)
        return wrong_where(~admits, among)


def _season(role: str) -> pl.Expr:
    return pl.concat_str(
        pl.col(f"{role}_period_start").str.slice(5), pl.col(f"{role}_period_end").str.slice(5, 2)
    )


def _is_figure(role: str) -> pl.Expr:
    return pl.col(f"{role}_value").is_not_null() & pl.col(f"{role}_cell_state").is_null() & _MEASURED


def _within_a_year(role: str) -> pl.Expr:
    start, end = (
        pl.col(f"{role}_period_{end}").str.to_date("%Y-%m-%d", strict=False) for end in ("start", "end")
    )
    return (end - start).dt.total_days() <= 366


class ExpectSamePeriod(RowRule):
    """Two figures of a row are of the same part of the year; the year itself may differ.

    Args:
        role: The one role.
        other_role: The other.
        types: Types of periods that figures are measured over; a deadline is none.
    """

    role: str
    other_role: str
    types: list[str]

    def verdict(self) -> pl.Expr:
        """Wrong where both periods are told and cover other months."""
        among = pl.lit(value=True)
        for role in (self.role, self.other_role):
            among &= (
                _is_figure(role)
                & pl.col(f"{role}_period_type").is_in(self.types)
                & _within_a_year(role).fill_null(value=False)
            )
        return wrong_where(_season(self.role) != _season(self.other_role), among)


class ExpectPeriodTold(RowRule):
    """Where the target is for a part of the year, the actual says which part it is of.

    Args:
        types: Types of periods that are parts of a year.
        flag: The reader's flag for a missing period.
    """

    types: list[str]
    flag: str = "period_missing"

    def verdict(self) -> pl.Expr:
        """Wrong where the actual is one figure without a period."""
        part = pl.col("target_period_type").is_in(self.types) & pl.col("target_period_start").is_not_null()
        silent = _is_figure("actual") & pl.col("actual_period_end").is_null()
        flagged = has_flag("actual_flags", [self.flag])
        return wrong_where(silent | flagged, (part & _is_figure("target") & _is_figure("actual")) | flagged)


class ExpectActualOfReportYear(RowRule):
    """An actual is of the year that is reported.

    Args:
        side: `after` judges against the end of the year, `before` against its beginning.
        flag: The reader's flag for a date after the year.
    """

    side: str
    flag: str = "after_report_year"

    def verdict(self) -> pl.Expr:
        """Wrong where the actual's one period lies wholly on that side of the year."""
        if self.side == "before":
            year = pl.col("actual_period_end").str.slice(0, 4).cast(pl.Int64, strict=False)
            return wrong_where(year < pl.col("report_year"), _is_figure("actual") & year.is_not_null())
        year = pl.col("actual_period_start").str.slice(0, 4).cast(pl.Int64, strict=False)
        flagged = has_flag("actual_flags", [self.flag])
        return wrong_where((year > pl.col("report_year")) | flagged, year.is_not_null() | flagged)


class ExpectEvidenceWithinYear(RowRule):
    """What a text says was decided or dated is of the reported year or an earlier one.

    Args:
        words: Words by language that say a thing is done ("päätti", "beslutade"); a date must follow soon after.
        reach: Characters between the word and the date.
    """

    words: dict[str, list[str]]
    reach: int

    def _year(self) -> pl.Expr:
        pattern = starting(self.words) + r"[^.\n\d]{0," + str(self.reach) + r"}\b\d{1,2}\.\d{1,2}\.(20\d\d)\b"
        return pl.col(self.column).str.extract(pattern, 1).cast(pl.Int64, strict=False)

    def verdict(self) -> pl.Expr:
        """Wrong where such a date is after the report year."""
        return wrong_where(self._year() > pl.col("report_year"), self._year().is_not_null())

    def details(self) -> dict[str, pl.Expr]:
        """The year found."""
        return {"evidence_year": self._year()}


class ExpectSameUnit(RowRule):
    """Target and actual are of one kind of unit.

    Args:
        families: Units that may be compared with each other, by a name of the family.
        flag: The reader's flag for units that differ.
    """

    families: dict[str, list[str]]
    flag: str = "unit_differs_from_target"

    def _family(self, role: str) -> pl.Expr:
        members = {unit: name for name, units in self.families.items() for unit in units}
        return pl.col(f"{role}_unit").replace_strict(members, default=None, return_dtype=pl.String)

    def verdict(self) -> pl.Expr:
        """Wrong where both have one figure, and their units are of different families."""
        differ = self._family("actual") != self._family("target")
        levels = pl.col("actual_change_pct").is_null() & pl.col("target_change_pct").is_null()
        both = _is_figure("actual") & _is_figure("target") & levels
        flagged = has_flag("actual_flags", [self.flag])
        known = self._family("actual").is_not_null() & self._family("target").is_not_null()
        return wrong_where(differ | flagged, (both & known) | flagged)


class ExpectValuesOfIndicatorKind(RowRule):
    """An indicator that counts has counts as values, not percentages.

    Args:
        counting: Words by language of an indicator that counts.
        relative: Words by language of one that is a share or a rate.
        min_cells: Fewest cells of the row that must be percentages.
    """

    counting: dict[str, list[str]]
    relative: dict[str, list[str]]
    min_cells: int

    def verdict(self) -> pl.Expr:
        """Wrong where all figures of the row are percentages and the wording only counts."""
        counts = pl.col(self.column).str.contains(anywhere(self.counting))
        shares = pl.col(self.column).str.contains(anywhere(self.relative))
        roles = ("baseline", "target", "actual")
        percents = pl.sum_horizontal(
            [(pl.col(f"{r}_units") == "percent").fill_null(value=False).cast(pl.Int64) for r in roles]
        )
        figures = pl.sum_horizontal([(pl.col(f"{r}_items").fill_null(0) > 0).cast(pl.Int64) for r in roles])
        changes = pl.any_horizontal([pl.col(f"{r}_change_pct").is_not_null() for r in roles])
        among = counts & ~shares & (figures >= self.min_cells) & ~changes & _MEASURED
        return wrong_where(percents == figures, among)


class ExpectShareWithinWhole(RowRule):
    """The actual of an indicator that is a share is at most the whole.

    Args:
        shares: Words by language of an indicator that is a share.
        beyond: Words by language of a share that may pass the whole: of a plan, of last year's.
        most: The largest share in percent.
        percent: Regular expressions by language of a hint that the row's values are percentages.
    """

    shares: dict[str, list[str]]
    beyond: dict[str, list[str]]
    most: float
    percent: dict[str, list[str]]

    def verdict(self) -> pl.Expr:
        """Wrong where a percentage, or a bare figure in a row of percentages, is above the most."""
        text = pl.col(self.column)
        share = text.str.contains(anywhere(self.shares)) & ~text.str.contains(anywhere(self.beyond))
        hinted = pl.col("unit_hint").str.contains(anywhere(self.percent))
        row = (pl.col("target_unit") == "percent") | hinted
        percent = (pl.col("actual_unit") == "percent") | (
            pl.col("actual_unit").is_null() & row.fill_null(value=False)
        )
        among = (
            share
            & percent.fill_null(value=False)
            & _is_figure("actual")
            & pl.col("actual_change_pct").is_null()
        )
        return wrong_where(pl.col("actual_value") > self.most, among)


class ExpectPercentAsShown(RowRule):
    """A percentage is written on the scale of its target: 48 and not 0.48.

    Args:
        min_target: Smallest target in percent that is judged.
        likeness: Largest relative distance of 100 times the actual from the target or the baseline.
    """

    min_target: float
    likeness: float

    def verdict(self) -> pl.Expr:
        """Wrong where a hundredfold of the actual is near the target while the actual itself is below one."""
        near = (100 * pl.col("actual_value") - pl.col("target_value")).abs() <= self.likeness * pl.col(
            "target_value"
        )
        among = (
            _is_figure("actual") & _is_figure("target")
            & (pl.col("target_unit") == "percent")
            & (pl.col("actual_unit") == "percent").fill_null(value=True)
            & (pl.col("target_value") >= self.min_target)
        )  # fmt: skip
        return wrong_where(near & (pl.col("actual_value") > 0) & (pl.col("actual_value") <= 1), among)

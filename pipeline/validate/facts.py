"""SUBMISSIONS with what the settings and the clock say of each row, so that rules can compare on one row."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl
from rapidfuzz import fuzz, process

from pipeline.model.clock import Clock
from pipeline.model.errors import SettingsError
from pipeline.model.settings import Settings

_LIKE = 75
"""Likeness in percent from which a department's name is offered as what was meant."""


def _zone(settings: Settings) -> ZoneInfo:
    try:
        return ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"settings.yaml: time_zone {settings.time_zone!r} is unknown; write one such as Europe/Helsinki."
        ) from error


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def deadline_of(settings: Settings) -> datetime | None:
    """The deadline in the city's time zone; a date alone lasts to the end of its day. SettingsError when no date."""
    if settings.deadline is None:
        return None
    zone = _zone(settings)
    moment = _moment(settings.deadline, zone)
    if moment is None:
        raise SettingsError(
            f"settings.yaml: deadline {settings.deadline!r} is no date; write it as 2024-02-01T16:00."
        )
    whole_day = len(settings.deadline.strip()) <= len("2024-02-01")
    return moment.replace(hour=23, minute=59, second=59) if whole_day else moment


def likeliest(name: str | None, known: tuple[str, ...]) -> str | None:
    """The known department a name resembles most, None when none is near."""
    if not name or not known:
        return None
    best = process.extractOne(
        name, known, scorer=fuzz.WRatio, processor=lambda s: str(s).casefold(), score_cutoff=_LIKE
    )
    return str(best[0]) if best else None


def submission_facts(
    submissions: pl.DataFrame, indicators: pl.DataFrame, settings: Settings, clock: Clock, *, complete: bool
) -> pl.DataFrame:
    """SUBMISSIONS with what settings and clock say of each; same rows, same order.

    Adds expected_year, this_year, deadline, late, known_department, likely_department, complete, asks_responsible
    and read (whether it was read at all).
    """
    deadline = deadline_of(settings)
    zone = _zone(settings)
    known = {d.casefold() for d in settings.departments}
    late, listed, likely = [], [], []
    meant = {  # once a name: likeness is dear, and names recur
        name: likeliest(name, settings.departments)
        for name in submissions["department"].unique().drop_nulls()
        if name.casefold() not in known
    }
    for received, department in submissions.select("received_at", "department").iter_rows():
        moment = _moment(received, zone)
        late.append(None if deadline is None or moment is None else moment > deadline)
        listed.append(department.casefold() in known if department and known else None)
        likely.append(meant.get(department))
    asks = indicators.group_by("submission").agg(
        asks_responsible=pl.col("responsible_ref").is_not_null().any()
    )
    shown = f"{deadline:%d.%m.%Y %H:%M}" if deadline else None
    return submissions.join(asks, on="submission", how="left", maintain_order="left").with_columns(
        pl.Series("late", late, dtype=pl.Boolean),
        pl.Series("known_department", listed, dtype=pl.Boolean),
        pl.Series("likely_department", likely, dtype=pl.String),
        expected_year=pl.lit(settings.report_year, dtype=pl.Int64),
        this_year=pl.lit(clock.now.year, dtype=pl.Int64),
        deadline=pl.lit(shown, dtype=pl.String),
        complete=pl.lit(complete),
        read=~pl.col("outcome").is_in(["unreadable", "superseded", "ignored"]),
    )  # fmt: skip
